// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/events.h"

#include <gtest/gtest.h>

#include "extract/dates.h"
#include "extract/institutions.h"
#include "extract/marked_text.h"
#include "extract/organisations.h"
#include "extract/persons.h"
#include "extract/places.h"
#include "extract/scene.h"

namespace habeas {
namespace {

const EventRules& rules() {
  static const EventRules kRules = [] {
    auto made = make_event_rules(test_tables());
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }();
  return kRules;
}

// All that events need, found in a text, with the events.
std::vector<Fact> find_facts(std::string_view text, std::string_view language = "en") {
  static const auto kScan = ScanRules::make(test_tables());
  static const auto kDates = make_date_rules(test_tables());
  static const auto kPlaces = make_place_rules(test_tables());
  static const auto kFacilities = make_facility_rules(test_tables());
  static const auto kCourts = make_court_rules(test_tables());
  static const auto kOrganisations = make_organisation_rules(test_tables());
  static const auto kPersons = make_person_rules(test_tables());
  const Document document = make_test_document(text, language);
  const Scan scan = make_scan(document, *kScan);
  FactDraft draft(scan);
  find_dates(scan, *kDates, draft);
  find_places(scan, *kPlaces, draft);
  find_facilities(scan, *kFacilities, draft);
  find_courts(scan, *kCourts, draft);
  find_organisations(scan, *kOrganisations, draft);
  find_persons(scan, *kPersons, draft);
  find_events(scan, rules(), draft);
  return draft.facts;
}

constexpr std::string_view kModalityWords[] = {"done",    "announced", "attempted",
                                               "alleged", "denied",    "negated"};

// "type modality date targets" of each event, in the order in which they were told.
std::string find_happenings(std::string_view text, std::string_view language = "en") {
  const std::vector<Fact> facts = find_facts(text, language);
  std::string told;
  for (const Fact& fact : facts) {
    const auto* event = std::get_if<EventValue>(&fact.value);
    if (event == nullptr) continue;
    if (!told.empty()) told += "; ";
    told += event->type;
    if (event->modality != Modality::Done) {
      told += ' ';
      told += kModalityWords[static_cast<std::size_t>(event->modality)];
    }
    if (event->date) told += ' ' + to_iso(*event->date);
    for (const Argument& argument : event->arguments) {
      const auto* person = std::get_if<PersonValue>(&facts[argument.fact].value);
      if (person == nullptr) continue;
      if (argument.role == ArgumentRole::Target) told += " >" + person->family;
      if (argument.role == ArgumentRole::Performer) told += " <" + person->family;
    }
  }
  return told;
}

std::string find_affected(std::string_view text) {
  std::string names;
  for (const Fact& fact : find_facts(text)) {
    const auto* person = std::get_if<PersonValue>(&fact.value);
    if (person != nullptr && person->affected) names += person->family + ' ';
  }
  return names;
}

TEST(Events, the_voice_tells_who_it_is_done_to) {
  EXPECT_EQ(find_happenings("On 3 May 2016, Mr. Asan Berik was arrested."),
            "arrest 2016-05-03 >Berik");
  EXPECT_EQ(find_happenings("Police arrested Mr. Asan Berik on 3 May 2016."),
            "arrest 2016-05-03 >Berik");
  EXPECT_EQ(find_happenings("the arrest of human rights lawyers Asan Berik and Omar Seit"),
            "arrest >Berik >Seit");
  EXPECT_EQ(find_happenings("Mr. Asan Berik’s trial opened on 3 May 2016."),
            "hearing 2016-05-03 >Berik");
  EXPECT_EQ(find_happenings("It concerns Mr. Asan Berik, practising in Oral, convicted of it."),
            "conviction >Berik");
  EXPECT_EQ(find_happenings("Release lawyer Asan Berik"), "release_request >Berik");
}

TEST(Events, those_tied_to_something_else_are_no_targets) {
  EXPECT_EQ(find_happenings("On 3 May 2016 a relative of Mr. Asan Berik was arrested."),
            "arrest 2016-05-03");
  EXPECT_EQ(find_happenings("On 3 May 2016, Mr. Asan Berik’s wife was arrested."),
            "arrest 2016-05-03");
  EXPECT_EQ(find_happenings("the summons of Mr. Omar Seit, head of the investigative group"),
            "summons <Seit");
}

TEST(Events, a_lawyer_in_a_prison_for_a_client_is_not_held_there) {
  EXPECT_EQ(find_happenings("On 3 May 2016 lawyer Aliya Ospan met a client in detention facility "
                            "no. 5."),
            "");
}

TEST(Events, the_life_of_a_person_dates_no_act) {
  EXPECT_EQ(find_happenings("the detention of Mr. Asan Berik, an advocate who has represented "
                            "workers in Oral since 2011, and the search of his office"),
            "detention >Berik; attack_on_premises");
  EXPECT_EQ(find_happenings("Police arrested Mr. Asan Berik, who works for Dala, on 3 May 2016."),
            "arrest 2016-05-03 >Berik")
      << "the clause has ended";
}

TEST(Events, both_of_whom_are_the_last_two) {
  EXPECT_EQ(find_happenings("It named Mr. Dana Ertay, Mr. Asan Berik and Mr. Omar Seit, both of "
                            "whom fled the country."),
            "exile >Berik >Seit");
}

TEST(Events, pronouns_and_lists_are_resolved) {
  EXPECT_EQ(find_happenings("Messrs. Asan Berik and Omar Seit met. The two were arrested on "
                            "3 May 2016."),
            "arrest 2016-05-03 >Berik >Seit");
  EXPECT_EQ(find_happenings("Mr. Asan Berik came. He was beaten and jailed on 3 May 2016."),
            "ill_treatment 2016-05-03 >Berik; detention 2016-05-03 >Berik");
  EXPECT_EQ(find_happenings("Ten were arrested, namely Ms. Aliya Ospan and Mr. A. Seit, in Oral."),
            "arrest >Ospan >Seit");
}

TEST(Events, people_are_listed_behind_the_act) {
  EXPECT_EQ(find_happenings("Two lawyers were arrested on 3 May 2016. They are Mr. Asan Berik and "
                            "Ms. Aliya Ospan."),
            "arrest 2016-05-03 >Berik >Ospan");
  EXPECT_EQ(find_happenings("These were arrested on 3 May 2016:\nMr. Asan Berik\nMs. Aliya Ospan"),
            "arrest 2016-05-03 >Berik >Ospan");
  EXPECT_EQ(find_happenings("Mr. Asan Berik came. His arrest on 3 May 2016 was noted."),
            "arrest 2016-05-03 >Berik");
}

TEST(Events, a_later_letter_takes_the_place_of_the_first) {
  const auto facts = find_facts(
      "The first letter, dated 25 January 2016, was informing them that Mr. Asan Berik would be "
      "transferred to Oral. The second, dated 30 January 2016, was informing them that Mr. Berik "
      "would be transferred to Semey.");
  std::string told;
  for (const Fact& fact : facts) {
    if (fact.kind != FactKind::Notice) continue;
    const auto& notice = std::get<EventValue>(fact.value);
    told += notice.date ? to_iso(*notice.date) : "-";
    for (const Argument& argument : notice.arguments) {
      if (argument.role != ArgumentRole::SupersededBy) continue;
      const auto& later = std::get<EventValue>(facts[argument.fact].value);
      told += '>' + to_iso(*later.date);
    }
    told += ' ';
  }
  EXPECT_EQ(told, "2016-01-25>2016-01-30 2016-01-30 ");
}

TEST(Events, an_appeal_points_at_the_ruling_that_it_sets_aside) {
  const auto facts = find_facts(
      "The Oral District Court confirmed the lawfulness of it. On 18 April 2016, the Oral City "
      "Court overturned the decision of the Oral District Court.");
  std::string outcome;
  for (const Fact& fact : facts) {
    const auto* event = std::get_if<EventValue>(&fact.value);
    if (event == nullptr || event->type != "appeal") continue;
    for (const Argument& argument : event->arguments) {
      if (argument.role != ArgumentRole::Overturned) continue;
      outcome = std::get<EventValue>(facts[argument.fact].value).particulars.at(0).value;
    }
  }
  EXPECT_EQ(outcome, "confirmed");
}

TEST(Events, modality_is_kept) {
  EXPECT_EQ(find_happenings("Mr. Asan Berik would be transferred."), "transfer announced >Berik");
  EXPECT_EQ(find_happenings("Mr. Asan Berik was not arrested."), "arrest negated >Berik");
  EXPECT_EQ(find_happenings("Mr. Asan Berik was reportedly beaten."),
            "ill_treatment alleged >Berik");
  EXPECT_EQ(find_happenings("Hackers tried to infect lawyer Asan Berik with spyware."),
            "cyberattack attempted >Berik");
  EXPECT_EQ(find_happenings("The letter reached lawyer Asan Berik. Mails sent to lawyer Omar Seit "
                            "came."),
            "");
}

TEST(Events, what_is_told_again_is_one_event) {
  const auto facts = find_facts(
      "# The arrest of Asan Berik\nOn 3 May 2016, Mr. Asan Berik was arrested. Mr. Berik was "
      "arrested at home.\nOn 9 May 2016, Mr. Berik was arrested again.");
  std::string told;
  for (const Fact& fact : facts) {
    if (fact.kind != FactKind::Act) continue;
    told += to_iso(*std::get<EventValue>(fact.value).date) + '/' +
            std::to_string(fact.evidence.size()) + ' ';
  }
  EXPECT_EQ(told, "2016-05-03/3 2016-05-09/1 ");
}

TEST(Events, affected_is_who_something_is_done_to) {
  EXPECT_EQ(find_affected("Mr. Asan Berik was arrested."), "Berik ");
  EXPECT_EQ(find_affected("Judge Omar Seit sentenced lawyer Asan Berik."), "Berik ");
  EXPECT_EQ(find_affected("Mr. Asan Berik, head of the NGO “Tulpar”, spoke."), "");
  EXPECT_EQ(find_affected("Mr. Asan Berik was not arrested."), "");
  EXPECT_EQ(find_affected("Lawyer Asan Berik was convicted of slander of Judge Omar Seit."),
            "Berik ");
  EXPECT_EQ(find_affected("Police officer Omar Seit was charged."), "");
}

TEST(Events, other_languages_are_rows) {
  EXPECT_EQ(find_happenings("Le 3 mai 2016, MM. Assan Bérik et Omar Seit ont été arrêtés.", "fr"),
            "arrest 2016-05-03 >Bérik >Seit");
  EXPECT_EQ(find_happenings("El 3 de mayo de 2016, la abogada Aliya Ospán fue amenazada.", "es"),
            "threat 2016-05-03 >Ospán");
  EXPECT_EQ(find_happenings("Суд приговорил Асана Берикова 3 мая 2016 года.", "ru"),
            "sentence 2016-05-03 >Бериков");
  EXPECT_EQ(find_happenings("Следователь Омар Сеитов задержал адвоката Асана Берикова.", "ru"),
            "detention >Бериков <Сеитов");
  EXPECT_EQ(find_happenings("Адвокат Асан Беріков 2016 жылғы 3 мамырда қамауға алынды.", "kk"),
            "arrest 2016-05-03 >Беріков");
}

// The first match of the row at the marked words of the example; none in its near miss.
void check_event_rows(std::string_view topic, const PatternSet& (*pick)(const EventLanguage&)) {
  for (const Table* table : test_tables().tables_under(topic)) {
    const std::string language(table->name().substr(table->name().find('/') + 1));
    const PatternSet& patterns = pick(rules().language(language));
    const auto example = *table->find_column("example");
    const auto near_miss = *table->find_column("near_miss");
    const auto matches_of = [&](const std::string& text) {
      const Document document = make_test_document(text, language);
      static const auto kScan = ScanRules::make(test_tables());
      static const auto kCourts = make_court_rules(test_tables());
      static const auto kPersons = make_person_rules(test_tables());
      const Scan scan = make_scan(document, *kScan);
      FactDraft draft(scan);
      find_courts(scan, *kCourts, draft);
      find_persons(scan, *kPersons, draft);
      std::vector<ClassSpan> spans;
      for (std::size_t fact = 0; fact < draft.facts.size(); ++fact) {
        const bool court = draft.facts[fact].kind == FactKind::Court;
        for (const TokenPlace& place : draft.places[fact]) {
          spans.push_back({court ? SpanClass::Court : SpanClass::Person, {place.begin, place.end}});
        }
      }
      std::sort(spans.begin(), spans.end(), [](const ClassSpan& a, const ClassSpan& b) {
        return a.tokens.begin < b.tokens.begin;
      });
      std::vector<std::pair<std::uint32_t, TextSpan>> found;
      if (scan.passages.empty()) return found;
      const auto& tokens = scan.passages[0].tokens;
      for (const PatternMatch& match : patterns.find(tokens, spans)) {
        found.emplace_back(match.row, TextSpan{tokens[match.tokens.begin].span.begin,
                                               tokens[match.tokens.end - 1].span.end});
      }
      return found;
    };
    for (std::uint32_t row = 0; row < table->row_count(); ++row) {
      std::string text(table->cell(row, example));
      const std::size_t begin = text.find("{{");
      ASSERT_NE(begin, std::string::npos) << table->where(row);
      text.erase(begin, 2);
      const std::size_t end = text.find("}}");
      ASSERT_NE(end, std::string::npos) << table->where(row);
      text.erase(end, 2);
      bool found = false;
      for (const auto& [matched, span] : matches_of(text)) {
        found = found || (matched == row && span == make_span(begin, end));
      }
      EXPECT_TRUE(found) << table->where(row) << ": " << table->cell(row, example);
      for (const auto& [matched, span] : matches_of(std::string(table->cell(row, near_miss)))) {
        EXPECT_NE(matched, row) << table->where(row) << " matches its near miss";
      }
    }
  }
}

TEST(Events, every_row_keeps_its_example) {
  check_event_rows("acts", [](const EventLanguage& l) -> const PatternSet& { return l.acts; });
  check_event_rows("modality",
                   [](const EventLanguage& l) -> const PatternSet& { return l.modality; });
  check_event_rows("penalties",
                   [](const EventLanguage& l) -> const PatternSet& { return l.penalties; });
}

}  // namespace
}  // namespace habeas
