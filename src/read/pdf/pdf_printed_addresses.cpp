// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_printed_addresses.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kLinesMax = 4;
constexpr std::size_t kAddressBytesMax = 2048;

bool is_address_byte(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != '<' && c != '>' && c != '"' && c != '\x7F';
}

std::size_t word_end(std::string_view words, std::size_t at) {
  while (at < words.size() && is_address_byte(words[at])) ++at;
  return at;
}

bool is_broken_after(char c) {
  return std::string_view("/-_.=&?%").find(c) != std::string_view::npos;
}

// A word of a sentence has no signs of an address in it.
bool looks_like_address(std::string_view word) {
  return word.find('/') != word.npos || word.find('=') != word.npos ||
         word.find('-') != word.npos || word.find('_') != word.npos ||
         word.find_first_of("0123456789") != word.npos ||
         (word.find('.') != word.npos && word.find('.') + 1 < word.size());
}

// Signs that end a sentence or close a bracket around the address.
std::size_t without_last_signs(std::string_view words, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const char c = words[end - 1];
    const std::string_view address = words.substr(begin, end - begin);
    const bool closes = (c == ')' && address.find('(') == address.npos) ||
                        (c == ']' && address.find('[') == address.npos);
    if (!closes && std::string_view(".,;:!?'").find(c) == std::string_view::npos) {
      // » or ” behind it are three or two bytes long.
      std::size_t at = end;
      const char32_t last = previous_character(words, at);
      if (last != U'\u00BB' && last != U'\u201D' && last != U'\u2019') return end;
      end = at;
      continue;
    }
    --end;
  }
  return end;
}

}  // namespace

std::vector<PrintedAddress> find_printed_addresses(std::string_view words) {
  std::vector<PrintedAddress> found;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin =
        std::min({words.find("http://", at), words.find("https://", at), words.find("www.", at)});
    if (begin == words.npos) break;
    std::size_t end = word_end(words, begin);
    std::string address(words.substr(begin, end - begin));
    for (std::size_t line = 1; line < kLinesMax && end + 1 < words.size() && words[end] == '\n' &&
                               is_broken_after(words[end - 1]);
         ++line) {
      const std::size_t next = word_end(words, end + 1);
      const std::string_view more = words.substr(end + 1, next - end - 1);
      if (!looks_like_address(more) || more.starts_with("http") || more.starts_with("www.")) break;
      address += more;
      end = next;
    }
    const std::size_t full = end;
    end = without_last_signs(words, begin, end);
    address.resize(address.size() - std::min(address.size(), full - end));
    if (address.size() > 10 && address.size() <= kAddressBytesMax) {
      if (address.starts_with("www.")) address.insert(0, "http://");
      found.push_back({make_span(begin, end), std::move(address)});
    }
    at = std::max(full, begin + 1);
  }
  return found;
}

}  // namespace habeas
