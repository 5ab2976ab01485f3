// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "base/civil_day.h"

namespace habeas {

/// The moment a Date or Received header states.
struct MailDate {
  Instant instant;
  CivilDay stated_day;    ///< as printed, in the sender's own zone
  bool has_zone = false;  ///< false: none, or "-0000", or one nobody knows; taken as UTC
};

/// Parses RFC 5322 3.3 and 4.3: "Fri, 07 Oct 1994 16:15:05 -0700 (PDT)". Forgives comments
/// anywhere, missing weekday, seconds and zone, years of two and three digits, names of months in
/// full, asctime ("Fri Oct  7 16:15:05 1994") and ISO 8601. A weekday that does not fit is not
/// looked at. Nothing for a day or an hour that does not exist, and without a year.
std::optional<MailDate> parse_mail_date(std::string_view value);

}  // namespace habeas
