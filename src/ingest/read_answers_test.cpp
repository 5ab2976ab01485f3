// SPDX-License-Identifier: AGPL-3.0-or-later
// tests/ingest/<corrupt_answer, whole_answer>/<case>/: input.jsonl, what a room answers, one answer
// a line, and expected.txt: "refused: " and why, or what was handed on.
#include "ingest/read_answers.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace habeas {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSource = "ecc8531cb5f4b0001169dae798b92c3df2eda1901d1964897c6cc8c38c0c8eb0";

std::string load(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

struct Outcome {
  std::string line;  ///< as in expected.txt
  bool refused = false;
};

Result<void> take_all(ReadAnswers& answers, std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    TRY(answers.take(lines.substr(0, end)));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return answers.finish();
}

Outcome take(std::string_view lines) {
  ReadRequest request;
  request.sha256 = *parse_digest(kSource);
  int reports = 0;
  int problems = 0;
  std::size_t facts = 0;
  ReadAnswers answers(request, {[&](const Document&, const Extraction& extraction) {
                                  ++reports;
                                  facts += extraction.facts.size();
                                },
                                [&](const Problem&) { ++problems; }});
  const auto taken = take_all(answers, lines);
  if (!taken) return {"refused: " + taken.error().message + "\n", true};
  return {fmt::format("{} reports, {} facts, {} problems\n", reports, facts, problems), false};
}

std::vector<fs::path> cases_of(std::string_view topic) {
  std::vector<fs::path> cases;
  const fs::path folder = fs::path(HABEAS_SOURCE_DIR "/tests/ingest") / topic;
  for (const auto& entry : fs::directory_iterator(folder)) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  return cases;
}

void check(const fs::path& folder, bool refused) {
  const Outcome outcome = take(load(folder / "input.jsonl"));
  EXPECT_EQ(outcome.refused, refused) << folder << ": " << outcome.line;
  const fs::path expected = folder / "expected.txt";
  if (!fs::exists(expected)) {
    std::ofstream(expected, std::ios::binary) << outcome.line;
    FAIL() << expected << " was missing and is written: look whether it is right";
  }
  EXPECT_EQ(outcome.line, load(expected)) << folder;
}

TEST(CheckAnswerWall, corrupt_answers_are_refused) {
  const auto cases = cases_of("corrupt_answer");
  EXPECT_GE(cases.size(), 30U);
  for (const fs::path& folder : cases) check(folder, true);
}

TEST(ReadAnswers, whole_answers_are_taken) {
  for (const fs::path& folder : cases_of("whole_answer")) check(folder, false);
}

}  // namespace
}  // namespace habeas
