// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "extract/person_mentions.h"

namespace habeas {

/// Adds to `mention` what the words beside it say: role, organisation and home place, from a role
/// that stands right before it and from the apposition behind it ("X, Head of the NGO Y").
void read_context(const PassageView& view, NameMention& mention);

}  // namespace habeas
