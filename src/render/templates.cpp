// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/templates.h"

#include <exception>
#include <kainjow/mustache.hpp>
#include <map>
#include <optional>
#include <vector>

#include "render/escape.h"
#include "render/web_files.h"

namespace habeas {

namespace {

using Value = kainjow::mustache::data;

constexpr std::string_view kEnding = ".mustache";

std::optional<std::string_view> find_template(std::string_view name) {
  for (const WebFile& file : web_files()) {
    if (file.name.size() == name.size() + kEnding.size() && file.name.ends_with(kEnding) &&
        file.name.starts_with(name)) {
      return file.bytes;
    }
  }
  return std::nullopt;
}

Value to_value(const Fields& fields) {
  Value object{Value::type::object};
  for (const Fields::Field& field : fields.all()) {
    Value& value = object[field.name];
    switch (field.kind) {
      case Fields::Field::Kind::Text:
        value = field.text.empty() ? Value{Value::type::bool_false} : Value{field.text};
        break;
      case Fields::Field::Kind::Flag:
        value = Value{field.flag ? Value::type::bool_true : Value::type::bool_false};
        break;
      case Fields::Field::Kind::List:
        value = Value{Value::type::list};
        for (const auto& entry : field.list) value.push_back(to_value(*entry));
        break;
    }
  }
  return object;
}

/// Looks names up as templates.h promises, and remembers the first that nothing bears.
class StrictContext final : public kainjow::mustache::basic_context<std::string> {
 public:
  StrictContext(const Value& page, const Wording& words) : words_(words), page_(&page) {
    push(page_);
  }

  void push(const Value* value) override { frames_.push_back(value); }
  void pop() override { frames_.pop_back(); }

  const Value* get(const std::string& name) const override {
    const Value* found = nullptr;
    if (name.starts_with("w.")) {
      found = find_word_value(name.substr(2));
    } else if (name.starts_with("page.")) {
      found = page_->get(name.substr(5));
    } else {
      found = innermost_object()->get(name);
    }
    if (found == nullptr && missing_.empty()) missing_ = name;
    return found;
  }

  const Value* get_partial(const std::string& name) const override {
    const auto known = partials_.find(name);
    if (known != partials_.end()) return &known->second;
    const auto text = find_template(name);
    if (!text) {
      if (missing_.empty()) missing_ = "> " + name;
      return nullptr;
    }
    return &partials_.emplace(name, Value{std::string(*text)}).first->second;
  }

  const std::string& missing() const { return missing_; }

 private:
  const Value* innermost_object() const {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      if ((*frame)->is_object()) return *frame;
    }
    return page_;
  }

  const Value* find_word_value(const std::string& key) const {
    const auto known = word_values_.find(key);
    if (known != word_values_.end()) return &known->second;
    const auto words = words_.find(key);
    if (!words) return nullptr;
    return &word_values_.emplace(key, Value{std::string(*words)}).first->second;
  }

  const Wording& words_;
  const Value* page_;
  std::vector<const Value*> frames_;
  mutable std::map<std::string, Value> word_values_;
  mutable std::map<std::string, Value> partials_;
  mutable std::string missing_;
};

}  // namespace

Result<std::string> fill_template(std::string_view name, const Fields& page, const Wording& words) {
  const auto text = find_template(name);
  if (!text) return fail(ErrorCode::Internal, "there is no template " + std::string(name));
  try {
    kainjow::mustache::mustache parsed{std::string(*text)};
    parsed.set_custom_escape([](const std::string& value) { return to_html(value); });
    const Value value = to_value(page);
    StrictContext context(value, words);
    std::string html = parsed.render(context);
    if (!parsed.is_valid()) {
      return fail(ErrorCode::Internal,
                  "template " + std::string(name) + ": " + parsed.error_message());
    }
    if (!context.missing().empty()) {
      return fail(ErrorCode::Internal, "template " + std::string(name) + " names " +
                                           context.missing() + ", which nothing bears");
    }
    return html;
  } catch (const std::exception& exception) {
    return fail(ErrorCode::Internal, "template " + std::string(name) + ": " + exception.what());
  }
}

}  // namespace habeas
