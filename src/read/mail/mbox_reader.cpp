// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mbox_reader.h"

#include <fmt/format.h>

#include "read/mail/addresses.h"
#include "read/mail/mail_reader.h"
#include "read/mail/mbox.h"
#include "read/rounds.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kIdBytesMax = 250;
constexpr std::size_t kHashDigits = 16;

/// Puts the name of a message before those of its documents and parts.
class MessageSink final : public PartSink {
 public:
  MessageSink(PartSink& sink, std::string name) : sink_(sink), name_(std::move(name)) {}

  void add_document(Document document) override {
    document.id.part = join_part_path(name_, document.id.part);
    for (Problem& problem : document.problems) {
      problem.part = join_part_path(name_, problem.part);
    }
    sink_.add_document(std::move(document));
  }
  void add_problem(Problem problem) override {
    problem.part = join_part_path(name_, problem.part);
    sink_.add_problem(std::move(problem));
  }
  void add_part(Part part) override {
    part.path = join_part_path(name_, part.path);
    sink_.add_part(std::move(part));
  }
  std::uint64_t bytes_left() const override { return sink_.bytes_left(); }
  bool wants_fields() const override { return sink_.wants_fields(); }
  void add_fields(PartFields fields) override {
    fields.id.part = join_part_path(name_, fields.id.part);
    sink_.add_fields(std::move(fields));
  }

 private:
  PartSink& sink_;
  std::string name_;
};

std::string name_of(std::string_view message) {
  const MailLines lines(message);
  const MailHeader header = parse_header(lines, 0, [](std::string_view) { return false; });
  std::string id;
  if (const HeaderField* const field = find_field(header, "Message-ID")) {
    id = parse_message_id(field->value);
  }
  const bool is_name = !id.empty() && id.size() <= kIdBytesMax && is_utf8(id);
  return "message:" + (is_name ? id : to_hex(sha256(message)).substr(0, kHashDigits));
}

/// What was met in the whole mailbox.
struct MboxCounts {
  std::int64_t messages = 0;
  std::int64_t by_length = 0;
  std::int64_t quoted_lines = 0;
};

void read_mbox_message(const MboxMessage& message, const SourceLabel& label,
                       const ReadLimits& limits, PartSink& sink, MboxCounts& counts) {
  MessageSink named(sink, name_of(message.bytes));
  ++counts.messages;
  counts.by_length += message.by_length ? 1 : 0;
  if (message.is_too_large) {
    named.add_problem({ProblemCode::TooLarge, "",
                       fmt::format("a message of over {} bytes: only its begin was read",
                                   limits.part_bytes_max)});
  }
  if (message.others_inside > 0) {
    named.add_problem(
        {ProblemCode::TwoReadings, "",
         fmt::format("Content-Length (taken) makes one message of what {} lines \"From \" could "
                     "part",
                     message.others_inside)});
  }
  // A mailbox that goes by length alone (mboxcl2) quotes nothing.
  const bool quotes = message.others_inside == 0;
  const std::size_t quoted = quotes ? count_quoted_from_lines(message.bytes) : 0;
  counts.quoted_lines += static_cast<std::int64_t>(quoted);
  if (quoted == 0) return read_message(message.bytes, label, limits, named);
  read_message(unquote_from_lines(message.bytes), label, limits, named);
}

}  // namespace

bool sniff_mbox(const SourceHead& head) {
  std::string_view bytes = head.bytes;
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  return begins_like_mbox(bytes);
}

void read_mbox(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  MboxCounts counts;
  const auto outcome = split_mbox(source, static_cast<std::size_t>(limits.part_bytes_max),
                                  [&](const MboxMessage& message) {
                                    read_mbox_message(message, label, limits, sink, counts);
                                    return counts.messages < limits.documents_max;
                                  });
  if (!outcome) sink.add_problem({ProblemCode::Unreadable, "", outcome.error().message});
  if (sink.wants_fields()) {
    sink.add_fields({{label.sha256, ""},
                     "mbox",
                     {{"messages", counts.messages},
                      {"by_content_length", counts.by_length},
                      {"quoted_from_lines", counts.quoted_lines}}});
  }
}

}  // namespace habeas
