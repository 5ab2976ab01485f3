// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/wxr_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "read/charset.h"
#include "read/completeness.h"
#include "read/document_builder.h"
#include "read/html/html_article.h"
#include "read/html/html_flow.h"
#include "read/html/html_reader.h"
#include "read/notes.h"
#include "read/plain/text_container.h"
#include "read/text_pieces.h"
#include "read/xml/xml_reader.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kEntryBytesMax = 32U << 20U;
constexpr std::size_t kAuthorsMax = 10'000;
constexpr std::size_t kTagsMax = 200;

// What an export keeps beside its posts: nobody's words.
constexpr std::array<std::string_view, 10> kUnreadKinds{
    "nav_menu_item", "revision",         "customize_changeset", "custom_css",  "oembed_cache",
    "user_request",  "wp_global_styles", "wp_navigation",       "wp_template", "wp_template_part"};

/// An entry of the export (WXR calls it an item), by the names of its elements.
struct Entry {
  std::string title;
  std::string link;
  std::string creator;
  std::string pub_date;
  std::string post_date;
  std::string content;
  std::string excerpt;
  std::string id;
  std::string kind;
  std::string status;
  std::string password;
  std::string attachment;
  std::vector<std::string> tags;
  std::size_t bytes = 0;
  bool too_large = false;
};

struct Field {
  std::string_view name;
  std::string Entry::*value;
};
constexpr Field kFields[] = {
    {"title", &Entry::title},
    {"link", &Entry::link},
    {"dc:creator", &Entry::creator},
    {"pubDate", &Entry::pub_date},
    {"wp:post_date", &Entry::post_date},
    {"content:encoded", &Entry::content},
    {"excerpt:encoded", &Entry::excerpt},
    {"wp:post_id", &Entry::id},
    {"wp:post_type", &Entry::kind},
    {"wp:status", &Entry::status},
    {"wp:post_password", &Entry::password},
    {"wp:attachment_url", &Entry::attachment},
};

std::string plain_words(std::string_view words) {
  if (words.find_first_of("<&") == std::string_view::npos) return squash(words);
  return flow_words(parse_html(words, 100), 0);
}

/// Reads one export, event by event.
class WxrReader {
 public:
  WxrReader(const SourceLabel& label, const ReadLimits& limits, PartSink& sink)
      : label_(label), limits_(limits), sink_(sink) {}

  void take_start(const XmlReader& reader) {
    if (unread_depth_ > 0) return;
    const std::string_view name = reader.name();
    // Markup that was not escaped: its words belong to the field around it.
    if (field_ != nullptr && reader.depth() > field_depth_ && name != "item") return;
    field_ = nullptr;
    field_depth_ = reader.depth();
    if (name == "item") {
      if (entry_) finish_entry(false);  // its end is missing
      entry_.emplace();
      entry_depth_ = reader.depth();
      return;
    }
    if (name == "wp:author" && !entry_) {
      login_.clear();
      display_.clear();
    }
    if (!entry_) return take_channel_start(name, reader.depth());
    // Comments are other people's words; metadata of plug-ins is nobody's.
    if (name == "wp:comment" || name == "wp:postmeta") {
      unread_depth_ = reader.depth();
    } else if (name == "category" && reader.depth() == entry_depth_ + 1) {
      tag_.clear();
      field_ = &tag_;
    } else if (reader.depth() == entry_depth_ + 1) {
      field_ = find_field(name);
    }
  }

