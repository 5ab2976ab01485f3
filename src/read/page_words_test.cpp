// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/page_words.h"

#include <gtest/gtest.h>

#include "know/tables.h"
#include "text/fold.h"

namespace habeas {
namespace {

std::optional<PageWordKind> kind_of(std::string_view word) {
  constexpr std::pair<std::string_view, PageWordKind> kKinds[] = {
      {"archive", PageWordKind::Archive},
      {"more", PageWordKind::More},
      {"logo", PageWordKind::Logo},
      {"source", PageWordKind::Source},
      {"byline", PageWordKind::Byline},
      {"heading", PageWordKind::Heading},
      {"title", PageWordKind::Title},
      {"skip", PageWordKind::Skip},
      {"related", PageWordKind::Related},
      {"chrome", PageWordKind::Chrome},
      {"comment", PageWordKind::Comment},
      {"content", PageWordKind::Content},
      {"post", PageWordKind::Post},
      {"archive_class", PageWordKind::ArchiveClass},
      {"boilerplate", PageWordKind::Boilerplate},
      {"caption", PageWordKind::Caption},
      {"byline_class", PageWordKind::BylineClass},
      {"caption_class", PageWordKind::CaptionClass},
      {"date_class", PageWordKind::DateClass},
      {"lead_class", PageWordKind::LeadClass},
      {"updated", PageWordKind::Updated},
      {"published", PageWordKind::Published},
      {"foot", PageWordKind::Foot}};
  for (const auto& [name, kind] : kKinds) {
    if (name == word) return kind;
  }
  return std::nullopt;
}

bool matches(PageWordKind kind, std::string_view words) {
  constexpr std::string_view kClass = "class=\"";
  if (words.substr(0, kClass.size()) == kClass) {
    const std::string_view names = words.substr(kClass.size(), words.size() - kClass.size() - 1);
    return has_page_name(kind, names, NameExtent::Parts);
  }
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    if (kind == PageWordKind::Logo && is_page_words(kind, words.substr(begin, end - begin))) {
      return true;
    }
    begin = end + 1;
  }
  return is_page_words(kind, words) ||
         (kind != PageWordKind::More && kind != PageWordKind::Skip && kind != PageWordKind::Title &&
          kind != PageWordKind::Logo && after_page_words(kind, words));
}

TEST(PageWordsTable, MatchesItsExamplesAndNotItsNearMisses) {
  const auto tables = Tables::make();
  ASSERT_TRUE(tables);
  const Table* table = tables->find_table("page_words");
  ASSERT_NE(table, nullptr);
  const auto kinds = table->require_column("kind");
  const auto example = table->require_column("example");
  const auto near_miss = table->require_column("near_miss");
  ASSERT_TRUE(kinds && example && near_miss);
  for (std::size_t row = 0; row < table->row_count(); ++row) {
    const auto kind = kind_of(table->cell(row, *kinds));
    ASSERT_TRUE(kind) << table->where(row);
    EXPECT_TRUE(matches(*kind, table->cell(row, *example))) << table->where(row);
    EXPECT_FALSE(matches(*kind, table->cell(row, *near_miss))) << table->where(row);
  }
}

TEST(PageWords, OfTheTableAreFolded) {
  for (const PageWordRow& row : kPageWordRows) EXPECT_EQ(fold(row.word), row.word);
}

TEST(PageWords, NamesOfElementsAreReadInParts) {
  EXPECT_TRUE(has_page_name(PageWordKind::Chrome, "x post-share-buttons", NameExtent::Parts));
  EXPECT_FALSE(has_page_name(PageWordKind::Chrome, "x post-share-buttons", NameExtent::Whole));
  EXPECT_FALSE(
      has_page_name(PageWordKind::Chrome, "entry no-share has-sidebar", NameExtent::Parts));
  EXPECT_FALSE(has_page_name(PageWordKind::Chrome, "", NameExtent::Parts));
}

}  // namespace
}  // namespace habeas
