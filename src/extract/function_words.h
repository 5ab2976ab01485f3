// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

/// The small words of the languages that have rows (tables/name_words, set not_name_function).
/// They tell the language of a passage that is mostly names, which statistics take for another.
class FunctionWords {
 public:
  /// Errors: BadInput, NotFound.
  static Result<FunctionWords> make(const Tables& tables);

  /// The language whose rows read `passage` best: the stated one unless another explains clearly
  /// more of its lower-case words. "" if no language with rows does.
  std::string_view choose(const ScannedPassage& passage) const;

 private:
  std::vector<std::string> languages_;
  std::unordered_map<std::string, std::uint32_t> words_;  // bit i: a word of languages_[i]
};

}  // namespace habeas
