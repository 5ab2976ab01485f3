// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/text_span.h"

namespace habeas {

struct PrintedAddress {
  TextSpan span;        ///< of the words, over a line end where the address goes on below
  std::string address;  ///< without line ends; "http://" before what is printed as "www."
};

/// The addresses printed in `words`. One that fills its line and stops at a sign after which
/// addresses are broken (`/ - _ . = & ? %`) goes on in the next line, if that does not begin with a
/// word that could follow it in a sentence.
std::vector<PrintedAddress> find_printed_addresses(std::string_view words);

}  // namespace habeas
