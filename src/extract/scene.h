// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/event_rules.h"
#include "extract/scan.h"

namespace habeas {

/// A fact named at some tokens of the passage.
struct SceneMention {
  FactKind kind = FactKind::Person;
  std::uint32_t fact = 0;
  TokenRange tokens;
  bool inside = false;  ///< a place in the name of an institution, or before a title's colon
};

/// People named together: "A, B and C". One person is a group too.
struct PersonGroup {
  TokenRange tokens;
  std::vector<std::uint32_t> people;  ///< Person facts
  bool possessive = false;            ///< "A and B's wife": something of theirs follows
};

/// A passage made ready for events: who and what is named where, and which act patterns match.
struct Scene {
  std::uint32_t position = 0;  ///< in Scan::passages
  const ScannedPassage* passage = nullptr;
  const EventLanguage* language = nullptr;
  std::vector<SceneMention> mentions;       ///< by begin
  std::vector<PatternMatch> acts;           ///< longest, in order
  std::vector<std::vector<std::uint32_t>> act_rows;  ///< [act] rows that match just these tokens
  std::vector<PatternMatch> modality;
  std::vector<PatternMatch> penalties;

  const Token& token(std::uint32_t at) const { return passage->tokens[at]; }
  bool has(std::string_view set, std::uint32_t at) const {
    return language->has(set, passage->tokens[at]);
  }
  bool is(std::uint32_t at, std::string_view folded) const {
    return at < passage->tokens.size() && passage->tokens[at].folded == folded;
  }
  const ActRow& row(const PatternMatch& act) const { return language->act_rows[act.row]; }
  /// Mentions that begin in `range`.
  std::span<const SceneMention> mentions_in(TokenRange range) const;
  /// True if the words of something that is done (not only a noun) begin in `range`.
  bool has_predicate(TokenRange range) const;
};

Scene make_scene(const Scan& scan, std::uint32_t position, const EventRules& rules,
                 const FactDraft& draft);

/// The groups of people of a sentence, in order.
std::vector<PersonGroup> find_groups(const Scene& scene, TokenRange sentence);

}  // namespace habeas
