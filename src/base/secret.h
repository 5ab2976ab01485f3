// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace habeas {

/// `bytes` unguessable bytes as lower-case hexadecimal digits, from the system's own source.
std::string draw_secret(std::size_t bytes);

/// True if both are the same. Takes the same time wherever they first differ; their lengths are
/// no secret.
bool are_equal_secrets(std::string_view a, std::string_view b);

}  // namespace habeas
