// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/encoded_words.h"

#include <algorithm>
#include <map>

#include "read/charset.h"
#include "read/mail/header_fields.h"
#include "read/mail/transfer.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kSectionsMax = 1000;  // of one parameter

/// A stretch of a field: bytes as they stand, or those of an encoded word.
struct Run {
  std::string bytes;
  std::string charset;
  bool is_encoded = false;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decode_q(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '=' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      bytes += text[i] == '_' ? ' ' : text[i];
    }
  }
  return bytes;
}

/// Reads the encoded word at the begin of `text`; tells its length, 0 if there is none.
std::size_t read_encoded_word(std::string_view text, Run& run) {
  if (!text.starts_with("=?")) return 0;
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == text.npos || charset_end + 2 >= text.size()) return 0;
  const char kind = static_cast<char>(text[charset_end + 1] | 0x20);
  if ((kind != 'q' && kind != 'b') || text[charset_end + 2] != '?') return 0;
  const std::size_t begin = charset_end + 3;
  // A Q word may hold raw question marks and, against the rule, spaces: "?=" alone ends it.
  const std::size_t end = text.find("?=", begin);
  if (end == text.npos) return 0;
  std::string_view charset = text.substr(2, charset_end - 2);
  charset = charset.substr(0, charset.find('*'));  // RFC 2231: a language behind a star
  if (charset.empty() || charset.size() > 40 || charset.find_first_of(" \t\"<>") != charset.npos) {
    return 0;
  }
  const std::string_view words = text.substr(begin, end - begin);
  if (kind == 'b') {
    DecodedBytes decoded = decode_base64(words);
    if (!decoded.is_decoded) return 0;
    run = {std::move(decoded.bytes), to_ascii_lower(charset), true};
  } else {
    run = {decode_q(words), to_ascii_lower(charset), true};
  }
  return end + 2;
}

