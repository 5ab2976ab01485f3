// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/naming.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

DocumentId document(std::string_view name) { return {sha256(name), ""}; }

/// A report of one day that names one affected person.
ReportSummary report(std::string_view name, std::string_view day, std::string person) {
  ReportSummary summary;
  summary.id = document(name);
  summary.published = parse_iso_date(day);
  summary.country = "KAZ";
  PersonValue value;
  value.name = std::move(person);
  value.affected = true;
  summary.facts.push_back({FactKind::Person, value, {{{0, 1}, "x", "r"}}, 900'000});
  return summary;
}

class Naming_ : public ::testing::Test {
 protected:
  std::vector<ReportSummary> reports_ = {report("a", "2019-05-04", "Igor Lenkov"),
                                         report("b", "2020-01-01", "Игорь Ленков"),
                                         report("c", "2018-03-02", "Dana Ospanova")};

  CaseCluster cluster(std::vector<int> members) const {
    CaseCluster cluster;
    for (const int i : members)
      cluster.documents.push_back(reports_[static_cast<std::size_t>(i)].id);
    LinkedPerson person;
    person.affected = true;
    for (const DocumentId& id : cluster.documents) person.mentions.push_back({id, 0});
    cluster.people = {person};
    return cluster;
  }

  Naming name(const std::vector<CaseCluster>& clusters, const OpenedBatch& opened,
              const std::vector<CaseId>& yielding = {}) const {
    std::map<DocumentId, const ReportSummary*> by_id;
    for (const ReportSummary& one : reports_) by_id[one.id] = &one;
    return name_clusters(clusters, by_id, opened, yielding);
  }

  static OpenedBatch after(OpenedBatch opened, const Naming& naming) {
    opened.cases.insert(opened.cases.end(), naming.fresh.cases.begin(), naming.fresh.cases.end());
    opened.people.insert(opened.people.end(), naming.fresh.people.begin(),
                         naming.fresh.people.end());
    return opened;
  }
};

TEST_F(Naming_, opens_each_cluster_once_with_country_and_year_of_its_first_report) {
  const Naming first = name({cluster({0, 1}), cluster({2})}, {});
  ASSERT_EQ(first.fresh.cases.size(), 2u);
  EXPECT_EQ(first.clusters[0].opened.document, document("a"));
  EXPECT_EQ(first.clusters[0].opened.name, "igor lenkov");
  EXPECT_TRUE(first.clusters[0].opened.number.starts_with("KAZ-2019-"));
  EXPECT_TRUE(first.clusters[1].opened.number.starts_with("KAZ-2018-"));
  const Naming again = name({cluster({0, 1}), cluster({2})}, after({}, first));
  EXPECT_TRUE(again.fresh.cases.empty());
  EXPECT_TRUE(again.fresh.people.empty());
  EXPECT_EQ(again.clusters[0].opened, first.clusters[0].opened);
  EXPECT_EQ(again.clusters[0].people, first.clusters[0].people);
}

TEST_F(Naming_, a_joined_case_keeps_the_older_id_and_the_other_redirects) {
  const Naming apart = name({cluster({2}), cluster({0})}, {});
  const Naming joined = name({cluster({0, 2})}, after({}, apart));
  EXPECT_EQ(joined.clusters[0].opened, apart.clusters[0].opened);
  ASSERT_EQ(joined.redirects.size(), 1u);
  EXPECT_EQ(joined.redirects[0].first, apart.clusters[1].opened.id);
  EXPECT_EQ(joined.redirects[0].second, apart.clusters[0].opened.id);
}

TEST_F(Naming_, a_merge_says_which_id_yields) {
  const Naming apart = name({cluster({2}), cluster({0})}, {});
  const Naming joined = name({cluster({0, 2})}, after({}, apart), {apart.clusters[0].opened.id});
  EXPECT_EQ(joined.clusters[0].opened, apart.clusters[1].opened);
}

TEST_F(Naming_, a_part_split_off_opens_anew_and_the_rest_keeps_its_number) {
  const Naming whole = name({cluster({0, 1})}, {});
  const Naming parts = name({cluster({0}), cluster({1})}, after({}, whole));
  EXPECT_EQ(parts.clusters[0].opened, whole.clusters[0].opened);
  EXPECT_NE(parts.clusters[1].opened.id, whole.clusters[0].opened.id);
  EXPECT_EQ(parts.fresh.cases.size(), 1u);
}

TEST_F(Naming_, two_cases_never_share_a_number) {
  OpenedBatch opened;
  opened.cases = name({cluster({0})}, {}).fresh.cases;
  opened.cases[0].document = document("elsewhere");
  const Naming naming = name({cluster({0})}, opened);
  EXPECT_EQ(naming.clusters[0].opened.number.size(), opened.cases[0].number.size() + 1);
}

TEST_F(Naming_, a_person_keeps_the_id_of_an_earlier_spelling) {
  const Naming first = name({cluster({0})}, {});
  const Naming later = name({cluster({0, 1})}, after({}, first));
  EXPECT_EQ(later.clusters[0].people.at(0), first.clusters[0].people.at(0));
}

TEST_F(Naming_, joined_people_keep_the_older_id_and_the_other_redirects) {
  const Naming apart = name({cluster({2}), cluster({0})}, {});
  const Naming joined = name({cluster({0, 2})}, after({}, apart));
  EXPECT_EQ(joined.clusters[0].people.at(0), apart.clusters[0].people.at(0));
  ASSERT_EQ(joined.people_redirects.size(), 1u);
  EXPECT_EQ(joined.people_redirects[0].first, apart.clusters[1].people.at(0));
  EXPECT_EQ(joined.people_redirects[0].second, apart.clusters[0].people.at(0));
  EXPECT_TRUE(joined.fresh.people.empty());
}

TEST_F(Naming_, two_people_of_one_name_never_share_an_id) {
  reports_[0].facts.push_back(reports_[0].facts[0]);
  CaseCluster both = cluster({0});
  LinkedPerson namesake;
  namesake.affected = true;
  namesake.mentions = {{reports_[0].id, 1}};
  both.people.push_back(namesake);
  const Naming first = name({both}, {});
  EXPECT_EQ(first.clusters[0].people.size(), 1u);
  EXPECT_EQ(first.fresh.people.size(), 1u);
  const Naming again = name({both}, after({}, first));
  EXPECT_EQ(again.clusters[0].people, first.clusters[0].people);
  EXPECT_TRUE(again.fresh.people.empty());
  EXPECT_TRUE(again.people_redirects.empty());
}

}  // namespace
}  // namespace habeas
