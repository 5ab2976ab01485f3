// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/smaller_audience.h"

#include <algorithm>
#include <set>
#include <utility>

#include "text/romanise.h"

namespace habeas {

namespace {

/// Of a romanised name; shorter words stand in too many others.
constexpr std::size_t kNameWordBytesMin = 4;

std::vector<Argument>* arguments_of(Fact& fact) {
  if (auto* event = std::get_if<EventValue>(&fact.value)) return &event->arguments;
  if (auto* quantity = std::get_if<QuantityValue>(&fact.value)) return &quantity->arguments;
  return nullptr;
}

bool names(Fact fact, std::size_t person) {
  const std::vector<Argument>* arguments = arguments_of(fact);
  return arguments != nullptr &&
         std::any_of(arguments->begin(), arguments->end(),
                     [&](const Argument& one) { return one.fact == person; });
}

using Words = std::set<std::string, std::less<>>;

void add_words(std::string_view text, Words& words) {
  const std::string folded = fold_name(text);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    if (end > begin) words.insert(folded.substr(begin, end - begin));
    begin = end + 1;
  }
}

Words words_of_name(const Fact& fact) {
  Words words;
  const auto* person = std::get_if<PersonValue>(&fact.value);
  if (person == nullptr) return words;
  add_words(person->name, words);
  for (const std::string& name : person->other_names) add_words(name, words);
  std::erase_if(words, [](const std::string& word) { return word.size() < kNameWordBytesMin; });
  return words;
}

Words words_of_quotes(const Fact& fact) {
  Words words;
  for (const Evidence& evidence : fact.evidence) add_words(evidence.quote, words);
  return words;
}

// A name is inflected at its end: its last letter does not count.
bool has_word_of(const Words& quoted, const Words& name) {
  return std::any_of(name.begin(), name.end(), [&](std::string_view word) {
    const std::string_view stem = word.substr(0, std::max(kNameWordBytesMin, word.size() - 1));
    const auto found = quoted.lower_bound(stem);
    return found != quoted.end() && found->starts_with(stem);
  });
}

bool shares_words(const Fact& a, const Fact& b) {
  for (const Evidence& one : a.evidence) {
    for (const Evidence& other : b.evidence) {
      if (overlaps(one.span, other.span)) return true;
    }
  }
  return false;
}

// Spellings may come from a report that is not seen, and so may what befell them.
void name_as_seen(LinkedPerson& person, const std::map<DocumentId, const ShownReport*>& views) {
  std::string longest;
  bool is_stated = false;
  person.affected = false;
  for (const FactPlace& mention : person.mentions) {
    const Fact& fact = views.at(mention.document)->extraction.facts.at(mention.fact);
    const auto* value = std::get_if<PersonValue>(&fact.value);
    if (value == nullptr) continue;
    is_stated = is_stated || value->name == person.name;
    person.affected = person.affected || value->affected;
    if (value->name.size() > longest.size()) longest = value->name;
  }
  if (!is_stated) person.name = longest;
  person.other_names.clear();
}

}  // namespace

std::vector<bool> without_what_leads_to_hidden(const Extraction& extraction,
                                               std::vector<bool> opened) {
  const std::vector<Fact>& facts = extraction.facts;
  std::vector<Words> quoted;
  std::vector<std::size_t> hidden;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    quoted.push_back(words_of_quotes(facts[i]));
    if (facts[i].kind == FactKind::Person && !opened[i]) hidden.push_back(i);
  }
  // Who is closed by the way is withheld like the others: the list grows.
  for (std::size_t at = 0; at < hidden.size(); ++at) {
    const std::size_t person = hidden[at];
    const Words name = words_of_name(facts[person]);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!opened[i]) continue;
      opened[i] = !names(facts[i], person) && !shares_words(facts[i], facts[person]) &&
                  !has_word_of(quoted[i], name);
      if (!opened[i] && facts[i].kind == FactKind::Person) hidden.push_back(i);
    }
  }
  return opened;
}

ShownReport keep_seen_facts(ShownReport view, const std::vector<bool>& seen) {
  std::vector<Fact> facts;
  std::vector<FactReview> reviews;
  view.numbers.clear();
  view.text_shown = false;
  view.names_shown = true;
  for (std::uint32_t i = 0; i < view.extraction.facts.size(); ++i) {
    if (!seen[i]) {
      if (view.extraction.facts[i].kind == FactKind::Person) view.names_shown = false;
      continue;
    }
    view.numbers.emplace(i, static_cast<std::uint32_t>(facts.size()));
    facts.push_back(std::move(view.extraction.facts[i]));
    reviews.push_back(view.reviews[i]);
  }
  for (Fact& fact : facts) {
    std::vector<Argument>* arguments = arguments_of(fact);
    if (arguments == nullptr) continue;
    std::erase_if(*arguments,
                  [&](const Argument& one) { return !view.numbers.contains(one.fact); });
    for (Argument& one : *arguments) one.fact = view.numbers.at(one.fact);
  }
  view.extraction.facts = std::move(facts);
  view.extraction.problems.clear();
  view.reviews = std::move(reviews);
  view.document.problems.clear();
  view.row.problem_count = 0;
  if (!view.names_shown) {
    view.row.title.clear();
    view.row.address.clear();
    view.document.title.clear();
    view.document.address.clear();
    view.document.tags.clear();
  }
  return view;
}

CaseFile keep_seen_case(const CaseFile& stored,
                        const std::map<DocumentId, const ShownReport*>& views,
                        const std::vector<bool>& people_seen) {
  CaseFile seen;
  seen.row = stored.row;
  seen.row.document_count = static_cast<std::int64_t>(views.size());
  if (std::count(people_seen.begin(), people_seen.end(), false) > 0) seen.row.title.clear();
  for (const auto& [id, view] : views) seen.cluster.documents.push_back(id);
  for (std::vector<DocumentId> group : stored.cluster.copies) {
    std::erase_if(group, [&](const DocumentId& id) { return !views.contains(id); });
    if (group.size() > 1) seen.cluster.copies.push_back(std::move(group));
  }
  for (std::uint32_t i = 0; i < stored.cluster.people.size(); ++i) {
    if (!people_seen[i]) continue;
    LinkedPerson person = stored.cluster.people[i];
    std::vector<FactPlace> mentions;
    for (const FactPlace& mention : person.mentions) {
      const auto view = views.find(mention.document);
      if (view == views.end()) continue;
      const auto number = view->second->numbers.find(mention.fact);
      if (number != view->second->numbers.end()) {
        mentions.push_back({mention.document, number->second});
      }
    }
    if (mentions.empty()) continue;
    person.mentions = std::move(mentions);
    name_as_seen(person, views);
    for (const CasePerson& known : stored.people) {
      if (known.position != i) continue;
      seen.people.push_back(
          {known.id, static_cast<std::uint32_t>(seen.cluster.people.size()), person.name});
    }
    seen.cluster.people.push_back(std::move(person));
  }
  return seen;
}

std::vector<ReportSummary> summaries_of(const std::map<DocumentId, const ShownReport*>& views) {
  std::vector<ReportSummary> summaries;
  for (const auto& [id, view] : views) {
    ReportSummary summary;
    summary.id = id;
    summary.title = view->document.title;
    summary.address = view->document.address;
    summary.language = view->document.language;
    summary.published = view->document.published;
    summary.completeness = view->document.completeness;
    summary.facts = view->extraction.facts;
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace habeas
