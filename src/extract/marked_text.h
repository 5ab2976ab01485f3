// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "model/document.h"
#include "model/fact.h"

namespace habeas {

/// For tests: facts expected in a text, marked in it as `{{kind value|words}}`, never counted.
struct MarkedFact {
  std::string kind;   ///< word_of(FactKind)
  std::string value;  ///< test_value() of the fact
  TextSpan span;
};

struct MarkedText {
  std::string text;
  std::vector<MarkedFact> marks;
};

MarkedText read_marks(std::string_view marked);

/// What a mark names of a fact: the number of a reference, the ISO form of a date, the name of a
/// place, "article|instrument|role" of a provision, "measure|amount unit" of a quantity.
std::string test_value(const Fact& fact);

/// A document of one paragraph for each line, published 2017-02-13. A line that begins with
/// `# ` is the title, one that begins with `[1] ` a footnote.
Document make_test_document(std::string_view text, std::string_view language);

/// The tables and the extractor made of them, once for all tests.
const Tables& test_tables();
const Extractor& test_extractor();

/// Checks that each mark of `marked` was read, by any rule. -> what is wrong, "" if nothing.
std::string check_marks(std::string_view marked, std::string_view language);

/// Checks every row of every table under `topic`: its example is read, at least one fact by the
/// rule `<prefix>.<id>`; nothing of its near miss is read by that rule.
void check_rows(std::string_view topic, std::string_view prefix);

/// Checks every row of every table under `topic` whose rows are not rules of their own: the marks
/// of its example are read, its near miss states no fact of `kind`.
void check_topic(std::string_view topic, FactKind kind);

}  // namespace habeas
