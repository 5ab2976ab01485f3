// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "disclose/page_values.h"

namespace habeas {

/// How many underlines may be stacked; what overlaps deeper shares the last.
inline constexpr std::uint32_t kLanesMax = 4;

/// The text of a passage as HTML, every fact marked where it is stated:
///
///     <span class="mark k-act lane-0" id="q12"><a href="#f12">was arrested</a></span>
///
/// A marking that crosses the end of another is closed and opened again. `id` stands once for a
/// fact, at the begin of its anchor. Wording link to the innermost fact they belong to. `facts` are
/// the cards of the page; a marking of a fact that is not among them is left out.
std::string marked_text(const PassageValue& passage, std::span<const FactCard> facts);

}  // namespace habeas
