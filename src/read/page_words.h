// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
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
/// there is none. A row that does not end in a colon must end at the end of a word, and a colon
/// behind it is no part of the rest.
std::optional<std::string_view> after_page_words(PageWordKind kind, std::string_view words);

/// Which kinds of names a class or id attribute holds.
struct PageNames {
  std::uint32_t whole = 0;  ///< a bit for each PageWordKind: a blank-separated name is a row of it
  std::uint32_t parts = 0;  ///< the same, or a part of a name is

  bool has_whole(PageWordKind kind) const { return ((whole >> index(kind)) & 1U) != 0; }
  bool has_part(PageWordKind kind) const { return ((parts >> index(kind)) & 1U) != 0; }
  PageNames& operator|=(const PageNames& other) {
    whole |= other.whole;
    parts |= other.parts;
    return *this;
  }

 private:
  static std::uint32_t index(PageWordKind kind) { return static_cast<std::uint32_t>(kind); }
};

/// Looks up all of `names` at once. Parts of a name end at '-', '_', ':' and where a capital
/// follows ("relatedPosts"); two beside each other are looked up together too ("post-meta" in
/// "td-post-meta"); digits at the end of a part do not count. A part behind "no", "has" or their
/// like says the opposite and is none ("no-share", "has-sidebar").
PageNames find_page_names(std::string_view names);

enum class NameExtent { Whole, Parts };
/// True if `names` (a class or id attribute) hold a name of `kind`.
bool has_page_name(PageWordKind kind, std::string_view names, NameExtent match);

}  // namespace habeas
