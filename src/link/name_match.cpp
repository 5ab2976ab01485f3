// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/name_match.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::int32_t kExact = 1'000'000;
constexpr std::int32_t kSameSound = 960'000;
constexpr std::int32_t kOtherEnding = 900'000;
constexpr std::int32_t kSameConsonants = 850'000;
constexpr std::int32_t kFeminine = 850'000;
constexpr std::int32_t kShortForm = 800'000;
constexpr std::int32_t kInitial = 600'000;
constexpr std::int32_t kWordAlikeMin = 600'000;
constexpr std::int32_t kMillionthsPerCost = 1'500;
constexpr std::int32_t kOtherOrderLoss = 30'000;
constexpr std::int32_t kMoreWordsLoss = 20'000;
constexpr std::int32_t kInitialLoss = 100'000;
constexpr std::int32_t kSomeDifferLoss = 250'000;
constexpr std::int32_t kOneWordScore = 500'000;
constexpr std::size_t kGluedSoundsMin = 5;
constexpr std::size_t kWeightMax = 16;  ///< a longer word does not count for more

enum class Likeness { None, Initial, Edit, Consonants, Feminine, Ending, Sound, Exact };

struct WordMatch {
  std::int32_t score = 0;
  Likeness likeness = Likeness::None;
};

/// What two words of this length may differ by: short ones in a vowel, long ones in two letters.
int cost_max(std::size_t sounds) {
  if (sounds <= 3) return 0;
  if (sounds <= 6) return 90;
  return sounds <= 8 ? 130 : 200;
}

std::string consonants_of(std::string_view sound) {
  std::string consonants;
  for (const char letter : sound) {
    // What Arabic writes as a letter and Latin as a vowel: y and w.
    if (!is_vowel(letter)) consonants += letter;
  }
  return consonants;
}

WordMatch match_bare(const NameWord& a, const NameWord& b) {
  const std::string left = consonants_of(a.sound);
  return left.size() >= 2 && left == consonants_of(b.sound)
             ? WordMatch{kSameConsonants, Likeness::Consonants}
             : WordMatch{};
}

/// "Ben" and "Benjamin": a given name cut short by three sounds or more.
bool is_short_form(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a.size() >= 3 && b.size() >= a.size() + 3 && b.starts_with(a);
}

WordMatch match_words(const Spelling& spelling, const NameWord& a, const NameWord& b) {
  if (a.is_initial || b.is_initial) {
    const bool agree = a.sound.front() == b.sound.front() ||
                       spelling.is_near(a.sound.front(), b.sound.front());
    return agree ? WordMatch{kInitial, Likeness::Initial} : WordMatch{};
  }
  if (a.folded == b.folded) return {kExact, Likeness::Exact};
  if (a.sound == b.sound || a.glued == b.sound || a.sound == b.glued || a.glued == b.glued) {
    return {kSameSound, Likeness::Sound};
  }
  if (a.is_family && b.is_family) {
    if (spelling.is_feminine_pair(a.sound, b.sound)) return {kFeminine, Likeness::Feminine};
    const std::string_view left = spelling.without_ending(a.sound);
    const std::string_view right = spelling.without_ending(b.sound);
    // One of them must be bare: "Oralov" and "Oraluly" are two surnames.
    if (left == right && (left == a.sound || right == b.sound)) {
      return {kOtherEnding, Likeness::Ending};
    }
  }
  if (a.is_bare || b.is_bare) return match_bare(a, b);
  if (!a.is_family && !b.is_family && is_short_form(a.sound, b.sound)) {
    return {kShortForm, Likeness::Edit};
  }
  const bool one_begin = a.sound.front() == b.sound.front() ||
                         (is_vowel(a.sound.front()) && is_vowel(b.sound.front())) ||
                         spelling.is_near(a.sound.front(), b.sound.front());
  if (!one_begin) return {};
  const int most = cost_max(std::max(a.sound.size(), b.sound.size()));
  const int cost = spelling_cost(spelling, a.sound, b.sound, most);
  if (cost > most) return {};
  return {std::min(kSameSound - 10'000, kExact - cost * kMillionthsPerCost), Likeness::Edit};
}

struct Alignment {
  struct Pair {
    std::size_t a = 0;
    std::size_t b = 0;
    WordMatch match;
  };
  std::vector<Pair> pairs;
  std::vector<std::size_t> left_a;  ///< words without a partner
  std::vector<std::size_t> left_b;
};

/// Best pairs first; ties by position, so that the result is the same for the same names.
Alignment align(const Spelling& spelling, const std::vector<NameWord>& a,
                const std::vector<NameWord>& b) {
  std::vector<Alignment::Pair> all;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      const WordMatch match = match_words(spelling, a[i], b[j]);
      if (match.score >= kWordAlikeMin) all.push_back({i, j, match});
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
    if (x.match.score != y.match.score) return x.match.score > y.match.score;
    // The same on both sides whichever name comes first.
    const auto key = [](const auto& p) {
      return std::array{p.a + p.b, std::min(p.a, p.b), p.a};
    };
    return key(x) < key(y);
  });
  Alignment alignment;
  std::array<bool, kNameWordsMax> used_a{};
  std::array<bool, kNameWordsMax> used_b{};
  for (const Alignment::Pair& pair : all) {
    if (used_a[pair.a] || used_b[pair.b]) continue;
    used_a[pair.a] = used_b[pair.b] = true;
    alignment.pairs.push_back(pair);
  }
  for (std::size_t i = 0; i < a.size(); ++i) if (!used_a[i]) alignment.left_a.push_back(i);
  for (std::size_t j = 0; j < b.size(); ++j) if (!used_b[j]) alignment.left_b.push_back(j);
  return alignment;
}

