// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>

#include "base/result.h"
#include "extract/phrase_set.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

/// tables/provisions: what articles, their parts and laws are called, and the words that tell
/// what a provision is doing in the sentence.
struct ProvisionRules {
  PhraseSet articles;   ///< "article", "section", "статья"
  PhraseSet parts;      ///< "paragraph", "часть", "пункт": a deeper level follows
  PhraseSet laws;       ///< "criminal code", "law on": the end of an instrument's name
  PhraseSet covenants;  ///< whose articles are arguments, never charges
  PhraseSet charge_words;
  PhraseSet ground_words;
  PhraseSet breach_words;
  PhraseSet law_breached;  ///< "domestic law": an instrument without an article
};

/// Errors: BadInput naming the row.
Result<ProvisionRules> make_provision_rules(const Tables& tables);

/// Articles of laws, one fact for each article and role. "Articles 174, 274 and 400" are three.
/// REQUIRES: references and dates came before.
void find_provisions(const Scan& scan, const ProvisionRules& rules, FactDraft& draft);

}  // namespace habeas
