// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/charset.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/udata.h>

#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kDetectBytesMax = 64U << 10U;
constexpr std::size_t kDeclarationBytesMax = 4096;
// The longest IANA name is that of EUC-JP, with 45.
constexpr std::size_t kNameBytesMax = 60;

struct Bom {
  std::string_view bytes;
  const char* charset;
};
// UTF-32 first: its little-endian BOM begins like that of UTF-16.
constexpr std::array<Bom, 5> kBoms{{{"\xEF\xBB\xBF", "UTF-8"},
                                    {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                    {"\xFE\xFF", "UTF-16BE"},
                                    {"\xFF\xFE", "UTF-16LE"}}};

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// The WHATWG labels that mean more than their own name: browsers read Latin-1 as windows-1252.
std::string icu_name(std::string_view label) {
  const std::string folded = fold(trim(label));
  if (folded == "iso-8859-1" || folded == "latin1" || folded == "us-ascii" || folded == "ascii" ||
      folded == "iso8859-1") {
    return "windows-1252";
  }
  if (folded == "iso-8859-9") return "windows-1254";
  if (folded == "utf8") return "UTF-8";
  if (folded == "utf-16" || folded == "unicode") return "UTF-16LE";
  if (folded == "gb2312" || folded == "gbk") return "gb18030";
  if (folded == "x-cp1251" || folded == "cp1251" || folded == "win-1251") return "windows-1251";
  return folded;
}

Converter open_converter(const std::string& name) {
  if (name.empty() || name.size() > kNameBytesMax) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status) != 0) return nullptr;
  // A charset that shifts or packs is no text a report comes in, and a way to hide words.
  const UConverterType type = ucnv_getType(converter.get());
  if (type == UCNV_UTF7 || type == UCNV_SCSU || type == UCNV_BOCU1 || type == UCNV_IMAP_MAILBOX) {
    return nullptr;
  }
  return converter;
}

std::string canonical_name(const std::string& name) {
  const Converter converter = open_converter(name);
  if (!converter) return "";
  UErrorCode status = U_ZERO_ERROR;
  const char* const own = ucnv_getName(converter.get(), &status);
  // IANA's preferred MIME name is the shorter one where there are two: EUC-JP, ISO-8859-8.
  const char* standard = ucnv_getStandardName(own, "MIME", &status);
  if (standard == nullptr) standard = ucnv_getStandardName(own, "IANA", &status);
  return standard == nullptr || U_FAILURE(status) != 0 ? name : standard;
}

std::string convert(std::string_view bytes, UConverter* converter) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  std::array<UChar, 16384> wide;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  char32_t high = 0;
  for (UErrorCode status = U_BUFFER_OVERFLOW_ERROR; status == U_BUFFER_OVERFLOW_ERROR;) {
    status = U_ZERO_ERROR;
    UChar* target = wide.data();
    ucnv_toUnicode(converter, &target, wide.data() + wide.size(), &source, source_end, nullptr, 1,
                   &status);
    for (const UChar* unit = wide.data(); unit != target; ++unit) {
      const auto value = static_cast<char32_t>(*unit);
      if (high != 0 && value >= 0xDC00 && value < 0xE000) {
        append_utf8(text, 0x10000 + ((high - 0xD800) << 10U) + (value - 0xDC00));
        high = 0;
        continue;
      }
      if (high != 0) append_utf8(text, kReplacement);
      high = value >= 0xD800 && value < 0xDC00 ? value : 0;
      if (high == 0) append_utf8(text, value);
    }
  }
  if (high != 0) append_utf8(text, kReplacement);
  return text;
}

bool is_ascii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// A cut-off character at the end is damage of the end, not of the charset.
std::size_t cut_off_tail(std::string_view bytes) {
  for (std::size_t tail = 1; tail <= 3 && tail <= bytes.size(); ++tail) {
    const auto lead = static_cast<unsigned char>(bytes[bytes.size() - tail]);
    if ((lead & 0xC0U) == 0x80U) continue;
    const std::size_t wanted = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 1;
    return wanted > tail ? tail : 0;
  }
  return 0;
}

// UTF-16 without a BOM: every other byte of the Latin part is zero.
std::optional<std::string> find_utf16(std::string_view bytes) {
  const std::size_t size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < size; i += 2) {
    even += bytes[i] == '\0' ? 1 : 0;
    odd += bytes[i + 1] == '\0' ? 1 : 0;
  }
  const std::size_t pairs = size / 2;
  if (pairs < 2) return std::nullopt;
  if (odd * 10 >= pairs && even * 20 < odd) return "UTF-16LE";
  if (even * 10 >= pairs && odd * 20 < even) return "UTF-16BE";
  return std::nullopt;
}

