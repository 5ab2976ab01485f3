// SPDX-License-Identifier: AGPL-3.0-or-later
#include "disclose/case_values.h"

#include <algorithm>
#include <map>
#include <set>

#include "disclose/addresses.h"
#include "disclose/court_ladder.h"
#include "disclose/fact_lines.h"

namespace habeas {

namespace {

// Nothing if the fact is not there: a chronicle that is older than its reports.
Result<std::optional<QuoteValue>> find_quote(ArchiveView& archive, const FactPlace& place) {
  TRY(const ShownReport* view, archive.report(place.document));
  if (place.fact >= view->extraction.facts.size()) return std::optional<QuoteValue>();
  return std::optional<QuoteValue>(quote_of(*view, place.fact));
}

// Which group of copies a report belongs to; nothing for one of its own.
const std::vector<DocumentId>* find_copies(const CaseCluster& cluster, const DocumentId& id) {
  for (const std::vector<DocumentId>& group : cluster.copies) {
    if (std::find(group.begin(), group.end(), id) != group.end()) return &group;
  }
  return nullptr;
}

// Copies say the same in the same words: the first of them is quoted.
Result<std::vector<QuoteValue>> quotes_of(ArchiveView& archive, const CaseCluster& cluster,
                                          const std::vector<FactPlace>& places) {
  std::vector<QuoteValue> quotes;
  std::set<const std::vector<DocumentId>*> quoted;
  for (const FactPlace& place : places) {
    if (quotes.size() == kQuotesMax) break;
    const auto* copies = find_copies(cluster, place.document);
    if (copies != nullptr && !quoted.insert(copies).second) continue;
    TRY(std::optional<QuoteValue> quote, find_quote(archive, place));
    if (quote) quotes.push_back(std::move(*quote));
  }
  return quotes;
}

template <class State>
Result<StateMark> mark_of(ArchiveView& archive, const State& state) {
  StateMark mark;
  mark.as_of = state.as_of;
  if (!state.fact) return mark;
  TRY(const ShownReport* view, archive.report(state.fact->document));
  mark.source = source_name(view->row);
  mark.key = report_key(view->row.id);
  mark.fact = state.fact->fact;
  return mark;
}

// Role and organisation as the first report that gives them says.
Result<PersonLine> person_line(ArchiveView& archive, const LinkedPerson& person) {
  PersonLine line;
  line.name = person.name;
  line.other_names = person.other_names;
  for (const FactPlace& mention : person.mentions) {
    TRY(const ShownReport* view, archive.report(mention.document));
    if (mention.fact >= view->extraction.facts.size()) continue;
    const auto* value = std::get_if<PersonValue>(&view->extraction.facts[mention.fact].value);
    if (value == nullptr) continue;
    if (line.role.empty()) line.role = value->role;
    if (line.organisation.empty()) line.organisation = value->organisation;
    if (!line.role.empty() && !line.organisation.empty()) break;
  }
  return line;
}

std::uint32_t count_sources(const CaseCluster& cluster) {
  std::size_t copies = 0;
  for (const std::vector<DocumentId>& group : cluster.copies) {
    copies += group.empty() ? 0 : group.size() - 1;
  }
  return static_cast<std::uint32_t>(cluster.documents.size() - copies);
}

std::string facility_key(const CustodyStep& step) { return step.facility + '\n' + step.city; }

Result<std::vector<CustodyTrail>> trails_of(ArchiveView& archive, const CaseFile& file) {
  std::vector<CustodyTrail> trails;
  std::map<std::string, std::string> letters;
  for (const PersonChronicle& person : file.chronicle.people) {
    if (person.custody.empty() || person.person >= file.cluster.people.size()) continue;
    CustodyTrail trail;
    trail.person = file.cluster.people[person.person].name;
    for (const CustodyStep& step : person.custody) {
      CustodyStay stay;
      const std::string next(1, static_cast<char>('A' + letters.size() % 26));
      stay.letter = letters.emplace(facility_key(step), next).first->second;
      stay.step = step;
      TRY(stay.quotes, quotes_of(archive, file.cluster, step.facts));
      trail.stays.push_back(std::move(stay));
    }
    trails.push_back(std::move(trail));
  }
  return trails;
}

// The letter of the stay that holds on `day`: the last that begins by then and has not ended.
std::string stay_on(const CustodyTrail& trail, CivilDay day) {
  std::string letter;
  for (const CustodyStay& stay : trail.stays) {
    if (stay.step.announced || !stay.step.from) continue;
    const auto begin = days_of(*stay.step.from);
    if (!begin || begin->first > day) continue;
    const auto end = stay.step.until ? days_of(*stay.step.until) : std::nullopt;
    letter = end && end->last < day ? "" : stay.letter;
  }
  return letter;
}

std::vector<std::string> names_of(const ChronicleEntry& entry, const CaseFile& file) {
  std::vector<std::string> names;
  for (const std::uint32_t position : entry.people) {
    if (position < file.cluster.people.size()) names.push_back(file.cluster.people[position].name);
  }
  return names;
}

Result<FactLine> line_of(ArchiveView& archive, const ChronicleEntry& entry) {
  FactLine line;
  for (const FactPlace& place : entry.facts) {
    TRY(const ShownReport* view, archive.report(place.document));
    if (place.fact >= view->extraction.facts.size()) continue;
    line = fact_line(view->extraction, place.fact);
    break;
  }
  line.kind = entry.kind;
  line.type = entry.type;
  line.modality = entry.modality;
  line.date = entry.date;
  // Whom it befell and when stand beside it already.
  std::erase_if(line.parts, [](const FactLine::Part& part) {
    return part.role == "target" || part.role == "date";
  });
  return line;
}

Result<std::vector<TimelineEntry>> timeline_of(ArchiveView& archive, const CaseFile& file,
                                               const std::vector<CustodyTrail>& trails) {
  std::vector<TimelineEntry> timeline;
  std::optional<CivilDay> before;
  for (const ChronicleEntry& entry : file.chronicle.entries) {
    TimelineEntry row;
    TRY(row.line, line_of(archive, entry));
    TRY(row.quotes, quotes_of(archive, file.cluster, entry.facts));
    row.people = names_of(entry, file);
    row.independent_sources = entry.independent_sources;
    row.bracket = entry.bracket;
    row.background = entry.background;
    const auto days = entry.date ? days_of(*entry.date) : std::nullopt;
    if (days && before && days->first.days - before->days >= kSilenceDrawnDays) {
      row.silent_days = days->first.days - before->days;
    }
    if (days) before = std::max(before.value_or(days->last), days->last);
    for (const CustodyTrail& trail : trails) {
      row.stays.push_back(days ? stay_on(trail, days->first) : "");
    }
    timeline.push_back(std::move(row));
  }
  return timeline;
}

std::vector<ChainValue> chains_of(const Chronicle& chronicle) {
  std::vector<ChainValue> chains;
  for (const ReferenceChain& chain : chronicle.chains) {
    ChainValue value{chain.base, chain.first_issued, {}};
    for (const ReferenceChain::Link& link : chain.links) {
      value.links.push_back(
          {link.update, link.documents.empty() ? "" : report_key(link.documents.front())});
    }
    chains.push_back(std::move(value));
  }
  return chains;
}

Result<std::vector<MentionValue>> mentions_of(ArchiveView& archive,
                                              const std::vector<FactPlace>& places) {
  std::vector<MentionValue> mentions;
  for (const FactPlace& place : places) {
    TRY(const ShownReport* view, archive.report(place.document));
    if (place.fact >= view->extraction.facts.size()) continue;
    mentions.push_back({fact_line(view->extraction, place.fact), quote_of(*view, place.fact)});
  }
  return mentions;
}

Result<std::vector<DocketLine>> reports_of(ArchiveView& archive, const CaseCluster& cluster) {
  std::vector<std::pair<std::optional<PartialDate>, DocketLine>> dated;
  for (const DocumentId& id : cluster.documents) {
    TRY(const ShownReport* view, archive.report(id));
    TRY(DocketLine line, docket_line(archive, view->row));
    line.cases.clear();
    dated.emplace_back(view->document.published, std::move(line));
  }
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) {
    return is_before(b.first.value_or(PartialDate{}), a.first.value_or(PartialDate{})) &&
           a.first.has_value();
  });
  std::vector<DocketLine> lines;
  for (auto& [date, line] : dated) lines.push_back(std::move(line));
  return fold_copies(std::move(lines), copy_keys(cluster));
}

