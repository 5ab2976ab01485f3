// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/xml/xml_reader.h"

#include <algorithm>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kReferenceBytesMax = 64;
constexpr std::size_t kFlattenedNamesMax = 64;
constexpr std::size_t kNone = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool begins_with(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

std::size_t name_end(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_space(text[at]) && text[at] != '>' && text[at] != '/' &&
         text[at] != '=' && text[at] != '<') {
    ++at;
  }
  return at;
}

}  // namespace

XmlReader::XmlReader(std::string_view text, const XmlLimits& limits)
    : limits_(limits), window_(text), ended_(true) {}

XmlReader::XmlReader(std::function<std::string()> next_piece, const XmlLimits& limits)
    : limits_(limits), next_piece_(std::move(next_piece)) {}

bool XmlReader::more() {
  if (ended_) return false;
  const std::string piece = next_piece_();
  if (piece.empty()) {
    ended_ = true;
    return false;
  }
  buffer_.erase(0, at_);
  passed_ += at_;
  at_ = 0;
  buffer_ += piece;
  window_ = buffer_;
  return true;
}

bool XmlReader::ensure(std::size_t bytes) {
  while (window_.size() - at_ < bytes) {
    if (!more()) return false;
  }
  return true;
}

// Where `what` begins, counted from where the reader stands; kNone if there is none in a tag's
// length.
std::size_t XmlReader::find(std::string_view what, std::size_t from) {
  for (;;) {
    const std::size_t found = rest().find(what, from);
    if (found != kNone) return found;
    const std::size_t size = rest().size();
    if (size > limits_.tag_bytes_max) return kNone;
    from = std::max(from, size - std::min(size, what.size() - 1));
    if (!more()) return kNone;
  }
}

bool XmlReader::skip_past(std::string_view what) {
  for (;;) {
    const std::size_t found = window_.find(what, at_);
    if (found != kNone) {
      at_ = found + what.size();
      return true;
    }
    at_ = std::max(at_, window_.size() - std::min(window_.size(), what.size() - 1));
    if (!more()) {
      at_ = window_.size();
      return false;
    }
  }
}

void XmlReader::complain(std::string_view what, std::string_view words) {
  if (damage_.count++ > 0) return;
  damage_.first_offset = passed_ + at_;
  damage_.first = what;
  std::size_t end = std::min<std::size_t>(words.size(), 60);
  while (end < words.size() && end > 0 && !is_boundary(words, end)) --end;
  damage_.first += words.substr(0, end);
}

XmlEvent XmlReader::pop() {
  const std::size_t begin = name_begins_.back();
  name_.assign(names_, begin);
  names_.resize(begin);
  name_begins_.pop_back();
  leave_ = true;
  return XmlEvent::End;
}

XmlEvent XmlReader::next() {
  if (leave_) {
    leave_ = false;
    while (!scopes_.empty() && scopes_.back().depth >= depth_) scopes_.pop_back();
    --depth_;
  }
  for (;;) {
    if (pending_ends_ > 0) {
      --pending_ends_;
      return pop();
    }
    if (at_ >= window_.size() && !more()) {
      if (name_begins_.empty()) return XmlEvent::Done;
      damage_.cut_off = true;
      complain("open at the end: <", std::string_view(names_).substr(name_begins_.back()));
      pending_ends_ = name_begins_.size();
      continue;
    }
    if (in_cdata_) {
      if (read_cdata()) return XmlEvent::Text;
      continue;
    }
    XmlEvent event = XmlEvent::Text;
    if (window_[at_] != '<') {
      if (read_text()) return event;
      continue;
    }
    if (read_markup(event)) return event;
  }
}

bool XmlReader::read_text() {
  std::size_t end = 0;
  for (;;) {
    end = window_.find('<', at_);
    if (end != kNone) break;
    end = window_.size();
    if (end - at_ >= limits_.text_bytes_max || !more()) break;
  }
  end = std::min(end == kNone ? window_.size() : end, window_.size());
  if (end - at_ > limits_.text_bytes_max) {
    end = at_ + limits_.text_bytes_max;
    while (!is_boundary(window_, end)) --end;
    // A reference must not be cut in two.
    const std::size_t mark = window_.rfind('&', end - 1);
    if (mark != kNone && mark > at_ && end - mark < kReferenceBytesMax) end = mark;
  }
  const std::string_view raw = window_.substr(at_, end - at_);
  if (raw.find_first_of("&\r") == kNone) {
    text_ = raw;
  } else {
    decoded_.clear();
    decode(raw, decoded_);
    text_ = decoded_;
  }
  at_ = end;
  return !text_.empty();
}

