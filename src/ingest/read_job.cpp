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
  AnsweringSink(const Extractor* extractor, const ReadRequest& request, const Answer& answer)
      : extractor_(extractor),
        fields_(request.fields),
        published_(request.published),
        answer_(answer) {}

  void add_document(Document document) override {
    if (published_) {
      document.published = published_;
      document.published_span = {};
    }
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
  std::optional<PartialDate> published_;
  const Answer& answer_;
};

Result<void> extract_again(const ByteSource& source, AnsweringSink& sink) {
  TRY(const auto json, source.read_at(0, source.size()));
  TRY(auto document, parse_document(json));
  sink.add_document(std::move(document));
  return sink.outcome;
}

Result<void> run(const ReadRequest& request, const Extractor* extractor, const ByteSource& source,
                 const Answer& answer) {
  AnsweringSink sink(request.extract ? extractor : nullptr, request, answer);
  if (request.is_document) return extract_again(source, sink);
  const SourceLabel label{request.sha256,     request.file_name, request.address,
                          request.media_type, request.passwords, request.language};
  read(label, source, ReadLimits{}, sink);
  return sink.outcome;
}

}  // namespace

struct ReadJob::Ready {
  explicit Ready(Tables made) : tables(std::move(made)) {}
  Tables tables;
  std::optional<Extractor> extractor;
};

ReadJob::ReadJob(std::unique_ptr<const Ready> ready) : ready_(std::move(ready)) {}
ReadJob::ReadJob(ReadJob&&) noexcept = default;
ReadJob& ReadJob::operator=(ReadJob&&) noexcept = default;
ReadJob::~ReadJob() = default;

Result<ReadJob> ReadJob::make(const std::vector<Particular>& overlays) {
  TRY(auto tables, make_tables(overlays));
  auto ready = std::make_unique<Ready>(std::move(tables));
  TRY(ready->extractor, Extractor::make(ready->tables));
  return ReadJob(std::move(ready));
}

Result<void> ReadJob::run(std::string_view request_json, const ByteSource& source,
                          const Answer& answer) const {
  TRY(const auto request, parse_read_request(request_json));
  if (!request.extract || request.overlays.empty()) {
    return habeas::run(request, &*ready_->extractor, source, answer);
  }
  TRY(const ReadJob with_overlays, make(request.overlays));
  return habeas::run(request, &*with_overlays.ready_->extractor, source, answer);
}

Result<void> run_read_job(std::string_view request_json, const ByteSource& source,
                          const Answer& answer) {
  TRY(const ReadJob job, ReadJob::make());
  return job.run(request_json, source, answer);
}

}  // namespace habeas
