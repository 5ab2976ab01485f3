// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/problem.h"

namespace habeas {

/// Text in UTF-8, and how it became that.
struct DecodedText {
  std::string text;               ///< valid UTF-8 without BOM or NUL (U+FFFD stands for each)
  std::string charset;            ///< IANA name of the charset that was used
  std::vector<Problem> problems;  ///< BadCharset, CharsetDisagrees, CutOff
};

/// Decodes `bytes`. In this order, the first that fits: a BOM; zero bytes that only UTF-16 has;
/// UTF-8, if all is well-formed; `declared` ("" if nothing is declared); what ICU's detector
/// thinks. Two honest readings (a BOM against the declaration; UTF-8 against another declared
/// charset, where the text is not all ASCII) are a Problem. A character that is cut off at the end
/// is CutOff, other bad bytes are BadCharset; each becomes U+FFFD. Pure.
///
/// `declared_inside` is what the text says of itself where `declared` stands beside it (an HTTP
/// header, which WHATWG puts first); it is taken if `declared` names no charset, and two that
/// differ are a Problem too.
DecodedText decode_text(std::string_view bytes, std::string_view declared,
                        std::string_view declared_inside = "");

/// The charset of a media type: "koi8-r" of `text/html; charset="koi8-r"`, "" if it names none.
std::string find_media_type_charset(std::string_view media_type);

/// A piece of a longer text whose charset is known, decoded without guessing: `charset` is a name
/// that decode_text gave, the piece begins and ends between characters and has no BOM. What the
/// charset does not have, and NUL, become U+FFFD.
std::string decode_piece(std::string_view bytes, const std::string& charset);

/// IANA name of the charset that `label` means, as decode_text takes it; "" if it is none that is
/// read (unknown, or one that shifts and packs, such as UTF-7).
std::string charset_name(std::string_view label);

/// The charset named in the first 4096 bytes of an HTML page (meta charset, http-equiv) or of an
/// XML file (encoding="..."), "" if none.
std::string find_declared_charset(std::string_view bytes);

/// Makes ready what decoding needs; see prepare_formats.
void prepare_charsets();

}  // namespace habeas
