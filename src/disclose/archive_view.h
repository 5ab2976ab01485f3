// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "disclose/page_values.h"
#include "know/tables.h"
#include "model/audience.h"
#include "model/review.h"
#include "store/cases.h"
#include "store/documents.h"

namespace habeas {

/// One report as an audience sees it. What it may not see is taken out and the rest is numbered
/// anew, so that not even a gap in the numbers tells.
struct ShownReport {
  DocumentRow row;
  Document document;
  Extraction extraction;            ///< the facts that are seen, rejected ones among them
  std::vector<FactReview> reviews;  ///< one for each fact
  std::map<std::uint32_t, std::uint32_t> numbers;  ///< stored position of a fact -> position here
  bool text_shown = true;   ///< false: quotes of the facts may be shown, no other words of the text
  bool names_shown = true;  ///< false: somebody in it is withheld, so title and tags are too
};

/// An archive as one audience sees it, during one transaction. Answers NotFound alike for what is
/// not there and for what may not be seen.
///
/// Restricted, the local desk, sees its whole archive. Everybody below sees a report, case, person
/// or fact only if a decision opened it for them, a report of a case only if the case is open as
/// well, and of an opened report only the quotes of opened facts: never its text, title, tags,
/// address or hash while anybody in it is withheld.
class ArchiveView {
 public:
  /// `transaction` and `tables` outlive the view.
  static Result<ArchiveView> make(sql::Transaction& transaction, const Tables& tables,
                                  Audience viewer, CivilDay day);

  sql::Transaction& sql() { return *transaction_; }
  CivilDay day() const { return day_; }
  bool sees_all() const { return viewer_ == Audience::Restricted; }

  /// Loaded once; stays valid as long as the view.
  Result<const ShownReport*> report(const DocumentId& id);
  /// As a person named the case; "" if nobody did, or if it may not be seen.
  std::string given_name(const CaseFile& file) const;
  /// A case with what was derived of it; for a smaller audience derived again from what it sees,
  /// so that nothing hidden moves a date or a state.
  /// Loaded once; stays valid as long as the view.
  Result<const CaseFile*> case_file(const CaseId& id);
  /// The case of a report; nothing if there is none or it may not be seen.
  Result<const CaseFile*> find_case_of(const DocumentId& id);

  /// All reports that are seen, or those of a tag, newest first, from `offset`, at most `limit`.
  Result<std::vector<DocumentRow>> documents(std::string_view tag_slug, Page page);
  Result<std::uint32_t> count_documents(std::string_view tag_slug);
  Result<std::vector<CaseRow>> cases(Page page);
  Result<std::uint32_t> count_cases();
  Result<std::uint32_t> count_people();

 private:
  ArchiveView(sql::Transaction& transaction, const Tables& tables, Audience viewer, CivilDay day)
      : transaction_(&transaction), tables_(&tables), viewer_(viewer), day_(day) {}

  bool may(Audience audience) const { return may_see(viewer_, audience); }
  Result<bool> sees_document(const DocumentId& id);
  bool sees_case(const CaseRow& row) const;
  bool sees_person(const PersonId& id) const;
  Result<ShownReport> load_report(const DocumentId& id);
  Result<std::vector<bool>> seen_facts(const ShownReport& view);
  Result<std::optional<CaseFile>> case_seen(const CaseFile& stored);
  Result<std::vector<DocumentRow>> all_documents(std::string_view tag_slug);
  Result<std::vector<CaseRow>> all_cases();

  sql::Transaction* transaction_;
  const Tables* tables_;
  Audience viewer_;
  CivilDay day_;
  std::vector<StatedDecision> decisions_;
  Audiences audiences_;
  std::map<CaseId, std::string> case_names_;
  std::map<DocumentId, ShownReport> reports_;
  std::map<CaseId, CaseFile> cases_;
  std::map<CaseId, bool> case_seen_;
};

/// The name under which a report's publisher is shown: as the page names itself, else the host of
/// its address, "" if neither is known.
std::string source_name(const DocumentRow& row);

Review review_of(const FactReview& review);

}  // namespace habeas
