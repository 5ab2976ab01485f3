// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/case_file.h"
#include "text/utf8.h"

namespace habeas {

/// For tests: a ReportSummary from lines a person can read, one fact a line.
///
///     "anna: affected Anna Zorina | role=lawyer | org=Lantern | home=Atyrau | aka=A. Zorina"
///     "facility Colony 7 | type=colony | city=Aktobe"      "city Aktobe | at=50.28,57.17"
///     "act transfer | date=2017-01-27 | target=anna | from=sizo | to=colony | quantity=far"
///     "far: distance 500 km | qualifier=more_than"         "ref KAZ 003/0419/OBS 027.1 | update=1"
///
/// A word before a colon names the fact for arguments of others. Parts of an event that are no
/// argument, date, modality or `background` become particulars; so does what begins with a plus.
class ReportBuilder {
 public:
  static ReportSummary make(std::string_view name, std::string_view country,
                            std::string_view published, const std::vector<std::string>& lines) {
    ReportBuilder builder;
    builder.report_.id = id_of(name);
    builder.report_.country = country;
    builder.report_.title = name;
    builder.report_.published = parse_iso_date(published);
    for (const std::string& line : lines) builder.label(line);
    for (const std::string& line : lines) builder.add(line);
    return builder.report_;
  }

  static DocumentId id_of(std::string_view name) { return {sha256(name), {}}; }

 private:
  using Parts = std::vector<std::pair<std::string, std::string>>;

  static std::pair<std::string, std::string> cut(std::string_view text, std::string_view at) {
    const std::size_t end = text.find(at);
    if (end == std::string_view::npos) return {squash(text), ""};
    return {squash(text.substr(0, end)), squash(text.substr(end + at.size()))};
  }

