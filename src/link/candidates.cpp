// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/candidates.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

namespace habeas {
namespace {

constexpr std::size_t kKeyWordsMax = 4;       ///< words of a name that make keys
constexpr std::size_t kShingleKeys = 8;
constexpr std::size_t kTooFrequentMax = 6;    ///< keys of a report that are joined with others
constexpr std::size_t kSecondKeysMax = 16;

enum class KeyStrength { Alone, Second };

struct Key {
  std::string text;
  std::uint32_t person = kNobody;
  KeyStrength strength = KeyStrength::Alone;

  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
};

void add_name_keys(const NameBook& names, const LinkPerson& person, std::uint32_t position,
                   const std::string& country, std::vector<Key>& keys) {
  const PreparedPerson& prepared = names.person(person.name);
  const auto add = [&](const PreparedName& name) {
    std::vector<std::string> skeletons;
    for (const NameWord& word : name.words) {
      if (skeletons.size() == kKeyWordsMax) break;
      if (word.is_initial) continue;
      skeletons.push_back(names.spelling().skeleton_of(word.sound));
      if (!word.is_frequent) {
        keys.push_back({fmt::format("word {} {}", skeletons.back(), country), position});
      }
    }
    std::sort(skeletons.begin(), skeletons.end());
    for (std::size_t i = 0; i < skeletons.size(); ++i) {
      for (std::size_t j = i + 1; j < skeletons.size(); ++j) {
        keys.push_back({fmt::format("name {} {}", skeletons[i], skeletons[j]), position});
      }
    }
  };
  add(prepared.name);
  for (const PreparedName& other : prepared.other_names) add(other);
}

std::vector<Key> keys_of(const ReportView& view, const NameBook& names) {
  std::vector<Key> keys;
  const ReportSummary& report = *view.report;
  for (const LinkReference& reference : view.references) {
    keys.push_back({"reference " + reference.key});
  }
  for (const LinkReference& hint : view.hints) keys.push_back({"reference " + hint.key});
  for (std::uint32_t i = 0; i < view.people.size(); ++i) {
    if (view.people[i].joins) add_name_keys(names, view.people[i], i, report.country, keys);
  }
  for (std::size_t i = 0; i < std::min(report.shingles.size(), kShingleKeys); ++i) {
    keys.push_back({fmt::format("shingle {}", report.shingles[i])});
  }
  for (const FoldedName& target : view.targets) keys.push_back({"target " + target.folded});
  const auto add_second = [&](std::string text) {
    keys.push_back({std::move(text), Key::kNobody, KeyStrength::Second});
  };
  if (!report.country.empty()) add_second("country " + report.country);
  for (const FoldedName& city : view.cities) add_second("city " + city.folded);
  if (view.published) {
    const YearMonthDay day = to_year_month_day(*view.published);
    add_second(fmt::format("month {}-{}", day.year, day.month));
  }
  return keys;
}

/// A report in the block of a key. A page that shares it twice is there once.
struct Entry {
  std::string text;
  std::uint32_t report = 0;
  KeyStrength strength = KeyStrength::Alone;

  friend bool operator==(const Entry&, const Entry&) = default;
};

void sort_entries(std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (const int order = a.text.compare(b.text); order != 0) return order < 0;
    return a.report < b.report;
  });
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

/// Calls `with(begin, end)` for the entries of each key.
template <class With>
void for_each_key(const std::vector<Entry>& entries, With with) {
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].text == entries[begin].text) ++end;
    with(begin, end);
    begin = end;
  }
}

}  // namespace

