// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/html/html_metadata.h"

#include <algorithm>
#include <array>

#include "read/html/html_flow.h"
#include "read/html/json_ld.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTagsMax = 50;
constexpr std::size_t kDaysMax = 8;
constexpr int kSureRanks = 5;  // below: the page names its publication, not just a date
constexpr std::array<std::string_view, 11> kTitleSigns{" | ", " - ", " – ", " — ", " :: ", " » ",
                                                       " « ", " · ", " > ", " • ", " ‹ "};

std::string lower(std::string_view text) {
  std::string lowered(trim(text));
  for (char& c : lowered) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lowered;
}

// Which field a meta name fills, and how much it is trusted: a smaller rank wins.
enum class Field {
  Title,
  SiteName,
  Author,
  Published,
  Modified,
  Description,
  Picture,
  Tag,
  Type,
  Address
};
struct MetaRow {
  std::string_view name;
  Field field;
  int rank;
};
constexpr MetaRow kMetaRows[] = {
    {"article:author", Field::Author, 3},
    {"article:modified_time", Field::Modified, 0},
    {"article:published", Field::Published, 1},
    {"article:published_time", Field::Published, 0},
    {"article:tag", Field::Tag, 0},
    {"author", Field::Author, 0},
    {"byl", Field::Author, 1},
    {"citation_author", Field::Author, 2},
    {"citation_publication_date", Field::Published, 3},
    {"date", Field::Published, 4},
    {"datepublished", Field::Published, 1},
    {"dc.creator", Field::Author, 1},
    {"dc.date", Field::Published, 4},
    {"dc.date.created", Field::Published, 3},
    {"dc.date.issued", Field::Published, 2},
    {"dc.title", Field::Title, 3},
    {"dcterms.created", Field::Published, 3},
    {"dcterms.issued", Field::Published, 2},
    {"dcterms.modified", Field::Modified, 1},
    {"description", Field::Description, 1},
    {"last-modified", Field::Modified, 2},
    {"lastmod", Field::Modified, 2},
    {"keywords", Field::Tag, 1},
    {"news_keywords", Field::Tag, 1},
    {"og:article:published_time", Field::Published, 1},
    {"og:description", Field::Description, 0},
    {"og:image", Field::Picture, 0},
    {"og:published_time", Field::Published, 1},
    {"og:site_name", Field::SiteName, 0},
    {"og:title", Field::Title, 0},
    {"og:type", Field::Type, 0},
    {"og:updated_time", Field::Modified, 1},
    {"og:url", Field::Address, 1},
    {"parsely-author", Field::Author, 1},
    {"parsely-pub-date", Field::Published, 1},
    {"parsely-title", Field::Title, 1},
    {"pubdate", Field::Published, 2},
    {"publish-date", Field::Published, 2},
    {"publish_date", Field::Published, 2},
    {"sailthru.author", Field::Author, 1},
    {"sailthru.date", Field::Published, 2},
    {"title", Field::Title, 2},
    {"twitter:description", Field::Description, 2},
    {"twitter:title", Field::Title, 1},
};

class Collector {
 public:
  explicit Collector(HtmlMetadata& found) : found_(found) {}

  void set(Field field, int rank, std::string_view value) {
    const std::string words = squash(value);
    if (words.empty()) return;
    if (field == Field::Tag) return add_tags(words, rank);
    if (field == Field::Type) {
      found_.is_article = found_.is_article || lower(words) == "article";
      return;
    }
    // A link to a profile is no author's name.
    if (field == Field::Author && words.find("://") != std::string::npos) return;
    if (field == Field::Published && rank < kSureRanks && found_.published_all.size() < kDaysMax) {
      found_.published_all.push_back(words);
    }
    int& best = ranks_[static_cast<std::size_t>(field)];
    if (rank >= best) return;
    best = rank;
    place(field) = words;
  }

 private:
  std::string& place(Field field) {
    switch (field) {
      case Field::Title:
        return found_.title;
      case Field::SiteName:
        return found_.site_name;
      case Field::Author:
        return found_.author;
      case Field::Published:
        return found_.published;
      case Field::Modified:
        return found_.modified;
      case Field::Description:
        return found_.description;
      case Field::Address:
        return found_.address;
      default:
        return found_.picture;
    }
  }
  void add_tags(const std::string& words, int rank) {
    for (std::size_t begin = 0; begin <= words.size() && found_.tags.size() < kTagsMax;) {
      const std::size_t end =
          rank == 0 ? words.size() : std::min(words.find(',', begin), words.size());
      const std::string tag = squash(std::string_view(words).substr(begin, end - begin));
      if (!tag.empty() &&
          std::find(found_.tags.begin(), found_.tags.end(), tag) == found_.tags.end()) {
        found_.tags.push_back(tag);
      }
      begin = end + 1;
    }
  }

  HtmlMetadata& found_;
  std::array<int, 10> ranks_{99, 99, 99, 99, 99, 99, 99, 99, 99, 99};
};

// Names that sites make up for days: "five_hundred:uploaded", "release-date".
void take_other_day(const std::string& name, std::string_view content, Collector& collector) {
  const auto has = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  const bool digits = content.size() >= 8 && content[0] >= '0' && content[0] <= '9';
  if (!digits || has("expir") || has("valid") || has("start") || has("end") || has("birth")) return;
  if (has("updat") || has("modif")) {
    collector.set(Field::Modified, 5, content);
  } else if (has("date") || has("publi") || has("upload") || has("created")) {
    collector.set(Field::Published, 7, content);
  }
}

