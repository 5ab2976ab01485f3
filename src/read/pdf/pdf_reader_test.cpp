// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_reader.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "read/pdf/pdf_dates.h"
#include "read/pdf/pdf_printed_addresses.h"
#include "read/read_check.h"

namespace habeas {
namespace {

std::string load(std::string_view name) {
  std::ifstream file(fmt::format("{}/tests/read/pdf/{}/input.pdf", HABEAS_SOURCE_DIR, name),
                     std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string object(int number, std::string_view body) {
  return fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
}

std::string stream(std::string_view program) {
  return fmt::format("<< /Length {} >>\nstream\n{}\nendstream", program.size(), program);
}

// A file without a table of objects, which is made anew, with `pages` pages that say `program`.
std::string pages_of(std::string_view program, int pages) {
  std::string kids;
  std::string objects = object(3, stream(program)) +
                        object(4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  for (int i = 0; i < pages; ++i) {
    kids += fmt::format("{} 0 R ", 10 + i);
    objects += object(10 + i,
                      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
                      "/Resources << /Font << /F 4 0 R >> >> >>");
  }
  return "%PDF-1.4\n" + object(1, "<< /Type /Catalog /Pages 2 0 R >>") +
         object(2, fmt::format("<< /Type /Pages /Count {} /Kids [{}] >>", pages, kids)) + objects +
         "trailer << /Root 1 0 R >>\n";
}

constexpr std::string_view kWords =
    "BT /F 12 Tf 60 700 Td (The lawyer Asel Testova was heard in court on Monday.) Tj ET\n";

class Sink final : public PartSink {
 public:
  void add_document(Document document) override { documents.push_back(std::move(document)); }
  void add_problem(Problem problem) override { problems.push_back(std::move(problem)); }
  void add_part(Part) override {}
  std::uint64_t bytes_left() const override { return 0; }

  std::vector<Document> documents;
  std::vector<Problem> problems;
};

Sink read_with(const std::string& bytes, const PdfLimits& limits) {
  Sink sink;
  read_pdf({}, std::string_view(bytes), {}, limits, sink);
  return sink;
}

std::size_t count(const std::vector<Problem>& problems, ProblemCode code) {
  return static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(),
                    [code](const Problem& problem) { return problem.code == code; }));
}

TEST(Pdf, ALockedFileOpensWithOneOfThePasswords) {
  const auto check = [](std::vector<std::string> passwords, std::size_t documents) {
    SourceLabel label;
    label.passwords = std::move(passwords);
    const Collected read = read_bytes(load("locked"), label);
    EXPECT_EQ(read.documents.size(), documents);
    EXPECT_EQ(count(read.problems, ProblemCode::PasswordNeeded), 1U - documents);
  };
  check({}, 0);
  check({"wrong"}, 0);
  check({"wrong", "steppe"}, 1);
  check({"owner"}, 1);
}

TEST(Pdf, PagesOverTheLimitAreToldAsUnread) {
  PdfLimits limits;
  limits.pages_max = 3;
  const Sink sink = read_with(pages_of(kWords, 5), limits);
  ASSERT_EQ(sink.documents.size(), 1U);
  EXPECT_EQ(count(sink.documents[0].problems, ProblemCode::TooLarge), 1U);
  EXPECT_EQ(sink.documents[0].problems[0].message, "5 pages: the last 2 are unread");
  EXPECT_EQ(sink.documents[0].pages.size(), 3U);
}

TEST(Pdf, GlyphsOverTheLimitAreToldAsUnread) {
  PdfLimits limits;
  limits.page.glyphs_max = 20;
  const Sink sink = read_with(pages_of(kWords, 1), limits);
  ASSERT_EQ(sink.documents.size(), 1U);
  EXPECT_EQ(count(sink.documents[0].problems, ProblemCode::TooLarge), 1U);
  EXPECT_LT(sink.documents[0].text.size(), 40U);
}

TEST(Pdf, AProgramWithoutEndIsStopped) {
  std::string program;
  for (int i = 0; i < 20'000; ++i) program += "0 0 10 10 re f\n";
  PdfLimits limits;
  limits.page.steps_max = 100;
  const Sink sink = read_with(pages_of(program + std::string(kWords), 1), limits);
  EXPECT_EQ(count(sink.problems, ProblemCode::TooLarge), 1U);
}

TEST(Pdf, PicturesOverTheLimitAreCounted) {
  const std::string picture =
      "q 595 0 0 842 0 0 cm BI /W 8 /H 8 /BPC 8 /CS /G ID "
      "0123456701234567012345670123456701234567012345670123456701234567 EI Q\n";
  PdfLimits limits;
  limits.recognised_pages_max = 0;
  const Sink sink = read_with(pages_of(picture, 3), limits);
  EXPECT_EQ(count(sink.problems, ProblemCode::TooLarge), 1U);
  EXPECT_EQ(count(sink.problems, ProblemCode::Empty), 1U);
}

TEST(Pdf, AMillionObjectsAreRead) {
  std::string objects;
  for (int i = 0; i < 1'000'000; ++i) objects += fmt::format("{} 0 obj\n1\nendobj\n", 100 + i);
  std::string bytes = pages_of(kWords, 1);
  bytes.insert(9, objects);
  const Sink sink = read_with(bytes, {});
  ASSERT_EQ(sink.documents.size(), 1U);
  EXPECT_EQ(sink.documents[0].text, "The lawyer Asel Testova was heard in court on Monday.");
}

TEST(Pdf, EveryCutOfAFileIsReadOrTold) {
  const std::string whole = load("links");
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    const Sink sink = read_with(whole.substr(0, size), {});
    EXPECT_EQ(sink.documents.size() + sink.problems.size() > 0, true) << size;
    for (const Document& document : sink.documents) EXPECT_FALSE(find_fault(document)) << size;
  }
}

TEST(Pdf, AWordTellsItsPage) {
  const Collected read = read_bytes(load("english_report"));
  ASSERT_EQ(read.documents.size(), 1U);
  const Document& document = read.documents[0];
  const auto page_of = [&](std::string_view words) {
    return page_at(document, static_cast<std::uint32_t>(document.text.find(words)));
  };
  EXPECT_EQ(page_of("New information"), 1U);
  EXPECT_EQ(page_of("urgent appeal of 2 April"), 1U);
  EXPECT_EQ(page_of("author: Example"), 0U);
  EXPECT_EQ(page_at(document, document.passages[13].span.begin), 2U);
}

TEST(PdfDate, IsWrittenAsIso) {
  const auto check = [](std::string_view value, std::string_view expected) {
    EXPECT_EQ(pdf_date(value), expected);
  };
  check("D:20160512093000+06'00'", "2016-05-12T09:30:00+06:00");
  check("D:20160512093000Z", "2016-05-12T09:30:00Z");
  check("D:20160512093000-03", "2016-05-12T09:30:00-03:00");
  check("D:201605120930", "2016-05-12T09:30");
  check("20160512", "2016-05-12");
  check("D:2016", "2016");
  check("12 May 2016", "12 May 2016");
  check("", "");
}

TEST(PrintedAddresses, GoOnInTheNextLineWhereTheyWereBroken) {
  const auto check = [](std::string_view words, std::vector<std::string> expected) {
    std::vector<std::string> found;
    for (const PrintedAddress& address : find_printed_addresses(words)) {
      found.push_back(address.address);
    }
    EXPECT_EQ(found, expected) << words;
  };
  check("See http://example.org/a, or (https://example.org/b).",
        {"http://example.org/a", "https://example.org/b"});
  check("at http://example.org/very-\nlong/path.html there",
        {"http://example.org/very-long/path.html"});
  check("at http://example.org/path/\nThe court sat.", {"http://example.org/path/"});
  check("at http://example.org/path\nlong/er", {"http://example.org/path"});
  check("www.example.org/x", {"http://www.example.org/x"});
  check("no address", {});
}

}  // namespace
}  // namespace habeas
