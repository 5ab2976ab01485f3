// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/archive_pages.h"

#include <chrono>

#include <gtest/gtest.h>

#include "disclose/addresses.h"
#include "model/codec.h"
#include "search/index.h"
#include "store/scratch_archive.h"

namespace habeas {
namespace {

// Two lawyers in one report, one of them alone in another; nothing is open at first.
constexpr const char* kBoth =
    "Lawyers held\n4 May 2019\nLawyer Asel Testova was arrested in Taraz. "
    "Lawyer Daniyar Probov was beaten.";
constexpr const char* kOne = "Lawyer freed\n9 May 2020\nAsel Testova was released.";

class ArchivePagesTest : public testing::Test {
 protected:
  void SetUp() override {
    auto created = scratch_.create();
    ASSERT_TRUE(created) << created.error().message;
    archive_.emplace(std::move(*created));
    auto made = Tables::make();
    ASSERT_TRUE(made);
    tables_.emplace(std::move(*made));
    first_ = {sha256("first"), ""};
    second_ = {sha256("second"), ""};
    auto transaction = archive_->begin();
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(make_search_index_anew(transaction->sql()));
    put_both(*transaction);
    put_one(*transaction);
    put_case(*transaction);
    ASSERT_TRUE(transaction->commit());
  }

  Fact fact(FactKind kind, FactValue value, std::string_view text, std::string_view quote) const {
    Fact made;
    made.kind = kind;
    made.value = std::move(value);
    const std::size_t at = text.find(quote);
    EXPECT_NE(at, std::string_view::npos) << quote;
    made.evidence = {cite(text, make_span(at, at + quote.size()), "test.rule")};
    made.confidence = 900'000;
    return made;
  }
  Fact person(std::string_view name, std::string_view text) const {
    return person(name, text, name);
  }
  Fact person(std::string_view name, std::string_view text, std::string_view quote) const {
    PersonValue value;
    value.name = name;
    value.role = "lawyer";
    value.affected = true;
    return fact(FactKind::Person, value, text, quote);
  }
  Fact act(std::string_view type, std::string_view day, std::uint32_t target, std::string_view text,
           std::string_view quote) const {
    EventValue value;
    value.type = type;
    value.date = parse_iso_date(day);
    value.arguments = {{ArgumentRole::Target, target}};
    return fact(FactKind::Act, value, text, quote);
  }

  void put(ArchiveTransaction& transaction, const DocumentId& id, std::string text,
           std::string_view day, std::vector<Fact> facts) {
    Document document;
    document.id = id;
    document.text = std::move(text);
    const std::size_t title_end = document.text.find('\n');
    const std::size_t body = document.text.rfind('\n') + 1;
    document.title = document.text.substr(0, title_end);
    document.passages = {
        {PassageKind::Title, make_span(0, title_end), "en", true},
        {PassageKind::DateLine, make_span(title_end + 1, body - 1), "en", true},
        {PassageKind::Paragraph, make_span(body, document.text.size()), "en", true}};
    EXPECT_EQ(find_fault(document), std::nullopt);
    document.site_name = "Example Observatory";
    document.language = "en";
    document.published = parse_iso_date(day);
    const auto kept = put_document(transaction.sql(), document, Digest{});
    ASSERT_TRUE(kept) << kept.error().message;
    Extraction extraction{id, std::move(facts), {}};
    EXPECT_EQ(find_fault(extraction, document), std::nullopt);
    ASSERT_TRUE(put_extraction(transaction.sql(), extraction, Digest{}));
    const std::vector<DocumentTag> tags{{"kazakhstan", "Kazakhstan"}};
    ASSERT_TRUE(put_tags(transaction.sql(), id, tags));
    ASSERT_TRUE(index_document(transaction.sql(), document));
    extractions_[id] = extraction;
    texts_[id] = document.text;
  }
  void put_both(ArchiveTransaction& transaction) {
    put(transaction, first_, kBoth, "2019-05-04",
        {person("Asel Testova", kBoth), person("Daniyar Probov", kBoth),
         act("arrest", "2019-05-03", 0, kBoth, "was arrested in Taraz"),
         act("beating", "2019-05-03", 1, kBoth, "Daniyar Probov was beaten")});
  }
  void put_one(ArchiveTransaction& transaction) {
    put(transaction, second_, kOne, "2020-05-09",
        {person("Asel Testova", kOne), act("release", "2020-05-09", 0, kOne, "was released")});
  }
  void put_case(ArchiveTransaction& transaction) {
    CaseFile file;
    file.row.id = case_id_ = make_case_id(first_, "asel testova");
    file.row.number = "KAZ-2019-ABCDE";
    file.row.country = "KAZ";
    file.row.title = "Asel Testova, Daniyar Probov";
    file.cluster.documents = {std::min(first_, second_), std::max(first_, second_)};
    file.cluster.people = {{"Asel Testova", {}, {{first_, 0}, {second_, 0}}, true},
                           {"Daniyar Probov", {}, {{first_, 1}}, true}};
    file.people = {{make_person_id(first_, "asel testova"), 0, "Asel Testova"},
                   {make_person_id(first_, "daniyar probov"), 1, "Daniyar Probov"}};
    for (const auto& [document, number] : std::vector<FactPlace>{{first_, 2}, {first_, 3}}) {
      ChronicleEntry entry;
      entry.type = number == 2 ? "arrest" : "beating";
      entry.date = parse_iso_date("2019-05-03");
      entry.facts = {{document, number}};
      entry.people = {number - 2};
      entry.independent_sources = 1;
      file.chronicle.entries.push_back(entry);
    }
    file.chronicle.last_report = parse_iso_day("2020-05-09");
    const auto saved = save_case(transaction.sql(), file, Digest{});
    ASSERT_TRUE(saved) << saved.error().message;
  }

