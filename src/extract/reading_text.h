// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"
#include "extract/word_filter.h"
#include "know/tables.h"
#include "text/offset_map.h"

namespace habeas {

/// What a known word tells about a place where two words lost the space between them.
enum class WordUse : std::uint8_t {
  Function,   ///< "the", "on": may stand on either side of a lost space; in no name by itself
  Direction,  ///< "Northern": likewise, but names begin with it
  Section,    ///< a word of headings and violation labels: two of them make a glued heading
  Month,
  Title,       ///< "Messrs": a name follows
  NamePrefix,  ///< "Mc", "De": a capital inside the name is no lost space
  Whole,       ///< "YouTube": one word although it looks like two
};

/// The rows of tables/known_words, all languages together. Immutable; shared between threads.
class KnownWords {
 public:
  /// Errors: BadInput, a row with an unknown use.
  static Result<KnownWords> make(const Tables& tables);

  /// `word` as fold() gives it.
  bool is(std::string_view folded, WordUse use) const;
  bool is_known(std::string_view folded) const;

 private:
  std::unordered_map<std::string, std::uint8_t> uses_;  // a bit for each WordUse
  WordFilter filter_;
};

/// Capitalised words that stand alone somewhere in a document: good grounds for taking
/// `MaxBokashev` apart where `Bokashev` was seen. Views into the document's text.
using SeenWords = std::unordered_set<std::string_view>;

/// Empty, and cheap, when the text has no capital after a small letter.
SeenWords find_seen_words(std::string_view text);

/// The bytes `span` of `text` made readable: every run of white space is one space (one line feed
/// if it holds a line end, two if it holds an empty line), none at either end; what is invisible
/// is left out; a word that a printed line parts at a hyphen is whole (text/line_hyphen.h); a space
/// is put in where old pages lost it, only on good grounds. Nothing else
/// changes. The map leads back to `text`. Linear.
ReadingText make_reading_text(std::string_view text, TextSpan span, const KnownWords& words,
                              const SeenWords& seen);

}  // namespace habeas