std::string detect_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  if (U_FAILURE(status) != 0) return "windows-1252";
  const std::string_view sample = bytes.substr(0, kDetectBytesMax);
  ucsdet_setText(detector, sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector, &status);
  std::string name;
  if (match != nullptr && U_SUCCESS(status) != 0) {
    const char* found = ucsdet_getName(match, &status);
    if (found != nullptr && U_SUCCESS(status) != 0) name = canonical_name(icu_name(found));
  }
  ucsdet_close(detector);
  // Hebrew that nobody declared is Windows' Hebrew, which has all of ISO's.
  if (name.substr(0, 10) == "ISO-8859-8") name = "windows-1255";
  // Text that is not UTF-8 is not UTF-8, whatever the detector thinks of its first part.
  return name.empty() || name == "utf-8" || name == "UTF-8" ? "windows-1252" : name;
}

bool is_wide(std::string_view charset) {
  return charset.substr(0, 6) == "UTF-16" || charset.substr(0, 6) == "UTF-32";
}

// Markup in wide characters or EBCDIC without a BOM (XML 1.0, appendix F): "<" or "<?xm".
std::optional<std::string> find_by_markup(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4);
  if (head == std::string_view("\0\0\0<", 4)) return "UTF-32BE";
  if (head == std::string_view("<\0\0\0", 4)) return "UTF-32LE";
  if (head == "\x4C\x6F\xA7\x94") return "ibm-37";
  return std::nullopt;
}

// Thai in TIS-620, which the detector does not know: letters of the two Thai ranges alone, and
// every vowel or tone mark above or below stands on a consonant.
bool is_thai(std::string_view bytes) {
  std::size_t letters = 0;
  std::size_t marks = 0;
  unsigned char before = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool mark =
        byte == 0xD1 || (byte >= 0xD4 && byte <= 0xDA) || (byte >= 0xE7 && byte <= 0xEE);
    if (byte >= 0x80) {
      if (byte < 0xA1 || (byte > 0xDA && byte < 0xDF) || byte > 0xFB) return false;
      const bool carries = (before >= 0xA1 && before <= 0xCE) || before == 0xD1 ||
                           (before >= 0xD4 && before <= 0xDA) || (before >= 0xE7 && before <= 0xEE);
      if (mark && !carries) return false;
      letters += 1;
      marks += mark ? 1 : 0;
    }
    before = byte;
  }
  return letters >= 20 && marks * 12 > letters;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("\uFFFD"); at != std::string_view::npos;
       at = text.find("\uFFFD", at + 3)) {
    ++count;
  }
  return count;
}

void replace_nuls(std::string& text) {
  if (text.find('\0') == std::string::npos) return;
  std::string replaced;
  replaced.reserve(text.size() + 16);
  for (const char c : text) {
    if (c == '\0') {
      replaced += "\uFFFD";
    } else {
      replaced += c;
    }
  }
  text = std::move(replaced);
}

struct Choice {
  std::string charset;
  std::size_t skip = 0;      // bytes of the BOM
  std::string disagreement;  // the other honest reading
};

