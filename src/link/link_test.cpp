// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/link.h"

#include <ctime>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/report_builder.h"

namespace habeas {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Tables& tables() {
  static const Tables made = *Tables::make();
  return made;
}

ReportSummary report(std::string_view name, std::string_view country, std::string_view published,
                     const std::vector<std::string>& lines) {
  return ReportBuilder::make(name, country, published, lines);
}

std::vector<CaseCluster> link_all(const std::vector<ReportSummary>& reports,
                                  const LinkConstraints& constraints = {}) {
  return link(reports, constraints, tables());
}

struct PairCase {
  const char* reason;
  ReportSummary a;
  ReportSummary b;
  const char* words;  ///< of the reason they are joined for; nullptr: they stay apart
};

void check(const PairCase& c) {
  const std::vector<CaseCluster> clusters = link_all({c.a, c.b});
  if (c.words == nullptr) {
    EXPECT_EQ(clusters.size(), 2U)
        << c.reason << ": " << (clusters[0].reasons.empty() ? "" : clusters[0].reasons[0].words);
    return;
  }
  ASSERT_EQ(clusters.size(), 1U) << c.reason;
  ASSERT_EQ(clusters[0].reasons.size(), 1U) << c.reason;
  EXPECT_EQ(clusters[0].reasons[0].words, c.words) << c.reason;
}

TEST(Link, JoinsWhatIsOneCaseAndSaysWhy) {
  const PairCase cases[] = {
      {"same_number",
       report("a", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027", "affected Aigerim Sadykova"}),
       report("b", "KAZ", "2019-12-20",
              {"ref KAZ 003/0419/OBS 027.1 | update=1", "affected A. Sadykova"}),
       "both carry KAZ 003/0419/OBS 027"},
      {"number_in_address",
       report("a", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027 | role=address"}),
       report("b", "", "", {"ref KAZ 003/0419/OBS 027"}), "both carry KAZ 003/0419/OBS 027"},
      {"month_misprinted",
       report("a", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027 | key=KAZ/19/027"}),
       report("b", "KAZ", "2019-04-20", {"ref KAZ 003/0119/OBS 027 | key=KAZ/19/027"}),
       "KAZ 003/0119/OBS 027 and KAZ 003/0419/OBS 027 are one number but for the month"},
      {"two_scripts",
       report("a", "KAZ", "2019-04-20", {"affected Aigerim Sadykova"}),
       report("b", "KAZ", "2019-12-20", {"affected Айгерим Садыкова"}),
       "both name Айгерим Садыкова (written Aigerim Sadykova) as affected, both in Kazakhstan, "
       "8 months apart"},
      {"place_without_country",
       report("a", "", "2019-04-20", {"affected Aigerim Sadykova", "city Karaganda"}),
       report("b", "KAZ", "2019-04-20", {"affected Aigerim Sadykova", "city Karaganda"}),
       "both name Aigerim Sadykova as affected, both name Karaganda, on the same day"},
      {"two_people",
       report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek", "affected Talgat Murat"}),
       report("b", "KAZ", "2021-04-20", {"affected Dana Orynbek", "affected Talgat Muratov"}),
       "both name Dana Orynbek and Talgat Muratov (written Talgat Murat) as affected, "
       "both in Kazakhstan, 2 years apart"},
      {"frequent_name_with_place_and_day",
       report("a", "YEM", "2019-04-20",
              {"affected Mohammed Ali", "city Taiz", "act arrest | date=2019-04-12"}),
       report("b", "YEM", "2019-04-22",
              {"affected Mohammed Ali", "city Taiz", "act arrest | date=2019-04-12"}),
       "both name Mohammed Ali as affected, both in Yemen, both name Taiz, "
       "both report arrest on 2019-04-12, 2 days apart"},
      {"title_names_the_person",
       report("a", "KAZ", "2019-04-20", {"affected Aigerim Sadykova"}),
       report("Sadykova: a month later", "KAZ", "2019-05-20",
              {"person Aigerim Sadykova | role=lawyer"}),
       "both name Aigerim Sadykova, affected in one of them, both in Kazakhstan, "
       "whose title names them, 30 days apart"},
      {"both_titles_name_the_person",
       report("Lawyer Sadykova shot", "KAZ", "2019-04-20", {"person Aigerim Sadykova"}),
       report("Who shot Sadykova?", "KAZ", "2019-04-21", {"person Aigerim Sadykova"}),
       "both name Aigerim Sadykova, both in Kazakhstan, both titles name them, 1 day apart"},
      {"attack_on_an_office",
       report("a", "RUS", "2019-04-20",
              {"o: org Lantern Group", "city Grozny", "act search | date=2019-04-19 | target=o"}),
       report("b", "RUS", "2019-04-23",
              {"o: org Lantern Group", "city Grozny", "act search | date=2019-04-19 | target=o"}),
       "both report an attack on Lantern Group, both in Russia, both name Grozny, "
       "both report search on 2019-04-19, 3 days apart"},
  };
  for (const PairCase& c : cases) check(c);
}

TEST(Link, KeepsApartWhatIsNot) {
  const PairCase cases[] = {
      {"surname_alone", report("a", "KAZ", "2019-04-20", {"affected Aigerim Sadykova"}),
       report("b", "KAZ", "2019-04-20", {"affected Marat Sadykov"}), nullptr},
      {"judge_of_that_surname", report("a", "KAZ", "2019-04-20", {"affected Aigerim Sadykova"}),
       report("b", "KAZ", "2019-04-20", {"person A. Sadykova | role=judge"}), nullptr},
      {"same_judge",
       report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek", "person Marat Kim | role=judge"}),
       report("b", "KAZ", "2019-04-20", {"affected Ilya Zorin", "person Marat Kim | role=judge"}),
       nullptr},
      {"spokesperson_elsewhere",
       report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek"}),
       report("b", "KAZ", "2019-04-20",
              {"affected Ilya Zorin", "person Dana Orynbek | role=defender"}), nullptr},
      {"named_in_passing", report("a", "KAZ", "2019-04-20", {"person Aigerim Sadykova"}),
       report("Who shot Sadykova?", "KAZ", "2019-04-21", {"person Aigerim Sadykova"}), nullptr},
      {"minister_in_both_titles",
       report("Kimov on courts", "KAZ", "2019-04-20", {"person Ilya Kimov | role=official"}),
       report("Kimov again", "KAZ", "2019-04-21", {"person Ilya Kimov | role=official"}), nullptr},
      {"nothing_but_the_name", report("a", "", "2019-04-20", {"affected Dana Orynbek"}),
       report("b", "", "2019-04-20", {"affected Dana Orynbek"}), nullptr},
      {"frequent_name_in_one_country",
       report("a", "YEM", "2019-04-20", {"affected Mohammed Ali"}),
       report("b", "YEM", "2019-04-20", {"affected Mohammed Ali"}), nullptr},
      {"other_country", report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek"}),
       report("b", "UKR", "2019-04-20", {"affected Dana Orynbek", "city Almaty"}), nullptr},
      {"other_sex", report("a", "KAZ", "2019-04-20", {"affected D. Umir | sex=f", "city Aktau"}),
       report("b", "KAZ", "2019-04-20", {"affected Daniyar Umir | sex=m", "city Aktau"}), nullptr},
      {"number_cited_only",
       report("a", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027"}),
       report("b", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027 | role=other"}), nullptr},
      {"same_court_file",
       report("a", "UGA", "2019-04-20",
              {"ref 12/2019 | scheme=national_case_file", "affected Dana Orynbek"}),
       report("b", "UGA", "2019-04-20",
              {"ref 12/2019 | scheme=national_case_file", "affected Ilya Zorin"}), nullptr},
      {"same_organisation",
       report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek | org=Lantern"}),
       report("b", "KAZ", "2019-04-20", {"affected Ilya Zorin | org=Lantern"}), nullptr},
      {"member_of_a_group",
       report("a", "KAZ", "2017-04-20",
              {"affected Dana Orynbek", "affected Ilya Zorin", "affected Asel Tokay",
               "affected Marat Kenes"}),
       report("b", "KAZ", "2019-04-20", {"affected Dana Orynbek"}), nullptr},
      {"round_up_titled_after_another",
       report("Arrest of Zorin", "KAZ", "2019-04-20",
              {"affected Ilya Zorin", "affected Dana Orynbek"}),
       report("b", "KAZ", "2019-04-20", {"affected Dana Orynbek"}), nullptr},
      {"hidden_words", report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek | hidden"}),
       report("b", "KAZ", "2019-04-20", {"affected Dana Orynbek"}), nullptr},
      {"rejected_person", report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek | rejected"}),
       report("b", "KAZ", "2019-04-20", {"affected Dana Orynbek"}), nullptr},
      {"nobody_and_nothing", report("a", "KAZ", "2019-04-20", {"city Aktau"}),
       report("b", "KAZ", "2019-04-20", {"city Aktau"}), nullptr},
  };
  for (const PairCase& c : cases) check(c);
}

std::vector<std::uint64_t> sketch(std::uint64_t from, std::uint64_t to) {
  std::vector<std::uint64_t> shingles;
  for (std::uint64_t i = from; i < to; ++i) shingles.push_back(i * 0x9E3779B97F4A7C15U);
  std::sort(shingles.begin(), shingles.end());
  return shingles;
}

TEST(Link, CountsCopiesAsOneSource) {
  ReportSummary a = report("a", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027"});
  ReportSummary b = report("b", "", "", {});
  ReportSummary c = report("c", "KAZ", "2020-04-20", {"ref KAZ 003/0419/OBS 027.1 | update=1"});
  a.shingles = sketch(0, 100);
  b.shingles = sketch(5, 105);
  c.shingles = sketch(2, 102);
  const std::vector<CaseCluster> clusters = link_all({a, b, c});
  ASSERT_THAT(clusters, SizeIs(1));
  // An update repeats its appeal and is still another report: b is a copy of both.
  ASSERT_THAT(clusters[0].copies, SizeIs(1));
  EXPECT_THAT(clusters[0].copies[0], testing::Contains(a.id));
  EXPECT_THAT(clusters[0].reasons[0].words + clusters[0].reasons[1].words,
              HasSubstr("% of the words are the same"));
  b.shingles = sketch(50, 150);
  EXPECT_THAT(link_all({a, b}), SizeIs(2));
}

TEST(Link, MakesOnePersonOfManySpellings) {
  const std::vector<CaseCluster> clusters = link_all({
      report("a", "KAZ", "2019-04-20",
             {"ref KAZ 003/0419/OBS 027", "affected Daniyar Sadykayev | aka=Daniyar",
              "person Marat Sadykayev | role=judge", "affected Dana Orynbek",
              "affected D. Orynbek", "affected Orynbek"}),
      report("b", "KAZ", "2019-05-20",
             {"ref KAZ 003/0419/OBS 027.1 | update=1", "affected Данияр Садыкаев",
              "affected Orynbek"}),
      report("c", "KAZ", "2019-06-20",
             {"ref KAZ 003/0419/OBS 027.2 | update=2", "affected Sadykaev"}),
  });
  ASSERT_THAT(clusters, SizeIs(1));
  const std::vector<LinkedPerson>& people = clusters[0].people;
  ASSERT_THAT(people, SizeIs(4));
  EXPECT_EQ(people[0].name, "D. Orynbek") << "beside Dana Orynbek on one page";
  EXPECT_EQ(people[1].name, "Dana Orynbek");
  EXPECT_THAT(people[1].other_names, ElementsAre("Orynbek"));
  EXPECT_THAT(people[1].mentions, SizeIs(3));
  EXPECT_EQ(people[2].name, "Daniyar Sadykayev");
  EXPECT_THAT(people[2].other_names, ElementsAre("Daniyar", "Sadykaev", "Данияр Садыкаев"));
  EXPECT_THAT(people[2].mentions, SizeIs(3));
  EXPECT_EQ(people[3].name, "Marat Sadykayev");
  EXPECT_FALSE(people[3].affected);
}

TEST(Link, LeavesASurnameAloneThatFitsTwo) {
  const std::vector<CaseCluster> clusters = link_all({
      report("a", "KAZ", "2019-04-20",
             {"ref KAZ 003/0419/OBS 027", "affected Marat Sadykayev", "affected Dana Sadykayeva"}),
      report("b", "KAZ", "2019-05-20",
             {"ref KAZ 003/0419/OBS 027.1 | update=1", "affected Serik Orynbek",
              "affected Sadykayev"}),
      report("c", "KAZ", "2019-05-20",
             {"ref KAZ 003/0419/OBS 027.2 | update=2", "affected Timur Sadykayev"}),
  });
  ASSERT_THAT(clusters, SizeIs(1));
  EXPECT_THAT(clusters[0].people, SizeIs(5));
}

DocumentId id(std::string_view name) { return ReportBuilder::id_of(name); }

TEST(Link, ObeysDecisions) {
  const std::vector<ReportSummary> reports = {
      report("a", "KAZ", "2019-04-20", {"affected Dana Orynbek"}),
      report("b", "KAZ", "2019-05-20", {"affected Dana Orynbek"}),
      report("c", "KAZ", "2019-05-20", {"affected Ilya Zorin"}),
  };
  const auto before = link_all(reports);
  EXPECT_THAT(before, SizeIs(2));

  LinkConstraints merged;
  merged.together = {{id("a"), id("c")}};
  const auto one = link_all(reports, merged);
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_THAT(one[0].reasons, testing::Contains(testing::Field(&Reason::rule, "decided")));

  LinkConstraints split = merged;
  split.apart = {{id("c"), id("a")}, {id("c"), id("b")}};
  EXPECT_EQ(link_all(reports, split), before) << "split after merge restores";

  LinkConstraints people;
  people.different_people = {{{id("a"), 0}, {id("b"), 0}}};
  EXPECT_THAT(link_all(reports, people), SizeIs(3));
  people = {};
  people.same_person = {{{id("c"), 0}, {id("b"), 0}}};
  const auto same = link_all(reports, people);
  ASSERT_THAT(same, SizeIs(1));
  EXPECT_THAT(same[0].people, SizeIs(1));

  LinkConstraints unknown;
  unknown.together = {{id("a"), id("nowhere")}};
  unknown.apart = {{id("nowhere"), id("b")}};
  EXPECT_EQ(link_all(reports, unknown), before);
}

TEST(Link, TwoPeopleOfOneNameInOneCaseStayTwo) {
  const std::vector<ReportSummary> reports = {
      report("a", "KAZ", "2019-04-20", {"ref KAZ 003/0419/OBS 027", "affected Dana Orynbek"}),
      report("b", "KAZ", "2019-05-20",
             {"ref KAZ 003/0419/OBS 027.1 | update=1", "affected Dana Orynbek"}),
  };
  LinkConstraints constraints;
  constraints.different_people = {{{id("a"), 1}, {id("b"), 1}}};
  const auto clusters = link_all(reports, constraints);
  ASSERT_THAT(clusters, SizeIs(1));
  EXPECT_THAT(clusters[0].people, SizeIs(2));
}

/// Reports of a small desk: cases of one to six reports, with homonyms and shared judges.
std::vector<ReportSummary> invented_desk(std::size_t cases) {
  const char* given[] = {"Aigerim", "Dana", "Marat", "Serik", "Ilya", "Asel", "Timur", "Zarina"};
  const char* syllables[] = {"bor", "dan", "kem", "lur", "mos", "nar", "pet", "rim", "sol", "tuv"};
  const char* countries[] = {"KAZ", "UZB", "KGZ", ""};
  std::vector<ReportSummary> reports;
  std::mt19937 random(7);
  const auto pick = [&](std::size_t count) { return random() % count; };
  for (std::size_t i = 0; i < cases; ++i) {
    const std::string family = fmt::format("{}{}{}ov", syllables[pick(10)], syllables[pick(10)],
                                           syllables[pick(10)]);
    const std::string name = fmt::format("{} {}", given[pick(8)], family);
    const std::string country = countries[pick(4)];
    const std::size_t updates = 1 + pick(6);
    for (std::size_t k = 0; k < updates; ++k) {
      std::vector<std::string> lines = {"affected " + name, "person Marat Kimov | role=judge",
                                        fmt::format("city Town{}", i % 40)};
      if (pick(2) == 0) lines.push_back(fmt::format("ref KAZ 001/{:04}/OBS {:03}", i, i));
      if (pick(4) == 0) lines.push_back("affected " + std::string(given[pick(8)]) + " Orynbek");
      const std::size_t year = 2010 + pick(12);
      reports.push_back(report(fmt::format("{}/{}", i, k), country,
                               fmt::format("{}-{:02}-11", year, 1 + pick(12)), lines));
    }
  }
  return reports;
}

TEST(Link, IsAFunctionOfTheSet) {
  std::vector<ReportSummary> reports = invented_desk(40);
  LinkConstraints constraints;
  for (std::size_t i = 0; i + 9 < reports.size(); i += 9) {
    constraints.together.push_back({reports[i].id, reports[i + 9].id});
    constraints.apart.push_back({reports[i + 9].id, reports[i + 1].id});
    constraints.different_people.push_back({{reports[i].id, 0}, {reports[i + 1].id, 0}});
    constraints.same_person.push_back({{reports[i].id, 0}, {reports[i + 4].id, 0}});
  }
  const std::vector<CaseCluster> expected = link_all(reports, constraints);
  EXPECT_GT(expected.size(), 10U);
  EXPECT_LT(expected.size(), reports.size());
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::shuffle(reports.begin(), reports.end(), random);
    std::shuffle(constraints.together.begin(), constraints.together.end(), random);
    std::shuffle(constraints.apart.begin(), constraints.apart.end(), random);
    for (auto& pair : constraints.apart) std::swap(pair.a, pair.b);
    for (auto& pair : constraints.different_people) std::swap(pair.a, pair.b);
    ASSERT_EQ(link_all(reports, constraints), expected) << "round " << round;
  }
}

TEST(Link, PutsEveryDocumentIntoOneClusterAndKeepsDecisions) {
  const std::vector<ReportSummary> reports = invented_desk(60);
  LinkConstraints constraints;
  for (std::size_t i = 0; i + 1 < reports.size(); i += 2) {
    constraints.apart.push_back({reports[i].id, reports[i + 1].id});
  }
  std::map<DocumentId, std::size_t> cluster_of;
  const std::vector<CaseCluster> clusters = link_all(reports, constraints);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    for (const DocumentId& document : clusters[i].documents) {
      EXPECT_TRUE(cluster_of.emplace(document, i).second);
    }
    EXPECT_EQ(clusters[i].reasons.size() + 1, clusters[i].documents.size());
    if (i > 0) {
      EXPECT_LT(clusters[i - 1].documents.front(), clusters[i].documents.front());
    }
  }
  EXPECT_EQ(cluster_of.size(), reports.size());
  for (const auto& pair : constraints.apart) {
    EXPECT_NE(cluster_of[pair.a], cluster_of[pair.b]);
  }
}

/// Processor time: what else runs on the machine does not count.
double seconds_for(const std::vector<ReportSummary>& reports) {
  const std::clock_t begin = std::clock();
  link_all(reports);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(Link, StaysFastWhateverTheNames) {
  // Ten times the time measured on an old laptop: a bound that only other growth can meet.
  const auto measure = [](const char* what, const std::vector<ReportSummary>& reports,
                          double most) {
    const double seconds = seconds_for(reports);
    RecordProperty(what, std::to_string(seconds));
    EXPECT_LT(seconds, most) << what << ", " << reports.size() << " reports";
  };
  measure("desk", invented_desk(1'500), 5.0);
  std::vector<ReportSummary> namesakes;
  std::vector<ReportSummary> spellings;
  std::vector<ReportSummary> crowded;
  for (int i = 0; i < 2'000; ++i) {
    namesakes.push_back(report(fmt::format("n{}", i), "YEM", "2019-04-20",
                               {"affected Mohammed Ali", "city Taiz"}));
  }
  for (int i = 0; i < 10'000; ++i) {
    std::string name = "Mohammed Ali";
    for (int k = 0; k < 14; ++k) {
      if ((i >> k & 1) != 0) name.insert(name.begin() + 1 + (k * 3) % 9, "aeiouh"[k % 6]);
    }
    spellings.push_back(report(fmt::format("s{}", i), "YEM", "2019-04-20", {"affected " + name}));
  }
  for (int i = 0; i < 60; ++i) {
    std::vector<std::string> lines = {"ref KAZ 003/0419/OBS 027"};
    for (int k = 0; k < 200; ++k) lines.push_back(fmt::format("affected Dana{} Orynbek{}", k, i));
    crowded.push_back(report(fmt::format("c{}", i), "KAZ", "2019-04-20", lines));
  }
  measure("namesakes", namesakes, 5.0);
  measure("spellings", spellings, 10.0);
  measure("crowded", crowded, 10.0);
}

TEST(Link, TakesNothingAndOddFacts) {
  EXPECT_THAT(link_all({}), IsEmpty());
  ReportSummary odd = report("a", "", "", {"affected ", "ref "});
  EventValue event;
  event.arguments = {{ArgumentRole::Target, 4'000'000'000U}};
  Fact fact;
  fact.kind = FactKind::Act;
  fact.value = event;
  fact.evidence = {{{0, 1}, "x", "test"}};
  odd.facts.push_back(fact);
  const auto clusters = link_all({odd});
  ASSERT_THAT(clusters, SizeIs(1));
  EXPECT_THAT(clusters[0].documents, ElementsAre(odd.id));
}

}  // namespace
}  // namespace habeas
