// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/phrase_set.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

/// A row of tables/facilities, tables/courts or tables/organisations: the word that says what a
/// named thing is, and how it stands in its name.
struct HeadRow {
  std::string id;  ///< "facility.prison"
  std::string type;
  std::string form;  ///< a word of the table; see its README
};

/// The head words of one topic, all languages.
struct HeadSet {
  std::vector<HeadRow> rows;
  PhraseSet phrases;  // Phrase::row is a position in `rows`
};

/// Reads all tables under `topic` (columns id, words, type, form). Rules are named
/// `<prefix>.<id>`. With a `form`, only the rows of that form. Errors: BadInput.
Result<HeadSet> make_head_set(const Tables& tables, std::string_view topic, std::string_view prefix,
                              std::string_view only_form = "");

/// Capitalised, in capitals or mixed, and no function word: can stand in a name.
bool is_name_word(const Scan& scan, std::uint32_t passage, std::uint32_t at);

/// Where the run of name words that ends before `end` begins; `end` if there is none. Stops at
/// dates, at punctuation, after `words_max` words; never begins with a function word.
std::uint32_t find_name_begin(const Scan& scan, const FactDraft& draft, std::uint32_t passage,
                              std::uint32_t end, std::uint32_t words_max);

/// The end of a run of name words that begins at `begin`, over "of", "for the" and the like when a
/// name word follows; `begin` if there is none.
std::uint32_t find_name_end(const Scan& scan, std::uint32_t passage, std::uint32_t begin,
                            std::uint32_t words_max);

/// The end of a number that stands behind a name: `No. 2`, `N UG-157/9`, `no. 161/1`; `at` if
/// there is none.
std::uint32_t find_number_end(const Scan& scan, const FactDraft& draft, std::uint32_t passage,
                              std::uint32_t at);

/// The first Place that is stated inside of `place`: its position among the facts.
std::optional<std::uint32_t> find_place_in(const FactDraft& draft, TokenPlace place);

/// The printed words of `place` as a name: one line, without a possessive ending.
std::string name_of(const Scan& scan, TokenPlace place);

}  // namespace habeas
