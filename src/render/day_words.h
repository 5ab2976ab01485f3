// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/civil_day.h"
#include "model/partial_date.h"
#include "render/wording.h"

namespace habeas {

/// "9 February 2017", "February 2017", "2017", "16 to 18 April 2016", "about 3 May 2019"; "no date"
/// when the year is unknown. Never figures only.
std::string day_words(const std::optional<PartialDate>& date, const Wording& words);
std::string day_words(CivilDay day, const Wording& words);

/// The same without "since", "until", "before" and "after": for a sentence that says it itself.
std::string bare_day_words(std::optional<PartialDate> date, const Wording& words);

/// The same with short months, for a narrow fixed column: "9 Feb 2017".
std::string short_day_words(const std::optional<PartialDate>& date, const Wording& words);

/// How long before `today`: "today", "12 days ago", "5 months ago", "9 years ago", "in 3 days".
/// "" when the date has no year; a year or month counts from its last day.
std::string age_words(const std::optional<PartialDate>& date, CivilDay today, const Wording& words);

/// "23 days", "14 months", "3 years": a length of silence.
std::string length_words(std::int32_t days, const Wording& words);

}  // namespace habeas
