// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/sample_pages_test.h"

namespace habeas {

namespace {

constexpr const char* kFirst = "7b4f0c52a91e3d6688aa";
constexpr const char* kSecond = "0d91c2e77f5a4b3312cd";

FactLine act(std::string type, Modality modality, const char* day) {
  FactLine line;
  line.kind = FactKind::Act;
  line.type = std::move(type);
  line.modality = modality;
  line.date = parse_iso_date(day);
  return line;
}

}  // namespace

SamplePages::SamplePages(std::string words) : words_(std::move(words)) {
  frame.today = *parse_iso_day("2026-05-12");
  frame.form_token = "0123456789abcdef";
  make_case();
  make_mentions();
  make_timeline();
  make_report();
  make_facts();
  make_lists();
}

std::string SamplePages::outside(std::string sensible) const {
  return words_.empty() ? sensible : words_;
}

DocketLine SamplePages::docket_line(std::string key, std::string title, const char* day) const {
  DocketLine line;
  line.key = std::move(key);
  line.title = outside(std::move(title));
  line.published = parse_iso_date(day);
  line.source = outside("The Example Observatory for Defenders");
  line.country = outside("KAZ");
  line.language = outside("en");
  line.excerpt = outside(
      "The Example Observatory has been informed by the family about the "
      "transfer of Mr. Yerlan Saryzhanov, an advocate serving a four-year "
      "sentence, to a penal colony more than 1,000 km from Taraz, his home city.");
  line.completeness = Completeness::Excerpt;
  line.tags = {{outside("Kazakhstan"), "kazakhstan", 12}, {outside("Sentencing"), "sentencing", 3}};
  line.cases = {{"KAZ-2019-7NBS5", ""}};
  return line;
}

QuoteValue SamplePages::quote(std::string before, std::string words, std::string after,
                              const char* day) const {
  QuoteValue value;
  value.before = outside(std::move(before));
  value.words = outside(std::move(words));
  value.after = outside(std::move(after));
  value.language = "en";
  value.key = kFirst;
  value.fact = 3;
  value.source = outside("Example Observatory");
  value.published = parse_iso_date(day);
  value.rule = outside("act.arrest.passive");
  value.confidence = 930'000;
  value.review = Review::ReadRightly;
  value.visible = false;
  return value;
}

PersonLine SamplePages::person(std::string name, Liberty liberty, const char* day) const {
  PersonLine line;
  line.name = outside(std::move(name));
  line.other_names = {outside("Ерлан Сарыжанов"), outside("Erlan Saryzhanov"),
                      outside("Сарыжанов")};
  line.role = outside("lawyer");
  line.organisation = outside("Ak Bulak");
  line.liberty = liberty;
  line.liberty_mark = {parse_iso_date(day), outside("Example Observatory"), kFirst, 3};
  line.procedure = Procedure::Convicted;
  line.procedure_mark = {parse_iso_date("2019-10-16"), outside("Example Observatory"), kFirst, 4};
  line.standing = Standing::Disbarred;
  line.standing_mark = {parse_iso_date("2019-11"), outside("Lawyers’ Watch"), kSecond, 4};
  return line;
}

void SamplePages::make_case() {
  CaseLine& line = case_file.line;
  line.number = "KAZ-2019-7NBS5";
  line.country = outside("KAZ");
  line.people = {person("Yerlan Saryzhanov", Liberty::Held, "2020-03-17"),
                 person("Gulnar Bektemisova", Liberty::Restricted, "2019-10-16")};
  line.title = words_;
  line.reports = 15;
  line.sources = 9;
  line.missing_updates = 1;
  line.contradictions = 1;
  line.last_report = parse_iso_date("2020-03-18");
  line.next_date = parse_iso_date("2026-06-02");
  case_file.as_of = frame.today;
  case_file.silent_days = 2246;

  CustodyStep centre;
  centre.facility = outside("pre-trial detention centre");
  centre.city = outside("Taraz");
  centre.from = parse_iso_date("2019-04-09");
  centre.until = parse_iso_date("2020-03-02");
  CustodyStep colony;
  colony.facility = outside("institution No. 9");
  colony.city = outside("Semey");
  colony.from = parse_iso_date("2020-03-09");
  colony.stated_distance_km = 1000;
  colony.stated_qualifier = outside("more than");
  colony.computed_distance_km = 1084;
  colony.distance_from = outside("Taraz");
  CustodyStep announced;
  announced.city = outside("Shymkent");
  announced.announced = true;
  announced.from = parse_iso_date("2020-02-20");
  announced.stated_distance_km = 160;
  announced.stated_qualifier = outside("about");
  announced.computed_distance_km = 151;
  announced.distance_from = outside("Taraz");
  const QuoteValue first =
      quote("Mr. Saryzhanov ", "was arrested in his office", " in Taraz.", "2019-04-12");
  case_file.trails = {{outside("Yerlan Saryzhanov"),
                       {{"A", centre, {first}}, {"B", announced, {first}}, {"C", colony, {first}}}},
                      {outside("Gulnar Bektemisova"), {{"A", centre, {first}}}}};
  case_file.chains = {{outside("KAZ 003/0419/OBS 327"),
                       "2019-04",
                       {{0, kFirst}, {1, kSecond}, {2, kFirst}, {3, ""}, {4, kSecond}}}};
}

void SamplePages::make_mentions() {
  const QuoteValue first =
      quote("Mr. Saryzhanov ", "was arrested in his office", " in Taraz.", "2019-04-12");
  FactLine verdict = act("verdict", Modality::Done, "2019-10-16");
  FactLine appeal = act("appeal", Modality::Announced, "");
  case_file.courts = {
      {outside("Zhambyl Regional Court"), "regional", {{{}, appeal, false, false, first}}},
      {outside("Taraz City Court"),
       "city",
       {{verdict.date, verdict, false, true, first}, {verdict.date, verdict, true, false, first}}}};
  const auto mention = [&](FactKind kind, std::string type, std::string name) {
    FactLine one;
    one.kind = kind;
    one.type = outside(std::move(type));
    one.name = outside(std::move(name));
    one.modality = Modality::Alleged;
    one.parts = {{outside("claimant"), outside("relatives"), false}};
    return MentionValue{one, first};
  };
  case_file.places = {mention(FactKind::Place, "city", "Taraz"),
                      mention(FactKind::Place, "city", "Semey")};
  case_file.provisions = {mention(FactKind::Provision, "charge", "Article 405.2, Criminal Code")};
  case_file.labels = {mention(FactKind::Label, "", "Arbitrary detention")};
  case_file.interventions = {mention(FactKind::Intervention, "letter", "AL KAZ 14/2019")};
  case_file.attributions = {mention(FactKind::Attribution, "", "the security committee")};
  case_file.reports = {
      docket_line(kFirst, "Kazakhstan: An advocate moved across the country", "2020-03-18"),
      docket_line(kSecond, "Казахстан: адвокат осуждён", "2019-10-21")};
  case_file.reasons = {{kFirst, outside("Kazakhstan: law office searched"), kSecond,
                        outside("Kazakhstan: transfer"), outside("both carry KAZ 003/0419/OBS 327"),
                        990'000}};
}

void SamplePages::make_timeline() {
  const auto entry = [&](FactLine line, std::vector<std::string> stays, std::string place) {
    TimelineEntry one;
    one.line = std::move(line);
    one.line.parts = {{"place", outside(std::move(place)), false}, {"term", "4 years", false}};
    one.people = {outside("Yerlan Saryzhanov")};
    one.quotes = {quote("On the morning of April 9, 2019, Mr. Yerlan Saryzhanov ",
                        "was arrested in his office", " by officers of the security committee.",
                        "2019-04-12"),
                  quote("", "задержан 9 апреля", " в своём кабинете", "2019-04-13")};
    one.quotes[1].review = Review::Verified;
    one.independent_sources = 2;
    one.stays = std::move(stays);
    return one;
  };
  std::vector<TimelineEntry>& rows = case_file.timeline;
  rows.push_back(entry(act("arrest", Modality::Done, "2019-04-09"), {"A", "A"}, "Taraz"));
  rows.push_back(entry(act("arrest", Modality::Done, "2019-04-10"), {"A", "A"}, "Taraz"));
  rows[0].bracket = rows[1].bracket = 1;
  rows.push_back(entry(act("beating", Modality::Alleged, "2019-04"), {"A", ""}, ""));
  rows.push_back(entry(act("sentence", Modality::Done, "2019-10-16"), {"A", ""}, "Taraz"));
  rows.back().silent_days = 178;
  rows.push_back(entry(act("transfer", Modality::Announced, "2020-02-20"), {"A", ""}, "Shymkent"));
  rows.back().background = true;
  rows.push_back(entry(act("transfer", Modality::Done, "2020-03-09"), {"C", ""}, "Semey"));
  rows.push_back(entry(act("ill_treatment", Modality::Denied, "2020-03-12"), {"C", ""}, ""));
  rows.push_back(entry(act("attack", Modality::Attempted, "2022-07"), {"C", ""}, ""));
  rows.back().silent_days = 850;
  rows.push_back(entry(act("hearing", Modality::Negated, ""), {"", ""}, ""));
}

void SamplePages::make_report() {
  report.line = docket_line(kFirst,
                            "Kazakhstan: Four years in prison for an advocate, restriction of "
                            "liberty for an environmental defender",
                            "2019-10-21");
  report.line.copies = {docket_line(kSecond, "Kazakhstan: advocate sentenced", "2019-10-22")};
  report.address = words_.empty() ? "https://example-observatory.example/en/urgent/2019-10-21"
                                  : "https://x.example/" + words_;
  report.source_hash = "7b4f0c52a91e3d6688aa21f0c52a91e3d6688aa2b4f0c52a91e3d6688aa29911";
  report.part = outside("post:https://example-observatory.example/1");
  report.fingerprint = outside("habeas 0.1.0, tables 4f2a");
  report.problems = {{ProblemCode::BadCharset, "", outside("3 bytes are no character")}};
  report.custody = {{outside("2026-05-01T09:30:00Z"), outside("examples/reports/appeal.html")}};
  report.shown_in_part = true;

  const auto passage = [&](PassageKind kind, std::string text) {
    PassageValue value;
    value.kind = kind;
    value.text = outside(std::move(text));
    value.language = "en";
    report.passages.push_back(value);
  };
  passage(PassageKind::Title, report.line.title);
  passage(PassageKind::Paragraph,
          "According to the information received, on October 16, 2019, after a trial of eleven "
          "sessions that had opened on September 23, the Taraz City Court found both defenders "
          "guilty. Mr. Yerlan Saryzhanov was sentenced to four years in a penal colony of general "
          "regime under Article 405, part 2, of the Criminal Code; he was also barred from "
          "practising law for five years.");
  passage(PassageKind::Paragraph,
          "Judge Aidos Tolembekov refused to hear nine of the eleven "
          "witnesses named by the defence.");
  passage(PassageKind::Quote, "«Мы обжалуем приговор», — сказала адвокат.");
  passage(PassageKind::Paragraph, "Words in white on white.");
  report.passages[4].visible = false;
  passage(PassageKind::Metadata, "og:title: Kazakhstan: Four years in prison");
}

void SamplePages::make_facts() {
  const auto card = [&](std::uint32_t number, FactLine line, std::string words) {
    FactCard value;
    value.number = number;
    value.line = std::move(line);
    value.check = "0011223344556677";
    value.proofs = {{{}, outside(std::move(words)), outside("act.sentence")}};
    value.confidence = 880'000;
    report.facts.push_back(value);
  };
  const auto mark = [&](std::size_t place, std::string_view words, std::uint32_t fact) {
    PassageValue& value = report.passages[place];
    const std::size_t found = words_.empty() ? value.text.find(words) : 0;
    const std::size_t size = words_.empty() ? words.size() : value.text.size();
    value.markings.push_back(
        {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(found + size), fact, true});
    value.facts.push_back(fact);
  };
  FactLine court;
  court.kind = FactKind::Court;
  court.name = outside("Taraz City Court");
  FactLine who;
  who.kind = FactKind::Person;
  who.name = outside("Yerlan Saryzhanov");
  who.parts = {{"role", "lawyer", true}, {"home_place", outside("Taraz"), false}};
  FactLine law;
  law.kind = FactKind::Provision;
  law.name = outside("Article 405.2, Criminal Code");
  card(1, act("hearing", Modality::Done, "2019-09-23"), "a trial of eleven sessions");
  card(2, court, "Taraz City Court");
  card(3, who, "Mr. Yerlan Saryzhanov");
  card(4, act("sentence", Modality::Done, "2019-10-16"), "was sentenced to four years");
  card(5, law, "Article 405, part 2");
  card(6, act("ban", Modality::Alleged, ""), "Words in white");
  report.facts[1].review = Review::ReadRightly;
  report.facts[2].review = Review::Verified;
  report.facts[5].doubtful = true;
  report.facts[5].visible = false;
  report.facts[5].sensitive = true;
  report.facts[5].background = true;
  mark(1, "on October 16, 2019, after a trial of eleven sessions", 1);
  mark(1, "Taraz City Court", 2);
  mark(1, "Mr. Yerlan Saryzhanov", 3);
  mark(1, "Mr. Yerlan Saryzhanov was sentenced to four years in a penal colony", 4);
  mark(1, "Article 405, part 2, of the Criminal Code", 5);
  mark(4, "Words in white", 6);
  mark(5, "Kazakhstan", 2);
}

void SamplePages::make_lists() {
  CaseLine nobody;
  nobody.number = "XXX-2021-0C4AZ";
  nobody.reports = 1;
  nobody.sources = 1;
  nobody.last_report = parse_iso_date("2021-11");
  CaseLine taken = case_file.line;
  taken.number = "BDI-2016-Q2M4T";
  taken.people = {person("Espérance Ndayikunda", Liberty::Disappeared, "2017-02-14")};
  front.reports = 50;
  front.cases = 10;
  front.people = 14;
  front.moved = {case_file.line, taken, nobody};
  front.newest = case_file.reports;
  front.newest[0].copies = {docket_line(kSecond, "Kazakhstan: transferred", "2020-03-20")};
  front.tags = {{outside("Kazakhstan"), "kazakhstan", 12},
                {outside("Disbarment"), "disbarment", 1}};
  cases.cases = 1234;
  cases.turn = {2, 50};
  cases.lines = front.moved;
  tag.tag = front.tags[0];
  tag.turn = {2, 3};
  tag.reports = 62;
  tag.lines = front.newest;
  tags.tags = front.tags;
  search.query = outside("Saryzhanov");
  search.hits = 2;
  SearchHit hit{case_file.reports[0],
                {{outside("the transfer of Mr. Yerlan "), false},
                 {outside("Saryzhanov"), true},
                 {outside(", an advocate serving"), false}}};
  search.lines = {hit, hit};
}

}  // namespace habeas
