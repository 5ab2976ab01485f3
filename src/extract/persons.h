// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/person_rules.h"
#include "extract/scan.h"

namespace habeas {

/// Adds one Person fact for each person of the document, all mentions joined, the fullest first.
/// Runs after places, facilities, courts, organisations and dates were added: what they took is
/// no name. Nobody is `affected` yet: events decide that.
void find_persons(const Scan& scan, const PersonRules& rules, FactDraft& draft);

}  // namespace habeas
