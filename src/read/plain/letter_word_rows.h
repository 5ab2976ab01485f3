// Generated: tools/tables/word_rows.py tables src
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace habeas {

enum class LetterWordKind : std::uint8_t { Date, Line };

/// A word of tables/letter_words, folded.
struct LetterWordRow {
  std::string_view word;
  LetterWordKind kind;
};

/// Sorted by word, then kind.
inline constexpr LetterWordRow kLetterWordRows[] = {
    {"a", LetterWordKind::Line},
    {"adjuntos", LetterWordKind::Line},
    {"an", LetterWordKind::Line},
    {"anlagen", LetterWordKind::Line},
    {"asunto", LetterWordKind::Line},
    {"attachments", LetterWordKind::Line},
    {"bcc", LetterWordKind::Line},
    {"betreff", LetterWordKind::Line},
    {"cc", LetterWordKind::Line},
    {"cci", LetterWordKind::Line},
    {"cco", LetterWordKind::Line},
    {"date", LetterWordKind::Date},
    {"datum", LetterWordKind::Date},
    {"de", LetterWordKind::Line},
    {"enviado", LetterWordKind::Date},
    {"enviado el", LetterWordKind::Date},
    {"envoye", LetterWordKind::Date},
    {"envoye le", LetterWordKind::Date},
    {"fecha", LetterWordKind::Date},
    {"from", LetterWordKind::Line},
    {"gesendet", LetterWordKind::Date},
    {"importance", LetterWordKind::Line},
    {"objet", LetterWordKind::Line},
    {"para", LetterWordKind::Line},
    {"pieces jointes", LetterWordKind::Line},
    {"reply-to", LetterWordKind::Line},
    {"sent", LetterWordKind::Date},
    {"subject", LetterWordKind::Line},
    {"to", LetterWordKind::Line},
    {"von", LetterWordKind::Line},
    {"важность", LetterWordKind::Line},
    {"вложения", LetterWordKind::Line},
    {"дата", LetterWordKind::Date},
    {"жіберілді", LetterWordKind::Date},
    {"кому", LetterWordKind::Line},
    {"копия", LetterWordKind::Line},
    {"кімге", LetterWordKind::Line},
    {"кімнен", LetterWordKind::Line},
    {"күні", LetterWordKind::Date},
    {"көшірме", LetterWordKind::Line},
    {"от", LetterWordKind::Line},
    {"от кого", LetterWordKind::Line},
    {"отправлено", LetterWordKind::Date},
    {"скрытая копия", LetterWordKind::Line},
    {"тақырыбы", LetterWordKind::Line},
    {"тема", LetterWordKind::Line},
};

}  // namespace habeas
