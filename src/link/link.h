// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "know/tables.h"
#include "model/case_file.h"

namespace habeas {

/// What people decided about belonging, by document and mention, so that it outlives ids.
struct LinkConstraints {
  struct DocumentPair { DocumentId a; DocumentId b; };
  struct MentionPair { FactPlace a; FactPlace b; };
  std::vector<DocumentPair> together;        ///< merged or moved: one case
  std::vector<DocumentPair> apart;           ///< split: never one case; wins over `together`
  std::vector<MentionPair> same_person;
  std::vector<MentionPair> different_people;
};

/// Joins documents into cases and mentions into people. A function of the *set* of reports and
/// constraints: their order changes nothing. Every document is in exactly one cluster; clusters
/// are sorted by their first document. A key shared by more than 1,000 reports counts only with a
/// second key. A fact without evidence was rejected and is passed over (its position stays, for the
/// arguments of others); so are facts that a reader of the page would not have seen. Reports have
/// different ids; constraints on documents that are not here do nothing. Pure.
std::vector<CaseCluster> link(std::span<const ReportSummary> reports,
                              const LinkConstraints& constraints, const Tables& tables);

}  // namespace habeas
