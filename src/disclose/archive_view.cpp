// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/archive_view.h"

#include <algorithm>
#include <array>

#include "disclose/smaller_audience.h"
#include "follow/follow.h"
#include "model/codec.h"
#include "store/journal.h"

namespace habeas {

namespace {

constexpr std::int64_t kRowsAtOnce = 500;

Result<std::vector<StatedDecision>> load_decisions(sql::Transaction& transaction) {
  constexpr std::array kKinds{JournalKind::Decision};
  TRY(const std::vector<StoredEntry> entries, load_journal(transaction, kKinds));
  std::vector<StatedDecision> all;
  for (const StoredEntry& entry : entries) {
    if (!entry.body) continue;
    TRY(Decision decision, parse_decision(*entry.body));
    all.push_back({entry.hash, entry.entry.time, std::move(decision)});
  }
  return decisions_in_force(std::move(all));
}

template <class Row>
std::vector<Row> cut(std::vector<Row> rows, Page page) {
  const auto size = static_cast<std::int64_t>(rows.size());
  const std::int64_t begin = std::clamp<std::int64_t>(page.offset, 0, size);
  const std::int64_t end = std::min(size, begin + page.limit);
  return {rows.begin() + begin, rows.begin() + end};
}

}  // namespace

std::string source_name(const DocumentRow& row) {
  if (!row.site_name.empty()) return row.site_name;
  const std::size_t scheme = row.address.find("://");
  if (scheme == std::string::npos) return "";
  std::string host = row.address.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  return host.starts_with("www.") ? host.substr(4) : host;
}

Review review_of(const FactReview& review) {
  if (review.rejected) return Review::Rejected;
  if (review.level != VerificationLevel::Unverified) return Review::Verified;
  return review.read_rightly ? Review::ReadRightly : Review::NotReviewed;
}

Result<ArchiveView> ArchiveView::make(sql::Transaction& transaction, const Tables& tables,
                                      Audience viewer, CivilDay day) {
  ArchiveView view(transaction, tables, viewer, day);
  TRY(view.decisions_, load_decisions(transaction));
  view.audiences_ = audiences_of(view.decisions_);
  view.case_names_ = names_of_cases(view.decisions_);
  return view;
}

std::string ArchiveView::given_name(const CaseFile& file) const {
  const auto name = case_names_.find(file.row.id);
  // Taken out with the title when somebody is withheld: it may name them.
  return name == case_names_.end() || file.row.title.empty() ? "" : name->second;
}

// A report of a case is seen only if both may be: its title and its day tell of the case.
Result<bool> ArchiveView::sees_document(const DocumentId& id) {
  if (sees_all()) return true;
  const auto found = audiences_.documents.find(id);
  if (found == audiences_.documents.end() || !may(found->second)) return false;
  TRY(const std::optional<CaseId> case_id, find_case_of_document(sql(), id));
  if (!case_id) return true;
  const auto known = case_seen_.find(*case_id);
  if (known != case_seen_.end()) return known->second;
  TRY(const CaseRow row, load_case_row(sql(), *case_id));
  return case_seen_.emplace(*case_id, sees_case(row)).first->second;
}

bool ArchiveView::sees_case(const CaseRow& row) const {
  if (sees_all()) return true;
  const auto found = audiences_.cases.find(row.id);
  return found != audiences_.cases.end() && may(stricter(found->second, row.audience));
}

bool ArchiveView::sees_person(const PersonId& id) const {
  if (sees_all()) return true;
  const auto found = audiences_.people.find(id);
  return found != audiences_.people.end() && may(found->second);
}

Result<const ShownReport*> ArchiveView::report(const DocumentId& id) {
  const auto known = reports_.find(id);
  if (known != reports_.end()) return &known->second;
  TRY(const bool is_seen, sees_document(id));
  if (!is_seen) return fail(ErrorCode::NotFound, "no such report");
  TRY(ShownReport view, load_report(id));
  return &reports_.emplace(id, std::move(view)).first->second;
}

Result<ShownReport> ArchiveView::load_report(const DocumentId& id) {
  ShownReport view;
  TRY(view.row, load_document_row(sql(), id));
  TRY(view.document, load_document(sql(), id));
  TRY(view.extraction, load_extraction(sql(), id));
  view.reviews = review_document(view.extraction, view.document.text, decisions_).facts;
  if (sees_all()) {
    for (std::uint32_t i = 0; i < view.extraction.facts.size(); ++i) view.numbers.emplace(i, i);
    return view;
  }
  TRY(const std::vector<bool> seen, seen_facts(view));
  return keep_seen_facts(std::move(view), seen);
}

Result<std::vector<bool>> ArchiveView::seen_facts(const ShownReport& view) {
  std::vector<bool> opened;
  for (std::size_t i = 0; i < view.extraction.facts.size(); ++i) {
    opened.push_back(may(view.reviews[i].audience) && !view.reviews[i].rejected);
  }
  TRY(const std::optional<CaseId> case_id, find_case_of_document(sql(), view.row.id));
  if (case_id) {
    TRY(const CaseFile file, load_case(sql(), *case_id));
    for (const CasePerson& person : file.people) {
      if (sees_person(person.id) || person.position >= file.cluster.people.size()) continue;
      for (const FactPlace& mention : file.cluster.people[person.position].mentions) {
        if (mention.document == view.row.id && mention.fact < opened.size()) {
          opened[mention.fact] = false;
        }
      }
    }
  }
  return without_what_leads_to_hidden(view.extraction, std::move(opened));
}

Result<const CaseFile*> ArchiveView::case_file(const CaseId& id) {
  const auto known = cases_.find(id);
  if (known != cases_.end()) return &known->second;
  TRY(CaseFile stored, load_case(sql(), id));
  if (!sees_all()) {
    TRY(std::optional<CaseFile> seen, case_seen(stored));
    if (!seen) return fail(ErrorCode::NotFound, "no such case");
    stored = std::move(*seen);
  }
  return &cases_.emplace(id, std::move(stored)).first->second;
}

Result<const CaseFile*> ArchiveView::find_case_of(const DocumentId& id) {
  TRY(const std::optional<CaseId> case_id, find_case_of_document(sql(), id));
  if (!case_id) return nullptr;
  Result<const CaseFile*> file = case_file(*case_id);
  if (!file && file.error().code == ErrorCode::NotFound) return nullptr;
  return file;
}

Result<std::optional<CaseFile>> ArchiveView::case_seen(const CaseFile& stored) {
  if (!sees_case(stored.row)) return std::optional<CaseFile>();
  std::map<DocumentId, const ShownReport*> views;
  for (const DocumentId& id : stored.cluster.documents) {
    TRY(const bool is_seen, sees_document(id));
    if (!is_seen) continue;
    TRY(const ShownReport* view, report(id));
    views.emplace(id, view);
  }
  if (views.empty()) return std::optional<CaseFile>();
  std::vector<bool> people_seen(stored.cluster.people.size(), true);
  for (const CasePerson& person : stored.people) {
    if (person.position < people_seen.size()) {
      people_seen[person.position] = sees_person(person.id);
    }
  }
  CaseFile seen = keep_seen_case(stored, views, people_seen);
  seen.chronicle = follow(seen.cluster, summaries_of(views), day_, *tables_);
  const bool somebody_hidden = std::count(people_seen.begin(), people_seen.end(), false) > 0;
  if (somebody_hidden) seen.chronicle.chains.clear();
  seen.row.last_report = seen.chronicle.last_report;
  return std::optional<CaseFile>(std::move(seen));
}

Result<std::vector<DocumentRow>> ArchiveView::all_documents(std::string_view tag_slug) {
  std::vector<DocumentRow> seen;
  for (Page page{0, kRowsAtOnce};; page.offset += kRowsAtOnce) {
    TRY(const std::vector<DocumentRow> rows, list_documents(sql(), tag_slug, page));
    for (const DocumentRow& row : rows) {
      TRY(const bool is_seen, sees_document(row.id));
      if (!is_seen) continue;
      if (!tag_slug.empty()) {
        TRY(const ShownReport* view, report(row.id));
        if (!view->names_shown) continue;
      }
      seen.push_back(row);
    }
    if (static_cast<std::int64_t>(rows.size()) < kRowsAtOnce) return seen;
  }
}

Result<std::vector<CaseRow>> ArchiveView::all_cases() {
  std::vector<CaseRow> seen;
  for (Page page{0, kRowsAtOnce};; page.offset += kRowsAtOnce) {
    TRY(const std::vector<CaseRow> rows, list_cases(sql(), page));
    for (const CaseRow& row : rows) {
      if (!sees_case(row)) continue;
      TRY(const CaseFile stored, load_case(sql(), row.id));
      TRY(std::optional<CaseFile> file, case_seen(stored));
      if (file) seen.push_back(file->row);
    }
    if (static_cast<std::int64_t>(rows.size()) < kRowsAtOnce) break;
  }
  // Their order comes from what is seen, not from what is there.
  std::stable_sort(seen.begin(), seen.end(), [](const CaseRow& a, const CaseRow& b) {
    return a.last_report != b.last_report ? a.last_report > b.last_report : a.number < b.number;
  });
  return seen;
}

Result<std::vector<DocumentRow>> ArchiveView::documents(std::string_view tag_slug, Page page) {
  if (sees_all()) return list_documents(sql(), tag_slug, page);
  TRY(std::vector<DocumentRow> seen, all_documents(tag_slug));
  return cut(std::move(seen), page);
}

Result<std::uint32_t> ArchiveView::count_documents(std::string_view tag_slug) {
  if (!sees_all()) {
    TRY(const std::vector<DocumentRow> seen, all_documents(tag_slug));
    return static_cast<std::uint32_t>(seen.size());
  }
  TRY(const std::int64_t count, habeas::count_documents(sql(), tag_slug));
  return static_cast<std::uint32_t>(count);
}

Result<std::vector<CaseRow>> ArchiveView::cases(Page page) {
  if (sees_all()) return list_cases(sql(), page);
  TRY(std::vector<CaseRow> seen, all_cases());
  return cut(std::move(seen), page);
}

Result<std::uint32_t> ArchiveView::count_cases() {
  if (!sees_all()) {
    TRY(const std::vector<CaseRow> seen, all_cases());
    return static_cast<std::uint32_t>(seen.size());
  }
  TRY(const std::int64_t count, habeas::count_cases(sql()));
  return static_cast<std::uint32_t>(count);
}

Result<std::uint32_t> ArchiveView::count_people() {
  if (sees_all()) {
    TRY(const std::int64_t count, habeas::count_people(sql()));
    return static_cast<std::uint32_t>(count);
  }
  std::uint32_t count = 0;
  TRY(const std::vector<CaseRow> seen, all_cases());
  for (const CaseRow& row : seen) {
    TRY(const CaseFile* file, case_file(row.id));
    count += static_cast<std::uint32_t>(file->people.size());
  }
  return count;
}

}  // namespace habeas
