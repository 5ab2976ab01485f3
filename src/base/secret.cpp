// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/secret.h"

#include <sodium.h>

#include "base/digest.h"

namespace habeas {

std::string draw_secret(std::size_t bytes) {
  std::string drawn(bytes, '\0');
  randombytes_buf(drawn.data(), drawn.size());
  return to_hex(std::string_view(drawn));
}

bool are_equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace habeas
