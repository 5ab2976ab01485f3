// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/codec.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace habeas {
namespace {

Document small_document() {
  Document document;
  document.id = {sha256("page"), "post:https://example.org/a"};
  document.text = "Lawyer held\n\nIgor Lenkov was arrested on 3 May 2019.\x1b[2J \xE2\x80\xAE";
  document.title = "Lawyer held";
  document.passages = {{PassageKind::Title, {0, 11}, "en", true},
                       {PassageKind::Paragraph,
                        {13, static_cast<std::uint32_t>(document.text.size())},
                        "en",
                        false}};
  document.published = day_date(*make_day(2019, 5, 4));
  document.note_marks = {{{0, 1}, 1}};
  document.pages = {{0, 1}, {13, 2}};
  document.problems = {{ProblemCode::CutOff, "", "ends in the middle"}};
  return document;
}

Extraction small_extraction(const Document& document) {
  PersonValue person;
  person.name = "Igor Lenkov";
  person.affected = true;
  EventValue arrest;
  arrest.type = "arrest";
  arrest.date = parse_iso_date("2019-05-03");
  arrest.date->qualifier = DateQualifier::About;
  arrest.arguments = {{ArgumentRole::Target, 0}};
  Extraction extraction{document.id, {}, {}};
  extraction.facts.push_back(
      {FactKind::Person, person, {cite(document.text, {13, 24}, "person.bare")}, 900'000});
  extraction.facts.push_back(
      {FactKind::Act, arrest, {cite(document.text, {25, 51}, "act.arrest")}, 800'000});
  return extraction;
}

TEST(Codec, a_document_comes_back_the_same) {
  const Document document = small_document();
  const auto back = parse_document(to_json(document));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, document);
}

TEST(Codec, an_extraction_comes_back_the_same_and_shows_the_quote) {
  const Document document = small_document();
  const Extraction extraction = small_extraction(document);
  const std::string json = to_json(extraction);
  EXPECT_NE(json.find("\"quote\":\"Igor Lenkov\",\"begin\":13,\"end\":24"), std::string::npos)
      << json;
  const auto back = parse_extraction(json);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, extraction);
  EXPECT_EQ(find_fault(*back, document), std::nullopt);
}

TEST(Codec, a_decision_comes_back_the_same) {
  const Document document = small_document();
  Decision decision;
  decision.kind = DecisionKind::SetAudience;
  decision.facts = {make_anchor(small_extraction(document), 0, document.text)};
  decision.audience = Audience::Public;
  decision.reason = "named by her own organisation";
  const auto back = parse_decision(to_json(decision));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, decision);
}

TEST(Codec, a_chronicle_comes_back_the_same) {
  Chronicle chronicle;
  chronicle.people = {{0, {Liberty::Held, parse_iso_date("2017-02"), std::nullopt}, {}, {}, {}}};
  chronicle.last_report = make_day(2017, 2, 13);
  const auto back = parse_chronicle(to_json(chronicle));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, chronicle);
}

void refuse(std::string json, std::string_view in_message) {
  const auto document = parse_document(json);
  ASSERT_FALSE(document) << json;
  EXPECT_NE(document.error().message.find(in_message), std::string::npos)
      << document.error().message;
}

std::string with(std::string_view part, std::string_view instead) {
  std::string json = to_json(small_document());
  const std::size_t at = json.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return json.replace(at, part.size(), instead);
}

TEST(Codec, fields_of_any_shape_come_back_the_same) {
  PartFields fields;
  fields.id.part = "mail:1";
  fields.format = "mail";
  FieldValue::Names sender{{"name", "Asel Omar"}, {"address", FieldValue{}}};
  fields.fields = {{"subject", "Хабар"},
                   {"from", FieldValue::List{FieldValue(sender)}},
                   {"size", std::int64_t{-1}},
                   {"closed", true}};
  const auto back = parse_part_fields(to_json(fields));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, fields);
  EXPECT_EQ(to_json(*back), to_json(fields));
}

