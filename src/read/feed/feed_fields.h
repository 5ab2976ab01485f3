// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/part_fields.h"
#include "read/read.h"
#include "read/xml/xml_reader.h"

namespace habeas {

/// Everything that a feed says, by field. An object's keys are the names that feed software has
/// agreed on since the Universal Feed Parser, so that RSS, Atom, CDF and JSON Feed answer to one
/// name: `title`, `subtitle`, `link`, `links` (href, rel, type, title, length), `id`, `author`,
/// `authors`, `contributors`, `publisher`, `tags` (term, scheme, label), `published`, `updated`,
/// `summary`, `content` (value, type, language, base), `source`, `image`, `generator`, ...
/// A text with a type stands again in `<name>_detail`; a date that could be read in
/// `<name>_time` (RFC 3339). Elements of other name spaces stand as `prefix_name`.
using FieldObject = nlohmann::json;

inline constexpr std::size_t kFeedHeadBytes = 65536;  ///< where a JSON Feed must name its version
inline constexpr std::size_t kFeedListMax = 1000;     ///< tags, links, authors ... of one entry

struct FeedFields {
  FieldObject feed = FieldObject::object();
  std::vector<FieldObject> entries;
  std::string version;  ///< "rss20", "rss10", "atom10", "cdf", "json11" ...; "" if none is stated
  std::string charset;  ///< in lower case as declared, in IANA's spelling if it had to be guessed
  XmlDamage damage;
  bool too_many_entries = false;
  bool cut_off = false;  ///< the last entry is: its end is missing
};

/// What stood around the feed when it was received.
struct FeedPlace {
  std::string address;   ///< relative addresses are seen from here; "" if unknown
  std::string language;  ///< as declared beside it: "en"
};

/// Reads a feed in XML (UTF-8) of any kind, broken or not. `entries_max`: the rest is unread.
FeedFields parse_feed(std::string_view text, const FeedPlace& place, std::size_t entries_max);

/// Reads a JSON Feed (1.0 or 1.1). Broken JSON gives no entries, and damage.
FeedFields parse_json_feed(std::string_view text, const FeedPlace& place, std::size_t entries_max);

/// True if `text` (lower case) begins like a JSON Feed.
bool is_json_feed(std::string_view text);

/// Takes in and parses a feed; no fields if there is no text. Problems go to `sink`.
FeedFields load_feed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                     DocumentSink& sink);

/// `version`, `charset`, `feed` and `entries` (a list), for those who inspect a feed.
FieldValue::Names to_fields(const FeedFields& fields);

}  // namespace habeas
