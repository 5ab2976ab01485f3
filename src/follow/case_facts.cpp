// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/case_facts.h"

#include <algorithm>
#include <limits>
#include <set>

#include "text/romanise.h"

namespace habeas {
namespace {

bool is_usable(const Fact& fact) { return !fact.evidence.empty() && fact.visible; }

bool is_followed(FactKind kind) {
  return kind == FactKind::Act || kind == FactKind::Status || kind == FactKind::Notice ||
         kind == FactKind::Intervention || kind == FactKind::Conclusion;
}

/// "fidh.org" of "https://www.fidh.org/en/x".
std::string host_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return "";
  address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/?#:"));
  if (address.starts_with("www.")) address.remove_prefix(4);
  return std::string(address);
}

/// Who speaks in the report: who issued it, else whom it was taken over from, else its site.
std::string voice_of(const ReportSummary& report) {
  for (const std::string_view type : {"issued_by", "republished_from"}) {
    std::set<std::string> names;
    for (const Fact& fact : report.facts) {
      const auto* named = std::get_if<NamedValue>(&fact.value);
      if (fact.kind != FactKind::Provenance || named == nullptr || !is_usable(fact)) continue;
      if (named->type == type) names.insert(fold_name(named->name));
    }
    if (!names.empty()) return "by " + *names.begin();
  }
  const std::string host = host_of(report.address);
  return host.empty() ? "" : "at " + host;
}

}  // namespace

CaseFacts::CaseFacts(const CaseCluster& cluster, std::span<const ReportSummary> reports)
    : cluster_(&cluster) {
  for (const ReportSummary& report : reports) {
    const bool is_here =
        std::binary_search(cluster.documents.begin(), cluster.documents.end(), report.id);
    if (is_here) reports_.push_back(&report);
  }
  std::sort(reports_.begin(), reports_.end(), [](const ReportSummary* a, const ReportSummary* b) {
    const auto day = [](const ReportSummary* report) {
      const auto first = first_day(report->published);
      return first ? first->days : std::numeric_limits<std::int32_t>::max();
    };
    return std::pair(day(a), a->id) < std::pair(day(b), b->id);
  });
  for (std::uint32_t i = 0; i < cluster.people.size(); ++i) {
    for (const FactPlace& place : cluster.people[i].mentions) people_.emplace(place, i);
  }
  group_sources();
  collect_statements();
}

void CaseFacts::group_sources() {
  std::map<std::string, std::uint32_t> by_voice;
  std::map<DocumentId, std::uint32_t> by_copy;
  std::map<DocumentId, std::size_t> copy_group;
  for (std::size_t group = 0; group < cluster_->copies.size(); ++group) {
    for (const DocumentId& document : cluster_->copies[group]) copy_group[document] = group;
  }
  std::map<std::size_t, std::uint32_t> by_group;
  for (std::uint32_t i = 0; i < reports_.size(); ++i) {
    std::uint32_t source = i;
    const std::string voice = voice_of(*reports_[i]);
    if (!voice.empty()) source = by_voice.emplace(voice, source).first->second;
    if (const auto group = copy_group.find(reports_[i]->id); group != copy_group.end()) {
      source = by_group.emplace(group->second, source).first->second;
      if (!voice.empty()) by_voice[voice] = std::min(by_voice[voice], source);
    }
    sources_.push_back(source);
  }
}

void CaseFacts::collect_statements() {
  for (std::uint32_t report = 0; report < reports_.size(); ++report) {
    for (const auto& [position, fact] : facts_of(report)) {
      const auto* event = std::get_if<EventValue>(&fact->value);
      if (event == nullptr || !is_followed(fact->kind)) continue;
      Statement statement{{reports_[report]->id, position}, fact, event, report, {}};
      for (const Argument& argument : event->arguments) {
        if (argument.role != ArgumentRole::Target) continue;
        const auto person = people_.find({reports_[report]->id, argument.fact});
        if (person != people_.end()) statement.people.push_back(person->second);
      }
      std::sort(statement.people.begin(), statement.people.end());
      statement.people.erase(std::unique(statement.people.begin(), statement.people.end()),
                             statement.people.end());
      statements_.push_back(std::move(statement));
    }
  }
}

std::optional<CivilDay> CaseFacts::published(std::uint32_t report) const {
  return first_day(reports_[report]->published);
}

std::vector<std::pair<std::uint32_t, const Fact*>> CaseFacts::facts_of(
    std::uint32_t report) const {
  std::vector<std::pair<std::uint32_t, const Fact*>> facts;
  for (std::uint32_t i = 0; i < reports_[report]->facts.size(); ++i) {
    if (is_usable(reports_[report]->facts[i])) facts.emplace_back(i, &reports_[report]->facts[i]);
  }
  return facts;
}

const Fact* CaseFacts::find_fact(std::uint32_t report, std::uint32_t fact) const {
  const std::vector<Fact>& facts = reports_[report]->facts;
  return fact < facts.size() && is_usable(facts[fact]) ? &facts[fact] : nullptr;
}

std::vector<const Fact*> CaseFacts::arguments(const Statement& statement,
                                              ArgumentRole role) const {
  std::vector<const Fact*> found;
  for (const Argument& argument : statement.event->arguments) {
    if (argument.role != role) continue;
    if (const Fact* fact = find_fact(statement.report, argument.fact)) found.push_back(fact);
  }
  return found;
}

const Fact* CaseFacts::find_argument(const Statement& statement, ArgumentRole role) const {
  const std::vector<const Fact*> found = arguments(statement, role);
  return found.empty() ? nullptr : found.front();
}

std::optional<CivilDay> first_day(const std::optional<PartialDate>& date) {
  if (!date) return std::nullopt;
  const auto days = days_of(*date);
  if (!days) return std::nullopt;
  return days->first;
}

bool may_be_same_day(const PartialDate& a, const PartialDate& b) {
  const auto left = days_of(a);
  const auto right = days_of(b);
  return left && right && left->first <= right->last && right->first <= left->last;
}

std::string_view particular(const EventValue& event, std::string_view name) {
  for (const Particular& one : event.particulars) {
    if (one.name == name) return one.value;
  }
  return {};
}

}  // namespace habeas
