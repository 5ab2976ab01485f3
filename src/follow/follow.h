// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>

#include "base/civil_day.h"
#include "know/tables.h"
#include "model/case_file.h"
#include "model/chronicle.h"

namespace habeas {

/// What became of the people of `cluster` as of `day`, from the facts of its reports alone.
/// `reports` holds every document of the cluster (others are ignored), rejected facts keep
/// their position, without evidence, and are passed over. Pure.
Chronicle follow(const CaseCluster& cluster, std::span<const ReportSummary> reports, CivilDay day,
                 const Tables& tables);

}  // namespace habeas
