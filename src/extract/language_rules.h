// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cassert>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "know/tables.h"

namespace habeas {

/// Rules of some topics of tables for each language. A language is compiled when a text of it
/// first comes: a child reads one source and most sources are in one language. Immutable seen
/// from outside; may be shared between threads.
template <class Rules>
class LanguageRules {
 public:
  /// Compiles one language of its tables, in the order of the topics.
  using Compile = Result<Rules> (*)(std::span<const Table* const> tables);

  /// The languages are those of the first topic; each must have a table in all of `topics`.
  /// `tables` must outlive the rules. A language with rows of an overlay is compiled at once;
  /// tests hold the built-in rows.
  /// Errors: NotFound (a table is missing, or there is no English), and those of `compile`.
  static Result<LanguageRules> make(const Tables& tables, std::span<const std::string_view> topics,
                                    Compile compile) {
    LanguageRules made;
    for (const Table* table : tables.tables_under(topics.front())) {
      const std::string code(table->name().substr(table->name().find('/') + 1));
      auto slot = std::make_unique<Slot>();
      bool is_overlaid = false;
      for (const std::string_view topic : topics) {
        TRY(const Table* const one, tables.require_table(std::string(topic) + "/" + code));
        slot->tables.push_back(one);
        is_overlaid = is_overlaid || has_overlay(*one);
      }
      slot->compile = compile;
      if (is_overlaid) {
        TRY(Rules rules, compile(slot->tables));
        slot->rules = std::move(rules);
      }
      made.slots_.emplace(code, std::move(slot));
    }
    if (!made.slots_.contains("en")) {
      return fail(ErrorCode::NotFound,
                  "no table " + std::string(topics.front()) + "/en: nothing stands in for it");
    }
    return made;
  }

  /// The rules of `language`, those of English if there are none.
  const Rules& at(std::string_view language) const {
    const auto found = slots_.find(language);
    return (found != slots_.end() ? found : slots_.find("en"))->second->compiled();
  }

 private:
  struct Slot {
    std::vector<const Table*> tables;
    Compile compile = nullptr;
    mutable std::once_flag once;
    mutable std::optional<Rules> rules;

    const Rules& compiled() const {
      std::call_once(once, [this] {
        if (rules) return;
        auto made = compile(tables);
        assert(made);
        rules = made ? std::move(*made) : Rules{};
      });
      return *rules;
    }
  };

  static bool has_overlay(const Table& table) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (table.is_overlay(row)) return true;
    }
    return false;
  }

  std::map<std::string, std::unique_ptr<Slot>, std::less<>> slots_;
};

}  // namespace habeas