bool XmlReader::read_cdata() {
  const std::size_t found = window_.find("]]>", at_);
  std::size_t end = found;
  if (found == kNone) {
    // The last two bytes may be the begin of the closing.
    const std::size_t size = window_.size() - at_;
    if (size < limits_.text_bytes_max && more()) return false;
    end = ended_ ? window_.size() : window_.size() - 2;
    while (end > at_ && !is_boundary(window_, end)) --end;
    if (ended_) complain("a CDATA section without end");
  }
  text_ = window_.substr(at_, end - at_);
  at_ = found == kNone ? end : end + 3;
  in_cdata_ = found == kNone && !ended_;
  if (text_.find('\r') != kNone) {
    decoded_.clear();
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] != '\r') decoded_ += text_[i];
      if (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n')) decoded_ += '\n';
    }
    text_ = decoded_;
  }
  return !text_.empty();
}

void XmlReader::take_literal(std::size_t bytes) {
  text_ = window_.substr(at_, bytes);
  at_ += bytes;
}

bool XmlReader::read_markup(XmlEvent& event) {
  ensure(9);
  const std::string_view head = rest();
  if (begins_with(head, "<!--")) {
    at_ += 4;
    if (!skip_past("-->")) complain("a comment without end");
    return false;
  }
  if (begins_with(head, "<![CDATA[")) {
    at_ += 9;
    in_cdata_ = true;
    return false;
  }
  if (begins_with(head, "<?")) {
    at_ += 2;
    if (!skip_past("?>")) complain("a processing instruction without end");
    return false;
  }
  if (is_same_name(head.substr(0, 9), "<!DOCTYPE") && name_begins_.empty()) {
    read_document_type();
    return false;
  }
  if (head.size() > 2 && head[1] == '/' && is_name_start(head[2])) return read_end(event);
  if (head.size() > 1 && is_name_start(head[1])) return read_start(event);
  complain("a < that begins nothing");
  take_literal(1);
  return true;
}

// Bytes from the `<` to its `>`, which may not stand in quotes; kNone if this is no tag.
std::size_t XmlReader::find_tag_end() {
  char quote = 0;
  std::size_t i = 1;
  for (;; ++i) {
    if (!ensure(i + 1) || i > limits_.tag_bytes_max) break;
    const char c = window_[at_ + i];
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '>') return i;
    if (c == '<') return kNone;
    // Quotes count only where a value can begin.
    if ((c == '"' || c == '\'') && (window_[at_ + i - 1] == '=' || is_space(window_[at_ + i - 1])))
      quote = c;
  }
  if (quote == 0) return kNone;
  complain("a value whose quotation mark is missing");
  return find(">", 1);
}

bool XmlReader::read_start(XmlEvent& event) {
  const std::size_t end = find_tag_end();
  if (end == kNone) {
    complain("a tag without end");
    take_literal(1);
    return true;
  }
  std::string_view inside = window_.substr(at_ + 1, end - 1);
  const bool is_empty = !inside.empty() && inside.back() == '/';
  if (is_empty) inside.remove_suffix(1);
  const std::size_t split = name_end(inside, 0);
  const std::string_view name = inside.substr(0, split);
  if (name_begins_.size() >= limits_.nesting_max ||
      names_.size() + name.size() > limits_.names_bytes_max) {
    complain("elements nested too deeply: <", name);
    if (!is_empty) flatten(name);
    at_ += end + 1;
    return false;
  }
  push(name);
  read_attributes(inside.substr(split));
  at_ += end + 1;
  if (is_empty) pending_ends_ = 1;
  event = XmlEvent::Start;
  return true;
}

void XmlReader::flatten(std::string_view name) {
  ++flattened_;
  const auto same = [name](const std::string& known) { return is_same_name(known, name); };
  if (flattened_names_.size() < kFlattenedNamesMax &&
      std::none_of(flattened_names_.begin(), flattened_names_.end(), same)) {
    flattened_names_.emplace_back(name);
  }
}

// True if the end tag belongs to an element that was left out for its depth. An end tag whose name
// no such element had ends them all.
bool XmlReader::ends_flattened(std::string_view name) {
  if (flattened_ == 0) return false;
  const auto same = [name](const std::string& known) { return is_same_name(known, name); };
  if (flattened_names_.size() == kFlattenedNamesMax ||
      std::any_of(flattened_names_.begin(), flattened_names_.end(), same)) {
    --flattened_;
    return true;
  }
  flattened_ = 0;
  flattened_names_.clear();
  return false;
}

