// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/addresses.h"

#include <algorithm>

#include "base/digest.h"

namespace habeas {

namespace {

constexpr std::size_t kSlugBytesMax = 400;
constexpr std::size_t kCaseNumberBytesMax = 40;

bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string report_key(const DocumentId& id) {
  return to_hex(sha256(to_text(id))).substr(0, kReportKeyDigits);
}

bool is_report_key(std::string_view text) {
  return text.size() == kReportKeyDigits && std::all_of(text.begin(), text.end(), is_lower_hex);
}

bool is_tag_slug(std::string_view text) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '/'; };
  return !text.empty() && text.size() <= kSlugBytesMax &&
         std::all_of(text.begin(), text.end(), plain);
}

bool is_case_number(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  };
  return !text.empty() && text.size() <= kCaseNumberBytesMax &&
         std::all_of(text.begin(), text.end(), plain);
}

}  // namespace habeas
