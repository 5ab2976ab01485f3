// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_file.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include <Annot.h>
#include <ErrorCodes.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Link.h>
#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <UTF.h>
#include <splash/SplashBitmap.h>

#include "read/pdf/pdf_recorder.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kLinksMax = 10'000;  // of one page
constexpr int kAnnotationsMax = 20'000;
constexpr int kFieldDepthMax = 16;
constexpr std::size_t kFieldBytesMax = 65'536;
constexpr double kDotsPerInch = 300;

void say_nothing(ErrorCategory, Goffset, const char*) {}

// What a library throws, and what it does in its place.
template <class Function>
void guarded(Function function) {
  try {
    function();
  } catch (...) {
  }
}

std::string to_text(const GooString* string) {
  if (string == nullptr) return "";
  Unicode* unicode = nullptr;
  const int length = TextStringToUCS4(string->toStr().substr(0, kFieldBytesMax), &unicode);
  std::string text;
  for (int i = 0; i < length; ++i) append_utf8(text, unicode[i]);
  gfree(unicode);
  return squash(text);
}

std::string to_text(const Object& object) {
  if (object.isString()) return to_text(object.getString());
  if (object.isName()) return to_utf8(object.getName());
  if (object.isInt()) return std::to_string(object.getInt());
  return "";
}

// Poppler asks now and then whether to go on.
bool stop_recording(void* recorder) {
  return static_cast<PdfRecorder*>(recorder)->has_run_too_long();
}

// What brings its own look is painted; Poppler would make a look for the others, with fonts that
// it opens then. Their words are told by margin_fields.
bool has_own_look(Annot* annotation, void*) { return annotation->getAppearance().isStream(); }

class Canvas final : public SplashOutputDev {
 public:
  explicit Canvas(SplashColorPtr paper, std::uint32_t steps_max)
      : SplashOutputDev(splashModeMono8, 1, false, paper), steps_max_(steps_max) {}

  // A font that is not in the file would be looked for on disk.
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int bytes, const Unicode* unicode,
                int length) override {
    if (!has_font(state)) return;
    SplashOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, unicode,
                              length);
  }

  static bool stop(void* canvas) {
    auto* const self = static_cast<Canvas*>(canvas);
    return ++self->steps_ > self->steps_max_;
  }

 private:
  static bool has_font(GfxState* state) {
    Ref stream;
    return state->getFont() != nullptr && state->getFont()->getType() != fontType3 &&
           state->getFont()->getEmbeddedFontID(&stream);
  }

  std::uint32_t steps_ = 0;
  std::uint32_t steps_max_;
};

std::unique_ptr<PDFDoc> open(std::string_view bytes, const std::string* password, bool& mended) {
  auto* const stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()),
                                     Object(objNull));  // PDFDoc takes it
  std::optional<GooString> word;
  if (password != nullptr) word.emplace(*password);
  return std::make_unique<PDFDoc>(stream, word, word, nullptr, [&mended] { mended = true; });
}

// A file whose end is gone has no trailer, without which Poppler finds nothing. The last catalog in
// it is named in one of our own.
std::string with_trailer(std::string_view bytes) {
  std::size_t catalog = bytes.rfind("/Catalog");
  if (catalog == bytes.npos) return "";
  const std::size_t mark = bytes.rfind(" obj", catalog);
  if (mark == bytes.npos || mark + 4096 < catalog) return "";
  std::size_t begin = mark;
  while (begin > 0 && begin + 20 > mark &&
         ((bytes[begin - 1] >= '0' && bytes[begin - 1] <= '9') || bytes[begin - 1] == ' ')) {
    --begin;
  }
  return std::string(bytes) + "\nendobj\ntrailer << /Root " +
         std::string(bytes.substr(begin, mark - begin)) + " R >>\n";
}

}  // namespace

struct PdfFile::Inner {
  std::string own_bytes;  // must outlive the document
  std::unique_ptr<PDFDoc> document;
  PdfOpening opening = PdfOpening::Broken;
  bool mended = false;
  bool cut_off = false;

