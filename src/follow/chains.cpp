// SPDX-License-Identifier: AGPL-3.0-or-later
#include "follow/chains.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "model/reference_number.h"

namespace habeas {
namespace {

struct Chain {
  bool is_own = false;
  bool has_updates = false;
  std::string scheme;
  std::map<std::string, std::size_t> bases;  ///< how often each is printed
  std::map<std::int32_t, std::set<DocumentId>> documents;
};

/// "2016-10" of "KAZ 001/1016/OBS 085": month and year of the first appeal.
std::string month_of_observatory(std::string_view number) {
  for (std::size_t at = number.find('/'); at != std::string_view::npos;
       at = number.find('/', at + 1)) {
    const std::string_view digits = number.substr(at + 1, 4);
    const bool is_month = digits.size() == 4 &&
                          digits.find_first_not_of("0123456789") == std::string_view::npos &&
                          number.substr(at + 5, 1) == "/";
    if (!is_month) continue;
    const int month = (digits[0] - '0') * 10 + (digits[1] - '0');
    const int year = (digits[2] - '0') * 10 + (digits[3] - '0');
    if (month < 1 || month > 12) return "";
    // The programme began in 1997.
    return fmt::format("{}-{:02}", year >= 90 ? 1900 + year : 2000 + year, month);
  }
  return "";
}

ReferenceChain finish(const Chain& chain) {
  ReferenceChain result;
  std::size_t most = 0;
  for (const auto& [base, count] : chain.bases) {
    if (count <= most) continue;
    result.base = base;
    most = count;
  }
  if (chain.scheme == "observatory") result.first_issued = month_of_observatory(result.base);
  std::int32_t highest = 0;
  for (const auto& [update, documents] : chain.documents) {
    if (update <= kUpdatesMax) highest = std::max(highest, update);
  }
  for (std::int32_t update = 0; update <= highest; ++update) {
    const auto found = chain.documents.find(update);
    std::vector<DocumentId> documents;
    if (found != chain.documents.end()) {
      documents.assign(found->second.begin(), found->second.end());
    }
    result.links.push_back({update, std::move(documents)});
  }
  for (const auto& [update, documents] : chain.documents) {
    if (update <= highest || documents.empty()) continue;
    result.links.push_back({update, {documents.begin(), documents.end()}});
  }
  return result;
}

}  // namespace

std::vector<ReferenceChain> make_chains(const CaseFacts& facts) {
  std::map<std::string, Chain> chains;
  for (std::uint32_t report = 0; report < facts.reports().size(); ++report) {
    for (const auto& [position, fact] : facts.facts_of(report)) {
      const auto* reference = std::get_if<ReferenceValue>(&fact->value);
      if (reference == nullptr || reference->key.empty()) continue;
      Chain& chain = chains[reference->key];
      chain.scheme = reference->scheme;
      ++chain.bases[base_number(*reference)];
      std::set<DocumentId>& documents =
          chain.documents[std::max(0, reference->update.value_or(0))];
      if (reference->role == ReferenceRole::Other) continue;
      chain.is_own = true;
      documents.insert(facts.reports()[report]->id);
    }
  }
  std::vector<ReferenceChain> result;
  for (const auto& [key, chain] : chains) {
    if (chain.is_own) result.push_back(finish(chain));
  }
  return result;
}

}  // namespace habeas
