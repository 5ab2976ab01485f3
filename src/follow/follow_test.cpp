// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/follow.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/processor_time.h"
#include "model/report_builder.h"

namespace habeas {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Tables& tables() {
  static const Tables made = *Tables::make();
  return made;
}

/// A case of all given reports; people are who is named by one name, affected first.
CaseCluster case_of(const std::vector<ReportSummary>& reports) {
  CaseCluster cluster;
  std::map<std::pair<bool, std::string>, LinkedPerson> people;
  for (const ReportSummary& report : reports) {
    cluster.documents.push_back(report.id);
    for (std::uint32_t i = 0; i < report.facts.size(); ++i) {
      const auto* value = std::get_if<PersonValue>(&report.facts[i].value);
      if (value == nullptr) continue;
      LinkedPerson& person = people[{!value->affected, value->name}];
      person.name = value->name;
      person.affected = value->affected;
      person.mentions.push_back({report.id, i});
    }
  }
  for (auto& [key, person] : people) cluster.people.push_back(std::move(person));
  std::sort(cluster.documents.begin(), cluster.documents.end());
  return cluster;
}

Chronicle follow_all(const std::vector<ReportSummary>& reports, const char* day = "2030-01-01") {
  return follow(case_of(reports), reports, *parse_iso_day(day), tables());
}

std::string date_of(const std::optional<PartialDate>& date) { return date ? to_iso(*date) : ""; }

/// "2017-01-27 transfer done Colony 7 x2 [1]"
std::vector<std::string> lines_of(const std::vector<ChronicleEntry>& entries) {
  const char* modalities[] = {"done", "announced", "attempted", "alleged", "denied", "negated"};
  std::vector<std::string> lines;
  for (const ChronicleEntry& entry : entries) {
    std::string line = fmt::format("{} {} {}", date_of(entry.date), entry.type,
                                   modalities[static_cast<int>(entry.modality)]);
    if (!entry.place.empty()) line += " " + entry.place;
    line += fmt::format(" x{}", entry.independent_sources);
    if (entry.bracket != 0) line += fmt::format(" [{}]", entry.bracket);
    lines.push_back(line);
  }
  return lines;
}

/// "Colony 7, Aktobe, 2017-01-27 to 2017-02-01, more than 500 km, 428 km from Atyrau, announced"
std::vector<std::string> lines_of(const std::vector<CustodyStep>& steps) {
  std::vector<std::string> lines;
  for (const CustodyStep& step : steps) {
    std::string line = fmt::format("{}, {}, {} to {}", step.facility, step.city,
                                   date_of(step.from), date_of(step.until));
    if (step.stated_distance_km) {
      line += fmt::format(", {}{}{} km", step.stated_qualifier,
                          step.stated_qualifier.empty() ? "" : " ", *step.stated_distance_km);
    }
    if (step.computed_distance_km) {
      line += fmt::format(", {} km from {}", *step.computed_distance_km, step.distance_from);
    }
    if (step.announced) line += ", announced";
    lines.push_back(line);
  }
  return lines;
}

ReportSummary update_four() {
  return ReportBuilder::make(
      "update", "KAZ", "2017-02-13",
      {"ref KAZ 002/1016/OBS 071.4 | update=4",
       "daniyar: affected Daniyar Sadykayev | home=Atyrau | role=defender",
       "talgat: affected Talgat Muratov | home=Atyrau | role=lawyer",
       "atyrau: city Atyrau | at=47.1167,51.8833", "aktobe: city Aktobe | at=50.2797,57.2072",
       "sizo: facility pre-trial detention centre | type=pre_trial | city=Atyrau",
       "near: facility Penal Colony | type=colony | city=Atyrau",
       "there: facility pre-trial detention facility | type=pre_trial | city=Aktobe",
       "north: city Petropavlovsk | at=54.8753,69.1628",
       "colony: facility Penal Colony of Petropavlovsk | type=colony | city=Petropavlovsk",
       "act detention | target=daniyar,talgat | place=atyrau",
       "first: notice notice | date=2017-01-25 | about=stay | superseded=second",
       "stay: act transfer | modality=announced | target=daniyar,talgat | to=near",
       "second: notice notice | date=2017-01-30 | about=move",
       "move: act transfer | modality=announced | target=daniyar,talgat | to=colony | "
       "quantity=long",
       "long: distance 1500 km | from=atyrau",
       "act transfer | date=2017-01-27 | target=daniyar,talgat | from=sizo | to=there | "
       "quantity=short",
       "short: distance 500 km | qualifier=more_than",
       "status detained | date=2017-02-09 | target=daniyar,talgat | place=there",
       "act transfer | modality=announced | target=daniyar | to=colony",
       "provision 91.7 | law=Criminal Executive Code | as=ground",
       "label Arbitrary detention | type=arbitrary_detention",
       "label Arbitrary detention | type=arbitrary_detention"});
}

TEST(Follow, TellsTheWayToAnotherPrison) {
  const Chronicle chronicle = follow_all({update_four()}, "2017-03-01");
  ASSERT_THAT(chronicle.people, SizeIs(2));
  for (const PersonChronicle& person : chronicle.people) {
    EXPECT_EQ(person.liberty.value, Liberty::Held);
    EXPECT_EQ(date_of(person.liberty.as_of), "2017-02-09");
    EXPECT_THAT(
        lines_of(person.custody),
        ElementsAre("pre-trial detention centre, Atyrau,  to 2017-01-27",
                    "pre-trial detention facility, Aktobe, 2017-01-27 to , more than 500 km, "
                    "526 km from Atyrau",
                    "Penal Colony of Petropavlovsk, Petropavlovsk,  to , 1500 km, "
                    "1482 km from Atyrau, announced"));
  }
  ASSERT_THAT(chronicle.chains, SizeIs(1));
  const ReferenceChain& chain = chronicle.chains[0];
  EXPECT_EQ(chain.base, "KAZ 002/1016/OBS 071");
  EXPECT_EQ(chain.first_issued, "2016-10");
  ASSERT_THAT(chain.links, SizeIs(5));
  for (int update = 0; update < 4; ++update) {
    EXPECT_THAT(chain.links[static_cast<std::size_t>(update)].documents, IsEmpty());
  }
  EXPECT_THAT(chain.links[4].documents, ElementsAre(ReportBuilder::id_of("update")));
  EXPECT_THAT(chronicle.labels, SizeIs(1));
  EXPECT_THAT(chronicle.provisions, SizeIs(1));
  EXPECT_EQ(chronicle.silent_days, 16);
}

struct StateCase {
  const char* reason;
  std::vector<std::string> lines;  ///< of a report of 2019-06-01 about "a"
  Liberty liberty;
  Procedure procedure;
  const char* as_of;  ///< of liberty
};

TEST(Follow, ReadsStatesAsLastReported) {
  const Liberty unknown = Liberty::Unknown;
  const Procedure none = Procedure::Unknown;
  const StateCase cases[] = {
      {"arrested", {"act arrest | target=a | date=2019-05-03"}, Liberty::Held, none, "2019-05-03"},
      {"announced", {"act arrest | target=a | modality=announced"}, unknown, none, ""},
      {"attempted", {"act arrest | target=a | modality=attempted"}, unknown, none, ""},
      {"alleged", {"act arrest | target=a | modality=alleged"}, unknown, none, ""},
      {"denied", {"act arrest | target=a | modality=denied"}, unknown, none, ""},
      {"negated", {"act release | target=a | modality=negated"}, unknown, none, ""},
      {"of_somebody_else", {"b: person Ilya Zorin", "act arrest | target=b"}, unknown, none, ""},
      {"undated_counts_from_the_report", {"act release | target=a"}, Liberty::Released, none,
       "2019-06-01"},
      {"undated_background_tells_no_day", {"act arrest | target=a | background"}, unknown, none,
       ""},
      {"dated_background_counts", {"act arrest | target=a | date=2019-05-03 | background"},
       Liberty::Held, none, "2019-05-03"},
      {"same_state_keeps_its_day",
       {"act detention | target=a", "status detained | target=a | date=2019-05-20"}, Liberty::Held,
       none, "2019-05-20"},
      {"released_after_arrest",
       {"act release | target=a | date=2019-05-20", "act arrest | target=a | date=2019-05-03"},
       Liberty::Released, none, "2019-05-20"},
      {"released_the_same_day",
       {"act arrest | target=a | date=2019-05-03", "act release | target=a | date=2019-05-03"},
       Liberty::Released, none, "2019-05-03"},
      {"not_yet", {"act release | target=a | date=2031-05-20"}, unknown, none, ""},
      {"dead_stay_dead",
       {"act killing | target=a | date=2019-05-03", "act release | target=a | date=2019-05-20"},
       Liberty::Dead, none, "2019-05-03"},
      {"never_held_but_restricted",
       {"act sentence | target=a | date=2019-05-03 | penalty=restriction_of_liberty"},
       Liberty::Restricted, Procedure::Convicted, "2019-05-03"},
      {"fine_is_no_conviction", {"act sentence | target=a | date=2019-05-03 | penalty=fine"},
       unknown, none, ""},
      {"charged", {"act charge | target=a | date=2019-05-03"}, unknown, Procedure::Accused, ""},
      {"acquitted_on_appeal",
       {"act conviction | target=a | date=2019-05-03",
        "act acquittal | target=a | date=2019-05-20"},
       unknown, Procedure::Acquitted, ""},
      {"conviction_quashed",
       {"was: act conviction | target=a | date=2019-05-03",
        "act appeal | target=a | date=2019-05-20 | outcome=overturned | overturned=was"},
       unknown, Procedure::Quashed, ""},
      {"other_ruling_overturned",
       {"act conviction | target=a | date=2019-05-03", "was: act ruling | target=a",
        "act appeal | target=a | date=2019-05-20 | outcome=overturned | overturned=was"},
       unknown, Procedure::Convicted, ""},
      {"moved", {"act transfer | target=a | date=2019-05-03"}, Liberty::Held, none, "2019-05-03"},
      {"taken_to_hospital", {"act transfer | target=a | date=2019-05-03 | +to=hospital"}, unknown,
       none, ""},
      {"rejected_by_a_person", {"act arrest | target=a | date=2019-05-03 | rejected"}, unknown,
       none, ""},
      {"not_to_be_seen", {"act arrest | target=a | date=2019-05-03 | hidden"}, unknown, none, ""},
  };
  for (const StateCase& c : cases) {
    std::vector<std::string> lines = {"a: affected Dana Orynbek"};
    lines.insert(lines.end(), c.lines.begin(), c.lines.end());
    const Chronicle chronicle =
        follow_all({ReportBuilder::make("r", "KAZ", "2019-06-01", lines)});
    ASSERT_THAT(chronicle.people, SizeIs(1)) << c.reason;
    const PersonChronicle& person = chronicle.people[0];
    EXPECT_EQ(person.liberty.value, c.liberty) << c.reason;
    EXPECT_EQ(person.procedure.value, c.procedure) << c.reason;
    EXPECT_EQ(date_of(person.liberty.as_of), c.as_of) << c.reason;
    EXPECT_EQ(person.liberty.fact.has_value(), c.liberty != Liberty::Unknown) << c.reason;
  }
}

TEST(Follow, ReadsStanding) {
  const Chronicle chronicle = follow_all({ReportBuilder::make(
      "r", "AZE", "2019-06-01",
      {"a: affected Dana Orynbek", "act suspension | target=a | date=2018-05",
       "act disbarment | target=a | date=2019-02"})});
  EXPECT_EQ(chronicle.people[0].standing.value, Standing::Disbarred);
  EXPECT_EQ(date_of(chronicle.people[0].standing.as_of), "2019-02");
}

TEST(Follow, DoubtfulFactsChangeNoState) {
  ReportSummary report = ReportBuilder::make(
      "r", "KAZ", "2019-06-01",
      {"a: affected Dana Orynbek", "act arrest | target=a | date=2019-05-03"});
  report.facts[1].confidence = kDoubtfulBelow - 1;
  const Chronicle chronicle = follow_all({report});
  EXPECT_EQ(chronicle.people[0].liberty.value, Liberty::Unknown);
  EXPECT_THAT(chronicle.people[0].custody, IsEmpty());
  EXPECT_THAT(chronicle.entries, SizeIs(1));
}

/// A report whose address gives its source.
ReportSummary report_of(const char* name, const char* site, const char* published,
                        std::vector<std::string> lines) {
  lines.insert(lines.begin(), "a: affected Dana Orynbek");
  ReportSummary report = ReportBuilder::make(name, "KAZ", published, lines);
  report.address = fmt::format("https://{}/{}", site, name);
  return report;
}

struct TimelineCase {
  const char* reason;
  std::vector<ReportSummary> reports;
  std::vector<std::string> lines;
};

TEST(Follow, TellsEachThingOnceAndKeepsContradictions) {
  const auto one = [](const char* line) {
    return report_of("one", "one.example", "2019-06-01", {line});
  };
  const auto two = [](const char* line) {
    return report_of("two", "two.example", "2019-06-05", {line});
  };
  const TimelineCase cases[] = {
      {"same_day_two_sources",
       {one("act arrest | target=a | date=2019-05-03"),
        two("act arrest | target=a | date=2019-05-03")},
       {"2019-05-03 arrest done x2"}},
      {"month_is_the_same_day",
       {one("act arrest | target=a | date=2019-05"),
        two("act arrest | target=a | date=2019-05-03")},
       {"2019-05-03 arrest done x2"}},
      {"undated_is_the_only_one_of_its_kind",
       {one("act arrest | target=a"), two("act arrest | target=a | date=2019-05-03")},
       {"2019-05-03 arrest done x2"}},
      {"two_days_two_sources",
       {one("act arrest | target=a | date=2019-05-03"),
        two("act arrest | target=a | date=2019-05-04")},
       {"2019-05-03 arrest done x1 [1]", "2019-05-04 arrest done x1 [1]"}},
      {"two_days_one_source",
       {one("act arrest | target=a | date=2019-05-03"),
        report_of("two", "one.example", "2019-06-05", {"act arrest | target=a | date=2019-05-04"})},
       {"2019-05-03 arrest done x1", "2019-05-04 arrest done x1"}},
      {"long_after_is_another_arrest",
       {one("act arrest | target=a | date=2019-05-03"),
        two("act arrest | target=a | date=2019-05-24")},
       {"2019-05-03 arrest done x1", "2019-05-24 arrest done x1"}},
      {"hearings_happen_again",
       {one("act hearing | target=a | date=2019-05-03"),
        two("act hearing | target=a | date=2019-05-04")},
       {"2019-05-03 hearing done x1", "2019-05-04 hearing done x1"}},
      {"other_regime",
       {one("act sentence | target=a | date=2019-05-03 | regime=strict"),
        two("act sentence | target=a | date=2019-05-03 | regime=general")},
       {"2019-05-03 sentence done x1 [1]", "2019-05-03 sentence done x1 [1]"}},
      {"announced_is_not_done",
       {one("act transfer | modality=announced | target=a | date=2019-05-03"),
        two("act transfer | target=a | date=2019-05-03")},
       {"2019-05-03 transfer announced x1", "2019-05-03 transfer done x1"}},
      {"undated_last",
       {one("act threat | target=a"), two("act arrest | target=a | date=2019-05-04")},
       {"2019-05-04 arrest done x1", " threat done x1"}},
  };
  for (const TimelineCase& c : cases) {
    EXPECT_EQ(lines_of(follow_all(c.reports).entries), c.lines) << c.reason;
    std::vector<ReportSummary> reversed(c.reports.rbegin(), c.reports.rend());
    EXPECT_EQ(lines_of(follow_all(reversed).entries), c.lines) << c.reason;
  }
}

TEST(Follow, ATermToldTwiceIsAContradiction) {
  const auto report = [](const char* name, const char* term) {
    return report_of(name, fmt::format("{}.example", name).c_str(), "2019-06-01",
                     {"act sentence | target=a | date=2019-05-03 | quantity=t",
                      fmt::format("t: term {} year", term)});
  };
  EXPECT_THAT(lines_of(follow_all({report("one", "5"), report("two", "4")}).entries),
              ElementsAre("2019-05-03 sentence done x1 [1]", "2019-05-03 sentence done x1 [1]"));
  EXPECT_THAT(lines_of(follow_all({report("one", "5"), report("two", "5")}).entries),
              ElementsAre("2019-05-03 sentence done x2"));
}

TEST(Follow, CopiesAreOneSource) {
  const std::vector<ReportSummary> reports = {
      report_of("one", "one.example", "2019-06-01", {"act arrest | target=a | date=2019-05-03"}),
      report_of("two", "two.example", "2019-06-01", {"act arrest | target=a | date=2019-05-03"}),
      report_of("six", "six.example", "2019-06-01", {"act arrest | target=a | date=2019-05-03"}),
  };
  CaseCluster cluster = case_of(reports);
  cluster.copies = {{reports[0].id, reports[2].id}};
  const Chronicle chronicle = follow(cluster, reports, {}, tables());
  EXPECT_EQ(chronicle.entries.at(0).independent_sources, 2U);
  EXPECT_THAT(chronicle.entries.at(0).facts, SizeIs(3));
}

struct CustodyCase {
  const char* reason;
  std::vector<std::string> lines;
  std::vector<std::string> steps;
};

TEST(Follow, WalksTheCustodyTrail) {
  const CustodyCase cases[] = {
      {"arrest_and_release",
       {"act arrest | target=a | date=2019-05-03 | place=cell",
        "act release | target=a | date=2019-05-05"},
       {"Cell 1, Oral, 2019-05-03 to 2019-05-05"}},
      {"remand_after_arrest_is_one_stay",
       {"act arrest | target=a | date=2019-05-03", "act remand | target=a | date=2019-05-05"},
       {", , 2019-05-03 to "}},
      {"arrested_again",
       {"act arrest | target=a | date=2019-05-03", "act release | target=a | date=2019-05-05",
        "act arrest | target=a | date=2019-08-03"},
       {", , 2019-05-03 to 2019-05-05", ", , 2019-08-03 to "}},
      {"seen_in_a_place",
       {"status detained | target=a | date=2019-05-03 | place=cell"},
       {"Cell 1, Oral, 2019-05-03 to "}},
      {"city_first_then_the_cell",
       {"act arrest | target=a | date=2019-05-03 | place=oral",
        "status detained | target=a | date=2019-05-09 | place=cell"},
       {"Cell 1, Oral, 2019-05-03 to "}},
      {"announced_and_then_done",
       {"act arrest | target=a | date=2019-05-03 | place=cell",
        "act transfer | modality=announced | target=a | to=colony",
        "act transfer | target=a | date=2019-05-09 | to=colony"},
       {"Cell 1, Oral, 2019-05-03 to 2019-05-09",
        "Colony 7, Aktau, 2019-05-09 to , 843 km from Oral"}},
      {"alleged_transfer_is_no_step",
       {"act transfer | modality=alleged | target=a | date=2019-05-09 | to=colony"}, {}},
      {"release_alone", {"act release | target=a | date=2019-05-09"}, {}},
      {"told_with_another_day",
       {"act transfer | target=a | date=2019-05-09 | to=colony",
        "act transfer | target=a | date=2019-05-10 | to=colony"},
       {"Colony 7, Aktau, 2019-05-09 to "}},
  };
  for (const CustodyCase& c : cases) {
    std::vector<std::string> lines = {
        "a: affected Dana Orynbek", "oral: city Oral | at=51.2333,51.3667",
        "aktau: city Aktau | at=43.65,51.15",
        "cell: facility Cell 1 | type=police_cell | city=Oral",
        "colony: facility Colony 7 | type=colony | city=Aktau"};
    lines.insert(lines.end(), c.lines.begin(), c.lines.end());
    const Chronicle chronicle = follow_all({ReportBuilder::make("r", "KAZ", "2019-06-01", lines)});
    EXPECT_EQ(lines_of(chronicle.people.at(0).custody), c.steps) << c.reason;
  }
}

TEST(Follow, FindsCitiesByTheGazetteerInTheCountryOfTheReport) {
  const Chronicle chronicle = follow_all({ReportBuilder::make(
      "r", "KAZ", "2019-06-01",
      {"a: affected Dana Orynbek", "x: city Atyrau", "y: city Petropavl",
       "act transfer | target=a | date=2019-05-09 | from=x | to=y"})});
  const std::vector<CustodyStep>& steps = chronicle.people.at(0).custody;
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_THAT(steps[1].computed_distance_km, testing::Optional(testing::AllOf(
                                                 testing::Gt(1'400), testing::Lt(1'600))));
}

TEST(Follow, ChainsNumbersOverSources) {
  const auto chain_of = [](const std::vector<std::string>& lines) {
    const Chronicle chronicle = follow_all({ReportBuilder::make("r", "UZB", "2019-06-01", lines)});
    std::string text;
    for (const ReferenceChain& chain : chronicle.chains) {
      text += fmt::format("{} since {}:", chain.base, chain.first_issued);
      for (const auto& link : chain.links) {
        text += fmt::format(" {}{}", link.update, link.documents.empty() ? "?" : "");
      }
    }
    return text;
  };
  struct Case {
    const char* reason;
    std::vector<std::string> lines;
    const char* chain;
  };
  const Case cases[] = {
      {"first_appeal", {"ref UZB 001/0907/OBS 104"}, "UZB 001/0907/OBS 104 since 2007-09: 0"},
      {"last_century", {"ref UZB 001/1199/OBS 104"}, "UZB 001/1199/OBS 104 since 1999-11: 0"},
      {"cited_later_update",
       {"ref UZB 001/0907/OBS 104", "ref UZB 001/0907/OBS 104.2 | update=2 | role=other"},
       "UZB 001/0907/OBS 104 since 2007-09: 0 1? 2?"},
      {"cited_only", {"ref UZB 001/0907/OBS 104.2 | update=2 | role=other"}, ""},
      {"absurd_update", {"ref UZB 001/0907/OBS 104.99999 | update=99999"},
       "UZB 001/0907/OBS 104 since 2007-09: 0? 99999"},
      {"no_month", {"ref Opinion No. 16/2017 | scheme=wgad_opinion"},
       "Opinion No. 16/2017 since : 0"},
  };
  for (const Case& c : cases) EXPECT_EQ(chain_of(c.lines), c.chain) << c.reason;
}

TEST(Follow, KnowsTheNextDateAndTheSilence) {
  const std::vector<ReportSummary> reports = {
      report_of("one", "one.example", "2019-06-01",
                {"act hearing | modality=announced | target=a | date=2019-06-20",
                 "act hearing | modality=announced | target=a | date=2019-07-20",
                 "act hearing | modality=announced | target=a | date=2019-05-20"})};
  const auto next = [&](const char* day) { return date_of(follow_all(reports, day).next_date); };
  EXPECT_EQ(next("2019-06-10"), "2019-06-20");
  EXPECT_EQ(next("2019-06-21"), "2019-07-20");
  EXPECT_EQ(next("2020-01-01"), "2019-07-20");
  EXPECT_EQ(follow_all(reports, "2019-06-11").silent_days, 10);
  EXPECT_EQ(follow_all(reports, "2019-05-11").last_report, std::nullopt);
}

TEST(Follow, ListsEachThingOnce) {
  const Chronicle chronicle = follow_all(
      {ReportBuilder::make("r", "KAZ", "2019-06-01",
                           {"o: org Lantern", "court Aktau City Court | type=city",
                            "court AKTAU CITY COURT | type=city",
                            "provision 174 | law=Criminal Code",
                            "provision 174 | law=Criminal Code | as=charge", "provision 175",
                            "intervention call | issuer=o", "intervention call | issuer=o",
                            "intervention call", "attribution attribution | claimant=o",
                            "city Aktau", "facility Colony 7 | city=Aktau"})});
  EXPECT_THAT(chronicle.courts, SizeIs(1));
  ASSERT_THAT(chronicle.provisions, SizeIs(2));
  EXPECT_EQ(chronicle.provisions[0].fact, 4U) << "the charge, not the mention";
  EXPECT_THAT(chronicle.interventions, SizeIs(2));
  EXPECT_THAT(chronicle.attributions, SizeIs(1));
  EXPECT_THAT(chronicle.places, SizeIs(2));
}

TEST(Follow, BearsNothingAndMuch) {
  EXPECT_EQ(follow({}, {}, {}, tables()), Chronicle());
  std::vector<std::string> lines = {"a: affected Dana Orynbek", "y: city Aktau"};
  for (int i = 0; i < 6'000; ++i) {
    lines.push_back(fmt::format("act {} | target=a | date=20{:02}-{:02}-{:02} | to=y",
                                i % 2 == 0 ? "transfer" : "arrest", i % 90, i % 12 + 1,
                                i % 28 + 1));
    lines.push_back("act threat | target=a");
  }
  const std::vector<ReportSummary> reports = {
      ReportBuilder::make("r", "KAZ", "2019-06-01", lines)};
  const double begun = thread_seconds();
  follow_all(reports);
  EXPECT_LT(thread_seconds() - begun, 5.0);
}

}  // namespace
}  // namespace habeas
