// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "disclose/archive_view.h"
#include "disclose/page_values.h"

namespace habeas {

/// A pause between two entries of a timeline is drawn from here on.
inline constexpr std::int32_t kSilenceDrawnDays = 120;
/// Of one entry; the rest is in the reports.
inline constexpr std::size_t kQuotesMax = 12;

/// A report as a line of a list. Copies are not folded yet.
Result<DocketLine> docket_line(ArchiveView& archive, const DocumentRow& row);

/// Folds those that count as one source under the first of them, in the order of `lines`.
std::vector<DocketLine> fold_copies(std::vector<DocketLine> lines,
                                    const std::vector<std::vector<std::string>>& groups);

/// The copies of a case, as keys of their reports.
std::vector<std::vector<std::string>> copy_keys(const CaseCluster& cluster);

Result<CaseLine> case_line(ArchiveView& archive, const CaseFile& file);
Result<CasePage> case_page(ArchiveView& archive, const CaseFile& file);

}  // namespace habeas
