// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/ods_reader.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "read/office/merged_cells.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint32_t kColumnsMax = 16'384;
// A row that says it stands there a million times would be a bomb; an empty one costs nothing.
constexpr std::uint32_t kRepeatsMax = 1'000;
constexpr std::size_t kRowBytesMax = 4U << 20U;
constexpr std::size_t kStylesMax = 100'000;

std::uint32_t parse_count(std::string_view words) {
  std::uint32_t value = 1;
  const auto [end, trouble] = std::from_chars(words.data(), words.data() + words.size(), value);
  return trouble == std::errc() && end == words.data() + words.size() && value > 0 ? value : 1;
}

/// "2019-05-03T00:00:00" -> "2019-05-03"; "2019-05-03T14:30:00" -> "2019-05-03 14:30".
/// Nothing for what is no day: then the cell is what it shows.
std::string show_date(std::string_view value) {
  if (!parse_iso_day(value.substr(0, 10))) return "";
  std::string words(value.substr(0, 10));
  const std::string_view time = value.size() > 11 ? value.substr(11, 5) : std::string_view();
  const bool is_time = time.find_first_not_of("0123456789:") == std::string_view::npos;
  if (is_time && !time.empty() && time != "00:00") words += " " + std::string(time);
  return words;
}

class OdsReader {
 public:
  OdsReader(std::string_view text, SheetSink& sink) : xml_(text), sink_(sink) {}

  void read() {
    for (XmlEvent event = xml_.next(); event != XmlEvent::Done; event = xml_.next()) {
      if (event == XmlEvent::Text) {
        if (in_paragraph_ && comment_depth_ == 0) append(xml_.text());
      } else if (event == XmlEvent::Start) {
        begin(xml_.local_name());
      } else {
        end(xml_.local_name());
      }
    }
    if (xml_.damage().count > 0) {
      tell(ProblemCode::BadContainer, fmt::format("broken XML in {} places, first: {}",
                                                  xml_.damage().count, xml_.damage().first));
    }
    if (repeats_left_out_ > 0) {
      tell(ProblemCode::TooLarge,
           fmt::format("{} repeated rows or cells are left out: only {} of each are taken",
                       repeats_left_out_, kRepeatsMax));
    }
    if (sheets_ == 0) tell(ProblemCode::BadContainer, "the workbook names no sheets");
  }

 private:
  void tell(ProblemCode code, std::string message) {
    sink_.add_problem({code, "", std::move(message)});
  }

  void begin(std::string_view name) {
    if (comment_depth_ > 0 || name == "annotation") {
      ++comment_depth_;
      return;
    }
    if (name == "style") {
      style_ = xml_.attribute_any_prefix("name");
    } else if (name == "table-properties" && xml_.attribute_any_prefix("display") == "false") {
      if (hidden_styles_.size() < kStylesMax) hidden_styles_.insert(style_);
    } else if (name == "table") {
      begin_table();
    } else if (table_depth_ != 1) {
      return;
    } else if (name == "table-column") {
      begin_column();
    } else if (name == "table-row") {
      begin_row();
    } else if (name == "table-cell" || name == "covered-table-cell") {
      begin_cell(name != "table-cell");
    } else if (name == "p" || name == "h") {
      if (in_cell_ && !words_.empty()) append("\n");
      in_paragraph_ = in_cell_;
    } else if (name == "s" && in_paragraph_) {
      append(std::string(std::min(parse_count(xml_.attribute_any_prefix("c")), 100U), ' '));
    } else if ((name == "tab" || name == "line-break") && in_paragraph_) {
      append(name == "tab" ? "\t" : "\n");
    }
  }

  void end(std::string_view name) {
    if (comment_depth_ > 0) {
      --comment_depth_;
      return;
    }
    if (name == "table") {
      if (table_depth_ == 1) sink_.end_sheet();
      table_depth_ -= table_depth_ > 0 ? 1 : 0;
    } else if (table_depth_ != 1) {
      return;
    } else if (name == "p" || name == "h") {
      in_paragraph_ = false;
    } else if (name == "table-cell" || name == "covered-table-cell") {
      end_cell();
    } else if (name == "table-row") {
      end_row();
    }
  }

  void append(std::string_view words) {
    if (words_.size() < kSheetCellBytesMax) words_ += words;
  }

