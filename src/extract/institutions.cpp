// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/institutions.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "text/fold.h"

namespace habeas {
namespace {

constexpr std::uint32_t kNameWordsMax = 4;

bool is_word(const ScannedPassage& passage, std::uint32_t at,
             std::initializer_list<std::string_view> words) {
  return at < passage.tokens.size() &&
         std::find(words.begin(), words.end(), passage.tokens[at].folded) != words.end();
}

/// Adds a named thing once, with every mention as evidence.
class Collector {
 public:
  Collector(const Scan& scan, FactDraft& draft, FactKind kind)
      : scan_(scan), draft_(draft), kind_(kind) {}

  void add(TokenPlace place, TokenPlace site, const HeadRow& row, std::int32_t confidence) {
    PlaceValue value;
    value.name = name_of(scan_, place);
    value.type = row.type;
    if (const auto found = find_place_in(draft_, site)) {
      const auto& where = std::get<PlaceValue>(draft_.facts[*found].value);
      value.country = where.country;
      if (where.type == "city") value.city = where.name;
    }
    const auto key = std::pair(value.type, fold(value.name));
    if (const auto known = facts_.find(key); known != facts_.end()) {
      draft_.add_evidence(known->second, place, row.id);
      return;
    }
    facts_[key] = draft_.add(kind_, std::move(value), place, row.id, confidence);
  }

 private:
  const Scan& scan_;
  FactDraft& draft_;
  FactKind kind_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> facts_;
};

/// "in Atyrau", "in the city of Kostanay": -> the end of the place, `at` if there is none.
std::uint32_t find_site_end(const Scan& scan, const FactDraft& draft, std::uint32_t passage,
                            std::uint32_t at) {
  const ScannedPassage& scanned = scan.passages[passage];
  constexpr std::uint32_t kReach = 4;
  if (!is_word(scanned, at, {"in", "of", "at", "near", "à", "de", "du", "en", "в", "г", "d"})) {
    return at;
  }
  for (std::uint32_t next = at + 1; next <= at + kReach && next < scanned.tokens.size(); ++next) {
    const auto mentions = draft.mentions_in(FactKind::Place, {passage, next, next + 1});
    if (!mentions.empty()) return mentions.front().place.end;
    if (!is_word(
            scanned, next,
            {"the", "city", "town", "of", "la", "ville", "de", "ciudad", "городе", "г", "."})) {
      break;
    }
  }
  return at;
}

class FacilityFinder {
 public:
  FacilityFinder(const Scan& scan, const FacilityRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft), collector_(scan, draft, FactKind::Facility) {}

  void find() {
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      const ScannedPassage& scanned = scan_.passages[passage];
      if (scanned.kind == PassageKind::Metadata) continue;
      for (std::uint32_t at = 0; at < scanned.tokens.size();) {
        const Phrase* const head = rules_.heads.phrases.longest_at(scanned, at);
        at = head == nullptr ? at + 1 : read(passage, at, *head);
      }
    }
  }

 private:
  std::uint32_t read(std::uint32_t passage, std::uint32_t at, const Phrase& head) {
    const ScannedPassage& scanned = scan_.passages[passage];
    const HeadRow& row = rules_.heads.rows[head.row];
    const std::uint32_t head_end = at + size_of(head);
    const std::uint32_t begin = find_name_begin(scan_, draft_, passage, at, kNameWordsMax);
    std::uint32_t end = find_number_end(scan_, draft_, passage, head_end);
    const bool numbered = end > head_end;
    if (!numbered && is_word(scanned, end, {"of", "de", "du"}) &&
        is_name_word(scan_, passage, end + 1)) {
      end = find_name_end(scan_, passage, end + 1, kNameWordsMax);
    }
    const std::uint32_t site_end = find_site_end(scan_, draft_, passage, std::max(end, head_end));
    const bool in_name = !numbered && begin == at && end == head_end && site_end > end;
    if (in_name) end = site_end;
    if (begin == at && end == head_end) return head_end;
    const std::uint32_t last = std::max(end, head_end);
    collector_.add({passage, begin, last}, {passage, begin, std::max(site_end, last)}, row,
                   930'000);
    return last;
  }

  const Scan& scan_;
  const FacilityRules& rules_;
  FactDraft& draft_;
  Collector collector_;
};

class CourtFinder {
 public:
  CourtFinder(const Scan& scan, const CourtRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft), collector_(scan, draft, FactKind::Court) {}

