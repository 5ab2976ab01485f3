// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/event_targets.h"
#include "extract/scene.h"

namespace habeas {

/// An event while it is read: what will be one fact, or evidence for one.
struct EventDraft {
  const ActRow* row = nullptr;
  TokenPlace act;       ///< the words of the row
  TokenRange sentence;
  TokenRange scope;     ///< from the act before it to the act behind it
  EventValue value;     ///< arguments hold the targets first
  std::vector<std::uint32_t> targets;
  std::vector<TokenRange> pieces;  ///< words that state parts of it: targets, date, court
  std::int32_t confidence = 0;
};

/// Sets how the act stands, by its row and the words before it in its clause.
void read_modality(const Scene& scene, EventDraft& event);

/// Sets the date: the nearest of the sentence, acts and clauses between them counting as distance.
/// Days of other things (published, letters, births, laws, deadlines) are passed over.
void read_date(const Scene& scene, const FactDraft& draft, EventDraft& event);

/// Adds places, courts, provisions and quantities of the act's scope, and penalties of a sentence.
void read_circumstances(const Scene& scene, const FactDraft& draft, EventDraft& event);

/// The tokens that are cited for the event: the words of the act and as many of its pieces as fit.
TokenPlace evidence_of(const Scan& scan, const EventDraft& event);

inline constexpr std::size_t kEventQuoteBytes = 240;

}  // namespace habeas
