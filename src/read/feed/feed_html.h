// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// A piece of HTML out of a feed with the addresses of its links, pictures and quotations made
/// absolute against `base` (those that would run something become ""). Tags are written alike:
/// names in lower case, values in quotes; what stands between them is not touched. Linear.
std::string absolute_html(std::string_view html, std::string_view base);

/// True if text that is declared plain is HTML in truth: it has an end tag or a reference to a
/// character, and every tag and every reference in it is one of HTML's.
bool looks_like_html(std::string_view text);

}  // namespace habeas
