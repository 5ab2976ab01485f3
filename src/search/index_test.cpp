// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/index.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "search/snippet.h"

namespace habeas {
namespace {

/// A text with marks for its passages: lines, the first of them the title.
Document report(std::string_view name, std::string_view text, std::string_view published,
                std::string_view language = "en") {
  Document document;
  document.id = {sha256(name), std::string(name)};
  document.text = text;
  document.language = language;
  document.published = parse_iso_date(published);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    document.passages.push_back({begin == 0 ? PassageKind::Title : PassageKind::Paragraph,
                                 make_span(begin, end), std::string(language), true});
    begin = end + 1;
  }
  return document;
}

class Index : public testing::Test {
 protected:
  Index() : folder_(make_folder()), connection_(open()), transaction_(*connection_.begin()) {
    EXPECT_TRUE(make_search_index_anew(transaction_));
  }
  ~Index() override { std::filesystem::remove_all(folder_); }

  void add(const Document& document) {
    const auto added = index_document(transaction_, document);
    ASSERT_TRUE(added) << added.error().message;
  }
  /// The names of what is found, in order.
  std::string found(std::string_view typed, SearchOptions options = {}) {
    const auto hits = search(transaction_, parse_query(typed), options);
    EXPECT_TRUE(hits) << typed << ": " << hits.error().message;
    std::string names;
    if (hits) {
      for (const DocumentId& id : hits->documents) names += id.part;
    }
    return names;
  }

  static std::string make_folder() {
    std::string pattern = std::filesystem::temp_directory_path() / "habeas-search-XXXXXX";
    return ::mkdtemp(pattern.data());
  }
  sql::Connection open() const {
    return std::move(*sql::Connection::open_sqlite(folder_ + "/a", sql::OpenMode::Create));
  }

