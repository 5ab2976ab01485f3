// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "extract/person_mentions.h"

namespace habeas {

/// Capitalised tokens that may be one name.
struct NameRun {
  TokenRange tokens;
  std::uint32_t words = 0;  ///< without particles; 0: there is no name here
};

/// Where a run may begin and go on.
enum class RunRule {
  Titled,  ///< after a title: the first word may be anything but a function word
  Named,   ///< after a role: no ordinary word, no place alone
  Listed,  ///< in a list, behind "and": as Named, but the word may also be a place
  Bare,    ///< nothing stands before it: no ordinary word, no acronym
};

/// The name that begins at `begin`, at most kNameWordsMax words.
NameRun find_run(const PassageView& view, std::uint32_t begin, RunRule rule);

inline constexpr std::uint32_t kNameWordsMax = 6;

/// The words of a run as printed: squashed, without possessive ending.
std::string printed_name(const PassageView& view, TokenRange tokens);

bool is_capital(const Token& token);
bool is_word(const Token& token, const WordSet& words);

/// The position after note marks such as `[1]` at `at`.
std::uint32_t skip_note_marks(const std::vector<Token>& tokens, std::uint32_t at);

}  // namespace habeas
