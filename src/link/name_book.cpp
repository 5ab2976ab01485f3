// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/name_book.h"

#include <algorithm>

namespace habeas {

std::uint32_t NameBook::add(const PersonValue& person) {
  std::string key = person.name + '\x1f' + person.family + '\x1f' +
                    std::to_string(static_cast<int>(person.sex));
  for (const std::string& other : person.other_names) key += '\x1f' + other;
  const auto next = static_cast<std::uint32_t>(people_.size());
  const auto [found, is_new] = numbers_.emplace(std::move(key), next);
  if (is_new) people_.push_back(prepare_person(*spelling_, person));
  return found->second;
}

const NameMatch& NameBook::match(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t key =
      (static_cast<std::uint64_t>(std::min(a, b)) << 32U) | std::max(a, b);
  if (const auto found = matches_.find(key); found != matches_.end()) return found->second;
  if (matches_.size() >= kMatchesKeptMax) matches_.clear();
  return matches_.emplace(key, match_people(*spelling_, people_[a], people_[b])).first->second;
}

}  // namespace habeas
