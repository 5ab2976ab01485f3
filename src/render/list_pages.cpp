// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/day_words.h"
#include "render/escape.h"
#include "render/page_frame.h"
#include "render/render.h"

namespace habeas {

namespace {

std::string counts_words(const FrontPage& page, const Wording& words) {
  return words.say("front.counts", {{"cases", words.count("cases", page.cases)},
                                    {"people", words.count("people", page.people)},
                                    {"reports", words.count("reports", page.reports)}});
}

}  // namespace

Result<std::string> to_page(const FrontPage& page, const Frame& frame) {
  PageWriter writer(frame, "front", Wording::of(frame.language).say("front.title"));
  const Wording& words = writer.words();
  Fields& fields = writer.fields();
  fields.flag("empty", page.reports == 0)
      .text("counts_words", counts_words(page, words))
      .flag("has_moved", !page.moved.empty())
      .list("moved")
      .text("all_cases", words.count("front.all_cases", page.cases))
      .list("newest")
      .text("all_reports", words.count("front.all_reports", page.reports))
      .flag("has_tags", !page.tags.empty())
      .list("tags");
  writer.add_search_form("");
  for (const CaseLine& line : page.moved) {
    writer.parts().case_line(fields.add("moved"), line, kPeopleOfLine);
  }
  for (const DocketLine& line : page.newest) writer.parts().docket_line(fields.add("newest"), line);
  for (const TagLink& tag : page.tags) writer.parts().tag_link(fields.add("tags"), tag);
  return writer.finish();
}

Result<std::string> to_page(const CasesPage& page, const Frame& frame) {
  PageWriter writer(frame, "cases", Wording::of(frame.language).say("nav.cases"), PageArea::Cases);
  Fields& fields = writer.fields();
  fields.text("counts_words", writer.words().count("cases", page.cases))
      .flag("has_lines", !page.lines.empty())
      .list("lines");
  for (const CaseLine& line : page.lines) {
    writer.parts().case_line(fields.add("lines"), line, kPeopleOfLine);
  }
  writer.parts().page_turn(fields, page.turn, "/case/");
  return writer.finish();
}

Result<std::string> to_page(const DocketPage& page, const Frame& frame) {
  const Wording& words = Wording::of(frame.language);
  const bool tagged = page.tag.has_value();
  PageWriter writer(frame, "docket", words.say(tagged ? "tag.kicker" : "nav.reports"),
                    tagged ? PageArea::Tags : PageArea::Reports);
  Fields& fields = writer.fields();
  fields.text("kicker", tagged ? words.say("tag.kicker") : "")
      .text("heading", tagged ? page.tag->name : words.say("nav.reports"))
      .text("counts_words", words.count("reports.newest_first", page.reports))
      .flag("has_lines", !page.lines.empty())
      .list("lines");
  for (const DocketLine& line : page.lines) writer.parts().docket_line(fields.add("lines"), line);
  const std::string base =
      tagged ? "/tag/" + to_address_part(page.tag->slug) + "/" : std::string("/report/");
  writer.parts().page_turn(fields, page.turn, base);
  return writer.finish();
}

Result<std::string> to_page(const TagsPage& page, const Frame& frame) {
  PageWriter writer(frame, "tags", Wording::of(frame.language).say("nav.tags"), PageArea::Tags);
  Fields& fields = writer.fields();
  fields.flag("has_tags", !page.tags.empty()).list("tags");
  for (const TagLink& tag : page.tags) writer.parts().tag_link(fields.add("tags"), tag);
  return writer.finish();
}

Result<std::string> to_page(const SearchPage& page, const Frame& frame) {
  PageWriter writer(frame, "search", Wording::of(frame.language).say("search.title"),
                    PageArea::Search);
  const Wording& words = writer.words();
  Fields& fields = writer.fields();
  writer.add_search_form(page.query);
  const std::string_view key = page.more ? "search.more" : "search.found";
  fields.flag("asked", !page.query.empty())
      .text("found_words", words.count(key, page.hits))
      .flag("has_lines", !page.lines.empty())
      .list("lines");
  for (const SearchHit& hit : page.lines) {
    Fields& line = fields.add("lines");
    writer.parts().docket_line(line, hit.line);
    if (hit.snippet.empty()) continue;
    line.text("excerpt", "").flag("snippet", true);
    for (const SearchHit::Piece& piece : hit.snippet) {
      line.add("pieces").text("text", piece.text).flag("hit", piece.hit);
    }
  }
  return writer.finish();
}

Result<std::string> to_page(MessageKind kind, std::string_view detail, const Frame& frame) {
  constexpr std::string_view kKeys[] = {"not_found",   "bad_request", "no_entry",
                                        "token_spent", "refused",     "other_host",
                                        "changed",     "not_decided", "fault"};
  const std::string key = "message." + std::string(kKeys[static_cast<std::size_t>(kind)]);
  const Wording& words = Wording::of(frame.language);
  PageWriter writer(frame, "message", words.say(key + ".title"));
  const bool needs_start = kind == MessageKind::NoEntry || kind == MessageKind::TokenSpent;
  writer.fields()
      .text("heading", words.say(key + ".title"))
      .text("what", words.say(key + ".what", {{"detail", detail}}))
      .text("action", words.say(key + ".do"))
      .text("command", needs_start ? "habeas serve ARCHIVE" : "");
  return writer.finish();
}

}  // namespace habeas
