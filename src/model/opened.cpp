// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/opened.h"

#include <algorithm>

#include <fmt/format.h>

namespace habeas {
namespace {

constexpr int kNumberDigitsMin = 5;
constexpr int kNumberDigitsMax = 25;

bool is_country(std::string_view code) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return code.empty() || (code.size() == 3 && std::ranges::all_of(code, is_capital));
}

bool is_number_of(const OpenedCase& opened) {
  for (int digits = kNumberDigitsMin; digits <= kNumberDigitsMax; ++digits) {
    if (opened.number == case_number(opened.id, opened.country, opened.year, digits)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> find_fault(const OpenedBatch& opened) {
  for (std::size_t i = 0; i < opened.cases.size(); ++i) {
    const OpenedCase& one = opened.cases[i];
    if (one.id != make_case_id(one.document, one.name)) return fmt::format("case {}: id", i);
    if (!is_country(one.country)) return fmt::format("case {}: country", i);
    if (!is_number_of(one)) return fmt::format("case {}: number", i);
  }
  for (std::size_t i = 0; i < opened.people.size(); ++i) {
    const OpenedPerson& one = opened.people[i];
    if (one.id != make_person_id(one.document, one.name)) return fmt::format("person {}: id", i);
  }
  return std::nullopt;
}

}  // namespace habeas
