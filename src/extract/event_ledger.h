// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/event_draft.h"
#include "extract/scan.h"

namespace habeas {

/// The events of a document as they are found, one fact for each: what is told again becomes
/// further evidence of the fact that is there.
class EventLedger {
 public:
  EventLedger(const Scan& scan, FactDraft& draft) : scan_(scan), draft_(draft) {}

  /// Adds the event or the evidence. -> its fact
  std::uint32_t enter(EventDraft event);

  /// Those who are listed behind the last event, if it affects people and named none of them:
  /// "Ten were arrested. They are A, B and C."
  void name_targets(const std::vector<std::uint32_t>& people, TokenPlace place);

  /// Events in the order in which they were first told.
  struct Entry {
    std::uint32_t fact = 0;
    std::vector<std::uint32_t> targets;
    std::vector<TokenPlace> told;  ///< the act's words, each time it was told
    bool affects = false;
  };
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  static constexpr std::uint32_t kPassagesApartMax = 24;

  bool is_same(const Entry& entry, const EventDraft& event) const;
  void join(Entry& entry, EventDraft event);

  static constexpr std::size_t kComparedMax = 64;

  const Scan& scan_;
  FactDraft& draft_;
  std::vector<Entry> entries_;
  std::optional<std::uint32_t> open_;  // entry whose people may be listed behind it
  std::map<std::string, std::vector<std::uint32_t>> by_type_;  // kind and type -> entries
};

}  // namespace habeas
