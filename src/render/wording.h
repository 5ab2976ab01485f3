// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace habeas {

/// The words of the interface in one language: web/words/<language>.tsv, `key` tab `words`.
/// Everything that a translator touches is there. Values share nothing; a lookup never fails:
/// what one language lacks is said in English, what English lacks is said by its key.
class Wording {
 public:
  /// Those of `language` ("en"); English if it is not among the embedded ones.
  static const Wording& of(std::string_view language);

  std::optional<std::string_view> find(std::string_view key) const;

  /// The words of `key`, with each `{name}` replaced.
  std::string say(
      std::string_view key,
      std::initializer_list<std::pair<std::string_view, std::string_view>> with = {}) const;

  /// `key.one` or `key.other`, with `{n}` replaced by the number.
  std::string count(std::string_view key, std::int64_t number) const;

  /// A word of our tables ("attack_on_premises") as people read it: `prefix.word` if it has an
  /// entry, else the word with its underscores as spaces.
  std::string word(std::string_view prefix, std::string_view word) const;

  const std::string& language() const { return language_; }

 private:
  Wording(std::string language, std::string_view rows);

  std::string language_;
  std::map<std::string, std::string, std::less<>> rows_;
};

/// 1234567 as "1,234,567" with the separator of the language.
std::string number_words(std::int64_t number, const Wording& words);

}  // namespace habeas
