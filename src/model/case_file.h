// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document_id.h"
#include "model/fact.h"

namespace habeas {

/// 128 bits: the first half of the SHA-256 of an anchor (docs/decisions/0002-names-that-last.md).
struct LastingId {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const LastingId&, const LastingId&) = default;
};
std::string to_hex(const LastingId& id);  ///< 32 lower-case digits
std::optional<LastingId> parse_lasting_id(std::string_view hex);

struct PersonId {
  LastingId id;
  friend auto operator<=>(const PersonId&, const PersonId&) = default;
};
struct CaseId {
  LastingId id;
  friend auto operator<=>(const CaseId&, const CaseId&) = default;
};

/// The anchor of a person or case: the document in which it was first seen, and the folded,
/// romanised name there (for a case without a person: "" and the document alone).
PersonId make_person_id(const DocumentId& document, std::string_view folded_name);
CaseId make_case_id(const DocumentId& document, std::string_view folded_name);

/// "KAZ-2016-7K3QD": country (alpha-3, "XXX" unknown) and year as of opening, and the first digits
/// of the id in base 32 (Crockford's alphabet: no I, L, O, U): five, or more where two cases of one
/// archive meet. What people print, say and type. REQUIRES: 1 <= digits <= 25.
std::string case_number(const CaseId& id, std::string_view country, int year, int digits = 5);

/// What `link` is told of one document: no text, only facts and what it is keyed by.
struct ReportSummary {
  DocumentId id;
  std::string title;
  std::string address;
  std::string language;
  std::string country;  ///< alpha-3 of the country it is about, "" if it cannot be told
  std::optional<PartialDate> published;
  Completeness completeness = Completeness::Whole;
  std::vector<std::uint64_t> shingles;  ///< sketch of the body for copies: smallest hashes, sorted
  std::vector<Fact> facts;
};

struct FactPlace {  ///< a fact of a document
  DocumentId document;
  std::uint32_t fact = 0;

  friend auto operator<=>(const FactPlace&, const FactPlace&) = default;
};

/// Why two documents, or two mentions, were joined or kept apart: in words a person can check.
struct Reason {
  DocumentId a;
  DocumentId b;
  std::string rule;        ///< "same_reference", "same_person_and_place", "copy", "decided"
  std::string words;       ///< "both carry KAZ 001/1016/OBS 085"
  std::int32_t score = 0;  ///< millionths

  friend bool operator==(const Reason&, const Reason&) = default;
};

/// One person as facts of several documents refer to them.
struct LinkedPerson {
  std::string name;                      ///< fullest spelling, Latin preferred
  std::vector<std::string> other_names;  ///< every other spelling seen, all scripts, sorted
  std::vector<FactPlace> mentions;       ///< Person facts, sorted
  bool affected = false;                 ///< in at least one document

  friend bool operator==(const LinkedPerson&, const LinkedPerson&) = default;
};

/// A case as `link` proposes it, before ids are given.
struct CaseCluster {
  std::vector<DocumentId> documents;            ///< sorted
  std::vector<std::vector<DocumentId>> copies;  ///< groups that count as one source
  std::vector<LinkedPerson> people;             ///< affected first, then by name
  std::vector<Reason> reasons;

  friend bool operator==(const CaseCluster&, const CaseCluster&) = default;
};

}  // namespace habeas
