// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "know/tables.h"
#include "link/report_view.h"

namespace habeas {

/// What two reports agree on beside people, each in words; and how far apart they stand.
struct Circumstances {
  std::vector<std::string> supports;  ///< "both in Kazakhstan", "both report arrest on 2019-04-12"
  bool same_country = false;
  bool other_country = false;         ///< both countries are told and differ
  bool same_city = false;
  bool same_act = false;              ///< the same kind of act on the same day
  std::int32_t days_apart = -1;       ///< -1: a publication day is unknown
};

Circumstances compare_circumstances(const ReportView& a, const ReportView& b,
                                    const Tables& tables);

/// "on the same day", "12 days apart", "8 months apart", "4 years apart".
std::string time_apart(std::int32_t days);
/// The English name of a country by its alpha-3 code; the code if it is not known.
std::string country_name(const Tables& tables, std::string_view alpha3);
/// "X (written Y)", or "X" if both are written the same.
std::string both_spellings(const std::string& first, const std::string& second);

}  // namespace habeas
