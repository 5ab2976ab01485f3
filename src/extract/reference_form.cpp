// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/reference_form.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {
namespace {

bool is_nought(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

std::string with_zeros(std::string_view digits, std::size_t width) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  std::string number(digits.substr(first));
  if (number.empty()) number = "0";
  return number.size() < width ? std::string(width - number.size(), '0') + number : number;
}

std::string as_year(std::string_view digits, bool four) {
  if (digits.size() == 4) return std::string(four ? digits : digits.substr(2));
  const std::string two = with_zeros(digits, 2);
  if (!four) return two;
  return (two < "70" ? "20" : "19") + two;
}

std::string as_upper(std::string_view text) {
  std::string upper;
  const std::string squashed = squash(text);
  for (std::size_t at = 0; at < squashed.size();) {
    append_utf8(upper, to_upper(next_character(squashed, at)));
  }
  return upper;
}

std::string format_part(std::string_view value, std::string_view format) {
  if (format == "raw") return squash(value);
  if (format == "yy" || format == "yyyy") return as_year(value, format == "yyyy");
  if (format.size() == 1 && format[0] >= '1' && format[0] <= '9') {
    return with_zeros(value, static_cast<std::size_t>(format[0] - '0'));
  }
  return as_upper(value);
}

}  // namespace

Result<ReferenceForm> ReferenceForm::parse(std::string_view form,
                                           const std::vector<std::string>& names,
                                           const std::string& where) {
  ReferenceForm parsed;
  int bracket = 0;
  bool inside = false;
  std::string words;
  const auto add = [&](Piece piece) {
    piece.bracket = inside ? bracket : 0;
    if (!piece.words.empty() || !piece.part.empty()) parsed.pieces_.push_back(std::move(piece));
  };
  const auto flush = [&] {
    add({words, "", "", 0});
    words.clear();
  };
  for (std::size_t at = 0; at < form.size(); ++at) {
    if (form[at] == '<' || form[at] == '>') {
      flush();
      inside = form[at] == '<';
      bracket += inside ? 1 : 0;
    } else if (form[at] == '{') {
      flush();
      const std::size_t end = form.find('}', at);
      if (end == std::string_view::npos)
        return fail(ErrorCode::BadInput, where + ": '{' without '}'");
      const std::string_view inner = form.substr(at + 1, end - at - 1);
      const std::size_t colon = std::min(inner.find(':'), inner.size());
      const std::string name(inner.substr(0, colon));
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        return fail(ErrorCode::BadInput, where + ": no group is named '" + name + "'");
      }
      add({"", name, std::string(inner.substr(std::min(colon + 1, inner.size()))), 0});
      at = end;
    } else {
      words += form[at];
    }
  }
  flush();
  return parsed;
}

std::string ReferenceForm::apply(const ReferenceParts& parts) const {
  const auto value_of = [&](const Piece& piece) -> std::string_view {
    const auto found = parts.find(piece.part);
    return found == parts.end() ? std::string_view() : std::string_view(found->second);
  };
  const auto is_left_out = [&](int bracket) {
    return bracket != 0 && std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
             return piece.bracket == bracket && !piece.part.empty() && is_nought(value_of(piece));
           });
  };
  std::string text;
  for (const Piece& piece : pieces_) {
    if (is_left_out(piece.bracket)) continue;
    text += piece.part.empty() ? piece.words : format_part(value_of(piece), piece.format);
  }
  return text;
}

}  // namespace habeas
