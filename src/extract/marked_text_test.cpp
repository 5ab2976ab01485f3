// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "extract/marked_text.h"
#include "model/words.h"

namespace habeas {
namespace {

struct ValueOf {
  std::string operator()(const ReferenceValue& v) const { return v.number; }
  std::string operator()(const DateValue& v) const { return to_iso(v.date); }
  std::string operator()(const PersonValue& v) const { return v.name; }
  std::string operator()(const NamedValue& v) const { return v.name; }
  std::string operator()(const PlaceValue& v) const { return v.name; }
  std::string operator()(const ProvisionValue& v) const {
    return v.article + "|" + v.instrument + "|" + std::string(word_of(v.role));
  }
  std::string operator()(const EventValue& v) const { return v.type; }
  std::string operator()(const QuantityValue& v) const {
    return v.measure + "|" + std::to_string(v.amount) + " " + v.unit;
  }
};

std::string describe(const Extraction& extraction) {
  std::string all;
  for (const Fact& fact : extraction.facts) {
    all += "\n  " + std::string(word_of(fact.kind)) + " " + test_value(fact) + " \"" +
           fact.evidence.front().quote + "\" by " + fact.evidence.front().rule;
  }
  return all;
}

bool has_fact(const Extraction& extraction, const MarkedFact& mark) {
  for (const Fact& fact : extraction.facts) {
    if (word_of(fact.kind) != mark.kind || test_value(fact) != mark.value) continue;
    for (const Evidence& evidence : fact.evidence) {
      if (evidence.span == mark.span) return true;
    }
  }
  return false;
}

bool is_read_by(const Extraction& extraction, std::string_view rule) {
  for (const Fact& fact : extraction.facts) {
    for (const Evidence& evidence : fact.evidence) {
      if (evidence.rule == rule) return true;
    }
  }
  return false;
}

}  // namespace

MarkedText read_marks(std::string_view marked) {
  MarkedText read;
  std::size_t at = 0;
  while (at < marked.size()) {
    const std::size_t open = marked.find("{{", at);
    read.text += marked.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const std::size_t close = marked.find("}}", open);
    const std::string_view inner = marked.substr(open + 2, close - open - 2);
    const std::size_t bar = inner.rfind('|');
    const std::size_t space = inner.find(' ');
    MarkedFact mark;
    mark.kind = inner.substr(0, space);
    mark.value = inner.substr(space + 1, bar - space - 1);
    const std::size_t begin = read.text.size();
    read.text += inner.substr(bar + 1);
    mark.span = make_span(begin, read.text.size());
    read.marks.push_back(mark);
    at = close + 2;
  }
  return read;
}

std::string test_value(const Fact& fact) { return std::visit(ValueOf{}, fact.value); }

Document make_test_document(std::string_view text, std::string_view language) {
  Document document;
  document.text = text;
  document.language = language;
  document.published = day_date(*make_day(2017, 2, 13));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    Passage passage;
    passage.span = make_span(begin, end);
    passage.language = language;
    if (text.substr(begin, 2) == "# ") {
      passage.kind = PassageKind::Title;
      passage.span.begin += 2;
      document.title = text.substr(begin + 2, end - begin - 2);
    } else if (text.substr(begin, 4) == "[1] ") {
      passage.kind = PassageKind::Footnote;
    }
    if (end > begin) document.passages.push_back(passage);
    begin = end + 1;
  }
  return document;
}

const Tables& test_tables() {
  static const Tables tables = *Tables::make();
  return tables;
}

const Extractor& test_extractor() {
  static const Extractor extractor = *Extractor::make(test_tables());
  return extractor;
}

std::string check_marks(std::string_view marked, std::string_view language) {
  const MarkedText read = read_marks(marked);
  const Document document = make_test_document(read.text, language);
  const Extraction extraction = test_extractor().extract(document);
  if (const auto fault = find_fault(extraction, document)) return *fault;
  for (const MarkedFact& mark : read.marks) {
    if (!has_fact(extraction, mark)) {
      return "not read: " + mark.kind + " " + mark.value + describe(extraction);
    }
  }
  return "";
}

void check_rows(std::string_view topic, std::string_view prefix) {
  for (const Table* table : test_tables().tables_under(topic)) {
    const std::size_t id = *table->require_column("id");
    const std::size_t example = *table->require_column("example");
    const std::size_t near_miss = *table->require_column("near_miss");
    const std::string_view name = table->name();
    const std::size_t slash = name.find('/');
    const std::string_view language =
        slash == std::string_view::npos ? "en" : name.substr(slash + 1);
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      const std::string rule = std::string(prefix) + "." + std::string(table->cell(row, id));
      const std::string_view good = table->cell(row, example);
      EXPECT_EQ(check_marks(good, language), "") << table->where(row);
      const Extraction read =
          test_extractor().extract(make_test_document(read_marks(good).text, language));
      EXPECT_TRUE(is_read_by(read, rule)) << table->where(row) << " " << rule << describe(read);
      const Extraction missed =
          test_extractor().extract(make_test_document(table->cell(row, near_miss), language));
      EXPECT_FALSE(is_read_by(missed, rule)) << table->where(row) << describe(missed);
    }
  }
}

void check_topic(std::string_view topic, FactKind kind) {
  for (const Table* table : test_tables().tables_under(topic)) {
    const std::size_t example = *table->require_column("example");
    const std::size_t near_miss = *table->require_column("near_miss");
    const std::string_view name = table->name();
    const std::size_t slash = name.find('/');
    const std::string_view language =
        slash == std::string_view::npos ? "en" : name.substr(slash + 1);
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      EXPECT_EQ(check_marks(table->cell(row, example), language), "") << table->where(row);
      const Extraction missed =
          test_extractor().extract(make_test_document(table->cell(row, near_miss), language));
      for (const Fact& fact : missed.facts) {
        EXPECT_NE(fact.kind, kind) << table->where(row) << describe(missed);
      }
    }
  }
}

}  // namespace habeas
