// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/read.h"

#include <gtest/gtest.h>

#include "read/read_check.h"

namespace habeas {
namespace {

TEST(Read, EmptySourceIsAProblem) {
  const Collected read = read_bytes("");
  EXPECT_TRUE(read.documents.empty());
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::Empty);
}

TEST(Read, UnknownBytesAreKeptAndNotRead) {
  for (const std::string_view bytes :
       {std::string_view("%PDF-1.4\n%\xE2\xE3\xCF\xD3"), std::string_view("PK\x03\x04rest"),
        std::string_view("\x89PNG\r\n\x1A\n"), std::string_view("\xFF\xD8\xFF\xE0 JFIF"),
        std::string_view("\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10", 11)}) {
    const Collected read = read_bytes(std::string(bytes));
    EXPECT_TRUE(read.documents.empty());
    ASSERT_EQ(read.problems.size(), 1U);
    EXPECT_EQ(read.problems[0].code, ProblemCode::NotText) << read.problems[0].message;
  }
}

TEST(Read, FileNameDecidesNothing) {
  SourceLabel label;
  label.file_name = "report.pdf";
  const Collected read = read_bytes("Held without charge\n\nA lawyer was held in Oslo.\n", label);
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_EQ(read.documents[0].title, "Held without charge");
}

}  // namespace
}  // namespace habeas
