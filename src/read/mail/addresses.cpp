// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/addresses.h"

#include <algorithm>
#include <utility>

#include "read/mail/encoded_words.h"
#include "read/mail/header_fields.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kCommentNestingMax = 50;

/// What was read since the last comma.
struct Mailbox {
  std::string phrase;  // outside brackets and comments, quotes taken off
  std::string comment;
  std::string bracketed;
  bool has_brackets = false;
  bool has_quotes = false;

  bool is_empty() const { return !has_brackets && trim(phrase).empty() && trim(comment).empty(); }
};

class AddressParser {
 public:
  AddressParser(std::string_view text, std::string_view charset) : text_(text), charset_(charset) {}

  std::vector<MailAddress> parse() {
    while (at_ < text_.size() && addresses_.size() < kAddressesMax) take_sign();
    end_mailbox();
    return std::move(addresses_);
  }

 private:
  void take_sign() {
    const char c = text_[at_];
    switch (c) {
      case '"':
        now_.has_quotes = true;
        return read_quoted(now_.phrase);
      case '(':
        return read_comment();
      case '<':
        return read_brackets();
      case ',':
      case ';':
        ++at_;
        end_mailbox();
        in_group_ = in_group_ && c == ',';
        return;
      case ':':
        // The name of a group; an address such as "a:b@c" has no white space before its end.
        ++at_;
        if (now_.has_brackets || now_.phrase.find('@') != std::string::npos) {
          now_.phrase += c;
        } else {
          now_ = {};
          in_group_ = true;
        }
        return;
      default:
        // "a@b <c@d> e@f": a comma was lost.
        if (now_.has_brackets && c != ' ' && c != '\t') end_mailbox();
        now_.phrase += c;
        ++at_;
    }
  }

  void read_quoted(std::string& words) {
    const std::size_t begin = ++at_;
    std::string quoted;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      quoted += text_[at_];
    }
    if (at_ >= text_.size()) {
      // A quote that never ends is a sign like any other.
      at_ = begin;
      return;
    }
    ++at_;
    words += quoted;
  }

  void read_comment() {
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        now_.comment += text_[++at_];
        continue;
      }
      if (c == '(' && depth < kCommentNestingMax && depth++ == 0) continue;
      if (c == ')' && --depth == 0) {
        ++at_;
        break;
      }
      now_.comment += c;
    }
  }

  void read_brackets() {
    if (now_.has_brackets) end_mailbox();
    now_.has_brackets = true;
    // Another "<" begins the address anew; a comma ends one whose bracket is never closed.
    const std::size_t end = std::min(text_.find_first_of(">", at_), text_.size());
    std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    const std::size_t comma = inside.find(',');
    const bool is_open = end == text_.size() || comma < inside.find('<');
    if (is_open && !inside.starts_with('@')) inside = inside.substr(0, comma);
    at_ += 1 + inside.size();
    if (at_ < text_.size() && text_[at_] == '>') ++at_;
    if (const std::size_t again = inside.rfind('<'); again != inside.npos) {
      now_.phrase += inside.substr(0, again);
      inside = inside.substr(again + 1);
    }
    // The route of old: "@a,@b:user@c".
    const std::size_t colon = inside.rfind(':');
    if (inside.starts_with('@') && colon != inside.npos) inside = inside.substr(colon + 1);
    now_.bracketed = without_comments(inside);
  }

  /// "pete(his account)@silly.test(his host)" is "pete@silly.test".
  static std::string without_comments(std::string_view inside) {
    std::string kept;
    int depth = 0;
    for (const char c : trim(inside)) {
      if (c == '(') ++depth;
      if (depth == 0) kept += c;
      if (c == ')' && depth > 0) --depth;
    }
    return std::string(trim(kept));
  }

  void end_mailbox() {
    const Mailbox ended = std::exchange(now_, {});
    const bool is_remark = !ended.has_brackets && trim(ended.phrase).empty();
    if (ended.is_empty() || (is_remark && (in_group_ || !addresses_.empty()))) return;
    const auto decoded = [this](std::string_view words) {
      return squash(decode_words(words, charset_));
    };
    const std::string phrase = decoded(ended.phrase);
    const std::string comment = decoded(ended.comment);
    if (ended.has_brackets) {
      const std::string name = phrase.empty() ? comment : phrase;
      const bool is_address = ended.bracketed.find('@') != std::string::npos || !name.empty();
      addresses_.push_back(is_address ? MailAddress{name, decoded(ended.bracketed)}
                                      : MailAddress{decoded(ended.bracketed), ""});
      return;
    }
    const bool is_address = phrase.find('@') != std::string::npos && !ended.has_quotes;
    if (is_address && phrase.find(' ') != std::string::npos) return add_spaced(phrase, comment);
    addresses_.push_back(is_address ? MailAddress{comment, phrase}
                                    : MailAddress{phrase.empty() ? comment : phrase, ""});
  }

  /// "Asel Omar asel@example.org" without brackets; "user @ example.org" in the old form.
  void add_spaced(const std::string& phrase, const std::string& comment) {
    std::string joined = phrase;
    for (const std::string_view sign : {" @", "@ ", " .", ". "}) {
      for (std::size_t at = joined.find(sign); at != joined.npos; at = joined.find(sign, at)) {
        joined.erase(joined[at] == ' ' ? at : at + 1, 1);
      }
    }
    const std::size_t space = joined.rfind(' ');
    const std::string last = space == joined.npos ? joined : joined.substr(space + 1);
    const bool has_address = last.find('@') != last.npos;
    const std::string before = space == joined.npos ? "" : joined.substr(0, space);
    addresses_.push_back(has_address ? MailAddress{before.empty() ? comment : before, last}
                                     : MailAddress{phrase, ""});
  }

  std::string_view text_;
  std::string_view charset_;
  std::size_t at_ = 0;
  bool in_group_ = false;
  Mailbox now_;
  std::vector<MailAddress> addresses_;
};

}  // namespace

std::vector<MailAddress> parse_addresses(std::string_view value, std::string_view charset) {
  return AddressParser(unfold(value), charset).parse();
}

std::string parse_message_id(std::string_view value) {
  const std::string line = decode_words(value);
  const std::size_t begin = line.find('<');
  if (begin == line.npos) return std::string(trim(line));
  const std::size_t end = std::min(line.find('>', begin), line.size());
  return std::string(trim(std::string_view(line).substr(begin + 1, end - begin - 1)));
}

}  // namespace habeas
