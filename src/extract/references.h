// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>

#include "base/result.h"
#include "extract/scan.h"
#include "know/tables.h"

namespace habeas {

/// The grammars of tables/references, compiled. Immutable; may be shared between threads.
class ReferenceRules {
 public:
  ReferenceRules();
  ~ReferenceRules();
  ReferenceRules(ReferenceRules&&) noexcept;
  ReferenceRules& operator=(ReferenceRules&&) noexcept;

  struct Grammars;
  std::unique_ptr<Grammars> grammars;  ///< never null after make_reference_rules()
};

/// Errors: BadInput naming the row: a pattern that does not compile or lacks the group `all`, a
/// form that names no group.
Result<ReferenceRules> make_reference_rules(const Tables& tables);

/// Reference numbers of every row, in text order. A number printed twice is one fact with two
/// pieces of evidence.
void find_references(const Scan& scan, const ReferenceRules& rules, FactDraft& draft);

}  // namespace habeas
