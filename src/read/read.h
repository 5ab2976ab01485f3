// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "model/document.h"
#include "read/byte_source.h"

namespace habeas {

/// What a reader may use. Meeting a limit is a Problem (TooLarge) and what was read stays.
struct ReadLimits {
  std::uint64_t source_bytes_max = 256ULL << 20U;
  std::uint64_t text_bytes_max = kDocumentTextBytesMax;  ///< of one Document
  std::uint32_t documents_max = 10'000;                  ///< of one source
  std::uint32_t nesting_max = 500;                       ///< of elements, parts in parts
};

/// What the reader is told about a source besides its bytes, from its earliest custody record.
struct SourceLabel {
  Digest sha256;
  std::string file_name;  ///< last part of the path it came by; never trusted
  std::string address;    ///< where it was fetched from, "" if handed over
};

/// Part of a source that is a source of its own (an attachment, a zip member) and goes round again.
struct Part {
  std::string path;       ///< becomes DocumentId::part: "mail:1.2"
  std::string file_name;
  std::string bytes;
};

/// Takes what a reader finds, one by one, in the order in which it stands in the source.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual void add_document(Document document) = 0;
  virtual void add_part(Part part) = 0;
  /// A problem of the source as a whole; those of one document stand in it.
  virtual void add_problem(Problem problem) = 0;
};

/// Reads one source, whatever its format (sniffed by content, formats.cpp). Pure; never throws; an
/// empty or unreadable source gives one Problem and no document.
void read(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
          DocumentSink& sink);

}  // namespace habeas
