// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

#include "read/archive/byte_stream.h"
#include "read/warc/http_message.h"
#include "read/warc/warc_records.h"

namespace habeas {

/// What a pass over all records of a crawl counted.
struct CrawlCounts {
  std::uint64_t records = 0;
  std::uint64_t responses = 0;
  std::uint64_t raw_bytes = 0;   ///< unpacked
  std::uint64_t body_bytes = 0;  ///< of responses, chunks joined and unpacked
};

/// Parses every record, and of every response the HTTP head and the body, with the parser that the
/// reader uses.
inline CrawlCounts count_records(const ByteSource& source) {
  constexpr std::size_t kBodyBytesMax = 64U << 20U;
  CrawlCounts counts;
  const Result<std::string> head = source.read_at(0, 16);
  const std::unique_ptr<ByteStream> stream = open_stream(source, find_packing(head ? *head : ""),
                                                         std::numeric_limits<std::uint64_t>::max());
  WarcRecords records(*stream);
  while (records.next()) {
    ++counts.records;
    if (records.record().type != "response") continue;
    ++counts.responses;
    const HttpMessage message = parse_http(records.block());
    const HttpBody body = decode_http_body(message, kBodyBytesMax);
    counts.body_bytes += body.decoded ? body.decoded->size() : message.body.size();
  }
  counts.raw_bytes = stream->offset();
  return counts;
}

}  // namespace habeas
