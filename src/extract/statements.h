// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "extract/phrase_set.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

/// Phrases of a table with `id`, `words` and a value.
struct NamedPhrases {
  struct Row {
    std::string id;
    std::string value;
  };
  PhraseSet phrases;  ///< Phrase::row is a position in `rows`
  std::vector<Row> rows;
};

/// tables/labels: violation labels as publishers print them, by code.
struct LabelRules {
  NamedPhrases labels;
};
Result<LabelRules> make_label_rules(const Tables& tables);

/// The labels printed behind a report's own reference number: the lines after it, parted by `/`,
/// as long as each part is a label. REQUIRES: find_references() came before.
void find_labels(const Scan& scan, const LabelRules& rules, FactDraft& draft);

/// tables/standards: rights and standards by name.
struct StandardRules {
  NamedPhrases standards;
};
Result<StandardRules> make_standard_rules(const Tables& tables);

/// Rights and standards that the report invokes by name.
void find_standards(const Scan& scan, const StandardRules& rules, FactDraft& draft);

/// tables/provenance: words that tell where a report comes from.
struct ProvenanceRules {
  NamedPhrases words;  ///< value: "informed_by", "partnership", "examined", "issued", "source"
};
Result<ProvenanceRules> make_provenance_rules(const Tables& tables);

/// Who issued the report with its member organisations, whom it was republished from, by whom it
/// was informed, whose investigation it cites. REQUIRES: find_organisations() came before.
void find_provenance(const Scan& scan, const ProvenanceRules& rules, FactDraft& draft);

}  // namespace habeas