  std::string folder_;
  sql::Connection connection_;
  sql::Transaction transaction_;
};

TEST_F(Index, finds_across_scripts_and_forms) {
  add(report("a", "Арест адвоката\nСания Каримова задержана в Атырау.", "2017-01-01", "ru"));
  add(report("b", "Lawyer held\nSaniya Karimova was arrested in Atyrau.", "2016-01-01"));
  add(report("c", "Қорғаушы\nКәрімованың ісі Алматыда қаралды.", "2015-01-01", "kk"));
  EXPECT_EQ(found("Karimova"), "abc");
  EXPECT_EQ(found("Каримовой"), "abc");
  EXPECT_EQ(found("arrests"), "b");
  EXPECT_EQ(found("Atyrau -arrested"), "a");
  EXPECT_EQ(found("\"Saniya Karimova\""), "ab");
  EXPECT_EQ(found("\"Karimova Saniya\""), "");
  EXPECT_EQ(found("title:lawyer"), "b");
  EXPECT_EQ(found("title:Karimova"), "");
  EXPECT_EQ(found("kari*"), "abc");
  EXPECT_EQ(found("-karimova"), "");
}

TEST_F(Index, newest_first_or_best_first_in_pages) {
  add(report("a", "Other\nA court. One more court, and a third court of appeal.", "2015"));
  add(report("b", "Court\nShort.", "2014-05-01"));
  add(report("c", "Other\nNothing but a very long report in which a court is named once.", "2016"));
  add(report("d", "Other\nAn undated court.", ""));
  EXPECT_EQ(found("court"), "cabd");
  EXPECT_EQ(found("court", {SearchOrder::NewestFirst, 1, 2}), "ab");
  EXPECT_EQ(found("court", {SearchOrder::BestFirst, 0, 1}), "b");
  EXPECT_EQ(found("court", {SearchOrder::BestFirst, 0, 9}).size(), 4u);
  const auto hits = search(transaction_, parse_query("court"), {SearchOrder::NewestFirst, 3, 1});
  EXPECT_EQ(hits->count, 4);
  EXPECT_TRUE(hits->is_count_exact);
}

TEST_F(Index, a_document_indexed_again_is_found_once_and_by_its_new_words) {
  add(report("a", "Title\nThe old words.", "2015"));
  add(report("a", "Title\nThe new words.", "2015"));
  EXPECT_EQ(found("words"), "a");
  EXPECT_EQ(found("old"), "");
}

TEST_F(Index, nothing_stays_of_a_document_that_is_taken_out) {
  add(report("a", "Title\nThe sealed Karimova report.", "2015"));
  add(report("b", "Title\nAnother one.", "2015"));
  ASSERT_TRUE(unindex_document(transaction_, {sha256("a"), "a"}));
  ASSERT_TRUE(unindex_document(transaction_, {sha256("none"), ""}));
  EXPECT_EQ(found("karimova"), "");
  EXPECT_EQ(found("another"), "b");
  ASSERT_TRUE(
      transaction_.run("insert into search_terms (search_terms, rank) values"
                       " ('integrity-check', 0)"));
  // What changed is written out at the commit; terms lose what they share with the one before.
  ASSERT_TRUE(transaction_.commit());
  auto later = connection_.begin();
  auto rows = later->query("select block from search_terms_data");
  std::string blocks;
  while (*rows->step()) blocks += rows->bytes(0);
  EXPECT_NE(blocks.find("nother"), std::string::npos);
  for (const char* word : {"seal", "karim", "report"}) {
    EXPECT_EQ(blocks.find(word), std::string::npos) << word;
  }
}

TEST_F(Index, hostile_queries_are_only_words) {
  add(report("a", "Title\nPlain words.", "2015"));
  const std::string worst = std::string("\"a\"\" OR * ^ NEAR(x y, 1) {title body} : - \\ ' ; -- ") +
                            "drop table search_terms \xff\xfe | || \"|\" " +
                            std::string("nul\0\"", 5) + " ()()))((( :::: *** \"\"\"\"\"";
  for (const std::string& typed :
       {worst, std::string("\""), std::string("words\""), std::string("AND"),
        std::string("words AND"), std::string("NOT words"), std::string("title:\"*\"*"),
        std::string("*words"), std::string("w*o*r*d*s*"), std::string(10'000, '"'),
        std::string(10'000, '('), std::string("a") + std::string(3'000, '|')}) {
    const auto hits = search(transaction_, parse_query(typed), {});
    EXPECT_TRUE(hits) << typed << ": " << hits.error().message;
  }
  EXPECT_EQ(found("words"), "a");
}

/// The document's text with its snippets in [] and highlights in <>.
std::string marked(const Document& document, std::string_view typed, std::size_t count_max = 3) {
  std::string shown;
  for (const Snippet& snippet : make_snippets(document, parse_query(typed), count_max)) {
    shown += snippet.is_cut_before ? "[…" : "[";
    std::uint32_t done = snippet.span.begin;
    for (const TextSpan& each : snippet.highlights) {
      shown += slice(document.text, {done, each.begin});
      shown += '<' + std::string(slice(document.text, each)) + '>';
      done = each.end;
    }
    shown += slice(document.text, {done, snippet.span.end});
    shown += snippet.is_cut_after ? "…]" : "]";
  }
  return shown;
}

TEST(Snippet, shows_the_words_in_their_place) {
  const Document document =
      report("a", "Karimova held\nСания Каримова задержана.\nNothing here.\nHer lawyer, Karimova.",
             "2015");
  EXPECT_EQ(marked(document, "karimova"), "[Сания <Каримова> задержана.][Her lawyer, <Karimova>.]");
  EXPECT_EQ(marked(document, "karimova lawyer", 1), "[Her <lawyer>, <Karimova>.]");
  EXPECT_EQ(marked(document, "\"lawyer karimova\" -here"), "[Her <lawyer>, <Karimova>.]");
  EXPECT_EQ(marked(document, "law*"), "[Her <lawyer>, Karimova.]");
  EXPECT_EQ(marked(document, "title:held"), "[Сания Каримова задержана.]");
  EXPECT_EQ(marked(document, "karimova", 0), "");
  EXPECT_EQ(find_highlights(document, parse_query("karimova")).size(), 3u);
}

TEST(Snippet, is_cut_between_words_and_characters) {
  std::string text = "Title\n";
  for (int i = 0; i < 200; ++i) text += "слово ";
  text += "needle";
  for (int i = 0; i < 200; ++i) text += " слово";
  const std::string shown = marked(report("a", text, "2015"), "needle");
  EXPECT_TRUE(shown.starts_with("[…слово ")) << shown;
  EXPECT_TRUE(shown.ends_with(" слово…]")) << shown;
  EXPECT_NE(shown.find(" <needle> "), std::string::npos);
  EXPECT_LE(shown.size(), kSnippetBytesMax + 12);
  const std::string one_word = "Title\n" + std::string(5'000, 'x') + " needle";
  EXPECT_EQ(marked(report("a", one_word, "2015"), "needle"), "[…<needle>]");
}

}  // namespace
}  // namespace habeas
