// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_flow.h"

#include <algorithm>
#include <map>

#include "text/utf8.h"

namespace habeas {
namespace {

bool is_html_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// Collects the text of one passage, collapsing white space as a browser does.
class Line {
 public:
  void add(std::string_view text, bool preformatted) {
    if (preformatted) {
      words_.append(text);
      space_ = false;
      return;
    }
    for (const char c : text) {
      if (is_html_space(c)) {
        space_ = true;
        continue;
      }
      if (space_ && !words_.empty() && words_.back() != '\n') words_ += ' ';
      space_ = false;
      words_ += c;
    }
  }
  // True if this is the second of two breaks: an empty line between paragraphs.
  bool add_break() {
    space_ = false;
    if (words_.empty()) return false;
    if (words_.back() == '\n') return true;
    words_ += '\n';
    return false;
  }
  // Where the next word would begin.
  std::size_t next() const {
    return words_.size() + (space_ && !words_.empty() && words_.back() != '\n' ? 1 : 0);
  }
  std::size_t size() const { return words_.size(); }
  std::string& words() { return words_; }
  void clear() {
    words_.clear();
    space_ = false;
  }

 private:
  std::string words_;
  bool space_ = false;
};

PassageKind kind_of(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::H1:
    case HtmlTag::H2:
    case HtmlTag::H3:
    case HtmlTag::H4:
    case HtmlTag::H5:
    case HtmlTag::H6:
      return PassageKind::Heading;
    case HtmlTag::Li:
    case HtmlTag::Dd:
    case HtmlTag::Dt:
      return PassageKind::ListEntry;
    case HtmlTag::Blockquote:
      return PassageKind::Quote;
    case HtmlTag::Figcaption:
    case HtmlTag::Caption:
      return PassageKind::Caption;
    default:
      return PassageKind::Paragraph;
  }
}

// True for text such as "1", "[1]", "(iii)", "*" that can be a mark.
bool is_mark_text(std::string_view words) {
  if (words.empty() || words.size() > 6) return false;
  return std::all_of(words.begin(), words.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '[' || c == ']' || c == '(' || c == ')' || c == '*' ||
           c == 'i' || c == 'v' || c == 'x';
  });
}

class Flow {
 public:
  Flow(const HtmlTree& tree, const std::function<bool(std::uint32_t)>& skip)
      : tree_(tree), skip_(skip) {}

  std::vector<FlowPassage> run(std::uint32_t root) {
    const std::uint32_t end = tree_.nodes[root].end;
    for (std::uint32_t at = root; at < end;) {
      close_until(at);
      const HtmlNode& node = tree_.nodes[at];
      if (node.tag == HtmlTag::Text) {
        (hidden_ > 0 ? hidden_line_ : line_).add(node.text, preformatted_ > 0);
        ++at;
        continue;
      }
      if (is_unread(node.tag) || (at != root && skip_(at))) {
        at = node.end;
        continue;
      }
      open(at);
      ++at;
    }
    close_until(end);
    flush();
    return std::move(passages_);
  }

 private:
  struct Open {
    std::uint32_t node;
    bool block;
    bool hidden;
    bool preformatted;
    bool link;
    std::size_t begin;
  };

  void open(std::uint32_t at) {
    const HtmlNode& node = tree_.nodes[at];
    Open opened{at, is_block(node.tag), is_hidden(tree_, at), node.tag == HtmlTag::Pre, false, 0};
    if (opened.block) flush();
    if (const std::string* id = tree_.find_attribute(at, "id")) ids_.push_back(*id);
    if (const std::string* name = tree_.find_attribute(at, "name");
        name != nullptr && node.tag == HtmlTag::A) {
      ids_.push_back(*name);
    }
    if (node.tag == HtmlTag::Br && (hidden_ > 0 ? hidden_line_ : line_).add_break()) flush();
    if (node.tag == HtmlTag::A && tree_.find_attribute(at, "href") != nullptr && hidden_ == 0) {
      opened.link = true;
      opened.begin = line_.next();
    }
    hidden_ += opened.hidden ? 1 : 0;
    preformatted_ += opened.preformatted ? 1 : 0;
    open_.push_back(opened);
  }