  void state(Decision decision) {
    decision.reason = "for this test";
    EXPECT_EQ(find_fault(decision), std::nullopt);
    auto transaction = archive_->begin();
    ASSERT_TRUE(transaction);
    const auto entry = transaction->append(JournalKind::Decision, to_json(decision));
    ASSERT_TRUE(entry) << entry.error().message;
    ASSERT_TRUE(transaction->commit());
  }
  void open_fact(const DocumentId& id, std::uint32_t number, Audience audience) {
    Decision decision;
    decision.kind = DecisionKind::SetAudience;
    decision.facts = {make_anchor(extractions_[id], number, texts_[id])};
    decision.audience = audience;
    state(decision);
  }
  void open_report(const DocumentId& id, Audience audience) {
    Decision decision;
    decision.kind = DecisionKind::SetAudience;
    decision.documents = {id};
    decision.audience = audience;
    state(decision);
  }
  void open_person(const char* name, Audience audience) {
    Decision decision;
    decision.kind = DecisionKind::SetAudience;
    decision.person = make_person_id(first_, name);
    decision.audience = audience;
    state(decision);
  }
  void open_case(Audience audience) {
    Decision decision;
    decision.kind = DecisionKind::SetAudience;
    decision.case_id = case_id_;
    decision.audience = audience;
    state(decision);
    auto transaction = archive_->begin();
    auto file = load_case(transaction->sql(), case_id_);
    file->row.audience = audience;
    ASSERT_TRUE(save_case(transaction->sql(), *file, Digest{}));
    ASSERT_TRUE(transaction->commit());
  }
  ArchivePages pages(Audience viewer) { return {*archive_, *tables_, viewer, scratch_.clock}; }

  ScratchArchive scratch_;
  std::optional<Archive> archive_;
  std::optional<Tables> tables_;
  DocumentId first_, second_;
  CaseId case_id_;
  std::map<DocumentId, Extraction> extractions_;
  std::map<DocumentId, std::string> texts_;
};

TEST_F(ArchivePagesTest, the_desk_sees_all_of_its_archive) {
  ArchivePages desk = pages(Audience::Restricted);
  const auto front = desk.front();
  ASSERT_TRUE(front) << front.error().message;
  EXPECT_EQ(front->reports, 2U);
  EXPECT_EQ(front->people, 2U);
  ASSERT_EQ(front->moved.size(), 1U);
  EXPECT_EQ(front->newest.at(0).title, "Lawyer freed") << "newest first";
  const auto file = desk.case_file("kaz-2019-abcde");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->timeline.size(), 2U);
  const QuoteValue& quote = file->timeline[0].quotes.at(0);
  EXPECT_EQ(quote.words, "was arrested in Taraz");
  EXPECT_EQ(quote.before, "Lawyer Asel Testova ");
  EXPECT_EQ(quote.source, "Example Observatory");
  EXPECT_EQ(quote.review, Review::NotReviewed);
  const auto report = desk.report(report_key(first_));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->facts.size(), 4U);
  ASSERT_EQ(report->passages.size(), 3U);
  EXPECT_EQ(report->passages[2].facts, (std::vector<std::uint32_t>{0, 2, 1, 3})) << "text order";
  EXPECT_EQ(report->source_hash, to_hex(first_.source));
  const auto found = desk.search("beaten");
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->hits, 1U);
}

