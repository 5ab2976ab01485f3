// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/pdf/pdf_recogniser.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <tesseract/capi.h>

#include "text/language.h"
#include "text/utf8.h"

namespace habeas {
namespace {

struct Model {
  std::string_view language;
  const char* name;
};
constexpr std::array<Model, 5> kModels = {
    {{"en", "eng"}, {"ru", "rus"}, {"kk", "kaz"}, {"fr", "fra"}, {"es", "spa"}}};
constexpr const char* kModelFolders[] = {"/usr/share/tesseract-ocr/5/tessdata/",
                                         "/usr/share/tessdata/"};
constexpr off_t kModelBytesMax = 64 << 20;
constexpr double kSure = 82;  // no other language need be tried for the same letters
constexpr std::size_t kWordsMin = 3;

/// Tesseract's C functions. The library is loaded late because it brings fifty others, which would
/// double the time in which every command starts.
struct Tesseract {
  decltype(&::TessBaseAPICreate) create;
  decltype(&::TessBaseAPIDelete) destroy;
  decltype(&::TessBaseAPIInit5) init;
  decltype(&::TessBaseAPISetVariable) set;
  decltype(&::TessBaseAPISetPageSegMode) set_mode;
  decltype(&::TessBaseAPISetImage) set_image;
  decltype(&::TessBaseAPISetSourceResolution) set_resolution;
  decltype(&::TessBaseAPIRecognize) recognise;
  decltype(&::TessBaseAPIGetIterator) iterator;
  decltype(&::TessBaseAPIClear) clear;
  decltype(&::TessResultIteratorDelete) destroy_iterator;
  decltype(&::TessResultIteratorNext) next;
  decltype(&::TessResultIteratorGetUTF8Text) text;
  decltype(&::TessResultIteratorConfidence) confidence;
  decltype(&::TessResultIteratorGetPageIteratorConst) places;
  decltype(&::TessPageIteratorBoundingBox) box;
  decltype(&::TessPageIteratorBaseline) baseline;
  decltype(&::TessDeleteText) destroy_text;
  bool is_loaded = false;
  std::array<std::string_view, kModels.size()> models;
};

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

std::string_view map_model(const char* name) {
  for (const char* const folder : kModelFolders) {
    const std::string path = std::string(folder) + name + ".traineddata";
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    struct stat told {};
    void* bytes = MAP_FAILED;
    if (::fstat(file, &told) == 0 && told.st_size > 0 && told.st_size <= kModelBytesMax) {
      bytes =
          ::mmap(nullptr, static_cast<std::size_t>(told.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    }
    ::close(file);
    if (bytes != MAP_FAILED) {
      return {static_cast<const char*>(bytes), static_cast<std::size_t>(told.st_size)};
    }
  }
  return {};
}

Tesseract load() {
  Tesseract t{};
  // One thread: the room may start no other, and the order of sums stays the same.
  ::setenv("OMP_THREAD_LIMIT", "1", 1);
  void* const library = ::dlopen("libtesseract.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return t;
  t.is_loaded = find(library, "TessBaseAPICreate", t.create) &&
                find(library, "TessBaseAPIDelete", t.destroy) &&
                find(library, "TessBaseAPIInit5", t.init) &&
                find(library, "TessBaseAPISetVariable", t.set) &&
                find(library, "TessBaseAPISetPageSegMode", t.set_mode) &&
                find(library, "TessBaseAPISetImage", t.set_image) &&
                find(library, "TessBaseAPISetSourceResolution", t.set_resolution) &&
                find(library, "TessBaseAPIRecognize", t.recognise) &&
                find(library, "TessBaseAPIGetIterator", t.iterator) &&
                find(library, "TessBaseAPIClear", t.clear) &&
                find(library, "TessResultIteratorDelete", t.destroy_iterator) &&
                find(library, "TessResultIteratorNext", t.next) &&
                find(library, "TessResultIteratorGetUTF8Text", t.text) &&
                find(library, "TessResultIteratorConfidence", t.confidence) &&
                find(library, "TessResultIteratorGetPageIteratorConst", t.places) &&
                find(library, "TessPageIteratorBoundingBox", t.box) &&
                find(library, "TessPageIteratorBaseline", t.baseline) &&
                find(library, "TessDeleteText", t.destroy_text);
  for (std::size_t i = 0; t.is_loaded && i < kModels.size(); ++i) {
    t.models[i] = map_model(kModels[i].name);
  }
  return t;
}

// A library and its models, once for the process: nothing of it changes after loading.
const Tesseract& tesseract() {
  static const Tesseract loaded = load();
  return loaded;
}

bool has_sign(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_letter(c) || is_digit(c)) return true;
  }
  return false;
}

/// The words of one pass over a picture.
struct Pass {
  std::size_t model = 0;
  RecognisedPage page;
  std::string text;  // all words, sure or not
};

PdfGlyph word_at(const TessPageIterator* places, const PdfPicture& picture) {
  const Tesseract& t = tesseract();
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  t.box(places, tesseract::RIL_WORD, &left, &top, &right, &bottom);
  const double scale = 72.0 / picture.dots_per_inch;
  PdfGlyph glyph;
  glyph.box = {left * scale, top * scale, right * scale, bottom * scale};
  int x1 = 0;
  int y1 = 0;
  int x2 = 0;
  int y2 = 0;
  double level = bottom;
  if (t.baseline(places, tesseract::RIL_TEXTLINE, &x1, &y1, &x2, &y2) && x2 > x1) {
    level = y1 + (y2 - y1) * (static_cast<double>(left) - x1) / (x2 - x1);
  }
  t.box(places, tesseract::RIL_TEXTLINE, &left, &top, &right, &bottom);
  // A line without tall letters is less high than its size.
  glyph.size = std::clamp((bottom - top) * scale, 3.0, 200.0);
  glyph.baseline = level * scale;
  glyph.box.top = glyph.baseline - 0.78 * glyph.size;
  glyph.box.bottom = glyph.baseline + 0.22 * glyph.size;
  glyph.space_after = true;
  return glyph;
}

// The height of a line varies with its letters: what is near the middle is of one size.
void even_sizes(std::vector<PdfGlyph>& words) {
  if (words.empty()) return;
  std::vector<double> sizes;
  for (const PdfGlyph& word : words) sizes.push_back(word.size);
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  for (PdfGlyph& word : words) {
    if (word.size > 0.72 * *middle && word.size < 1.28 * *middle) word.size = *middle;
  }
}

}  // namespace

void prepare_recognition() { tesseract(); }

struct PdfRecogniser::Inner {
  std::array<TessBaseAPI*, kModels.size()> readers{};
  std::optional<std::size_t> last;

