// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/case_as_of.h"

#include "follow/follow.h"
#include "ingest/reports.h"
#include "store/decisions.h"

namespace habeas {
namespace {

bool is_published_by(const ReportSummary& report, CivilDay day) {
  const auto days = report.published ? days_of(*report.published) : std::nullopt;
  return !days || days->first <= day;
}

}  // namespace

Result<void> tell_as_of(sql::Transaction& transaction, CivilDay day, CaseFile& file) {
  TRY(const auto tables, Tables::make());
  TRY(auto decisions, load_decisions(transaction));
  const auto in_force = decisions_in_force(std::move(decisions));
  TRY(auto reports, load_reports(transaction, file.cluster.documents, in_force, tables));
  // What came later is not known yet: its facts go, its place in the cluster stays.
  for (ReportSummary& report : reports) {
    if (!is_published_by(report, day)) report.facts.clear();
  }
  file.chronicle = follow(file.cluster, reports, day, tables);
  return {};
}

}  // namespace habeas
