// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/request.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {

namespace {

constexpr std::size_t kTargetBytesMax = 2'048;

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      const auto high = i + 2 < text.size() ? hex_value(text[i + 1]) : std::nullopt;
      const auto low = high ? hex_value(text[i + 2]) : std::nullopt;
      if (!low) return std::nullopt;
      decoded += static_cast<char>(*high * 16 + *low);
      i += 2;
    }
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; });
}

}  // namespace

std::optional<std::string> parse_path(std::string_view target) {
  if (target.size() > kTargetBytesMax || target.empty() || target[0] != '/') return std::nullopt;
  if (target.size() > 1 && (target[1] == '/' || target[1] == '\\')) return std::nullopt;
  const std::string_view path = target.substr(0, target.find_first_of("?#"));
  auto decoded = decode(path, false);
  if (!decoded || has_control(*decoded)) return std::nullopt;
  return decoded;
}

std::optional<Form> parse_form(std::string_view body) {
  Form form;
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decode(pair.substr(0, equals), true);
    const auto value = decode(pair.substr(std::min(pair.size(), equals + 1)), true);
    if (!name || !value || form.size() == kFormFieldsMax) return std::nullopt;
    if (!form.emplace(*name, *value).second) return std::nullopt;
  }
  return form;
}

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(path.size(), slash + 1));
  }
  return parts;
}

std::string find_cookie(std::string_view header, std::string_view name) {
  std::string found;
  int times = 0;
  while (!header.empty()) {
    const std::string_view pair = trim(header.substr(0, header.find(';')));
    header.remove_prefix(std::min(header.size(), header.find(';') == std::string_view::npos
                                                     ? header.size()
                                                     : header.find(';') + 1));
    if (pair.size() <= name.size() || pair[name.size()] != '=' || !pair.starts_with(name)) continue;
    found = pair.substr(name.size() + 1);
    ++times;
  }
  return times == 1 ? found : "";
}

}  // namespace habeas
