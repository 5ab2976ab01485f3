// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/document.h"

namespace habeas {

/// What a style says of the words that carry it.
struct DocxStyle {
  PassageKind kind = PassageKind::Paragraph;
  bool hidden = false;
  bool white = false;
  bool shaded = false;  ///< something stands behind the words: white ones are seen
};

/// The styles of word/styles.xml by id, each with what it takes over from the one it is based on.
/// Kinds are told by the built-in names ("heading 1", "Title"), which no language changes.
using DocxStyles = std::map<std::string, DocxStyle, std::less<>>;
DocxStyles read_docx_styles(std::string_view styles_xml);

/// True for "FFFFFF" and what is next to it.
bool is_white(std::string_view colour);

}  // namespace habeas
