// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace habeas {

/// Names in archives that do not say in which charset they are: those of one archive together tell
/// which of the charsets of Windows and DOS fits them.
class LegacyNames {
 public:
  /// Counts a name; UTF-8 and ASCII count for nothing.
  void add(std::string_view raw_name);

  /// `raw_name` in UTF-8 without NUL: as it is if it is UTF-8, else read in the charset that fits
  /// all names added: CP866, windows-1251, windows-1252 or CP850.
  std::string decode(std::string_view raw_name) const;

 private:
  const char* charset() const;

  std::size_t only_cp866_ = 0;   // letters in CP866, signs in windows-1251
  std::size_t only_cp1251_ = 0;  // letters in windows-1251, lines of boxes in CP866
  std::size_t in_latin_ = 0;     // between ASCII letters, where no Cyrillic letter stands
  std::size_t beside_high_ = 0;  // beside each other
  std::size_t upper_half_ = 0;   // 0xC0 and above
  std::size_t high_ = 0;
};

/// `text` in a charset that ICU knows ("IBM866"); "" if a letter is not in it.
std::string encode_in(std::string_view text, const char* charset);

}  // namespace habeas
