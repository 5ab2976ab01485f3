// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/archive/packed_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/archive/archive_parts.h"
#include "read/archive/byte_stream.h"
#include "read/archive/legacy_names.h"
#include "read/archive/tar_reader.h"
#include "read/warc/warc_reader.h"

namespace habeas {
namespace {

constexpr std::size_t kInnerHeadBytes = 8192;

std::string_view prefix_of(Packing packing) {
  switch (packing) {
    case Packing::Gzip:
      return "gzip:";
    case Packing::Bzip2:
      return "bzip2:";
    case Packing::Xz:
      return "xz:";
    default:
      return "zstd:";
  }
}

/// The name that a gzip keeps of what is in it (RFC 1952, FNAME); "" if none.
std::string find_gzip_name(std::string_view head) {
  constexpr unsigned kHasExtra = 4;
  constexpr unsigned kHasName = 8;
  if (head.size() < 12) return "";
  const auto flags = static_cast<unsigned char>(head[3]);
  if ((flags & kHasName) == 0) return "";
  std::size_t at = 10;
  if ((flags & kHasExtra) != 0) {
    at += 2U + static_cast<unsigned char>(head[10]) + 256U * static_cast<unsigned char>(head[11]);
  }
  if (at >= head.size()) return "";
  const std::size_t end = head.find('\0', at);
  if (end == std::string_view::npos) return "";
  LegacyNames names;
  names.add(head.substr(at, end - at));
  return names.decode(head.substr(at, end - at));
}

void read_as_part(ByteStream& stream, std::string_view prefix, const std::string& name,
                  const ReadLimits& limits, PartSink& sink) {
  ArchiveParts parts(prefix, limits, sink);
  if (!parts.has_room_for(1)) return;
  const auto bytes_max = static_cast<std::size_t>(parts.bytes_max());
  const bool is_too_large = stream.want(bytes_max + 1);
  std::string bytes(stream.ahead().substr(0, bytes_max));
  if (is_too_large || stream.end() == StreamEnd::TooLarge) {
    parts.tell(name, {ProblemCode::TooLarge, "",
                      fmt::format("unpacks to more than {} bytes; the rest is unread", bytes_max)});
  } else {
    tell_of_stream_end(stream, sink);
  }
  if (!bytes.empty()) parts.add(name, std::move(bytes));
  parts.finish();
}

}  // namespace

bool sniff_packed(const SourceHead& head) { return find_packing(head.bytes) != Packing::Stored; }

void read_packed(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                 PartSink& sink) {
  const Result<std::string> head = source.read_at(0, kHeadBytes);
  if (!head) return sink.add_problem({ProblemCode::Unreadable, "", head.error().message});
  const Packing packing = find_packing(*head);
  const std::unique_ptr<ByteStream> stream = open_stream(source, packing, sink.bytes_left());
  stream->want(kInnerHeadBytes);
  if (begins_like_tar(stream->ahead())) return read_tar_stream(*stream, limits, sink);
  if (begins_like_warc(stream->ahead())) return read_warc_stream(label, *stream, limits, sink);
  const std::string name = packing == Packing::Gzip ? find_gzip_name(*head) : "";
  read_as_part(*stream, prefix_of(packing), name, limits, sink);
}

}  // namespace habeas
