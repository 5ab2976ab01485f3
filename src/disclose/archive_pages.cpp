// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/archive_pages.h"

#include <algorithm>
#include <set>

#include "disclose/addresses.h"
#include "disclose/case_values.h"
#include "disclose/fact_lines.h"
#include "disclose/report_values.h"
#include "search/index.h"
#include "search/snippet.h"

namespace habeas {

namespace {

constexpr std::int64_t kMovedShown = 8;
constexpr std::int64_t kNewestShown = 8;
constexpr std::size_t kTagsShown = 24;
constexpr std::uint32_t kPagesMax = 100'000;
constexpr std::int64_t kHitsShown = 50;

Error not_found() { return {ErrorCode::NotFound, "there is no such page"}; }

Result<Page> rows_of(std::uint32_t page, std::uint32_t count, PageTurn& turn) {
  turn.page = page;
  turn.pages = std::max(1U, (count + kLinesOfPage - 1) / kLinesOfPage);
  if (page == 0 || page > turn.pages || page > kPagesMax) return fail(not_found());
  return Page{(std::int64_t{page} - 1) * kLinesOfPage, kLinesOfPage};
}

Result<std::vector<DocketLine>> docket_lines(ArchiveView& view,
                                             const std::vector<DocumentRow>& rows) {
  std::vector<DocketLine> lines;
  std::vector<std::vector<std::string>> groups;
  std::set<CaseId> told;
  for (const DocumentRow& row : rows) {
    TRY(DocketLine line, docket_line(view, row));
    lines.push_back(std::move(line));
    TRY(const CaseFile* file, view.find_case_of(row.id));
    if (file == nullptr || !told.insert(file->row.id).second) continue;
    for (std::vector<std::string>& group : copy_keys(file->cluster)) {
      groups.push_back(std::move(group));
    }
  }
  return fold_copies(std::move(lines), groups);
}

Result<std::vector<CaseLine>> case_lines(ArchiveView& view, const std::vector<CaseRow>& rows) {
  std::vector<CaseLine> lines;
  for (const CaseRow& row : rows) {
    TRY(const CaseFile* file, view.case_file(row.id));
    TRY(CaseLine line, case_line(view, *file));
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<TagLink>> tag_links(ArchiveView& view) {
  TRY(const std::vector<TagCount> counts, list_tags(view.sql()));
  std::vector<TagLink> tags;
  for (const TagCount& count : counts) {
    std::uint32_t reports = static_cast<std::uint32_t>(count.documents);
    if (!view.sees_all()) {
      TRY(reports, view.count_documents(count.tag.slug));
    }
    if (reports > 0) tags.push_back({count.tag.label, count.tag.slug, reports});
  }
  return tags;
}

std::vector<SearchHit::Piece> pieces_of(const Document& document, const SearchQuery& query) {
  std::vector<SearchHit::Piece> pieces;
  for (const Snippet& snippet : make_snippets(document, query, 1)) {
    if (snippet.is_cut_before) pieces.push_back({"…", false});
    std::uint32_t at = snippet.span.begin;
    for (const TextSpan& hit : snippet.highlights) {
      const TextSpan before{at, hit.begin};
      if (length(before) > 0) pieces.push_back({std::string(slice(document.text, before)), false});
      pieces.push_back({std::string(slice(document.text, hit)), true});
      at = hit.end;
    }
    const TextSpan rest{at, snippet.span.end};
    if (length(rest) > 0) pieces.push_back({std::string(slice(document.text, rest)), false});
    if (snippet.is_cut_after) pieces.push_back({"…", false});
  }
  return pieces;
}

}  // namespace

Result<ArchiveView> ArchivePages::view_of(ArchiveTransaction& transaction) const {
  return ArchiveView::make(transaction.sql(), tables_, viewer_, day_of(clock_.now()));
}

Result<DocumentId> ArchivePages::document_of(ArchiveTransaction& transaction,
                                             std::string_view key) {
  if (!is_report_key(key)) return fail(not_found());
  auto found = ids_.find(key);
  if (found == ids_.end()) {
    TRY(const std::vector<DocumentId> ids, list_document_ids(transaction.sql()));
    ids_.clear();
    for (const DocumentId& id : ids) ids_.emplace(report_key(id), id);
    found = ids_.find(key);
  }
  if (found == ids_.end()) return fail(not_found());
  return found->second;
}

Result<FrontPage> ArchivePages::front() {
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  FrontPage page;
  TRY(page.reports, view.count_documents(""));
  TRY(page.cases, view.count_cases());
  TRY(page.people, view.count_people());
  TRY(const std::vector<CaseRow> moved, view.cases({0, kMovedShown}));
  TRY(page.moved, case_lines(view, moved));
  TRY(const std::vector<DocumentRow> newest, view.documents("", {0, kNewestShown}));
  TRY(page.newest, docket_lines(view, newest));
  TRY(page.tags, tag_links(view));
  std::stable_sort(page.tags.begin(), page.tags.end(),
                   [](const TagLink& a, const TagLink& b) { return a.reports > b.reports; });
  if (page.tags.size() > kTagsShown) page.tags.resize(kTagsShown);
  return page;
}

Result<CasesPage> ArchivePages::cases(std::uint32_t number) {
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  CasesPage page;
  TRY(page.cases, view.count_cases());
  TRY(const Page rows, rows_of(number, page.cases, page.turn));
  TRY(const std::vector<CaseRow> found, view.cases(rows));
  TRY(page.lines, case_lines(view, found));
  return page;
}

Result<CasePage> ArchivePages::case_file(std::string_view number) {
  if (!is_case_number(number)) return fail(not_found());
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  TRY(const std::optional<CaseId> id, find_case(transaction.sql(), number));
  if (!id) return fail(not_found());
  TRY(const CaseFile* file, view.case_file(*id));
  return case_page(view, *file);
}

Result<DocketPage> ArchivePages::docket(ArchiveView& view, std::string_view slug,
                                        std::uint32_t number) {
  DocketPage page;
  TRY(page.reports, view.count_documents(slug));
  TRY(const Page rows, rows_of(number, page.reports, page.turn));
  TRY(const std::vector<DocumentRow> found, view.documents(slug, rows));
  TRY(page.lines, docket_lines(view, found));
  return page;
}

Result<DocketPage> ArchivePages::reports(std::uint32_t page) {
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  return docket(view, "", page);
}

Result<DocketPage> ArchivePages::tag(std::string_view slug, std::uint32_t number) {
  if (!is_tag_slug(slug)) return fail(not_found());
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  TRY(const std::vector<TagLink> tags, tag_links(view));
  const auto found =
      std::find_if(tags.begin(), tags.end(), [&](const TagLink& tag) { return tag.slug == slug; });
  if (found == tags.end()) return fail(not_found());
  TRY(DocketPage page, docket(view, slug, number));
  page.tag = *found;
  return page;
}

Result<TagsPage> ArchivePages::tags() {
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  TagsPage page;
  TRY(page.tags, tag_links(view));
  return page;
}

Result<ReportPage> ArchivePages::report(std::string_view key) {
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  TRY(const DocumentId id, document_of(transaction, key));
  return report_page(view, id);
}

Result<SearchPage> ArchivePages::search(std::string_view words) {
  SearchPage page;
  page.query = words;
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  // The index is of whole texts: that a word is in one would tell what may not be seen.
  if (!view.sees_all()) return page;
  const SearchQuery query = parse_query(words);
  TRY(const SearchHits hits,
      habeas::search(transaction.sql(), query, {SearchOrder::BestFirst, 0, kHitsShown}));
  page.more = hits.count > kHitsShown || !hits.is_count_exact;
  page.hits = static_cast<std::uint32_t>(hits.documents.size());
  for (const DocumentId& id : hits.documents) {
    TRY(const ShownReport* report, view.report(id));
    SearchHit hit;
    TRY(hit.line, docket_line(view, report->row));
    hit.snippet = pieces_of(report->document, query);
    page.lines.push_back(std::move(hit));
  }
  return page;
}

Result<FactAnchor> ArchivePages::anchor(std::string_view key, std::uint32_t number,
                                        std::string_view check) {
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  TRY(const DocumentId id, document_of(transaction, key));
  // Facts are numbered anew for those who do not see all; they decide nothing.
  if (!view.sees_all()) return fail(not_found());
  TRY(const ShownReport* report, view.report(id));
  const std::vector<Fact>& facts = report->extraction.facts;
  if (number >= facts.size() || check_of(facts[number]) != check) return fail(not_found());
  return make_anchor(report->extraction, number, report->document.text);
}

Result<CaseId> ArchivePages::case_id(std::string_view number) {
  if (!is_case_number(number)) return fail(not_found());
  TRY(ArchiveTransaction transaction, archive_.begin_to_read());
  TRY(ArchiveView view, view_of(transaction));
  TRY(const std::optional<CaseId> id, find_case(transaction.sql(), number));
  if (!id || !view.sees_all()) return fail(not_found());
  return *id;
}

}  // namespace habeas