  void begin_table() {
    if (++table_depth_ != 1) return;
    if (++sheets_ > kSheetsMax) {
      if (sheets_ == kSheetsMax + 1) tell(ProblemCode::TooLarge, "over 1000 sheets");
      ++table_depth_;  // what is in it is passed over
      return;
    }
    std::string name = squash(xml_.attribute_any_prefix("name"));
    is_sheet_visible_ =
        hidden_styles_.count(std::string(xml_.attribute_any_prefix("style-name"))) == 0;
    hidden_columns_.assign(kColumnsMax, false);
    column_ = 0;
    number_ = 0;
    merged_ = {};
    sink_.begin_sheet(name.empty() ? "sheet" : name);
  }

  void begin_column() {
    const std::uint32_t count = std::min(
        parse_count(xml_.attribute_any_prefix("number-columns-repeated")), kColumnsMax - column_);
    const std::string_view sight = xml_.attribute_any_prefix("visibility");
    const bool hidden = sight == "collapse" || sight == "filter";
    for (std::uint32_t i = 0; i < count; ++i) hidden_columns_[column_ + i] = hidden;
    column_ += count;
  }

  void begin_row() {
    row_ = {};
    row_.number = number_ + 1;
    row_repeats_ = parse_count(xml_.attribute_any_prefix("number-rows-repeated"));
    const std::string_view sight = xml_.attribute_any_prefix("visibility");
    row_.visible = is_sheet_visible_ && sight != "collapse" && sight != "filter";
    column_ = 0;
    row_bytes_ = 0;
  }

  void begin_cell(bool covered) {
    in_cell_ = !covered;
    words_.clear();
    value_.clear();
    repeats_ = parse_count(xml_.attribute_any_prefix("number-columns-repeated"));
    rows_spanned_ = parse_count(xml_.attribute_any_prefix("number-rows-spanned"));
    const std::string_view type = xml_.attribute_any_prefix("value-type");
    is_date_ = type == "date";
    if (is_date_) value_ = show_date(xml_.attribute_any_prefix("date-value"));
    if (type == "string") value_ = xml_.attribute_any_prefix("string-value");
    if (value_.empty()) value_ = xml_.attribute("office:value");
    if (type == "boolean") value_ = xml_.attribute_any_prefix("boolean-value");
  }

  void end_cell() {
    const std::string_view shown = trim(is_date_ && !value_.empty() ? value_ : words_);
    const std::string words(shown.empty() ? trim(value_) : shown);
    if (in_cell_ && !words.empty()) {
      for (std::uint32_t i = 0; i < repeats_ && column_ + i < kColumnsMax; ++i) {
        row_bytes_ += words.size();
        if (row_bytes_ > kRowBytesMax || i >= kRepeatsMax) {
          ++repeats_left_out_;
          break;
        }
        row_.cells.push_back({column_ + i, words, !hidden_columns_[column_ + i]});
      }
      if (rows_spanned_ > 1) {
        merged_.reach(column_, row_.number + std::min(rows_spanned_, kSheetRowsMax) - 1, words);
      }
    }
    column_ = std::min(column_ + std::min(repeats_, kColumnsMax), kColumnsMax);
    in_cell_ = false;
    in_paragraph_ = false;
  }

  void end_row() {
    number_ += std::min(row_repeats_, kSheetRowsMax);
    merged_.fill(row_);
    if (row_.cells.empty()) return;
    const std::uint32_t times = std::min(row_repeats_, kRepeatsMax);
    if (times < row_repeats_) ++repeats_left_out_;
    for (std::uint32_t i = 1; i < times; ++i) {
      sink_.add_row(row_);
      ++row_.number;
    }
    sink_.add_row(std::move(row_));
    row_ = {};
  }

  XmlReader xml_;
  SheetSink& sink_;
  MergedCells merged_;
  std::set<std::string> hidden_styles_;
  std::string style_;
  std::uint32_t sheets_ = 0;
  std::uint32_t table_depth_ = 0;
  std::uint32_t comment_depth_ = 0;
  bool is_sheet_visible_ = true;
  std::vector<bool> hidden_columns_;
  std::uint32_t column_ = 0;
  std::uint32_t number_ = 0;
  SheetRow row_;
  std::uint32_t row_repeats_ = 1;
  std::size_t row_bytes_ = 0;
  std::uint32_t repeats_ = 1;
  std::uint32_t rows_spanned_ = 1;
  std::uint64_t repeats_left_out_ = 0;
  std::string words_;
  std::string value_;
  bool is_date_ = false;
  bool in_cell_ = false;
  bool in_paragraph_ = false;
};

}  // namespace

void read_ods_xml(std::string_view xml, SheetSink& sink) { OdsReader(xml, sink).read(); }

void read_ods_sheets(OfficeFile& file, SheetSink& sink) {
  const auto text = file.take("content.xml");
  if (text) read_ods_xml(*text, sink);
}

}  // namespace habeas