TEST_F(ArchivePagesTest, a_page_of_a_huge_report_stays_small) {
  EXPECT_FALSE(pages(Audience::Restricted).report(report_key(second_))->shown_in_part);
  auto transaction = archive_->begin();
  std::vector<Fact> facts;
  for (std::uint32_t i = 0; i <= kReportFactsShown; ++i) {
    facts.push_back(person("Testova " + std::to_string(i), kOne, "Asel Testova"));
  }
  const DocumentId id{sha256("huge"), ""};
  put(*transaction, id, kOne, "2020-05-09", std::move(facts));
  ASSERT_TRUE(transaction->commit());
  const auto report = pages(Audience::Restricted).report(report_key(id));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->facts.size(), kReportFactsShown);
  EXPECT_TRUE(report->shown_in_part) << "and the page says so";
}

TEST_F(ArchivePagesTest, pages_wait_for_nobody_who_writes) {
  auto reader = scratch_.open();
  ASSERT_TRUE(reader) << reader.error().message;
  auto writing = archive_->begin();
  ASSERT_TRUE(writing);
  ASSERT_TRUE(writing->append(JournalKind::Captures, "{}"));
  ArchivePages desk(*reader, *tables_, Audience::Restricted, scratch_.clock);
  const auto begin = std::chrono::steady_clock::now();
  const auto front = desk.front();
  ASSERT_TRUE(front) << front.error().message;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
}

TEST_F(ArchivePagesTest, nobody_else_sees_what_nobody_opened) {
  for (const Audience viewer : {Audience::Public, Audience::Partners, Audience::Desk}) {
    ArchivePages small = pages(viewer);
    const auto front = small.front();
    ASSERT_TRUE(front) << front.error().message;
    EXPECT_EQ(front->reports + front->cases + front->people, 0U) << "no count";
    EXPECT_TRUE(front->tags.empty());
    EXPECT_EQ(small.case_file("KAZ-2019-ABCDE").error().code, ErrorCode::NotFound);
    EXPECT_EQ(small.report(report_key(first_)).error().code, ErrorCode::NotFound);
    EXPECT_EQ(small.tag("kazakhstan", 1).error().code, ErrorCode::NotFound);
    EXPECT_EQ(small.search("beaten")->hits, 0U);
  }
}

TEST_F(ArchivePagesTest, a_withheld_person_is_withheld_with_what_leads_to_them) {
  open_case(Audience::Public);
  open_report(first_, Audience::Public);
  open_person("asel testova", Audience::Public);
  for (std::uint32_t number = 0; number < 4; ++number) {
    open_fact(first_, number, Audience::Public);
  }
  ArchivePages site = pages(Audience::Public);
  const auto report = site.report(report_key(first_));
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->facts.size(), 2U) << "the person and her arrest";
  EXPECT_EQ(report->facts[1].number, 1U) << "numbers leave no gap";
  EXPECT_EQ(report->line.title, "") << "the title may name them";
  EXPECT_EQ(report->source_hash, "");
  EXPECT_EQ(report->line.excerpt, "");
  for (const PassageValue& passage : report->passages) {
    EXPECT_EQ(passage.text.find("Probov"), std::string::npos);
    EXPECT_EQ(passage.kind, PassageKind::Quote) << "quotes, never the text";
  }
  const auto file = site.case_file("KAZ-2019-ABCDE");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->line.reports, 1U) << "the other report is not opened";
  ASSERT_EQ(file->line.people.size(), 1U);
  EXPECT_EQ(file->line.people[0].name, "Asel Testova");
  EXPECT_EQ(file->line.title, "");
  for (const TimelineEntry& entry : file->timeline) EXPECT_EQ(entry.line.type, "arrest");
  EXPECT_EQ(site.front()->people, 1U);
}

