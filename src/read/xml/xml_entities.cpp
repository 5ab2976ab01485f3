// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <iterator>

#include "read/xml/xml_entity_rows.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kReferenceBytesMax = 64;

// What windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

bool append_number(std::string_view digits, std::string& out) {
  const bool hexadecimal = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hexadecimal) digits.remove_prefix(1);
  const int base = hexadecimal ? 16 : 10;
  char32_t value = 0;
  for (const char c : digits) {
    const int digit = digit_value(c);
    if (digit >= base) return false;
    value = std::min<char32_t>(value * static_cast<char32_t>(base) + static_cast<char32_t>(digit),
                               0x110000);
  }
  if (digits.empty()) return false;
  if (value >= 0x80 && value < 0xA0 && kWindows1252[value - 0x80] != 0) {
    value = kWindows1252[value - 0x80];
  }
  append_utf8(out, value == 0 ? kReplacement : value);
  return true;
}

}  // namespace

bool append_html_entity(std::string_view reference, std::string& out) {
  if (reference.empty()) return false;
  if (reference[0] == '#') return append_number(reference.substr(1), out);
  if (reference == "apos") {
    out += '\'';
    return true;
  }
  const auto* const row =
      std::lower_bound(std::begin(kEntityRows), std::end(kEntityRows), reference,
                       [](const EntityRow& a, std::string_view name) { return a.name < name; });
  if (row == std::end(kEntityRows) || row->name != reference) return false;
  append_utf8(out, row->character);
  return true;
}

std::string escape_xml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

void XmlReader::read_document_type() {
  // Up to the `>` that stands in no quotes and no internal subset.
  char quote = 0;
  std::size_t subset = kNone;
  for (std::size_t i = 9; ensure(i + 1) && i < limits_.tag_bytes_max; ++i) {
    const char c = window_[at_ + i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' && subset == kNone) {
      subset = i + 1;
    } else if (c == ']' && subset != kNone) {
      declare_entities(rest().substr(subset, i - subset));
      at_ += i;
      skip_past(">");
      return;
    } else if (c == '>' && subset == kNone) {
      at_ += i + 1;
      return;
    }
  }
  complain("a document type without end");
  at_ += 9;
  skip_past(">");
}

void XmlReader::declare_entities(std::string_view subset) {
  constexpr std::string_view kOpening = "<!ENTITY";
  for (std::size_t at = subset.find(kOpening); at != kNone; at = subset.find(kOpening, at)) {
    at += kOpening.size();
    const std::size_t begin = subset.find_first_not_of(" \t\r\n", at);
    if (begin == kNone || subset[begin] == '%') continue;
    const std::size_t end = subset.find_first_of(" \t\r\n", begin);
    const std::size_t quote = end == kNone ? kNone : subset.find_first_not_of(" \t\r\n", end);
    // What begins otherwise (SYSTEM, PUBLIC) stands outside and is never loaded.
    if (quote == kNone || (subset[quote] != '"' && subset[quote] != '\'')) continue;
    const std::size_t close = subset.find(subset[quote], quote + 1);
    if (close == kNone) return;
    if (entities_.size() >= limits_.entities_max) return complain("too many entities");
    const std::string name(subset.substr(begin, end - begin));
    const auto same = [&name](const auto& entity) { return entity.first == name; };
    if (std::none_of(entities_.begin(), entities_.end(), same)) {
      entities_.emplace_back(name, subset.substr(quote + 1, close - quote - 1));
    }
    at = close;
  }
}

void XmlReader::decode(std::string_view raw, std::string& out) {
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t special = std::min(raw.find_first_of("&\r", at), raw.size());
    out.append(raw, at, special - at);
    if (special == raw.size()) return;
    if (raw[special] == '\r') {
      out += '\n';
      at = special + (special + 1 < raw.size() && raw[special + 1] == '\n' ? 2 : 1);
    } else {
      at = special + decode_reference(raw.substr(special), out);
    }
  }
}

// `raw` begins with &. Appends what it stands for and tells how many bytes it has.
std::size_t XmlReader::decode_reference(std::string_view raw, std::string& out) {
  const std::size_t end = raw.substr(0, kReferenceBytesMax).find(';');
  if (end != kNone && end > 1) {
    const std::string_view name = raw.substr(1, end - 1);
    if (expand(name, out) || append_html_entity(name, out)) return end + 1;
  }
  complain("an & that begins nothing: ", raw.substr(0, 20));
  out += '&';
  return 1;
}

// Entities in entities, without recursion: the innermost is replaced first, within the limit.
bool XmlReader::expand(std::string_view name, std::string& out) {
  const auto find_entity = [this](std::string_view wanted) -> const std::string* {
    for (const auto& [known, value] : entities_) {
      if (known == wanted) return &value;
    }
    return nullptr;
  };
  if (entities_.empty()) return false;
  const std::string* const first = find_entity(name);
  if (first == nullptr) return false;
  struct Open {
    std::string_view value;
    std::size_t at;
  };
  std::vector<Open> open{{*first, 0}};
  while (!open.empty()) {
    Open& top = open.back();
    const std::size_t mark = std::min(top.value.find('&', top.at), top.value.size());
    entity_bytes_ += mark - top.at + 1;
    if (entity_bytes_ > limits_.entity_bytes_max || open.size() > 16) {
      complain("entities that expand too far");
      return true;
    }
    out.append(top.value, top.at, mark - top.at);
    if (mark == top.value.size()) {
      open.pop_back();
      continue;
    }
    const std::size_t end = top.value.substr(mark, kReferenceBytesMax).find(';');
    const std::string_view inner =
        end == kNone ? std::string_view() : top.value.substr(mark + 1, end - 1);
    top.at = mark + (end == kNone ? 1 : end + 1);
    if (const std::string* const value = find_entity(inner)) {
      open.push_back({*value, 0});
    } else if (!append_html_entity(inner, out)) {
      out += '&';
      if (end != kNone) out.append(inner) += ';';
    }
  }
  return true;
}

}  // namespace habeas