TEST(Codec, fields_hold_no_fractions_and_nest_within_bounds) {
  const auto line = [](const std::string& value) {
    return R"({"id":")" + std::string(64, '0') + R"(","format":"mail","fields":{"a":)" + value +
           "}}";
  };
  EXPECT_TRUE(parse_part_fields(line("1")));
  EXPECT_FALSE(parse_part_fields(line("1.5")));
  EXPECT_FALSE(parse_part_fields(line("18446744073709551615")));
  EXPECT_FALSE(parse_part_fields(line(std::string(40, '[') + std::string(40, ']'))));
}

TEST(Codec, refuses_corrupt_answers) {
  refuse("", "not JSON");
  refuse("{}", "\"id\" is missing");
  refuse("[1]", "not an object");
  refuse(with("\"kind\":\"title\"", "\"kind\":\"titel\""), "\"kind\" is not what it should be");
  refuse(with("\"end\":11", "\"end\":4294967296"), "out of range");
  refuse(with("\"end\":11", "\"end\":-1"), "out of range");
  refuse(with("\"end\":11", "\"end\":99999"), "passage 0: span");
  refuse(with("\"end\":11", "\"end\":1.5"), "no whole number");
  refuse(with("\"end\":11", "\"end\":14"), "passage 1: overlaps");
  refuse(with("\"end\":11", "\"end\":10"), "words before it");
  refuse(with("\"footnote\":1", "\"footnote\":2"), "no such passage");
  refuse(with("\"begin\":13,\"page\":2", "\"begin\":0,\"page\":2"), "page 1: order");
  refuse(with("\"begin\":13,\"page\":2", "\"begin\":99999,\"page\":2"), "page 1: begin");
  refuse(with("\"iso\":\"2019-05-04\"", "\"iso\":\"2019-02-30\""), "is no date");
  refuse(with("\"completeness\":\"whole\"", "\"completeness\":\"whole\",\"evil\":1"),
         "unknown key");
  refuse(with("\"text\":\"", "\"text\":\"\\ud800"), "not JSON");
  refuse(std::string(100'000, '['), "nested deeper");
}

TEST(Codec, a_span_inside_a_character_is_refused) {
  Document document = small_document();
  document.links = {{{static_cast<std::uint32_t>(document.text.size()) - 1,
                      static_cast<std::uint32_t>(document.text.size())},
                     "https://example.org"}};
  refuse(to_json(document), "link 0: span");
}

TEST(Extraction, every_promise_broken_is_found) {
  const Document document = small_document();
  const auto fault = [&](auto change) {
    Extraction extraction = small_extraction(document);
    change(extraction);
    return find_fault(extraction, document).value_or("");
  };
  EXPECT_EQ(fault([](Extraction&) {}), "");
  EXPECT_EQ(fault([](Extraction& e) { e.facts[0].evidence.clear(); }),
            "fact 0 (person): no evidence");
  EXPECT_EQ(fault([](Extraction& e) { e.facts[0].evidence[0].quote = "Ivan Lenkov"; }),
            "fact 0 (person): quote is not the words at its span");
  EXPECT_EQ(fault([](Extraction& e) { e.facts[1].kind = FactKind::Label; }),
            "fact 1 (label): value of another kind");
  EXPECT_EQ(
      fault([](Extraction& e) { std::get<EventValue>(e.facts[1].value).arguments[0].fact = 2; }),
      "fact 1 (act): argument points at no other fact");
  EXPECT_EQ(fault([](Extraction& e) { e.facts[1].confidence = 1'000'001; }),
            "fact 1 (act): confidence");
}

TEST(Codec, more_values_than_memory_should_hold_are_not_parsed) {
  std::string json(40'000'002, ',');
  for (std::size_t i = 0; i < json.size(); i += 2) json[i] = '1';
  json.front() = '[';
  json.back() = ']';
  const auto refused = parse_problem(json);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "problem: over 20000000 values");
}

}  // namespace
}  // namespace habeas
