// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/case_output.h"

#include <fmt/format.h>

#include "model/codec.h"
#include "model/words.h"

namespace habeas {
namespace {

std::string as_of(const std::optional<PartialDate>& date) {
  return date ? " as of " + to_iso(*date) : "";
}

void add_people(const CaseFile& file, std::vector<std::string>& lines) {
  for (const PersonChronicle& person : file.chronicle.people) {
    const LinkedPerson& who = file.cluster.people[person.person];
    std::string state = fmt::format("last reported {}{}", word_of(person.liberty.value),
                                    as_of(person.liberty.as_of));
    if (person.liberty.value == Liberty::Unknown) state = "liberty not reported";
    lines.push_back(fmt::format("  {}: {}", who.name, state));
    for (const CustodyStep& step : person.custody) {
      lines.push_back(fmt::format(
          "    {}{} {}{}", step.announced ? "announced: " : "", step.from ? to_iso(*step.from) : "",
          step.facility.empty() ? step.city : step.facility,
          step.computed_distance_km
              ? fmt::format(", {} km from {}", *step.computed_distance_km, step.distance_from)
              : ""));
    }
  }
}

void add_chains(const CaseFile& file, std::vector<std::string>& lines) {
  for (const ReferenceChain& chain : file.chronicle.chains) {
    std::string links;
    for (const ReferenceChain::Link& link : chain.links) {
      const std::string name = link.update == 0 ? "first" : "." + std::to_string(link.update);
      links += " " + (link.documents.empty() ? "(" + name + " missing)" : name);
    }
    lines.push_back("  " + chain.base + ":" + links);
  }
}

}  // namespace

std::string to_json(const DocumentRow& row) {
  return fmt::format(R"({{"id":{},"title":{},"site_name":{},"address":{},"language":{},)"
                     R"("published":{},"completeness":"{}"}})",
                     to_json_string(to_text(row.id)), to_json_string(row.title),
                     to_json_string(row.site_name), to_json_string(row.address),
                     to_json_string(row.language), to_json_string(row.published),
                     word_of(row.completeness));
}

std::string to_json(const CaseFile& file, const std::vector<DocumentRow>& reports) {
  std::string people;
  for (const CasePerson& person : file.people) {
    people += fmt::format(R"({}{{"id":"{}","position":{}}})", people.empty() ? "" : ",",
                          to_hex(person.id.id), person.position);
  }
  std::string rows;
  for (const DocumentRow& row : reports) rows += (rows.empty() ? "" : ",") + to_json(row);
  return fmt::format(R"({{"id":"{}","number":{},"title":{},"country":{},"year":{},"audience":"{}",)"
                     R"("people":[{}],"cluster":{},"chronicle":{},"reports":[{}]}})",
                     to_hex(file.row.id.id), to_json_string(file.row.number),
                     to_json_string(file.row.title), to_json_string(file.row.country),
                     file.row.year, word_of(file.row.audience), people, to_json(file.cluster),
                     to_json(file.chronicle), rows);
}

std::vector<std::string> to_lines(const CaseFile& file, const std::vector<DocumentRow>& reports) {
  std::vector<std::string> lines{fmt::format("{}  {}", file.row.number, file.row.title)};
  add_people(file, lines);
  add_chains(file, lines);
  for (const ChronicleEntry& entry : file.chronicle.entries) {
    lines.push_back(fmt::format(
        "  {:<10}  {} ({}){}{}", entry.date ? to_iso(*entry.date) : "no date", entry.type,
        word_of(entry.modality), entry.place.empty() ? "" : ", " + entry.place,
        entry.bracket != 0 ? "  [sources differ]" : ""));
  }
  for (const DocumentRow& row : reports) {
    lines.push_back(fmt::format("  report {}  {}  {}",
                                row.published.empty() ? "no date" : row.published, row.title,
                                row.site_name));
  }
  for (const Reason& reason : file.cluster.reasons)
    lines.push_back("  joined because " + reason.words);
  return lines;
}

}  // namespace habeas
