// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/spelling.h"

#include <algorithm>

namespace habeas {
namespace {

constexpr std::size_t kStemSoundsMin = 3;
constexpr std::size_t kSkeletonMax = 8;
constexpr int kConsonantCost = 100;
constexpr int kVowelChangeCost = 40;
constexpr int kNearCost = 40;
constexpr int kVowelCost = 50;
constexpr int kBreathCost = 30;

void sort_longest_first(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// Voiced and unvoiced together, and what scribes swap across alphabets.
char class_of(char sound) {
  switch (sound) {
    case 'b': case 'p': case 'v': case 'f': return 'p';
    case 'd': case 't': return 't';
    case 'g': case 'k': case 'C': case 'S': case 's': case 'z': return 'k';
    case 'm': case 'n': return 'n';
    case 'l': return 'l';
    case 'r': return 'r';
    default: return 0;  // vowels, h, and J, which is a vowel in Yusupov
  }
}

int change_cost(const Spelling& spelling, char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return kVowelChangeCost;
  return spelling.is_near(a, b) ? kNearCost : kConsonantCost;
}

int presence_cost(char sound) {
  if (sound == 'h') return kBreathCost;
  return is_vowel(sound) ? kVowelCost : kConsonantCost;
}

}  // namespace

bool is_vowel(char sound) {
  return std::string_view("aeiou").find(sound) != std::string_view::npos;
}

std::vector<SpellingRow> spelling_rows(const Tables& tables) {
  std::vector<SpellingRow> rows;
  const Table* table = tables.find_table("spelling");
  if (table == nullptr) return rows;
  const auto kind = table->find_column("kind");
  const auto from = table->find_column("from");
  const auto to = table->find_column("to");
  if (!kind || !from || !to) return rows;
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    rows.push_back({std::string(table->cell(row, *kind)), std::string(table->cell(row, *from)),
                    std::string(table->cell(row, *to))});
  }
  return rows;
}

namespace {

std::vector<std::string> frequent_rows(const Tables& tables) {
  std::vector<std::string> names;
  const Table* table = tables.find_table("frequent_names");
  if (table == nullptr) return names;
  const auto name = table->find_column("name");
  if (!name) return names;
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    names.emplace_back(table->cell(row, *name));
  }
  return names;
}

}  // namespace

Spelling::Spelling(const Tables& tables) : Spelling(spelling_rows(tables), frequent_rows(tables)) {}

Spelling::Spelling(std::span<const SpellingRow> rows, std::span<const std::string> frequent) {
  for (const SpellingRow& row : rows) {
    if (row.from.empty()) continue;
    const auto first = static_cast<unsigned char>(row.from.front());
    if (row.kind == "sound" && first < sounds_.size()) sounds_[first].push_back({row.from, row.to});
    if (row.kind == "particle") particles_.insert(row.from);
    if (row.kind == "generation") generations_.emplace(row.from, row.to);
    if (row.kind == "near" && row.to.size() == 1) {
      near_.emplace(row.from.front(), row.to.front());
      near_.emplace(row.to.front(), row.from.front());
    }
  }
  for (std::vector<Change>& changes : sounds_) {
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
      return a.from.size() != b.from.size() ? a.from.size() > b.from.size() : a.from < b.from;
    });
  }
  // The rest is compared with words in sounds, so it is put into sounds itself.
  for (const SpellingRow& row : rows) {
    if (row.kind == "ending") endings_.push_back(sound_of(row.from));
    if (row.kind == "patronymic") patronymics_.push_back(sound_of(row.from));
    if (row.kind == "feminine") feminine_.push_back({sound_of(row.from), sound_of(row.to)});
  }
  sort_longest_first(endings_);
  sort_longest_first(patronymics_);
  for (const std::string& name : frequent) frequent_.insert(sound_of(name));
}

std::string Spelling::sound_of(std::string_view folded) const {
  std::string sound;
  std::size_t at = 0;
  while (at < folded.size()) {
    const auto first = static_cast<unsigned char>(folded[at]);
    const Change* found = nullptr;
    if (first < sounds_.size()) {
      for (const Change& change : sounds_[first]) {
        if (folded.substr(at).starts_with(change.from)) {
          found = &change;
          break;
        }
      }
    }
    const std::string_view heard =
        found != nullptr ? std::string_view(found->to) : folded.substr(at, 1);
    for (const char letter : heard) {
      if (sound.empty() || sound.back() != letter) sound += letter;
    }
    at += found != nullptr ? found->from.size() : 1;
  }
  return sound;
}

std::string_view Spelling::without_ending(std::string_view sound) const {
  for (const std::string& ending : endings_) {
    if (sound.size() >= ending.size() + kStemSoundsMin && sound.ends_with(ending)) {
      return sound.substr(0, sound.size() - ending.size());
    }
  }
  return sound;
}

bool Spelling::is_feminine_pair(std::string_view sound, std::string_view other) const {
  const auto is_form_of = [&](std::string_view man, std::string_view woman) {
    return std::any_of(feminine_.begin(), feminine_.end(), [&](const Change& change) {
      return man.ends_with(change.from) && woman.ends_with(change.to) &&
             man.substr(0, man.size() - change.from.size()) ==
                 woman.substr(0, woman.size() - change.to.size());
    });
  };
  return is_form_of(sound, other) || is_form_of(other, sound);
}

bool Spelling::is_patronymic(std::string_view sound) const {
  return std::any_of(patronymics_.begin(), patronymics_.end(), [&](const std::string& ending) {
    return sound.size() >= ending.size() + 2 && sound.ends_with(ending);
  });
}

bool Spelling::is_particle(std::string_view folded) const { return particles_.contains(folded); }

std::string_view Spelling::generation_of(std::string_view folded) const {
  const auto found = generations_.find(folded);
  return found == generations_.end() ? std::string_view() : std::string_view(found->second);
}

bool Spelling::is_near(char a, char b) const { return near_.contains({a, b}); }

std::string Spelling::skeleton_of(std::string_view sound) const {
  std::string skeleton;
  for (const char letter : without_ending(sound)) {
    const char letter_class = class_of(letter);
    if (letter_class == 0 || (!skeleton.empty() && skeleton.back() == letter_class)) continue;
    skeleton += letter_class;
    if (skeleton.size() == kSkeletonMax) break;
  }
  return skeleton.empty() ? "v" : skeleton;
}

int spelling_cost(const Spelling& spelling, std::string_view a, std::string_view b, int cost_max) {
  a = a.substr(0, kSoundsMax);
  b = b.substr(0, kSoundsMax);
  std::array<int, kSoundsMax + 1> row{};
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + presence_cost(b[j]);
  for (std::size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] += presence_cost(a[i]);
    int lowest = row[0];
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int above = row[j + 1];
      row[j + 1] = std::min({diagonal + change_cost(spelling, a[i], b[j]),
                             above + presence_cost(a[i]), row[j] + presence_cost(b[j])});
      lowest = std::min(lowest, row[j + 1]);
      diagonal = above;
    }
    if (lowest > cost_max) return lowest;
  }
  return row[b.size()];
}

}  // namespace habeas
