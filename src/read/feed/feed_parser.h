// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/feed/feed_fields.h"

namespace habeas {

/// The attributes of an element; names in lower case, known name spaces under their usual prefix.
using FeedAttributes = std::map<std::string, std::string>;

/// Turns the elements of a feed into fields, one after the other, whatever dialect they are in.
/// An element with a meaning of its own has a row in one of the tables (feed_elements.cpp,
/// feed_people.cpp, feed_extensions.cpp); every other becomes a field under its own name.
class FeedParser {
 public:
  FeedParser(const FeedPlace& place, std::size_t entries_max);
  FeedFields parse(std::string_view text);

  /// What is done at the start and at the end of an element: `prefix_name`.
  struct ElementRow {
    std::string_view name;
    void (FeedParser::*start)(FeedAttributes&);
    void (FeedParser::*end)();
  };

 private:
  struct Open {
    std::string element;
    bool has_text = true;  // false: its words are taken by whoever ends it
    std::vector<std::string> pieces;
  };
  struct Content {  // a text with a type, being read
    std::string type;
    std::string language;
    std::string base;
    std::string source;
    bool is_base64 = false;
    bool is_set = false;
  };
  enum class Inline { No, Written, Skipped };
  struct Around {  // what was before an element, and what became of its start tag
    std::string base;
    std::optional<std::string> language;
    Inline inline_as = Inline::No;
  };

  void take_start(const XmlReader& reader);
  void take_end(const XmlReader& reader);
  void take_text(std::string_view words, bool escape);
  void track_namespace(std::string_view prefix, std::string_view uri);
  void enter_scope(const std::string& tag, const FeedAttributes& attributes);
  std::string prefix_for(const XmlReader& reader) const;
  FeedAttributes attributes_of(const XmlReader& reader);
  bool take_inline(const std::string& tag, const XmlReader& reader, FeedAttributes attributes);
  static const ElementRow* find_element(std::string_view name);
  void start_element(const std::string& name, FeedAttributes attributes);
  void end_element(const std::string& name);

  FieldObject& context();
  void push(std::string element, bool has_text);
  std::string pop(std::string_view element, bool strip = true);
  std::string finish_text(const Open& open, std::string text);
  void drop_outer_div(std::vector<std::string>& pieces) const;
  void store(std::string element, const std::string& text);
  void store_in_entry(const std::string& element, const std::string& text);
  FieldObject content_object(const std::string& text) const;
  void push_content(std::string_view tag, const FeedAttributes& attributes, std::string_view type,
                    bool has_text);
  std::string pop_content(std::string_view tag);
  bool is_inside() const { return in_feed_ || in_entry_ || in_source_; }
  std::string resolve(std::string_view address) const;
  static void enforce_href(FeedAttributes& attributes);

  void save(const std::string& name, FieldObject value, bool overwrite);
  void save_person(std::string_view key, const std::string& value, const std::string& role);
  void save_contributor(std::string_view key, const std::string& value);
  void sync_person(const std::string& role);
  void add_tag(const FieldObject& term, const FieldObject& scheme, const FieldObject& label);
  void add_tags(const std::string& words, const FieldObject& scheme);
  void end_moment(const std::string& name);
  FieldObject& list(const std::string& name);    // a field of the context, an array
  FieldObject& object(const std::string& name);  // a field of the context, an object
  void take_cdf(const FeedAttributes& attributes);

  // feed_elements.cpp: the feed, its entries and their texts.
  static const std::vector<ElementRow>& element_rows();
  void start_rss(FeedAttributes& attributes);
  void start_channel(FeedAttributes& attributes);
  void start_feed(FeedAttributes& attributes);
  void end_channel();
  void start_image(FeedAttributes& attributes);
  void end_image();
  void start_textinput(FeedAttributes& attributes);
  void end_textinput();
  void start_width(FeedAttributes& attributes);
  void end_width();
  void start_height(FeedAttributes& attributes);
  void end_height();
  void start_subtitle(FeedAttributes& attributes);
  void end_subtitle();
  void start_rights(FeedAttributes& attributes);
  void end_rights();
  void start_entry(FeedAttributes& attributes);
  void end_entry();
  void start_language(FeedAttributes& attributes);
  void end_language();
  void start_link(FeedAttributes& attributes);
  void end_link();
  void start_guid(FeedAttributes& attributes);
  void end_guid();
  void start_title(FeedAttributes& attributes);
  void end_title();
  void start_description(FeedAttributes& attributes);
  void end_description();
  void start_abstract(FeedAttributes& attributes);
  void start_about(FeedAttributes& attributes);
  void end_about();
  void start_summary(FeedAttributes& attributes);
  void end_summary();
  void start_enclosure(FeedAttributes& attributes);
  void start_source(FeedAttributes& attributes);
  void end_source();
  void start_content(FeedAttributes& attributes);
  void end_content();
  void start_body(FeedAttributes& attributes);
  void start_encoded(FeedAttributes& attributes);
  void start_newlocation(FeedAttributes& attributes);
  void end_newlocation();
  void start_generator(FeedAttributes& attributes);
  void end_generator();
  void start_cloud(FeedAttributes& attributes);
  void start_published(FeedAttributes& attributes);
  void end_published();
  void start_updated(FeedAttributes& attributes);
  void end_updated();
  void start_created(FeedAttributes& attributes);
  void end_created();
  void start_expired(FeedAttributes& attributes);
  void end_expired();