  ~Inner() {
    for (TessBaseAPI* const reader : readers) {
      if (reader != nullptr) tesseract().destroy(reader);
    }
  }

  TessBaseAPI* reader(std::size_t model) {
    const Tesseract& t = tesseract();
    const std::string_view bytes = t.models[model];
    if (readers[model] != nullptr || bytes.empty()) return readers[model];
    TessBaseAPI* const made = t.create();
    if (t.init(made, bytes.data(), static_cast<int>(bytes.size()), kModels[model].name,
               tesseract::OEM_LSTM_ONLY, nullptr, 0, nullptr, nullptr, 0, 0) != 0) {
      t.destroy(made);
      return nullptr;
    }
    t.set_mode(made, tesseract::PSM_AUTO);
    return readers[model] = made;
  }

  std::optional<Pass> run(std::size_t model, const PdfPicture& picture);
  std::optional<Pass> better(std::optional<Pass> pass, std::size_t model,
                             const PdfPicture& picture);
  std::optional<Pass> best(const PdfPicture& picture);
};

std::optional<Pass> PdfRecogniser::Inner::run(std::size_t model, const PdfPicture& picture) {
  const Tesseract& t = tesseract();
  TessBaseAPI* const api = reader(model);
  if (api == nullptr) return std::nullopt;
  t.set_image(api, reinterpret_cast<const unsigned char*>(picture.grey.data()),
              static_cast<int>(picture.width), static_cast<int>(picture.height), 1,
              static_cast<int>(picture.width));
  t.set_resolution(api, static_cast<int>(picture.dots_per_inch));
  if (t.recognise(api, nullptr) != 0) return std::nullopt;
  Pass pass;
  pass.model = model;
  pass.page.language = kModels[model].language;
  double sum = 0;
  double letters = 0;
  TessResultIterator* const words = t.iterator(api);
  for (bool more = words != nullptr; more; more = t.next(words, tesseract::RIL_WORD) != 0) {
    char* const found = t.text(words, tesseract::RIL_WORD);
    const std::string text = found == nullptr ? "" : to_utf8(found);
    t.destroy_text(found);
    const double sure = t.confidence(words, tesseract::RIL_WORD);
    if (text.empty() || (sure < kConfidenceFloor && !has_sign(text))) continue;
    PdfGlyph glyph = word_at(t.places(words), picture);
    glyph.text = sure < kConfidenceFloor ? "[?]" : squash(text);
    pass.page.unsure += sure < kConfidenceFloor ? 1U : 0U;
    pass.page.words.push_back(std::move(glyph));
    pass.text += text + ' ';
    sum += sure * static_cast<double>(count_characters(text));
    letters += static_cast<double>(count_characters(text));
  }
  if (words != nullptr) t.destroy_iterator(words);
  t.clear(api);
  even_sizes(pass.page.words);
  pass.page.confidence = letters > 0 ? sum / letters : 0;
  return pass;
}

std::optional<Pass> PdfRecogniser::Inner::better(std::optional<Pass> pass, std::size_t model,
                                                 const PdfPicture& picture) {
  if (pass && pass->model == model) return pass;
  auto other = run(model, picture);
  const bool wins = other && (!pass || other->page.confidence > pass->page.confidence);
  return wins ? std::move(other) : std::move(pass);
}

// The letters tell the model apart by how sure it is; the words then tell the language.
std::optional<Pass> PdfRecogniser::Inner::best(const PdfPicture& picture) {
  constexpr std::size_t kEnglish = 0;
  constexpr std::size_t kRussian = 1;
  auto pass = run(last.value_or(kEnglish), picture);
  if (pass && pass->page.words.size() < kWordsMin) return pass;
  if (!pass || pass->page.confidence < kSure) {
    pass = better(std::move(pass), kRussian, picture);
    pass = better(std::move(pass), kEnglish, picture);
  }
  if (!pass) return std::nullopt;
  const std::string language = detect_language(pass->text);
  for (std::size_t i = 0; i < kModels.size(); ++i) {
    if (kModels[i].language == language) return better(std::move(pass), i, picture);
  }
  return pass;
}

PdfRecogniser::PdfRecogniser() : inner_(std::make_unique<Inner>()) {}
PdfRecogniser::~PdfRecogniser() = default;

bool PdfRecogniser::is_ready() const {
  const Tesseract& t = tesseract();
  return t.is_loaded && std::any_of(t.models.begin(), t.models.end(),
                                    [](std::string_view model) { return !model.empty(); });
}

std::optional<RecognisedPage> PdfRecogniser::recognise(const PdfPicture& picture) try {
  if (!is_ready() || picture.width < 16 || picture.height < 16) return std::nullopt;
  auto pass = inner_->best(picture);
  if (!pass || pass->page.words.empty() || pass->page.confidence < kPageConfidenceFloor) {
    return std::nullopt;
  }
  inner_->last = pass->model;
  return std::move(pass->page);
} catch (...) {
  return std::nullopt;
}

}  // namespace habeas
