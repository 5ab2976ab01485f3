// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/document_id.h"

namespace habeas {
namespace {

constexpr std::size_t kPartBytesMax = 512;

bool is_part(std::string_view part) {
  if (part.empty() || part.size() > kPartBytesMax) return false;
  for (const char c : part) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  return true;
}

}  // namespace

std::string to_text(const DocumentId& id) {
  std::string text = to_hex(id.source);
  if (!id.part.empty()) text += "#" + id.part;
  return text;
}

std::optional<DocumentId> parse_document_id(std::string_view text) {
  const auto source = parse_digest(text.substr(0, 64));
  if (!source) return std::nullopt;
  if (text.size() == 64) return DocumentId{*source, ""};
  const std::string_view part = text.substr(65);
  if (text[64] != '#' || !is_part(part)) return std::nullopt;
  return DocumentId{*source, std::string(part)};
}

}  // namespace habeas
