// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/check_derived.h"

#include <limits>

#include "ingest/relink.h"
#include "model/review.h"
#include "store/cases.h"
#include "store/decisions.h"
#include "store/documents.h"

namespace habeas {
namespace {

constexpr std::string_view kRemedy = "; habeas rebuild --read-again makes it again";
constexpr Page kAll{0, std::numeric_limits<std::int64_t>::max()};

bool agrees(const DocumentRow& row, const Document& document) {
  return row.title == document.title && row.site_name == document.site_name &&
         row.address == document.address && row.language == document.language &&
         row.published == (document.published ? to_iso(*document.published) : "") &&
         row.completeness == document.completeness && row.problem_count == document.problems.size();
}

class DerivedCheck {
 public:
  DerivedCheck(sql::Transaction& transaction, const FaultSink& sink)
      : transaction_(transaction), sink_(sink) {}

  Result<std::int64_t> run() {
    TRY(const auto ids, list_document_ids(transaction_));
    for (const DocumentId& id : ids) {
      if (const auto fault = find_document_fault(id)) tell("the report " + to_text(id), *fault);
    }
    TRY(const bool is_stale, are_cases_stale(transaction_));
    TRY(auto decisions, load_decisions(transaction_));
    const auto audiences = audiences_of(decisions_in_force(std::move(decisions))).cases;
    TRY(const auto rows, list_cases(transaction_, kAll));
    for (const CaseRow& row : rows) {
      const auto said = audiences.find(row.id);
      const Audience audience = said == audiences.end() ? Audience::Restricted : said->second;
      if (const auto fault = find_case_fault(row, audience, is_stale)) {
        tell("the case " + to_hex(row.id.id), *fault);
      }
    }
    return faults_;
  }

 private:
  std::optional<std::string> find_document_fault(const DocumentId& id) {
    const auto document = load_document(transaction_, id);
    if (!document) return document.error().message;
    const auto extraction = load_extraction(transaction_, id);
    if (!extraction) return extraction.error().message;
    if (document->id != id) return "it is another one";
    if (auto fault = find_fault(*extraction, *document)) return fault;
    const auto row = load_document_row(transaction_, id);
    if (!row) return row.error().message;
    if (!agrees(*row, *document)) return "its columns are not what it says";
    return std::nullopt;
  }

  std::optional<std::string> find_case_fault(const CaseRow& row, Audience audience, bool is_stale) {
    const auto file = load_case(transaction_, row.id);
    if (!file) return file.error().message;
    if (row.document_count != static_cast<std::int64_t>(file->cluster.documents.size())) {
      return "its count of reports is wrong";
    }
    for (const DocumentId& id : file->cluster.documents) {
      const auto of = find_case_of_document(transaction_, id);
      if (!of) return of.error().message;
      if (*of != row.id || !load_document_row(transaction_, id)) {
        return "the report " + to_text(id) + " is not there";
      }
    }
    // Until cases are joined anew, they do not know the newest decisions.
    if (!is_stale && row.audience != audience) return "it is open to others than was decided";
    return std::nullopt;
  }

  void tell(const std::string& what, const std::string& fault) {
    ++faults_;
    sink_(what + ": " + fault + std::string(kRemedy));
  }

  sql::Transaction& transaction_;
  const FaultSink& sink_;
  std::int64_t faults_ = 0;
};

}  // namespace

Result<std::int64_t> check_derived(sql::Transaction& transaction, const FaultSink& sink) {
  return DerivedCheck(transaction, sink).run();
}

}  // namespace habeas
