// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/fact.h"

#include <fmt/format.h>

#include "model/words.h"
#include "text/utf8.h"

namespace habeas {
namespace {

struct KeyOf {
  std::string operator()(const ReferenceValue& v) const { return v.number; }
  std::string operator()(const DateValue& v) const { return to_iso(v.date) + "|" + v.role; }
  std::string operator()(const PersonValue& v) const { return v.name; }
  std::string operator()(const NamedValue& v) const { return v.type + "|" + v.name; }
  std::string operator()(const PlaceValue& v) const { return v.type + "|" + v.name; }
  std::string operator()(const ProvisionValue& v) const {
    return fmt::format("{}|{}|{}", word_of(v.role), v.article, v.instrument);
  }
  std::string operator()(const EventValue& v) const {
    return fmt::format("{}|{}|{}", v.type, word_of(v.modality), v.date ? to_iso(*v.date) : "");
  }
  std::string operator()(const QuantityValue& v) const {
    return fmt::format("{}|{}|{}|{}", v.measure, word_of(v.qualifier), v.amount, v.unit);
  }
};

template <class Value>
bool holds(const Fact& fact) {
  return std::holds_alternative<Value>(fact.value);
}

bool value_fits_kind(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::Reference:
      return holds<ReferenceValue>(fact);
    case FactKind::Date:
      return holds<DateValue>(fact);
    case FactKind::Person:
      return holds<PersonValue>(fact);
    case FactKind::Organisation:
    case FactKind::Label:
    case FactKind::Standard:
    case FactKind::Provenance:
      return holds<NamedValue>(fact);
    case FactKind::Place:
    case FactKind::Facility:
    case FactKind::Court:
      return holds<PlaceValue>(fact);
    case FactKind::Provision:
      return holds<ProvisionValue>(fact);
    case FactKind::Act:
    case FactKind::Status:
    case FactKind::Notice:
    case FactKind::Intervention:
    case FactKind::Conclusion:
    case FactKind::Attribution:
      return holds<EventValue>(fact);
    case FactKind::Quantity:
      return holds<QuantityValue>(fact);
  }
  return false;
}

const std::vector<Argument>* arguments_of(const Fact& fact) {
  if (const auto* event = std::get_if<EventValue>(&fact.value)) return &event->arguments;
  if (const auto* quantity = std::get_if<QuantityValue>(&fact.value)) return &quantity->arguments;
  return nullptr;
}

std::optional<std::string> find_evidence_fault(const Fact& fact, std::string_view text) {
  if (fact.evidence.empty()) return "no evidence";
  for (const Evidence& evidence : fact.evidence) {
    if (evidence.quote.size() > kQuoteBytesMax) return "quote over its limit";
    if (!still_holds(evidence, text)) return "quote is not the words at its span";
    if (!is_boundary(text, evidence.span.begin) || !is_boundary(text, evidence.span.end)) {
      return "span inside a character";
    }
    if (evidence.rule.empty()) return "no rule";
  }
  return std::nullopt;
}

}  // namespace

std::string value_key(const Fact& fact) { return std::visit(KeyOf{}, fact.value); }

std::optional<std::string> find_fault(const Extraction& extraction, const Document& document) {
  if (extraction.document != document.id) return "not of this document";
  if (extraction.facts.size() > kFactsMax) return "facts: over their limit";
  for (std::size_t i = 0; i < extraction.facts.size(); ++i) {
    const Fact& fact = extraction.facts[i];
    const auto named = [&](std::string_view what) {
      return fmt::format("fact {} ({}): {}", i, word_of(fact.kind), what);
    };
    if (!value_fits_kind(fact)) return named("value of another kind");
    if (fact.confidence < 0 || fact.confidence > 1'000'000) return named("confidence");
    if (auto fault = find_evidence_fault(fact, document.text)) return named(*fault);
    const auto* arguments = arguments_of(fact);
    if (arguments == nullptr) continue;
    for (const Argument& argument : *arguments) {
      if (argument.fact >= extraction.facts.size() || argument.fact == i) {
        return named("argument points at no other fact");
      }
    }
  }
  return std::nullopt;
}

}  // namespace habeas
