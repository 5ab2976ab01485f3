// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "disclose/archive_view.h"
#include "disclose/page_values.h"

namespace habeas {

/// One report with its text, facts and origin.
Result<ReportPage> report_page(ArchiveView& archive, const DocumentId& id);

}  // namespace habeas
