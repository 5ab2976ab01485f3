// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/case_file.h"
#include "model/chronicle.h"
#include "model/decision.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/list_row.h"
#include "model/opened.h"
#include "model/part_fields.h"
#include "model/read_request.h"

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

/// {"document","facts":[...],"problems":[...]}; each fact also prints "quote", "begin", "end" of
/// its anchor.
std::string to_json(const Extraction& extraction);
Result<Extraction> parse_extraction(std::string_view json);

std::string to_json(const Problem& problem);
Result<Problem> parse_problem(std::string_view json);

/// {"id","format","fields":{...}}
std::string to_json(const PartFields& fields);
std::string to_json(const FieldValue& value);
Result<PartFields> parse_part_fields(std::string_view json);

std::string to_json(const ReadRequest& request);
Result<ReadRequest> parse_read_request(std::string_view json);

std::string to_json(const Decision& decision);
Result<Decision> parse_decision(std::string_view json);
/// For what people write: `case` and `other_case` may be a case number, which `find_case` turns
/// into an id (nothing: there is no such case). What a decision needs is not checked yet:
/// find_fault does.
Result<Decision> parse_stated_decision(
    std::string_view json, const std::function<std::optional<CaseId>(std::string_view)>& find_case);

std::string to_json(const OpenedBatch& opened);
Result<OpenedBatch> parse_opened_batch(std::string_view json);

std::string to_json(const CaseCluster& cluster);
Result<CaseCluster> parse_case_cluster(std::string_view json);

std::string to_json(const Chronicle& chronicle);
Result<Chronicle> parse_chronicle(std::string_view json);

/// One row of a case list: the bytes of an original that `habeas import` made.
std::string to_json(const ListRow& row);
Result<ListRow> parse_list_row(std::string_view json);

std::string to_json(const ListRequest& request);
Result<ListRequest> parse_list_request(std::string_view json);
std::string to_json(const ListSheet& sheet);
Result<ListSheet> parse_list_sheet(std::string_view json);
std::string to_json(const PlacedRow& row);
Result<PlacedRow> parse_placed_row(std::string_view json);

/// A JSON string with its quotes: for those who put a line together by hand.
std::string to_json_string(std::string_view text);

}  // namespace habeas
