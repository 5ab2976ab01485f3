// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "base/result.h"
#include "model/audience.h"
#include "model/case_file.h"
#include "model/chronicle.h"
#include "sql/connection.h"
#include "store/documents.h"

namespace habeas {

/// A case as a list shows it.
struct CaseRow {
  CaseId id;
  std::string number;   ///< "KAZ-2016-7K3QD"
  std::string country;  ///< alpha-3 as of opening, "" if it could not be told
  std::int32_t year = 0;
  std::string title;
  Audience audience = Audience::Restricted;
  std::optional<CivilDay> last_report;
  std::int64_t document_count = 0;

  friend bool operator==(const CaseRow&, const CaseRow&) = default;
};

/// An affected person of a case: its lasting id and where it stands in CaseCluster::people.
struct CasePerson {
  PersonId id;
  std::uint32_t position = 0;
  std::string name;

  friend bool operator==(const CasePerson&, const CasePerson&) = default;
};

/// A case with all that was derived of it. `row.document_count` and `row.last_report` are set
/// from cluster and chronicle when it is saved.
struct CaseFile {
  CaseRow row;
  CaseCluster cluster;
  Chronicle chronicle;
  std::vector<CasePerson> people;

  friend bool operator==(const CaseFile&, const CaseFile&) = default;
};

/// Removes all cases, people and redirects, before they are saved anew.
Result<void> clear_cases(sql::Transaction& transaction);

/// Puts a case in place of the one of its id. Its documents leave the cases they were in. Errors:
/// Exists (a person of another case has the id of one of its people).
Result<void> save_case(sql::Transaction& transaction, const CaseFile& file,
                       const Digest& fingerprint);
/// From here on the id `from` leads to `to`.
Result<void> save_redirect(sql::Transaction& transaction, const LastingId& from,
                           const LastingId& to);

/// The number that a case was opened with, for good: it leads to the case even where that ended as
/// a redirect. The first of two equal ones holds.
Result<void> save_number(sql::Transaction& transaction, std::string_view number, const CaseId& id);

/// What a person typed: a case number in either case, or the 32 digits of an id. Redirects are
/// followed, from numbers that were once printed too. Nothing if there is no such case, or if two
/// cases have that number.
Result<std::optional<CaseId>> find_case(sql::Transaction& transaction, std::string_view words);
/// Where an id leads to in the end; itself if nowhere.
Result<LastingId> follow_redirects(sql::Transaction& transaction, const LastingId& id);

/// Errors: NotFound, Corrupt.
Result<CaseFile> load_case(sql::Transaction& transaction, const CaseId& id);
Result<CaseRow> load_case_row(sql::Transaction& transaction, const CaseId& id);
Result<std::optional<CaseId>> find_case_of_document(sql::Transaction& transaction,
                                                    const DocumentId& id);
Result<std::optional<CaseId>> find_case_of_person(sql::Transaction& transaction,
                                                  const PersonId& id);

/// Newest report first, then by number.
Result<std::vector<CaseRow>> list_cases(sql::Transaction& transaction, Page page);
Result<std::int64_t> count_cases(sql::Transaction& transaction);
/// Affected people of all cases.
Result<std::int64_t> count_people(sql::Transaction& transaction);

}  // namespace habeas