Choice choose_charset(std::string_view bytes, const std::string& declared) {
  for (const Bom& bom : kBoms) {
    if (bytes.substr(0, bom.bytes.size()) != bom.bytes) continue;
    Choice choice{bom.charset, bom.bytes.size(), ""};
    const bool same = declared.empty() || declared == choice.charset ||
                      (is_wide(choice.charset) && is_wide(declared));
    if (!same) choice.disagreement = declared;
    return choice;
  }
  if (auto marked = find_by_markup(bytes)) return {*marked, 0, ""};
  if (auto wide = find_utf16(bytes)) return {*wide, 0, ""};
  const bool utf8 = is_utf8(bytes.substr(0, bytes.size() - cut_off_tail(bytes)));
  if (utf8) {
    // ISO-2022 and HZ are ASCII bytes too: there only the declaration tells.
    const bool escapes = bytes.find('\x1B') != std::string_view::npos;
    if (!declared.empty() && declared != "UTF-8" && escapes && is_ascii(bytes)) {
      return {declared, 0, ""};
    }
    const bool differs = !declared.empty() && declared != "UTF-8" && !is_ascii(bytes);
    return {"UTF-8", 0, differs ? declared : ""};
  }
  if (!declared.empty() && declared != "UTF-8" && !is_wide(declared)) return {declared, 0, ""};
  // Mostly UTF-8 with a few broken bytes is UTF-8; the detector would pick a wrong one-byte set.
  const std::string lossy = to_utf8(bytes.substr(0, kDetectBytesMax));
  const std::size_t wrong = count_replacements(lossy);
  std::size_t wide_letters = 0;
  for (const char c : lossy) wide_letters += static_cast<unsigned char>(c) >= 0xC0 ? 1 : 0;
  // What is declared as UTF-8 needs less: every second wide letter (a wrong byte counts as one).
  const std::size_t wanted = declared == "UTF-8" ? wrong * 2 : wrong * 10 + 1;
  if (wide_letters >= wanted && wide_letters > 0) return {"UTF-8", 0, ""};
  if (is_thai(bytes.substr(0, kDetectBytesMax))) return {"TIS-620", 0, declared};
  return {detect_charset(bytes), 0, declared};
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view declared,
                        std::string_view declared_inside) {
  DecodedText decoded;
  const std::string outer = canonical_name(icu_name(declared));
  const std::string inner = canonical_name(icu_name(declared_inside));
  Choice choice = choose_charset(bytes, outer.empty() ? inner : outer);
  if (!outer.empty() && !inner.empty() && outer != inner && !is_ascii(bytes)) {
    choice.disagreement = choice.charset == outer   ? inner
                          : choice.charset == inner ? outer
                                                    : outer + " and as " + inner;
  }
  std::string_view body = bytes.substr(choice.skip);
  decoded.charset = choice.charset;
  const std::size_t replaced_before = count_replacements(body);
  bool cut_off = false;
  if (choice.charset == "UTF-8") {
    cut_off = cut_off_tail(body) > 0;
    decoded.text = is_utf8(body) ? std::string(body) : to_utf8(body);
  } else if (const Converter converter = open_converter(choice.charset)) {
    const std::size_t unit = choice.charset.substr(0, 6) == "UTF-32" ? 4 : 2;
    cut_off = is_wide(choice.charset) && body.size() % unit != 0;
    decoded.text = convert(body, converter.get());
  } else {
    decoded.text = to_utf8(body);
  }
  const std::size_t replaced = count_replacements(decoded.text);
  if (!choice.disagreement.empty()) {
    decoded.problems.push_back(
        {ProblemCode::CharsetDisagrees, "",
         fmt::format("read as {}, declared as {}", choice.charset, choice.disagreement)});
  }
  if (cut_off) {
    decoded.problems.push_back(
        {ProblemCode::CutOff, "", "the source ends in the middle of a character"});
  } else if (replaced > replaced_before) {
    decoded.problems.push_back({ProblemCode::BadCharset, "",
                                fmt::format("{} characters that {} does not have",
                                            replaced - replaced_before, choice.charset)});
  }
  replace_nuls(decoded.text);
  return decoded;
}

std::string decode_piece(std::string_view bytes, const std::string& charset) {
  std::string text;
  const Converter converter = charset == "UTF-8" ? nullptr : open_converter(charset);
  if (converter) {
    text = convert(bytes, converter.get());
  } else {
    text = is_utf8(bytes) ? std::string(bytes) : to_utf8(bytes);
  }
  replace_nuls(text);
  return text;
}

std::string charset_name(std::string_view label) { return canonical_name(icu_name(label)); }

std::string find_media_type_charset(std::string_view media_type) {
  std::string lowered(media_type.substr(0, 200));
  std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const std::size_t key = lowered.find("charset=");
  if (key == std::string::npos) return "";
  const std::size_t begin = lowered.find_first_not_of("\"' ", key + 8);
  if (begin == std::string::npos) return "";
  return lowered.substr(begin, lowered.find_first_of("\"'; ,", begin) - begin);
}

std::string find_declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, kDeclarationBytesMax));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const std::string_view key : {"charset=", "encoding="}) {
    const std::size_t found = head.find(key);
    if (found == std::string::npos) continue;
    std::size_t begin = found + key.size();
    while (begin < head.size() &&
           (head[begin] == '"' || head[begin] == '\'' || head[begin] == ' ')) {
      ++begin;
    }
    const std::size_t end = head.find_first_of("\"'; \t\r\n/>?", begin);
    if (end != std::string::npos && end - begin <= 40) return head.substr(begin, end - begin);
  }
  return "";
}

void prepare_charsets() {
  // ICU's tables are a library that is loaded already. For a name that is not in them ICU would
  // look for files.
  UErrorCode status = U_ZERO_ERROR;
  udata_setFileAccess(UDATA_NO_FILES, &status);
  // The list of names is made at the first question.
  (void)canonical_name("utf-8");
}

}  // namespace habeas
