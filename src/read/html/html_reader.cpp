// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_reader.h"

#include <set>

#include <fmt/format.h>

#include "read/html/html_article.h"
#include "read/html/html_container.h"
#include "read/plain/text_container.h"
#include "read/source_text.h"

namespace habeas {
namespace {

// A page that stops without an end tag, in the middle of a tag or not, was cut.
SourceEnd end_of(const SourceText& source) {
  if (source.end == SourceEnd::Abrupt) return source.end;
  const std::string_view tail =
      std::string_view(source.text)
          .substr(source.text.size() - std::min<std::size_t>(source.text.size(), 4096));
  return tail.find("</") == std::string_view::npos || tail.rfind('<') > tail.rfind('>') ||
                 (tail.find("</body") == std::string_view::npos &&
                  tail.find("</html") == std::string_view::npos &&
                  tail.find("</BODY") == std::string_view::npos &&
                  tail.find("</HTML") == std::string_view::npos)
             ? SourceEnd::Abrupt
             : SourceEnd::Proper;
}

// A tag's own line or a motto stands on every page of posts; a sentence of a report is longer.
constexpr std::uint64_t kToldOutsideBytes = 60;

void read_posts(const HtmlPage& page, const HtmlContainer& container, const SourceLabel& label,
                PartSink& sink) {
  std::set<std::string> parts;
  for (const HtmlPost& post : container.posts) {
    if (parts.size() >= page.limits.documents_max) {
      sink.add_problem(
          {ProblemCode::TooLarge, "",
           fmt::format("over {} posts; the rest is unread", page.limits.documents_max)});
      return;
    }
    const std::string title = post_title(page, post);
    const std::string day = post.published ? to_iso(*post.published) : "";
    std::string part = post_part(post.permalink, title, day);
    if (!parts.insert(part).second) {
      part = post_part("", title + "\n" + flow_words(page.tree, post.node), day);
      if (!parts.insert(part).second) {
        sink.add_problem({ProblemCode::OutsidePosts, part, "a post stands twice; it is read once"});
        continue;
      }
    }
    sink.add_document(read_html_post(page, container, post, {label.sha256, std::move(part)}));
  }
  if (const std::uint64_t outside = prose_outside(page, container); outside >= kToldOutsideBytes) {
    sink.add_problem({ProblemCode::OutsidePosts, "",
                      fmt::format("{} bytes of text stand outside the posts and are unread; they "
                                  "are kept as received",
                                  outside)});
  }
}

}  // namespace

void read_html(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  const SourceText loaded = load_source_text(source, limits, sink, label.media_type);
  if (loaded.text.empty()) return;
  const HtmlTree tree = parse_html(loaded.text, limits.nesting_max);
  if (tree.flattened) {
    sink.add_problem({ProblemCode::BadMarkup, "",
                      fmt::format("elements deeper than {} were flattened; their text was kept",
                                  limits.nesting_max)});
  }
  const HtmlMetadata metadata = find_html_metadata(tree, label.address);
  const HtmlBody body(tree);
  const HtmlPage page{tree, body, metadata, limits, end_of(loaded)};
  const HtmlContainer container = find_html_posts(page);
  if (!container.posts.empty()) {
    read_posts(page, container, label, sink);
    return;
  }
  Document document = read_html_article(page, {label.sha256, ""});
  const bool has_words =
      std::any_of(document.passages.begin(), document.passages.end(),
                  [](const Passage& passage) { return passage.kind != PassageKind::Metadata; });
  if (!has_words && document.title.empty()) {
    sink.add_problem({ProblemCode::Empty, "", "the page has no words"});
    return;
  }
  sink.add_document(std::move(document));
}

void add_html_piece(std::string_view utf8, std::string_view base, const ReadLimits& limits,
                    DocumentBuilder& builder) {
  const HtmlTree tree = parse_html(utf8, limits.nesting_max);
  FlowWriter writer(builder, std::string(base));
  for (const FlowPassage& passage : flow_passages(tree, 0, [](std::uint32_t) { return false; })) {
    writer.add(passage);
  }
  writer.join_marks();
}

}  // namespace habeas
