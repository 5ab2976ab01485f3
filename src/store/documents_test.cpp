// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/documents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "store/cases.h"
#include "store/dump.h"
#include "store/scratch_archive.h"

namespace habeas {
namespace {

const Digest kFingerprint = sha256("program and tables");

DocumentId id_of(std::string_view source, std::string part = "") {
  return {sha256(source), std::move(part)};
}

Document report(std::string_view source, std::string_view published, std::string part = "") {
  Document document;
  document.id = id_of(source, std::move(part));
  document.text = "Lawyer Saniya Karimova was arrested.\n";
  document.passages.push_back({PassageKind::Paragraph, make_span(0, 36), "en", true});
  document.title = "Arrest of " + std::string(source);
  document.site_name = "Example Watch";
  document.language = "en";
  document.published = parse_iso_date(published);
  document.completeness = Completeness::Excerpt;
  return document;
}

Extraction extraction_of(const Document& document) {
  Extraction extraction;
  extraction.document = document.id;
  Fact fact;
  fact.kind = FactKind::Person;
  PersonValue person;
  person.name = "Saniya Karimova";
  person.affected = true;
  fact.value = person;
  fact.evidence.push_back(cite(document.text, make_span(7, 22), "person.title_name"));
  fact.confidence = 900'000;
  extraction.facts.push_back(fact);
  return extraction;
}

class Documents : public testing::Test {
 protected:
  Documents() : archive_(*scratch_.create()), transaction_(*archive_.begin()) {}
  sql::Transaction& sql() { return transaction_.sql(); }
  void put(const Document& document) {
    const auto put = put_document(sql(), document, kFingerprint);
    ASSERT_TRUE(put) << put.error().message;
  }
  std::vector<std::string> titles(std::string_view tag, Page page) {
    std::vector<std::string> found;
    const auto rows = list_documents(sql(), tag, page);
    EXPECT_TRUE(rows) << rows.error().message;
    for (const DocumentRow& row : *rows) found.push_back(row.title.substr(10));
    return found;
  }

