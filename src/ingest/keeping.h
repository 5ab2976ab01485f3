// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "know/tables.h"
#include "model/document.h"
#include "model/fact.h"
#include "store/archive.h"
#include "store/documents.h"

namespace habeas {

/// What derived rows carry: they were made by this program with these tables. The same on every
/// machine.
Digest fingerprint_of(const Tables& tables);

/// An empty archive, ready to take reports in and to be searched. Errors: those of
/// Archive::create.
Result<Archive> make_archive(const std::string& path, ArchiveSurroundings surroundings);

/// Puts a report and what it states into the archive, with its tags and search words. Cases are
/// out of date from here on, until relink().
Result<void> keep_report(sql::Transaction& transaction, const Document& document,
                         const Extraction& extraction, const Tables& tables);

/// The country a report is about and what its publisher tagged it with.
std::vector<DocumentTag> tags_of(const Document& document, const Extraction& extraction,
                                 const Tables& tables);

}  // namespace habeas
