// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/spelling.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace habeas {
namespace {

struct Replacement {
  std::string_view from;
  std::string_view to;
};

// Tried at each place from the first row on; what was put in is not looked at again.
constexpr std::array kReplacements{
    Replacement{"dzh", "j"},  Replacement{"tch", "ch"}, Replacement{"aye", "ae"},
    Replacement{"eye", "ee"}, Replacement{"iye", "ie"}, Replacement{"oye", "oe"},
    Replacement{"uye", "ue"}, Replacement{"kh", "h"},   Replacement{"zh", "j"},
    Replacement{"dj", "j"},   Replacement{"ts", "c"},   Replacement{"tz", "c"},
    Replacement{"ph", "f"},   Replacement{"ck", "k"},   Replacement{"ou", "u"},
    Replacement{"yu", "iu"},  Replacement{"x", "ks"},   Replacement{"q", "k"},
    Replacement{"w", "v"},    Replacement{"y", "i"}};

constexpr std::size_t kKeyLettersMin = 3;

std::string replace_all(std::string_view word) {
  std::string made;
  while (!word.empty()) {
    const auto* row = std::find_if(kReplacements.begin(), kReplacements.end(),
                                   [&](const auto& each) { return word.starts_with(each.from); });
    if (row == kReplacements.end()) {
      made += word.front();
      word.remove_prefix(1);
    } else {
      made += row->to;
      word.remove_prefix(row->from.size());
    }
  }
  return made;
}

constexpr std::array<std::string_view, 4> kSurnameEnds{"ov", "ev", "in", "yn"};
constexpr std::array<std::string_view, 9> kSurnameCases{"ymi", "ykh", "ym", "om", "oy",
                                                        "a",   "u",   "e",  "y"};
constexpr std::array<std::string_view, 12> kAdjectiveCases{"aya", "ogo", "omu", "uyu", "iye", "ikh",
                                                           "iy",  "im",  "oy",  "om",  "y",   "i"};
constexpr std::size_t kSurnameBytesMin = 4;

// The longest first: only one of a kind is taken off.
constexpr std::array<std::string_view, 28> kKazakhCases{
    "ның", "нің", "дың", "дің", "тың", "тің", "дан", "ден", "тан", "тен",
    "нан", "нен", "мен", "бен", "пен", "ға",  "ге",  "қа",  "ке",  "да",
    "де",  "та",  "те",  "ды",  "ді",  "ты",  "ті",  "ны"};
constexpr std::array<std::string_view, 8> kKazakhPossessions{"ымыз", "іміз", "сы", "сі",
                                                             "ым",   "ім",   "ың", "ің"};
constexpr std::array<std::string_view, 6> kKazakhPlurals{"лар", "лер", "дар", "дер", "тар", "тер"};
constexpr std::size_t kKazakhLettersMin = 3;

template <std::size_t kCount>
std::string_view without_one_of(std::string_view word,
                                const std::array<std::string_view, kCount>& endings) {
  for (const std::string_view ending : endings) {
    if (!word.ends_with(ending)) continue;
    const std::string_view rest = word.substr(0, word.size() - ending.size());
    if (count_characters(rest) >= kKazakhLettersMin) return rest;
  }
  return word;
}

bool ends_surname(std::string_view word) {
  return word.size() >= kSurnameBytesMin &&
         std::any_of(kSurnameEnds.begin(), kSurnameEnds.end(),
                     [&](std::string_view end) { return word.ends_with(end); });
}

}  // namespace

std::string spelling_key(std::string_view romanised) {
  std::string key = replace_all(romanised);
  if (key.starts_with("ie")) key.erase(0, 1);
  key.erase(std::unique(key.begin(), key.end()), key.end());
  return count_characters(key) < kKeyLettersMin ? "" : key;
}

std::string without_case_ending(std::string_view romanised) {
  for (const std::string_view ending : kSurnameCases) {
    if (!romanised.ends_with(ending)) continue;
    const std::string_view rest = romanised.substr(0, romanised.size() - ending.size());
    if (ends_surname(rest)) return std::string(rest);
  }
  for (const std::string_view ending : kAdjectiveCases) {
    if (!romanised.ends_with(ending)) continue;
    const std::string_view rest = romanised.substr(0, romanised.size() - ending.size());
    if (rest.size() > kSurnameBytesMin && rest.ends_with("sk")) return std::string(rest);
  }
  return std::string(romanised);
}

std::string kazakh_stem(std::string_view folded) {
  std::string_view stem = without_one_of(folded, kKazakhCases);
  stem = without_one_of(stem, kKazakhPossessions);
  return std::string(without_one_of(stem, kKazakhPlurals));
}

}  // namespace habeas
