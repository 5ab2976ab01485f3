// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace habeas {

/// What the named groups of a grammar matched.
using ReferenceParts = std::map<std::string, std::string, std::less<>>;

/// How a number is written in its normal form: words with parts in braces.
///     {country}    as matched, white space squashed, upper case
///     {serial:3}   a number with leading zeros up to three digits; {serial:1} without
///     {year:yy}    two digits; {year:yyyy} four (two digits are read as 1970 to 2069)
///     {name:raw}   as matched, case kept
///     <.{update:1}>  left out when a part in it is empty or nought
class ReferenceForm {
 public:
  /// Errors: BadInput. `where` names the row.
  static Result<ReferenceForm> parse(std::string_view form, const std::vector<std::string>& names,
                                     const std::string& where);

  std::string apply(const ReferenceParts& parts) const;

 private:
  struct Piece {
    std::string words;  // printed as they are when `part` is ""
    std::string part;
    std::string format;
    int bracket = 0;  // pieces of one bracket go together; 0 is none
  };
  std::vector<Piece> pieces_;
};

}  // namespace habeas
