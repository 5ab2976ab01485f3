// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "know/tables.h"
#include "model/case_file.h"
#include "model/document.h"
#include "model/fact.h"

namespace habeas {

/// What `link` and `follow` are told of a document: its facts and what it is keyed by, no text.
ReportSummary make_summary(const Document& document, std::vector<Fact> facts, const Tables& tables);

/// Alpha-3 of the country that most of the facts speak of: reference numbers and places outside
/// background sections; ties go to the one named first. "" if there is none.
std::string country_of(const Document& document, const std::vector<Fact>& facts,
                       const Gazetteer& gazetteer);

inline constexpr std::size_t kShingleWords = 5;
inline constexpr std::size_t kSketchSize = 128;

/// A sketch of the body for finding copies: the smallest hashes of its runs of five folded words
/// (bottom-k sketch; Broder, "On the resemblance and containment of documents", 1997), sorted.
/// Two sketches that share most of their values are of nearly the same words.
std::vector<std::uint64_t> sketch_of(const Document& document);

}  // namespace habeas
