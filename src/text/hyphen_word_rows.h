// Generated: tools/tables/word_rows.py tables src
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace habeas {

enum class HyphenWordKind : std::uint8_t { After, Before };

/// A word of tables/hyphen_words, folded.
struct HyphenWordRow {
  std::string_view word;
  HyphenWordKind kind;
};

/// Sorted by word, then kind.
inline constexpr HyphenWordRow kHyphenWordRows[] = {
    {"cross", HyphenWordKind::Before},
    {"elle", HyphenWordKind::After},
    {"elles", HyphenWordKind::After},
    {"etre", HyphenWordKind::After},
    {"franco", HyphenWordKind::Before},
    {"full", HyphenWordKind::Before},
    {"half", HyphenWordKind::Before},
    {"high", HyphenWordKind::Before},
    {"hispano", HyphenWordKind::Before},
    {"il", HyphenWordKind::After},
    {"ils", HyphenWordKind::After},
    {"long", HyphenWordKind::Before},
    {"low", HyphenWordKind::Before},
    {"meme", HyphenWordKind::After},
    {"memes", HyphenWordKind::After},
    {"nous", HyphenWordKind::After},
    {"on", HyphenWordKind::After},
    {"peut", HyphenWordKind::Before},
    {"quelques", HyphenWordKind::Before},
    {"self", HyphenWordKind::Before},
    {"short", HyphenWordKind::Before},
    {"socio", HyphenWordKind::Before},
    {"soi", HyphenWordKind::Before},
    {"teorico", HyphenWordKind::Before},
    {"vice", HyphenWordKind::Before},
    {"vous", HyphenWordKind::After},
    {"well", HyphenWordKind::Before},
    {"вице", HyphenWordKind::Before},
    {"интернет", HyphenWordKind::Before},
    {"либо", HyphenWordKind::After},
    {"нибудь", HyphenWordKind::After},
    {"онлайн", HyphenWordKind::Before},
    {"пресс", HyphenWordKind::Before},
    {"таки", HyphenWordKind::After},
    {"экс", HyphenWordKind::Before},
};

}  // namespace habeas
