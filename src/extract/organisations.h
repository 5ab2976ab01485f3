// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/named_things.h"
#include "extract/scan.h"

namespace habeas {

/// tables/organisations: words that make a name the name of an organisation, words before a name
/// in quotation marks, and well-known organisations by their names.
struct OrganisationRules {
  HeadSet heads;
  HeadSet quoted;
  HeadSet names;
  HeadSet openers;
  HeadSet others;
};
Result<OrganisationRules> make_organisation_rules(const Tables& tables);

/// Organisations: by name, by a head word inside a run of capitalised words ("Ministry of
/// Justice"), by an acronym in brackets, by quotation marks (NGO “Arlan”). An acronym that was
/// explained once is a mention of that organisation everywhere.
/// REQUIRES: dates, places, facilities and courts came before.
void find_organisations(const Scan& scan, const OrganisationRules& rules, FactDraft& draft);

}  // namespace habeas
