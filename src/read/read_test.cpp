// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/read.h"

#include <gtest/gtest.h>

#include "base/processor_time.h"
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
       {std::string_view("Rar!\x1A\x07rest"), std::string_view("\x89PNG\r\n\x1A\n"),
        std::string_view("\xFF\xD8\xFF\xE0 JFIF"),
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

TEST(Read, AnHttpCharsetStandsBeforeThatOfThePage) {
  const std::string head = "<html><head><meta charset=\"windows-1251\"></head><body><p>";
  const std::string words = "\xE1\xC4\xD7\xCF\xCB\xC1\xD4 \xC1\xD2\xC5\xD3\xD4\xCF\xD7\xC1\xCE";
  SourceLabel label;
  label.media_type = "text/html; Charset=\"KOI8-R\"";
  const Collected koi = read_bytes(head + words + "</p></body></html>", label);
  ASSERT_EQ(koi.documents.size(), 1U);
  EXPECT_EQ(koi.documents[0].text, "Адвокат арестован");
  ASSERT_EQ(koi.problems.size(), 1U);
  EXPECT_EQ(koi.problems[0].code, ProblemCode::CharsetDisagrees);
  label.media_type = "text/html; charset=windows-1251";
  EXPECT_TRUE(read_bytes(head + words + "</p></body></html>", label).problems.empty());
  label.media_type = "text/html; charset=no-such-charset";
  EXPECT_TRUE(read_bytes(head + words + "</p></body></html>", label).problems.empty());
}

// A page of two posts with `beside` after them.
Collected read_posts(std::string_view beside) {
  const auto post = [](std::string_view name, std::string_view day) {
    return "<article class=post><h2>" + std::string(name) + "</h2><time>" + std::string(day) +
           "</time><p>The lawyer " + std::string(name) +
           " was arrested on Monday, her colleagues said, and her office was searched.</p>"
           "</article>";
  };
  return read_bytes(
      "<!DOCTYPE html><html><body class=archive><h1>Tag Archives: Kazakhstan</h1>"
      "<main>" +
      post("Asel Testova", "9 May 2019") + post("Zhanna Probova", "2 May 2019") +
      std::string(beside) + "</main></body></html>\n");
}

TEST(Read, PostsAreNeverLostUntold) {
  const auto check = [](const char* reason, std::string_view beside, std::size_t documents,
                        std::size_t problems) {
    SCOPED_TRACE(reason);
    const Collected read = read_posts(beside);
    EXPECT_EQ(read.documents.size(), documents);
    EXPECT_EQ(read.problems.size(), problems);
    for (const Problem& problem : read.problems) {
      EXPECT_EQ(problem.code, ProblemCode::OutsidePosts) << problem.message;
    }
  };
  constexpr std::string_view kWords =
      "<p>The lawyer Madina Kosherbay was arrested on Friday, her colleagues said, in Taraz.</p>";
  const std::string words(kWords);
  check("nothing_more", "", 2, 0);
  check("post_without_day", "<article class=post><h2>One more</h2>" + words + "</article>", 3, 0);
  check("post_without_heading",
        "<article class=post><time>1 May 2019</time>" + words + "</article>", 3, 0);
  check("empty_post", "<article class=post></article>", 2, 0);
  check("post_around_a_shorter_one",
        "<article class=post><h2>Outer</h2><time>1 May 2019</time>" + words + words + words +
            "<div class=post><h4>Inner</h4><time>3 May 2018</time>" + words + "</div></article>",
        3, 0);
  check("words_in_no_post", words, 2, 1);
  const std::string twice =
      "<article class=post><h2>Twice</h2><time>1 May 2019</time>" + words + "</article>";
  check("post_that_stands_twice", twice + twice + twice, 4, 1);
}

TEST(Read, WordsBeforeTheFirstPostAreTold) {
  const std::string words =
      "The lawyer Madina Kosherbay was arrested on Friday, her colleagues said, in Taraz.\n\n\n";
  const std::string posts = "Lawyer held in Taraz\n\n9 May 2019\n\n" + words +
                            "Lawyer freed in Taraz\n\n2 May 2019\n\n" + words;
  EXPECT_TRUE(read_bytes("Tag Archives: Kazakhstan\n\n\n" + posts).problems.empty());
  const Collected read = read_bytes("Tag Archives: Kazakhstan\n\n" + words + posts);
  EXPECT_EQ(read.documents.size(), 2U);
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::OutsidePosts);
}

std::string repeat(std::string_view words, std::size_t times) {
  std::string text;
  text.reserve(words.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += words;
  return text;
}

// 200 MB of one byte that cost nothing to make.
class Monotone final : public ByteSource {
 public:
  Monotone(char byte, std::uint64_t size) : byte_(byte), size_(size) {}
  std::uint64_t size() const override { return size_; }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    largest_ = std::max(largest_, length);
    return std::string(static_cast<std::size_t>(std::min(length, size_ - offset)), byte_);
  }
  std::uint64_t largest() const { return largest_; }

 private:
  char byte_;
  std::uint64_t size_;
  mutable std::uint64_t largest_ = 0;
};

