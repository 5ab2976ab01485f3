// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/plain/text_report.h"
#include "text/day_line.h"

namespace habeas {

/// A post of a saved container: where it begins, what is its head.
struct TextPost {
  std::size_t begin = 0;  ///< units [begin, end) of the page
  std::size_t end = 0;
  std::size_t title = 0;  ///< unit
  std::size_t day = 0;    ///< unit
  PrintedDay printed;
};

/// A saved page that holds several posts under one heading.
struct TextContainer {
  std::string heading;          ///< "Tag Archives: Kazakhstan", "" if it has none
  std::string tag;              ///< "Kazakhstan"
  std::vector<TextPost> posts;  ///< in the order of the page; empty: the page is no container
};

/// Finds the posts of a page: a title line followed (or led) by a date line, again and again.
///
/// A page is a container if it begins with an archive heading (tables/page_words, archive) and has
/// a post, or has three posts or more. A title and date inside a post are not taken for a post:
/// where posts are set apart by more blank lines than paragraphs, those count; the days must fall
/// (or rise) from post to post; and a post of the same day as the one before begins only after
/// that one has told something. Linear, but for the longest falling row of days.
TextContainer find_text_posts(std::span<const TextUnit> units);

/// Reads one post of `container`. The line after the date is its source line if it looks like a
/// name; a line that repeats the title is a caption.
Document read_text_post(std::span<const TextUnit> units, const TextContainer& container,
                        const TextPost& post, const TextPage& page, DocumentId id,
                        const ReadLimits& limits);

/// The part path of a post: `post:<permalink>`, else `post:` and the first 32 digits of the SHA-256
/// of title, line end, day in ISO form ("" if unknown).
std::string post_part(std::string_view permalink, std::string_view title, std::string_view day);

/// "OMCT" of an alternative text such as "OMCT Logo OMCT logo", "Example Press" of "Source:
/// Example Press"; else the words squashed.
std::string source_name(std::string_view words);

/// True if `words` look like the name of a source: up to eight words, the first with a capital, no
/// sentence, no heading such as "Press release", no place that begins the title.
bool is_source_line(std::string_view words, std::string_view title, bool prose_follows);

}  // namespace habeas
