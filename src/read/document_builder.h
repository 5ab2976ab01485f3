// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "read/read.h"

namespace habeas {

/// Puts one Document together: passages joined by "\n\n", then the metadata lines joined by "\n".
/// Meeting ReadLimits::text_bytes_max or kPassagesMax drops what follows and adds one Problem.
class DocumentBuilder {
 public:
  DocumentBuilder(DocumentId id, const ReadLimits& limits);

  /// Appends a passage and tells the span of its words; `words` without white space at its ends.
  /// Empty words add nothing. Words that no longer fit give an empty span.
  TextSpan add_passage(PassageKind kind, std::string_view words, bool visible = true);

  /// A line `name: value` for the end of the text; line ends in `value` become spaces. Empty
  /// values and lines that are there already are left out.
  void add_metadata(std::string_view name, std::string_view value);

  /// What stands beside the text; spans are of passages that were added.
  Document& document() { return document_; }
  const Document& document() const { return document_; }

  /// Writes the metadata lines, finds the languages (`hint`: what the source declares, "" if
  /// nothing), fills title and published_span where they still are to be taken from metadata.
  Document finish(std::string_view hint);

 private:
  bool fits(std::size_t bytes);

  Document document_;
  std::vector<std::string> metadata_;
  std::size_t text_bytes_max_;
  bool full_ = false;
};

}  // namespace habeas
