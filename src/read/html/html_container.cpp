// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_container.h"

#include <algorithm>
#include <map>
#include <set>

#include "read/notes.h"
#include "read/page_words.h"
#include "read/plain/text_container.h"
#include "read/publication_day.h"
#include "text/day_line.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kPostsMin = 2;
constexpr std::size_t kRowsMin = 3;
constexpr std::uint32_t kRowBytesMin = 30;
constexpr std::uint64_t kVisitsMax = 20;  // of a node, while lists are looked for

bool is_heading(HtmlTag tag) { return tag >= HtmlTag::H1 && tag <= HtmlTag::H4; }

bool is_post_element(const HtmlTree& tree, std::uint32_t node) {
  const HtmlTag tag = tree.nodes[node].tag;
  if (tag == HtmlTag::Article) return true;
  if (tag != HtmlTag::Div && tag != HtmlTag::Section && tag != HtmlTag::Li) return false;
  return has_page_name(PageWordKind::Post, tree.attribute(node, "class"), NameExtent::Whole);
}

std::uint32_t find_heading(const HtmlTree& tree, std::uint32_t root) {
  for (std::uint32_t at = root; at < tree.nodes[root].end; ++at) {
    if (is_heading(tree.nodes[at].tag) && !flow_words(tree, at).empty()) return at;
  }
  return 0;
}

std::string find_permalink(const HtmlPage& page, std::uint32_t heading, std::uint32_t root) {
  const HtmlTree& tree = page.tree;
  if (heading == 0) return "";
  const auto link_of = [&](std::uint32_t node) {
    return tree.nodes[node].tag == HtmlTag::A
               ? resolve_address(page.metadata.base, tree.attribute(node, "href"))
               : std::string();
  };
  for (std::uint32_t at = heading; at < tree.nodes[heading].end; ++at) {
    if (std::string link = link_of(at); !link.empty()) return link;
  }
  // The heading may stand inside its link.
  for (std::uint32_t up = tree.nodes[heading].parent; up > root; up = tree.nodes[up].parent) {
    if (std::string link = link_of(up); !link.empty()) return link;
  }
  for (std::uint32_t at = root; at < tree.nodes[root].end; ++at) {
    if (tree.attribute(at, "rel") == "bookmark") return link_of(at);
  }
  return "";
}

// The date of a post: a time element, or a short text that is a day.
void find_post_day(const HtmlTree& tree, HtmlPost& post) {
  for (std::uint32_t at = post.node; at < tree.nodes[post.node].end; ++at) {
    if (tree.nodes[at].tag == HtmlTag::Time) {
      post.published = parse_published(tree.attribute(at, "datetime"));
      if (!post.published) post.published = parse_published(flow_words(tree, at));
      post.day = post.published ? at : 0;
      if (post.published) return;
    }
  }
  for (std::uint32_t at = post.node; at < tree.nodes[post.node].end; ++at) {
    if (tree.nodes[at].tag != HtmlTag::Text || tree.nodes[at].text.size() > kDayLineBytesMax) {
      continue;
    }
    const auto printed = parse_day_line(tree.nodes[at].text);
    if (!printed) continue;
    post.published = day_date(printed->day);
    post.day = tree.nodes[at].parent;
    return;
  }
  if (const auto in_address = find_address_date(post.permalink)) {
    if (precision_of(in_address->date) == DatePrecision::Day) post.published = in_address->date;
  }
}

// An element whose running text stands in post elements within it is their list, not a post.
bool is_list_of_posts(const HtmlPage& page, std::uint32_t node) {
  std::uint64_t inside = 0;
  bool has_posts = false;
  for (std::uint32_t at = node + 1; at < page.tree.nodes[node].end;) {
    const bool is_post = page.tree.nodes[at].tag != HtmlTag::Text &&
                         is_post_element(page.tree, at) && find_heading(page.tree, at) != 0;
    has_posts = has_posts || is_post;
    if (is_post) inside += page.body.prose_bytes(at);
    at = is_post ? page.tree.nodes[at].end : at + 1;
  }
  return has_posts && inside * 2 >= page.body.prose_bytes(node);
}

HtmlPost make_post(const HtmlPage& page, std::uint32_t node) {
  HtmlPost post;
  post.node = node;
  post.heading = find_heading(page.tree, node);
  post.permalink = find_permalink(page, post.heading, node);
  find_post_day(page.tree, post);
  post.day = widen_day(page.tree, post.day, node);
  return post;
}

