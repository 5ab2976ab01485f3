// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "read/charset.h"
#include "read/feed/feed_fields.h"
#include "read/source_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

std::string to_lower_ascii(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

// What a text of this media type is in if nobody says (RFC 3023): text/xml is ASCII.
std::string default_charset(std::string_view media_type) {
  const std::string type = to_lower_ascii(trim(media_type.substr(0, media_type.find(';'))));
  return type.compare(0, 5, "text/") == 0 ? "us-ascii" : "utf-8";
}

// The charset of the feed as it was declared, where it was read so or could have been.
std::string stated_charset(const SourceText& loaded, std::string_view media_type) {
  std::string stated = loaded.declared;
  // The XML declaration does not count where text/xml came over the wire.
  const bool by_wire = !find_media_type_charset(media_type).empty();
  if (!by_wire && default_charset(media_type) == "us-ascii") stated = "us-ascii";
  if (stated == "gb2312" || stated == "gbk") stated = "gb18030";
  const std::string used = to_lower_ascii(loaded.charset);
  if (used.compare(0, 4, "utf-") == 0 && used != "utf-8") return used;
  const bool is_ascii = std::none_of(loaded.text.begin(), loaded.text.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (stated.empty()) return used == "utf-8" ? used : loaded.charset;
  // A declaration of wide characters cannot hold for a text of bytes.
  if (stated.compare(0, 3, "utf") == 0) return used;
  return is_ascii || charset_name(stated) == loaded.charset ? stated : used;
}

}  // namespace

FeedFields load_feed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                     DocumentSink& sink) {
  const SourceText loaded = load_source_text(source, limits, sink, label.media_type);
  if (loaded.text.empty()) return {};
  const FeedPlace place{label.address, label.language};
  const std::size_t entries_max = limits.documents_max;
  FeedFields fields = is_json_feed(std::string_view(loaded.text).substr(0, kFeedHeadBytes))
                          ? parse_json_feed(loaded.text, place, entries_max)
                          : parse_feed(loaded.text, place, entries_max);
  fields.charset = stated_charset(loaded, label.media_type);
  if (fields.damage.count > 0) {
    sink.add_problem(
        {ProblemCode::BadMarkup, "",
         fmt::format("markup is broken at {} places, first at byte {}: {}", fields.damage.count,
                     fields.damage.first_offset, fields.damage.first)});
  }
  if (fields.too_many_entries) {
    sink.add_problem({ProblemCode::TooLarge, "",
                      fmt::format("over {} entries; the rest is unread", entries_max)});
  }
  if (fields.entries.empty()) sink.add_problem({ProblemCode::Empty, "", "the feed has no entries"});
  return fields;
}

}  // namespace habeas