  void close_until(std::uint32_t at) {
    while (!open_.empty() && tree_.nodes[open_.back().node].end <= at) {
      const Open closed = open_.back();
      open_.pop_back();
      hidden_ -= closed.hidden ? 1 : 0;
      preformatted_ -= closed.preformatted ? 1 : 0;
      if (closed.link) close_link(closed);
      if (closed.block) flush(closed.node);
    }
  }

  void close_link(Open link) {
    // Preformatted text drops the space that was reckoned with.
    while (link.begin < line_.size() && !is_boundary(line_.words(), link.begin)) ++link.begin;
    if (line_.size() <= link.begin) return;
    const std::string& address = *tree_.find_attribute(link.node, "href");
    const std::string_view words = std::string_view(line_.words()).substr(link.begin);
    if (!address.empty() && address[0] == '#') {
      if (is_mark_text(words)) marks_.push_back({link.begin, line_.size(), address.substr(1)});
      return;
    }
    links_.push_back({link.begin, line_.size(), address});
  }

  PassageKind kind_here() const {
    PassageKind kind = PassageKind::Paragraph;
    for (const Open& opened : open_) {
      const PassageKind found = kind_of(tree_.nodes[opened.node].tag);
      if (found != PassageKind::Paragraph) kind = found;
    }
    return kind;
  }

  void flush() { flush(block_here()); }

  std::uint32_t block_here() const {
    for (auto opened = open_.rbegin(); opened != open_.rend(); ++opened) {
      if (opened->block) return opened->node;
    }
    return 0;
  }

  void flush(std::uint32_t block) {
    // A link around several blocks is a link in each.
    for (Open& opened : open_) {
      if (opened.link) close_link(opened);
      opened.begin = 0;
    }
    add(line_, true, block);
    add(hidden_line_, false, block);
    links_.clear();
    marks_.clear();
  }

  void add(Line& line, bool visible, std::uint32_t block) {
    const std::string_view words = trim(line.words());
    if (!words.empty()) {
      FlowPassage passage;
      const PassageKind closed = kind_of(tree_.nodes[block].tag);
      passage.kind = closed != PassageKind::Paragraph ? closed : kind_here();
      passage.visible = visible;
      passage.node = block;
      const auto shift = static_cast<std::size_t>(words.data() - line.words().data());
      passage.words = words;
      if (visible) {
        passage.links = shift_all(links_, shift, words.size());
        passage.marks = shift_all(marks_, shift, words.size());
        passage.ids = std::move(ids_);
        ids_.clear();
      }
      passages_.push_back(std::move(passage));
    }
    line.clear();
  }

  template <class Spanned>
  static std::vector<Spanned> shift_all(std::vector<Spanned> all, std::size_t shift,
                                        std::size_t size) {
    std::vector<Spanned> shifted;
    for (Spanned& each : all) {
      each.begin = std::max(each.begin, shift) - shift;
      each.end = std::min(std::max(each.end, shift) - shift, size);
      if (each.begin < each.end) shifted.push_back(std::move(each));
    }
    return shifted;
  }

  const HtmlTree& tree_;
  const std::function<bool(std::uint32_t)>& skip_;
  std::vector<Open> open_;
  std::vector<FlowPassage> passages_;
  std::vector<FlowLink> links_;
  std::vector<FlowMark> marks_;
  std::vector<std::string> ids_;
  Line line_;
  Line hidden_line_;
  int hidden_ = 0;
  int preformatted_ = 0;
};

}  // namespace

bool is_block(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::Text:
    case HtmlTag::Other:
    case HtmlTag::A:
    case HtmlTag::B:
    case HtmlTag::Br:
    case HtmlTag::Code:
    case HtmlTag::Em:
    case HtmlTag::I:
    case HtmlTag::Img:
    case HtmlTag::Label:
    case HtmlTag::Picture:
    case HtmlTag::Q:
    case HtmlTag::S:
    case HtmlTag::Small:
    case HtmlTag::Span:
    case HtmlTag::Strong:
    case HtmlTag::Sub:
    case HtmlTag::Sup:
    case HtmlTag::Time:
    case HtmlTag::U:
      return false;
    default:
      return true;
  }
}