// Posts have a heading and a day. What stands beside one and tells something is a post as well.
std::vector<HtmlPost> find_posts(const HtmlPage& page) {
  std::vector<HtmlPost> found;
  std::set<std::uint32_t> lists;
  std::size_t whole = 0;
  const auto is_whole = [](const HtmlPost& post) { return post.heading != 0 && post.published; };
  for (std::uint32_t at = 1; at < page.tree.nodes.size();) {
    if (page.tree.nodes[at].tag == HtmlTag::Text || page.body.is_chrome(at) ||
        !is_post_element(page.tree, at) || is_list_of_posts(page, at)) {
      ++at;
      continue;
    }
    found.push_back(make_post(page, at));
    if (is_whole(found.back())) {
      lists.insert(page.tree.nodes[at].parent);
      ++whole;
    }
    at = page.tree.nodes[at].end;
  }
  if (whole < kPostsMin) return {};
  std::erase_if(found, [&](const HtmlPost& post) {
    return !is_whole(post) && (!lists.contains(page.tree.nodes[post.node].parent) ||
                               page.body.prose_bytes(post.node) == 0);
  });
  return found;
}

// The first link of a teaser that has words enough to be a title.
std::uint32_t find_title_link(const HtmlTree& tree, std::uint32_t root) {
  constexpr std::size_t kTitleBytesMin = 12;
  for (std::uint32_t at = root; at < tree.nodes[root].end; ++at) {
    if (tree.nodes[at].tag != HtmlTag::A) continue;
    const std::string words = flow_words(tree, at);
    if (words.size() >= kTitleBytesMin && !is_page_words(PageWordKind::More, words)) return at;
  }
  return 0;
}

bool is_row_element(HtmlTag tag) {
  return tag == HtmlTag::Div || tag == HtmlTag::Li || tag == HtmlTag::Section ||
         tag == HtmlTag::Tr || tag == HtmlTag::P || tag == HtmlTag::A;
}

// Children of `parent` that are alike (element and class), each with a title and a day of its own.
std::vector<HtmlPost> find_rows(const HtmlPage& page, std::uint32_t parent) {
  const HtmlTree& tree = page.tree;
  std::map<std::pair<HtmlTag, std::string_view>, std::vector<std::uint32_t>> groups;
  for (std::uint32_t at = parent + 1; at < tree.nodes[parent].end; at = tree.nodes[at].end) {
    if (!is_row_element(tree.nodes[at].tag) || page.body.is_chrome(at)) continue;
    if (page.body.text_bytes(at) < kRowBytesMin) continue;
    groups[{tree.nodes[at].tag, tree.attribute(at, "class")}].push_back(at);
  }
  for (const auto& [like, nodes] : groups) {
    if (nodes.size() < kRowsMin) continue;
    std::vector<HtmlPost> posts;
    std::set<std::string> titles;  // "Improve this answer" is none: every row has it
    for (const std::uint32_t node : nodes) {
      HtmlPost post = make_post(page, node);
      if (post.heading == 0) {
        post.heading = find_title_link(tree, node);
        post.permalink = find_permalink(page, post.heading, node);
      }
      if (post.heading != 0 && post.published && !post.permalink.empty()) {
        titles.insert(post_title(page, post));
        posts.push_back(std::move(post));
      }
    }
    if (titles.size() < posts.size()) continue;
    // A row or two may be an advertisement.
    if (posts.size() >= kRowsMin && posts.size() * 5 >= nodes.size() * 4) return posts;
  }
  return {};
}

// Lists that no name gives away: the one that holds most of what the page says.
std::vector<HtmlPost> find_repeated(const HtmlPage& page) {
  if (page.metadata.is_article) return {};
  std::uint64_t seen = 0;
  for (std::uint32_t at = 0; at < page.tree.nodes.size();) {
    const bool chrome = page.body.is_chrome(at);
    seen += page.tree.nodes[at].tag == HtmlTag::Text && !chrome ? page.body.text_bytes(at) : 0;
    at = chrome ? page.tree.nodes[at].end : at + 1;
  }
  std::uint64_t visited = 0;
  for (std::uint32_t at = 1; at < page.tree.nodes.size(); ++at) {
    const HtmlTag tag = page.tree.nodes[at].tag;
    const bool list = tag != HtmlTag::Text && is_block(tag) && !page.body.is_chrome(at) &&
                      std::uint64_t{page.body.text_bytes(at)} * 2 >= seen;
    if (!list) continue;
    // Lists in lists in lists are looked through a few times, not five hundred.
    visited += page.tree.nodes[at].end - at;
    if (visited > kVisitsMax * page.tree.nodes.size()) return {};
    if (std::vector<HtmlPost> posts = find_rows(page, at); !posts.empty()) return posts;
  }
  return {};
}

void find_archive_heading(const HtmlPage& page, HtmlContainer& container) {
  const auto look_at = [&](const std::string& words) {
    const auto tag = after_page_words(PageWordKind::Archive, words);
    if (!tag || !container.heading.empty()) return;
    container.heading = words;
    container.tag = squash(*tag);
  };
  for (std::uint32_t at = 0; at < page.tree.nodes.size(); ++at) {
    if (is_heading(page.tree.nodes[at].tag)) look_at(flow_words(page.tree, at));
  }
  look_at(page.metadata.page_title);
}

