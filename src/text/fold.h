// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// `text` in lower case (full case folding, no locale), compatibility forms resolved (NFKC),
/// combining marks dropped, dashes as '-', quotation marks and apostrophes as '\'', every white
/// space as one ' ', invisible characters dropped. The script stays: romanise.h changes it.
/// Linear in the text. "ÉCOLE" -> "ecole", "Боқашев" -> "боқашев", "й" stays "й" (a letter of its
/// own, not и with a mark).
std::string fold(std::string_view text);


}  // namespace habeas
