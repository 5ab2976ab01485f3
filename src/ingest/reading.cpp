// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/reading.h"

#include "base/disk.h"
#include "ingest/read_job.h"
#include "model/codec.h"

namespace habeas {
namespace {

constexpr std::uint64_t kOverlayBytesMax = 16U << 20U;

Problem problem_of(const Error& error) {
  const bool timed_out = error.code == ErrorCode::Timeout;
  return {timed_out ? ProblemCode::ReaderTimedOut : ProblemCode::ReaderCrashed, "",
          (error.code == ErrorCode::TooLarge ? "read in part only, since a limit was met ("
                                             : "the reader gave up (") +
              error.message +
              "); the bytes are kept as received and can be read again by a later version"};
}

}  // namespace

void read_source(JobRunner& runner, const ReadRequest& request, const ByteSource& source,
                 const ReadingSink& sink) {
  ReadAnswers answers(request, sink);
  const auto outcome =
      runner.run(kReadJob, to_json(request), source,
                 [&answers](std::string_view answer) { return answers.take(answer); });
  if (!outcome) return sink.problem(problem_of(outcome.error()));
  if (const auto finished = answers.finish(); !finished) {
    sink.problem(problem_of(finished.error()));
  }
}

Result<std::vector<Particular>> load_overlays(const std::vector<std::string>& arguments) {
  std::vector<Particular> overlays;
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return fail(ErrorCode::BadInput,
                  "--tables " + argument + ": write it as TABLE=FILE, as in acts/en=mine.tsv");
    }
    TRY(auto text, SystemDisk().read_file(argument.substr(equals + 1), kOverlayBytesMax));
    overlays.push_back({argument.substr(0, equals), std::move(text)});
  }
  return overlays;
}

Result<Tables> make_tables(const std::vector<Particular>& overlays) {
  std::vector<TableText> texts;
  for (const Particular& overlay : overlays) texts.push_back({overlay.name, overlay.value});
  return Tables::make(texts);
}

}  // namespace habeas
