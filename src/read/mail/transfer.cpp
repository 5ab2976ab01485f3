// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/transfer.h"

#include <algorithm>
#include <array>

#include "read/mail/header_fields.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint8_t kSkip = 64;      // white space
constexpr std::uint8_t kPad = 65;       // '='
constexpr std::uint8_t kStranger = 66;  // not of the alphabet

constexpr std::array<std::uint8_t, 256> make_base64_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kStranger);
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  for (const char c : {' ', '\t', '\r', '\n', '\0'}) values[static_cast<unsigned char>(c)] = kSkip;
  values[static_cast<unsigned char>('=')] = kPad;
  return values;
}
constexpr auto kBase64 = make_base64_values();

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool add_uu_line(std::string_view line, std::string& bytes) {
  const auto value = [](char c) { return static_cast<unsigned>((c - ' ') & 0x3F); };
  if (line.empty() || line[0] < ' ' || line[0] > '`') return false;
  const std::size_t count = value(line[0]);
  if (count == 0 || line.size() - 1 > ((count + 2) / 3) * 4 + 2) return false;
  for (const char c : line) {
    if (c < ' ' || c > '`') return false;
  }
  const auto sign = [line, value](std::size_t i) { return i < line.size() ? value(line[i]) : 0U; };
  std::size_t left = count;
  for (std::size_t i = 1; left > 0; i += 4) {
    const unsigned group = sign(i) << 18U | sign(i + 1) << 12U | sign(i + 2) << 6U | sign(i + 3);
    const char three[3] = {static_cast<char>(group >> 16U), static_cast<char>(group >> 8U),
                           static_cast<char>(group)};
    const std::size_t taken = std::min<std::size_t>(left, 3);
    bytes.append(three, taken);
    left -= taken;
  }
  return true;
}

/// "begin 644 name": the name, "" if `line` is no such line.
std::string_view uu_name(std::string_view line) {
  if (!line.starts_with("begin ") || line.size() < 11) return "";
  std::size_t at = 6;
  while (at < line.size() && line[at] >= '0' && line[at] <= '7') ++at;
  if (at < 9 || at > 10 || at >= line.size() || line[at] != ' ') return "";
  return trim(line.substr(at));
}

std::string_view yenc_name(std::string_view line) {
  if (!line.starts_with("=ybegin ") || line.find(" size=") == line.npos) return "";
  const std::size_t name = line.find(" name=");
  return name == line.npos ? std::string_view() : trim(line.substr(name + 6));
}

void decode_uu_lines(const MailLines& lines, std::size_t at, TextFile& file) {
  while (at < lines.bytes().size()) {
    const MailLines::Line line = lines.at(at);
    if (line.words == "end") {
      file.end = line.next;
      return;
    }
    const bool is_last = line.words.empty() || line.words == "`" || line.words == " ";
    if (!is_last && !add_uu_line(line.words, file.content.bytes)) break;
    at = line.next;
  }
  file.end = at;
  file.content.is_damaged = true;
}

void decode_yenc_lines(const MailLines& lines, std::size_t at, TextFile& file) {
  while (at < lines.bytes().size()) {
    const MailLines::Line line = lines.at(at);
    at = line.next;
    if (line.words.starts_with("=yend")) {
      file.end = at;
      return;
    }
    if (line.words.starts_with("=ypart")) continue;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const bool escaped = line.words[i] == '=' && i + 1 < line.words.size();
      const auto sign = static_cast<unsigned char>(line.words[escaped ? ++i : i]);
      file.content.bytes += static_cast<char>((sign - (escaped ? 106U : 42U)) & 0xFFU);
    }
  }
  file.end = at;
  file.content.is_damaged = true;
}

}  // namespace

TransferEncoding parse_transfer_encoding(std::string_view value) {
  const std::string lowered = to_ascii_lower(unfold(value));
  const std::string_view word = std::string_view(lowered).substr(0, lowered.find_first_of(" \t;("));
  if (word == "base64") return TransferEncoding::Base64;
  if (word == "quoted-printable") return TransferEncoding::QuotedPrintable;
  if (word == "x-uuencode" || word == "x-uue" || word == "uuencode") {
    return TransferEncoding::Uuencode;
  }
  return word == "x-yencode" || word == "yenc" ? TransferEncoding::Yenc
                                               : TransferEncoding::Identity;
}