  Page* page(std::uint32_t number) const {
    return opening == PdfOpening::Opened ? document->getPage(static_cast<int>(number)) : nullptr;
  }
};

void prepare_pdf_pages() {
  // Poppler counts its users and keeps one table for the process; the first user makes it, the last
  // one drops it, so one stays. No folder of CMaps: they would be opened when a page asks.
  static const bool has_no_folder = GlobalParamsIniter::setCustomDataDir("/dev/null/none");
  static const GlobalParamsIniter once(say_nothing);
  // Poppler dates what it makes anew, and the C library opens the time zone when first asked, and
  // looks for it again whenever it is told to.
  static const bool knows_zone = (::tzset(), true);
  static_cast<void>(has_no_folder && knows_zone);
}

PdfFile::PdfFile(std::string_view bytes, const std::vector<std::string>& passwords)
    : inner_(std::make_unique<Inner>()) {
  prepare_pdf_pages();
  open_with(bytes, passwords);
  if (inner_->opening != PdfOpening::Broken) return;
  guarded([&] { inner_->own_bytes = with_trailer(bytes); });
  if (inner_->own_bytes.empty()) return;
  open_with(inner_->own_bytes, passwords);
  inner_->cut_off = inner_->opening == PdfOpening::Opened;
}

void PdfFile::open_with(std::string_view bytes, const std::vector<std::string>& passwords) {
  guarded([&] {
    inner_->document = open(bytes, nullptr, inner_->mended);
    for (std::size_t i = 0;
         i < passwords.size() && inner_->document->getErrorCode() == errEncrypted; ++i) {
      inner_->document = open(bytes, &passwords[i], inner_->mended);
    }
    if (inner_->document->getErrorCode() == errEncrypted) inner_->opening = PdfOpening::Locked;
    if (inner_->document->isOk() && inner_->document->getNumPages() > 0) {
      inner_->opening = PdfOpening::Opened;
    }
  });
}

PdfFile::~PdfFile() {
  guarded([this] { inner_->document.reset(); });
}

PdfOpening PdfFile::opening() const { return inner_->opening; }
bool PdfFile::was_mended() const { return inner_->mended; }
bool PdfFile::is_cut_off() const { return inner_->cut_off; }

std::uint32_t PdfFile::page_count() const {
  int count = 0;
  if (inner_->opening == PdfOpening::Opened) {
    guarded([&] { count = inner_->document->getNumPages(); });
  }
  return static_cast<std::uint32_t>(std::max(count, 0));
}

bool PdfFile::is_encrypted() const {
  bool encrypted = false;
  if (inner_->opening == PdfOpening::Opened) {
    guarded([&] { encrypted = inner_->document->isEncrypted(); });
  }
  return encrypted;
}

PdfFields PdfFile::fields() const {
  PdfFields fields;
  if (inner_->opening != PdfOpening::Opened) return fields;
  guarded([&] {
    const Object told = inner_->document->getDocInfo();
    if (!told.isDict()) return;
    for (const char* const name : {"Title", "Author", "Subject", "Keywords", "Creator", "Producer",
                                   "CreationDate", "ModDate", "Company", "SourceModified"}) {
      if (std::string value = to_text(told.dictLookup(name)); !value.empty()) {
        fields.emplace_back(name, std::move(value));
      }
    }
  });
  return fields;
}

namespace {

// A value that the field has from those around it.
std::string field_text(const Dict& widget, const char* key) {
  Object at = widget.lookup(key);
  Object parent = widget.lookup("Parent");
  for (int depth = 0; at.isNull() && parent.isDict() && depth < kFieldDepthMax; ++depth) {
    at = parent.dictLookup(key);
    Object next = parent.dictLookup("Parent");
    parent = std::move(next);
  }
  return to_text(at);
}

void add_margin_field(const Dict& annotation, PdfFields& fields) {
  const std::string kind = to_text(annotation.lookup("Subtype"));
  if (kind == "Widget") {
    const std::string value = field_text(annotation, "V");
    const std::string name = field_text(annotation, "T");
    if (!value.empty() && value != "Off") fields.emplace_back("form field " + name, value);
  } else if (kind != "Link" && kind != "Popup") {
    const std::string author = to_text(annotation.lookup("T"));
    fields.emplace_back(author.empty() ? "comment" : "comment by " + author,
                        to_text(annotation.lookup("Contents")));
  }
}

}  // namespace

