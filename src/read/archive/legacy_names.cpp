// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/legacy_names.h"

#include <unicode/ucnv.h>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kNameBytesMax = 1U << 16U;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string convert_name(std::string_view bytes, const char* from, const char* to) {
  bytes = bytes.substr(0, kNameBytesMax);
  std::string converted(bytes.size() * 3 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      ucnv_convert(to, from, converted.data(), static_cast<std::int32_t>(converted.size()),
                   bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status) != 0) return "";
  converted.resize(static_cast<std::size_t>(length));
  return converted;
}

std::string without_nul(std::string_view name) {
  std::string kept;
  for (const char c : name) {
    if (c == '\0') {
      kept += "\uFFFD";
    } else {
      kept += c;
    }
  }
  return kept;
}

}  // namespace

void LegacyNames::add(std::string_view raw_name) {
  if (is_utf8(raw_name)) return;
  for (std::size_t i = 0; i < raw_name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(raw_name[i]);
    if (byte < 0x80) continue;
    ++high_;
    if (byte < 0xB0) ++only_cp866_;
    if ((byte >= 0xC0 && byte < 0xE0) || byte >= 0xF2) ++only_cp1251_;
    if (byte >= 0xC0) ++upper_half_;
    const char before = i > 0 ? raw_name[i - 1] : ' ';
    const char after = i + 1 < raw_name.size() ? raw_name[i + 1] : ' ';
    if (is_ascii_letter(before) || is_ascii_letter(after)) ++in_latin_;
    const auto beside = static_cast<unsigned char>(before | after);
    if (beside >= 0x80) ++beside_high_;
  }
}

const char* LegacyNames::charset() const {
  if (in_latin_ > beside_high_) return upper_half_ * 2 > high_ ? "windows-1252" : "IBM850";
  return only_cp866_ >= only_cp1251_ ? "IBM866" : "windows-1251";
}

std::string LegacyNames::decode(std::string_view raw_name) const {
  if (is_utf8(raw_name)) {
    return raw_name.find('\0') == std::string_view::npos ? std::string(raw_name)
                                                         : without_nul(raw_name);
  }
  return without_nul(to_utf8(convert_name(raw_name, charset(), "UTF-8")));
}

std::string encode_in(std::string_view text, const char* charset) {
  std::string encoded = convert_name(text, "UTF-8", charset);
  return convert_name(encoded, charset, "UTF-8") == text ? encoded : "";
}

}  // namespace habeas
