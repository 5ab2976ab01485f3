// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace habeas {

/// The usual prefix of a name space that feeds use, "" for one of the feed formats themselves;
/// nothing for one that is not known. The address may be in any case.
std::optional<std::string_view> find_feed_prefix(std::string_view uri);

}  // namespace habeas