Result<std::vector<ReasonValue>> reasons_of(ArchiveView& archive, const CaseCluster& cluster) {
  std::vector<ReasonValue> reasons;
  for (const Reason& reason : cluster.reasons) {
    TRY(const ShownReport* a, archive.report(reason.a));
    TRY(const ShownReport* b, archive.report(reason.b));
    reasons.push_back({report_key(reason.a), a->row.title, report_key(reason.b), b->row.title,
                       reason.words, reason.score});
  }
  return reasons;
}

}  // namespace

Result<DocketLine> docket_line(ArchiveView& archive, const DocumentRow& row) {
  TRY(const ShownReport* view, archive.report(row.id));
  DocketLine line;
  line.key = report_key(row.id);
  line.title = view->row.title;
  line.published = view->document.published;
  line.source = source_name(view->row);
  line.language = view->row.language;
  line.completeness = view->row.completeness;
  if (view->text_shown) line.excerpt = excerpt_of(view->document);
  if (view->names_shown) {
    TRY(const std::vector<DocumentTag> tags, load_tags(archive.sql(), row.id));
    for (const DocumentTag& tag : tags) line.tags.push_back({tag.label, tag.slug, 0});
  }
  TRY(const CaseFile* file, archive.find_case_of(row.id));
  if (file != nullptr) {
    line.cases.push_back({file->row.number, file->row.title});
    line.country = file->row.country;
  }
  return line;
}