void XmlReader::push(std::string_view name) {
  name_.assign(name);
  name_begins_.push_back(names_.size());
  names_ += name;
  depth_ = name_begins_.size();
}

bool XmlReader::read_end(XmlEvent& event) {
  const std::size_t end = find(">", 2);
  const std::size_t other = end == kNone ? kNone : rest().substr(2, end - 2).find('<');
  if (end == kNone || other != kNone) {
    complain("a tag without end");
    take_literal(1);
    return true;
  }
  const std::string_view name = rest().substr(2, name_end(rest().substr(2, end - 2), 0));
  std::size_t open = name_begins_.size();
  const auto name_at = [this](std::size_t i) {
    const std::size_t stop = i + 1 < name_begins_.size() ? name_begins_[i + 1] : names_.size();
    return std::string_view(names_).substr(name_begins_[i], stop - name_begins_[i]);
  };
  if (!ends_flattened(name)) {
    while (open > 0 && !is_same_name(name_at(open - 1), name)) --open;
    if (open == 0) {
      complain("an end tag without a start: </", name);
    } else {
      pending_ends_ = name_begins_.size() - open + 1;
      if (pending_ends_ > 1) complain("left open: <", name_at(name_begins_.size() - 1));
    }
  }
  at_ += end + 1;
  if (pending_ends_ == 0) return false;
  --pending_ends_;
  event = pop();
  return true;
}

void XmlReader::read_attributes(std::string_view inside) {
  attributes_.clear();
  std::size_t at = 0;
  for (;;) {
    while (at < inside.size() && (is_space(inside[at]) || inside[at] == '/')) ++at;
    if (at >= inside.size()) return;
    if (attributes_.size() >= limits_.attributes_max) return complain("too many attributes");
    const std::size_t begin = at;
    at = std::max(name_end(inside, at), at + 1);
    XmlAttribute attribute{std::string(inside.substr(begin, at - begin)), ""};
    std::size_t value = at;
    while (value < inside.size() && is_space(inside[value])) ++value;
    if (value < inside.size() && inside[value] == '=') {
      ++value;
      while (value < inside.size() && is_space(inside[value])) ++value;
      const char quote = value < inside.size() ? inside[value] : '\0';
      if (quote == '"' || quote == '\'') {
        const std::size_t end = std::min(inside.find(quote, value + 1), inside.size());
        decode(inside.substr(value + 1, end - value - 1), attribute.value);
        at = std::min(end + 1, inside.size());
      } else {
        complain("a value without quotes");
        const std::size_t end = std::min(inside.find_first_of(" \t\r\n", value), inside.size());
        decode(inside.substr(value, end - value), attribute.value);
        at = end;
      }
    } else {
      complain("an attribute without value");
    }
    std::replace_if(attribute.value.begin(), attribute.value.end(), is_space, ' ');
    const std::string_view name = attribute.name;
    if (name == "xmlns" || begins_with(name, "xmlns:")) {
      scopes_.push_back({depth_, std::string(name.substr(std::min<std::size_t>(name.size(), 6))),
                         attribute.value});
    }
    attributes_.push_back(std::move(attribute));
  }
}

std::string_view XmlReader::prefix() const {
  const std::size_t colon = name_.find(':');
  return colon == std::string::npos ? std::string_view() : std::string_view(name_).substr(0, colon);
}

std::string_view XmlReader::local_name() const {
  const std::size_t colon = name_.find(':');
  return colon == std::string::npos ? std::string_view(name_)
                                    : std::string_view(name_).substr(colon + 1);
}

std::string_view XmlReader::find_namespace(std::string_view prefix) const {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    if (scope->prefix == prefix) return scope->uri;
  }
  return prefix == "xml" ? "http://www.w3.org/XML/1998/namespace" : "";
}

std::string_view XmlReader::attribute(std::string_view name) const {
  for (const XmlAttribute& attribute : attributes_) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

std::string_view XmlReader::attribute_any_prefix(std::string_view local_name) const {
  for (const XmlAttribute& attribute : attributes_) {
    const std::string_view name = attribute.name;
    const std::size_t colon = name.find(':');
    if ((colon == kNone ? name : name.substr(colon + 1)) == local_name) return attribute.value;
  }
  return {};
}

}  // namespace habeas
