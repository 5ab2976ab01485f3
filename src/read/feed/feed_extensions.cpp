// SPDX-License-Identifier: AGPL-3.0-or-later
// Name spaces beside the feed's own: Dublin Core terms, Creative Commons, iTunes, Media RSS,
// GeoRSS and GML, Simple Chapters, and the administrative ones.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <locale>
#include <sstream>

#include "read/feed/feed_parser.h"
#include "read/feed/feed_time.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kPositionsMax = 10'000;

FieldObject to_object(const FeedAttributes& attributes) {
  FieldObject object = FieldObject::object();
  for (const auto& [name, value] : attributes) object[name] = value;
  return object;
}

std::string value_of(const FeedAttributes& attributes, const char* name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

// Numbers between spaces and commas; empty if anything else stands there.
std::vector<double> parse_numbers(std::string words) {
  std::replace(words.begin(), words.end(), ',', ' ');
  std::istringstream stream(words);
  stream.imbue(std::locale::classic());
  std::vector<double> numbers;
  double number = 0;
  while (numbers.size() < kPositionsMax && stream >> number) numbers.push_back(number);
  return stream.eof() ? numbers : std::vector<double>();
}

// GeoRSS states latitude first; coordinates are longitude first.
FieldObject to_positions(const std::vector<double>& numbers, std::size_t dimensions, bool swap) {
  FieldObject positions = FieldObject::array();
  for (std::size_t i = 0; i + dimensions <= numbers.size(); i += dimensions) {
    FieldObject position = FieldObject::array({numbers[i], numbers[i + 1]});
    if (swap) std::swap(position[0], position[1]);
    if (dimensions == 3) position.push_back(numbers[i + 2]);
    positions.push_back(std::move(position));
  }
  return positions;
}

FieldObject make_shape(std::string_view type, FieldObject coordinates) {
  return FieldObject{{"type", type}, {"coordinates", std::move(coordinates)}};
}

// EPSG codes of systems that count in degrees, latitude first, lie here; others count in metres.
bool is_geographic(std::string_view code) {
  int number = 0;
  const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
  return error == std::errc() && end == code.data() + code.size() &&
         ((number >= 4001 && number <= 4999) || (number >= 3819 && number <= 3906));
}

}  // namespace

const std::vector<FeedParser::ElementRow>& FeedParser::extension_rows() {
  using P = FeedParser;
  static const std::vector<ElementRow> kRows{
      {"admin_generatoragent", &P::start_admin_agent, &P::end_nothing},
      {"admin_errorreportsto", &P::start_admin_reports, &P::end_nothing},
      {"dcterms_valid", &P::start_valid, &P::end_valid},
      {"cc_license", &P::start_cc_license, &P::end_nothing},
      {"creativecommons_license", &P::start_license, &P::end_license},
      {"itunes_image", &P::start_itunes_image, &P::end_itunes_image},
      {"itunes_link", &P::start_itunes_image, &P::end_itunes_image},
      {"itunes_block", &P::start_itunes_block, &P::end_itunes_block},
      {"itunes_explicit", &P::start_itunes_explicit, &P::end_itunes_explicit},
      {"media_title", &P::start_title, &P::end_media_title},
      {"media_group", &P::start_nothing, &P::end_nothing},
      {"media_rating", &P::start_media_rating, &P::end_media_rating},
      {"media_license", &P::start_media_license, &P::end_media_license},
      {"media_restriction", &P::start_media_restriction, &P::end_media_restriction},
      {"media_credit", &P::start_media_credit, &P::end_media_credit},
      {"media_content", &P::start_media_content, &P::end_nothing},
      {"media_thumbnail", &P::start_media_thumbnail, &P::end_media_thumbnail},
      {"media_player", &P::start_media_player, &P::end_media_player},
      {"where", &P::start_where, &P::end_where},
      {"georss_where", &P::start_where, &P::end_where},
      {"georss_point", &P::start_geometry, &P::end_georss_point},
      {"georss_line", &P::start_geometry, &P::end_georss_line},
      {"georss_polygon", &P::start_geometry, &P::end_georss_polygon},
      {"georss_box", &P::start_geometry, &P::end_georss_box},
      {"gml_point", &P::start_gml_point, &P::end_gml_shape},
      {"gml_linestring", &P::start_gml_line, &P::end_gml_shape},
      {"gml_polygon", &P::start_gml_polygon, &P::end_gml_shape},
      {"gml_pos", &P::start_gml_positions, &P::end_gml_position},
      {"gml_poslist", &P::start_gml_positions, &P::end_gml_positions},
      {"psc_chapters", &P::start_chapters, &P::end_chapters},
      {"psc_chapter", &P::start_chapter, &P::end_nothing},
  };
  return kRows;
}

void FeedParser::start_nothing(FeedAttributes&) {}
void FeedParser::end_nothing() {}

