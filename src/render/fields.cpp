// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/fields.h"

namespace habeas {

Fields::Field& Fields::field(std::string_view name) {
  for (Field& known : fields_) {
    if (known.name == name) return known;
  }
  fields_.emplace_back();
  fields_.back().name = name;
  return fields_.back();
}

Fields& Fields::text(std::string_view name, std::string value) {
  field(name).text = std::move(value);
  return *this;
}

Fields& Fields::markup(std::string_view name, std::string html) {
  return text(name, std::move(html));
}

Fields& Fields::flag(std::string_view name, bool value) {
  Field& named = field(name);
  named.kind = Field::Kind::Flag;
  named.flag = value;
  return *this;
}

Fields& Fields::list(std::string_view name) {
  field(name).kind = Field::Kind::List;
  return *this;
}

Fields& Fields::add(std::string_view name) {
  Field& named = field(name);
  named.kind = Field::Kind::List;
  return *named.list.emplace_back(std::make_unique<Fields>());
}

}  // namespace habeas
