// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/escape.h"

#include <array>

#include "text/utf8.h"

namespace habeas {

namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

bool is_ascii_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void append_percent(std::string& text, char c) {
  const auto byte = static_cast<unsigned char>(c);
  text += '%';
  text += kHexDigits[byte >> 4U];
  text += kHexDigits[byte & 15U];
}

// Controls, and the code points that HTML calls non-characters: parsers drop or change them.
bool is_outside_html(char32_t c) {
  if (c == '\t' || c == '\n') return false;
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFE;
}

}  // namespace

std::string to_html(std::string_view words) {
  std::string html;
  html.reserve(words.size() + words.size() / 8);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(words, at);
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      case '`':
        html += "&#96;";
        break;
      case '\r':
        if (at == words.size() || words[at] != '\n') html += '\n';
        break;
      default:
        if (is_outside_html(c) || c == kReplacement) {
          html += kReplacementBytes;
        } else {
          html += words.substr(begin, at - begin);
        }
    }
  }
  return html;
}

std::string to_address_part(std::string_view words) {
  const bool is_dots = words == "." || words == "..";
  std::string part;
  for (const char c : words) {
    const bool plain =
        is_ascii_letter_or_digit(c) || c == '-' || c == '_' || c == '~' || (c == '.' && !is_dots);
    if (plain) {
      part += c;
    } else {
      append_percent(part, c);
    }
  }
  return part;
}

std::string to_outside_address(std::string_view address) {
  constexpr std::array<std::string_view, 3> kSchemes{"https://", "http://", "mailto:"};
  bool known = false;
  for (const std::string_view scheme : kSchemes) {
    known = known || (address.size() > scheme.size() && address.substr(0, scheme.size()) == scheme);
  }
  if (!known) return "";
  std::string text;
  for (const char c : address) {
    if (c > ' ' && c < '\x7F') {
      text += c;
    } else {
      append_percent(text, c);
    }
  }
  return text;
}

std::string to_language(std::string_view language) {
  if (language.size() < 2 || language.size() > 3) return "";
  for (const char c : language) {
    if (c < 'a' || c > 'z') return "";
  }
  return std::string(language);
}

}  // namespace habeas
