// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "extract/scene.h"

namespace habeas {

/// To whom something is done, or who does it, and how surely the words tell.
struct Involved {
  std::vector<std::uint32_t> people;  ///< Person facts
  std::optional<TokenRange> tokens;   ///< where they are named; nothing for a pronoun or ellipsis
  bool resolved = false;              ///< through a pronoun, or left out: less sure
};

/// Who was named lately, so that "he", "the two" and "they" can be understood.
class Discourse {
 public:
  /// A sentence was read. `groups` are its people in order.
  void remember(const std::vector<PersonGroup>& groups);
  /// Something is done to them here: who is meant by "they" is rather one of these.
  void remember_targets(const std::vector<std::uint32_t>& people);
  /// The last people named together, `size` of them, or two or more if it is 0; those before
  /// others to whom something was done already.
  std::vector<std::uint32_t> last_group(const FactDraft& draft, std::size_t size) const;
  /// The only person of the last sentences who may be "he", "she" or "the lawyer" (sex unstated),
  /// or the only one to whom something was done; nothing if there are two.
  std::optional<std::uint32_t> only_person(const FactDraft& draft, Sex sex) const;

 private:
  std::vector<std::uint32_t> recent_people(const FactDraft& draft, Sex sex) const;

  static constexpr std::size_t kSentencesKept = 6;
  static constexpr std::size_t kSentencesForPronoun = 2;

  std::vector<std::vector<PersonGroup>> sentences_;  // the last ones, newest behind
  std::set<std::uint32_t> targets_;
};

/// One act and what its sentence says of people.
struct ActPlace {
  const Scene& scene;
  const FactDraft& draft;
  const Discourse& discourse;
  const std::vector<PersonGroup>& groups;  ///< of the sentence
  TokenRange sentence;
  TokenRange act;
  std::optional<TokenRange> act_before;        ///< the act before it in the sentence
  const std::vector<std::uint32_t>* targets_before = nullptr;  ///< of that act
  std::uint32_t next_act = 0;  ///< begin of the act behind it, or the sentence's end
};

/// Who stands before the act as its subject: the nearest people whom no preposition ties to
/// something else, a pronoun, or the target of the act before it ("was arrested and taken").
Involved find_subject(const ActPlace& place, bool participle);

/// Who stands behind the act: the first people, with nothing but describing words between.
Involved find_object(const ActPlace& place);

/// "X's arrest", "his arrest".
Involved find_owner(const ActPlace& place);

/// "Held since June, X was alone": the act opens the sentence, its people follow the comma.
Involved find_fronted(const ActPlace& place);

/// "ten were arrested, namely A, B and C": a list announced behind the act.
Involved find_announced(const ActPlace& place);

}  // namespace habeas
