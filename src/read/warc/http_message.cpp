// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/warc/http_message.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "read/archive/unpack.h"

namespace habeas {
namespace {

constexpr std::size_t kCodingsMax = 5;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

struct Dechunked {
  std::string bytes;
  bool is_whole = false;
};

/// Nothing if the body does not begin with a chunk.
std::optional<Dechunked> join_chunks(std::string_view body) {
  Dechunked joined;
  joined.bytes.reserve(body.size());
  bool first = true;
  while (true) {
    std::string_view rest = body;
    const std::string_view line = trim_blanks(take_line(rest));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    const bool is_chunk = error == std::errc() && (end == line.data() + line.size() ||
                                                   *end == ';' || *end == ' ' || *end == '\t');
    if (!is_chunk) {
      if (first) return std::nullopt;
      return joined;
    }
    first = false;
    joined.is_whole = size == 0;
    if (size == 0) return joined;
    const std::string_view chunk = rest.substr(0, size);
    joined.bytes += chunk;
    if (chunk.size() < size) return joined;
    body = rest.substr(size);
    if (!body.empty() && body.front() == '\r') body.remove_prefix(1);
    if (!body.empty() && body.front() == '\n') body.remove_prefix(1);
  }
}

std::optional<Packing> packing_of(std::string_view coding) {
  if (same_name(coding, "gzip") || same_name(coding, "x-gzip")) return Packing::Gzip;
  if (same_name(coding, "deflate")) return Packing::Zlib;
  if (same_name(coding, "br")) return Packing::Brotli;
  if (same_name(coding, "zstd")) return Packing::Zstd;
  return std::nullopt;
}

/// The codings in the order in which they were put on.
std::vector<std::string_view> split_codings(std::string_view list) {
  std::vector<std::string_view> codings;
  while (!list.empty() && codings.size() < kCodingsMax) {
    const std::size_t comma = list.find(',');
    const std::string_view coding = trim_blanks(list.substr(0, comma));
    if (!coding.empty() && !same_name(coding, "identity")) codings.push_back(coding);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return codings;
}

void unpack_body(Packing packing, std::string_view packed, std::size_t bytes_max, HttpBody& body) {
  Unpacked unpacked = unpack_all(packing, packed, bytes_max);
  if (packing == Packing::Zlib && unpacked.state == UnpackState::Broken && unpacked.bytes.empty()) {
    unpacked = unpack_all(Packing::Deflate, packed, bytes_max);  // as some servers send it
  }
  if (unpacked.state == UnpackState::Broken && unpacked.bytes.empty()) return;
  if (unpacked.too_large) {
    body.problems.push_back(
        {ProblemCode::TooLarge, "",
         fmt::format("unpacks to more than {} bytes; the rest is unread", bytes_max)});
  } else if (unpacked.state != UnpackState::Ended) {
    const bool cut_off = unpacked.state == UnpackState::Going;
    body.problems.push_back(
        {cut_off ? ProblemCode::CutOff : ProblemCode::BadContainer, "",
         fmt::format("the packed body {} after {} bytes", cut_off ? "is cut off" : "is damaged",
                     unpacked.bytes.size())});
  }
  body.decoded = std::move(unpacked.bytes);
}

}  // namespace

std::vector<HeaderLine> parse_header_lines(std::string_view head) {
  std::vector<HeaderLine> lines;
  while (!head.empty() && lines.size() < kHeaderLinesMax) {
    const std::string_view line = take_line(head);
    if (trim_blanks(line).empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !lines.empty()) {
      std::string_view& value = lines.back().value;
      const std::string_view more = trim_blanks(line);
      if (value.empty()) value = more;
      value = {value.data(), static_cast<std::size_t>(more.data() + more.size() - value.data())};
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    lines.push_back({trim_blanks(line.substr(0, colon)), trim_blanks(line.substr(colon + 1))});
  }
  return lines;
}

std::string_view find_header(const std::vector<HeaderLine>& lines, std::string_view name) {
  for (const HeaderLine& line : lines) {
    if (same_name(line.name, name)) return line.value;
  }
  return "";
}

std::size_t find_head_end(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
       at = bytes.find('\n', at + 1)) {
    const std::string_view next = bytes.substr(at + 1, 2);
    if (!next.empty() && next.front() == '\n') return at + 2;
    if (next == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

HttpMessage parse_http(std::string_view block) {
  HttpMessage message;
  message.body = block;
  const std::string_view first = trim_blanks(block.substr(0, block.find('\n')));
  const bool is_response = first.substr(0, 5) == "HTTP/";
  const bool is_request = !is_response && first.find(" HTTP/") != std::string_view::npos;
  if (!is_response && !is_request) return message;
  message.has_head = true;
  const std::size_t head_end = std::min(find_head_end(block), block.size());
  const std::vector<HeaderLine> lines =
      parse_header_lines(block.substr(std::min(block.find('\n'), block.size() - 1) + 1));
  message.body = block.substr(head_end);
  if (is_response) {
    const std::size_t space = first.find(' ');
    if (space != std::string_view::npos) {
      message.status = trim_blanks(first.substr(space));
      message.status = message.status.substr(0, message.status.find(' '));
    }
  }
  message.media_type = find_header(lines, "content-type");
  message.transfer_encoding = find_header(lines, "transfer-encoding");
  message.content_encoding = find_header(lines, "content-encoding");
  return message;
}

HttpBody decode_http_body(const HttpMessage& message, std::size_t bytes_max) {
  HttpBody body;
  const std::vector<std::string_view> transfer = split_codings(message.transfer_encoding);
  const bool is_chunked =
      std::any_of(transfer.begin(), transfer.end(),
                  [](std::string_view coding) { return same_name(coding, "chunked"); });
  std::optional<Dechunked> joined =
      is_chunked ? join_chunks(message.body) : std::optional<Dechunked>();
  if (joined && !joined->is_whole) {
    body.problems.push_back({ProblemCode::CutOff, "", "the last chunk of the body is missing"});
  }
  if (joined) body.decoded = std::move(joined->bytes);
  std::vector<std::string_view> codings = split_codings(message.content_encoding);
  for (const std::string_view coding : transfer) {
    if (!same_name(coding, "chunked")) codings.push_back(coding);
  }
  for (std::size_t i = codings.size(); i-- > 0;) {
    const std::optional<Packing> packing = packing_of(codings[i]);
    if (!packing) continue;
    const std::string before = body.decoded ? std::move(*body.decoded) : std::string();
    const bool is_first = !std::exchange(body.decoded, std::nullopt);
    unpack_body(*packing, is_first ? message.body : before, bytes_max, body);
    if (!body.decoded && !is_first) body.decoded = before;
  }
  const std::size_t size = body.decoded ? body.decoded->size() : message.body.size();
  if (size > bytes_max) {
    body.problems.push_back({ProblemCode::TooLarge, "",
                             fmt::format("a body over {} bytes; the rest is unread", bytes_max)});
    if (!body.decoded) body.decoded = std::string(message.body.substr(0, bytes_max));
    body.decoded->resize(bytes_max);
  }
  return body;
}

}  // namespace habeas
