// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

#include "read/office/merged_cells.h"
#include "read/office/number_format.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint32_t kColumnsMax = 16'384;
constexpr std::uint32_t kRowsMax = 1'048'576;
constexpr std::size_t kMergesMax = 100'000;
constexpr std::size_t kStylesMax = 100'000;

std::uint32_t parse_u32(std::string_view words, std::uint32_t fallback) {
  std::uint32_t value = 0;
  const auto [end, trouble] = std::from_chars(words.data(), words.data() + words.size(), value);
  return trouble == std::errc() && end == words.data() + words.size() ? value : fallback;
}

bool is_true(std::string_view words) { return words == "1" || words == "true" || words == "on"; }

/// The digits of "BC12": 12, 0 if there are none.
std::uint32_t parse_row(std::string_view reference) {
  const std::size_t digits = reference.find_first_of("0123456789");
  return digits == std::string_view::npos ? 0 : parse_u32(reference.substr(digits), 0);
}

struct WorkbookSheet {
  std::string name;
  std::string part;
  bool visible = true;
};

struct Workbook {
  std::vector<WorkbookSheet> sheets;
  std::vector<std::string> strings;
  std::vector<NumberLook> looks;  ///< by the style of a cell
  DayCount day_count = DayCount::From1900;
};

std::vector<std::string> read_strings(std::string_view text) {
  std::vector<std::string> strings;
  XmlReader xml(text);
  bool in_text = false;
  bool in_reading = false;  // how a Japanese word is read aloud: no part of it
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    const std::string_view name = event == XmlEvent::Text ? std::string_view() : xml.local_name();
    if (event == XmlEvent::Start) {
      if (name == "si") strings.emplace_back();
      if (name == "rPh") in_reading = true;
      if (name == "t") in_text = true;
    } else if (event == XmlEvent::End) {
      if (name == "t") in_text = false;
      if (name == "rPh") in_reading = false;
    } else if (in_text && !in_reading && !strings.empty()) {
      strings.back() += xml.text();
    }
  }
  return strings;
}

std::vector<NumberLook> read_looks(std::string_view text) {
  std::vector<NumberLook> looks;
  std::unordered_map<std::uint32_t, NumberLook> own;
  XmlReader xml(text);
  bool in_cell_formats = false;
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event == XmlEvent::Text) continue;
    const std::string_view name = xml.local_name();
    if (name == "cellXfs") in_cell_formats = event == XmlEvent::Start;
    if (event != XmlEvent::Start) continue;
    const std::uint32_t format = parse_u32(xml.attribute("numFmtId"), 0);
    if (name == "numFmt" && own.size() < kStylesMax) {
      own[format] = look_of_code(xml.attribute("formatCode"));
    }
    if (name == "xf" && in_cell_formats && looks.size() < kStylesMax) {
      const auto found = own.find(format);
      looks.push_back(found != own.end() ? found->second : look_of_built_in(format));
    }
  }
  return looks;
}

Workbook read_workbook(OfficeFile& file) {
  Workbook workbook;
  const std::string part = file.main_part();
  const auto relations = file.relations_of(part);
  const auto text = file.take(part);
  if (!text) return workbook;
  XmlReader xml{std::string_view(*text)};
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event != XmlEvent::Start) continue;
    if (xml.local_name() == "workbookPr" && is_true(xml.attribute("date1904"))) {
      workbook.day_count = DayCount::From1904;
    }
    if (xml.local_name() != "sheet" || workbook.sheets.size() >= kSheetsMax) continue;
    WorkbookSheet sheet;
    sheet.name = squash(xml.attribute("name"));
    const std::string_view state = xml.attribute("state");
    sheet.visible = state.empty() || state == "visible";
    const std::string_view id = xml.prefix() == "r" ? "" : xml.attribute_any_prefix("id");
    const auto relation = relations.find(id);
    if (relation != relations.end()) sheet.part = relation->second.target;
    workbook.sheets.push_back(std::move(sheet));
  }
  for (const auto& [id, relation] : relations) {
    if (relation.type == "sharedStrings") {
      if (const auto strings = file.take(relation.target))
        workbook.strings = read_strings(*strings);
    } else if (relation.type == "styles") {
      if (const auto styles = file.take(relation.target)) workbook.looks = read_looks(*styles);
    }
  }
  return workbook;
}

/// Merges over several rows, by their first cell: which row they end in.
std::unordered_map<std::uint64_t, std::uint32_t> read_merges(std::string_view sheet) {
  std::unordered_map<std::uint64_t, std::uint32_t> merges;
  const std::size_t begin = sheet.rfind("sheetData");
  if (begin == std::string_view::npos) return merges;
  XmlReader xml(sheet.substr(begin));
  for (XmlEvent event = xml.next(); event != XmlEvent::Done; event = xml.next()) {
    if (event != XmlEvent::Start || xml.local_name() != "mergeCell") continue;
    const std::string_view range = xml.attribute("ref");
    const std::size_t colon = range.find(':');
    const auto column = parse_column(range);
    if (colon == std::string_view::npos || !column || merges.size() >= kMergesMax) continue;
    const std::uint32_t first = parse_row(range.substr(0, colon));
    const std::uint32_t last = parse_row(range.substr(colon + 1));
    if (first > 0 && last > first) merges[std::uint64_t{first} << 32U | *column] = last;
  }
  return merges;
}

class SheetReader {
 public:
  SheetReader(const Workbook& workbook, const WorkbookSheet& sheet, std::string_view text,
              SheetSink& sink)
      : workbook_(workbook), sheet_(sheet), xml_(text), merges_(read_merges(text)), sink_(sink) {}

