// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// What spellings of one name have in common: "bokayev" and "bokaev", "zhaksybekov" and
/// "dzhaksybekov", "sergei" and "sergey" give one key. For searching alone: it joins more than
/// link may. `romanised` is a word as fold_name() gives it. "" if fewer than three letters remain.
std::string spelling_key(std::string_view romanised);

/// A surname in -ov, -ev, -in, -yn or -sk without its sex and case: "karimova", "karimovu" ->
/// "karimov"; itself for every other word.
std::string without_case_ending(std::string_view romanised);

/// A folded Kazakh word in Cyrillic letters without the endings of number, possession and case,
/// at least three letters of it: "боқаевтың" -> "боқаев". Itself where none ends it.
std::string kazakh_stem(std::string_view folded);

}  // namespace habeas