void FeedParser::start_admin_agent(FeedAttributes& attributes) {
  const std::string value = value_of(attributes, "rdf:resource");
  push("generator", true);
  take_text(value, false);
  pop("generator");
  context()["generator_detail"] = FieldObject{{"href", value}};
}

void FeedParser::start_admin_reports(FeedAttributes& attributes) {
  push("errorreportsto", true);
  take_text(value_of(attributes, "rdf:resource"), false);
  pop("errorreportsto");
}

void FeedParser::start_valid(FeedAttributes&) { push("validity", true); }

// "start=2002-10-13T09:00+01:00;end=...".
void FeedParser::end_valid() {
  const std::string words = pop("validity");
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(';', at), words.size());
    const std::string part(trim(std::string_view(words).substr(at, end - at)));
    at = end + 1;
    for (const std::string name : {"start", "end"}) {
      if (part.compare(0, name.size() + 1, name + "=") != 0) continue;
      const std::string value = part.substr(name.size() + 1);
      const auto moment = parse_feed_time(value);
      save("validity_" + name, value, true);
      save("validity_" + name + "_time", moment ? FieldObject(to_rfc3339(*moment)) : FieldObject(),
           true);
    }
  }
}

void FeedParser::start_cc_license(FeedAttributes& attributes) {
  FieldObject link{{"rel", "license"}};
  const std::string value = value_of(attributes, "rdf:resource");
  if (!value.empty()) link["href"] = value;
  list("links").push_back(std::move(link));
}

void FeedParser::start_license(FeedAttributes&) { push("license", false); }

void FeedParser::end_license() {
  FieldObject link{{"rel", "license"}};
  const std::string value = pop("license");
  if (!value.empty()) link["href"] = value;
  FieldObject& links = list("links");
  if (links.size() < kFeedListMax) links.push_back(std::move(link));
}

void FeedParser::start_itunes_image(FeedAttributes& attributes) {
  push("itunes_image", false);
  for (const char* name : {"href", "url"}) {
    const std::string value = value_of(attributes, name);
    if (value.empty()) continue;
    context()["image"] = FieldObject{{"href", value}};
    return;
  }
}

void FeedParser::end_itunes_image() { pop("itunes_image"); }

void FeedParser::start_itunes_block(FeedAttributes&) { push("itunes_block", false); }

void FeedParser::end_itunes_block() {
  const std::string value = pop("itunes_block", false);
  context()["itunes_block"] = value == "yes" || value == "Yes" ? 1 : 0;
}

void FeedParser::start_itunes_explicit(FeedAttributes&) { push("itunes_explicit", false); }

void FeedParser::end_itunes_explicit() {
  const std::string value = pop("itunes_explicit", false);
  FieldObject& said = context()["itunes_explicit"];
  said = nullptr;
  if (value == "yes" || value == "true") said = true;
  if (value == "clean" || value == "no" || value == "false") said = false;
}

void FeedParser::end_media_title() {
  const std::size_t depth = title_depth_;
  end_title();
  title_depth_ = depth;
}

void FeedParser::start_media_attributes(const std::string& field, FeedAttributes& attributes) {
  FieldObject& found = context()[field];
  if (!found.is_object()) found = to_object(attributes);
  push(field, false);
}

void FeedParser::end_media_attributes(const std::string& field) {
  const std::string value = pop(field);
  if (!value.empty()) object(field)["content"] = value;
}

void FeedParser::start_media_rating(FeedAttributes& attributes) {
  start_media_attributes("media_rating", attributes);
}
void FeedParser::end_media_rating() { end_media_attributes("media_rating"); }

void FeedParser::start_media_license(FeedAttributes& attributes) {
  start_media_attributes("media_license", attributes);
}
void FeedParser::end_media_license() { end_media_attributes("media_license"); }

void FeedParser::start_media_restriction(FeedAttributes& attributes) {
  start_media_attributes("media_restriction", attributes);
}

void FeedParser::end_media_restriction() {
  std::istringstream words(pop("media_restriction"));
  FieldObject countries = FieldObject::array();
  for (std::string word; countries.size() < kFeedListMax && words >> word;) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    countries.push_back(word);
  }
  if (!countries.empty()) object("media_restriction")["content"] = std::move(countries);
}

void FeedParser::start_media_credit(FeedAttributes& attributes) {
  FieldObject& credits = list("media_credit");
  if (credits.size() < kFeedListMax) credits.push_back(to_object(attributes));
  push("media_credit", false);
}

void FeedParser::end_media_credit() {
  const std::string value = pop("media_credit");
  FieldObject& credits = list("media_credit");
  if (!value.empty() && !credits.empty()) credits.back()["content"] = value;
}