class Sink final : public DocumentSink {
 public:
  void add_document(Document) override { ++documents; }
  void add_problem(Problem problem) override { problems.push_back(std::move(problem)); }

  int documents = 0;
  std::vector<Problem> problems;
};

TEST(Read, SpacesAreNothingToRead) {
  const double begun = thread_seconds();
  const Monotone source(' ', 200U << 20U);
  Sink sink;
  read({}, source, {}, sink);
  EXPECT_EQ(sink.documents, 0);
  ASSERT_EQ(sink.problems.size(), 1U);
  EXPECT_EQ(sink.problems[0].code, ProblemCode::Empty);
  EXPECT_LE(source.largest(), 1U << 20U);  // never asked for whole
  EXPECT_LT(thread_seconds() - begun, 20.0);
}

TEST(Read, OverTheSourceLimitIsKeptUnread) {
  const Monotone source('x', 300U << 20U);
  Sink sink;
  read({}, source, {}, sink);
  ASSERT_EQ(sink.problems.size(), 1U);
  EXPECT_EQ(sink.problems[0].code, ProblemCode::TooLarge);
}

TEST(Read, LongTextIsCutAtItsLimit) {
  ReadLimits limits;
  limits.text_bytes_max = 200'000;
  const Collected read =
      read_bytes(repeat("The lawyer was held for nine hours at the airport of Bergen.\n\n", 10'000),
                 {}, limits);
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_LE(read.documents[0].text.size(), limits.text_bytes_max);
  EXPECT_GT(read.documents[0].text.size(), 100'000U);
  ASSERT_FALSE(read.problems.empty());
  EXPECT_EQ(read.problems[0].code, ProblemCode::TooLarge);
}

TEST(Read, NestingWithoutEndIsFlattened) {
  const Collected read = read_bytes("<html><body>" + repeat("<div>", 100'000) +
                                    "<p>The lawyer was held for nine hours at the airport.</p>" +
                                    repeat("</div>", 100'000) + "</body></html>");
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_NE(read.documents[0].text.find("held for nine hours"), std::string::npos);
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::BadMarkup);
}

TEST(Read, FormattingWithoutEndIsFlattened) {
  const Collected read = read_bytes("<html><body><p>" + repeat("<b>x", 50'000) + "</body></html>");
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_EQ(read.problems.size(), 1U);
}

TEST(Read, ParagraphsThatNeverCloseAreNoNesting) {
  const Collected read = read_bytes(
      "<html><body>" + repeat("<p>The lawyer was held for nine hours.", 2'000) + "</body></html>");
  ASSERT_EQ(read.documents.size(), 1U);
  EXPECT_TRUE(read.problems.empty());
  EXPECT_GE(read.documents[0].passages.size(), 2'000U);
}

TEST(Read, PostsAreBounded) {
  std::string page = "Tag Archives: Norway\n\n";
  for (int i = 0; i < 50; ++i) {
    page += "Lawyer number " + std::to_string(i) + " held\n\n5 April 2017\n\nThe lawyer was held " +
            std::to_string(i) + " hours at the airport of Bergen and let go at night.\n\n";
  }
  EXPECT_EQ(read_bytes(page).documents.size(), 50U);
  ReadLimits limits;
  limits.documents_max = 7;
  const Collected read = read_bytes(page, {}, limits);
  EXPECT_EQ(read.documents.size(), 7U);
  ASSERT_EQ(read.problems.size(), 1U);
  EXPECT_EQ(read.problems[0].code, ProblemCode::TooLarge);
}

TEST(Read, PostIsNamedByTitleAndDay) {
  const std::string post =
      "Lawyer held in Bergen\n\n5 April 2017\n\nThe lawyer was held for nine hours at the airport, "
      "said her colleagues.\n\n";
  const Collected alone = read_bytes("Tag Archives: Norway\n\n" + post);
  const Collected below = read_bytes(
      "Tag Archives: Norway\n\nOffice broken into\n\n6 May 2018\n\nThe office of a lawyer was "
      "broken "
      "into at night, said her colleagues.\n\n" +
      post);
  ASSERT_EQ(alone.documents.size(), 1U);
  ASSERT_EQ(below.documents.size(), 2U);
  EXPECT_EQ(alone.documents[0].id.part, below.documents[1].id.part);
  EXPECT_EQ(alone.documents[0].id.part,
            "post:" + to_hex(sha256("Lawyer held in Bergen\n2017-04-05")).substr(0, 32));
}

TEST(Read, SameSourceGivesTheSameBytes) {
  const std::string page = "Lawyer held\n\n5 April 2017\n\nThe lawyer was held for nine hours.\n";
  EXPECT_EQ(read_bytes(page).documents, read_bytes(page).documents);
}

}  // namespace
}  // namespace habeas