DecodedBytes decode_base64(std::string_view encoded) {
  DecodedBytes decoded;
  std::string& bytes = decoded.bytes;
  bytes.reserve(encoded.size() / 4 * 3 + 3);
  std::uint32_t group = 0;
  unsigned count = 0;
  std::size_t strangers = 0;
  std::size_t signs = 0;
  bool padded = false;
  const auto flush = [&] {
    if (count >= 2) bytes += static_cast<char>(group >> (count * 6 - 8) & 0xFFU);
    if (count == 3) bytes += static_cast<char>(group >> 2U & 0xFFU);
    group = 0;
    count = 0;
  };
  for (const char c : encoded) {
    const std::uint8_t value = kBase64[static_cast<unsigned char>(c)];
    if (value < 64) {
      group = group << 6U | value;
      if (++count < 4) continue;
      const char three[3] = {static_cast<char>(group >> 16U), static_cast<char>(group >> 8U),
                             static_cast<char>(group)};
      bytes.append(three, 3);
      signs += 4;
      group = 0;
      count = 0;
    } else if (value == kPad) {
      signs += count + 1;
      padded = true;
      flush();
    } else if (value == kStranger) {
      ++strangers;
    }
  }
  decoded.is_damaged = strangers > 0 || count == 1 || (padded && count > 0);
  signs += count;
  if (!padded) flush();
  if (strangers * 20 > signs + strangers) {
    decoded.is_decoded = false;
    bytes.assign(encoded);
  }
  return decoded;
}

DecodedBytes decode_quoted_printable(std::string_view encoded) {
  DecodedBytes decoded;
  std::string& bytes = decoded.bytes;
  bytes.reserve(encoded.size());
  std::size_t kept = 0;  // what a line end may not take away
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const char c = encoded[i];
    if (c == '\n') {
      const bool crlf = bytes.size() > kept && bytes.back() == '\r';
      if (crlf) bytes.pop_back();
      while (bytes.size() > kept && (bytes.back() == ' ' || bytes.back() == '\t')) bytes.pop_back();
      bytes += crlf ? "\r\n" : "\n";
      kept = bytes.size();
    } else if (c != '=') {
      bytes += c;
    } else {
      const int high = i + 1 < encoded.size() ? hex_value(encoded[i + 1]) : -1;
      const int low = i + 2 < encoded.size() ? hex_value(encoded[i + 2]) : -1;
      if (high >= 0 && low >= 0) {
        bytes += static_cast<char>(high * 16 + low);
        kept = bytes.size();
        i += 2;
        continue;
      }
      std::size_t next = encoded.find_first_not_of(" \t\r", i + 1);
      next = std::min(next, encoded.size());
      if (next == encoded.size() || encoded[next] == '\n') {
        i = next;  // a soft line end
        kept = bytes.size();
      } else {
        bytes += c;
        decoded.is_damaged = true;
      }
    }
  }
  return decoded;
}

bool find_text_file(std::string_view text, std::size_t from, TextFile& found) {
  if (text.find("begin ", from) == text.npos) return false;
  const MailLines lines(text);
  for (std::size_t at = from; at < text.size();) {
    const MailLines::Line line = lines.at(at);
    const std::string_view uu = uu_name(line.words);
    const std::string_view yenc = uu.empty() ? yenc_name(line.words) : std::string_view();
    if (!uu.empty() || !yenc.empty()) {
      found = {at, line.next, std::string(uu.empty() ? yenc : uu), {}};
      uu.empty() ? decode_yenc_lines(lines, line.next, found)
                 : decode_uu_lines(lines, line.next, found);
      // "begin 644 words" in a letter: nothing of a file follows.
      if (!found.content.bytes.empty()) return true;
    }
    at = line.next;
  }
  return false;
}

DecodedBytes decode_transfer(std::string_view encoded, TransferEncoding encoding) {
  switch (encoding) {
    case TransferEncoding::Base64:
      return decode_base64(encoded);
    case TransferEncoding::QuotedPrintable:
      return decode_quoted_printable(encoded);
    case TransferEncoding::Uuencode:
    case TransferEncoding::Yenc: {
      TextFile file;
      if (find_text_file(encoded, 0, file)) return std::move(file.content);
      return {std::string(encoded), true, false};
    }
    case TransferEncoding::Identity:
      break;
  }
  return {std::string(encoded), false, true};
}

}  // namespace habeas
