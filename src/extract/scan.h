// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/fact.h"
#include "text/offset_map.h"
#include "text/tokens.h"

namespace habeas {

/// One passage made readable: de-glued text, its tokens and sentences, and the way back.
struct ScannedPassage {
  std::uint32_t passage = 0;         ///< position in Document::passages
  PassageKind kind = PassageKind::Paragraph;
  std::string language;              ///< never "": the document's, else "en"
  ReadingText reading;               ///< map leads to Document::text, not to the passage
  std::vector<Token> tokens;         ///< spans are of reading.text
  std::vector<TokenRange> sentences; ///< cover all tokens, in order
  bool background = false;           ///< under a heading such as "Background information"
  bool visible = true;
};

/// A document prepared for extraction. Borrows the document, which must outlive it.
struct Scan {
  const Document* document = nullptr;
  std::vector<ScannedPassage> passages;
};

/// Tokens [begin, end) of one passage.
struct TokenPlace {
  std::uint32_t passage = 0;  ///< position in Scan::passages
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const TokenPlace&, const TokenPlace&) = default;
};

/// The span of Document::text that tokens stand for: from the first byte of the first to after
/// the last byte of the last, on character boundaries.
TextSpan to_document_span(const Scan& scan, TokenPlace place);

/// Facts as they grow, each with the tokens of its evidence, so that later kinds find the people,
/// days and places of their sentence. Positions in `facts` stay: nothing is taken out.
class FactDraft {
 public:
  explicit FactDraft(const Scan& scan) : scan_(&scan) {}

  /// Adds a fact with one piece of evidence; -> its position. `background`, `visible` and the quote are
  /// taken from the scan. A quote longer than kQuoteBytesMax is cut by the caller beforehand.
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
  const Scan* scan_;
};

}  // namespace habeas
