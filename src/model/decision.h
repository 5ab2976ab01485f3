// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/audience.h"
#include "model/case_file.h"
#include "model/fact.h"

namespace habeas {

/// A fact by its words, so that a decision outlives every re-reading: on rebuild it is *found*
/// (same document, kind, value and quote at the place with the same surroundings), *moved* (quote
/// found elsewhere, or its value changed) or *lost* (the words are gone; the decision stands on
/// and is shown with the kept reading).
struct FactAnchor {
  DocumentId document;
  FactKind kind = FactKind::Reference;
  std::string value;   ///< value_key() of the fact
  std::string quote;   ///< anchor evidence
  std::string before;  ///< up to 48 bytes on either side, cut at character boundaries
  std::string after;
  std::uint32_t occurrence =
      0;  ///< how many times the same kind, value and quote came earlier in the text

  friend bool operator==(const FactAnchor&, const FactAnchor&) = default;
};

inline constexpr std::size_t kAnchorContextBytes = 48;

FactAnchor make_anchor(const Extraction& extraction, std::uint32_t fact, std::string_view text);

enum class AnchorState : std::uint8_t { Found, Moved, Lost };
struct AnchorMatch {
  AnchorState state = AnchorState::Lost;
  std::uint32_t fact = 0;  ///< position in the extraction, unless Lost
};
/// Looks for the fact that `anchor` means in a later extraction of the same document.
AnchorMatch find_anchor(const FactAnchor& anchor, const Extraction& extraction,
                        std::string_view text);

enum class DecisionKind : std::uint8_t {
  ReadRightly,    ///< the document does state this
  Verify,         ///< this desk stands behind it, at `level`
  Reject,         ///< the document does not state this
  Merge,          ///< two cases are one: `case_id` and `other_case`
  Split,          ///< `documents` leave `case_id` and are a case of their own
  Move,           ///< `documents` go to `case_id`
  Rename,         ///< the case is called `text`
  SamePerson,     ///< `person` and `other_person` are one
  NotSamePerson,  ///< and these are two
  SetAudience,    ///< who may see the target
  Undo,           ///< takes back the decision `undone`
};

enum class VerificationLevel : std::uint8_t {
  Unverified,
  Possible,
  Likely,
  Confirmed,
  NotAViolation
};

/// What a person decided, about what, why. Who and when stand in the journal entry around it.
struct Decision {
  DecisionKind kind = DecisionKind::ReadRightly;
  std::vector<FactAnchor> facts;     ///< ReadRightly, Verify, Reject, SetAudience
  std::optional<CaseId> case_id;     ///< Merge, Split, Move, Rename, SetAudience
  std::optional<CaseId> other_case;  ///< Merge: ends as a redirect to `case_id`
  std::optional<PersonId> person;    ///< SamePerson, NotSamePerson, SetAudience
  std::optional<PersonId> other_person;
  std::vector<DocumentId> documents;  ///< Split, Move, Merge; SetAudience of a report
  /// Split: what stayed; Move: what was left behind; Merge: what the other case held, as
  /// `documents` says what this one did. Filled in by `decide`, so that it holds whatever is read
  /// later.
  std::vector<DocumentId> others;
  VerificationLevel level = VerificationLevel::Unverified;
  Audience audience = Audience::Restricted;
  std::string text;  ///< Rename: the new name; one line of at most 500 bytes, no control characters
  std::string reason;            ///< never empty; at most 4,000 bytes
  std::optional<Digest> undone;  ///< Undo: hash of the journal entry taken back

  friend bool operator==(const Decision&, const Decision&) = default;
};

/// Nothing if the decision has all and only what its kind needs; else one line that says what to
/// add or take out.
std::optional<std::string> find_fault(const Decision& decision);

}  // namespace habeas
