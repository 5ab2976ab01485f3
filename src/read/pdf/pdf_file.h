// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/pdf/pdf_page.h"

namespace habeas {

/// Limits of one page.
struct PdfPageLimits {
  std::uint32_t glyphs_max = 300'000;
  std::uint32_t fills_max = 1'000;  ///< painted areas remembered to tell what hides what
  /// Steps of a page's program, some 10 operators each; then the rest of the page is unread.
  std::uint32_t steps_max = 400'000;
  std::uint64_t picture_pixels_max = 150'000'000;  ///< of one picture on a page to be recognised
  std::uint64_t canvas_pixels_max = 12'000'000;    ///< of the page as painted: A4 at 300 dpi is 9M
};

enum class PdfOpening : std::uint8_t {
  Opened,
  Locked,  ///< none of the passwords opens it
  Broken,  ///< no page can be found in it
};

/// Must be called once before outside bytes are read in a process that cannot open files later:
/// what Poppler keeps for the whole process. Reads no environment and no file. Cheap.
void prepare_pdf_pages();

/// A PDF file in memory. Only pdf_file and pdf_recorder know Poppler. It opens no file: fonts
/// that are not in the PDF itself are not drawn, and the CMaps of poppler-data are not used. None
/// of its functions throws. Not to be shared between threads.
class PdfFile {
 public:
  /// `bytes` must outlive this. Tries no password, then each of `passwords`.
  PdfFile(std::string_view bytes, const std::vector<std::string>& passwords);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  PdfOpening opening() const;
  std::uint32_t page_count() const;
  bool was_mended() const;  ///< its table of objects was broken and made anew
  bool is_cut_off() const;  ///< its end is gone
  bool is_encrypted() const;

  /// Title, author, dates, producer; `Title` and `Author` first.
  PdfFields fields() const;
  /// What stands on page `number` without being painted by it: values of a form, comments.
  PdfFields margin_fields(std::uint32_t number) const;

  /// Glyphs, links and rules of page `number` (from 1). A page that cannot be read has none.
  PdfPage read_page(std::uint32_t number, const PdfPageLimits& limits) const;
  /// The page as a picture, at most 300 dots per inch; nothing if it cannot be painted.
  std::optional<PdfPicture> paint_page(std::uint32_t number, const PdfPageLimits& limits) const;

 private:
  void open_with(std::string_view bytes, const std::vector<std::string>& passwords);

  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace habeas
