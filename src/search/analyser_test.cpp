// SPDX-License-Identifier: AGPL-3.0-or-later
#include "search/analyser.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace habeas {
namespace {

/// True if a query word finds a document word: they share a term.
bool finds(std::string_view query, std::string_view word, std::string_view language) {
  const auto wanted = analyse_query(query);
  const auto found = analyse(word, language);
  if (wanted.size() != 1 || found.size() != 1) return false;
  return std::any_of(wanted[0].terms.begin(), wanted[0].terms.end(), [&](const auto& term) {
    const auto& terms = found[0].terms;
    return std::find(terms.begin(), terms.end(), term) != terms.end();
  });
}

struct FindRow {
  const char* query;
  const char* word;
  const char* language;
};

TEST(Analyser, a_word_is_found_in_other_scripts_and_forms) {
  for (const FindRow& row : {FindRow{"Seitkaliev", "Сейткалиев", "ru"},
                             {"seitkaliyev", "Сейткалиева", "ru"},
                             {"Seitkaliyev", "Сейтқалиевтың", "kk"},
                             {"Сейткалиеву", "Seitkaliyev", "en"},
                             {"Karimova", "Каримовой", "ru"},
                             {"Каримовой", "Karimova", "en"},
                             {"карімова", "Karimova", "en"},
                             {"arrests", "arrested", "en"},
                             {"ARREST", "Arresting", ""},
                             {"задержан", "задержана", "ru"},
                             {"адвокаттар", "адвокаттың", "kk"},
                             {"avocat", "l'avocat", "fr"},
                             {"avocats", "l’avocat", "fr"},
                             {"détention", "DÉTENTIONS", "fr"},
                             {"detenue", "détenue", "fr"},
                             {"abogados", "abogado", "es"},
                             {"Karimova", "Karimova's", "en"},
                             {"d'Amaro", "Amaro", "it"},
                             {"2016", "2016", "en"}}) {
    EXPECT_TRUE(finds(row.query, row.word, row.language)) << row.query << " in " << row.word;
  }
}

TEST(Analyser, near_misses_are_not_found) {
  for (const FindRow& row : {FindRow{"Karimov", "Kasymov", "en"},
                             {"arrest", "rest", "en"},
                             {"2016", "2017", "en"},
                             {"суд", "судно", "ru"},
                             // A word without a capital is no name: spelling keys stay out of it.
                             {"tekst", "text", "en"}}) {
    EXPECT_FALSE(finds(row.query, row.word, row.language)) << row.query << " in " << row.word;
  }
}

std::vector<std::string> first_terms(std::string_view text) {
  std::vector<std::string> terms;
  for (const AnalysedWord& word : analyse(text, "en")) terms.push_back(word.terms[0]);
  return terms;
}

TEST(Analyser, words_come_apart_at_hyphens_and_signs) {
  EXPECT_EQ(first_terms("Abdul-Hadi, \"No. 7\" | a_b"),
            (std::vector<std::string>{"abdul", "hadi", "no", "7", "a", "b"}));
  EXPECT_EQ(first_terms("KAZ 001/1016/OBS 085.4"),
            (std::vector<std::string>{"kaz", "001", "1016", "obs", "085", "4"}));
  EXPECT_TRUE(first_terms("\x01 ... -- | \" *").empty());
}

TEST(Analyser, spans_are_the_words_themselves) {
  const std::string text = "Адвокат (Abdul-Hadi)";
  const auto words = analyse(text, "ru");
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(slice(text, words[0].span), "Адвокат");
  EXPECT_EQ(slice(text, words[1].span), "Abdul-Hadi");
  EXPECT_EQ(words[1].span, words[2].span);
}

TEST(Analyser, terms_have_no_sign_of_the_index_and_a_limit) {
  const std::string text = "a|b \"c\" d'e " + std::string(5'000, 'x') + " \xD0\xB6" +
                           std::string(90, 'y') + std::string(200, 'z') + " Ұ\xCC\x81Ы";
  for (const AnalysedWord& word : analyse(text, "")) {
    ASSERT_FALSE(word.terms.empty());
    for (const std::string& term : word.terms) {
      EXPECT_EQ(term.find_first_of(" |\""), std::string::npos) << term;
      EXPECT_LE(term.size(), kTermBytesMax);
    }
  }
}

TEST(Analyser, takes_what_a_reader_would_have_seen) {
  Document document;
  document.text = "Title one\nBody two\nhidden three\naddress: four\n";
  document.passages = {{PassageKind::Title, make_span(0, 9), "en", true},
                       {PassageKind::Paragraph, make_span(10, 18), "en", true},
                       {PassageKind::Paragraph, make_span(19, 31), "en", false},
                       {PassageKind::Metadata, make_span(32, 45), "", true}};
  const AnalysedDocument analysed = analyse(document);
  ASSERT_EQ(analysed.title.size(), 2u);
  ASSERT_EQ(analysed.body.size(), 2u);
  EXPECT_EQ(slice(document.text, analysed.body[1].span), "two");
}

}  // namespace
}  // namespace habeas
