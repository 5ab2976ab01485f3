// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/fact_lines.h"

#include <algorithm>

#include "model/words.h"
#include "text/utf8.h"

namespace habeas {

namespace {

constexpr std::size_t kExcerptBytes = 320;
constexpr std::string_view kEllipsis = "…";

using Part = FactLine::Part;

// A word of our tables: small letters, digits and underscores only.
bool is_table_word(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void add(FactLine& line, std::string_view role, std::string value, bool is_word = false) {
  if (!value.empty()) line.parts.push_back({std::string(role), std::move(value), is_word});
}

std::string name_of_provision(const ProvisionValue& value) {
  if (value.article.empty()) return value.instrument;
  const std::string article = "art. " + value.article;
  return value.instrument.empty() ? article : article + ", " + value.instrument;
}

std::string amount_of(const QuantityValue& value) {
  std::string amount = std::to_string(value.amount) + " " + value.unit;
  if (value.qualifier == QuantityQualifier::Exact) return amount;
  std::string qualifier(word_of(value.qualifier));
  std::replace(qualifier.begin(), qualifier.end(), '_', ' ');
  return qualifier + " " + amount;
}

// What a fact is called where another fact refers to it.
std::string short_name(const Fact& fact) {
  struct Names {
    std::string operator()(const ReferenceValue& value) const { return value.number; }
    std::string operator()(const DateValue& value) const { return to_iso(value.date); }
    std::string operator()(const PersonValue& value) const { return value.name; }
    std::string operator()(const NamedValue& value) const { return value.name; }
    std::string operator()(const PlaceValue& value) const { return value.name; }
    std::string operator()(const ProvisionValue& value) const { return name_of_provision(value); }
    std::string operator()(const EventValue& value) const {
      const std::string day = value.date ? to_iso(*value.date) : "";
      std::string type = value.type;
      std::replace(type.begin(), type.end(), '_', ' ');
      return day.empty() ? type : type + " " + day;
    }
    std::string operator()(const QuantityValue& value) const { return amount_of(value); }
  };
  return std::visit(Names{}, fact.value);
}

void add_arguments(FactLine& line, const std::vector<Argument>& arguments,
                   const Extraction& extraction) {
  for (const Argument& argument : arguments) {
    if (argument.fact >= extraction.facts.size()) continue;
    add(line, word_of(argument.role), short_name(extraction.facts[argument.fact]));
  }
}

struct LineMaker {
  const Extraction& extraction;
  FactLine& line;

  void operator()(const ReferenceValue& value) const {
    line.name = value.number;
    add(line, "scheme", value.scheme, true);
    add(line, "place", std::string(word_of(value.role)), true);
  }
  void operator()(const DateValue& value) const {
    line.type = value.role;
    line.date = value.date;
  }
  void operator()(const PersonValue& value) const {
    line.name = value.name;
    if (value.affected) add(line, "affected", "yes", true);
    add(line, "role", value.role, true);
    add(line, "organisation", value.organisation);
    add(line, "home_place", value.home_place);
    for (const std::string& name : value.other_names) add(line, "other_names", name);
  }
  void operator()(const NamedValue& value) const {
    line.name = value.name;
    line.type = value.type;
    add(line, "type", value.type, true);
  }
  void operator()(const PlaceValue& value) const {
    line.name = value.name;
    line.type = value.type;
    add(line, "type", value.type, true);
    if (value.city != value.name) add(line, "city", value.city);
  }
  void operator()(const ProvisionValue& value) const {
    line.name = name_of_provision(value);
    line.type = word_of(value.role);
    add(line, "type", line.type, true);
  }
  void operator()(const EventValue& value) const {
    line.type = value.type;
    line.modality = value.modality;
    line.date = value.date;
    add_arguments(line, value.arguments, extraction);
    for (const Particular& particular : value.particulars) {
      add(line, particular.name, particular.value, is_table_word(particular.value));
    }
  }
  void operator()(const QuantityValue& value) const {
    line.name = amount_of(value);
    line.type = value.measure;
    add(line, "type", value.measure, true);
    add_arguments(line, value.arguments, extraction);
  }
};

// The last `bytes_max` bytes of `text`, from the begin of a word.
std::string tail(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t begin = text.size() - bytes_max;
  while (!is_boundary(text, begin)) ++begin;
  const std::size_t space = text.find(' ', begin);
  if (space != std::string_view::npos) begin = space + 1;
  return std::string(kEllipsis) + std::string(text.substr(begin));
}

// The first `bytes_max` bytes, up to the end of a word.
std::string head(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (!is_boundary(text, end)) --end;
  const std::size_t space = text.rfind(' ', end);
  if (space != std::string_view::npos && space > 0) end = space;
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

const Passage* find_passage(const Document& document, TextSpan span) {
  for (const Passage& passage : document.passages) {
    if (contains(passage.span, span)) return &passage;
  }
  return nullptr;
}

}  // namespace

FactLine fact_line(const Extraction& extraction, std::uint32_t fact) {
  FactLine line;
  line.kind = extraction.facts[fact].kind;
  std::visit(LineMaker{extraction, line}, extraction.facts[fact].value);
  return line;
}

QuoteValue quote_of(const ShownReport& view, std::uint32_t number) {
  QuoteValue quote;
  const Fact& fact = view.extraction.facts[number];
  quote.key = report_key(view.row.id);
  quote.fact = number;
  quote.source = source_name(view.row);
  quote.published = view.document.published;
  quote.language = view.document.language;
  quote.confidence = fact.confidence;
  quote.review = review_of(view.reviews[number]);
  quote.visible = fact.visible;
  if (fact.evidence.empty()) return quote;
  const Evidence& evidence = fact.evidence.front();
  quote.words = evidence.quote;
  quote.rule = evidence.rule;
  const Passage* passage = find_passage(view.document, evidence.span);
  if (passage == nullptr || !still_holds(evidence, view.document.text)) return quote;
  if (!passage->language.empty()) quote.language = passage->language;
  if (!view.text_shown) return quote;
  const std::string_view text = view.document.text;
  quote.before = tail(slice(text, {passage->span.begin, evidence.span.begin}), kQuoteContextBytes);
  quote.after = head(slice(text, {evidence.span.end, passage->span.end}), kQuoteContextBytes);
  return quote;
}

std::string check_of(const Fact& fact) {
  std::string named(word_of(fact.kind));
  named += '\n' + value_key(fact) + '\n';
  if (!fact.evidence.empty()) named += fact.evidence.front().quote;
  return to_hex(sha256(named)).substr(0, 16);
}

std::string excerpt_of(const Document& document) {
  std::string words;
  for (const Passage& passage : document.passages) {
    if (passage.kind != PassageKind::Paragraph || !passage.visible) continue;
    if (!words.empty()) words += ' ';
    words += squash(slice(document.text, passage.span).substr(0, kExcerptBytes * 2));
    if (words.size() > kExcerptBytes) break;
  }
  return head(words, kExcerptBytes);
}

}  // namespace habeas
