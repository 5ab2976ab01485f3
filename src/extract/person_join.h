// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "extract/person_mentions.h"

namespace habeas {

/// One person of a document: positions in the list of mentions, the fullest first.
struct JoinedPerson {
  std::uint32_t fullest = 0;
  std::vector<std::uint32_t> mentions;  ///< in text order
};

inline constexpr std::size_t kPeopleComparedMax = 200;

/// Puts mentions of one person together: by equal or contained names, by spellings one letter
/// apart, single words by the nearest person before who bears them. `mentions` are in text order.
/// Names without a word in common are compared with the last kPeopleComparedMax people only.
std::vector<JoinedPerson> join_mentions(const std::vector<NameMention>& mentions);

}  // namespace habeas
