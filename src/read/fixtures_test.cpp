// SPDX-License-Identifier: AGPL-3.0-or-later
// tests/read/<format>/<case>/: input.* and what is to be read from it, expected.jsonl: a line for
// each document, then a line for each problem of the source.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "model/codec.h"
#include "read/read_check.h"

namespace habeas {
namespace {

namespace fs = std::filesystem;

std::string load(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

fs::path input_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "input") return entry.path();
  }
  return {};
}

std::vector<fs::path> find_cases() {
  std::vector<fs::path> cases;
  for (const auto& format : fs::directory_iterator(HABEAS_SOURCE_DIR "/tests/read")) {
    for (const auto& folder : fs::directory_iterator(format.path())) cases.push_back(folder.path());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

std::string print(const Collected& collected) {
  std::string printed;
  for (const Document& document : collected.documents) printed += to_json(document) + "\n";
  for (const Problem& problem : collected.problems) printed += to_json(problem) + "\n";
  return printed;
}

class ReadFixture : public testing::TestWithParam<fs::path> {};

TEST_P(ReadFixture, IsReadAsExpected) {
  const fs::path& folder = GetParam();
  const fs::path input = input_of(folder);
  ASSERT_FALSE(input.empty()) << folder;
  SourceLabel label;
  label.file_name = input.filename().string();
  const Collected collected = read_bytes(load(input), label);
  for (const Problem& problem : collected.problems) {
    EXPECT_NE(problem.code, ProblemCode::ReaderCrashed) << problem.message;
  }
  const std::string printed = print(collected);
  const fs::path expected = folder / "expected.jsonl";
  if (!fs::exists(expected)) {
    std::ofstream(expected, std::ios::binary) << printed;
    FAIL() << expected << " was missing and is written: look whether it is right";
  }
  EXPECT_EQ(printed, load(expected)) << folder;
}

std::string name_of_case(const testing::TestParamInfo<fs::path>& tested) {
  return tested.param.parent_path().filename().string() + "_" + tested.param.filename().string();
}

INSTANTIATE_TEST_SUITE_P(Fixtures, ReadFixture, testing::ValuesIn(find_cases()), name_of_case);

}  // namespace
}  // namespace habeas
