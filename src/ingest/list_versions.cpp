// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/list_versions.h"

#include <algorithm>
#include <array>

#include "model/list_row.h"
#include "store/captures.h"
#include "store/journal.h"

namespace habeas {

void ListVersions::add(std::string_view path, const Digest& source) {
  const std::size_t begin = path.find("#list:");
  if (begin == std::string_view::npos || !is_list_part(path.substr(begin + 1))) return;
  std::vector<Digest>& versions = rows_[std::string(path.substr(begin + 1))];
  if (versions.empty() || versions.back() != source) versions.push_back(source);
}

std::optional<DocumentId> ListVersions::newest_of(const DocumentId& id) const {
  const auto row = rows_.find(id.part);
  if (row == rows_.end() || row->second.back() == id.source) return std::nullopt;
  if (std::count(row->second.begin(), row->second.end(), id.source) == 0) return std::nullopt;
  return DocumentId{row->second.back(), id.part};
}

std::optional<Digest> ListVersions::find(const std::string& part) const {
  const auto row = rows_.find(part);
  return row == rows_.end() ? std::nullopt : std::optional<Digest>(row->second.back());
}

Result<ListVersions> load_list_versions(sql::Transaction& transaction) {
  static constexpr std::array kKinds{JournalKind::Captures};
  TRY(const auto journal, load_journal(transaction, kKinds));
  ListVersions versions;
  for (const StoredEntry& stored : journal) {
    if (!stored.body || stored.body->find(R"("how":"import")") == std::string::npos) continue;
    TRY(const auto captures, parse_captures(*stored.body));
    for (const Capture& capture : captures) {
      if (capture.how == kListRowCapture) versions.add(capture.path, capture.source);
    }
  }
  return versions;
}

}  // namespace habeas