  ScratchArchive scratch_;
  Archive archive_;
  ArchiveTransaction transaction_;
};

TEST_F(Documents, come_back_whole) {
  const Document document = report("a", "2016-04", "post:x");
  put(document);
  EXPECT_EQ(*load_document(sql(), document.id), document);
  const auto row = load_document_row(sql(), document.id);
  EXPECT_EQ(row->title, "Arrest of a");
  EXPECT_EQ(row->published, "2016-04");
  EXPECT_EQ(row->completeness, Completeness::Excerpt);
  EXPECT_EQ(row->fingerprint, kFingerprint);
  EXPECT_EQ(load_document(sql(), id_of("a")).error().code, ErrorCode::NotFound);
}

TEST_F(Documents, extractions_come_back_whole) {
  const Document document = report("a", "2016");
  EXPECT_EQ(put_extraction(sql(), extraction_of(document), kFingerprint).error().code,
            ErrorCode::NotFound);
  put(document);
  EXPECT_EQ(load_extraction(sql(), document.id).error().code, ErrorCode::NotFound);
  for (int turn = 0; turn < 2; ++turn) {
    ASSERT_TRUE(put_extraction(sql(), extraction_of(document), kFingerprint));
  }
  EXPECT_EQ(*load_extraction(sql(), document.id), extraction_of(document));
}

TEST_F(Documents, are_listed_newest_first_in_pages) {
  put(report("b", "2016-04-22"));
  put(report("a", "2017-02-13"));
  put(report("undated", ""));
  put(report("c", "2016"));
  put(report("d", "2016-04"));
  EXPECT_EQ(titles("", {}), (std::vector<std::string>{"a", "b", "d", "c", "undated"}));
  EXPECT_EQ(titles("", {1, 2}), (std::vector<std::string>{"b", "d"}));
  EXPECT_EQ(*count_documents(sql(), ""), 5);
  auto ids = *list_document_ids(sql());
  EXPECT_EQ(ids.size(), 5u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST_F(Documents, tags_are_counted_and_listed) {
  put(report("a", "2017"));
  put(report("b", "2018"));
  const std::array both{DocumentTag{"kazakhstan", "Kazakhstan"}, DocumentTag{"lawyers", "Lawyers"}};
  const std::array one{DocumentTag{"kazakhstan", "KAZAKHSTAN"}};
  ASSERT_TRUE(put_tags(sql(), id_of("a"), both));
  ASSERT_TRUE(put_tags(sql(), id_of("b"), one));
  EXPECT_EQ(titles("kazakhstan", {}), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(titles("lawyers", {}), std::vector<std::string>{"a"});
  EXPECT_TRUE(titles("none' or 1", {}).empty());
  EXPECT_EQ(*count_documents(sql(), "kazakhstan"), 2);
  EXPECT_EQ(*list_tags(sql()), (std::vector<TagCount>{{{"kazakhstan", "KAZAKHSTAN"}, 2},
                                                      {{"lawyers", "Lawyers"}, 1}}));
  EXPECT_EQ(load_tags(sql(), id_of("a"))->size(), 2u);
  ASSERT_TRUE(put_tags(sql(), id_of("a"), {}));
  EXPECT_EQ(load_tags(sql(), id_of("a"))->size(), 0u);
}

TEST_F(Documents, keys_find_candidates) {
  for (const char* source : {"a", "b", "c"}) put(report(source, "2017"));
  const std::vector<std::string> shared{"reference:x", "name:karimova", "name:karimova"};
  const std::vector<std::string> other{"name:seitov"};
  ASSERT_TRUE(put_keys(sql(), id_of("a"), shared));
  ASSERT_TRUE(put_keys(sql(), id_of("b"), shared));
  ASSERT_TRUE(put_keys(sql(), id_of("c"), other));
  std::vector<DocumentId> expected{id_of("a"), id_of("b")};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(*find_documents_by_keys(sql(), shared, 10), expected);
  EXPECT_EQ(find_documents_by_keys(sql(), shared, 1)->size(), 1u);
  EXPECT_TRUE(find_documents_by_keys(sql(), std::vector<std::string>{"none"}, 10)->empty());
}

TEST_F(Documents, a_document_read_again_takes_the_place_of_the_old) {
  const Document old = report("a", "2017");
  put(old);
  ASSERT_TRUE(put_extraction(sql(), extraction_of(old), kFingerprint));
  ASSERT_TRUE(put_keys(sql(), old.id, std::vector<std::string>{"k"}));
  const Document later = report("a", "2018");
  put(later);
  EXPECT_EQ(*load_document(sql(), old.id), later);
  EXPECT_EQ(load_extraction(sql(), old.id).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(find_documents_by_keys(sql(), std::vector<std::string>{"k"}, 9)->empty());
  EXPECT_EQ(*count_documents(sql(), ""), 1);
}

TEST_F(Documents, readings_stay_when_the_derived_part_goes) {
  const std::string text("text\0with a zero", 16);
  const Digest digest = *put_reading(sql(), id_of("a"), text);
  ASSERT_TRUE(put_reading(sql(), id_of("a"), text));
  put(report("a", "2017"));
  ASSERT_TRUE(replace_derived(sql()));
  ASSERT_TRUE(drop_replaced_documents(sql()));
  EXPECT_EQ(*count_documents(sql(), ""), 0);
  EXPECT_EQ(*find_reading(sql(), id_of("a"), digest), text);
  EXPECT_EQ(*find_reading(sql(), id_of("a"), sha256("other")), std::nullopt);
}

CaseFile case_of(std::uint8_t first, std::string number, std::vector<DocumentId> documents,
                 std::optional<CivilDay> last_report) {
  CaseFile file;
  file.row.id.id.bytes[0] = first;
  file.row.number = std::move(number);
  file.row.country = "KAZ";
  file.row.year = 2016;
  file.row.title = "Saniya Karimova";
  file.row.last_report = last_report;
  file.row.document_count = static_cast<std::int64_t>(documents.size());
  file.cluster.documents = std::move(documents);
  LinkedPerson person;
  person.name = "Saniya Karimova";
  person.affected = true;
  file.cluster.people.push_back(person);
  file.chronicle.last_report = last_report;
  CasePerson named;
  named.id.id.bytes[1] = first;
  named.name = "Saniya Karimova";
  file.people.push_back(named);
  return file;
}

TEST_F(Documents, cases_come_back_whole_and_are_found) {
  const CaseFile file = case_of(1, "KAZ-2016-7K3QD", {id_of("a")}, make_day(2017, 2, 13));
  for (int turn = 0; turn < 2; ++turn) {
    const auto saved = save_case(sql(), file, kFingerprint);
    ASSERT_TRUE(saved) << saved.error().message;
  }
  EXPECT_EQ(*load_case(sql(), file.row.id), file);
  EXPECT_EQ(*find_case(sql(), "kaz-2016-7k3qd"), file.row.id);
  EXPECT_EQ(*find_case(sql(), to_hex(file.row.id.id)), file.row.id);
  EXPECT_EQ(*find_case(sql(), "KAZ-2016-00000"), std::nullopt);
  EXPECT_EQ(*find_case_of_document(sql(), id_of("a")), file.row.id);
  EXPECT_EQ(*find_case_of_document(sql(), id_of("b")), std::nullopt);
  EXPECT_EQ(*find_case_of_person(sql(), file.people[0].id), file.row.id);
  EXPECT_EQ(load_case(sql(), CaseId{}).error().code, ErrorCode::NotFound);
}

TEST_F(Documents, cases_are_listed_by_their_newest_report) {
  const CaseFile files[] = {case_of(1, "KAZ-2016-AAAAA", {id_of("a")}, std::nullopt),
                            case_of(2, "KAZ-2016-CCCCC", {id_of("b")}, make_day(2017, 1, 1)),
                            case_of(3, "KAZ-2016-BBBBB", {id_of("c")}, make_day(2017, 1, 1))};
  for (const CaseFile& file : files) ASSERT_TRUE(save_case(sql(), file, kFingerprint));
  std::string order;
  const auto rows = list_cases(sql(), {});
  for (const CaseRow& row : *rows) order += row.number.back();
  EXPECT_EQ(order, "BCA");
  EXPECT_EQ(*count_cases(sql()), 3);
  EXPECT_EQ(list_cases(sql(), {2, 5})->size(), 1u);
  ASSERT_TRUE(clear_cases(sql()));
  EXPECT_EQ(*count_cases(sql()), 0);
}

TEST_F(Documents, redirects_lead_on_and_a_circle_is_told) {
  const CaseFile file = case_of(1, "KAZ-2016-7K3QD", {id_of("a")}, std::nullopt);
  ASSERT_TRUE(save_case(sql(), file, kFingerprint));
  const LastingId old{{7}};
  const LastingId older{{8}};
  ASSERT_TRUE(save_redirect(sql(), older, old));
  ASSERT_TRUE(save_redirect(sql(), old, file.row.id.id));
  EXPECT_EQ(*find_case(sql(), to_hex(older)), file.row.id);
  ASSERT_TRUE(save_redirect(sql(), file.row.id.id, older));
  EXPECT_EQ(find_case(sql(), to_hex(older)).error().code, ErrorCode::Corrupt);
}

TEST_F(Documents, a_number_once_printed_leads_on) {
  const CaseFile file = case_of(1, "KAZ-2016-7K3QD", {id_of("a")}, std::nullopt);
  const LastingId ended{{7}};
  ASSERT_TRUE(save_case(sql(), file, kFingerprint));
  ASSERT_TRUE(save_number(sql(), "KAZ-2015-00000", CaseId{ended}));
  EXPECT_EQ(*find_case(sql(), "KAZ-2015-00000"), std::nullopt);
  ASSERT_TRUE(save_redirect(sql(), ended, file.row.id.id));
  EXPECT_EQ(*find_case(sql(), "kaz-2015-00000"), file.row.id);
}

TEST_F(Documents, one_number_of_two_cases_names_neither) {
  ASSERT_TRUE(save_case(sql(), case_of(1, "KAZ-2016-7K3QD", {id_of("a")}, {}), kFingerprint));
  ASSERT_TRUE(save_case(sql(), case_of(2, "KAZ-2016-7K3QD", {id_of("b")}, {}), kFingerprint));
  EXPECT_EQ(*find_case(sql(), "KAZ-2016-7K3QD"), std::nullopt);
}

std::string dump_of(std::vector<Document> documents) {
  ScratchArchive scratch;
  auto archive = scratch.create();
  auto transaction = archive->begin();
  sql::Transaction& sql = transaction->sql();
  const std::array tags{DocumentTag{"kazakhstan", "Kazakhstan"}};
  for (const Document& document : documents) {
    EXPECT_TRUE(put_document(sql, document, kFingerprint));
    EXPECT_TRUE(put_extraction(sql, extraction_of(document), kFingerprint));
    EXPECT_TRUE(put_tags(sql, document.id, tags));
    EXPECT_TRUE(put_keys(sql, document.id, std::vector<std::string>{"k"}));
  }
  const CaseFile file = case_of(1, "KAZ-2016-7K3QD", {id_of("a")}, std::nullopt);
  EXPECT_TRUE(save_case(sql, file, kFingerprint));
  EXPECT_TRUE(save_redirect(sql, LastingId{{9}}, file.row.id.id));
  std::string dump;
  EXPECT_TRUE(dump_derived(sql, [&](std::string_view line) { dump += line; }));
  return dump;
}

TEST(Dump, derived_rows_do_not_depend_on_the_order_of_taking_in) {
  std::vector<Document> documents{report("a", "2017"), report("b", "2018", "post:2"),
                                  report("b", "2018", "post:1"), report("c", "")};
  const std::string dump = dump_of(documents);
  EXPECT_EQ(std::count(dump.begin(), dump.end(), '\n'), 4 * 4 + 4);
  EXPECT_NE(dump.find("\ncase_document "), std::string::npos);
  std::reverse(documents.begin(), documents.end());
  EXPECT_EQ(dump_of(documents), dump);
  documents[0].text += "!";
  EXPECT_NE(dump_of(documents), dump);
}

TEST_F(Documents, numbers_that_stand_for_no_word_are_damage) {
  ASSERT_TRUE(put_document(sql(), report("a", "2016"), sha256("f")));
  ASSERT_TRUE(sql().run("update derived_documents set completeness = 99"));
  const auto row = load_document_row(sql(), id_of("a"));
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().code, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace habeas
