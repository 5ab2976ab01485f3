// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/rounds.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "read/formats.h"

namespace habeas {
namespace {

constexpr std::size_t kNameDigits = 16;  // of a hash that stands for a name

std::string short_hash(std::string_view words) {
  return to_hex(sha256(words)).substr(0, kNameDigits);
}

std::uint64_t times(std::uint64_t bytes, std::uint32_t factor) {
  return bytes > std::numeric_limits<std::uint64_t>::max() / std::max(factor, 1U) ? bytes
                                                                                  : bytes * factor;
}

}  // namespace

std::string join_part_path(std::string_view path, std::string_view name) {
  std::string joined(path);
  if (!path.empty() && !name.empty()) joined += '/';
  joined += name;
  if (joined.empty() || parse_document_id(to_text({Digest{}, joined}))) return joined;
  return "part:" + short_hash(joined);
}

Rounds::Rounds(const SourceLabel& label, std::uint64_t source_bytes, const ReadLimits& limits,
               DocumentSink& sink, RoundsSpent& spent)
    : label_(label),
      unpacked_bytes_max_(
          std::max(limits.unpacked_bytes_max, times(source_bytes, limits.unpacked_times_max))),
      limits_(limits),
      sink_(sink),
      spent_(spent) {}

Rounds::Rounds(const Rounds& parent, const SourceLabel& label, std::string path)
    : label_(label),
      path_(std::move(path)),
      depth_(parent.depth_ + 1),
      unpacked_bytes_max_(parent.unpacked_bytes_max_),
      limits_(parent.limits_),
      sink_(parent.sink_),
      spent_(parent.spent_) {}

void Rounds::add_document(Document document) {
  if (spent_.documents >= limits_.documents_max) {
    if (!std::exchange(spent_.told_too_large, true)) {
      add_problem(
          {ProblemCode::TooLarge, "",
           fmt::format("more than {} documents; the rest is unread", limits_.documents_max)});
    }
    return;
  }
  document.id.source = label_.sha256;
  document.id.part = join_part_path(path_, document.id.part);
  // Two posts of one name: told apart by their words, which last as long as the source does.
  if (!spent_.names.insert(document.id.part).second) {
    document.id.part = join_part_path(document.id.part, "same:" + short_hash(document.text));
    if (!spent_.names.insert(document.id.part).second) return;  // the same words, twice
  }
  ++spent_.documents;
  for (Problem& problem : document.problems) problem.part = join_part_path(path_, problem.part);
  sink_.add_document(std::move(document));
}

void Rounds::add_problem(Problem problem) {
  if (++spent_.problems[problem.code] > limits_.problems_max) return;
  problem.part = join_part_path(path_, problem.part);
  sink_.add_problem(std::move(problem));
}

void Rounds::finish() {
  for (const auto& [code, count] : spent_.problems) {
    if (count <= limits_.problems_max) continue;
    sink_.add_problem(
        {code, path_, fmt::format("{} problems more of this kind", count - limits_.problems_max)});
  }
}

void Rounds::add_fields(PartFields fields) {
  fields.id.source = label_.sha256;
  fields.id.part = join_part_path(path_, fields.id.part);
  sink_.add_fields(std::move(fields));
}

std::uint64_t Rounds::bytes_left() const {
  return unpacked_bytes_max_ - std::min(unpacked_bytes_max_, spent_.unpacked_bytes);
}

void Rounds::add_part(Part part) {
  const std::uint64_t left = bytes_left();
  ++spent_.parts;
  spent_.unpacked_bytes += part.bytes.size();
  if (depth_ >= limits_.part_nesting_max) {
    return add_problem({ProblemCode::TooLarge, part.path,
                        fmt::format("a part {} deep; it is kept inside the original, not read",
                                    limits_.part_nesting_max + 1)});
  }
  if (spent_.parts > limits_.parts_max || part.bytes.size() > left) {
    if (!std::exchange(spent_.told_too_large, true)) {
      add_problem({ProblemCode::TooLarge, part.path,
                   fmt::format("over {} parts or {} bytes unpacked; the rest is unread",
                               limits_.parts_max, unpacked_bytes_max_)});
    }
    return;
  }
  const SourceLabel label{label_.sha256, std::move(part.file_name), std::move(part.address),
                          std::move(part.media_type), label_.passwords};
  Rounds inner(*this, label, join_part_path(path_, part.path));
  read_format(label, MemorySource(std::move(part.bytes)), limits_, inner);
}

}  // namespace habeas
