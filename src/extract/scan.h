// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "extract/reading_text.h"
#include "know/tables.h"
#include "model/document.h"
#include "model/fact.h"
#include "text/offset_map.h"
#include "text/tokens.h"

namespace habeas {

/// A row of tables/sections as code acts on it.
enum class SectionKind : std::uint8_t { Background, New, Description, Actions, Addresses };

/// What a scan needs of the tables: lost spaces and the headings of sections.
class ScanRules {
 public:
  /// Errors: BadInput, a row that cannot be compiled.
  static Result<ScanRules> make(const Tables& tables);

  const KnownWords& known_words() const { return words_; }
  /// The section that a heading made of just these folded words begins; nothing if none does.
  std::optional<SectionKind> find_section(std::string_view folded_words) const;

 private:
  KnownWords words_;
  std::map<std::string, SectionKind, std::less<>> sections_;
};

/// One passage made readable: de-glued text, its tokens and sentences, and the way back. White
/// space of the reading text is one space, or line feeds where the document has line ends.
struct ScannedPassage {
  std::uint32_t passage = 0;  ///< position in Document::passages
  PassageKind kind = PassageKind::Paragraph;
  std::string language;                ///< never "": the document's, else "en"
  ReadingText reading;                 ///< map leads to Document::text, not to the passage
  std::vector<Token> tokens;           ///< spans are of reading.text
  std::vector<std::uint32_t> hashes;   ///< hash_word() of each token's folded word
  std::vector<TokenRange> sentences;   ///< cover all tokens, in order
  std::optional<SectionKind> section;  ///< of the last heading above; nothing before the first
  bool background = false;             ///< under a heading such as "Background information"
  bool visible = true;
};

/// A document prepared for extraction. Borrows the document and the rules, which must outlive it.
struct Scan {
  const Document* document = nullptr;
  const ScanRules* rules = nullptr;  ///< those it was made with
  std::vector<ScannedPassage> passages;
};

/// Reads the passages of `document`, which must outlive the scan. Linear in the text.
Scan make_scan(const Document& document, const ScanRules& rules);

/// Tokens [begin, end) of one passage.
struct TokenPlace {
  std::uint32_t passage = 0;  ///< position in Scan::passages
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const TokenPlace&, const TokenPlace&) = default;
};

/// The span of Document::text that tokens stand for: from the first byte of the first to after
/// the last byte of the last, on character boundaries. REQUIRES: place.begin < place.end.
TextSpan to_document_span(const Scan& scan, TokenPlace place);

/// The reading text that tokens stand for. REQUIRES: place.begin < place.end.
std::string_view words_of(const Scan& scan, TokenPlace place);

/// The tokens that overlap `span` of the passage's reading text; empty (begin == end) if none.
TokenPlace tokens_at(const Scan& scan, std::uint32_t passage, TextSpan span);

/// The sentence that token `token` of the passage stands in; all tokens if it is in none.
TokenPlace sentence_of(const Scan& scan, std::uint32_t passage, std::uint32_t token);

/// The sentence that `place` stands in, at most `reach` tokens of it on either side: what a finder
/// looks through for each of many places.
TokenPlace surroundings_of(const Scan& scan, TokenPlace place, std::uint32_t reach);

/// The same tokens, cut at the end so that their quote has at most `bytes_max` bytes of the
/// document, never below one token.
TokenPlace shorten(const Scan& scan, TokenPlace place, std::size_t bytes_max);

/// Facts as they grow, each with the tokens of its evidence, so that later kinds find the people,
/// days and places of their sentence. Positions in `facts` stay: nothing is taken out.
class FactDraft {
 public:
  explicit FactDraft(const Scan& scan) : scan_(&scan) {}

  /// Adds a fact with one piece of evidence; -> its position. `background`, `visible` and the quote
  /// are taken from the scan. A quote longer than kQuoteBytesMax is cut by the caller beforehand.
  std::uint32_t add(FactKind kind, FactValue value, TokenPlace place, std::string_view rule,
                    std::int32_t confidence);
  /// One more place where the fact is stated (a later mention of the same person).
  void add_evidence(std::uint32_t fact, TokenPlace place, std::string_view rule);

  std::vector<Fact> facts;
  std::vector<std::vector<TokenPlace>> places;  ///< [fact][evidence]

  /// Facts of `kind` with evidence that overlaps `range` of the passage, by position in the text.
  /// One entry for each mention.
  struct Mention {
    std::uint32_t fact = 0;
    TokenPlace place;
  };
  std::vector<Mention> mentions_in(FactKind kind, TokenPlace range) const;

 private:
  /// Mentions of one kind in one passage, by position in the text.
  struct Shelf {
    std::vector<Mention> mentions;
    std::uint32_t longest = 0;  // tokens
  };

  void shelve(FactKind kind, Mention mention);

  const Scan* scan_;
  std::array<std::unordered_map<std::uint32_t, Shelf>, 18> shelves_;  // [kind][passage]
};

}  // namespace habeas