bool is_archive_page(const HtmlPage& page) {
  for (std::uint32_t at = 0; at < page.tree.nodes.size(); ++at) {
    if (page.tree.nodes[at].tag != HtmlTag::Body) continue;
    return has_page_name(PageWordKind::ArchiveClass, page.tree.attribute(at, "class"),
                         NameExtent::Whole);
  }
  return false;
}

// What the page calls its site, else the last part of its title.
std::string page_site_name(const HtmlPage& page) {
  if (!page.metadata.site_name.empty()) return page.metadata.site_name;
  const std::vector<std::string> parts = split_page_title(page.metadata.page_title);
  return parts.size() < 2 ? "" : parts.back();
}

// True if one of the posts is what the page is about and the others lead elsewhere.
bool one_holds_most(const HtmlPage& page, const std::vector<HtmlPost>& posts) {
  std::uint64_t most = 0;
  for (const HtmlPost& post : posts) {
    most = std::max<std::uint64_t>(most, page.body.prose_bytes(post.node));
  }
  const std::uint64_t total = page.body.prose_bytes(0);
  return most * 2 > total;
}

}  // namespace

HtmlContainer find_html_posts(const HtmlPage& page) {
  HtmlContainer container;
  std::vector<HtmlPost> posts = find_posts(page);
  if (posts.empty()) posts = find_repeated(page);
  if (posts.empty()) return container;
  find_archive_heading(page, container);
  const bool archive = !container.heading.empty() || is_archive_page(page);
  if (!archive && (page.metadata.is_article || one_holds_most(page, posts))) return {};
  if (page.metadata.is_article && one_holds_most(page, posts)) return {};
  container.posts = std::move(posts);
  return container;
}

std::string post_title(const HtmlPage& page, const HtmlPost& post) {
  return post.heading == 0 ? "" : flow_words(page.tree, post.heading);
}

std::uint64_t prose_outside(const HtmlPage& page, const HtmlContainer& container) {
  std::uint64_t outside = page.body.prose_bytes(0);
  for (const HtmlPost& post : container.posts) outside -= page.body.prose_bytes(post.node);
  return outside;
}

Document read_html_post(const HtmlPage& page, const HtmlContainer& container, const HtmlPost& post,
                        DocumentId id) {
  DocumentBuilder builder(std::move(id), page.limits);
  FlowWriter writer(builder, page.metadata.base);
  Document& document = builder.document();
  write_as(page, post.heading, PassageKind::Title, writer);
  write_as(page, post.day, PassageKind::DateLine, writer);
  const std::string title = post_title(page, post);
  const auto skip = [&](std::uint32_t node) {
    return page.body.is_chrome(node) || node == post.heading || (post.day != 0 && node == post.day);
  };
  add_pictures(page, post.node, document);
  const std::vector<FlowPassage> passages = flow_passages(page.tree, post.node, skip);
  // A logo at the head of a post says whose report it is.
  if (!document.pictures.empty()) {
    const std::string& words = document.pictures.front().alternative_text;
    const std::string name = source_name(words);
    if (name != words && is_source_line(words, title, false)) {
      builder.add_passage(PassageKind::SourceLine, words);
      document.site_name = name;
    }
  }
  for (std::size_t i = 0; i < passages.size(); ++i) {
    FlowPassage passage = passages[i];
    const bool prose_follows = i + 1 < passages.size() && is_prose(passages[i + 1].words);
    if (i == 0 && document.site_name.empty() && passage.kind == PassageKind::Paragraph &&
        is_source_line(passage.words, title, prose_follows)) {
      passage.kind = PassageKind::SourceLine;
      document.site_name = source_name(passage.words);
    } else if (!title.empty() && fold(passage.words) == fold(title)) {
      passage.kind = PassageKind::Caption;
    }
    writer.add(passage);
  }
  writer.join_marks();
  join_notes(document);
  document.address = post.permalink;
  document.published = post.published;
  if (document.site_name.empty()) document.site_name = page_site_name(page);
  if (!container.tag.empty()) document.tags.push_back(container.tag);
  builder.add_metadata("address", post.permalink);
  builder.add_metadata("site", page_site_name(page));
  if (post.published) builder.add_metadata("published", to_iso(*post.published));
  builder.add_metadata("container", container.heading);
  builder.add_metadata("container address", page.metadata.address);
  Document finished = builder.finish(page.metadata.language);
  cite_published(finished);
  finished.completeness = judge_completeness(finished, DocumentPlace::InPage, SourceEnd::Proper);
  return finished;
}

}  // namespace habeas
