// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "read/read.h"

namespace habeas {

/// What all parts of one source have used up together.
struct RoundsSpent {
  std::uint64_t unpacked_bytes = 0;
  std::uint32_t parts = 0;
  std::uint32_t documents = 0;
  std::set<std::string> names;  ///< part names of documents, whole
  bool told_too_large = false;
  std::map<ProblemCode, std::uint64_t> problems;
};

/// A sink for one source or part: hands documents and problems on under whole part names, and reads
/// each part as a source of its own, within the limits.
class Rounds final : public PartSink {
 public:
  /// For the source itself. All that is handed in must outlive this.
  Rounds(const SourceLabel& label, std::uint64_t source_bytes, const ReadLimits& limits,
         DocumentSink& sink, RoundsSpent& spent);

  void add_document(Document document) override;
  void add_problem(Problem problem) override;
  bool wants_fields() const override { return sink_.wants_fields(); }
  void add_fields(PartFields fields) override;
  void add_part(Part part) override;
  std::uint64_t bytes_left() const override;

  /// To be called once, when the source is read: says how many problems were only counted.
  void finish();

 private:
  Rounds(const Rounds& parent, const SourceLabel& label, std::string path);

  const SourceLabel& label_;
  std::string path_;  ///< "" for the source itself
  std::uint32_t depth_ = 0;
  std::uint64_t unpacked_bytes_max_;
  const ReadLimits& limits_;
  DocumentSink& sink_;
  RoundsSpent& spent_;
};

/// `name` inside `path`: "zip:mails/mail:1.2". What no DocumentId takes (control characters, over
/// 512 bytes) is replaced by its hash, so that the name stays the same on every reading.
std::string join_part_path(std::string_view path, std::string_view name);

}  // namespace habeas
