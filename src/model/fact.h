// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/audience.h"
#include "model/document.h"
#include "model/evidence.h"
#include "model/partial_date.h"

namespace habeas {

enum class FactKind : std::uint8_t {
  Reference,     ///< ReferenceValue: a reference number
  Date,          ///< DateValue: a day that the document states, with what it is the day of
  Person,        ///< PersonValue: one person of this document, all mentions joined
  Organisation,  ///< NamedValue
  Place,         ///< PlaceValue
  Facility,      ///< PlaceValue: prison, colony, pre-trial detention centre, police station
  Court,         ///< PlaceValue: type is the level
  Provision,     ///< ProvisionValue: an article of a law
  Act,           ///< EventValue: something done to somebody; also steps of proceedings
  Status,        ///< EventValue: "remained detained as of"; type is the state
  Notice,        ///< EventValue: a letter or notice; issuer, recipient, superseded by
  Intervention,  ///< EventValue: appeal, opinion, joint letter, welcome, and its (missing) response
  Conclusion,    ///< EventValue: what an organisation concludes in law; never a court's finding
  Attribution,   ///< EventValue: who is said to be behind an act, by whom, how surely
  Quantity,      ///< QuantityValue: number of people, distance, term, money
  Label,         ///< NamedValue: the publisher's violation label
  Standard,      ///< NamedValue: right or standard invoked
  Provenance,    ///< NamedValue: issued by, republished from, informed by, investigators cited
};

/// How an act stands in the document. An announced transfer is not a transfer.
enum class Modality : std::uint8_t {
  Done,
  Announced,  ///< will, is to, would be, was due to
  Attempted,  ///< tried to
  Alleged,    ///< reportedly, allegedly, believed to
  Denied,     ///< somebody says that it did not happen
  Negated,    ///< the document itself says that it did not happen
};

enum class ReferenceRole : std::uint8_t {
  Own,        ///< this report's number
  Other,      ///< another report, named in this one
  InAddress,  ///< stands in the document's address only
};

struct ReferenceValue {
  std::string
      scheme;  ///< row of tables/references: "observatory", "wgad_opinion", "amnesty_index", ...
  std::string number;  ///< normalised form: "KAZ 001/1016/OBS 085.4"
  std::string key;     ///< what reports of one case share: "observatory:KAZ/16/085"
  std::optional<std::int32_t>
      update;  ///< 0 or absent: the first; nothing where the scheme has none
  ReferenceRole role = ReferenceRole::Own;

  friend bool operator==(const ReferenceValue&, const ReferenceValue&) = default;
};

struct DateValue {
  PartialDate date;
  std::string
      role;  ///< "event", "published", "letter", "as_of", "deadline", "birth", "law", "history"

  friend bool operator==(const DateValue&, const DateValue&) = default;
};

enum class Sex : std::uint8_t { Unstated, Female, Male };

struct PersonValue {
  std::string name;  ///< fullest form in this document, nominative, without title
  std::string given;
  std::string family;
  std::string title;  ///< as printed at the fullest mention: "Mr.", "Me"
  std::string role;   ///< row of tables/roles: "lawyer", "defender", "official", ...
  std::string organisation;
  std::string home_place;
  Sex sex = Sex::Unstated;
  bool affected = false;  ///< something is done to them here; by whom it is stated is the document
  std::vector<std::string> other_names;  ///< other spellings and aliases on this page

  friend bool operator==(const PersonValue&, const PersonValue&) = default;
};

struct NamedValue {
  std::string name;
  std::string type;  ///< Organisation: "ngo", "state", ...; Label: code; Provenance: "issued_by",
                     ///< "republished_from", "informed_by", "investigated_by", "member_of_issuer"

  friend bool operator==(const NamedValue&, const NamedValue&) = default;
};

struct PlaceValue {
  std::string name;  ///< nominative where known
  std::string type;  ///< Place: "country", "region", "city"; Facility: "police_cell", "pre_trial",
                     ///< "colony", "prison", "detention_facility"; Court: "district", "city",
                     ///< "regional", "appeal", "supreme", "constitutional", "international"
  std::string country;  ///< ISO 3166-1 alpha-3, "" if it cannot be told
  std::string city;     ///< where a facility or court stands, as stated or resolved
  bool located = false;
  std::int32_t latitude_e5 = 0;  ///< degrees × 100,000, WGS 84
  std::int32_t longitude_e5 = 0;

