// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/civil_day.h"
#include "base/digest.h"
#include "model/audience.h"
#include "model/chronicle.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/problem.h"

namespace habeas {

/// Page values: what a page shows, chosen for one audience, before it becomes HTML. Plain values.
/// What the audience may not see is not here: no name, no count, no gap. Strings are outside words
/// unless said otherwise; whoever prints them escapes them.

/// What people have said about a fact. Two judgements, never one field.
enum class Review : std::uint8_t {
  NotReviewed,
  ReadRightly,  ///< the document does state this
  Verified,     ///< this desk stands behind it
  Rejected,     ///< the document does not state this
};

struct PageTurn {  ///< position in a list that is shown page by page; pages count from 1
  std::uint32_t page = 1;
  std::uint32_t pages = 1;
};

struct TagLink {
  std::string name;
  std::string slug;
  std::uint32_t reports = 0;
};

struct CaseLink {
  std::string number;  ///< "KAZ-2016-7K3QD"
  std::string title;
};

/// A report in a list: one line of the docket, copies folded below it.
struct DocketLine {
  std::string key;  ///< report_key()
  std::string title;
  std::optional<PartialDate> published;
  std::string source;   ///< the publisher as the page names itself, else the host of its address
  std::string country;  ///< alpha-3, "" if it cannot be told
  std::string language;
  std::string excerpt;  ///< the first words of the body
  Completeness completeness = Completeness::Whole;
  std::vector<TagLink> tags;
  std::vector<CaseLink> cases;
  std::vector<DocketLine> copies;
};

/// A value with its day, source and the place where it is stated.
struct StateMark {
  std::optional<PartialDate> as_of;
  std::string source;
  std::string key;  ///< report, "" if nothing states it
  std::uint32_t fact = 0;
};

struct PersonLine {
  std::string name;
  std::vector<std::string> other_names;
  std::string role;  ///< a word of tables/roles
  std::string organisation;
  Liberty liberty = Liberty::Unknown;
  StateMark liberty_mark;
  Procedure procedure = Procedure::Unknown;
  StateMark procedure_mark;
  Standing standing = Standing::Unknown;
  StateMark standing_mark;
};

/// A case in a list.
struct CaseLine {
  std::string number;
  std::string title;               ///< as a decision named it, "" if none did
  std::string country;             ///< alpha-3
  std::vector<PersonLine> people;  ///< those affected
  std::uint32_t reports = 0;
  std::uint32_t sources = 0;  ///< copies counted once
  std::uint32_t missing_updates = 0;
  std::uint32_t contradictions = 0;
  std::optional<PartialDate> last_report;
  std::optional<PartialDate> next_date;
};

/// Words of a report with some of what stands around them.
struct QuoteValue {
  std::string before;
  std::string words;  ///< exactly what is cited
  std::string after;
  std::string language;
  std::string key;  ///< report
  std::uint32_t fact = 0;
  std::string source;
  std::optional<PartialDate> published;
  std::string rule;             ///< of our tables
  std::int32_t confidence = 0;  ///< millionths
  Review review = Review::NotReviewed;
  bool visible = true;
};

/// A fact in one line. `type` is a word of our tables or enums, `name` the document's.
struct FactLine {
  FactKind kind = FactKind::Reference;
  std::string type;
  std::string name;
  std::optional<Modality> modality;
  std::optional<PartialDate> date;
  struct Part {  ///< role: a word of ArgumentRole, a particular or a field of the value
    std::string role;
    std::string value;
    bool is_word = false;  ///< `value` is a word of our tables, not the document's
  };
  std::vector<Part> parts;
};

/// A fact beside the text that states it.
struct FactCard {
  std::uint32_t number = 0;  ///< position in the extraction: its anchor is `f<number>`
  FactLine line;
  std::string check;  ///< of kind, value and quote: a form sends it back, so that a button pressed
                      ///< on an old page cannot decide about another fact
  struct Proof {
    TextSpan span;
    std::string words;
    std::string rule;
  };
  std::vector<Proof> proofs;
  std::int32_t confidence = 0;
  Review review = Review::NotReviewed;
  bool doubtful = false;
  bool background = false;
  bool visible = true;
  bool sensitive = false;
};

/// A stretch of one passage that a fact rests on; positions are bytes of PassageValue::text.
struct Marking {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t fact = 0;
  bool anchor = false;  ///< the first words of the fact's first evidence
};

struct PassageValue {
  PassageKind kind = PassageKind::Paragraph;
  std::string text;
  std::string language;
  bool visible = true;
  std::vector<Marking> markings;     ///< by begin, the longer first
  std::vector<std::uint32_t> facts;  ///< whose anchor stands here, in text order
};

struct CustodyRecord {   ///< how a source came in
  std::string received;  ///< RFC 3339
  std::string origin;    ///< path or address as handed over
};

struct ReportPage {
  DocketLine line;
  std::string address;  ///< outside address, "" if unknown; shown as text, never a link
  std::string source_hash;
  std::string part;
  std::vector<PassageValue> passages;
  std::vector<FactCard> facts;  ///< in the order of the extraction
  std::vector<Problem> problems;
  std::vector<CustodyRecord> custody;
  std::string fingerprint;     ///< which program and tables read it
  bool shown_in_part = false;  ///< text or facts are more than a page shows
};

struct CustodyStay {
  std::string letter;  ///< "A", "B": of its facility, the same along the trail
  CustodyStep step;
  std::vector<QuoteValue> quotes;
};

struct CustodyTrail {
  std::string person;
  std::vector<CustodyStay> stays;
};

struct TimelineEntry {
  FactLine line;
  std::vector<std::string> people;
  std::vector<QuoteValue> quotes;
  std::uint32_t independent_sources = 0;
  std::uint32_t bracket = 0;       ///< not 0: entries of this number contradict each other
  std::int32_t silent_days = 0;    ///< before this entry, if long enough to be drawn
  std::vector<std::string> stays;  ///< for each custody trail: letter of the stay, "" at liberty
  bool background = false;
};

struct ChainLink {
  std::int32_t update = 0;
  std::string key;  ///< of the first report that carries it; "" if known and missing
};

struct ChainValue {
  std::string base;
  std::string first_issued;  ///< "2016-10", "" if the number does not tell
  std::vector<ChainLink> links;
};

struct Ruling {
  std::optional<PartialDate> date;
  FactLine line;
  bool overturned = false;
  bool stands = false;  ///< what holds today, as far as the reports tell
  QuoteValue quote;
};

struct CourtRung {
  std::string name;
  std::string level;  ///< PlaceValue::type
  std::vector<Ruling> rulings;
};

struct MentionValue {  ///< a place, court, provision, label or the like, with its first quote
  FactLine line;
  QuoteValue quote;
};

struct ReasonValue {
  std::string a_key, a_title, b_key, b_title;
  std::string words;
  std::int32_t score = 0;
};

struct CasePage {
  CaseLine line;
  CivilDay as_of;
  std::int32_t silent_days = 0;
  std::vector<CustodyTrail> trails;
  std::vector<TimelineEntry> timeline;
  std::vector<ChainValue> chains;
  std::vector<CourtRung> courts;
  std::vector<MentionValue> places;
  std::vector<MentionValue> provisions;
  std::vector<MentionValue> labels;
  std::vector<MentionValue> interventions;
  std::vector<MentionValue> attributions;
  std::vector<DocketLine> reports;
  std::vector<ReasonValue> reasons;
};

struct FrontPage {
  std::uint32_t reports = 0;
  std::uint32_t cases = 0;
  std::uint32_t people = 0;     ///< affected
  std::vector<CaseLine> moved;  ///< newest report first
  std::vector<DocketLine> newest;
  std::vector<TagLink> tags;  ///< most used first
};

struct CasesPage {
  PageTurn turn;
  std::uint32_t cases = 0;
  std::vector<CaseLine> lines;
};

/// All reports, or those under one tag, newest first.
struct DocketPage {
  std::optional<TagLink> tag;
  PageTurn turn;
  std::uint32_t reports = 0;
  std::vector<DocketLine> lines;
};

struct TagsPage {
  std::vector<TagLink> tags;  ///< by name
};

struct SearchHit {
  DocketLine line;
  struct Piece {
    std::string text;
    bool hit = false;
  };
  std::vector<Piece> snippet;
};

struct SearchPage {
  std::string query;  ///< "" if nothing was asked yet
  std::uint32_t hits = 0;
  bool more = false;  ///< there are more than are shown
  std::vector<SearchHit> lines;
};

}  // namespace habeas