TEST_F(ArchivePagesTest, a_report_of_a_closed_case_is_closed) {
  open_report(second_, Audience::Public);
  open_person("asel testova", Audience::Public);
  open_fact(second_, 0, Audience::Public);
  ArchivePages site = pages(Audience::Public);
  EXPECT_EQ(site.front()->reports, 0U) << "what belongs to several is seen if each may be";
  EXPECT_EQ(site.report(report_key(second_)).error().code, ErrorCode::NotFound);
  EXPECT_EQ(site.tag("kazakhstan", 1).error().code, ErrorCode::NotFound);
  open_case(Audience::Public);
  EXPECT_EQ(pages(Audience::Public).front()->reports, 1U);
}

TEST_F(ArchivePagesTest, a_name_is_as_the_seen_reports_have_it) {
  auto transaction = archive_->begin();
  auto file = load_case(transaction->sql(), case_id_);
  file->cluster.people[0].name = file->people[0].name = "Asel Maratovna Testova";
  ASSERT_TRUE(save_case(transaction->sql(), *file, Digest{}));
  ASSERT_TRUE(transaction->commit());
  open_case(Audience::Public);
  open_report(second_, Audience::Public);
  open_person("asel testova", Audience::Public);
  open_fact(second_, 0, Audience::Public);
  const auto seen = pages(Audience::Public).case_file("KAZ-2019-ABCDE");
  ASSERT_TRUE(seen) << seen.error().message;
  ASSERT_EQ(seen->line.people.size(), 1U);
  EXPECT_EQ(seen->line.people[0].name, "Asel Testova") << "her father's name stands elsewhere";
}

TEST_F(ArchivePagesTest, each_audience_sees_what_was_opened_that_far) {
  open_case(Audience::Partners);
  open_report(second_, Audience::Partners);
  open_person("asel testova", Audience::Partners);
  open_fact(second_, 0, Audience::Partners);
  EXPECT_EQ(pages(Audience::Public).front()->reports, 0U);
  EXPECT_EQ(pages(Audience::Partners).front()->reports, 1U);
  EXPECT_EQ(pages(Audience::Desk).front()->reports, 1U);
  const auto report = pages(Audience::Partners).report(report_key(second_));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->facts.size(), 1U) << "the release was not opened";
  EXPECT_EQ(report->line.title, "Lawyer freed") << "everybody in it may be named";
  EXPECT_EQ(report->line.excerpt, "") << "the text still holds more than was opened";
}

TEST_F(ArchivePagesTest, review_and_anchor_are_of_the_fact_that_was_shown) {
  Decision decision;
  decision.kind = DecisionKind::ReadRightly;
  decision.facts = {make_anchor(extractions_[first_], 2, texts_[first_])};
  state(decision);
  ArchivePages desk = pages(Audience::Restricted);
  const auto report = desk.report(report_key(first_));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->facts[2].review, Review::ReadRightly);
  EXPECT_EQ(report->facts[3].review, Review::NotReviewed);
  const auto anchor = desk.anchor(report_key(first_), 2, report->facts[2].check);
  ASSERT_TRUE(anchor);
  EXPECT_EQ(*anchor, decision.facts[0]);
  EXPECT_FALSE(desk.anchor(report_key(first_), 3, report->facts[2].check)) << "another fact";
  EXPECT_FALSE(desk.anchor(report_key(first_), 99, report->facts[2].check)) << "no such fact";
}

TEST_F(ArchivePagesTest, what_is_not_there_is_not_found) {
  ArchivePages desk = pages(Audience::Restricted);
  EXPECT_EQ(desk.case_file("KAZ-2019-00000").error().code, ErrorCode::NotFound);
  EXPECT_EQ(desk.case_file("../x").error().code, ErrorCode::NotFound);
  EXPECT_EQ(desk.report("0123456789abcdef0123").error().code, ErrorCode::NotFound);
  EXPECT_EQ(desk.report("").error().code, ErrorCode::NotFound);
  EXPECT_EQ(desk.reports(2).error().code, ErrorCode::NotFound) << "past the last page";
  EXPECT_EQ(desk.reports(0).error().code, ErrorCode::NotFound);
  EXPECT_EQ(desk.tag("nowhere", 1).error().code, ErrorCode::NotFound);
  EXPECT_EQ(desk.tag("kazakhstan", 1)->reports, 2U);
}

}  // namespace
}  // namespace habeas
