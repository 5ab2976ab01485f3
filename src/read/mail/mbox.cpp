// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mbox.h"

#include <algorithm>
#include <optional>

#include "read/mail/header_fields.h"
#include "read/source_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::string_view kFrom = "From ";
constexpr std::size_t kLengthHeaderBytesMax = 64U << 10U;  // looked through for Content-Length
constexpr std::size_t kLookBytes = 2 * kPostmarkBytesMax;  // a postmark and the line behind it

bool is_digit_at(std::string_view line, std::size_t at) {
  return at < line.size() && line[at] >= '0' && line[at] <= '9';
}

bool has_time(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != line.npos; colon = line.find(':', colon + 1)) {
    if (colon > 0 && is_digit_at(line, colon - 1) && is_digit_at(line, colon + 1) &&
        is_digit_at(line, colon + 2)) {
      return true;
    }
  }
  return false;
}

bool has_year(std::string_view line) {
  for (std::size_t at = 1; at + 4 <= line.size(); ++at) {
    const std::string_view century = line.substr(at, 2);
    if ((century == "19" || century == "20") && is_digit_at(line, at + 2) &&
        is_digit_at(line, at + 3) && !is_digit_at(line, at + 4) && line[at - 1] == ' ') {
      return true;
    }
  }
  return false;
}

std::optional<std::size_t> content_length(std::string_view text, std::size_t& body_begin) {
  const MailLines lines(text);
  std::optional<std::size_t> length;
  for (std::size_t at = 0; at < text.size() && at < kLengthHeaderBytesMax;) {
    const MailLines::Line line = lines.at(at);
    if (line.words.empty()) {
      body_begin = line.next;
      return length;
    }
    if (line.words.size() > 15 && to_ascii_lower(line.words.substr(0, 15)) == "content-length:") {
      const std::string_view digits = trim(line.words.substr(15));
      const bool is_number = !digits.empty() && digits.size() <= 12 &&
                             digits.find_first_not_of("0123456789") == digits.npos;
      length.reset();
      if (is_number) {
        length = 0;
        for (const char c : digits) *length = *length * 10 + static_cast<std::size_t>(c - '0');
      }
    }
    at = line.next;
  }
  return std::nullopt;
}

/// The bytes of the source from the message at hand on.
class Window {
 public:
  explicit Window(const ByteSource& source) : source_(source) {}

  std::string_view bytes() const { return std::string_view(buffer_).substr(begin_); }
  std::uint64_t offset() const { return base_ + begin_; }
  bool is_whole() const { return base_ + buffer_.size() >= source_.size(); }

  /// Reads on until `wanted` bytes are there, or the end.
  Result<void> want(std::size_t wanted) {
    while (bytes().size() < wanted && !is_whole()) {
      // Now and then, not for each message: what was left behind is moved out.
      if (begin_ > buffer_.size() / 2) {
        buffer_.erase(0, begin_);
        base_ += begin_;
        begin_ = 0;
      }
      TRY(const auto piece, source_.read_at(base_ + buffer_.size(), kSourcePieceBytes));
      if (piece.empty()) return fail(ErrorCode::Corrupt, "the source ended before its size");
      buffer_ += piece;
    }
    return {};
  }

  Result<void> read_on() { return want(bytes().size() + 1); }
  void drop(std::size_t count) { begin_ += count; }

 private:
  const ByteSource& source_;
  std::string buffer_;
  std::uint64_t base_ = 0;  // offset of the buffer
  std::size_t begin_ = 0;   // of the message in it
};

class MboxWalk {
 public:
  MboxWalk(const ByteSource& source, std::size_t message_bytes_max,
           const std::function<bool(const MboxMessage&)>& take)
      : window_(source), message_bytes_max_(message_bytes_max), take_(take) {}

  Result<void> walk() {
    TRY(const std::size_t first, find_postmark(0));
    window_.drop(first);
    bool goes_on = true;
    while (goes_on) {
      TRY(window_.want(1));
      if (window_.bytes().empty()) break;
      TRY(goes_on, take_message());
    }
    return {};
  }

 private:
  /// Finds the first postmark at or behind `from`; if there is none, the end of the source, or
  /// nearly that of the window once it holds more than a message may have.
  Result<std::size_t> find_postmark(std::size_t from) {
    std::size_t at = from;
    for (;;) {
      const std::string_view bytes = window_.bytes();
      const std::size_t found =
          at == 0 && bytes.starts_with(kFrom) ? 0 : next_line_with_from(bytes, at);
      if (found == bytes.npos) {
        if (window_.is_whole()) return bytes.size();
        // A postmark may begin in what was read last.
        if (bytes.size() > message_bytes_max_ + kLookBytes) return bytes.size() - kFrom.size() - 1;
        at = bytes.size() - std::min(bytes.size(), kFrom.size() + 1);
        at = std::max(at, from);
        TRY(window_.read_on());
        continue;
      }
      TRY(window_.want(found + kLookBytes));
      if (begins_like_mbox(window_.bytes().substr(found, kLookBytes))) return found;
      at = found + 1;
    }
  }

  static std::size_t next_line_with_from(std::string_view bytes, std::size_t at) {
    const std::size_t found = bytes.find("\nFrom ", at == 0 ? 0 : at - 1);
    return found == bytes.npos ? found : found + 1;
  }

