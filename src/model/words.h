// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "model/audience.h"
#include "model/chronicle.h"
#include "model/decision.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/list_row.h"

namespace habeas {

/// The words of an enum as they stand in JSON and on pages that speak to machines, in the order
/// of the enumerators. They never change: archives hold them.
template <class Enum>
struct Words;

template <>
struct Words<PassageKind> {
  static constexpr std::array<std::string_view, 11> kWords{
      "title",      "byline", "date_line", "source_line", "heading", "paragraph",
      "list_entry", "quote",  "footnote",  "caption",     "metadata"};
};
template <>
struct Words<Completeness> {
  static constexpr std::array<std::string_view, 3> kWords{"whole", "excerpt", "cut_off"};
};
template <>
struct Words<ProblemCode> {
  static constexpr std::array<std::string_view, 17> kWords{
      "empty",          "not_text",         "bad_charset",  "charset_disagrees",
      "cut_off",        "too_large",        "bad_markup",   "bad_date",
      "reader_crashed", "reader_timed_out", "unreadable",   "too_many_facts",
      "outside_posts",  "password_needed",  "two_readings", "bad_container",
      "recognised"};
};
template <>
struct Words<DateQualifier> {
  static constexpr std::array<std::string_view, 9> kWords{
      "none", "about", "early", "mid", "late", "before", "after", "since", "until"};
};
template <>
struct Words<DateBasis> {
  static constexpr std::array<std::string_view, 3> kWords{"printed", "inferred", "relative"};
};
template <>
struct Words<Calendar> {
  static constexpr std::array<std::string_view, 3> kWords{"gregorian", "buddhist", "solar_hijri"};
};
template <>
struct Words<FactKind> {
  static constexpr std::array<std::string_view, 18> kWords{
      "reference",  "date",        "person",   "organisation", "place",    "facility",
      "court",      "provision",   "act",      "status",       "notice",   "intervention",
      "conclusion", "attribution", "quantity", "label",        "standard", "provenance"};
};
template <>
struct Words<Modality> {
  static constexpr std::array<std::string_view, 6> kWords{"done",    "announced", "attempted",
                                                          "alleged", "denied",    "negated"};
};
template <>
struct Words<ReferenceRole> {
  static constexpr std::array<std::string_view, 3> kWords{"own", "other", "in_address"};
};
template <>
struct Words<ProvisionRole> {
  static constexpr std::array<std::string_view, 5> kWords{"mention", "charge", "ground", "argument",
                                                          "breach_asserted"};
};
template <>
struct Words<ArgumentRole> {
  static constexpr std::array<std::string_view, 17> kWords{
      "target",   "performer",     "counsel",    "issuer", "recipient", "claimant",
      "basis",    "place",         "from",       "to",     "court",     "provision",
      "quantity", "superseded_by", "overturned", "about",  "date"};
};
template <>
struct Words<QuantityQualifier> {
  static constexpr std::array<std::string_view, 6> kWords{"exact",     "about",    "more_than",
                                                          "less_than", "at_least", "up_to"};
};
template <>
struct Words<Sex> {
  static constexpr std::array<std::string_view, 3> kWords{"unstated", "female", "male"};
};
template <>
struct Words<Audience> {
  static constexpr std::array<std::string_view, 4> kWords{"public", "partners", "desk",
                                                          "restricted"};
};
template <>
struct Words<Liberty> {
  static constexpr std::array<std::string_view, 8> kWords{
      "unknown",    "never_held",          "held",        "released",
      "restricted", "whereabouts_unknown", "disappeared", "dead"};
};
template <>
struct Words<Procedure> {
  static constexpr std::array<std::string_view, 9> kWords{"unknown",   "none",    "witness",
                                                          "suspect",   "accused", "convicted",
                                                          "acquitted", "quashed", "served"};
};
template <>
struct Words<Standing> {
  static constexpr std::array<std::string_view, 6> kWords{
      "unknown", "licensed", "suspended", "disbarred", "refused_admission", "not_a_member"};
};
template <>
struct Words<DecisionKind> {
  static constexpr std::array<std::string_view, 11> kWords{
      "read_rightly", "verify",      "reject",          "merge",        "split", "move",
      "rename",       "same_person", "not_same_person", "set_audience", "undo"};
};
template <>
struct Words<VerificationLevel> {
  static constexpr std::array<std::string_view, 5> kWords{"unverified", "possible", "likely",
                                                          "confirmed", "not_a_violation"};
};

template <>
struct Words<ListColumn> {
  static constexpr std::array<std::string_view, 17> kWords{
      "other",   "id",        "name",     "given_name", "family_name", "other_names",
      "country", "status",    "arrested", "released",   "hearing",     "sentenced",
      "date",    "next_date", "as_of",    "lawyer",     "notes"};
};

template <class Enum>
constexpr std::string_view word_of(Enum value) {
  return Words<Enum>::kWords[static_cast<std::size_t>(value)];
}

template <class Enum>
constexpr std::optional<Enum> find_word(std::string_view word) {
  for (std::size_t i = 0; i < Words<Enum>::kWords.size(); ++i) {
    if (Words<Enum>::kWords[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace habeas