  void find() {
    for (std::uint32_t passage = 0; passage < scan_.passages.size(); ++passage) {
      const ScannedPassage& scanned = scan_.passages[passage];
      if (scanned.kind == PassageKind::Metadata) continue;
      for (std::uint32_t at = 0; at < scanned.tokens.size();) {
        const Phrase* const head = rules_.heads.phrases.longest_at(scanned, at);
        at = head == nullptr ? at + 1 : read(passage, at, *head);
      }
    }
  }

 private:
  struct Extent {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool named = false;
    bool sited = false;  // by a place of the gazetteer
  };

  /// The name around a head word at [at, head_end).
  Extent extend(std::uint32_t passage, std::uint32_t at, std::uint32_t head_end) const {
    const ScannedPassage& scanned = scan_.passages[passage];
    Extent extent{at, find_number_end(scan_, draft_, passage, head_end), false, false};
    extent.begin = find_name_begin(scan_, draft_, passage, at, kNameWordsMax);
    extent.named = extent.begin < at || extent.end > head_end;
    const std::uint32_t behind = find_site_end(scan_, draft_, passage, extent.end);
    if (behind > extent.end) {
      extent.end = behind;
      extent.named = extent.sited = true;
    } else if (is_word(scanned, extent.end, {"of", "de", "du"}) && extent.end == head_end) {
      std::uint32_t next = extent.end + 1;
      if (is_word(scanned, next, {"the", "la"})) ++next;
      const std::uint32_t name_end = find_name_end(scan_, passage, next, kNameWordsMax);
      if (name_end > next) {
        extent.end = name_end;
        extent.named = true;
      }
    }
    return extent;
  }

  /// "Appeals Collegium of the Almaty City Court": the court behind a chamber's head word.
  std::uint32_t find_court_behind(std::uint32_t passage, std::uint32_t at) const {
    const ScannedPassage& scanned = scan_.passages[passage];
    if (!is_word(scanned, at, {"of", "at", "de", "du"})) return at;
    std::uint32_t next = at + 1;
    if (is_word(scanned, next, {"the", "la", "l"})) ++next;
    const std::uint32_t limit = next + kNameWordsMax + 1;
    for (std::uint32_t head_at = next; head_at <= limit; ++head_at) {
      if (const Phrase* const head = rules_.heads.phrases.longest_at(scanned, head_at)) {
        return extend(passage, head_at, head_at + size_of(*head)).end;
      }
      if (!is_name_word(scan_, passage, head_at)) break;
    }
    return at;
  }

  std::uint32_t read(std::uint32_t passage, std::uint32_t at, const Phrase& head) {
    const ScannedPassage& scanned = scan_.passages[passage];
    const HeadRow& row = rules_.heads.rows[head.row];
    const std::uint32_t head_end = at + size_of(head);
    if (row.form == "chamber") {
      const std::uint32_t end = find_court_behind(passage, head_end);
      const std::uint32_t begin = find_name_begin(scan_, draft_, passage, at, kNameWordsMax);
      if (end == head_end) return head_end;
      collector_.add({passage, begin, end}, {passage, begin, end}, row, 930'000);
      return end;
    }
    const Extent extent = extend(passage, at, head_end);
    const bool capitalised = scanned.tokens[at].casing != Casing::Lower;
    // "the court of the town" has no name; "the High Court" and "a military court" have.
    const bool enough = row.form == "whole" || (row.form == "capital" && capitalised);
    if (!extent.named && !enough) return head_end;
    if (extent.named && !capitalised && row.form == "bare" && extent.begin == at && !extent.sited) {
      return head_end;
    }
    collector_.add({passage, extent.begin, extent.end}, {passage, extent.begin, extent.end}, row,
                   extent.named ? 940'000 : 850'000);
    return extent.end;
  }

  const Scan& scan_;
  const CourtRules& rules_;
  FactDraft& draft_;
  Collector collector_;
};

}  // namespace

Result<FacilityRules> make_facility_rules(const Tables& tables) {
  FacilityRules rules;
  TRY(rules.heads, make_head_set(tables, "facilities", "facility"));
  return rules;
}

void find_facilities(const Scan& scan, const FacilityRules& rules, FactDraft& draft) {
  FacilityFinder(scan, rules, draft).find();
}

Result<CourtRules> make_court_rules(const Tables& tables) {
  CourtRules rules;
  TRY(rules.heads, make_head_set(tables, "courts", "court"));
  return rules;
}

void find_courts(const Scan& scan, const CourtRules& rules, FactDraft& draft) {
  CourtFinder(scan, rules, draft).find();
}

}  // namespace habeas
