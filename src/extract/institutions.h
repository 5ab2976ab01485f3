// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/named_things.h"
#include "extract/scan.h"

namespace habeas {

/// tables/facilities.
struct FacilityRules {
  HeadSet heads;
};
Result<FacilityRules> make_facility_rules(const Tables& tables);

/// Prisons, colonies, pre-trial detention centres, police stations that have a name, a number or
/// a place. REQUIRES: find_dates() and find_places() came before.
void find_facilities(const Scan& scan, const FacilityRules& rules, FactDraft& draft);

/// tables/courts.
struct CourtRules {
  HeadSet heads;
};
Result<CourtRules> make_court_rules(const Tables& tables);

/// Courts and their chambers that have a name, or whose head word is name enough ("the Supreme
/// Court"). REQUIRES: as find_facilities().
void find_courts(const Scan& scan, const CourtRules& rules, FactDraft& draft);

}  // namespace habeas
