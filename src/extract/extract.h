// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>

#include "base/result.h"
#include "know/tables.h"
#include "model/document.h"
#include "model/fact.h"

namespace habeas {

/// The rules of extraction, compiled from tables once and used for many documents. Immutable
/// after make(); may be shared between threads.
class Extractor {
 public:
  /// BadInput names the table, row and column that cannot be compiled. `tables` must outlive the
  /// extractor: its gazetteer is read in place.
  static Result<Extractor> make(const Tables& tables);
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  /// What `document` states. Pure and deterministic; linear in the text but for named limits.
  /// Facts come in text order of their anchors; every one satisfies find_fault(Extraction).
  Extraction extract(const Document& document) const;

 private:
  struct Rules;
  explicit Extractor(std::unique_ptr<const Rules> rules);
  std::unique_ptr<const Rules> rules_;
};

}  // namespace habeas
