// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"

namespace habeas {

/// The lasting name of a Document: the source it was read from and the part of it. `part` is ""
/// for a source that is one document, else `post:<permalink, else hash of title and date>`,
/// `mail:1.2`, `warc:1042`: never a running index (docs/decisions/0002-names-that-last.md).
struct DocumentId {
  Digest source;
  std::string part;

  friend auto operator<=>(const DocumentId&, const DocumentId&) = default;
};

/// "<64 hex digits>" or "<64 hex digits>#<part>".
std::string to_text(const DocumentId& id);
/// Nothing unless it is what to_text gives; a part has 1 to 512 bytes and no control characters.
std::optional<DocumentId> parse_document_id(std::string_view text);

}  // namespace habeas
