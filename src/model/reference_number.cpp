// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/reference_number.h"

namespace habeas {

std::string base_number(const ReferenceValue& reference) {
  const std::string& number = reference.number;
  if (!reference.update || *reference.update == 0) return number;
  const std::size_t stop = number.rfind('.');
  if (stop == std::string::npos || stop + 1 == number.size()) return number;
  const bool is_update = number.find_first_not_of("0123456789", stop + 1) == std::string::npos;
  return is_update ? number.substr(0, stop) : number;
}

}  // namespace habeas
