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

/// Finds the fact that a person meant and states its anchor in full.
Result<FactAnchor> complete_anchor(sql::Transaction& transaction, const FactAnchor& said) {
  const auto document = load_document(transaction, said.document);
  if (!document) {
    return fail(document.error().code, "facts: no document " + to_text(said.document));
  }
  TRY(const auto extraction, load_extraction(transaction, said.document));
  const AnchorMatch match = find_anchor(said, extraction, document->text);
  const auto blame = [&](std::string_view what) {
    return fail(ErrorCode::NotFound, std::string(what) + " " + std::string(word_of(said.kind)) +
                                         " with the words “" + said.quote + "” in " +
                                         to_text(said.document) + "; habeas extract shows them");
  };
  if (match.state == AnchorState::Lost) return blame("facts: there is no");
  FactAnchor anchor = make_anchor(extraction, match.fact, document->text);
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

Result<void> fill(sql::Transaction& transaction, Decision& decision) {
  for (FactAnchor& anchor : decision.facts) {
    TRY(anchor, complete_anchor(transaction, anchor));
  }
  if (decision.kind == DecisionKind::Split) return fill_split(transaction, decision);
  if (decision.kind == DecisionKind::Move) return fill_move(transaction, decision);
  if (decision.kind == DecisionKind::Merge) {
    TRY(decision.documents, documents_of(transaction, *decision.case_id));
    TRY(decision.others, documents_of(transaction, *decision.other_case));
  }
  return {};
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
  TRY(fill(transaction, decision));
  return decision;
}

Result<Digest> decide(Archive& archive, const Decision& decision, const Tables& tables,
                      CivilDay day) {
  if (const auto fault = find_fault(decision)) return fail(ErrorCode::BadInput, *fault);
  TRY(auto transaction, archive.begin());
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
  std::vector<DecisionFate> fates;
  for (StatedDecision& stated : decisions_in_force(std::move(all))) {
    DecisionFate fate{std::move(stated), {}};
    for (const FactAnchor& anchor : fate.stated.decision.facts) {
      AnchorFate found{fate.stated.entry, anchor, {}};
      const auto document = load_document(transaction, anchor.document);
      if (document) {
        TRY(const auto extraction, load_extraction(transaction, anchor.document));
        found.match = find_anchor(anchor, extraction, document->text);
      } else if (document.error().code != ErrorCode::NotFound) {
        return fail(document.error());
      }
      fate.anchors.push_back(std::move(found));
    }
    fates.push_back(std::move(fate));
  }
  return fates;
}

}  // namespace habeas
