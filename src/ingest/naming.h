// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/opened.h"

namespace habeas {

struct NamedCluster {
  OpenedCase opened;
  /// Ids of the cluster's people affected, by position in CaseCluster::people. Two people whom one
  /// report calls by one name cannot both have an id there: the second has none.
  std::map<std::uint32_t, PersonId> people;
};

struct Naming {
  std::vector<NamedCluster> clusters;  ///< one for each cluster, in its order
  OpenedBatch fresh;                   ///< what had to be opened now
  /// From the id that ended to the one that holds.
  std::vector<std::pair<CaseId, CaseId>> redirects;
  std::vector<std::pair<PersonId, PersonId>> people_redirects;
};

/// Gives each cluster its lasting id (`opened`: all that ever was, oldest first): the oldest opened
/// one whose anchor document is in it, else a new one. Ids of `yielding` (the other side of a
/// merge) hold only where nothing else does. People likewise. Pure; a function of its arguments
/// alone. `reports` holds a summary for every document.
Naming name_clusters(std::span<const CaseCluster> clusters,
                     const std::map<DocumentId, const ReportSummary*>& reports,
                     const OpenedBatch& opened, const std::vector<CaseId>& yielding);

}  // namespace habeas
