// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mail_text.h"

#include <algorithm>

#include "read/mail/header_fields.h"
#include "read/plain/text_report.h"
#include "read/plain/text_units.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kWordBytesMin = 4;

std::size_t count_quote_marks(std::string_view line, bool is_flowed, std::size_t& begin) {
  std::size_t depth = 0;
  std::size_t at = 0;
  begin = 0;
  while (at < line.size()) {
    if (line[at] == '>') {
      ++depth;
      begin = ++at;
    } else if (line[at] == ' ' && !is_flowed && depth > 0 && at + 1 < line.size() &&
               line[at + 1] == '>') {
      ++at;  // "> > words"
    } else {
      break;
    }
  }
  return depth;
}

/// Hashes of the words of a text, sorted, each once.
std::vector<std::uint64_t> word_hashes(std::string_view text) {
  std::vector<std::uint64_t> hashes;
  constexpr std::uint64_t kStart = 14695981039346656037ULL;
  constexpr std::uint64_t kPrime = 1099511628211ULL;
  std::uint64_t hash = kStart;
  std::size_t size = 0;
  const auto end_word = [&] {
    if (size >= kWordBytesMin) hashes.push_back(hash);
    hash = kStart;
    size = 0;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + 32);
    const bool general_punctuation = c == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x80';
    const bool wide_space = c == 0xC2 && i + 1 < text.size() && text[i + 1] == '\xA0';
    const bool is_letter_byte = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    if (!is_letter_byte || general_punctuation || wide_space) {
      end_word();
      i += general_punctuation ? 2 : wide_space ? 1 : 0;
      continue;
    }
    hash = (hash ^ c) * kPrime;
    ++size;
  }
  end_word();
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

std::string without_addresses(std::string_view text) {
  std::string kept;
  std::size_t at = 0;
  for (const std::string_view address : find_addresses(text)) {
    const auto begin = static_cast<std::size_t>(address.data() - text.data());
    if (begin < at) continue;
    kept.append(text.substr(at, begin - at));
    at = begin + address.size();
  }
  kept.append(text.substr(at));
  return kept;
}

void add_quote(DocumentBuilder& builder, std::string_view words, bool visible) {
  const TextSpan span = builder.add_passage(PassageKind::Quote, words, visible);
  const std::string_view added = slice(builder.document().text, span);
  for (const std::string_view address : find_addresses(added)) {
    const std::size_t begin = span.begin + static_cast<std::size_t>(address.data() - added.data());
    builder.document().links.push_back(
        {make_span(begin, begin + address.size()), std::string(address)});
  }
}

}  // namespace

std::vector<QuotedRun> split_quotes(std::string_view text, PlainForm form) {
  std::vector<QuotedRun> runs;
  const MailLines lines(text);
  bool goes_on = false;
  for (std::size_t at = 0; at < text.size();) {
    const MailLines::Line line = lines.at(at);
    at = line.next;
    std::size_t begin = 0;
    std::size_t depth = count_quote_marks(line.words, form.is_flowed, begin);
    if (line.words.starts_with(">From ")) depth = begin = 0;
    std::string_view words = line.words.substr(begin);
    if ((form.is_flowed || depth > 0) && words.starts_with(' ')) words.remove_prefix(1);
    const bool is_signature = words == "-- ";
    const bool joins = goes_on && !is_signature && !runs.empty() && runs.back().depth == depth;
    if (runs.empty() || (runs.back().depth != depth)) runs.push_back({depth, ""});
    std::string& run = runs.back().text;
    if (!joins && !run.empty()) run += '\n';
    goes_on = form.is_flowed && !is_signature && words.ends_with(' ');
    if (goes_on && form.del_sp) words.remove_suffix(1);
    run.append(words);
    if (run.empty()) run += '\n';  // an empty line at the begin of a run
  }
  return runs;
}

void add_plain_body(DocumentBuilder& builder, std::string_view text, PlainForm form, bool visible) {
  for (const QuotedRun& run : split_quotes(text, form)) {
    const std::vector<TextUnit> units = split_units(run.text);
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (run.depth > 0) {
        add_quote(builder, units[i].words, visible);
      } else if (visible) {
        add_body_unit(builder, units[i], i + 1 < units.size() ? &units[i + 1] : nullptr);
      } else {
        builder.add_passage(PassageKind::Paragraph, units[i].words, false);
      }
    }
  }
}

unsigned other_words_percent(std::string_view a, std::string_view b) {
  const std::vector<std::uint64_t> wanted = word_hashes(without_addresses(a));
  const std::vector<std::uint64_t> there = word_hashes(b);
  std::size_t missing = 0;
  for (const std::uint64_t hash : wanted) {
    missing += std::binary_search(there.begin(), there.end(), hash) ? 0 : 1;
  }
  if (missing < kOtherWordsMin) return 0;
  return static_cast<unsigned>(missing * 100 / wanted.size());
}

}  // namespace habeas