/// Two neighbours of the longer name as one word where the other name writes them as one:
/// "Abdul Hadi", "Abdulhadi".
/// `words`, or `glued` if that had to be made.
const std::vector<NameWord>& glue_like(const std::vector<NameWord>& words,
                                       const std::vector<NameWord>& other,
                                       std::vector<NameWord>& glued) {
  if (words.size() <= other.size()) return words;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::size_t sounds = words[i].sound.size() + words[i + 1].sound.size();
    const bool is_written = std::any_of(other.begin(), other.end(), [&](const NameWord& word) {
      return word.sound.size() == sounds && sounds >= kGluedSoundsMin &&
             word.sound.starts_with(words[i].sound) && word.sound.ends_with(words[i + 1].sound);
    });
    if (!is_written) continue;
    glued = words;
    glued[i].folded += words[i + 1].folded;
    glued[i].sound += words[i + 1].sound;
    glued[i].glued = glued[i].sound;
    glued[i].written_words = 2;
    glued[i].is_family = words[i].is_family || words[i + 1].is_family;
    glued.erase(glued.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return glued;
  }
  return words;
}

/// What the pairs say together.
struct Tally {
  std::size_t full = 0;      ///< words that agree
  std::size_t initials = 0;
  std::int32_t score = 0;    ///< mean by length of word
  bool is_frequent = true;
  bool in_other_order = false;
  bool family_agrees = false;
  bool given_is_same = false;
  bool has_feminine_pair = false;
  bool has_swapped_begin = false;  ///< the first word is not the first of the other
  Likeness weakest = Likeness::Exact;
};

Tally tally_of(const Alignment& alignment, const std::vector<NameWord>& a,
               const std::vector<NameWord>& b) {
  Tally tally;
  std::int64_t sum = 0;
  std::int64_t weights = 0;
  for (const Alignment::Pair& pair : alignment.pairs) {
    const NameWord& left = a[pair.a];
    const NameWord& right = b[pair.b];
    if (pair.match.likeness == Likeness::Initial) {
      ++tally.initials;
      continue;
    }
    tally.full += std::max(left.written_words, right.written_words);
    const std::size_t sounds = left.sound.size() + right.sound.size();
    const auto weight = static_cast<std::int64_t>(std::min(sounds, kWeightMax));
    sum += weight * pair.match.score;
    weights += weight;
    tally.is_frequent = tally.is_frequent && left.is_frequent && right.is_frequent;
    tally.weakest = std::min(tally.weakest, pair.match.likeness);
    if (left.is_family && right.is_family) tally.family_agrees = true;
    if (left.is_family != right.is_family) tally.in_other_order = true;
    if (!left.is_family && !right.is_family && pair.match.score >= kSameSound) {
      tally.given_is_same = true;
    }
    if (pair.match.likeness == Likeness::Feminine) tally.has_feminine_pair = true;
    if ((pair.a == 0) != (pair.b == 0)) tally.has_swapped_begin = true;
  }
  tally.score = weights == 0 ? 0 : static_cast<std::int32_t>(sum / weights);
  return tally;
}