void take_meta(const HtmlTree& tree, std::uint32_t node, Collector& collector) {
  const std::string_view content = tree.attribute(node, "content");
  for (const std::string_view key : {"property", "name", "itemprop"}) {
    const std::string name = lower(tree.attribute(node, key));
    for (const MetaRow& row : kMetaRows) {
      if (row.name == name) collector.set(row.field, row.rank, content);
    }
    if (!name.empty()) take_other_day(name, content, collector);
  }
}

void take_link(const HtmlTree& tree, std::uint32_t node, std::string_view base,
               Collector& collector) {
  if (lower(tree.attribute(node, "rel")) != "canonical") return;
  const std::string address = resolve_address(base, tree.attribute(node, "href"));
  if (address.find("://") != std::string::npos) collector.set(Field::Address, 0, address);
}

// Microdata in the body: <span itemprop="datePublished" content="...">.
void take_microdata(const HtmlTree& tree, std::uint32_t node, Collector& collector) {
  const std::string* property = tree.find_attribute(node, "itemprop");
  if (property == nullptr) return;
  const std::string name = lower(*property);
  std::string_view value = tree.attribute(node, "datetime");
  if (value.empty()) value = tree.attribute(node, "content");
  if (name == "datepublished") {
    collector.set(Field::Published, 1, value.empty() ? flow_words(tree, node) : std::string(value));
  } else if (name == "datemodified") {
    collector.set(Field::Modified, 1, value);
  }
}

void take_script(const HtmlTree& tree, std::uint32_t node, Collector& collector,
                 HtmlMetadata& found) {
  if (lower(tree.attribute(node, "type")) != "application/ld+json") return;
  if (tree.nodes[node].end <= node + 1) return;
  const JsonLd ld = read_json_ld(tree.nodes[node + 1].text);
  const int rank = ld.is_article ? 0 : 2;
  collector.set(Field::Title, 1, ld.headline);
  collector.set(Field::Author, -1, ld.author);
  collector.set(Field::Published, rank == 0 ? -1 : 3, ld.published);
  collector.set(Field::Modified, rank, ld.modified);
  collector.set(Field::SiteName, 1, ld.publisher);
  found.is_article = found.is_article || ld.is_article;
}

}  // namespace

HtmlMetadata find_html_metadata(const HtmlTree& tree, std::string_view address) {
  HtmlMetadata found;
  found.base = std::string(address);
  Collector collector(found);
  const std::string language = lower(tree.attribute(0, "lang"));
  found.language = language.substr(0, std::min<std::size_t>(language.find_first_of("-_"), 8));
  if (found.language.size() != 2) found.language.clear();
  for (std::uint32_t at = 0; at < tree.nodes.size(); ++at) {
    switch (tree.nodes[at].tag) {
      case HtmlTag::Text:
        break;
      case HtmlTag::Meta:
        take_meta(tree, at, collector);
        break;
      case HtmlTag::Link:
        take_link(tree, at, found.base, collector);
        break;
      case HtmlTag::Script:
        take_script(tree, at, collector, found);
        break;
      case HtmlTag::Title:
        if (found.page_title.empty()) found.page_title = flow_words(tree, at);
        break;
      default:
        take_microdata(tree, at, collector);
        break;
    }
  }
  if (found.address.find("://") == std::string::npos) {
    found.address = resolve_address(address, found.address);
  }
  if (found.address.find("://") == std::string::npos) found.address = std::string(address);
  if (found.base.empty()) found.base = found.address;
  return found;
}

std::vector<std::string> split_page_title(std::string_view page_title) {
  const std::string title = squash(page_title);
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= title.size()) {
    std::size_t end = title.size();
    std::size_t next = title.size() + 1;
    for (const std::string_view sign : kTitleSigns) {
      const std::size_t found = title.find(sign, begin);
      if (found >= end) continue;
      end = found;
      next = found + sign.size();
    }
    if (end > begin) parts.push_back(title.substr(begin, end - begin));
    begin = next;
  }
  return parts;
}

std::string strip_site_name(std::string_view page_title, std::string_view site_name) {
  const std::string title = squash(page_title);
  const std::vector<std::string> parts = split_page_title(title);
  if (parts.size() < 2) return title;
  const std::string& head = parts.front();
  const std::string& tail = parts.back();
  const bool site_first = !site_name.empty() && fold(head) == fold(site_name);
  const bool site_last = !site_name.empty() && fold(tail) == fold(site_name);
  if (site_first) return title.substr(title.find(parts[1], head.size()));
  // Without a name to compare, the site is what is short and stands last.
  const std::size_t rest = title.rfind(tail);
  if (!site_last && (rest < tail.size() || rest < 15)) return title;
  std::string stripped = title.substr(0, rest);
  for (const std::string_view sign : kTitleSigns) {
    const bool ends = stripped.size() > sign.size() &&
                      std::string_view(stripped).substr(stripped.size() - sign.size()) == sign;
    if (ends) stripped.resize(stripped.size() - sign.size());
  }
  return squash(stripped);
}

}  // namespace habeas
