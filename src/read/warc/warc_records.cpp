// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/warc/warc_records.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "read/warc/http_message.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kWarcSign = "WARC/";
constexpr std::string_view kArcSign = "filedesc://";
constexpr std::size_t kLookBytes = 64U << 10U;
constexpr std::size_t kArcLineBytesMax = 64U << 10U;

bool is_digit_char(char c) { return c >= '0' && c <= '9'; }

bool is_warc_head(std::string_view bytes) {
  return bytes.size() >= 8 && bytes.substr(0, kWarcSign.size()) == kWarcSign &&
         is_digit_char(bytes[5]) && bytes[6] == '.' && is_digit_char(bytes[7]);
}

std::uint64_t parse_length(std::string_view digits) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  return error == std::errc() && end == digits.data() + digits.size() ? length : 0;
}

std::string without_brackets(std::string_view value) {
  const bool bracketed = value.size() >= 2 && value.front() == '<' && value.back() == '>';
  return to_utf8(bracketed ? value.substr(1, value.size() - 2) : value);
}

std::string to_address(std::string_view value) {
  std::string address;
  for (const char c : without_brackets(value)) {
    if (c == ' ') {
      address += "%20";
    } else {
      address += c;
    }
  }
  return address;
}

/// The fields of the head line of an ARC record; the address may have blanks in it. Nothing if the
/// line is none.
struct ArcLine {
  std::string_view address;
  std::string_view date;
  std::string_view media_type;
  std::string_view length;
};
std::optional<ArcLine> parse_arc_line(std::string_view line, bool is_arc_2) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  // From the right: length, in version 2 four more, type, date, host.
  const std::size_t after_type = is_arc_2 ? 5 : 0;
  std::vector<std::string_view> fields;
  while (fields.size() < after_type + 4) {
    const std::size_t space = line.rfind(' ');
    if (space == std::string_view::npos) return std::nullopt;
    fields.push_back(line.substr(space + 1));
    line = line.substr(0, space);
  }
  const ArcLine found{line, fields[after_type + 2], fields[after_type + 1], fields[0]};
  const bool dated =
      found.date.size() >= 12 && std::all_of(found.date.begin(), found.date.end(), is_digit_char);
  const bool addressed = line.find(':') != std::string_view::npos;
  return dated && addressed ? std::optional(found) : std::nullopt;
}

std::string arc_date(std::string_view digits) {
  std::string padded(digits.substr(0, 14));
  padded.resize(14, '0');
  const std::string_view d = padded;
  std::string date;
  for (const auto& [at, count, mark] :
       {std::tuple(0U, 4U, '-'), std::tuple(4U, 2U, '-'), std::tuple(6U, 2U, 'T'),
        std::tuple(8U, 2U, ':'), std::tuple(10U, 2U, ':'), std::tuple(12U, 2U, 'Z')}) {
    date += d.substr(at, count);
    date += mark;
  }
  return date;
}

}  // namespace

bool begins_like_warc(std::string_view head) {
  return is_warc_head(head) || head.substr(0, kArcSign.size()) == kArcSign;
}

bool WarcRecords::next() {
  const std::uint64_t left = std::exchange(block_left_, 0);
  stream_.skip(left);
  while (find_head()) {
    if (is_arc_ ? read_arc_head() : read_warc_head()) return true;
  }
  return false;
}

std::string_view WarcRecords::block() {
  const auto wanted = static_cast<std::size_t>(block_left_);
  stream_.want(wanted);
  return stream_.ahead().substr(0, wanted);
}

/// After damage: at the next sound member, if there is one.
bool WarcRecords::survive() {
  if (stream_.end() != StreamEnd::Damaged) return false;
  lost_bytes_ += stream_.ahead().size();
  if (++damaged_members_ >= kDamagedMembersMax) return false;
  return stream_.resume();
}

bool WarcRecords::find_head() {
  while (true) {
    if (!stream_.want(1)) {
      if (!survive()) return false;
      continue;
    }
    const char c = stream_.ahead().front();
    if (c != '\r' && c != '\n') break;
    stream_.drop(1);
  }
  stream_.want(kArcSign.size());
  if (!begun_) is_arc_ = stream_.ahead().substr(0, kArcSign.size()) == kArcSign;
  begun_ = true;
  return is_arc_ || is_warc_head(stream_.ahead()) || skip_to_head();
}

