// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/case_file.h"
#include "model/chronicle.h"
#include "model/decision.h"
#include "model/document.h"
#include "model/fact.h"

namespace habeas {

/// The one codec for pipe, archive and --json: JSON (RFC 8259) on one line, keys in a fixed order,
/// enums as snake_case words, digests as hex, no floating point. What is absent or default may be
/// left out. docs/decisions/0010-json-shapes.md shows each shape.
///
/// parse_* trusts nothing: size and nesting are bounded, unknown keys are refused, and the value
/// is checked with find_fault() where there is one. BadInput says where.
inline constexpr std::size_t kJsonBytesMax = 512U << 20U;
inline constexpr int kJsonNestingMax = 32;

std::string to_json(const Document& document);
Result<Document> parse_document(std::string_view json);

std::string to_json(const Fact& fact);
Result<Fact> parse_fact(std::string_view json);

/// {"document","facts":[...],"problems":[...]}; each fact also prints "quote", "begin", "end" of its anchor.
std::string to_json(const Extraction& extraction);
Result<Extraction> parse_extraction(std::string_view json);

std::string to_json(const Problem& problem);

std::string to_json(const Decision& decision);
Result<Decision> parse_decision(std::string_view json);

std::string to_json(const CaseCluster& cluster);
Result<CaseCluster> parse_case_cluster(std::string_view json);

std::string to_json(const Chronicle& chronicle);

/// A JSON string with its quotes: for those who put a line together by hand.
std::string to_json_string(std::string_view text);

/// The word of an enumerator as it stands in JSON: "read_rightly".
std::string_view word_of(FactKind kind);
std::string_view word_of(PassageKind kind);
std::string_view word_of(Modality modality);
std::string_view word_of(ProblemCode code);
std::string_view word_of(Completeness completeness);
std::string_view word_of(ReferenceRole role);
std::string_view word_of(ProvisionRole role);
std::string_view word_of(ArgumentRole role);
std::string_view word_of(QuantityQualifier qualifier);
std::string_view word_of(DateQualifier qualifier);
std::string_view word_of(Audience audience);
std::string_view word_of(Liberty liberty);
std::string_view word_of(Procedure procedure);
std::string_view word_of(Standing standing);
std::string_view word_of(DecisionKind kind);
std::string_view word_of(VerificationLevel level);
std::optional<FactKind> find_fact_kind(std::string_view word);
std::optional<Audience> find_audience(std::string_view word);

}  // namespace habeas
