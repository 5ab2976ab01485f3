// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace habeas {

/// What a JSON-LD script (schema.org) says about the article of its page.
struct JsonLd {
  std::string headline;
  std::string author;
  std::string published;
  std::string modified;
  std::string publisher;
  bool is_article = false;
};

/// Reads the first article, report or posting of `json`; else the dates of a WebPage. Broken JSON
/// says nothing. Looks at no more than 2,000 values of at most 1 MB of text.
JsonLd read_json_ld(std::string_view json);

}  // namespace habeas
