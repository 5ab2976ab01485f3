// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "model/document.h"
#include "model/part_fields.h"
#include "read/byte_source.h"

namespace habeas {

/// What a reader may use. Meeting a limit is a Problem (TooLarge) and what was read stays.
struct ReadLimits {
  std::uint64_t source_bytes_max = 256ULL << 20U;  ///< of a source or part that is read as a whole
  std::uint64_t text_bytes_max = kDocumentTextBytesMax;  ///< of one Document
  std::uint32_t documents_max = 1'000'000;               ///< of one source, parts and all
  std::uint32_t nesting_max = 500;                       ///< of elements in elements
  std::uint32_t part_nesting_max = 20;                   ///< of parts in parts
  std::uint32_t parts_max = 1'000'000;                   ///< of one source, at all depths
  std::uint64_t part_bytes_max = 64ULL << 20U;           ///< of one part, unpacked
  /// Of all parts of one source together; a large source may have unpacked_times_max of itself.
  std::uint64_t unpacked_bytes_max = 4ULL << 30U;
  std::uint32_t unpacked_times_max = 10;  ///< a crawl of pages is packed to a fifth
  std::uint32_t problems_max = 1000;      ///< of one kind in one source; the rest is counted
};

/// What the reader is told about a source, or a part of it, besides its bytes. Never trusted.
struct SourceLabel {
  Digest sha256;           ///< of the source, for its parts too
  std::string file_name;   ///< last part of the path it came by
  std::string address;     ///< where it was fetched from, "" if handed over
  std::string media_type;  ///< as declared beside it: "text/html; charset=koi8-r"; mostly ""
  std::vector<std::string> passwords;  ///< tried in this order on what is locked
  std::string language = {};           ///< as declared beside it: "fr"; mostly ""
};

/// Part of a source that is a source of its own (an attachment, a zip member) and goes round again:
/// read() reads it as it would a source, and puts `path` before the part names of its documents.
struct Part {
  std::string path;  ///< its lasting name inside its parent, no running index: "mail:1.2"
  std::string file_name;
  std::string address;
  std::string media_type;
  std::string bytes;  ///< at most ReadLimits::part_bytes_max
};

/// Takes what is found, one by one, in the order in which it stands in the source.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;
  virtual void add_document(Document document) = 0;
  /// A problem of the source as a whole; those of one document stand in it.
  virtual void add_problem(Problem problem) = 0;
  /// Whether add_fields does anything: a reader makes them only then.
  virtual bool wants_fields() const { return false; }
  /// What the source or part itself states besides words; part names as in add_document.
  virtual void add_fields(PartFields) {}
};

/// What the reader of a format is handed. Names of parts and documents are its own, without those
/// of the parts around it.
class PartSink : public DocumentSink {
 public:
  /// Reads the part, then returns: a reader never holds two.
  virtual void add_part(Part part) = 0;
  /// How many bytes may still come out of parts: a reader that unpacks stops there.
  virtual std::uint64_t bytes_left() const = 0;
};

/// Reads one source, whatever its format (sniffed by content, formats.cpp), and all its parts, to
/// any depth; the sink gets no part. Pure; never throws; an empty or unreadable source gives one
/// Problem and no document. A part that no format takes is a Problem: it stays in its original.
/// No two documents of a source have one id.
void read(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
          DocumentSink& sink);

}  // namespace habeas
