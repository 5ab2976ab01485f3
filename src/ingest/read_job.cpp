// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/read_job.h"

#include "extract/extract.h"
#include "ingest/reading.h"
#include "model/codec.h"
#include "read/read.h"

namespace habeas {
namespace {

using Answer = std::function<Result<void>(std::string_view)>;

/// Extracts from each Document as it is read, and answers both.
class AnsweringSink final : public DocumentSink {
 public:
  AnsweringSink(const Extractor* extractor, bool fields, const Answer& answer)
      : extractor_(extractor), fields_(fields), answer_(answer) {}

  void add_document(Document document) override {
    send("D" + to_json(document));
    if (extractor_ != nullptr) send("E" + to_json(extractor_->extract(document)));
  }

  void add_problem(Problem problem) override { send("P" + to_json(problem)); }
  bool wants_fields() const override { return fields_; }
  void add_fields(PartFields fields) override { send("F" + to_json(fields)); }

  /// The first answer that could not be sent, if any.
  Result<void> outcome;

 private:
  void send(const std::string& line) {
    if (outcome) outcome = answer_(line);
  }

  const Extractor* extractor_;
  bool fields_;
  const Answer& answer_;
};

Result<void> extract_again(const ByteSource& source, AnsweringSink& sink) {
  TRY(const auto json, source.read_at(0, source.size()));
  TRY(auto document, parse_document(json));
  sink.add_document(std::move(document));
  return sink.outcome;
}

}  // namespace

Result<void> run_read_job(std::string_view request_json, const ByteSource& source,
                          const Answer& answer) {
  TRY(const auto request, parse_read_request(request_json));
  TRY(const auto tables, make_tables(request.overlays));
  std::optional<Extractor> extractor;
  if (request.extract) {
    TRY(extractor, Extractor::make(tables));
  }
  AnsweringSink sink(extractor ? &*extractor : nullptr, request.fields, answer);
  if (request.is_document) return extract_again(source, sink);
  const SourceLabel label{request.sha256, request.file_name, request.address, "",
                          request.passwords};
  read(label, source, ReadLimits{}, sink);
  return sink.outcome;
}

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
  if (document.id.source != request_.sha256) {
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
  if (auto fault = find_fault(extraction, *pending_)) {
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
