// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// One function for each grammar that outside words are put into. Nothing of ours puts outside
/// words into a style sheet, a script, a tag name, an attribute name or an unquoted attribute.

/// Words as HTML text or as a value between quotation marks. Any reader of HTML gives back the
/// same characters, but for what HTML cannot hold: broken UTF-8, control characters (U+FFFD) and
/// a carriage return (a line end). Any bytes are taken.
std::string to_html(std::string_view words);

/// Words as one part of the path of an address of ours: letters, digits, `-`, `.`, `_` and `~`
/// as they are, every other byte as %XX. "." and ".." come out as %2E and %2E%2E.
std::string to_address_part(std::string_view words);

/// An address of the outside as text to copy: only http, https and mailto, in printable ASCII
/// (the rest as %XX); "" for every other scheme. Not HTML yet: to_html comes after.
std::string to_outside_address(std::string_view address);

/// A language as an HTML `lang` attribute: two or three small letters, else "".
std::string to_language(std::string_view language);

}  // namespace habeas
