// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/header_fields.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kFieldNameBytesMax = 128;
constexpr std::size_t kLookAheadLines = 100;

bool is_blank_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank_space(text.back())) text.remove_suffix(1);
  return text;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Whether a field begins before the next empty line.
bool fields_follow(const MailLines& lines, std::size_t at,
                   const std::function<bool(std::string_view)>& is_boundary) {
  for (std::size_t count = 0; count < kLookAheadLines && at < lines.bytes().size(); ++count) {
    const MailLines::Line line = lines.at(at);
    if (line.words.empty()) return false;
    if (line.words.starts_with("--") && is_boundary(line.words)) return false;
    if (!field_name(line.words).empty()) return true;
    at = line.next;
  }
  return false;
}

}  // namespace

MailLines::MailLines(std::string_view bytes) : bytes_(bytes) {
  const std::size_t first = bytes.find_first_of("\r\n");
  if (first == std::string_view::npos || bytes[first] == '\n') return;
  const std::size_t behind = bytes.find_first_not_of('\r', first);
  cr_ends_ = behind != std::string_view::npos && bytes[behind] != '\n';
}

MailLines::Line MailLines::at(std::size_t at) const {
  std::size_t end = cr_ends_ ? bytes_.find_first_of("\r\n", at) : bytes_.find('\n', at);
  if (end == std::string_view::npos) end = bytes_.size();
  std::size_t next = std::min(end + 1, bytes_.size());
  if (cr_ends_ && next < bytes_.size() && bytes_[end] == '\r' && bytes_[next] == '\n') ++next;
  std::string_view words = bytes_.substr(at, end - at);
  while (!words.empty() && words.back() == '\r') words.remove_suffix(1);
  return {words, next};
}

std::string_view field_name(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && line[end] > ' ' && line[end] < 127 && line[end] != ':') ++end;
  std::size_t colon = end;
  while (colon < line.size() && is_blank_space(line[colon])) ++colon;
  const bool is_field =
      end > 0 && end <= kFieldNameBytesMax && colon < line.size() && line[colon] == ':';
  return is_field ? line.substr(0, end) : std::string_view();
}

MailHeader parse_header(const MailLines& lines, std::size_t begin,
                        const std::function<bool(std::string_view)>& is_boundary) {
  MailHeader header;
  header.begin = begin;
  const std::string_view bytes = lines.bytes();
  std::size_t at = begin;
  while (at < bytes.size()) {
    const MailLines::Line line = lines.at(at);
    if (line.words.empty()) {
      header.has_body = true;
      at = line.next;
      break;
    }
    if (line.words.starts_with("--") && is_boundary(line.words)) break;
    if (header.fields.size() + header.strays.size() >= kHeaderFieldsMax ||
        at - begin > kHeaderBytesMax) {
      header.is_too_large = true;
      at = line.next;
      continue;
    }
    const std::string_view name = field_name(line.words);
    if (!name.empty()) {
      const std::size_t colon = line.words.find(':', name.size());
      header.fields.push_back(
          {bytes.substr(at, line.next - at), name, line.words.substr(colon + 1)});
    } else if (is_blank_space(line.words.front()) && !header.fields.empty()) {
      HeaderField& field = header.fields.back();
      const char* const end = line.words.data() + line.words.size();
      field.raw = {field.raw.data(),
                   static_cast<std::size_t>(bytes.data() + line.next - field.raw.data())};
      field.value = {field.value.data(), static_cast<std::size_t>(end - field.value.data())};
    } else if (fields_follow(lines, line.next, is_boundary)) {
      header.strays.push_back(line.words);
    } else {
      header.has_body = true;
      break;
    }
    at = line.next;
  }
  header.body_begin = at;
  return header;
}

bool is_named(const HeaderField& field, std::string_view name) {
  return field.name.size() == name.size() &&
         std::equal(name.begin(), name.end(), field.name.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

const HeaderField* find_field(const MailHeader& header, std::string_view name) {
  const auto found = std::find_if(header.fields.rbegin(), header.fields.rend(),
                                  [name](const HeaderField& f) { return is_named(f, name); });
  return found == header.fields.rend() ? nullptr : &*found;
}

std::string unfold(std::string_view value) {
  value = trim_blanks(value);
  std::string line;
  line.reserve(value.size());
  for (const char c : value) {
    if (c != '\r' && c != '\n') line += c;
  }
  return std::string(trim_blanks(line));
}

std::string to_ascii_lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
  return lowered;
}

}  // namespace habeas
