// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace habeas {

/// A file of the front end, embedded when the program was built: a template, a style sheet, the
/// words of a language, a script.
struct WebFile {
  std::string_view name;  ///< "front.mustache", "en.tsv", "desk.css", "report_island.js"
  std::string_view bytes;
};

/// All of them, by name.
std::span<const WebFile> web_files();

}  // namespace habeas
