// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/codec.h"

#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/json_fields.h"
#include "model/words.h"
#include "text/utf8.h"

namespace habeas {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
concept WordEnum = requires {
  Words<T>::kWords;
};

/// The value that a Fact of `kind` holds, default made; its fields are then read into it.
FactValue empty_value_of(FactKind kind) {
  switch (kind) {
    case FactKind::Reference:
      return ReferenceValue{};
    case FactKind::Date:
      return DateValue{};
    case FactKind::Person:
      return PersonValue{};
    case FactKind::Organisation:
    case FactKind::Label:
    case FactKind::Standard:
    case FactKind::Provenance:
      return NamedValue{};
    case FactKind::Place:
    case FactKind::Facility:
    case FactKind::Court:
      return PlaceValue{};
    case FactKind::Provision:
      return ProvisionValue{};
    case FactKind::Quantity:
      return QuantityValue{};
    default:
      return EventValue{};
  }
}

Json write_field_value(const FieldValue& value) {
  if (const auto* const list = std::get_if<FieldValue::List>(&value.value)) {
    Json json = Json::array();
    for (const FieldValue& entry : *list) json.push_back(write_field_value(entry));
    return json;
  }
  if (const auto* const names = std::get_if<FieldValue::Names>(&value.value)) {
    Json json = Json::object();
    for (const Field& field : *names) json[field.name] = write_field_value(field.value);
    return json;
  }
  if (const auto* const yes = std::get_if<bool>(&value.value)) return *yes;
  if (const auto* const number = std::get_if<std::int64_t>(&value.value)) return *number;
  if (const auto* const text = std::get_if<std::string>(&value.value)) return *text;
  return nullptr;
}

/// Nothing for a number that is not whole or does not fit. Nesting was bounded before.
std::optional<FieldValue> read_field_value(const Json& json) {
  if (json.is_null()) return FieldValue{};
  if (json.is_boolean()) return FieldValue(json.get<bool>());
  if (json.is_string()) return FieldValue(json.get<std::string>());
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  if (json.is_number_integer()) return FieldValue(json.get<std::int64_t>());
  if (json.is_array()) {
    FieldValue::List list;
    for (const Json& entry : json) {
      auto value = read_field_value(entry);
      if (!value) return std::nullopt;
      list.push_back(std::move(*value));
    }
    return FieldValue(std::move(list));
  }
  if (!json.is_object()) return std::nullopt;
  FieldValue::Names names;
  for (const auto& [name, entry] : json.items()) {
    auto value = read_field_value(entry);
    if (!value) return std::nullopt;
    names.push_back({name, std::move(*value)});
  }
  return FieldValue(std::move(names));
}

class JsonWriter {
 public:
  Json json = Json::object();

  template <class T>
  void always(const char* name, const T& field) {
    json[name] = write(field);
  }

  template <class T>
  void operator()(const char* name, const T& field, const T& left_out = T{}) {
    if (!(field == left_out)) always(name, field);
  }

  void span(const char* begin, const char* end, TextSpan span) {
    if (span == TextSpan{}) return;
    json[begin] = span.begin;
    json[end] = span.end;
  }

  void iso_date(const char* name, const PartialDate& date) { json[name] = to_iso(date); }

  void named_values(const char* name, const FieldValue::Names& names) {
    json[name] = write_field_value(FieldValue(names));
  }

  void value_of_kind(const char* name, const Fact& fact) {
    json[name] = std::visit([](const auto& value) { return write(value); }, fact.value);
  }

  void anchor(const Fact& fact) {
    if (fact.evidence.empty()) return;
    json["quote"] = fact.evidence.front().quote;
    span("begin", "end", fact.evidence.front().span);
  }

