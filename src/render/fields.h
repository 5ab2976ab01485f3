// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace habeas {

/// What a template may name: texts, flags, and lists of further fields. A template that names what
/// is not here is a fault, so every field is set on every page, empty if need be.
class Fields {
 public:
  struct Field;

  /// Outside words or ours; escaped when it is put in. "" counts as false for a section.
  Fields& text(std::string_view name, std::string value);
  /// HTML that was escaped where it was made. The name ends in `_html`.
  Fields& markup(std::string_view name, std::string html);
  Fields& flag(std::string_view name, bool value);
  /// An empty list, to which add() appends. Setting it twice keeps what it has.
  Fields& list(std::string_view name);
  /// A further entry of the list `name`, to be filled by the caller. Stays valid.
  Fields& add(std::string_view name);

  const std::vector<Field>& all() const { return fields_; }

 private:
  Field& field(std::string_view name);

  std::vector<Field> fields_;
};

struct Fields::Field {
  enum class Kind : std::uint8_t { Text, Flag, List };
  std::string name;
  Kind kind = Kind::Text;
  std::string text;
  bool flag = false;
  std::vector<std::unique_ptr<Fields>> list;
};

}  // namespace habeas