  friend bool operator==(const PlaceValue&, const PlaceValue&) = default;
};

enum class ProvisionRole : std::uint8_t {
  Mention,
  Charge,          ///< somebody is accused or convicted under it
  Ground,          ///< given by an authority as the reason for what it does
  Argument,        ///< invoked by the report or a party
  BreachAsserted,  ///< the document says that it was broken
};

struct ProvisionValue {
  std::string article;  ///< "91.7", "274(4)(2)" in the one form `article.part.point`: "274.4.2"; ""
                        ///< where only the law is named
  std::string instrument;  ///< "Criminal Executive Code", "" if not stated
  ProvisionRole role = ProvisionRole::Mention;

  friend bool operator==(const ProvisionValue&, const ProvisionValue&) = default;
};

enum class ArgumentRole : std::uint8_t {
  Target,     ///< to whom it is done (a Person or Organisation fact)
  Performer,  ///< by whom, always as alleged
  Counsel,    ///< who acts for the target
  Issuer,
  Recipient,
  Claimant,  ///< who says so
  Basis,     ///< on what
  Place,
  From,
  To,
  Court,
  Provision,
  Quantity,      ///< term, fine, distance, number of people
  SupersededBy,  ///< the later Notice or ruling that takes its place
  Overturned,    ///< the earlier ruling that this one sets aside
  About,         ///< the act that this one is about
  Date,
};

/// Another fact of the same document, by its position in the list of facts.
struct Argument {
  ArgumentRole role = ArgumentRole::Target;
  std::uint32_t fact = 0;

  friend bool operator==(const Argument&, const Argument&) = default;
};

/// A named particular in a word of the tables or as printed: outcome "overturned", stage "sent",
/// penalty "restriction_of_liberty", regime "strict", reason "...".
struct Particular {
  std::string name;
  std::string value;

  friend bool operator==(const Particular&, const Particular&) = default;
};

struct EventValue {
  std::string
      type;  ///< row of tables/acts: "arrest", "transfer", "hearing", ...; see docs/facts.md
  Modality modality = Modality::Done;
  std::optional<PartialDate> date;
  std::vector<Argument> arguments;
  std::vector<Particular> particulars;

  friend bool operator==(const EventValue&, const EventValue&) = default;
};

enum class QuantityQualifier : std::uint8_t { Exact, About, MoreThan, LessThan, AtLeast, UpTo };

struct QuantityValue {
  std::string measure;      ///< "distance", "people", "lawyers", "kinds", "term", "fine"
  std::int64_t amount = 0;  ///< in `unit`
  std::string unit;         ///< "km", "people", "day", "month", "year", ISO 4217 code, ...
  QuantityQualifier qualifier = QuantityQualifier::Exact;
  std::vector<Argument> arguments;  ///< From and To of a distance

  friend bool operator==(const QuantityValue&, const QuantityValue&) = default;
};

using FactValue = std::variant<ReferenceValue, DateValue, PersonValue, NamedValue, PlaceValue,
                               ProvisionValue, EventValue, QuantityValue>;

/// One thing a document states, as it states it. Has no lasting id: a Decision about it carries a
/// FactAnchor (model/decision.h).
struct Fact {
  FactKind kind = FactKind::Reference;
  FactValue value;
  std::vector<Evidence>
      evidence;                 ///< one or more; the first is the anchor: the words that state it
  std::int32_t confidence = 0;  ///< millionths; kDoubtfulBelow and less is shown as doubtful
  bool background = false;      ///< stands in a section that repeats older reports
  bool visible = true;          ///< false: read from text that a person would not have seen
  bool sensitive =
      false;  ///< health, sexual violence, children, religion, ethnicity, orientation, relatives
  Audience audience = Audience::Restricted;

  friend bool operator==(const Fact&, const Fact&) = default;
};

inline constexpr std::int32_t kDoubtfulBelow = 700'000;
inline constexpr std::size_t kFactsMax = 100'000;     ///< of one document
inline constexpr std::size_t kQuoteBytesMax = 1'200;  ///< of one piece of evidence

/// What one document states.
struct Extraction {
  DocumentId document;
  std::vector<Fact> facts;
  std::vector<Problem> problems;

  friend bool operator==(const Extraction&, const Extraction&) = default;
};

/// The value in one line that is the same for the same statement whatever its neighbours:
/// "arrest|done|2016-05-17", "KAZ 001/1016/OBS 085.4". Arguments are not part of it. What a
/// FactAnchor holds.
std::string value_key(const Fact& fact);

/// Nothing if every fact keeps its promises about `document`: the variant belongs to the kind,
/// there is evidence, each quote is the bytes of its span and at most kQuoteBytesMax, arguments
/// point at other facts of the list; else one line that says what is wrong.
std::optional<std::string> find_fault(const Extraction& extraction, const Document& document);

}  // namespace habeas