  template <class T>
  static Json write(const T& value) {
    if constexpr (WordEnum<T>) {
      return word_of(value);
    } else if constexpr (std::is_same_v<T, DocumentId>) {
      return to_text(value);
    } else if constexpr (std::is_same_v<T, Digest>) {
      return to_hex(value);
    } else if constexpr (std::is_same_v<T, CaseId> || std::is_same_v<T, PersonId>) {
      return to_hex(value.id);
    } else if constexpr (std::is_same_v<T, CivilDay>) {
      return to_iso(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return value;
    } else {
      JsonWriter writer;
      visit_fields(writer, value);
      return std::move(writer.json);
    }
  }

  template <class T>
  static Json write(const std::optional<T>& value) {
    return value ? write(*value) : Json(nullptr);
  }

  template <class T>
  static Json write(const std::vector<T>& values) {
    Json list = Json::array();
    for (const T& value : values) list.push_back(write(value));
    return list;
  }
};

/// Reads fields out of one JSON object and remembers the first thing that was wrong.
class JsonReader {
 public:
  JsonReader(const Json& json, std::string path) : json_(&json), path_(std::move(path)) {
    if (!json.is_object()) blame("not an object");
  }

  template <class T>
  void always(const char* name, T& field) {
    const Json* found = find(name);
    if (found == nullptr) return blame(fmt::format("\"{}\" is missing", name));
    read(*found, field, name);
  }

  template <class T>
  void operator()(const char* name, T& field, const T& left_out = T{}) {
    const Json* found = find(name);
    if (found == nullptr) {
      field = left_out;
    } else {
      read(*found, field, name);
    }
  }

  void span(const char* begin, const char* end, TextSpan& span) {
    (*this)(begin, span.begin);
    (*this)(end, span.end);
  }

  void iso_date(const char* name, PartialDate& date) {
    std::string text;
    always(name, text);
    const auto parsed = text.empty() ? PartialDate{} : parse_iso_date(text);
    if (!parsed) return blame(fmt::format("\"{}\" is no date", name));
    date = *parsed;
  }

  void named_values(const char* name, FieldValue::Names& names) {
    const Json* found = find(name);
    auto value = found == nullptr || !found->is_object() ? std::nullopt : read_field_value(*found);
    if (!value) return blame(fmt::format("\"{}\" is not what it should be", name));
    names = std::get<FieldValue::Names>(std::move(value->value));
  }

  void value_of_kind(const char* name, Fact& fact) {
    const Json* found = find(name);
    if (found == nullptr) return blame(fmt::format("\"{}\" is missing", name));
    fact.value = empty_value_of(fact.kind);
    std::visit([&](auto& value) { read(*found, value, name); }, fact.value);
  }

  void anchor(Fact&) {
    // The anchor is the first piece of evidence; printed twice for those who only want the quote.
    find("quote");
    find("begin");
    find("end");
  }

  /// Nothing if all was well and every key was asked for.
  std::optional<std::string> finish() {
    if (!fault_ && json_->is_object() && asked_ != json_->size()) fault_ = path_ + ": unknown key";
    return fault_;
  }

 private:
  const Json* find(const char* name) {
    if (!json_->is_object()) return nullptr;
    const auto found = json_->find(name);
    if (found == json_->end()) return nullptr;
    ++asked_;
    return &*found;
  }

  void blame(std::string what) {
    if (!fault_) fault_ = path_ + ": " + std::move(what);
  }

  template <class T>
  void read_number(const Json& json, T& field, const char* name) {
    using Limits = std::numeric_limits<T>;
    if (!json.is_number_integer()) return blame(fmt::format("\"{}\" is no whole number", name));
    if constexpr (std::is_unsigned_v<T>) {
      if (!json.is_number_unsigned() || json.get<std::uint64_t>() > Limits::max()) {
        return blame(fmt::format("\"{}\" is out of range", name));
      }
    } else if (json.is_number_unsigned()
                   ? json.get<std::uint64_t>() > static_cast<std::uint64_t>(Limits::max())
                   : json.get<std::int64_t>() < Limits::min()) {
      return blame(fmt::format("\"{}\" is out of range", name));
    }
    field = json.get<T>();
  }

  template <class T>
  void read_parsed(const Json& json, T& field, const char* name,
                   std::optional<T> (*parse)(std::string_view)) {
    const auto parsed = json.is_string() ? parse(json.get_ref<const std::string&>()) : std::nullopt;
    if (!parsed) return blame(fmt::format("\"{}\" is not what it should be", name));
    field = *parsed;
  }