  void read() {
    for (XmlEvent event = xml_.next(); event != XmlEvent::Done; event = xml_.next()) {
      if (event == XmlEvent::Start) {
        begin(xml_.local_name());
      } else if (event == XmlEvent::End) {
        end(xml_.local_name());
      } else if (in_words_ && words_.size() < kSheetCellBytesMax) {
        words_ += xml_.text();
      }
    }
    if (xml_.damage().count > 0) {
      sink_.add_problem({ProblemCode::BadContainer, "",
                         fmt::format("sheet {}: broken XML in {} places, first: {}", sheet_.name,
                                     xml_.damage().count, xml_.damage().first)});
    }
  }

 private:
  void begin(std::string_view name) {
    if (name == "col" && is_true(xml_.attribute("hidden"))) {
      const std::uint32_t first = parse_u32(xml_.attribute("min"), 0);
      const std::uint32_t last = std::min(parse_u32(xml_.attribute("max"), 0), kColumnsMax);
      if (hidden_columns_.empty()) hidden_columns_.resize(kColumnsMax);
      for (std::uint32_t i = std::max(first, 1U); i <= last; ++i) hidden_columns_[i - 1] = true;
    } else if (name == "row") {
      begin_row();
    } else if (name == "c") {
      column_ = parse_column(xml_.attribute("r")).value_or(next_column_);
      next_column_ = column_ + 1;
      type_ = xml_.attribute("t");
      style_ = parse_u32(xml_.attribute("s"), 0);
      words_.clear();
    } else if (name == "v" || name == "t") {
      in_words_ = !in_reading_;
    } else if (name == "rPh") {
      in_reading_ = true;
    }
  }

  void begin_row() {
    const std::uint32_t number = parse_u32(xml_.attribute("r"), row_.number + 1);
    row_ = {};
    // Rows come in order; one that does not is where it stands.
    row_.number = std::min(std::max(number, last_number_ + 1), kRowsMax);
    row_.visible = sheet_.visible && !is_true(xml_.attribute("hidden"));
    next_column_ = 0;
  }

  void end(std::string_view name) {
    if (name == "v" || name == "t") in_words_ = false;
    if (name == "rPh") in_reading_ = false;
    if (name == "c") end_cell();
    if (name == "row") end_row();
  }

  std::string shown_words() const {
    if (type_ == "s") {
      const std::uint32_t position = parse_u32(trim(words_), 0xFFFFFFFF);
      return position < workbook_.strings.size() ? workbook_.strings[position] : "";
    }
    if (type_ == "b") return words_ == "1" ? "TRUE" : words_ == "0" ? "FALSE" : words_;
    if (!type_.empty() && type_ != "n") return words_;
    const NumberLook look =
        style_ < workbook_.looks.size() ? workbook_.looks[style_] : NumberLook::Plain;
    return show_number(trim(words_), look, workbook_.day_count);
  }

  void end_cell() {
    const std::string shown = shown_words();
    const std::string_view words = trim(shown);
    if (words.empty() || column_ >= kColumnsMax) return;
    const bool in_order = row_.cells.empty() || row_.cells.back().column < column_;
    if (!in_order) {
      ++out_of_order_;
      return;
    }
    const bool visible = hidden_columns_.empty() || !hidden_columns_[column_];
    const auto merge = merges_.find(std::uint64_t{row_.number} << 32U | column_);
    if (merge != merges_.end()) merged_.reach(column_, merge->second, std::string(words));
    row_.cells.push_back({column_, std::string(words), visible});
  }

  void end_row() {
    last_number_ = row_.number;
    merged_.fill(row_);
    if (out_of_order_ > 0) {
      sink_.add_problem({ProblemCode::BadContainer, "",
                         fmt::format("sheet {}: row {} names {} cells twice or out of order; the "
                                     "first of each was taken",
                                     sheet_.name, row_.number, out_of_order_)});
      out_of_order_ = 0;
    }
    if (!row_.cells.empty()) sink_.add_row(std::move(row_));
    row_ = {};
    row_.number = last_number_;
  }

  const Workbook& workbook_;
  const WorkbookSheet& sheet_;
  XmlReader xml_;
  std::unordered_map<std::uint64_t, std::uint32_t> merges_;
  SheetSink& sink_;
  MergedCells merged_;
  std::vector<bool> hidden_columns_;
  SheetRow row_;
  std::uint32_t last_number_ = 0;
  std::uint32_t next_column_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t style_ = 0;
  std::uint32_t out_of_order_ = 0;
  std::string type_;
  std::string words_;
  bool in_words_ = false;
  bool in_reading_ = false;
};

}  // namespace

std::optional<std::uint32_t> parse_column(std::string_view reference) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size(); ++letters) {
    const char c = reference[letters];
    if (c == '$' && letters == 0) continue;
    if (c < 'A' || c > 'Z') break;
    if (letters >= 4) return std::nullopt;
    column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
  }
  return column == 0 ? std::nullopt : std::optional<std::uint32_t>(column - 1);
}

void read_xlsx_sheets(OfficeFile& file, SheetSink& sink) {
  const Workbook workbook = read_workbook(file);
  if (workbook.sheets.empty()) {
    return sink.add_problem({ProblemCode::BadContainer, "", "the workbook names no sheets"});
  }
  for (const WorkbookSheet& sheet : workbook.sheets) {
    const auto text = file.take(sheet.part);
    if (!text) {
      sink.add_problem({ProblemCode::BadContainer, "",
                        fmt::format("sheet {}: it is named and not there", sheet.name)});
      continue;
    }
    sink.begin_sheet(sheet.name.empty() ? "sheet" : sheet.name);
    SheetReader(workbook, sheet, *text, sink).read();
    sink.end_sheet();
  }
}

}  // namespace habeas