void FeedParser::start_media_content(FeedAttributes& attributes) {
  FieldObject& contents = list("media_content");
  if (contents.size() < kFeedListMax) contents.push_back(to_object(attributes));
}

void FeedParser::start_media_thumbnail(FeedAttributes& attributes) {
  FieldObject& pictures = list("media_thumbnail");
  if (pictures.size() < kFeedListMax) pictures.push_back(to_object(attributes));
  push("media_thumbnail", false);
}

void FeedParser::end_media_thumbnail() {
  const std::string value = pop("media_thumbnail");
  FieldObject& pictures = list("media_thumbnail");
  if (!value.empty() && !pictures.empty() && !pictures.back().contains("url")) {
    pictures.back()["url"] = value;
  }
}

void FeedParser::start_media_player(FeedAttributes& attributes) {
  push("media_player", false);
  context()["media_player"] = to_object(attributes);
}

void FeedParser::end_media_player() {
  const std::string value = pop("media_player");
  object("media_player")["content"] = value;
}

void FeedParser::start_where(FeedAttributes&) {
  push("where", false);
  context()["where"] = FieldObject::object();
}
void FeedParser::end_where() { pop("where"); }

void FeedParser::start_geometry(FeedAttributes&) {
  push("geometry", false);
  context()["where"] = FieldObject::object();
}

void FeedParser::end_georss_point() {
  const FieldObject positions = to_positions(parse_numbers(pop("geometry")), 2, true);
  if (!positions.empty()) object("where").update(make_shape("Point", positions[0]));
}

void FeedParser::end_georss_line() {
  FieldObject positions = to_positions(parse_numbers(pop("geometry")), 2, true);
  if (!positions.empty()) object("where").update(make_shape("LineString", positions));
}

void FeedParser::end_georss_polygon() {
  FieldObject positions = to_positions(parse_numbers(pop("geometry")), 2, true);
  if (positions.size() < 4) return;
  object("where").update(make_shape("Polygon", FieldObject::array({positions})));
}

void FeedParser::end_georss_box() {
  FieldObject positions = to_positions(parse_numbers(pop("geometry")), 2, true);
  if (positions.size() >= 2) object("where").update(make_shape("Box", positions));
}

void FeedParser::start_gml_shape(const FeedAttributes& attributes, std::string_view shape) {
  FieldObject& where = object("where");
  const std::string system = value_of(attributes, "srsname");
  where["srsName"] = system.empty() ? FieldObject() : FieldObject(system);
  where["srsDimension"] = value_of(attributes, "srsdimension") == "3" ? 3 : 2;
  shape_ = shape;
  push("geometry", false);
}

void FeedParser::start_gml_point(FeedAttributes& attributes) {
  start_gml_shape(attributes, "Point");
}
void FeedParser::start_gml_line(FeedAttributes& attributes) {
  start_gml_shape(attributes, "LineString");
}
void FeedParser::start_gml_polygon(FeedAttributes& attributes) {
  start_gml_shape(attributes, "Polygon");
}

void FeedParser::end_gml_shape() {
  shape_.clear();
  pop("geometry");
}

void FeedParser::start_gml_positions(FeedAttributes&) { push("pos", false); }

void FeedParser::end_gml_position() { end_gml_positions(); }

void FeedParser::end_gml_positions() {
  const std::string words = pop("pos");
  FieldObject& where = object("where");
  bool swap = true;
  if (where.contains("srsName") && where["srsName"].is_string()) {
    const std::string system = where["srsName"].get<std::string>();
    if (system.find("EPSG") != std::string::npos) {
      swap = is_geographic(std::string_view(system).substr(system.rfind(':') + 1));
    }
  }
  const bool is_deep = where.contains("srsDimension") && where["srsDimension"] == 3;
  FieldObject positions = to_positions(parse_numbers(words), is_deep ? 3 : 2, swap);
  if (positions.empty()) return;
  if (shape_ == "LineString") {
    where.update(make_shape("LineString", std::move(positions)));
  } else if (shape_ == "Polygon") {
    where.update(make_shape("Polygon", FieldObject::array({std::move(positions)})));
  } else {
    where.update(make_shape("Point", positions[0]));
  }
}

void FeedParser::start_chapters(FeedAttributes& attributes) {
  if (context().contains("psc_chapters")) return;
  FieldObject chapters = to_object(attributes);
  chapters["chapters"] = FieldObject::array();
  context()["psc_chapters"] = std::move(chapters);
  in_chapters_ = true;
}

void FeedParser::end_chapters() { in_chapters_ = false; }

void FeedParser::start_chapter(FeedAttributes& attributes) {
  if (!in_chapters_) return;
  FieldObject& chapters = object("psc_chapters")["chapters"];
  if (chapters.is_array() && chapters.size() < kFeedListMax) {
    chapters.push_back(to_object(attributes));
  }
}

}  // namespace habeas
