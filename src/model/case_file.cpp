// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/case_file.h"

#include <algorithm>

#include <fmt/format.h>

namespace habeas {
namespace {

LastingId first_half(const Digest& digest) {
  LastingId id;
  std::copy_n(digest.bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

LastingId make_lasting_id(std::string_view noun, const DocumentId& document,
                          std::string_view folded_name) {
  std::string anchor(noun);
  anchor += '\0';
  anchor += to_text(document);
  anchor += '\0';
  anchor += folded_name;
  return first_half(sha256(anchor));
}

}  // namespace

std::string to_hex(const LastingId& id) {
  return to_hex(std::string_view(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()));
}

std::optional<LastingId> parse_lasting_id(std::string_view hex) {
  const auto bytes = parse_hex(hex);
  LastingId id;
  if (!bytes || bytes->size() != id.bytes.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
  return id;
}

PersonId make_person_id(const DocumentId& document, std::string_view folded_name) {
  return {make_lasting_id("person", document, folded_name)};
}

CaseId make_case_id(const DocumentId& document, std::string_view folded_name) {
  return {make_lasting_id("case", document, folded_name)};
}

std::string case_number(const CaseId& id, std::string_view country, int year, int digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string letters;
  for (std::size_t bit = 0; letters.size() < static_cast<std::size_t>(digits); bit += 5) {
    unsigned value = 0;
    for (std::size_t i = bit; i < bit + 5; ++i) {
      value = value * 2 + ((id.id.bytes[i / 8] >> (7 - i % 8)) & 1U);
    }
    letters += kDigits[value];
  }
  return fmt::format("{}-{:04}-{}", country.empty() ? "XXX" : country, year, letters);
}

}  // namespace habeas
