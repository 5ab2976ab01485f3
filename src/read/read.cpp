// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/read.h"

#include <fmt/format.h>

#include "read/charset.h"
#include "read/formats.h"
#include "read/rounds.h"

namespace habeas {

void read(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
          DocumentSink& sink) {
  RoundsSpent spent;
  Rounds rounds(label, source.size(), limits, sink, spent);
  read_format(label, source, limits, rounds);
  rounds.finish();
}

void read_format(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                 PartSink& sink) {
  if (source.size() == 0) {
    sink.add_problem({ProblemCode::Empty, "", "there is nothing to read"});
    return;
  }
  const Result<std::string> bytes = source.read_at(0, kHeadBytes);
  if (!bytes) {
    sink.add_problem({ProblemCode::Unreadable, "", bytes.error().message});
    return;
  }
  std::string text;
  if (find_magic(*bytes).empty()) {
    text = decode_text(*bytes, find_media_type_charset(label.media_type),
                       find_declared_charset(*bytes))
               .text;
  }
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const SourceHead head{*bytes, text, source};
  const FormatRow* const format = find_format(head);
  if (format == nullptr) {
    sink.add_problem(
        {ProblemCode::NotText, "",
         fmt::format("{}: kept as received, not read by this version", find_unread_kind(head))});
    return;
  }
  if (format->needs == FormatNeeds::Whole && source.size() > limits.source_bytes_max) {
    sink.add_problem({ProblemCode::TooLarge, "",
                      fmt::format("{} bytes, over {}: kept as received, not read", source.size(),
                                  limits.source_bytes_max)});
    return;
  }
  format->read(label, source, limits, sink);
}

}  // namespace habeas
