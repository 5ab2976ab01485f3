// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/case_file.h"
#include "model/partial_date.h"

namespace habeas {

/// One line of a case's timeline: an act, status, notice or intervention, told once, with every
/// document that states it. What sources say differently stays two entries tied by `bracket`.
struct ChronicleEntry {
  FactKind kind = FactKind::Act;
  std::string type;  ///< EventValue::type
  Modality modality = Modality::Done;
  std::optional<PartialDate> date;
  std::vector<FactPlace> facts;  ///< each opens on its quote; sorted; the earliest report first
  std::vector<std::uint32_t> people;      ///< positions in CaseCluster::people
  std::string place;                      ///< as stated, "" if none
  std::uint32_t independent_sources = 0;  ///< copies counted once
  std::uint32_t bracket = 0;  ///< entries with the same number (not 0) contradict each other
  bool background = false;

  friend bool operator==(const ChronicleEntry&, const ChronicleEntry&) = default;
};

enum class Liberty : std::uint8_t {
  Unknown,
  NeverHeld,
  Held,
  Released,
  Restricted,
  WhereaboutsUnknown,
  Disappeared,
  Dead
};
enum class Procedure : std::uint8_t {
  Unknown,
  None,
  Witness,
  Suspect,
  Accused,
  Convicted,
  Acquitted,
  Quashed,
  Served
};
enum class Standing : std::uint8_t {
  Unknown,
  Licensed,
  Suspended,
  Disbarred,
  RefusedAdmission,
  NotAMember
};

/// A state "as last reported", with the fact it rests on. Never "is held".
struct LibertyState {
  Liberty value = Liberty::Unknown;
  std::optional<PartialDate> as_of;
  std::optional<FactPlace> fact;
  friend bool operator==(const LibertyState&, const LibertyState&) = default;
};
struct ProcedureState {
  Procedure value = Procedure::Unknown;
  std::optional<PartialDate> as_of;
  std::optional<FactPlace> fact;
  friend bool operator==(const ProcedureState&, const ProcedureState&) = default;
};
struct StandingState {
  Standing value = Standing::Unknown;
  std::optional<PartialDate> as_of;
  std::optional<FactPlace> fact;
  friend bool operator==(const StandingState&, const StandingState&) = default;
};

/// A stay in one place, or the way between two: the custody trail of one person.
struct CustodyStep {
  std::string facility;  ///< as stated; "" if unknown
  std::string city;
  std::optional<PartialDate> from;
  std::optional<PartialDate> until;  ///< nothing: not known to have ended
  bool announced = false;            ///< said to come, not said to have happened
  std::optional<std::int64_t> stated_distance_km;
  std::string stated_qualifier;                      ///< "more than", "about", ""
  std::optional<std::int64_t> computed_distance_km;  ///< great circle between the cities (WGS 84)
  std::string distance_from;                         ///< the city it is counted from
  std::vector<FactPlace> facts;

  friend bool operator==(const CustodyStep&, const CustodyStep&) = default;
};

struct PersonChronicle {
  std::uint32_t person = 0;  ///< position in CaseCluster::people
  LibertyState liberty;
  ProcedureState procedure;
  StandingState standing;
  std::vector<CustodyStep> custody;

  friend bool operator==(const PersonChronicle&, const PersonChronicle&) = default;
};

/// Updates of one reference number: which are here, which are known to exist and are not.
struct ReferenceChain {
  std::string base;          ///< "KAZ 001/1016/OBS 085"
  std::string first_issued;  ///< "2016-10" from the number itself, "" if the scheme does not tell
  struct Link {
    std::int32_t update = 0;            ///< 0: the first appeal
    std::vector<DocumentId> documents;  ///< empty: known and missing
    friend bool operator==(const Link&, const Link&) = default;
  };
  std::vector<Link> links;  ///< 0 to the highest update seen

  friend bool operator==(const ReferenceChain&, const ReferenceChain&) = default;
};

/// What became of the people of a case, as of a day.
struct Chronicle {
  std::vector<ChronicleEntry> entries;  ///< by date; undated last
  std::vector<PersonChronicle> people;  ///< affected people, in the order of the case
  std::vector<ReferenceChain> chains;
  std::vector<FactPlace> courts;  ///< one of each, first mention
  std::vector<FactPlace> provisions;
  std::vector<FactPlace> places;
  std::vector<FactPlace> labels;
  std::vector<FactPlace> interventions;
  std::vector<FactPlace> attributions;
  /// The nearest announced day from the day asked about on; without one, the latest that was
  /// announced for after the last report.
  std::optional<PartialDate> next_date;
  std::optional<CivilDay> last_report;   ///< of the newest report up to the day asked about
  std::int32_t silent_days = 0;          ///< from last_report to the day asked about

  friend bool operator==(const Chronicle&, const Chronicle&) = default;
};

}  // namespace habeas
