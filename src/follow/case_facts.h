// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_day.h"
#include "model/case_file.h"

namespace habeas {

/// An act, status, notice, intervention or conclusion of one document, with who it is about.
struct Statement {
  FactPlace place;
  const Fact* fact = nullptr;
  const EventValue* event = nullptr;
  std::uint32_t report = 0;           ///< in CaseFacts::reports
  std::vector<std::uint32_t> people;  ///< targets: positions in CaseCluster::people, sorted
};

/// The facts of one case, ready to be followed. Borrows cluster and reports, which must outlive
/// it. Facts without evidence (rejected) and facts that nobody would have seen are not in it.
class CaseFacts {
 public:
  CaseFacts(const CaseCluster& cluster, std::span<const ReportSummary> reports);

  const CaseCluster& cluster() const { return *cluster_; }
  /// Those of the cluster, by publication day, then id; undated last.
  const std::vector<const ReportSummary*>& reports() const { return reports_; }
  /// In the order of reports, then of the text.
  const std::vector<Statement>& statements() const { return statements_; }
  /// Reports that say the same on somebody's word: copies, and those of one issuer or one site.
  std::uint32_t source_of(std::uint32_t report) const { return sources_[report]; }
  std::optional<CivilDay> published(std::uint32_t report) const;

  /// All usable facts of a report with their positions.
  std::vector<std::pair<std::uint32_t, const Fact*>> facts_of(std::uint32_t report) const;
  /// The fact an argument points at; nullptr if there is none or it is not usable.
  const Fact* find_fact(std::uint32_t report, std::uint32_t fact) const;
  /// The first argument of the role that points at a usable fact.
  const Fact* find_argument(const Statement& statement, ArgumentRole role) const;
  std::vector<const Fact*> arguments(const Statement& statement, ArgumentRole role) const;

 private:
  void collect_statements();
  void group_sources();

  const CaseCluster* cluster_;
  std::vector<const ReportSummary*> reports_;
  std::vector<Statement> statements_;
  std::vector<std::uint32_t> sources_;
  std::map<FactPlace, std::uint32_t> people_;
};

/// First day of a date; nothing if its year is unknown.
std::optional<CivilDay> first_day(const std::optional<PartialDate>& date);
/// True if the two may mean the same day.
bool may_be_same_day(const PartialDate& a, const PartialDate& b);
/// The value of a particular, "" if there is none.
std::string_view particular(const EventValue& event, std::string_view name);

}  // namespace habeas
