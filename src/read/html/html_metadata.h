// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/html/html_tree.h"

namespace habeas {

/// What a page says about itself outside its text: meta elements, links, JSON-LD, microdata.
/// Everything is as written, white space squashed; "" where it says nothing.
struct HtmlMetadata {
  std::string title;       ///< og:title, JSON-LD headline
  std::string page_title;  ///< the title element
  std::string site_name;
  std::string author;
  std::string published;
  std::vector<std::string> published_all;  ///< as stated in each place, the surest of them too
  std::string modified;
  std::string address;  ///< canonical, made absolute
  std::string base;     ///< what relative addresses stand against
  std::string description;
  std::string language;  ///< two letters
  std::string picture;   ///< og:image
  std::vector<std::string> tags;
  bool is_article = false;  ///< og:type or JSON-LD says so
};

/// Reads them. `address`: where the page came from, "" if unknown.
HtmlMetadata find_html_metadata(const HtmlTree& tree, std::string_view address);

/// The parts of a title element between " | ", " - ", " – ", " :: ", " » " and their like: the
/// title of the report and the name of the site, in either order.
std::vector<std::string> split_page_title(std::string_view page_title);

/// `page_title` without the name of the site before or behind it.
std::string strip_site_name(std::string_view page_title, std::string_view site_name);

}  // namespace habeas
