// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "read/page_word_rows.h"

namespace habeas {

/// `words` folded and squashed, with no space before a colon and without arrows, ellipses and
/// quotation marks at its ends: the form in which tables/page_words holds them.
std::string fold_page_words(std::string_view words);

/// True if `words` as a whole are a row of `kind`.
bool is_page_words(PageWordKind kind, std::string_view words);

/// The rest of `words` after the longest row of `kind` that it begins with, trimmed; nothing if
/// there is none. A row that does not end in a colon must end at the end of a word.
std::optional<std::string_view> after_page_words(PageWordKind kind, std::string_view words);

/// True if one of the blank-separated words of `names` (a class or id attribute) is a row of
/// `kind`; with Parts, also if a part between '-' or '_' is one and does not stand behind
/// "no", "has" or their like ("no-share", "has-sidebar").
enum class NameExtent { Whole, Parts };
bool has_page_name(PageWordKind kind, std::string_view names, NameExtent match);

}  // namespace habeas