bool is_unread(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::Button:
    case HtmlTag::Embed:
    case HtmlTag::Head:
    case HtmlTag::Iframe:
    case HtmlTag::Input:
    case HtmlTag::Link:
    case HtmlTag::Meta:
    case HtmlTag::Noscript:
    case HtmlTag::Object:
    case HtmlTag::Option:
    case HtmlTag::Script:
    case HtmlTag::Select:
    case HtmlTag::Style:
    case HtmlTag::Svg:
    case HtmlTag::Template:
    case HtmlTag::Textarea:
    case HtmlTag::Video:
      return true;
    default:
      return false;
  }
}

std::vector<FlowPassage> flow_passages(const HtmlTree& tree, std::uint32_t root,
                                       const std::function<bool(std::uint32_t)>& skip) {
  return Flow(tree, skip).run(root);
}

std::string flow_words(const HtmlTree& tree, std::uint32_t root) {
  Line line;
  for (std::uint32_t at = root; at < tree.nodes[root].end;) {
    const HtmlNode& node = tree.nodes[at];
    if (node.tag == HtmlTag::Text) {
      line.add(node.text, false);
    } else if (at != root && is_unread(node.tag)) {
      at = node.end;
      continue;
    } else if (is_block(node.tag) || node.tag == HtmlTag::Br) {
      line.add(" ", false);
    }
    ++at;
  }
  return squash(line.words());
}

std::string resolve_address(std::string_view base, std::string_view address) {
  const std::string_view trimmed = trim(address);
  std::string scheme(trimmed.substr(0, 12));
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const std::string_view refused : {"javascript:", "data:", "about:", "vbscript:", "blob:"}) {
    if (scheme.substr(0, refused.size()) == refused) return "";
  }
  const std::size_t colon = trimmed.find(':');
  const std::size_t slash = trimmed.find('/');
  if (colon != std::string_view::npos && (slash == std::string_view::npos || colon < slash)) {
    return std::string(trimmed);
  }
  const std::size_t host = base.find("://");
  if (host == std::string_view::npos || trimmed.empty()) return std::string(trimmed);
  if (trimmed.substr(0, 2) == "//") return std::string(base.substr(0, host + 1)).append(trimmed);
  const std::size_t path = std::min(base.find('/', host + 3), base.size());
  if (trimmed[0] == '/') return std::string(base.substr(0, path)).append(trimmed);
  const std::size_t query = std::min(base.find_first_of("?#", path), base.size());
  if (trimmed[0] == '?' || trimmed[0] == '#') {
    return std::string(base.substr(0, query)).append(trimmed);
  }
  const std::size_t folder = base.substr(0, query).rfind('/');
  const bool has_folder = folder != std::string_view::npos && folder >= path;
  return std::string(base.substr(0, has_folder ? folder : path)).append("/").append(trimmed);
}

TextSpan FlowWriter::add(const FlowPassage& passage) {
  const TextSpan span = builder_.add_passage(passage.kind, passage.words, passage.visible);
  if (span.begin == span.end) return span;
  for (const FlowLink& link : passage.links) {
    std::string address = resolve_address(base_, link.address);
    if (address.empty()) continue;
    builder_.document().links.push_back(
        {make_span(span.begin + link.begin, span.begin + link.end), std::move(address)});
  }
  for (const FlowMark& mark : passage.marks) {
    marks_.push_back({make_span(span.begin + mark.begin, span.begin + mark.end), mark.target});
  }
  const auto position = static_cast<std::uint32_t>(builder_.document().passages.size() - 1);
  for (const std::string& id : passage.ids) ids_.push_back({id, position});
  return span;
}

void FlowWriter::join_marks() {
  Document& document = builder_.document();
  std::map<std::string_view, std::uint32_t> notes;
  for (const Id& id : ids_) notes.emplace(id.id, id.passage);
  for (const Mark& mark : marks_) {
    const auto note = notes.find(mark.target);
    if (note == notes.end()) {
      const bool names_a_note = mark.target.find("fn") != std::string::npos ||
                                mark.target.find("note") != std::string::npos;
      if (names_a_note) document.note_marks.push_back({mark.span, std::nullopt});
      continue;
    }
    Passage& passage = document.passages[note->second];
    // A note points back at its mark; only what comes first is the mark.
    if (passage.span.begin <= mark.span.begin) continue;
    passage.kind = PassageKind::Footnote;
    document.note_marks.push_back({mark.span, note->second});
  }
}

}  // namespace habeas
