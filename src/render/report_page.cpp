// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>

#include "model/words.h"
#include "render/day_words.h"
#include "render/escape.h"
#include "render/marked_text.h"
#include "render/page_frame.h"
#include "render/render.h"

namespace habeas {

namespace {

void add_warnings(Fields& fields, const FactCard& card, const Wording& words) {
  fields.list("warnings");
  const auto warn = [&](bool holds, std::string_view key) {
    if (holds) fields.add("warnings").text("words", words.say(key));
  };
  warn(card.doubtful, "card.doubtful");
  warn(!card.visible, "quote.unseen");
  warn(card.sensitive, "card.sensitive");
  warn(card.background, "card.background");
}

void add_card(Fields& fields, const FactCard& card, const PassageValue& passage,
              const std::string& key, const PageWriter& writer) {
  const PartWriter& parts = writer.parts();
  const Wording& words = writer.words();
  fields.text("number", std::to_string(card.number))
      .text("key", key)
      .text("check", card.check)
      .text("kind_class", std::string(word_of(card.line.kind)))
      // "notice notice" says no more than "notice".
      .text("kind",
            parts.kind(card.line) == parts.fact_name(card.line) ? "" : parts.kind(card.line))
      .text("name", parts.fact_name(card.line))
      .text("modality", parts.modality(card.line))
      .text("modality_class", modality_class(card.line))
      .text("day", card.line.date ? day_words(card.line.date, words) : "")
      .text("review", std::string(review_class(card.review)))
      .text("review_words", parts.review(card.review))
      .flag("doubtful", card.doubtful)
      .flag("decide", !writer.frame().form_token.empty())
      .list("proofs");
  for (const FactCard::Proof& proof : card.proofs) {
    fields.add("proofs").text("words", proof.words).text("lang", to_language(passage.language));
  }
  parts.fact_parts(fields, card.line);
  const auto part = [&](std::string_view role, std::string value) {
    fields.add("parts").text("role", words.word("part", role)).text("value", std::move(value));
  };
  part("review", parts.review(card.review));
  part("confidence", percent_words(card.confidence));
  if (!card.proofs.empty()) part("rule", card.proofs[0].rule);
  add_warnings(fields, card, words);
}

void add_passages(const ReportPage& page, PageWriter& writer) {
  std::map<std::uint32_t, const FactCard*> cards;
  for (const FactCard& card : page.facts) cards.emplace(card.number, &card);
  const std::string key = to_address_part(page.line.key);
  Fields& fields = writer.fields();
  fields.list("passages").list("metadata");
  bool has_metadata = false;
  bool titled = false;
  for (const PassageValue& passage : page.passages) {
    const bool is_metadata = passage.kind == PassageKind::Metadata;
    has_metadata = has_metadata || is_metadata;
    Fields& one = fields.add(is_metadata ? "metadata" : "passages");
    const bool is_heading = passage.kind == PassageKind::Title && !titled;
    titled = titled || is_heading;
    one.flag("is_heading", is_heading)
        .text("kind", std::string(word_of(passage.kind)))
        .flag("visible", passage.visible)
        .text("unseen_words",
              passage.visible || is_metadata ? "" : writer.words().say("report.unseen"))
        .text("lang", to_language(passage.language))
        .markup("text_html", marked_text(passage, page.facts))
        .flag("has_cards", !passage.facts.empty())
        .list("cards");
    for (const std::uint32_t number : passage.facts) {
      const auto card = cards.find(number);
      if (card != cards.end()) add_card(one.add("cards"), *card->second, passage, key, writer);
    }
  }
  fields.flag("has_metadata", has_metadata).flag("titled", titled);
}

// A choice among kinds is worth a line only where there are several.
void add_kinds(const ReportPage& page, PageWriter& writer) {
  std::map<FactKind, std::size_t> counts;
  for (const FactCard& card : page.facts) ++counts[card.line.kind];
  Fields& fields = writer.fields();
  fields.flag("has_kinds", counts.size() > 1).list("kinds");
  for (const auto& [kind, count] : counts) {
    fields.add("kinds")
        .text("kind_class", std::string(word_of(kind)))
        .text("kind", writer.words().word("kind", word_of(kind)))
        .text("count", std::to_string(count));
  }
}

void add_problems(const ReportPage& page, PageWriter& writer) {
  Fields& fields = writer.fields();
  const Wording& words = writer.words();
  fields.list("problems");
  if (page.shown_in_part) fields.add("problems").text("words", words.say("report.in_part"));
  for (const Problem& problem : page.problems) {
    const std::string code = words.word("problem", word_of(problem.code));
    fields.add("problems")
        .text("words", words.say("report.problem", {{"code", code}, {"message", problem.message}}));
  }
}

void add_original(const ReportPage& page, PageWriter& writer) {
  Fields& fields = writer.fields();
  fields.text("hash", page.source_hash)
      .text("part", page.part)
      .text("outside_address", to_outside_address(page.address))
      .text("fingerprint", page.fingerprint)
      .list("custody");
  for (const CustodyRecord& record : page.custody) {
    fields.add("custody").text("words", record.received).text("origin", record.origin);
  }
}

}  // namespace

Result<std::string> to_page(const ReportPage& page, const Frame& frame) {
  const Wording& title_words = Wording::of(frame.language);
  const std::string short_key = page.line.key.substr(0, 8);
  PageWriter writer(frame, "report", title_words.say("title.report", {{"key", short_key}}),
                    PageArea::Reports);
  writer.set_script("report_island.js");
  const Wording& words = writer.words();
  Fields& fields = writer.fields();
  writer.parts().docket_line(fields, page.line);
  const bool dated = page.line.published && page.line.published->year != 0;
  fields.text("published", day_words(page.line.published, words))
      .text("age", dated ? age_words(page.line.published, frame.today, words) : "")
      .text("heading", page.line.title.empty() ? words.say("report.untitled") : page.line.title)
      .text("facts_words",
            words.count("report.facts", static_cast<std::int64_t>(page.facts.size())));
  add_problems(page, writer);
  add_kinds(page, writer);
  add_passages(page, writer);
  add_original(page, writer);
  return writer.finish();
}

}  // namespace habeas
