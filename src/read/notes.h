// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "model/document.h"

namespace habeas {

/// The label of a note that `words` begin with: "1" for "[1] See ...", "|1| ..."; "" if there is
/// none. 1 to 3 digits.
std::string note_label(std::string_view words);

/// Finds marks such as `[1]` in the passages of `document` (not at the begin of a note), adds a
/// NoteMark for each, and joins it to the passage that begins with the same label. A paragraph
/// below the first mark that begins with a label becomes a Footnote.
void join_notes(Document& document);

}  // namespace habeas
