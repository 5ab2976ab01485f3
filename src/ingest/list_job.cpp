// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/list_job.h"

#include "model/codec.h"
#include "read/office/list_reader.h"

namespace habeas {
namespace {

using Answer = std::function<Result<void>(std::string_view)>;

class AnsweringLists final : public ListSink {
 public:
  explicit AnsweringLists(const Answer& answer) : answer_(answer) {}
  void begin_list(ListSheet list) override { send("L" + to_json(list)); }
  void add_row(PlacedRow row) override { send("R" + to_json(row)); }
  void add_problem(Problem problem) override { send("P" + to_json(problem)); }

  Result<void> outcome;

 private:
  void send(const std::string& line) {
    if (outcome) outcome = answer_(line);
  }
  const Answer& answer_;
};

/// What a child answers about lists, checked.
class ListAnswers {
 public:
  explicit ListAnswers(const std::string& list) : list_(list) {}

  Result<void> take(std::string_view answer) {
    if (answer.empty()) return fail(ErrorCode::BadInput, "an empty answer");
    const std::string_view json = answer.substr(1);
    if (answer.front() == 'P') {
      TRY(read.problems.emplace_back(), parse_problem(json));
      return {};
    }
    if (answer.front() == 'L') {
      TRY(auto sheet, parse_list_sheet(json));
      read.lists.push_back({std::move(sheet), {}});
      return {};
    }
    if (answer.front() != 'R' || read.lists.empty()) {
      return fail(ErrorCode::BadInput, "an answer of no known kind");
    }
    TRY(auto row, parse_placed_row(json));
    if (row.row.list != list_) return fail(ErrorCode::BadInput, "a row of another list");
    if (++rows_ > kImportRowsMax) {
      return fail(ErrorCode::TooLarge, "over 200,000 rows; import them in parts");
    }
    read.lists.back().rows.push_back(std::move(row));
    return {};
  }

  ReadLists read;

 private:
  std::string list_;
  std::size_t rows_ = 0;
};

}  // namespace

Result<void> run_list_job(std::string_view request_json, const ByteSource& source,
                          const Answer& answer) {
  TRY(const auto request, parse_list_request(request_json));
  AnsweringLists lists(answer);
  read_lists(request, source, lists);
  return lists.outcome;
}

Result<ReadLists> read_lists_in_room(JobRunner& runner, const ListRequest& request,
                                     const ByteSource& source) {
  ListAnswers answers(request.list);
  TRY(runner.run(kListJob, to_json(request), source,
                 [&answers](std::string_view answer) { return answers.take(answer); }));
  return std::move(answers.read);
}

}  // namespace habeas