  void take_text(std::string_view text) {
    if (field_ == nullptr || unread_depth_ > 0) return;
    if (!entry_) {
      if (field_->size() < 10'000) field_->append(text);
      return;
    }
    entry_->bytes += text.size();
    if (entry_->bytes > kEntryBytesMax) {
      entry_->too_large = true;
      return;
    }
    field_->append(text);
  }

  void take_end(const XmlReader& reader) {
    const std::string_view name = reader.name();
    if (unread_depth_ > 0) {
      if (reader.depth() == unread_depth_) unread_depth_ = 0;
      return;
    }
    if (name == "wp:author" && !login_.empty() && authors_.size() < kAuthorsMax) {
      authors_.emplace(squash(login_), squash(display_.empty() ? login_ : display_));
    }
    if (field_ == &tag_ && entry_ && reader.depth() == field_depth_) {
      std::string words = plain_words(tag_);
      const bool known =
          std::find(entry_->tags.begin(), entry_->tags.end(), words) != entry_->tags.end();
      if (!words.empty() && !known && entry_->tags.size() < kTagsMax) {
        entry_->tags.push_back(std::move(words));
      }
    }
    if (reader.depth() <= field_depth_) field_ = nullptr;
    if (entry_ && reader.depth() == entry_depth_) finish_entry(reader.damage().cut_off);
  }

  std::uint64_t entries() const { return entries_; }

 private:
  void take_channel_start(std::string_view name, std::size_t depth) {
    if (name == "wp:author_login") field_ = &login_;
    if (name == "wp:author_display_name") field_ = &display_;
    if (depth != 3) return;
    if (name == "title" && site_.empty()) field_ = &site_;
    if (name == "link" && address_.empty()) field_ = &address_;
    if (name == "language" && language_.empty()) field_ = &language_;
  }

  std::string* find_field(std::string_view name) {
    for (const Field& field : kFields) {
      if (field.name == name) return &((*entry_).*field.value);
    }
    return nullptr;
  }

  void finish_entry(bool cut_off) {
    ++entries_;
    const Entry entry = std::move(*entry_);
    entry_.reset();
    field_ = nullptr;
    const std::string kind = squash(entry.kind);
    if (std::find(kUnreadKinds.begin(), kUnreadKinds.end(), kind) != kUnreadKinds.end()) return;
    if (squash(entry.status) == "auto-draft") return;
    if (entry.title.empty() && entry.content.empty() && entry.excerpt.empty()) return;
    sink_.add_document(read_entry(entry, kind, cut_off));
  }

  Document read_entry(const Entry& entry, const std::string& kind, bool cut_off) {
    const std::string title = plain_words(entry.title);
    const std::string address = resolve_address(squash(address_), squash(entry.link));
    std::string published = squash(entry.post_date);
    if (published.empty() || published.compare(0, 4, "0000") == 0) {
      published = squash(entry.pub_date);
    }
    const auto day = parse_published(published);
    DocumentBuilder builder({label_.sha256, post_part(address, title, day ? to_iso(*day) : "")},
                            limits_);
    Document& document = builder.document();
    builder.add_passage(PassageKind::Title, title);
    const std::string base = address.empty() ? squash(address_) : address;
    const bool is_attachment = kind == "attachment";
    if (is_attachment) {
      builder.add_passage(PassageKind::Caption, plain_words(entry.excerpt));
      document.pictures.push_back({squash(entry.attachment), title});
    }
    if (!entry.content.empty()) {
      add_html_piece(wordpress_html(entry.content), base, limits_, builder);
    } else if (!is_attachment && !entry.excerpt.empty()) {
      add_html_piece(wordpress_html(entry.excerpt), base, limits_, builder);
    }
    join_notes(document);
    document.address = address;
    document.site_name = plain_words(site_);
    document.tags = entry.tags;
    document.published = day;
    add_metadata(entry, kind, published, builder);
    Document finished = builder.finish(short_language());
    cite_published(finished);
    finished.completeness =
        cut_off ? Completeness::CutOff
                : judge_completeness(finished, DocumentPlace::Alone, SourceEnd::Proper);
    if (entry.too_large) {
      finished.problems.push_back(
          {ProblemCode::TooLarge, finished.id.part,
           fmt::format("over {} bytes; the rest of it is unread", kEntryBytesMax)});
    }
    return finished;
  }

  void add_metadata(const Entry& entry, const std::string& kind, const std::string& published,
                    DocumentBuilder& builder) {
    const auto author = authors_.find(squash(entry.creator));
    builder.add_metadata("address", builder.document().address);
    builder.add_metadata("author",
                         author == authors_.end() ? plain_words(entry.creator) : author->second);
    builder.add_metadata("published", published);
    builder.add_metadata("site", builder.document().site_name);
    for (const std::string& tag : entry.tags) builder.add_metadata("tag", tag);
    builder.add_metadata("kind", kind == "post" ? "" : kind);
    const std::string status = squash(entry.status);
    builder.add_metadata("status", status == "publish" || status == "inherit" ? "" : status);
    builder.add_metadata("locked", entry.password.empty() ? "" : "by a password");
    builder.add_metadata("attachment", squash(entry.attachment));
    if (!entry.content.empty() && kind != "attachment") {
      builder.add_metadata("excerpt", plain_words(entry.excerpt));
    }
    builder.add_metadata("container address", squash(address_));
  }

  std::string short_language() const {
    const std::string language = squash(language_);
    const std::string begin = language.substr(0, language.find_first_of("-_"));
    return begin.size() == 2 ? begin : "";
  }

  const SourceLabel& label_;
  const ReadLimits& limits_;
  PartSink& sink_;
  std::string site_;
  std::string address_;
  std::string language_;
  std::string login_;
  std::string display_;
  std::map<std::string, std::string> authors_;  // by login
  std::optional<Entry> entry_;
  std::size_t entry_depth_ = 0;
  std::size_t unread_depth_ = 0;
  std::string tag_;
  std::string* field_ = nullptr;  // of this entry or of the export
  std::size_t field_depth_ = 0;
  std::uint64_t entries_ = 0;
};

}  // namespace

bool sniff_wxr(const SourceHead& head) {
  if (head.text.find("wordpress.org/export/") == std::string_view::npos) return false;
  XmlReader reader(head.text);
  XmlEvent event = reader.next();
  while (event == XmlEvent::Text) event = reader.next();
  return event == XmlEvent::Start && reader.name() == "rss";
}

void read_wxr(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
              PartSink& sink) {
  std::string declared = find_media_type_charset(label.media_type);
  if (declared.empty()) {
    const Result<std::string> head = source.read_at(0, kHeadBytes);
    if (head) declared = find_declared_charset(*head);
  }
  Result<TextPieces> pieces = TextPieces::make(source, declared);
  if (!pieces) return sink.add_problem({ProblemCode::Unreadable, "", pieces.error().message});
  std::string fault;
  XmlReader reader([&pieces, &fault] {
    Result<std::optional<std::string>> piece = pieces->next();
    if (!piece) fault = piece.error().message;
    return piece && *piece ? std::move(**piece) : std::string();
  });
  WxrReader wxr(label, limits, sink);
  for (XmlEvent event = reader.next(); event != XmlEvent::Done; event = reader.next()) {
    if (event == XmlEvent::Start) wxr.take_start(reader);
    if (event == XmlEvent::Text) wxr.take_text(reader.text());
    if (event == XmlEvent::End) wxr.take_end(reader);
  }
  if (!fault.empty()) sink.add_problem({ProblemCode::Unreadable, "", fault});
  for (const Problem& problem : pieces->problems()) sink.add_problem(problem);
  const XmlDamage& damage = reader.damage();
  if (damage.count > 0) {
    sink.add_problem({ProblemCode::BadMarkup, "",
                      fmt::format("markup is broken at {} places, first at byte {}: {}",
                                  damage.count, damage.first_offset, damage.first)});
  }
  if (wxr.entries() == 0) sink.add_problem({ProblemCode::Empty, "", "the export has no entries"});
}

}  // namespace habeas
