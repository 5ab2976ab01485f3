// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// The stem of a folded word in `language` (ISO 639-1) by Snowball's algorithm, the word itself
/// where there is none for the language. For search keys only, never shown.
std::string stem(std::string_view folded_word, std::string_view language);

}  // namespace habeas