/// Moves to the next line that begins like a record.
bool WarcRecords::skip_to_head() {
  while (true) {
    stream_.want(kLookBytes);
    const std::string_view ahead = stream_.ahead();
    if (ahead.empty()) {
      if (!survive()) return false;
      if (stream_.want(8) && is_warc_head(stream_.ahead())) return true;
      continue;
    }
    for (std::size_t at = ahead.find('\n'); at != std::string_view::npos;
         at = ahead.find('\n', at + 1)) {
      if (!is_warc_head(ahead.substr(at + 1))) continue;
      lost_bytes_ += at + 1;
      stream_.drop(at + 1);
      return true;
    }
    // A sign may begin in what is here and end in what comes.
    const bool is_last = ahead.size() < kLookBytes;
    const std::size_t kept = is_last ? 0 : std::min<std::size_t>(ahead.size(), 9);
    lost_bytes_ += ahead.size() - kept;
    stream_.drop(ahead.size() - kept);
  }
}

bool WarcRecords::read_warc_head() {
  std::size_t head_end = find_head_end(stream_.ahead());
  for (std::size_t wanted = 4096; head_end == std::string_view::npos; wanted *= 4) {
    const bool more = stream_.want(wanted);
    head_end = find_head_end(stream_.ahead());
    if (head_end == std::string_view::npos && (!more || wanted > kWarcHeadBytesMax)) {
      lost_bytes_ += kWarcSign.size();
      stream_.drop(kWarcSign.size());  // no head: look for the next
      return false;
    }
  }
  const std::string_view head = stream_.ahead().substr(0, head_end);
  const std::vector<HeaderLine> lines = parse_header_lines(head.substr(head.find('\n') + 1));
  record_ = {};
  record_.at = stream_.offset();
  for (const char c : find_header(lines, "warc-type")) {
    record_.type += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  record_.type = to_utf8(record_.type);
  record_.id = without_brackets(find_header(lines, "warc-record-id"));
  record_.target = to_address(find_header(lines, "warc-target-uri"));
  record_.refers_to_target = to_address(find_header(lines, "warc-refers-to-target-uri"));
  record_.date = to_utf8(find_header(lines, "warc-date"));
  record_.media_type = to_utf8(find_header(lines, "content-type"));
  record_.segment = to_utf8(find_header(lines, "warc-segment-number"));
  record_.block_bytes = parse_length(find_header(lines, "content-length"));
  block_left_ = record_.block_bytes;
  stream_.drop(head_end);
  return true;
}

bool WarcRecords::read_arc_head() {
  std::size_t line_end = stream_.ahead().find('\n');
  if (line_end == std::string_view::npos) {
    stream_.want(kArcLineBytesMax);
    line_end = stream_.ahead().find('\n');
  }
  const std::size_t used = std::min(line_end, stream_.ahead().size() - 1) + 1;
  const std::string_view line = stream_.ahead().substr(0, std::min(line_end, used));
  std::optional<ArcLine> fields = parse_arc_line(line, is_arc_2_);
  // The first line of version 2 comes before the line that names the version.
  if (!fields && line.substr(0, kArcSign.size()) == kArcSign) fields = parse_arc_line(line, true);
  if (!fields) {
    lost_bytes_ += used;
    stream_.drop(used);
    return false;
  }
  const bool is_first = fields->address.substr(0, kArcSign.size()) == kArcSign;
  record_ = {};
  record_.is_arc = true;
  record_.type = is_first ? "warcinfo" : "response";
  record_.target = is_first ? "" : to_address(fields->address);
  record_.date = arc_date(fields->date);
  record_.media_type = to_utf8(fields->media_type);
  record_.at = stream_.offset();
  record_.block_bytes = parse_length(fields->length);
  block_left_ = record_.block_bytes;
  stream_.drop(used);
  if (is_first) is_arc_2_ = stream_.want(2) && stream_.ahead().substr(0, 2) == "2 ";
  return true;
}

}  // namespace habeas