  template <class T>
  void read(const Json& json, T& field, const char* name) {
    if constexpr (WordEnum<T>) {
      read_parsed<T>(json, field, name, &find_word<T>);
    } else if constexpr (std::is_same_v<T, DocumentId>) {
      read_parsed<T>(json, field, name, &parse_document_id);
    } else if constexpr (std::is_same_v<T, Digest>) {
      read_parsed<T>(json, field, name, &parse_digest);
    } else if constexpr (std::is_same_v<T, CivilDay>) {
      read_parsed<T>(json, field, name, &parse_iso_day);
    } else if constexpr (std::is_same_v<T, CaseId> || std::is_same_v<T, PersonId>) {
      read_parsed<LastingId>(json, field.id, name, &parse_lasting_id);
    } else if constexpr (std::is_same_v<T, bool>) {
      if (!json.is_boolean()) return blame(fmt::format("\"{}\" is neither true nor false", name));
      field = json.get<bool>();
    } else if constexpr (std::is_arithmetic_v<T>) {
      read_number(json, field, name);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (!json.is_string()) return blame(fmt::format("\"{}\" is no text", name));
      field = json.get<std::string>();
    } else {
      JsonReader reader(json, path_ + "." + name);
      visit_fields(reader, field);
      if (auto fault = reader.finish(); fault && !fault_) fault_ = std::move(fault);
    }
  }

  template <class T>
  void read(const Json& json, std::optional<T>& field, const char* name) {
    if (json.is_null()) return field.reset();
    read(json, field.emplace(), name);
  }

  template <class T>
  void read(const Json& json, std::vector<T>& field, const char* name) {
    if (!json.is_array()) return blame(fmt::format("\"{}\" is no list", name));
    field.clear();
    field.reserve(json.size());
    for (const Json& entry : json) {
      read(entry, field.emplace_back(), name);
      if (fault_) return;
    }
  }

  const Json* json_;
  std::string path_;
  std::size_t asked_ = 0;
  std::optional<std::string> fault_;
};

/// Of values in one JSON text. A few bytes of it become a hundred of memory: without this limit
/// what a room answers could take all of its parent's.
constexpr std::size_t kJsonValuesMax = 20'000'000;

/// What keeps `json` from being parsed within bounds, "" if nothing does.
std::string find_shape_fault(std::string_view json) {
  int depth = 0;
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kJsonNestingMax) return fmt::format("nested deeper than {}", kJsonNestingMax);
      ++values;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',') {
      ++values;
    }
    if (values > kJsonValuesMax) return fmt::format("over {} values", kJsonValuesMax);
  }
  return "";
}