  /// Where Content-Length says that the message ends, if what follows bears it out.
  Result<std::optional<std::size_t>> find_end_by_length(std::size_t header) {
    TRY(window_.want(header + kLengthHeaderBytesMax));
    std::size_t body = 0;
    const auto length = content_length(window_.bytes().substr(header), body);
    if (!length || *length > message_bytes_max_) return std::nullopt;
    const std::size_t end = header + body + *length;
    TRY(window_.want(end + kLookBytes));
    if (window_.bytes().size() < end) return std::nullopt;
    std::string_view rest = window_.bytes().substr(end);
    const std::size_t next = std::min(rest.find_first_not_of("\r\n"), rest.size());
    rest.remove_prefix(next);
    const bool at_line = end == 0 || next > 0 || window_.bytes()[end - 1] == '\n' || rest.empty();
    if (!at_line || next > 4 || (!rest.empty() && !begins_like_mbox(rest))) return std::nullopt;
    return end + next;
  }

  Result<bool> take_message() {
    MboxMessage message;
    message.offset = window_.offset();
    TRY(window_.want(kLookBytes));
    const std::size_t header = MailLines(window_.bytes().substr(0, kLookBytes)).at(0).next;
    TRY(const auto by_length, find_end_by_length(header));
    message.by_length = by_length.has_value();
    std::size_t end = 0;
    if (by_length) {
      end = *by_length;
    } else {
      TRY(end, find_postmark(std::max<std::size_t>(header, 1)));
    }
    const std::string_view whole = window_.bytes().substr(0, end);
    message.is_too_large = end > message_bytes_max_;
    message.postmark = MailLines(whole.substr(0, kLookBytes)).at(0).words;
    message.bytes = without_last_line(whole.substr(std::min(header, end)));
    message.bytes = message.bytes.substr(0, message_bytes_max_);
    if (by_length) message.others_inside = count_inside(message.bytes);
    const bool goes_on = take_(message);
    window_.drop(end);
    if (goes_on && message.is_too_large) TRY(skip_to_postmark());
    return goes_on;
  }

  /// Behind the begin of a message that is too large.
  Result<void> skip_to_postmark() {
    for (;;) {
      TRY(window_.want(kLookBytes));
      if (window_.bytes().empty() || begins_like_mbox(window_.bytes().substr(0, kLookBytes))) {
        return {};
      }
      TRY(const std::size_t found, find_postmark(1));
      window_.drop(found);
    }
  }

  static std::string_view without_last_line(std::string_view bytes) {
    // The empty line before the next postmark is the mailbox's, the line end before it the mail's.
    if (bytes.ends_with("\r\n\r\n")) return bytes.substr(0, bytes.size() - 2);
    return bytes.ends_with("\n\n") ? bytes.substr(0, bytes.size() - 1) : bytes;
  }

  static std::uint32_t count_inside(std::string_view bytes) {
    std::uint32_t count = 0;
    for (std::size_t at = next_line_with_from(bytes, 0); at != bytes.npos;
         at = next_line_with_from(bytes, at + 1)) {
      count += begins_like_mbox(bytes.substr(at, kLookBytes)) ? 1 : 0;
    }
    return count;
  }

  Window window_;
  std::size_t message_bytes_max_;
  const std::function<bool(const MboxMessage&)>& take_;
};

/// The next line that begins with ">From ", ">>From " ...: where its first sign is.
std::size_t next_quoted_from(std::string_view bytes, std::size_t at) {
  for (std::size_t found = bytes.find(">From ", at); found != bytes.npos;
       found = bytes.find(">From ", found + 1)) {
    std::size_t begin = found;
    while (begin > at && bytes[begin - 1] == '>') --begin;
    if (begin == 0 || bytes[begin - 1] == '\n') return begin;
  }
  return bytes.npos;
}

}  // namespace

bool is_postmark(std::string_view line) {
  if (!line.starts_with(kFrom) || line.size() > kPostmarkBytesMax) return false;
  const std::string_view rest = trim(line.substr(kFrom.size()));
  return rest.find(' ') != rest.npos && has_time(rest) && has_year(rest);
}

bool begins_like_mbox(std::string_view text) {
  if (!text.starts_with(kFrom)) return false;
  const MailLines lines(text);
  const MailLines::Line first = lines.at(0);
  if (!is_postmark(first.words)) return false;
  std::size_t at = first.next;
  // Some mailboxes say it twice.
  if (text.substr(at).starts_with(">From ")) at = lines.at(at).next;
  return at < text.size() && !field_name(lines.at(at).words).empty();
}

Result<void> split_mbox(const ByteSource& source, std::size_t message_bytes_max,
                        const std::function<bool(const MboxMessage&)>& take) {
  return MboxWalk(source, message_bytes_max, take).walk();
}

std::size_t count_quoted_from_lines(std::string_view message) {
  std::size_t count = 0;
  for (std::size_t at = next_quoted_from(message, 0); at != message.npos;
       at = next_quoted_from(message, at + 1)) {
    ++count;
    at = std::min(message.find('\n', at), message.size() - 1);
  }
  return count;
}

std::string unquote_from_lines(std::string_view message) {
  std::string plain;
  plain.reserve(message.size());
  std::size_t kept = 0;
  for (std::size_t at = next_quoted_from(message, 0); at != message.npos;
       at = next_quoted_from(message, kept)) {
    plain.append(message.substr(kept, at - kept));
    kept = std::min(message.find('\n', at), message.size());
    plain.append(message.substr(at + 1, kept - at - 1));
  }
  return plain.append(message.substr(kept));
}

}  // namespace habeas
