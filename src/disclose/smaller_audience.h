// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "disclose/archive_view.h"
#include "model/case_file.h"
#include "store/cases.h"

namespace habeas {

/// What is left of reports and cases for an audience that does not see all of them. Pure.

/// `opened` without the facts that lead to a person who is not among the opened ones: those that
/// name them as an argument, and those whose quotes hold words of theirs, or a word of their name
/// in any script.
std::vector<bool> without_what_leads_to_hidden(const Extraction& extraction,
                                               std::vector<bool> opened);

/// The view with only the facts of `seen`, numbered anew. Title, text, address, tags and problems
/// stay only if every person of the report is seen.
ShownReport keep_seen_facts(ShownReport view, const std::vector<bool>& seen);

/// The case with only the reports of `views` and the people of `people_seen`: names as those
/// reports have them, no reasons (their words name numbers and people), no given name while
/// somebody is withheld. The chronicle is empty, for the caller to derive again.
CaseFile keep_seen_case(const CaseFile& stored,
                        const std::map<DocumentId, const ShownReport*>& views,
                        const std::vector<bool>& people_seen);

/// What `follow` is told of them.
std::vector<ReportSummary> summaries_of(const std::map<DocumentId, const ShownReport*>& views);

}  // namespace habeas
