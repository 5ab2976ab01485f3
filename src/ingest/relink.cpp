// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/relink.h"

#include <algorithm>
#include <span>

#include "follow/follow.h"
#include "ingest/constraints.h"
#include "ingest/keeping.h"
#include "ingest/list_versions.h"
#include "ingest/naming.h"
#include "ingest/reports.h"
#include "link/link.h"
#include "model/codec.h"
#include "store/cases.h"
#include "store/decisions.h"
#include "store/documents.h"
#include "store/journal.h"
#include "store/settings.h"

namespace habeas {
namespace {

constexpr std::string_view kStaleSetting = "cases_stale";
constexpr std::size_t kNamesInTitleMax = 3;

/// Whom a case is about, as the desk calls it until somebody names it.
std::string title_of(const CaseCluster& cluster, const ReportSummary& first) {
  std::string title;
  std::size_t affected = 0;
  for (const LinkedPerson& person : cluster.people) {
    if (!person.affected) continue;
    if (++affected <= kNamesInTitleMax) title += (title.empty() ? "" : ", ") + person.name;
  }
  if (affected > kNamesInTitleMax) {
    title += " and " + std::to_string(affected - kNamesInTitleMax) + " more";
  }
  return title.empty() ? first.title : title;
}

class Relinking {
 public:
  Relinking(ArchiveTransaction& transaction, const Tables& tables, CivilDay day)
      : transaction_(transaction), tables_(tables), day_(day) {}

  Result<void> run() {
    TRY(auto decisions, load_decisions(transaction_.sql()));
    in_force_ = decisions_in_force(std::move(decisions));
    TRY(opened_, load_opened(transaction_.sql()));
    TRY(const auto ids, list_document_ids(transaction_.sql()));
    TRY(reports_, load_reports(transaction_.sql(), ids, in_force_, tables_));
    for (const ReportSummary& report : reports_) by_id_[report.id] = &report;
    LinkConstraints constraints = constraints_of(in_force_, opened_, by_id_);
    TRY(const auto versions, load_list_versions(transaction_.sql()));
    for (const DocumentId& id : ids) {
      if (const auto newest = versions.newest_of(id)) constraints.together.push_back({id, *newest});
    }
    clusters_ = link(reports_, constraints, tables_);
    const Naming naming = name_clusters(clusters_, by_id_, opened_, yielding_cases(in_force_));
    if (!naming.fresh.cases.empty() || !naming.fresh.people.empty()) {
      TRY(transaction_.append(JournalKind::Opened, to_json(naming.fresh)));
    }
    TRY(const auto last, find_last_time(transaction_.sql()));
    if (last) day_ = day_of(*last);
    return save(naming);
  }

 private:
  Result<void> save(const Naming& naming) {
    TRY(clear_cases(transaction_.sql()));
    const auto names = names_of_cases(in_force_);
    const auto audiences = audiences_of(in_force_);
    const Digest fingerprint = fingerprint_of(tables_);
    for (std::size_t i = 0; i < clusters_.size(); ++i) {
      CaseFile file = make_file(clusters_[i], naming.clusters[i]);
      const auto name = names.find(file.row.id);
      if (name != names.end()) file.row.title = name->second;
      const auto audience = audiences.cases.find(file.row.id);
      if (audience != audiences.cases.end()) file.row.audience = audience->second;
      TRY(save_case(transaction_.sql(), file, fingerprint));
    }
    for (const auto& cases : {std::span<const OpenedCase>(opened_.cases),
                              std::span<const OpenedCase>(naming.fresh.cases)}) {
      for (const OpenedCase& one : cases) {
        TRY(save_number(transaction_.sql(), one.number, one.id));
      }
    }
    for (const auto& [from, to] : naming.redirects) {
      TRY(save_redirect(transaction_.sql(), from.id, to.id));
    }
    for (const auto& [from, to] : naming.people_redirects) {
      TRY(save_redirect(transaction_.sql(), from.id, to.id));
    }
    return save_setting(transaction_.sql(), kStaleSetting, "");
  }

  CaseFile make_file(const CaseCluster& cluster, const NamedCluster& named) {
    CaseFile file;
    file.row.id = named.opened.id;
    file.row.number = named.opened.number;
    file.row.country = named.opened.country;
    file.row.year = named.opened.year;
    file.row.title = title_of(cluster, *by_id_.at(named.opened.document));
    file.cluster = cluster;
    std::vector<ReportSummary> members;
    for (const DocumentId& id : cluster.documents) members.push_back(*by_id_.at(id));
    file.chronicle = follow(cluster, members, day_, tables_);
    for (const auto& [position, id] : named.people) {
      file.people.push_back({id, position, cluster.people[position].name});
    }
    return file;
  }

  ArchiveTransaction& transaction_;
  const Tables& tables_;
  CivilDay day_;
  std::vector<StatedDecision> in_force_;
  OpenedBatch opened_;
  std::vector<ReportSummary> reports_;
  std::map<DocumentId, const ReportSummary*> by_id_;
  std::vector<CaseCluster> clusters_;
};

}  // namespace

Result<void> relink(ArchiveTransaction& transaction, const Tables& tables, CivilDay day) {
  return Relinking(transaction, tables, day).run();
}

Result<void> mark_cases_stale(sql::Transaction& transaction) {
  return save_setting(transaction, kStaleSetting, "yes");
}

Result<bool> are_cases_stale(sql::Transaction& transaction) {
  TRY(const auto setting, find_setting(transaction, kStaleSetting));
  return setting && *setting == "yes";
}

}  // namespace habeas
