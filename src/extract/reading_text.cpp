// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/reading_text.h"

#include <array>
#include <utility>

#include "extract/glued_words.h"
#include "text/fold.h"
#include "text/line_hyphen.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::array<std::pair<std::string_view, WordUse>, 7> kUses = {{
    {"function", WordUse::Function},
    {"direction", WordUse::Direction},
    {"section", WordUse::Section},
    {"month", WordUse::Month},
    {"title", WordUse::Title},
    {"name_prefix", WordUse::NamePrefix},
    {"whole", WordUse::Whole},
}};

std::uint8_t bit_of(WordUse use) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(use));
}

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The length of the white-space character at `at`, 0 if there is none.
std::size_t space_bytes(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_ascii_space(text[at]) ? 1 : 0;
  std::size_t after = at;
  return is_white_space(next_character(text, after)) ? after - at : 0;
}

/// Builds the reading text chunk by chunk.
class Maker {
 public:
  Maker(std::string_view text, TextSpan span, const KnownWords& words, const SeenWords& seen)
      : text_(text.substr(0, span.end)), at_(span.begin), words_(words), seen_(seen) {}

  ReadingText make() {
    skip_spaces();
    while (at_ < text_.size()) {
      if (add_chunk() == ChunkEnd::InWord) continue;
      const std::size_t space_begin = at_;
      const std::size_t lines = skip_spaces();
      if (at_ == text_.size()) break;
      add_bytes(lines == 0 ? " " : lines == 1 ? "\n" : "\n\n", space_begin);
    }
    return std::move(made_);
  }

 private:
  /// -> how many line ends were skipped.
  std::size_t skip_spaces() {
    std::size_t lines = 0;
    while (at_ < text_.size()) {
      const std::size_t bytes = space_bytes(text_, at_);
      if (bytes == 0) break;
      lines += text_[at_] == '\n' ? 1U : 0U;
      at_ += bytes;
    }
    return lines;
  }

  enum class ChunkEnd { AtSpace, InWord };

  ChunkEnd add_chunk() {
    const std::size_t begin = at_;
    bool has_invisible = false;
    while (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (const auto hyphen = find_line_hyphen(text_, at_); hyphen && at_ > begin) {
        std::size_t end = at_;
        if (hyphen->is_spelled) next_character(text_, end);
        const std::string_view chunk = text_.substr(begin, end - begin);
        has_invisible ? add_visible(chunk, begin) : add_apart(chunk, begin);
        at_ = hyphen->end;
        return ChunkEnd::InWord;
      }
      if (byte < 0x80) {
        if (is_ascii_space(text_[at_])) break;
        ++at_;
        continue;
      }
      std::size_t after = at_;
      const char32_t character = next_character(text_, after);
      if (is_white_space(character)) break;
      has_invisible = has_invisible || is_invisible(character);
      at_ = after;
    }
    const std::string_view chunk = text_.substr(begin, at_ - begin);
    if (has_invisible) {
      add_visible(chunk, begin);
    } else {
      add_apart(chunk, begin);
    }
    before_ = chunk;
    return ChunkEnd::AtSpace;
  }

  void add_visible(std::string_view chunk, std::size_t source) {
    std::size_t kept = 0;
    for (std::size_t at = 0; at < chunk.size();) {
      const std::size_t begin = at;
      if (!is_invisible(next_character(chunk, at))) continue;
      add_bytes(chunk.substr(kept, begin - kept), source + kept);
      kept = at;
    }
    add_bytes(chunk.substr(kept), source + kept);
  }

  void add_apart(std::string_view chunk, std::size_t source) {
    std::size_t begin = 0;
    for (const std::size_t lost : find_lost_spaces({chunk, before_}, words_, seen_)) {
      add_bytes(chunk.substr(begin, lost - begin), source + begin);
      add_bytes(" ", source + lost);
      begin = lost;
    }
    add_bytes(chunk.substr(begin), source + begin);
  }

  void add_bytes(std::string_view bytes, std::size_t source) {
    if (bytes.empty()) return;
    const std::size_t shift = source - made_.text.size();
    if (made_.text.empty() || shift != shift_) made_.map.add(made_.text.size(), source);
    shift_ = shift;
    made_.text += bytes;
  }

  std::string_view text_;
  std::size_t at_;
  const KnownWords& words_;
  const SeenWords& seen_;
  std::string_view before_;
  std::size_t shift_ = 0;  // of the last step: a new one is stated only where it changes
  ReadingText made_;
};

}  // namespace

Result<KnownWords> KnownWords::make(const Tables& tables) {
  KnownWords known;
  for (const Table* table : tables.tables_under("known_words")) {
    TRY(const auto word, table->require_column("word"));
    TRY(const auto use, table->require_column("use"));
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      bool is_use = false;
      for (const auto& [name, value] : kUses) {
        if (table->cell(row, use) != name) continue;
        const std::string folded = fold(table->cell(row, word));
        known.uses_[folded] |= bit_of(value);
        known.filter_.add(folded);
        is_use = true;
      }
      if (!is_use) {
        return fail(ErrorCode::BadInput, table->where(row) + ": no such use: '" +
                                             std::string(table->cell(row, use)) + "'");
      }
    }
  }
  return known;
}

bool KnownWords::is_known(std::string_view folded) const {
  return filter_.may_have(hash_word(folded)) && uses_.contains(std::string(folded));
}

bool KnownWords::is(std::string_view folded, WordUse use) const {
  if (!filter_.may_have(hash_word(folded))) return false;
  const auto found = uses_.find(std::string(folded));
  return found != uses_.end() && (found->second & bit_of(use)) != 0;
}

SeenWords find_seen_words(std::string_view text) {
  bool glued = false;
  for (std::size_t at = 1; at < text.size() && !glued; ++at) {
    const char before = text[at - 1];
    glued = before >= 'a' && before <= 'z' && text[at] >= 'A' && text[at] <= 'Z';
  }
  SeenWords seen;
  if (!glued) return seen;
  const auto is_word_byte = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    bool plain = text[at] >= 'A' && text[at] <= 'Z';
    for (++at; at < text.size() && is_word_byte(text[at]); ++at) {
      plain = plain && !(text[at] >= 'A' && text[at] <= 'Z');
    }
    if (plain && at - begin >= 3) seen.insert(text.substr(begin, at - begin));
  }
  return seen;
}

ReadingText make_reading_text(std::string_view text, TextSpan span, const KnownWords& words,
                              const SeenWords& seen) {
  return Maker(text, span, words, seen).make();
}

}  // namespace habeas