Candidates::Candidates(std::span<const ReportView> reports, const NameBook& names) {
  report_blocks_.resize(reports.size());
  person_keys_.resize(reports.size());
  std::vector<Entry> entries;
  std::unordered_map<std::string, std::uint32_t> numbers;
  for (std::uint32_t report = 0; report < reports.size(); ++report) {
    for (Key& key : keys_of(reports[report], names)) {
      if (key.person != Key::kNobody) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        person_keys_[report].push_back({numbers.emplace(key.text, next).first->second,
                                        key.person});
      }
      entries.push_back({std::move(key.text), report, key.strength});
    }
    std::sort(person_keys_[report].begin(), person_keys_[report].end());
  }
  sort_entries(entries);

  const auto add_block = [&](const std::vector<Entry>& from, std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> block;
    for (std::size_t i = begin; i < end; ++i) block.push_back(from[i].report);
    for (const std::uint32_t report : block) {
      report_blocks_[report].push_back(static_cast<std::uint32_t>(blocks_.size()));
    }
    blocks_.push_back(std::move(block));
  };
  std::vector<std::vector<std::string>> too_frequent(reports.size());
  std::vector<std::vector<std::string>> second(reports.size());
  for_each_key(entries, [&](std::size_t begin, std::size_t end) {
    const bool is_alone = entries[begin].strength == KeyStrength::Alone;
    if (is_alone && end - begin <= kKeyReportsMax) {
      if (end - begin > 1) add_block(entries, begin, end);
      return;
    }
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t report = entries[i].report;
      if (is_alone && too_frequent[report].size() < kTooFrequentMax) {
        too_frequent[report].push_back(entries[i].text);
      } else if (second[report].size() < kSecondKeysMax) {
        second[report].push_back(entries[i].text);
      }
    }
  });
  std::vector<Entry> joined;
  for (std::uint32_t report = 0; report < reports.size(); ++report) {
    for (std::size_t i = 0; i < too_frequent[report].size(); ++i) {
      const std::string& first = too_frequent[report][i];
      for (std::size_t j = i + 1; j < too_frequent[report].size(); ++j) {
        joined.push_back({first + " and " + too_frequent[report][j], report});
      }
      for (const std::string& other : second[report]) {
        joined.push_back({first + " and " + other, report});
      }
    }
  }
  sort_entries(joined);
  for_each_key(joined, [&](std::size_t begin, std::size_t end) {
    if (end - begin > 1 && end - begin <= kKeyReportsMax) add_block(joined, begin, end);
  });
}

std::vector<std::uint32_t> Candidates::partners_after(std::uint32_t report) const {
  std::vector<std::uint32_t> partners;
  for (const std::uint32_t block : report_blocks_[report]) {
    const auto begin = std::upper_bound(blocks_[block].begin(), blocks_[block].end(), report);
    partners.insert(partners.end(), begin, blocks_[block].end());
  }
  std::sort(partners.begin(), partners.end());
  partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
  return partners;
}

std::vector<Candidates::PersonPair> Candidates::people_alike(std::uint32_t report,
                                                             std::uint32_t other) const {
  std::vector<PersonPair> pairs;
  const std::vector<PersonKey>& left = person_keys_[report];
  const std::vector<PersonKey>& right = person_keys_[other];
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i].key != right[j].key) {
      ++(left[i].key < right[j].key ? i : j);
      continue;
    }
    const std::uint32_t key = left[i].key;
    std::size_t end = j;
    while (end < right.size() && right[end].key == key) ++end;
    for (; i < left.size() && left[i].key == key; ++i) {
      for (std::size_t k = j; k < end; ++k) pairs.push_back({left[i].person, right[k].person});
    }
    j = end;
  }
  // Two that share more keys come first: they are the likelier ones where not all are compared.
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::pair<std::size_t, PersonPair>> counted;
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin + 1;
    while (end < pairs.size() && pairs[end] == pairs[begin]) ++end;
    counted.emplace_back(end - begin, pairs[begin]);
    begin = end;
  }
  std::sort(counted.begin(), counted.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  if (counted.size() > kPeopleComparedMax) counted.resize(kPeopleComparedMax);
  pairs.clear();
  for (const auto& [keys, pair] : counted) pairs.push_back(pair);
  return pairs;
}

}  // namespace habeas
