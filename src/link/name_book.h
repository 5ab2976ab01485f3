// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "link/name_match.h"

namespace habeas {

/// Names as numbers: each way of naming a person is prepared once and each two of them compared
/// once. Used by one thread. Numbers depend on the order of add() and never reach a result.
class NameBook {
 public:
  explicit NameBook(const Spelling& spelling) : spelling_(&spelling) {}

  std::uint32_t add(const PersonValue& person);
  const PreparedPerson& person(std::uint32_t name) const { return people_[name]; }
  /// Lives until the next match().
  const NameMatch& match(std::uint32_t a, std::uint32_t b);
  const Spelling& spelling() const { return *spelling_; }

 private:
  const Spelling* spelling_;
  std::vector<PreparedPerson> people_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::unordered_map<std::uint64_t, NameMatch> matches_;
};

/// How many comparisons are kept: more are made again when asked for.
inline constexpr std::size_t kMatchesKeptMax = 1'000'000;

}  // namespace habeas
