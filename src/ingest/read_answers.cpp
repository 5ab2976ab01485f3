// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/read_answers.h"

#include "model/codec.h"
#include "room/wall_off.h"

namespace habeas {

ReadAnswers::ReadAnswers(const ReadRequest& request, ReadingSink sink)
    : request_(request), sink_(std::move(sink)) {}

Result<void> ReadAnswers::take(std::string_view answer) {
  if (answer.empty()) return fail(ErrorCode::BadInput, "an empty answer");
  const std::string_view json = answer.substr(1);
  switch (answer.front()) {
    case 'D':
      return take_document(json);
    case 'E':
      return take_extraction(json);
    case 'P': {
      TRY(auto problem, parse_problem(json));
      sink_.problem(std::move(problem));
      return {};
    }
    case 'F':
      return take_fields(json);
    default:
      return fail(ErrorCode::BadInput, "an answer of no known kind");
  }
}

Result<void> ReadAnswers::take_document(std::string_view json) {
  TRY(finish());
  TRY(auto document, parse_document(json));
  if (document.id.source != request_.sha256 && is_built(RoomWall::CheckAnswer)) {
    return fail(ErrorCode::BadInput, "an answer about another source");
  }
  if (!seen_.insert(document.id).second) {
    return fail(ErrorCode::BadInput, "two answers for one part");
  }
  pending_ = std::move(document);
  return {};
}

Result<void> ReadAnswers::take_extraction(std::string_view json) {
  if (!pending_) return fail(ErrorCode::BadInput, "facts of no document");
  TRY(auto extraction, parse_extraction(json));
  const auto fault = find_fault(extraction, *pending_);
  if (fault && is_built(RoomWall::CheckAnswer)) {
    return fail(ErrorCode::BadInput, "facts: " + *fault);
  }
  sink_.report(*std::exchange(pending_, std::nullopt), std::move(extraction));
  return {};
}

Result<void> ReadAnswers::take_fields(std::string_view json) {
  if (!request_.fields) return fail(ErrorCode::BadInput, "fields that nobody asked for");
  TRY(auto fields, parse_part_fields(json));
  if (fields.id.source != request_.sha256) {
    return fail(ErrorCode::BadInput, "fields of another source");
  }
  sink_.fields(std::move(fields));
  return {};
}

Result<void> ReadAnswers::finish() {
  if (!pending_) return {};
  if (request_.extract) return fail(ErrorCode::BadInput, "a document without its facts");
  const DocumentId id = pending_->id;
  sink_.report(*std::exchange(pending_, std::nullopt), Extraction{id, {}, {}});
  return {};
}

}  // namespace habeas