  // feed_people.cpp: who, and under which tags.
  static const std::vector<ElementRow>& people_rows();
  void start_author(FeedAttributes& attributes);
  void end_author();
  void start_contributor(FeedAttributes& attributes);
  void end_contributor();
  void start_dc_contributor(FeedAttributes& attributes);
  void end_dc_contributor();
  void start_name(FeedAttributes& attributes);
  void end_name();
  void start_url(FeedAttributes& attributes);
  void end_url();
  void start_email(FeedAttributes& attributes);
  void end_email();
  void start_publisher(FeedAttributes& attributes);
  void end_publisher();
  void start_owner(FeedAttributes& attributes);
  void end_owner();
  void start_category(FeedAttributes& attributes);
  void end_category();
  void start_tags(FeedAttributes& attributes);
  void end_tags();
  void start_itunes_category(FeedAttributes& attributes);
  void start_itunes_keywords(FeedAttributes& attributes);
  void end_itunes_keywords();
  void start_media_category(FeedAttributes& attributes);
  void start_media_keywords(FeedAttributes& attributes);
  void end_media_keywords();

  // feed_extensions.cpp: name spaces beside the feed's own.
  static const std::vector<ElementRow>& extension_rows();
  void start_nothing(FeedAttributes& attributes);
  void end_nothing();
  void start_admin_agent(FeedAttributes& attributes);
  void start_admin_reports(FeedAttributes& attributes);
  void start_valid(FeedAttributes& attributes);
  void end_valid();
  void start_cc_license(FeedAttributes& attributes);
  void start_license(FeedAttributes& attributes);
  void end_license();
  void start_itunes_image(FeedAttributes& attributes);
  void end_itunes_image();
  void start_itunes_block(FeedAttributes& attributes);
  void end_itunes_block();
  void start_itunes_explicit(FeedAttributes& attributes);
  void end_itunes_explicit();
  void end_media_title();
  void start_media_attributes(const std::string& field, FeedAttributes& attributes);
  void end_media_attributes(const std::string& field);
  void start_media_rating(FeedAttributes& attributes);
  void end_media_rating();
  void start_media_license(FeedAttributes& attributes);
  void end_media_license();
  void start_media_restriction(FeedAttributes& attributes);
  void end_media_restriction();
  void start_media_credit(FeedAttributes& attributes);
  void end_media_credit();
  void start_media_content(FeedAttributes& attributes);
  void start_media_thumbnail(FeedAttributes& attributes);
  void end_media_thumbnail();
  void start_media_player(FeedAttributes& attributes);
  void end_media_player();
  void start_where(FeedAttributes& attributes);
  void end_where();
  void start_geometry(FeedAttributes& attributes);
  void end_georss_point();
  void end_georss_line();
  void end_georss_polygon();
  void end_georss_box();
  void start_gml_point(FeedAttributes& attributes);
  void start_gml_line(FeedAttributes& attributes);
  void start_gml_polygon(FeedAttributes& attributes);
  void start_gml_shape(const FeedAttributes& attributes, std::string_view shape);
  void end_gml_shape();
  void start_gml_positions(FeedAttributes& attributes);
  void end_gml_position();
  void end_gml_positions();
  void start_chapters(FeedAttributes& attributes);
  void end_chapters();
  void start_chapter(FeedAttributes& attributes);

  FeedFields fields_;
  std::size_t entries_max_;
  std::string base_;
  std::optional<std::string> language_;
  std::vector<Around> around_;

  std::vector<Open> open_;
  Content content_;
  FieldObject source_ = FieldObject::object();
  FieldObject ignored_ = FieldObject::object();  // entries over the limit
  std::map<std::string, std::size_t> depths_;    // of the fields of this entry
  std::size_t depth_ = 0;
  std::size_t title_depth_ = 0;  // where the title stands; 0: it is still to come
  std::string summary_key_;
  std::string shape_;
  std::size_t in_content_ = 0;
  bool in_feed_ = false;
  bool in_entry_ = false;
  bool in_source_ = false;
  bool in_image_ = false;
  bool in_textinput_ = false;
  bool in_author_ = false;
  bool in_contributor_ = false;
  bool in_publisher_ = false;
  bool has_content_ = false;  // this entry's content began
  bool id_is_link_ = false;
  bool in_chapters_ = false;
};

}  // namespace habeas
