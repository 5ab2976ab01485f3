// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/source_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.h"

namespace habeas {
namespace {

// NUL too: the other half of a space in UTF-16.
bool is_blank(std::string_view piece) {
  return piece.find_first_not_of(std::string_view(" \t\r\n\f\v\0", 7)) == std::string_view::npos;
}

struct Bytes {
  std::string bytes;
  bool too_large = false;
};

Result<Bytes> load_bytes(const ByteSource& source, std::uint64_t bytes_max) {
  Bytes loaded;
  std::string blank;
  for (std::uint64_t offset = 0; offset < source.size();) {
    TRY(std::string piece, source.read_at(offset, kSourcePieceBytes));
    if (piece.empty()) break;
    offset += piece.size();
    if (piece.size() > 4096 && is_blank(piece)) {
      if (!loaded.bytes.empty()) blank = std::move(piece);
      continue;
    }
    loaded.bytes += blank;
    loaded.bytes += piece;
    blank.clear();
    if (loaded.bytes.size() >= bytes_max) {
      loaded.too_large = loaded.bytes.size() > bytes_max || offset < source.size();
      loaded.bytes.resize(static_cast<std::size_t>(bytes_max));
      break;
    }
  }
  return loaded;
}

}  // namespace

SourceText load_source_text(const ByteSource& source, const ReadLimits& limits, DocumentSink& sink,
                            std::string_view media_type) {
  SourceText loaded;
  const std::uint64_t bytes_max = std::min(limits.text_bytes_max, limits.source_bytes_max);
  Result<Bytes> bytes = load_bytes(source, bytes_max);
  if (!bytes) {
    sink.add_problem({ProblemCode::Unreadable, "", bytes.error().message});
    return loaded;
  }
  loaded.declared = find_media_type_charset(media_type);
  if (loaded.declared.empty()) loaded.declared = find_declared_charset(bytes->bytes);
  DecodedText decoded = decode_text(bytes->bytes, find_media_type_charset(media_type),
                                    find_declared_charset(bytes->bytes));
  loaded.charset = decoded.charset;
  if (trim(decoded.text).empty()) {
    sink.add_problem({ProblemCode::Empty, "", "there is nothing to read"});
    return loaded;
  }
  if (bytes->too_large) {
    loaded.end = SourceEnd::Abrupt;
    sink.add_problem(
        {ProblemCode::TooLarge, "", fmt::format("only the first {} bytes were read", bytes_max)});
  }
  for (Problem& problem : decoded.problems) {
    if (problem.code == ProblemCode::CutOff) loaded.end = SourceEnd::Abrupt;
    // The character that a limit cut in two is no damage of the source.
    if (!bytes->too_large || problem.code != ProblemCode::CutOff) {
      sink.add_problem(std::move(problem));
    }
  }
  loaded.text = std::move(decoded.text);
  return loaded;
}

}  // namespace habeas
