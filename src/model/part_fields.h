// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/document_id.h"

namespace habeas {

struct Field;

/// What a field states: nothing, yes or no, a number, a text, a list, or named values in order.
struct FieldValue {
  using List = std::vector<FieldValue>;
  using Names = std::vector<Field>;

  std::variant<std::monostate, bool, std::int64_t, std::string, List, Names> value;

  FieldValue();
  FieldValue(std::same_as<bool> auto yes);
  FieldValue(std::int64_t number);
  FieldValue(std::string text);
  FieldValue(std::string_view text);
  FieldValue(const char* text);
  FieldValue(List list);
  FieldValue(Names names);

  friend bool operator==(const FieldValue& a, const FieldValue& b);
};

struct Field {
  std::string name;
  FieldValue value;

  friend bool operator==(const Field&, const Field&) = default;
};

// Only here is Field whole, as Names wants it.
inline FieldValue::FieldValue() = default;
inline FieldValue::FieldValue(std::same_as<bool> auto yes) : value(yes) {}
inline FieldValue::FieldValue(std::int64_t number) : value(number) {}
inline FieldValue::FieldValue(std::string text) : value(std::move(text)) {}
inline FieldValue::FieldValue(std::string_view text) : value(std::string(text)) {}
inline FieldValue::FieldValue(const char* text) : value(std::string(text)) {}
inline FieldValue::FieldValue(List list) : value(std::move(list)) {}
inline FieldValue::FieldValue(Names names) : value(std::move(names)) {}
inline bool operator==(const FieldValue& a, const FieldValue& b) { return a.value == b.value; }

/// What a source or a part of it states besides words, as the reader of its format took it: the
/// headers and parts of a mail, a record of a crawl, the entries of a feed. For whoever inspects a
/// source (`habeas read --fields`); never stored. All text is UTF-8.
struct PartFields {
  DocumentId id;       ///< of the part as a whole, whether or not it gave a Document
  std::string format;  ///< FormatRow::name
  FieldValue::Names fields;

  friend bool operator==(const PartFields&, const PartFields&) = default;
};

}  // namespace habeas
