// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/parts.h"

#include "model/words.h"
#include "render/day_words.h"
#include "render/escape.h"

namespace habeas {

namespace {

constexpr std::size_t kOtherNamesShown = 6;

// "/report/<key>/#f12", "" if nothing states it.
std::string address_of(const StateMark& mark) {
  if (mark.key.empty()) return "";
  return "/report/" + to_address_part(mark.key) + "/#f" + std::to_string(mark.fact);
}

std::string completeness_words(Completeness completeness, const Wording& words) {
  if (completeness == Completeness::Whole) return "";
  return words.word("completeness", word_of(completeness));
}

// "last reported held on 9 February 2017 (Observatory)"
std::string state_words(std::string_view key, std::string_view state, const StateMark& mark,
                        const Wording& words) {
  const std::string said = words.say(std::string(key) + "." + std::string(state));
  const bool dated = mark.as_of && mark.as_of->year != 0;
  std::string line =
      dated ? words.say("state.on", {{"state", said}, {"date", bare_day_words(mark.as_of, words)}})
            : said;
  if (mark.source.empty()) return line;
  return words.say("state.source", {{"state", line}, {"source", mark.source}});
}

std::string value_words(const FactLine::Part& part, const Wording& words) {
  if (part.is_word) return words.word("type", part.value);
  const auto date = part.role == "date" ? parse_iso_date(part.value) : std::nullopt;
  return date ? day_words(date, words) : part.value;
}

}  // namespace

std::string PartWriter::country(std::string_view alpha3) const {
  return words.word("country", alpha3);
}

void PartWriter::tag_link(Fields& fields, const TagLink& tag) const {
  fields.text("slug", to_address_part(tag.slug))
      .text("name", tag.name)
      .text("reports", number_words(tag.reports, words));
}

void PartWriter::docket_line(Fields& fields, const DocketLine& line) const {
  fields.text("day", short_day_words(line.published, words))
      .text("key", to_address_part(line.key))
      .text("lang", to_language(line.language))
      .text("title", line.title.empty() ? words.say("report.untitled") : line.title)
      .text("country", country(line.country))
      .text("source", line.source)
      .text("completeness", completeness_words(line.completeness, words))
      .text("excerpt", line.excerpt)
      .flag("snippet", false)
      .list("pieces")
      .flag("tagged", !line.tags.empty())
      .list("tags")
      .list("cases")
      .list("copies")
      .text("copies_words",
            line.copies.empty()
                ? ""
                : words.count("copies", static_cast<std::int64_t>(line.copies.size())));
  for (const TagLink& tag : line.tags) tag_link(fields.add("tags"), tag);
  for (const CaseLink& link : line.cases) {
    fields.add("cases").text("number", to_address_part(link.number));
  }
  for (const DocketLine& copy : line.copies) docket_line(fields.add("copies"), copy);
}

void PartWriter::person_line(Fields& fields, const PersonLine& person) const {
  const std::string_view state = word_of(person.liberty);
  fields.text("name", person.name.empty() ? words.say("person.unnamed") : person.name)
      .text("role", words.word("role", person.role))
      .text("organisation", person.organisation)
      .text("state", std::string(state))
      .text("state_words", state_words("liberty", state, person.liberty_mark, words))
      .text("state_address", address_of(person.liberty_mark))
      .text("state_age", age_words(person.liberty_mark.as_of, today, words))
      .list("further")
      .flag("others", !person.other_names.empty())
      .text("others_lead", words.say("person.also"))
      .list("names");
  const std::size_t shown = std::min(person.other_names.size(), kOtherNamesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    fields.add("names").text("name", person.other_names[i]).flag("last", i + 1 == shown);
  }
  const auto further = [&](std::string_view key, std::string_view value, const StateMark& mark) {
    fields.add("further")
        .text("words", state_words(key, value, mark, words))
        .text("address", address_of(mark))
        .text("age", age_words(mark.as_of, today, words));
  };
  if (person.procedure != Procedure::Unknown && person.procedure != Procedure::None) {
    further("procedure", word_of(person.procedure), person.procedure_mark);
  }
  if (person.standing != Standing::Unknown) {
    further("standing", word_of(person.standing), person.standing_mark);
  }
}

std::string PartWriter::case_heading(const CaseLine& line) const {
  if (!line.title.empty()) return line.title;
  if (line.people.empty()) return words.say("case.nobody_title");
  if (line.people.size() == 1) return line.people[0].name;
  if (line.people.size() == 2) {
    return words.say("names.two", {{"a", line.people[0].name}, {"b", line.people[1].name}});
  }
  const std::string rest = std::to_string(line.people.size() - 1);
  return words.say("names.more", {{"a", line.people[0].name}, {"n", rest}});
}

void PartWriter::case_line(Fields& fields, const CaseLine& line, std::size_t people_max) const {
  const std::optional<PartialDate>& next = line.next_date;
  fields.text("number", to_address_part(line.number))
      .text("country", country(line.country))
      .text("title", line.title)
      .text("heading", case_heading(line))
      .text("last_day", line.last_report ? short_day_words(line.last_report, words) : "")
      .text("last_age", age_words(line.last_report, today, words))
      .text("nobody", line.people.empty() ? words.say("case.nobody") : "")
      .list("people")
      .list("counts")
      .text("next", next ? words.say("case.next", {{"date", day_words(next, words)},
                                                   {"age", age_words(next, today, words)}})
                         : "");
  const std::size_t shown = std::min(line.people.size(), people_max);
  for (std::size_t i = 0; i < shown; ++i) person_line(fields.add("people"), line.people[i]);
  const auto hidden = static_cast<std::int64_t>(line.people.size() - shown);
  fields.text("more_people", hidden > 0 ? words.count("case.more_people", hidden) : "");
  const auto count = [&](std::string_view key, std::uint32_t number) {
    if (number > 0) fields.add("counts").text("words", words.count(key, number));
  };
  count("reports", line.reports);
  if (line.sources < line.reports) count("sources", line.sources);
  count("missing_updates", line.missing_updates);
  count("contradictions", line.contradictions);
}

std::string_view review_class(Review review) {
  switch (review) {
    case Review::ReadRightly:
      return "read";
    case Review::Verified:
      return "verified";
    case Review::Rejected:
      return "rejected";
    case Review::NotReviewed:
      break;
  }
  return "none";
}

std::string modality_class(const FactLine& line) {
  return line.modality ? std::string(word_of(*line.modality)) : "none";
}

std::string percent_words(std::int32_t millionths) {
  return std::to_string(millionths / 10'000) + " %";
}

std::string PartWriter::review(Review review) const {
  return words.say("review." + std::string(review_class(review)));
}

std::string PartWriter::fact_name(const FactLine& line) const {
  if (!line.name.empty()) return line.name;
  return words.word("type", line.type);
}

std::string PartWriter::kind(const FactLine& line) const {
  return words.word("kind", word_of(line.kind));
}

std::string PartWriter::modality(const FactLine& line) const {
  return line.modality ? words.word("modality", word_of(*line.modality)) : "";
}

void PartWriter::fact_parts(Fields& fields, const FactLine& line) const {
  fields.list("parts");
  for (const FactLine::Part& part : line.parts) {
    fields.add("parts")
        .text("role", words.word("part", part.role))
        .text("value", value_words(part, words));
  }
}

void PartWriter::quote(Fields& fields, const QuoteValue& quote) const {
  fields.text("before", quote.before)
      .text("words", quote.words)
      .text("after", quote.after)
      .text("lang", to_language(quote.language))
      .text("source", quote.source)
      .text("day", day_words(quote.published, words))
      .text("key", to_address_part(quote.key))
      .text("fact", std::to_string(quote.fact))
      .text("review", std::string(review_class(quote.review)))
      .text("review_words", review(quote.review))
      .text("hidden", quote.visible ? "" : words.say("quote.unseen"))
      .text("rule_words", words.say("quote.rule", {{"rule", quote.rule},
                                                   {"percent", percent_words(quote.confidence)}}));
}

void PartWriter::quotes(Fields& fields, const std::vector<QuoteValue>& list) const {
  fields.list("quotes");
  for (const QuoteValue& one : list) quote(fields.add("quotes"), one);
}

void PartWriter::page_turn(Fields& fields, PageTurn turn, std::string_view base) const {
  fields.list("turn");
  if (turn.pages <= 1) return;
  const auto address = [&](std::uint32_t page) {
    return page == 1 ? std::string(base) : std::string(base) + "page/" + std::to_string(page) + "/";
  };
  fields.add("turn")
      .text("newer", turn.page > 1 ? address(turn.page - 1) : "")
      .text("older", turn.page < turn.pages ? address(turn.page + 1) : "")
      .text("position", words.say("turn.position", {{"page", std::to_string(turn.page)},
                                                    {"pages", std::to_string(turn.pages)}}));
}

}  // namespace habeas
