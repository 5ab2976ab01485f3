// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "model/words.h"
#include "render/day_words.h"
#include "render/escape.h"
#include "render/page_frame.h"
#include "render/render.h"

namespace habeas {

namespace {

constexpr std::size_t kBandHues = 6;

std::string band_class(const std::string& letter) {
  if (letter.empty()) return "free";
  const auto hue = static_cast<std::size_t>(static_cast<unsigned char>(letter[0]) - 'A');
  return "held-" + std::to_string(hue % kBandHues);
}

// What an entry as a whole may claim: the best that people said of one of its quotes. Each quote
// bears its own mark below.
Review best_review(const std::vector<QuoteValue>& quotes) {
  Review best = Review::NotReviewed;
  for (const QuoteValue& quote : quotes) {
    if (quote.review != Review::Rejected) best = std::max(best, quote.review);
  }
  return best;
}

std::string joined_names(const std::vector<std::string>& names, const Wording& words) {
  std::string line;
  for (const std::string& name : names) {
    line = line.empty() ? name : words.say("names.comma", {{"a", line}, {"b", name}});
  }
  return line;
}

std::string gap_class(std::int32_t days) {
  if (days < 180) return "gap-short";
  return days < 540 ? "gap-long" : "gap-years";
}

std::string where_of(const FactLine& line) {
  for (const FactLine::Part& part : line.parts) {
    if (part.role == "place" || part.role == "to" || part.role == "court") return part.value;
  }
  return "";
}

std::string bracket_class(const std::vector<TimelineEntry>& timeline, std::size_t at) {
  const std::uint32_t bracket = timeline[at].bracket;
  if (bracket == 0) return "";
  const bool begins = at == 0 || timeline[at - 1].bracket != bracket;
  const bool ends = at + 1 == timeline.size() || timeline[at + 1].bracket != bracket;
  if (begins && ends) return "bracket-alone";
  if (begins) return "bracket-begin";
  return ends ? "bracket-end" : "bracket-middle";
}

// The band of each trail beside the spine; its letter stands where the stay begins.
void add_bands(Fields& row, const TimelineEntry& entry, const TimelineEntry* before) {
  row.list("bands").list("bands_before");
  if (before != nullptr) {
    for (const std::string& letter : before->stays) {
      row.add("bands_before").text("band_class", band_class(letter));
    }
  }
  for (std::size_t i = 0; i < entry.stays.size(); ++i) {
    const std::string& letter = entry.stays[i];
    const bool begins =
        before == nullptr || i >= before->stays.size() || before->stays[i] != letter;
    row.add("bands").text("band_class", band_class(letter)).text("letter", begins ? letter : "");
  }
}

void add_row(Fields& row, const std::vector<TimelineEntry>& timeline, std::size_t at,
             const PartWriter& parts) {
  const Wording& words = parts.words;
  const TimelineEntry& entry = timeline[at];
  const TimelineEntry* before = at == 0 ? nullptr : &timeline[at - 1];
  const auto year_of = [](const TimelineEntry& one) {
    return one.line.date ? one.line.date->year : std::int16_t{0};
  };
  const int year = year_of(entry);
  const bool new_year = year != 0 && (before == nullptr || year_of(*before) != year);
  const Review review = best_review(entry.quotes);
  row.text("year", new_year ? std::to_string(year) : "")
      .text("gap", entry.silent_days > 0
                       ? words.say("case.gap", {{"length", length_words(entry.silent_days, words)}})
                       : "")
      .text("gap_class", gap_class(entry.silent_days))
      .text("day", day_words(entry.line.date, words))
      .text("what", parts.fact_name(entry.line))
      .text("people", joined_names(entry.people, words))
      .text("where", where_of(entry.line))
      .text("modality", parts.modality(entry.line))
      .text("modality_class", modality_class(entry.line))
      .text("sources",
            entry.independent_sources > 0 ? words.count("sources", entry.independent_sources) : "")
      .text("review", std::string(review_class(review)))
      .text("review_words", parts.review(review))
      .text("bracket", bracket_class(timeline, at))
      .text("contradicts", entry.bracket != 0 ? words.say("case.contradicts") : "")
      .flag("background", entry.background)
      .text("background_words", entry.background ? words.say("case.background") : "");
  add_bands(row, entry, before);
  parts.fact_parts(row, entry.line);
  parts.quotes(row, entry.quotes);
}

// "more than 500 km from Taraz as stated; 484 km as computed"
std::string distance_words(const CustodyStep& step, const Wording& words) {
  const std::string from = step.distance_from;
  std::string line;
  if (step.stated_distance_km) {
    const std::string stated = number_words(*step.stated_distance_km, words);
    line = words.say("distance.stated",
                     {{"qualifier", step.stated_qualifier}, {"km", stated}, {"from", from}});
  }
  if (step.computed_distance_km) {
    const std::string km = number_words(*step.computed_distance_km, words);
    const std::string computed = words.say("distance.computed", {{"km", km}, {"from", from}});
    line = line.empty() ? computed : words.say("distance.both", {{"a", line}, {"b", computed}});
  }
  return line;
}

std::string stay_days(const CustodyStep& step, const Wording& words) {
  if (step.announced) return step.from ? bare_day_words(step.from, words) : "";
  if (step.from && step.until) {
    return words.say("stay.between", {{"from", bare_day_words(step.from, words)},
                                      {"until", bare_day_words(step.until, words)}});
  }
  if (step.from) return words.say("stay.from", {{"from", bare_day_words(step.from, words)}});
  if (step.until) return words.say("stay.until", {{"until", bare_day_words(step.until, words)}});
  return words.say("date.none");
}

void add_trails(Fields& fields, const CasePage& page, const PartWriter& parts) {
  const Wording& words = parts.words;
  fields.flag("has_trails", !page.trails.empty()).list("trails");
  for (const CustodyTrail& trail : page.trails) {
    Fields& one = fields.add("trails");
    one.text("person", trail.person).list("stays");
    for (const CustodyStay& stay : trail.stays) {
      const CustodyStep& step = stay.step;
      std::string place = step.facility;
      if (place.empty()) {
        place = step.city;
      } else if (!step.city.empty() && place.find(step.city) == std::string::npos) {
        place = words.say("names.comma", {{"a", place}, {"b", step.city}});
      }
      Fields& row = one.add("stays");
      row.text("class", step.announced ? "announced" : "held")
          .text("band_class", band_class(stay.letter))
          .text("letter", stay.letter)
          .text("place", place.empty() ? words.say("stay.unknown") : place)
          .text("days", stay_days(step, words))
          .text("announced", step.announced ? words.say("modality.announced") : "")
          .text("distance", distance_words(step, words));
      parts.quotes(row, stay.quotes);
    }
  }
}

void add_chains(Fields& fields, const CasePage& page, const Wording& words) {
  fields.flag("has_chains", !page.chains.empty()).list("chains");
  for (const ChainValue& chain : page.chains) {
    Fields& one = fields.add("chains");
    std::int64_t missing = 0;
    const bool alone = chain.links.size() == 1 && !chain.links[0].key.empty();
    one.text("base", chain.base)
        .text("only_key", alone ? to_address_part(chain.links[0].key) : "")
        .list("links");
    if (alone) {
      one.text("first_issued", "").text("missing", "");
      continue;
    }
    for (const ChainLink& link : chain.links) {
      const bool here = !link.key.empty();
      missing += here ? 0 : 1;
      // The first link bears the last figures of the base number, as people print it.
      const std::size_t tail = chain.base.find_last_of(" /");
      const std::string base = tail == std::string::npos ? chain.base : chain.base.substr(tail + 1);
      one.add("links")
          .text("class", here ? "here" : "missing")
          .text("key", to_address_part(link.key))
          .text("label", link.update == 0 ? base : "." + std::to_string(link.update))
          .text("state", words.say(here ? "chain.here" : "chain.missing"));
    }
    const auto first = parse_iso_date(chain.first_issued);
    one.text("first_issued",
             first ? words.say("chain.first", {{"date", day_words(first, words)}}) : "")
        .text("missing", missing > 0 ? words.count("chain.missing_count", missing) : "");
  }
}

void add_courts(Fields& fields, const CasePage& page, const PartWriter& parts) {
  const Wording& words = parts.words;
  fields.flag("has_courts", !page.courts.empty()).list("courts");
  for (const CourtRung& rung : page.courts) {
    Fields& one = fields.add("courts");
    one.text("name", rung.name).text("level", words.word("court", rung.level)).list("rulings");
    for (const Ruling& ruling : rung.rulings) {
      Fields& row = one.add("rulings");
      const bool done = ruling.line.modality == Modality::Done;
      row.text("day", day_words(ruling.date, words))
          .text("what", parts.fact_name(ruling.line))
          .text("modality", done ? "" : parts.modality(ruling.line))
          .text("overturned", ruling.overturned ? words.say("ruling.overturned") : "")
          .flag("stands", ruling.stands);
      parts.quotes(row, {ruling.quote});
    }
  }
}

void add_group(Fields& fields, std::string_view key, const std::vector<MentionValue>& mentions,
               const PartWriter& parts) {
  if (mentions.empty()) return;
  Fields& group = fields.add("groups");
  group.text("label", parts.words.say(key)).list("mentions");
  for (const MentionValue& mention : mentions) {
    Fields& row = group.add("mentions");
    // A label's code says the same as its words; what has no name is called by its type anyway.
    const bool says_it = mention.line.name.empty() || mention.line.kind == FactKind::Label;
    row.text("kind", says_it ? "" : parts.words.word("type", mention.line.type))
        .text("name", parts.fact_name(mention.line))
        .text("modality",
              mention.line.modality == Modality::Done ? "" : parts.modality(mention.line))
        .text("day", mention.line.date ? day_words(mention.line.date, parts.words) : "");
    parts.fact_parts(row, mention.line);
    parts.quotes(row, {mention.quote});
  }
}

void add_reasons(Fields& fields, const CasePage& page, const Wording& words) {
  fields.flag("has_reasons", !page.reasons.empty()).list("reasons");
  const auto title = [&](const std::string& given) {
    return given.empty() ? words.say("report.untitled") : given;
  };
  for (const ReasonValue& reason : page.reasons) {
    fields.add("reasons")
        .text("words", reason.words)
        .text("score", percent_words(reason.score))
        .text("a_key", to_address_part(reason.a_key))
        .text("a_title", title(reason.a_title))
        .text("b_key", to_address_part(reason.b_key))
        .text("b_title", title(reason.b_title));
  }
}

}  // namespace

Result<std::string> to_page(const CasePage& page, const Frame& frame) {
  const std::string title =
      Wording::of(frame.language).say("title.case", {{"number", page.line.number}});
  PageWriter writer(frame, "case", title, PageArea::Cases);
  const PartWriter& parts = writer.parts();
  const Wording& words = writer.words();
  Fields& fields = writer.fields();
  parts.case_line(fields.add("line"), page.line, page.line.people.size());
  const std::string length = length_words(page.silent_days, words);
  fields.text("number", to_address_part(page.line.number))
      .text("silence",
            page.line.last_report
                ? words.say("case.silence", {{"date", day_words(page.line.last_report, words)},
                                             {"length", length},
                                             {"as_of", day_words(page.as_of, words)}})
                : "")
      .flag("has_timeline", !page.timeline.empty())
      .text("trail_count", std::to_string(std::min<std::size_t>(page.trails.size(), 4)))
      .list("timeline")
      .text("reports_words", words.count("reports", static_cast<std::int64_t>(page.line.reports)))
      .list("reports")
      .flag("decide", !frame.form_token.empty())
      .list("groups");
  for (std::size_t at = 0; at < page.timeline.size(); ++at) {
    add_row(fields.add("timeline"), page.timeline, at, parts);
  }
  add_trails(fields, page, parts);
  add_chains(fields, page, words);
  add_courts(fields, page, parts);
  add_group(fields, "case.places", page.places, parts);
  add_group(fields, "case.provisions", page.provisions, parts);
  add_group(fields, "case.labels", page.labels, parts);
  add_group(fields, "case.interventions", page.interventions, parts);
  add_group(fields, "case.attributions", page.attributions, parts);
  for (const DocketLine& line : page.reports) parts.docket_line(fields.add("reports"), line);
  add_reasons(fields, page, words);
  return writer.finish();
}

}  // namespace habeas
