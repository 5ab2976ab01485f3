// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/decide.h"

#include <algorithm>
#include <set>

#include "ingest/relink.h"
#include "model/codec.h"
#include "model/words.h"
#include "store/cases.h"
#include "store/decisions.h"
#include "store/documents.h"

namespace habeas {
namespace {

bool changes_belonging(DecisionKind kind) {
  return kind == DecisionKind::Merge || kind == DecisionKind::Split || kind == DecisionKind::Move ||
         kind == DecisionKind::SamePerson || kind == DecisionKind::NotSamePerson ||
         kind == DecisionKind::Undo;
}

/// The report that was looked at last, with its facts: anchors come report by report.
class LastReport {
 public:
  explicit LastReport(sql::Transaction& transaction) : transaction_(transaction) {}

  /// NotFound: there is no such report today.
  Result<void> look_at(const DocumentId& id) {
    if (document_ && document_->id == id) return {};
    document_.reset();
    TRY(auto document, load_document(transaction_, id));
    TRY(extraction_, load_extraction(transaction_, id));
    document_ = std::move(document);
    return {};
  }
  const std::string& text() const { return document_->text; }
  const Extraction& extraction() const { return extraction_; }

 private:
  sql::Transaction& transaction_;
  std::optional<Document> document_;
  Extraction extraction_;
};

/// Finds the fact that a person meant and states its anchor in full.
Result<FactAnchor> complete_anchor(LastReport& report, const FactAnchor& said) {
  if (const auto found = report.look_at(said.document); !found) {
    return fail(found.error().code, "facts: no document " + to_text(said.document));
  }
  const AnchorMatch match = find_anchor(said, report.extraction(), report.text());
  const auto blame = [&](std::string_view what) {
    return fail(ErrorCode::NotFound, std::string(what) + " " + std::string(word_of(said.kind)) +
                                         " with the words “" + said.quote + "” in " +
                                         to_text(said.document) + "; habeas extract shows them");
  };
  if (match.state == AnchorState::Lost) return blame("facts: there is no");
  FactAnchor anchor = make_anchor(report.extraction(), match.fact, report.text());
  if (!said.value.empty() && said.value != anchor.value) {
    return blame("facts: value \"" + said.value + "\" is not that of the");
  }
  return anchor;
}

Result<std::vector<DocumentId>> documents_of(sql::Transaction& transaction, const CaseId& id) {
  TRY(const auto file, load_case(transaction, id));
  return file.cluster.documents;
}

/// `all` without `some`, both sorted or not.
std::vector<DocumentId> without(const std::vector<DocumentId>& all,
                                const std::vector<DocumentId>& some) {
  const std::set<DocumentId> left_out(some.begin(), some.end());
  std::vector<DocumentId> rest;
  for (const DocumentId& id : all) {
    if (!left_out.contains(id)) rest.push_back(id);
  }
  return rest;
}

Result<void> fill_split(sql::Transaction& transaction, Decision& decision) {
  TRY(const auto all, documents_of(transaction, *decision.case_id));
  decision.others = without(all, decision.documents);
  if (decision.others.empty() || decision.others.size() + decision.documents.size() != all.size()) {
    return fail(ErrorCode::BadInput,
                "documents: name some, not all, of the reports of this case, each once");
  }
  TRY(const auto opened, load_opened(transaction));
  for (const OpenedCase& one : opened.cases) {
    const bool leaves =
        std::count(decision.documents.begin(), decision.documents.end(), one.document) != 0;
    if (one.id == *decision.case_id && leaves) {
      return fail(ErrorCode::BadInput,
                  "documents: the report that opened the case stays in it; split off the others");
    }
  }
  return {};
}

Result<void> fill_move(sql::Transaction& transaction, Decision& decision) {
  decision.others.clear();
  for (const DocumentId& id : decision.documents) {
    TRY(const auto from, find_case_of_document(transaction, id));
    if (!from) return fail(ErrorCode::NotFound, "documents: no report " + to_text(id));
    if (*from == *decision.case_id) {
      return fail(ErrorCode::BadInput, "documents: " + to_text(id) + " is in that case already");
    }
    TRY(const auto all, documents_of(transaction, *from));
    for (const DocumentId& other : without(all, decision.documents)) {
      decision.others.push_back(other);
    }
  }
  std::sort(decision.others.begin(), decision.others.end());
  decision.others.erase(std::unique(decision.others.begin(), decision.others.end()),
                        decision.others.end());
  return {};
}

/// What a decision about belonging finds today, so that it means the same whatever comes later.
Result<void> fill(sql::Transaction& transaction, Decision& decision) {
  if (decision.kind == DecisionKind::Split) return fill_split(transaction, decision);
  if (decision.kind == DecisionKind::Move) return fill_move(transaction, decision);
  if (decision.kind == DecisionKind::Merge) {
    TRY(decision.documents, documents_of(transaction, *decision.case_id));
    TRY(decision.others, documents_of(transaction, *decision.other_case));
  }
  return {};
}

/// What of all that the decision names is not there, in words.
Result<std::vector<std::string>> find_missing(sql::Transaction& transaction,
                                              const Decision& decision) {
  std::vector<std::string> missing;
  for (const auto& id : {decision.case_id, decision.other_case}) {
    if (!id) continue;
    TRY(const auto found, find_case(transaction, to_hex(id->id)));
    if (!found) missing.push_back("case " + to_hex(id->id));
  }
  for (const auto& id : {decision.person, decision.other_person}) {
    if (!id) continue;
    TRY(const auto found, find_case_of_person(transaction, *id));
    if (!found) missing.push_back("person " + to_hex(id->id));
  }
  for (const DocumentId& id : decision.documents) {
    const auto found = load_document_row(transaction, id);
    if (found) continue;
    if (found.error().code != ErrorCode::NotFound) return fail(found.error());
    missing.push_back("report " + to_text(id));
  }
  return missing;
}

Result<void> check_targets(sql::Transaction& transaction, const Decision& decision) {
  TRY(const auto missing, find_missing(transaction, decision));
  if (missing.empty()) return {};
  return fail(ErrorCode::NotFound, "there is no " + missing.front() +
                                       "; habeas cases --json "
                                       "shows all there are");
}

Result<void> check_undo(sql::Transaction& transaction, const Decision& decision) {
  TRY(auto all, load_decisions(transaction));
  const auto named = std::find_if(all.begin(), all.end(), [&](const StatedDecision& stated) {
    return stated.entry == *decision.undone;
  });
  if (named == all.end()) return fail(ErrorCode::NotFound, "undo: no decision has this entry");
  const bool is_undo = named->decision.kind == DecisionKind::Undo;
  for (const StatedDecision& stated : decisions_in_force(std::move(all))) {
    if (stated.entry == *decision.undone) return {};
  }
  if (is_undo) return {};  // whether it still counts shows when decisions are told again
  return fail(ErrorCode::BadInput, "undo: this decision was taken back already");
}

/// The text that a decision cites stays, whatever a later reader makes of the source.
Result<void> keep_readings(sql::Transaction& transaction, const Decision& decision) {
  std::set<DocumentId> cited(decision.documents.begin(), decision.documents.end());
  for (const FactAnchor& anchor : decision.facts) cited.insert(anchor.document);
  for (const DocumentId& id : cited) {
    TRY(const auto document, load_document(transaction, id));
    TRY(put_reading(transaction, id, document.text));
  }
  return {};
}

}  // namespace

Result<Decision> understand_decision(sql::Transaction& transaction, std::string_view json) {
  Error trouble;
  bool is_broken = false;
  TRY(auto decision,
      parse_stated_decision(json, [&](std::string_view words) -> std::optional<CaseId> {
        const auto document = parse_document_id(words);
        auto found = document ? find_case_of_document(transaction, *document)
                              : find_case(transaction, words);
        if (found) return *found;
        trouble = found.error();
        is_broken = true;
        return std::nullopt;
      }));
  if (is_broken) return fail(std::move(trouble));
  if (const auto fault = find_fault(decision)) return fail(ErrorCode::BadInput, *fault);
  LastReport report(transaction);
  for (FactAnchor& anchor : decision.facts) {
    TRY(anchor, complete_anchor(report, anchor));
  }
  return decision;
}

Result<Digest> decide(Archive& archive, Decision decision, const Tables& tables, CivilDay day) {
  if (const auto fault = find_fault(decision)) return fail(ErrorCode::BadInput, *fault);
  TRY(auto transaction, archive.begin());
  TRY(check_targets(transaction.sql(), decision));
  TRY(fill(transaction.sql(), decision));
  if (decision.kind == DecisionKind::Undo) {
    TRY(check_undo(transaction.sql(), decision));
  }
  TRY(keep_readings(transaction.sql(), decision));
  TRY(const auto entry, transaction.append(JournalKind::Decision, to_json(decision)));
  if (changes_belonging(decision.kind)) {
    TRY(relink(transaction, tables, day));
  } else {
    TRY(mark_cases_stale(transaction.sql()));
  }
  TRY(transaction.commit());
  return entry;
}

Result<void> settle(Archive& archive, const Tables& tables, CivilDay day) {
  TRY(auto transaction, archive.begin());
  TRY(const bool stale, are_cases_stale(transaction.sql()));
  if (!stale) return {};
  TRY(relink(transaction, tables, day));
  return transaction.commit();
}

Result<std::vector<DecisionFate>> load_decision_fates(sql::Transaction& transaction) {
  TRY(auto all, load_decisions(transaction));
  LastReport report(transaction);
  std::vector<DecisionFate> fates;
  for (StatedDecision& stated : decisions_in_force(std::move(all))) {
    DecisionFate fate{std::move(stated), {}, {}};
    TRY(fate.missing, find_missing(transaction, fate.stated.decision));
    for (const FactAnchor& anchor : fate.stated.decision.facts) {
      AnchorFate found{fate.stated.entry, anchor, {}};
      const auto looked = report.look_at(anchor.document);
      if (looked) {
        found.match = find_anchor(anchor, report.extraction(), report.text());
      } else if (looked.error().code != ErrorCode::NotFound) {
        return fail(looked.error());
      }
      fate.anchors.push_back(std::move(found));
    }
    fates.push_back(std::move(fate));
  }
  return fates;
}

}  // namespace habeas
