// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "model/document_id.h"
#include "sql/connection.h"

namespace habeas {

/// How a row of a case list was taken in; the path of its record ends in '#' and part_of(row).
inline constexpr std::string_view kListRowCapture = "import";
/// How the file was taken in of which rows were made; it is not read as a report.
inline constexpr std::string_view kListFileCapture = "list";

/// The versions of every row that was ever imported, in journal order. Only what this archive's
/// journal calls an import counts: a file that says it is a row is a file.
class ListVersions {
 public:
  /// Adds a version, the newest of its row from now on.
  void add(std::string_view path, const Digest& source);

  /// The newest version where `id` is an earlier one of an imported row; else nothing.
  std::optional<DocumentId> newest_of(const DocumentId& id) const;
  /// The newest version of a row; nothing if it was never imported.
  std::optional<Digest> find(const std::string& part) const;
  /// All rows by part, each with its versions.
  const std::map<std::string, std::vector<Digest>>& rows() const { return rows_; }

 private:
  std::map<std::string, std::vector<Digest>> rows_;
};
Result<ListVersions> load_list_versions(sql::Transaction& transaction);

}  // namespace habeas
