// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// `text` as it may be printed on a terminal: no ESC, no C0 or C1 control, no bidi control, no
/// invisible character, no broken UTF-8. Each becomes a visible escape such as `\x1b` or `\u202e`;
/// tab and line ends become one space. What a document or a file name says cannot move the cursor,
/// hide text or start a sequence.
std::string to_terminal(std::string_view text);

}  // namespace habeas