PdfFields PdfFile::margin_fields(std::uint32_t number) const {
  PdfFields fields;
  guarded([&] {
    Page* const page = inner_->page(number);
    if (page == nullptr) return;
    const Object annotations = page->getAnnotsObject();
    if (!annotations.isArray()) return;
    for (int i = 0; i < std::min(annotations.arrayGetLength(), kAnnotationsMax); ++i) {
      const Object annotation = annotations.arrayGet(i);
      if (annotation.isDict()) add_margin_field(*annotation.getDict(), fields);
    }
  });
  return fields;
}

namespace {

void add_links(Page& page, const PdfRecorder& recorder, PdfPage& read) {
  const Object annotations = page.getAnnotsObject();
  if (!annotations.isArray()) return;
  for (int i = 0; i < std::min(annotations.arrayGetLength(), kAnnotationsMax); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict() || read.links.size() >= kLinksMax) continue;
    const Object action = annotation.dictLookup("A");
    const Object box = annotation.dictLookup("Rect");
    if (!action.isDict() || !box.isArray() || box.arrayGetLength() != 4) continue;
    double corner[4] = {};
    for (int j = 0; j < 4; ++j) {
      const Object number = box.arrayGet(j);
      if (number.isNum()) corner[j] = number.getNum();
    }
    std::string address = to_text(action.dictLookup("URI"));
    if (address.empty() || address.size() > 4096) continue;
    read.links.push_back(
        {recorder.to_page(corner[0], corner[1], corner[2], corner[3]), std::move(address)});
  }
}

}  // namespace

PdfPage PdfFile::read_page(std::uint32_t number, const PdfPageLimits& limits) const {
  PdfPage read;
  read.number = number;
  guarded([&] {
    Page* const page = inner_->page(number);
    if (page == nullptr) return;
    PdfRecorder recorder(read, limits);
    inner_->document->displayPage(&recorder, static_cast<int>(number), 72, 72, 0, false, true,
                                  false, stop_recording, &recorder, has_own_look, nullptr);
    recorder.finish();
    add_links(*page, recorder, read);
  });
  return read;
}

std::optional<PdfPicture> PdfFile::paint_page(std::uint32_t number,
                                              const PdfPageLimits& limits) const {
  std::optional<PdfPicture> picture;
  guarded([&] {
    Page* const page = inner_->page(number);
    if (page == nullptr) return;
    const double inches = page->getCropWidth() / 72 * (page->getCropHeight() / 72);
    if (!(inches > 0.01) || !std::isfinite(inches)) return;
    const double dots =
        std::min(kDotsPerInch, std::sqrt(static_cast<double>(limits.canvas_pixels_max) / inches));
    if (dots < 20) return;
    SplashColor paper = {255};
    Canvas canvas(paper, limits.steps_max);
    canvas.startDoc(inner_->document.get());
    inner_->document->displayPage(&canvas, static_cast<int>(number), dots, dots, 0, false, true,
                                  false, Canvas::stop, &canvas, has_own_look, nullptr);
    SplashBitmap* const bitmap = canvas.getBitmap();
    if (bitmap == nullptr || bitmap->getDataPtr() == nullptr) return;
    PdfPicture painted;
    painted.width = static_cast<std::uint32_t>(bitmap->getWidth());
    painted.height = static_cast<std::uint32_t>(bitmap->getHeight());
    painted.dots_per_inch = static_cast<std::uint32_t>(dots);
    const auto row = static_cast<std::size_t>(bitmap->getRowSize());
    for (std::uint32_t y = 0; y < painted.height; ++y) {
      painted.grey.append(reinterpret_cast<const char*>(bitmap->getDataPtr()) + y * row,
                          painted.width);
    }
    picture = std::move(painted);
  });
  return picture;
}

}  // namespace habeas