std::string_view word_of(Likeness weakest) {
  switch (weakest) {
    case Likeness::Exact: return "one spelling";
    case Likeness::Sound: return "one sound, two spellings";
    case Likeness::Ending: return "one name but for the ending of the surname";
    case Likeness::Feminine: return "one name but for the ending of the surname";
    case Likeness::Consonants: return "the same consonants in another script";
    default: return "two like spellings";
  }
}

bool has_patronymic(const std::vector<NameWord>& words, const std::vector<std::size_t>& positions) {
  return std::any_of(positions.begin(), positions.end(),
                     [&](std::size_t i) { return words[i].is_patronymic; });
}

NameMatch contradiction(std::string_view words) {
  return {NameRelation::Contradiction, 0, false, std::string(words)};
}

/// Both names have words that the other has not.
NameMatch judge_difference(const Tally& tally, const Alignment& alignment,
                           const std::vector<NameWord>& a, const std::vector<NameWord>& b) {
  if (has_patronymic(a, alignment.left_a) && has_patronymic(b, alignment.left_b)) {
    return contradiction("different patronymics");
  }
  if (tally.full >= 2) {
    return {NameRelation::Partial, tally.score - kSomeDifferLoss, tally.is_frequent,
            "two words of the names agree, others differ"};
  }
  if (tally.family_agrees) return contradiction("one surname, different given names");
  return {};
}

NameMatch judge(const PreparedName& a, const PreparedName& b, const Tally& tally,
                const Alignment& alignment, const std::vector<NameWord>& words_a,
                const std::vector<NameWord>& words_b) {
  if (tally.full == 0) return {};
  if (!a.generation.empty() && !b.generation.empty() && a.generation != b.generation) {
    return contradiction("father and son");
  }
  // "Salman bin Omar Karwan" and "Omar bin Salman Karwan" are father and son.
  if (tally.full >= 3 && tally.has_swapped_begin && tally.family_agrees) {
    return contradiction("given name and father's name in the other order");
  }
  if (tally.has_feminine_pair && !tally.given_is_same) {
    return contradiction("a man's and a woman's form of one surname");
  }
  if (!alignment.left_a.empty() && !alignment.left_b.empty()) {
    return judge_difference(tally, alignment, words_a, words_b);
  }
  std::int32_t score = tally.score;
  if (tally.in_other_order) score -= kOtherOrderLoss;
  if (!alignment.left_a.empty() || !alignment.left_b.empty()) score -= kMoreWordsLoss;
  if (tally.full >= 2) {
    return {NameRelation::Same, score, tally.is_frequent, std::string(word_of(tally.weakest))};
  }
  if (tally.initials > 0 && (tally.family_agrees || !a.has_stated_family)) {
    return {NameRelation::Partial, score - kInitialLoss, tally.is_frequent,
            "one surname, initials that agree"};
  }
  if (words_a.size() == 1 && words_b.size() == 1) {
    return {NameRelation::Partial, std::min(score, kOneWordScore + 100'000), tally.is_frequent,
            "one name of a single word"};
  }
  return {NameRelation::Partial, std::min(score, kOneWordScore), tally.is_frequent,
          tally.family_agrees ? "the surname alone" : "one word of the name alone"};
}

bool is_bare_script(std::string_view printed) {
  for (std::size_t at = 0; at < printed.size();) {
    const Script script = script_of(next_character(printed, at));
    if (script == Script::Arabic || script == Script::Hebrew) return true;
  }
  return false;
}

void add_word(const Spelling& spelling, PreparedName& name, std::string_view folded,
              std::string& particles, bool is_bare) {
  if (const auto generation = spelling.generation_of(folded); !generation.empty()) {
    name.generation = generation;
    return;
  }
  if (spelling.is_particle(folded)) {
    particles += folded;
    return;
  }
  NameWord word;
  word.folded = folded;
  word.sound = spelling.sound_of(folded);
  word.glued = spelling.sound_of(particles + word.folded);
  word.is_initial = count_characters(folded) == 1;
  word.is_patronymic = spelling.is_patronymic(word.sound);
  word.is_bare = is_bare;
  word.is_frequent = spelling.is_frequent(word.sound);
  particles.clear();
  name.words.push_back(std::move(word));
}

/// Marks the words that stand in `family`; without one, the last word that is no patronymic.
void mark_family(PreparedName& name, std::string_view family) {
  const std::string folded = fold_name(family);
  for (NameWord& word : name.words) {
    const std::string padded = " " + folded + " ";
    word.is_family = !folded.empty() && padded.find(" " + word.folded + " ") != std::string::npos;
    name.has_stated_family = name.has_stated_family || word.is_family;
  }
  if (name.has_stated_family) return;
  for (auto word = name.words.rbegin(); word != name.words.rend(); ++word) {
    if (word->is_initial) continue;
    if (word->is_patronymic && name.words.size() > 2) continue;
    word->is_family = true;
    return;
  }
}

}  // namespace

