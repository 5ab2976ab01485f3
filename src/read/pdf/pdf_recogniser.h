// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "read/pdf/pdf_page.h"

namespace habeas {

/// Words under this are not stated: `[?]` stands in their place.
inline constexpr double kConfidenceFloor = 50;
/// A page under this in the middle of its words is not stated at all.
inline constexpr double kPageConfidenceFloor = 55;

/// What was recognised in the picture of a page.
struct RecognisedPage {
  std::vector<PdfGlyph> words;  ///< in points, like painted ones
  std::string language;         ///< ISO 639-1, of the model that knew it best
  double confidence = 0;        ///< 0 to 100, over all letters
  std::uint32_t unsure = 0;     ///< words that are `[?]`
};

/// Opens what recognition needs (the library and the models of the languages that are installed:
/// en, ru, kk, fr, es) in a process that cannot open files later. Cheap: models are mapped, not
/// loaded. Called again it does nothing. Not to be called by two threads at once for the first
/// time.
void prepare_recognition();

/// Recognises words in pictures with Tesseract, which is loaded when this process first asks.
/// Remembers the language of the last page, with which it begins on the next. Never throws.
class PdfRecogniser {
 public:
  PdfRecogniser();
  ~PdfRecogniser();
  PdfRecogniser(const PdfRecogniser&) = delete;
  PdfRecogniser& operator=(const PdfRecogniser&) = delete;

  /// False if the library or all models are missing on this machine.
  bool is_ready() const;
  /// Nothing if the picture has no words that can be told with confidence.
  std::optional<RecognisedPage> recognise(const PdfPicture& picture);

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace habeas
