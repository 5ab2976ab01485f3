// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// `utf8` in Latin letters as English reports print them: Russian, Kazakh ("Нұрсұлтан" ->
/// "Nursultan"), Kyrgyz, Tajik, Uzbek, Ukrainian and Belarusian Cyrillic, and letter by letter
/// Arabic, Persian, Georgian and Armenian. Ukrainian (ї, є or ґ) and Belarusian (ў with і or ы)
/// are told word by word; nothing else needs to know the language. Case is kept, all else stays as
/// it is, Latin marks too. The rules are tables/romanisation. Pure and linear.
std::string romanise(std::string_view utf8);

/// The key under which spellings of one name meet: romanised, folded (fold.h), apostrophes
/// dropped, every run of other signs (hyphens, full stops, spaces) as one space, trimmed.
/// "Атырау", "Atyraū" and "ATYRAU" -> "atyrau"; "Ust'-Kamenogorsk" -> "ust kamenogorsk".
/// Folding a folded name changes nothing. Empty if `utf8` has no letter and no digit.
std::string fold_name(std::string_view utf8);

}  // namespace habeas