  static std::vector<std::string> list(std::string_view text, char separator) {
    std::vector<std::string> result;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(separator), text.size());
      result.push_back(squash(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
  }

  static std::string take(Parts& parts, std::string_view name) {
    for (auto part = parts.begin(); part != parts.end(); ++part) {
      if (part->first != name) continue;
      std::string value = part->second;
      parts.erase(part);
      return value;
    }
    return "";
  }

  static std::size_t label_end(const std::string& line) {
    const std::size_t colon = line.find(": ");
    return colon != std::string::npos && colon < line.find(' ') ? colon : std::string::npos;
  }

  void label(const std::string& line) {
    const std::size_t end = label_end(line);
    if (end != std::string::npos) labels_[line.substr(0, end)] = count_;
    ++count_;
  }

  void add(const std::string& line) {
    const std::size_t end = label_end(line);
    const std::vector<std::string> cells =
        list(end == std::string::npos ? line : line.substr(end + 1), '|');
    const auto [kind, rest] = cut(cells.at(0), " ");
    Parts parts;
    for (std::size_t i = 1; i < cells.size(); ++i) parts.push_back(cut(cells[i], "="));
    Fact fact;
    fact.confidence = 900'000;
    fact.evidence = {{{0, 1}, line, "test"}};
    fact.background = std::erase_if(parts, [](const auto& p) { return p.first == "background"; });
    fact.visible = !std::erase_if(parts, [](const auto& p) { return p.first == "hidden"; });
    if (std::erase_if(parts, [](const auto& p) { return p.first == "rejected"; })) {
      fact.evidence.clear();
    }
    fill(fact, kind, rest, parts);
    report_.facts.push_back(std::move(fact));
  }

  void fill(Fact& fact, const std::string& kind, const std::string& rest, Parts& parts) {
    static const std::map<std::string, FactKind> kNamed{{"org", FactKind::Organisation},
                                                        {"label", FactKind::Label},
                                                        {"provenance", FactKind::Provenance}};
    static const std::map<std::string, FactKind> kPlaces{{"city", FactKind::Place},
                                                         {"facility", FactKind::Facility},
                                                         {"court", FactKind::Court}};
    static const std::map<std::string, FactKind> kEvents{
        {"act", FactKind::Act}, {"status", FactKind::Status}, {"notice", FactKind::Notice},
        {"intervention", FactKind::Intervention}, {"conclusion", FactKind::Conclusion},
        {"attribution", FactKind::Attribution}};
    if (kind == "ref") {
      fact.value = reference(rest, parts);
    } else if (kind == "affected" || kind == "person") {
      fact.kind = FactKind::Person;
      fact.value = person(kind == "affected", rest, parts);
    } else if (kNamed.contains(kind)) {
      fact.kind = kNamed.at(kind);
      fact.value = NamedValue{rest, take(parts, "type")};
    } else if (kPlaces.contains(kind)) {
      fact.kind = kPlaces.at(kind);
      fact.value = place(kind, rest, parts);
    } else if (kind == "provision") {
      fact.kind = FactKind::Provision;
      const std::string as = take(parts, "as");
      fact.value = ProvisionValue{rest, take(parts, "law"),
                                  as == "charge"   ? ProvisionRole::Charge
                                  : as == "ground" ? ProvisionRole::Ground
                                                   : ProvisionRole::Mention};
    } else if (kEvents.contains(kind)) {
      fact.kind = kEvents.at(kind);
      fact.value = event(rest, parts);
    } else {  // "distance 500 km", "term 5 year"
      fact.kind = FactKind::Quantity;
      fact.value = quantity(kind, rest, parts);
    }
  }

  static ReferenceValue reference(const std::string& number, Parts& parts) {
    ReferenceValue value;
    value.scheme = take(parts, "scheme");
    if (value.scheme.empty()) value.scheme = "observatory";
    value.number = number;
    value.key = value.scheme + ":" + take(parts, "key");
    const std::string update = take(parts, "update");
    if (!update.empty()) value.update = std::stoi(update);
    if (value.key.back() == ':') {
      value.key += update.empty() ? number : number.substr(0, number.rfind('.'));
    }
    const std::string role = take(parts, "role");
    value.role = role == "other"     ? ReferenceRole::Other
                 : role == "address" ? ReferenceRole::InAddress
                                     : ReferenceRole::Own;
    return value;
  }

  static PersonValue person(bool affected, const std::string& name, Parts& parts) {
    PersonValue value;
    value.name = name;
    value.affected = affected;
    value.role = take(parts, "role");
    value.organisation = take(parts, "org");
    value.home_place = take(parts, "home");
    value.family = take(parts, "family");
    value.other_names = list(take(parts, "aka"), ';');
    const std::string sex = take(parts, "sex");
    value.sex = sex == "f" ? Sex::Female : sex == "m" ? Sex::Male : Sex::Unstated;
    return value;
  }

  static PlaceValue place(const std::string& kind, const std::string& name, Parts& parts) {
    PlaceValue value;
    value.name = name;
    value.type = take(parts, "type");
    if (value.type.empty()) value.type = kind;
    value.city = take(parts, "city");
    const auto [north, east] = cut(take(parts, "at"), ",");
    if (!east.empty()) {
      value.located = true;
      value.latitude_e5 = static_cast<std::int32_t>(std::stod(north) * 1e5);
      value.longitude_e5 = static_cast<std::int32_t>(std::stod(east) * 1e5);
    }
    return value;
  }

  EventValue event(const std::string& type, Parts& parts) const {
    static const std::map<std::string, Modality> kModalities{
        {"", Modality::Done},           {"announced", Modality::Announced},
        {"alleged", Modality::Alleged}, {"attempted", Modality::Attempted},
        {"denied", Modality::Denied},   {"negated", Modality::Negated}};
    EventValue value;
    value.type = type;
    value.modality = kModalities.at(take(parts, "modality"));
    if (const std::string date = take(parts, "date"); !date.empty()) {
      value.date = parse_iso_date(date);
    }
    arguments(parts, value.arguments);
    for (const auto& [name, content] : parts) {
      value.particulars.push_back({name.substr(name.starts_with('+') ? 1 : 0), content});
    }
    return value;
  }

  QuantityValue quantity(const std::string& measure, const std::string& rest, Parts& parts) const {
    static const std::map<std::string, QuantityQualifier> kQualifiers{
        {"", QuantityQualifier::Exact},
        {"more_than", QuantityQualifier::MoreThan},
        {"about", QuantityQualifier::About}};
    const auto [amount, unit] = cut(rest, " ");
    QuantityValue value{measure, std::stoll(amount), unit,
                        kQualifiers.at(take(parts, "qualifier")), {}};
    arguments(parts, value.arguments);
    return value;
  }

  void arguments(Parts& parts, std::vector<Argument>& arguments) const {
    static const std::vector<std::pair<std::string, ArgumentRole>> kRoles{
        {"target", ArgumentRole::Target},       {"from", ArgumentRole::From},
        {"to", ArgumentRole::To},               {"place", ArgumentRole::Place},
        {"court", ArgumentRole::Court},         {"quantity", ArgumentRole::Quantity},
        {"about", ArgumentRole::About},         {"superseded", ArgumentRole::SupersededBy},
        {"overturned", ArgumentRole::Overturned}, {"performer", ArgumentRole::Performer},
        {"issuer", ArgumentRole::Issuer},       {"recipient", ArgumentRole::Recipient},
        {"claimant", ArgumentRole::Claimant}};
    for (const auto& [name, role] : kRoles) {
      for (const std::string& label : list(take(parts, name), ',')) {
        arguments.push_back({role, labels_.at(label)});
      }
    }
  }

  ReportSummary report_;
  std::map<std::string, std::uint32_t> labels_;
  std::uint32_t count_ = 0;
};

}  // namespace habeas
