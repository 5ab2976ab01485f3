// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// `reference` seen from `base` (RFC 3986, section 5.2); `reference` itself where there is no
/// base to resolve against.
std::string join_address(std::string_view base, std::string_view reference);

/// True for an address without a scheme, or with one that runs nothing: http, mailto, tel ...
/// False for javascript:, data: and whatever is not known.
bool is_safe_address(std::string_view address);

/// join_address, "" if the result is not safe. Of an empty reference: the base.
std::string join_safe_address(std::string_view base, std::string_view reference);

}  // namespace habeas
