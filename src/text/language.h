// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// The language of `text` as an ISO 639-1 code ("en", "ru", "kk", "fr", "es", ...), or "" when
/// it is too short or too mixed to tell. Kazakh is told from Russian by its letters, Kazakh in
/// Latin letters by its own. `hint` ("" if none) decides only between near equals. Pure: the
/// models are compiled in (CLD2). Linear in the text; looks at no more than its first 16 KiB.
std::string detect_language(std::string_view text, std::string_view hint = "");

}  // namespace habeas