template <class T>
std::string write_line(const T& value) {
  return JsonWriter::write(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Json> parse_bounded(std::string_view json, std::string_view noun) {
  if (json.size() > kJsonBytesMax)
    return fail(ErrorCode::TooLarge, fmt::format("{}: over 512 MB", noun));
  if (const std::string fault = find_shape_fault(json); !fault.empty()) {
    return fail(ErrorCode::BadInput, fmt::format("{}: {}", noun, fault));
  }
  Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return fail(ErrorCode::BadInput, fmt::format("{}: not JSON", noun));
  return parsed;
}

template <class T>
Result<T> read_value(const Json& json, std::string_view noun) {
  T value;
  JsonReader reader(json, std::string(noun));
  visit_fields(reader, value);
  if (auto fault = reader.finish()) return fail(ErrorCode::BadInput, std::move(*fault));
  return value;
}

template <class T>
Result<T> parse_line(std::string_view json, std::string_view noun) {
  TRY(const auto parsed, parse_bounded(json, noun));
  return read_value<T>(parsed, noun);
}

template <class T>
Result<T> checked(T value, std::string_view noun) {
  if (auto fault = find_fault(value)) {
    return fail(ErrorCode::BadInput, fmt::format("{}: {}", noun, *fault));
  }
  return value;
}

}  // namespace

std::string to_json(const Document& document) { return write_line(document); }
std::string to_json(const Fact& fact) { return write_line(fact); }
std::string to_json(const Extraction& extraction) { return write_line(extraction); }
std::string to_json(const Problem& problem) { return write_line(problem); }
std::string to_json(const FieldValue& value) {
  return write_field_value(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::string to_json(const PartFields& fields) { return write_line(fields); }
std::string to_json(const ReadRequest& request) { return write_line(request); }
std::string to_json(const OpenedBatch& opened) { return write_line(opened); }
std::string to_json(const Decision& decision) { return write_line(decision); }
std::string to_json(const CaseCluster& cluster) { return write_line(cluster); }
std::string to_json(const Chronicle& chronicle) { return write_line(chronicle); }
std::string to_json(const ListRow& row) { return write_line(row); }
std::string to_json(const ListRequest& request) { return write_line(request); }
std::string to_json(const ListSheet& sheet) { return write_line(sheet); }
std::string to_json(const PlacedRow& row) { return write_line(row); }

std::string to_json_string(std::string_view text) {
  return Json(to_utf8(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Document> parse_document(std::string_view json) {
  TRY(auto document, parse_line<Document>(json, "document"));
  return checked(std::move(document), "document");
}

Result<Fact> parse_fact(std::string_view json) { return parse_line<Fact>(json, "fact"); }

Result<Extraction> parse_extraction(std::string_view json) {
  return parse_line<Extraction>(json, "extraction");
}

Result<Problem> parse_problem(std::string_view json) {
  return parse_line<Problem>(json, "problem");
}

Result<PartFields> parse_part_fields(std::string_view json) {
  return parse_line<PartFields>(json, "fields");
}

Result<ReadRequest> parse_read_request(std::string_view json) {
  return parse_line<ReadRequest>(json, "read request");
}

Result<OpenedBatch> parse_opened_batch(std::string_view json) {
  TRY(auto opened, parse_line<OpenedBatch>(json, "opened"));
  return checked(std::move(opened), "opened");
}

Result<Decision> parse_decision(std::string_view json) {
  TRY(auto decision, parse_line<Decision>(json, "decision"));
  return checked(std::move(decision), "decision");
}

Result<Decision> parse_stated_decision(
    std::string_view json,
    const std::function<std::optional<CaseId>(std::string_view)>& find_case) {
  TRY(auto parsed, parse_bounded(json, "decision"));
  for (const char* name : {"case", "other_case"}) {
    if (!parsed.is_object() || !parsed.contains(name) || !parsed[name].is_string()) continue;
    const std::string words = parsed[name].get<std::string>();
    const auto found = find_case(words);
    if (!found) return fail(ErrorCode::NotFound, fmt::format("decision: no case {}", words));
    parsed[name] = to_hex(found->id);
  }
  return read_value<Decision>(parsed, "decision");
}

Result<CaseCluster> parse_case_cluster(std::string_view json) {
  return parse_line<CaseCluster>(json, "case");
}

Result<Chronicle> parse_chronicle(std::string_view json) {
  return parse_line<Chronicle>(json, "chronicle");
}

Result<ListRow> parse_list_row(std::string_view json) {
  if (json.size() > kListRowBytesMax) return fail(ErrorCode::TooLarge, "list row: over 8 MB");
  TRY(auto row, parse_line<ListRow>(json, "list row"));
  return checked(std::move(row), "list row");
}

Result<ListRequest> parse_list_request(std::string_view json) {
  return parse_line<ListRequest>(json, "list request");
}

Result<ListSheet> parse_list_sheet(std::string_view json) {
  return parse_line<ListSheet>(json, "list");
}

Result<PlacedRow> parse_placed_row(std::string_view json) {
  if (json.size() > kListRowBytesMax) return fail(ErrorCode::TooLarge, "list row: over 8 MB");
  TRY(auto placed, parse_line<PlacedRow>(json, "list row"));
  if (auto fault = find_fault(placed.row)) {
    return fail(ErrorCode::BadInput, "list row: " + *fault);
  }
  return placed;
}

}  // namespace habeas