bool is_white(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::vector<Run> split_runs(std::string_view line) {
  std::vector<Run> runs;
  std::size_t plain = 0;
  for (std::size_t at = line.find("=?"); at != line.npos;) {
    Run run;
    const std::size_t size = read_encoded_word(line.substr(at), run);
    if (size == 0) {
      at = line.find("=?", at + 2);
      continue;
    }
    const std::string_view between = line.substr(plain, at - plain);
    const bool follows = !runs.empty() && runs.back().is_encoded && is_white(between);
    if (!follows && !between.empty()) runs.push_back({std::string(between), "", false});
    if (follows && runs.back().charset == run.charset) {
      runs.back().bytes += run.bytes;
    } else {
      runs.push_back(std::move(run));
    }
    plain = at + size;
    at = line.find("=?", plain);
  }
  if (plain < line.size()) runs.push_back({std::string(line.substr(plain)), "", false});
  return runs;
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

/// Walks over the parameters of a field, as written.
class ParameterWalk {
 public:
  explicit ParameterWalk(std::string_view text) : text_(text) {}

  /// The next name and value; false at the end.
  bool next(std::string& name, std::string& value) {
    for (;;) {
      at_ = std::min(text_.find_first_not_of("; \t\r\n", at_), text_.size());
      if (at_ == text_.size()) return false;
      const std::size_t end = std::min(text_.find_first_of("=;", at_), text_.size());
      const bool has_value = end < text_.size() && text_[end] == '=';
      name = to_ascii_lower(trim(text_.substr(at_, end - at_)));
      at_ = has_value ? end + 1 : end;
      if (!has_value || name.empty() || name.size() > 100) continue;
      value = read_value();
      return true;
    }
  }

 private:
  std::string read_value() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    return at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_bare();
  }

  std::string read_quoted() {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        // "C:\file" in a broken quote keeps its strokes: only quotes and strokes are quoted.
        const char quoted = text_[at_ + 1];
        if (quoted == '"' || quoted == '\\') ++at_;
      }
      value += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
    return value;
  }

  std::string read_bare() {
    const std::size_t end = std::min(text_.find(';', at_), text_.size());
    std::string_view value = text_.substr(at_, end - at_);
    // A lost semicolon: `name=a size=2` are two parameters, `name=a file.doc` is one.
    for (std::size_t space = value.find_first_of(" \t\r\n"); space != value.npos;
         space = value.find_first_of(" \t\r\n", space + 1)) {
      const std::size_t word = value.find_first_not_of(" \t\r\n", space);
      if (word == value.npos) break;
      const std::size_t stop = value.find_first_of("= \t\r\n?\"", word);
      if (stop != value.npos && stop > word && value[stop] == '=') {
        value = value.substr(0, space);
        break;
      }
    }
    at_ += std::max<std::size_t>(value.size(), 1);
    return std::string(trim(value));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// The pieces of one parameter of RFC 2231, as they come.
struct Sections {
  std::map<unsigned, std::string> bytes;
  std::string charset;
};

/// "filename*1*" as name, number and whether it is percent-encoded; false for a plain name.
bool read_section_name(std::string& name, unsigned& number, bool& is_encoded) {
  const std::size_t star = name.find('*');
  if (star == std::string::npos) return false;
  std::string_view rest = std::string_view(name).substr(star + 1);
  is_encoded = rest.empty() || rest.back() == '*';
  if (!rest.empty() && rest.back() == '*') rest.remove_suffix(1);
  number = 0;
  for (const char c : rest) {
    if (c < '0' || c > '9' || number > kSectionsMax) return false;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  name.resize(star);
  return true;
}

}  // namespace

std::string decode_mail_text(std::string_view bytes, std::string_view charset) {
  return decode_text(bytes, charset).text;
}

std::string decode_words(std::string_view value, std::string_view charset) {
  const std::string line = unfold(value);
  std::string words;
  for (const Run& run : split_runs(line)) {
    if (!run.is_encoded && is_ascii(run.bytes)) {
      words += run.bytes;
    } else {
      words += decode_mail_text(run.bytes, run.is_encoded ? run.charset : std::string(charset));
    }
  }
  for (char& c : words) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return words;
}

const std::string* ParameterValue::find(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [name](const MailParameter& p) { return p.name == name; });
  return found == parameters.end() ? nullptr : &found->value;
}

ParameterValue parse_parameter_value(std::string_view value) {
  ParameterValue parsed;
  const std::string line = unfold(value);
  const std::size_t end = std::min(line.find_first_of("; \t("), line.size());
  parsed.value = to_ascii_lower(std::string_view(line).substr(0, end));
  std::map<std::string, Sections> in_sections;
  std::vector<MailParameter> plain;
  ParameterWalk walk(std::string_view(line).substr(end));
  std::string name;
  std::string text;
  while (plain.size() + in_sections.size() < kParametersMax && walk.next(name, text)) {
    unsigned number = 0;
    bool is_encoded = false;
    if (!read_section_name(name, number, is_encoded)) {
      plain.push_back({name, name == "boundary" ? text : decode_words(text)});
      continue;
    }
    Sections& sections = in_sections[name];
    if (is_encoded && sections.bytes.empty()) {
      const std::size_t quote = text.find('\'');
      const std::size_t second = quote == text.npos ? text.npos : text.find('\'', quote + 1);
      if (second != text.npos) {
        sections.charset = text.substr(0, quote);
        text.erase(0, second + 1);
      }
    }
    if (sections.bytes.size() < kSectionsMax) {
      sections.bytes.emplace(number, is_encoded ? percent_decoded(text) : text);
    }
  }
  for (const auto& [key, sections] : in_sections) {
    std::string bytes;
    for (const auto& [number, piece] : sections.bytes) bytes += piece;
    parsed.parameters.push_back({key, decode_words(decode_mail_text(bytes, sections.charset))});
  }
  for (MailParameter& parameter : plain) {
    if (parsed.find(parameter.name) == nullptr) parsed.parameters.push_back(std::move(parameter));
  }
  return parsed;
}

}  // namespace habeas