std::vector<DocketLine> fold_copies(std::vector<DocketLine> lines,
                                    const std::vector<std::vector<std::string>>& groups) {
  std::map<std::string, std::size_t> group_of;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (const std::string& key : groups[i]) group_of.emplace(key, i);
  }
  std::map<std::size_t, std::size_t> first_of;
  std::vector<DocketLine> folded;
  for (DocketLine& line : lines) {
    const auto group = group_of.find(line.key);
    if (group == group_of.end()) {
      folded.push_back(std::move(line));
      continue;
    }
    const auto [first, is_new] = first_of.emplace(group->second, folded.size());
    if (is_new) {
      folded.push_back(std::move(line));
    } else {
      folded[first->second].copies.push_back(std::move(line));
    }
  }
  return folded;
}

std::vector<std::vector<std::string>> copy_keys(const CaseCluster& cluster) {
  std::vector<std::vector<std::string>> groups;
  for (const std::vector<DocumentId>& group : cluster.copies) {
    std::vector<std::string> keys;
    for (const DocumentId& id : group) keys.push_back(report_key(id));
    groups.push_back(std::move(keys));
  }
  return groups;
}

Result<CaseLine> case_line(ArchiveView& archive, const CaseFile& file) {
  CaseLine line;
  line.number = file.row.number;
  line.title = archive.given_name(file);
  line.country = file.row.country;
  line.reports = static_cast<std::uint32_t>(file.cluster.documents.size());
  line.sources = count_sources(file.cluster);
  if (file.chronicle.last_report) line.last_report = day_date(*file.chronicle.last_report);
  const std::optional<PartialDate>& next = file.chronicle.next_date;
  const auto next_days = next ? days_of(*next) : std::nullopt;
  if (next_days && next_days->last >= archive.day()) line.next_date = next;
  for (const ReferenceChain& chain : file.chronicle.chains) {
    for (const auto& link : chain.links) line.missing_updates += link.documents.empty() ? 1 : 0;
  }
  std::set<std::uint32_t> brackets;
  for (const ChronicleEntry& entry : file.chronicle.entries) brackets.insert(entry.bracket);
  brackets.erase(0);
  line.contradictions = static_cast<std::uint32_t>(brackets.size());
  for (std::uint32_t i = 0; i < file.cluster.people.size(); ++i) {
    if (!file.cluster.people[i].affected) continue;
    TRY(PersonLine person, person_line(archive, file.cluster.people[i]));
    for (const PersonChronicle& chronicle : file.chronicle.people) {
      if (chronicle.person != i) continue;
      person.liberty = chronicle.liberty.value;
      person.procedure = chronicle.procedure.value;
      person.standing = chronicle.standing.value;
      TRY(person.liberty_mark, mark_of(archive, chronicle.liberty));
      TRY(person.procedure_mark, mark_of(archive, chronicle.procedure));
      TRY(person.standing_mark, mark_of(archive, chronicle.standing));
    }
    line.people.push_back(std::move(person));
  }
  // A case without a person is known by its first report.
  if (line.people.empty() && line.title.empty()) line.title = file.row.title;
  return line;
}

Result<CasePage> case_page(ArchiveView& archive, const CaseFile& file) {
  CasePage page;
  TRY(page.line, case_line(archive, file));
  const Chronicle& chronicle = file.chronicle;
  page.as_of = archive.day();
  if (chronicle.last_report) {
    page.silent_days = std::max(0, archive.day().days - chronicle.last_report->days);
  }
  TRY(page.trails, trails_of(archive, file));
  TRY(page.timeline, timeline_of(archive, file, page.trails));
  page.chains = chains_of(chronicle);
  TRY(page.courts, court_ladder(archive, chronicle));
  TRY(page.places, mentions_of(archive, chronicle.places));
  TRY(page.provisions, mentions_of(archive, chronicle.provisions));
  TRY(page.labels, mentions_of(archive, chronicle.labels));
  TRY(page.interventions, mentions_of(archive, chronicle.interventions));
  TRY(page.attributions, mentions_of(archive, chronicle.attributions));
  TRY(page.reports, reports_of(archive, file.cluster));
  TRY(page.reasons, reasons_of(archive, file.cluster));
  return page;
}

}  // namespace habeas
