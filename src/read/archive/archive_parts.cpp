// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/archive_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/formats.h"
#include "read/rounds.h"

namespace habeas {
namespace {

// What macOS keeps beside each file in an archive: AppleDouble, no words of any report.
constexpr std::string_view kAppleDouble{"\x00\x05\x16\x07", 4};

}  // namespace

std::string_view last_component(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string_view find_kind_unread_for_sure(const std::string& bytes) {
  class NoSource final : public ByteSource {
   public:
    std::uint64_t size() const override { return 0; }
    Result<std::string> read_at(std::uint64_t, std::uint64_t) const override {
      return std::string();
    }
  };
  const NoSource nothing;
  const SourceHead head{std::string_view(bytes).substr(0, kHeadBytes), "", nothing};
  const std::string_view kind = find_unread_kind(head);
  return kind.empty() || find_format(head) != nullptr ? "" : kind;
}

void tell_of_stream_end(const ByteStream& stream, DocumentSink& sink) {
  const auto tell = [&](ProblemCode code, std::string_view words) {
    sink.add_problem({code, "",
                      fmt::format("{} after {} unpacked bytes", words,
                                  stream.offset() + stream.ahead().size())});
  };
  switch (stream.end()) {
    case StreamEnd::CutOff:
      return tell(ProblemCode::CutOff, "what is packed is cut off");
    case StreamEnd::Damaged:
      return tell(ProblemCode::BadContainer, "what is packed is damaged");
    case StreamEnd::TooLarge:
      return tell(ProblemCode::TooLarge, "a limit was met, and the rest is unread,");
    case StreamEnd::Unreadable:
      return tell(ProblemCode::Unreadable, "the source could not be read further");
    default:
      return;
  }
}

ArchiveParts::ArchiveParts(std::string_view prefix, const ReadLimits& limits, PartSink& sink)
    : prefix_(prefix), limits_(limits), sink_(sink) {}

std::uint64_t ArchiveParts::bytes_max() const {
  return std::min(limits_.part_bytes_max, sink_.bytes_left());
}

bool ArchiveParts::has_room_for(std::uint64_t bytes) {
  const std::uint64_t left = sink_.bytes_left();
  if (left > 0 && (bytes <= left || bytes > limits_.part_bytes_max)) return true;
  finish();
  sink_.add_problem({ProblemCode::TooLarge, "",
                     "what may be unpacked of one source is used up; the rest is unread"});
  return false;
}

void ArchiveParts::add(std::string_view name, std::string bytes) {
  if (bytes.substr(0, kAppleDouble.size()) == kAppleDouble) return;
  const std::string_view last = last_component(name);
  sink_.add_part({prefix_ + std::string(name), std::string(last), "", "", std::move(bytes)});
}

void ArchiveParts::tell(std::string_view name, Problem problem) {
  if (problem.code == ProblemCode::PasswordNeeded) {
    if (locked_++ == 0) first_locked_ = name;
    lock_message_ = std::move(problem.message);
    return;
  }
  if (++told_[problem.code] > kArchiveProblemsMax) return;
  problem.part = join_part_path(prefix_ + std::string(name), problem.part);
  sink_.add_problem(std::move(problem));
}

void ArchiveParts::pass_over(std::string_view name) {
  if (passed_over_++ == 0) first_passed_over_ = name;
}

void ArchiveParts::finish() {
  if (passed_over_ > 0) {
    sink_.add_problem({ProblemCode::NotText, "",
                       fmt::format("{} links or devices, never followed (the first: {})",
                                   passed_over_, first_passed_over_)});
  }
  if (locked_ > 0) {
    sink_.add_problem(
        {ProblemCode::PasswordNeeded, "",
         fmt::format("{} members (the first: {}): {}", locked_, first_locked_, lock_message_)});
  }
  for (const auto& [code, count] : told_) {
    if (count <= kArchiveProblemsMax) continue;
    sink_.add_problem(
        {code, "",
         fmt::format("{} members more have the same problem", count - kArchiveProblemsMax)});
  }
}

}  // namespace habeas