PreparedName prepare_name(const Spelling& spelling, std::string_view name,
                          std::string_view family) {
  PreparedName prepared;
  prepared.printed = name.substr(0, kNameBytesMax);
  prepared.folded = fold_name(prepared.printed);
  const bool is_bare = is_bare_script(prepared.printed);
  std::string particles;
  std::string_view rest = prepared.folded;
  while (!rest.empty() && prepared.words.size() < kNameWordsMax) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (end > 0) add_word(spelling, prepared, rest.substr(0, end), particles, is_bare);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!particles.empty() && prepared.words.empty()) {  // a name that is a particle: "Le"
    NameWord word;
    word.folded = particles;
    word.sound = word.glued = spelling.sound_of(particles);
    prepared.words.push_back(std::move(word));
  }
  mark_family(prepared, family.substr(0, kNameBytesMax));
  return prepared;
}

NameMatch match_names(const Spelling& spelling, const PreparedName& a, const PreparedName& b) {
  // One order for both directions: what ties leave open must not depend on who asks.
  if (b.folded < a.folded) return match_names(spelling, b, a);
  if (a.words.empty() || b.words.empty()) return {};
  std::vector<NameWord> glued_a;
  std::vector<NameWord> glued_b;
  const std::vector<NameWord>& words_a = glue_like(a.words, b.words, glued_a);
  const std::vector<NameWord>& words_b = glue_like(b.words, a.words, glued_b);
  const Alignment alignment = align(spelling, words_a, words_b);
  return judge(a, b, tally_of(alignment, words_a, words_b), alignment, words_a, words_b);
}

PreparedPerson prepare_person(const Spelling& spelling, const PersonValue& person) {
  PreparedPerson prepared;
  prepared.name = prepare_name(spelling, person.name, person.family);
  prepared.sex = person.sex;
  std::vector<std::string> others = person.other_names;
  std::sort(others.begin(), others.end());
  for (const std::string& other : others) {
    if (prepared.other_names.size() == kOtherNamesMax) break;
    PreparedName name = prepare_name(spelling, other);
    // A surname alone says less than the full name of the same page.
    if (name.words.size() >= 2) prepared.other_names.push_back(std::move(name));
  }
  return prepared;
}

NameMatch match_people(const Spelling& spelling, const PreparedPerson& a, const PreparedPerson& b) {
  NameMatch best = match_names(spelling, a.name, b.name);
  const auto consider = [&](const PreparedName& left, const PreparedName& right) {
    const NameMatch match = match_names(spelling, left, right);
    if (match.relation == NameRelation::Same && match.score > best.score) best = match;
  };
  for (const PreparedName& other : a.other_names) consider(other, b.name);
  for (const PreparedName& other : b.other_names) consider(a.name, other);
  for (const PreparedName& left : a.other_names) {
    for (const PreparedName& right : b.other_names) consider(left, right);
  }
  const bool other_sex =
      a.sex != Sex::Unstated && b.sex != Sex::Unstated && a.sex != b.sex;
  if (other_sex && best.relation != NameRelation::Unlike) {
    // Copies mistranslate "he" and "she"; a full name spelled the same outweighs that.
    const bool is_full = best.relation == NameRelation::Same && best.score >= kSameSound;
    if (!is_full) return contradiction("different sex");
  }
  return best;
}

}  // namespace habeas
