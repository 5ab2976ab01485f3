// SPDX-License-Identifier: AGPL-3.0-or-later
#include "link/pair_judge.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "link/pair_words.h"

namespace habeas {
namespace {

constexpr std::int32_t kMillion = 1'000'000;
constexpr std::int32_t kSameReferenceScore = 990'000;
constexpr std::int32_t kReferenceOtherPeopleScore = 900'000;
constexpr std::int32_t kCopyScore = 985'000;
constexpr std::int32_t kPersonAlikeMin = 780'000;
constexpr std::int32_t kTwoPeopleScore = 850'000;
constexpr std::int32_t kTwoPeopleSupport = 30'000;
constexpr std::int32_t kPersonShare = 750'000;   ///< of a name's score, before support
constexpr std::int32_t kMentionShare = 650'000;
constexpr std::int32_t kSupport = 60'000;
constexpr std::int32_t kMentionSupport = 50'000;
constexpr std::int32_t kSupportsMax = 3;
constexpr std::int32_t kFrequentLoss = 120'000;
constexpr std::int32_t kOtherCountryLoss = 100'000;
constexpr std::int32_t kLongAgoLoss = 60'000;
constexpr std::int32_t kLongAgoDays = 10 * 365;
constexpr std::int32_t kOtherTitleLoss = 180'000;
constexpr std::int32_t kOtherNumberLoss = 200'000;
constexpr std::int32_t kSameAttackScore = 600'000;
constexpr std::int32_t kSameAttackDays = 180;
constexpr std::size_t kGroupPeopleMin = 4;
constexpr std::int32_t kGroupDaysMax = 60;
constexpr std::int32_t kReprintDaysMax = 45;

std::int32_t share_of(std::int32_t score, std::int32_t share) {
  return static_cast<std::int32_t>(static_cast<std::int64_t>(score) * share / kMillion);
}

std::int32_t support_of(const Circumstances& found, std::size_t more, std::int32_t each) {
  const auto supports = static_cast<std::int32_t>(found.supports.size() + more);
  return std::min(supports, kSupportsMax) * each;
}

std::string affected_words(const ReportView& a, const ReportView& b, bool in_both) {
  if (in_both) return " as affected";
  return a.affected_count + b.affected_count > 0 ? ", affected in one of them" : "";
}

/// What stands behind the names: "both in Kazakhstan, 8 months apart".
std::string with_circumstances(std::string words, const Circumstances& found,
                               const std::vector<std::string>& more = {}) {
  for (const std::string& support : found.supports) words += ", " + support;
  for (const std::string& support : more) words += ", " + support;
  if (found.days_apart >= 0) words += ", " + time_apart(found.days_apart);
  return words;
}

bool is_same_report(const LinkReference& a, const LinkReference& b, std::int32_t days_apart) {
  if (a.update && b.update && *a.update == *b.update && *a.update > 0) return true;
  return a.update.value_or(0) == b.update.value_or(0) && days_apart >= 0 &&
         days_apart <= kReprintDaysMax;
}

/// The first number of their own that both have.
std::optional<PairJudgement> judge_reference(const ReportView& a, const ReportView& b,
                                             const Circumstances& found, bool has_person) {
  for (const LinkReference& mine : a.references) {
    for (const LinkReference& other : b.references) {
      if (mine.key != other.key) continue;
      PairJudgement judgement;
      judgement.rule = "same_reference";
      const bool has_others = a.affected_count > 0 && b.affected_count > 0 && !has_person;
      // A number misprinted into another country's case joins nothing by itself.
      if (has_others && found.other_country) return std::nullopt;
      judgement.score = has_others ? kReferenceOtherPeopleScore : kSameReferenceScore;
      judgement.words = mine.number == other.number
                            ? "both carry " + mine.number
                            : fmt::format("{} and {} are one number but for the month",
                                          std::min(mine.number, other.number),
                                          std::max(mine.number, other.number));
      judgement.is_copy = is_same_report(mine, other, found.days_apart);
      return judgement;
    }
  }
  return std::nullopt;
}

/// Both have numbers of their own in one scheme, and none in common.
bool has_other_number(const ReportView& a, const ReportView& b) {
  bool is_other = false;
  for (const LinkReference& mine : a.references) {
    for (const LinkReference& other : b.references) {
      if (mine.key == other.key) return false;
      const std::size_t colon = mine.key.find(':');
      is_other = is_other || (colon != std::string::npos &&
                              mine.key.substr(0, colon) == other.key.substr(0, colon));
    }
  }
  return is_other;
}

bool has_other_update(const ReportView& a, const ReportView& b) {
  for (const LinkReference& mine : a.references) {
    for (const LinkReference& other : b.references) {
      if (mine.key == other.key && mine.update.value_or(0) != other.update.value_or(0)) return true;
    }
  }
  return false;
}

std::optional<PairJudgement> judge_copy(const ReportView& a, const ReportView& b) {
  const std::vector<std::uint64_t>& left = a.report->shingles;
  const std::vector<std::uint64_t>& right = b.report->shingles;
  if (std::min(left.size(), right.size()) < kCopyShinglesMin) return std::nullopt;
  const std::int32_t share = shared_share(left, right);
  if (share < kCopyShareMin || has_other_update(a, b)) return std::nullopt;
  PairJudgement judgement;
  judgement.rule = "copy";
  judgement.words = fmt::format("{} % of the words are the same", share / 10'000);
  judgement.score = kCopyScore;
  judgement.is_copy = true;
  return judgement;
}

/// An attack on a body: same target, same city or day, half a year. No person is affected.
std::optional<PairJudgement> judge_targets(const ReportView& a, const ReportView& b,
                                           const Circumstances& found) {
  if (a.affected_count > 0 || b.affected_count > 0) return std::nullopt;
  if (!found.same_city && !found.same_act) return std::nullopt;
  if (found.days_apart < 0 || found.days_apart > kSameAttackDays) return std::nullopt;
  for (const FoldedName& target : a.targets) {
    const auto is_same = [&](const FoldedName& other) { return other.folded == target.folded; };
    if (target.folded.empty()) continue;
    if (std::none_of(b.targets.begin(), b.targets.end(), is_same)) continue;
    PairJudgement judgement;
    judgement.rule = "same_attack";
    judgement.words = with_circumstances("both report an attack on " + target.printed, found);
    judgement.score = kSameAttackScore + support_of(found, 0, kSupport);
    if (judgement.score < kJoinScoreMin) return std::nullopt;
    return judgement;
  }
  return std::nullopt;
}

}  // namespace

struct PairJudge::Match {
  Candidates::PersonPair pair;
  std::int32_t score = 0;
  NameRelation relation = NameRelation::Unlike;
  bool is_frequent = false;
  bool is_decided = false;
  bool both_affected = false;
};

std::vector<PairJudge::Match> PairJudge::match_people_of(
    const ReportView& a, const ReportView& b, const std::vector<Candidates::PersonPair>& alike,
    const DecidedPeople& decided) {
  std::vector<Match> all;
  for (const Candidates::PersonPair& pair : decided.same) {
    const bool both = a.people[pair.a].affected && b.people[pair.b].affected;
    if (decided.different.contains(pair)) continue;
    all.push_back({pair, kMillion, NameRelation::Same, false, true, both});
  }
  for (const Candidates::PersonPair& pair : alike) {
    const LinkPerson& left = a.people[pair.a];
    const LinkPerson& right = b.people[pair.b];
    if (!left.joins || !right.joins) continue;
    if (!left.affected && !right.affected && a.affected_count + b.affected_count > 0) continue;
    if (decided.different.contains(pair)) continue;
    const NameMatch& match = names_->match(left.name, right.name);
    const bool may_be_one =
        match.relation == NameRelation::Same || match.relation == NameRelation::Partial;
    if (!may_be_one || match.score < kPersonAlikeMin) continue;
    all.push_back({pair, match.score, match.relation, match.is_frequent, false,
                   left.affected && right.affected});
  }
  std::sort(all.begin(), all.end(), [](const Match& x, const Match& y) {
    return std::tuple(-x.score, !x.both_affected, x.pair) <
           std::tuple(-y.score, !y.both_affected, y.pair);
  });
  std::vector<Match> matches;
  std::array<bool, kLinkPeopleMax> used_a{};
  std::array<bool, kLinkPeopleMax> used_b{};
  for (const Match& match : all) {
    if (used_a[match.pair.a] || used_b[match.pair.b]) continue;
    used_a[match.pair.a] = used_b[match.pair.b] = true;
    matches.push_back(match);
  }
  return matches;
}

std::string PairJudge::printed(const ReportView& a, const ReportView& b, const Match& match) const {
  return both_spellings(names_->person(a.people[match.pair.a].name).name.printed,
                        names_->person(b.people[match.pair.b].name).name.printed);
}

std::optional<PairJudgement> PairJudge::judge_people(const ReportView& a, const ReportView& b,
                                                     const std::vector<Match>& matches) {
  std::vector<Match> both;
  std::vector<Match> one;
  for (const Match& match : matches) (match.both_affected ? both : one).push_back(match);
  // A person affected there is only named here: that tells something if nobody is affected here.
  const bool may_name = a.affected_count == 0 || b.affected_count == 0;
  if (both.empty() && (!may_name || one.empty())) return std::nullopt;
  if (both.empty() && a.affected_count + b.affected_count == 0) {
    // Nobody is affected in either: only the one after whom both are titled counts.
    std::erase_if(one, [&](const Match& match) {
      return !is_titled(a, a.people[match.pair.a]) || !is_titled(b, b.people[match.pair.b]);
    });
    if (one.empty()) return std::nullopt;
  }
  const std::vector<Match>& shared = both.empty() ? one : both;
  const Circumstances found = compare_circumstances(a, b, *tables_);
  std::optional<PairJudgement> judgement = shared.size() >= 2
                                               ? judge_two(a, b, shared, found)
                                               : judge_one(a, b, shared.front(), found);
  if (!judgement || judgement->rule == "decided") return judgement;
  judgement->score -= loss_of(a, b, shared, found);
  if (judgement->score < kJoinScoreMin) return std::nullopt;
  return judgement;
}

bool PairJudge::is_titled(const ReportView& view, const LinkPerson& person) const {
  const std::vector<NameWord>& words = names_->person(person.name).name.words;
  return std::any_of(words.begin(), words.end(), [&](const NameWord& word) {
    return word.is_family && view.title_sounds.contains(word.sound);
  });
}

bool PairJudge::is_titled_otherwise(const ReportView& view,
                                    const std::vector<std::uint32_t>& shared) const {
  bool names_other = false;
  for (std::uint32_t i = 0; i < view.people.size() && view.people[i].affected; ++i) {
    if (!is_titled(view, view.people[i])) continue;
    if (std::find(shared.begin(), shared.end(), i) != shared.end()) return false;
    names_other = true;
  }
  return names_other;
}

std::int32_t PairJudge::loss_of(const ReportView& a, const ReportView& b,
                                const std::vector<Match>& shared,
                                const Circumstances& found) const {
  std::int32_t loss = 0;
  if (found.other_country) loss += kOtherCountryLoss;
  if (found.days_apart > kLongAgoDays) loss += kLongAgoLoss;
  if (std::all_of(shared.begin(), shared.end(), [](const Match& m) { return m.is_frequent; })) {
    loss += kFrequentLoss;
  }
  // A group has a case for each number; one person has one case whatever the numbers.
  const bool is_group = std::max(a.affected_count, b.affected_count) >= kGroupPeopleMin;
  if (is_group && has_other_number(a, b)) loss += kOtherNumberLoss;
  std::vector<std::uint32_t> mine;
  std::vector<std::uint32_t> others;
  for (const Match& match : shared) {
    mine.push_back(match.pair.a);
    others.push_back(match.pair.b);
  }
  // A round-up that names the person in passing is titled after somebody else.
  if (is_titled_otherwise(a, mine) || is_titled_otherwise(b, others)) loss += kOtherTitleLoss;
  return loss;
}

std::optional<PairJudgement> PairJudge::judge_two(const ReportView& a, const ReportView& b,
                                                  const std::vector<Match>& shared,
                                                  const Circumstances& found) const {
  const bool are_affected = shared.front().both_affected;
  // A few of many: two group cases that share members are related, not one.
  const std::size_t smaller = std::min(a.affected_count, b.affected_count);
  if (are_affected && shared.size() * 4 < smaller) return std::nullopt;
  const std::string who =
      fmt::format("{} and {}{}", printed(a, b, shared[0]), printed(a, b, shared[1]),
                  shared.size() > 2 ? fmt::format(" and {} more", shared.size() - 2) : "");
  PairJudgement judgement;
  judgement.rule = are_affected ? "two_people" : "named_in";
  judgement.words = with_circumstances(
      "both name " + who + affected_words(a, b, are_affected), found);
  judgement.score = kTwoPeopleScore - (kMillion - (shared[0].score + shared[1].score) / 2) / 2 +
                    support_of(found, 0, kTwoPeopleSupport);
  if (!are_affected) judgement.score -= kTwoPeopleSupport;
  return judgement;
}

std::vector<std::string> PairJudge::support_for(const ReportView& a, const ReportView& b,
                                                const Match& match,
                                                const Circumstances& found) const {
  const LinkPerson& left = a.people[match.pair.a];
  const LinkPerson& right = b.people[match.pair.b];
  std::vector<std::string> supports;
  if (!left.organisation.empty() && left.organisation == right.organisation) {
    supports.push_back("of the same organisation");
  }
  if (!found.same_city && !left.home_place.empty() && left.home_place == right.home_place) {
    supports.push_back("from the same place");
  }
  const bool is_country_open = !found.same_country && !found.other_country;
  if (is_country_open && !left.role.empty() && left.role == right.role && left.role != "other") {
    supports.push_back("in the same role");
  }
  if (match.both_affected) return supports;
  const bool is_in_a = is_titled(a, left);
  const bool is_in_b = is_titled(b, right);
  if (a.affected_count == 0 && b.affected_count == 0) {
    if (is_in_a && is_in_b) supports.push_back("both titles name them");
  } else if (a.affected_count == 0 ? is_in_a : is_in_b) {
    supports.push_back("whose title names them");
  }
  return supports;
}

std::optional<PairJudgement> PairJudge::judge_one(const ReportView& a, const ReportView& b,
                                                  const Match& match,
                                                  const Circumstances& found) const {
  PairJudgement judgement;
  if (match.is_decided) {
    judgement.rule = "decided";
    judgement.words = fmt::format("decided: {} is one person", printed(a, b, match));
    judgement.score = match.both_affected ? kMillion : kJoinScoreMin;
    return judgement;
  }
  const std::vector<std::string> more = support_for(a, b, match, found);
  const std::size_t supports = found.supports.size() + more.size();
  if (supports < (match.both_affected ? 1U : 2U)) return std::nullopt;
  // One of many: a member of a group may have a case of their own.
  const bool is_near =
      found.same_act || (found.days_apart >= 0 && found.days_apart <= kGroupDaysMax);
  const std::size_t larger = std::max(a.affected_count, b.affected_count);
  if (match.both_affected && larger >= kGroupPeopleMin && !is_near) return std::nullopt;
  judgement.rule = match.both_affected ? "same_person" : "named_in";
  judgement.words = with_circumstances(
      "both name " + printed(a, b, match) + affected_words(a, b, match.both_affected), found,
      more);
  judgement.score = share_of(match.score, match.both_affected ? kPersonShare : kMentionShare) +
                    support_of(found, more.size(),
                               match.both_affected ? kSupport : kMentionSupport);
  return judgement;
}

std::optional<PairJudgement> PairJudge::judge(const ReportView& a, const ReportView& b,
                                              const std::vector<Candidates::PersonPair>& alike,
                                              const DecidedPeople& decided) {
  const std::vector<Match> matches = match_people_of(a, b, alike, decided);
  const bool has_person = std::any_of(matches.begin(), matches.end(),
                                      [](const Match& match) { return match.both_affected; });
  std::vector<PairJudgement> reasons;
  const auto consider = [&](std::optional<PairJudgement> judgement) {
    if (judgement) reasons.push_back(std::move(*judgement));
  };
  Circumstances apart;
  apart.other_country = !a.report->country.empty() && !b.report->country.empty() &&
                        a.report->country != b.report->country;
  if (a.published && b.published) {
    apart.days_apart = std::abs(a.published->days - b.published->days);
  }
  consider(judge_reference(a, b, apart, has_person));
  consider(judge_copy(a, b));
  if (!matches.empty()) consider(judge_people(a, b, matches));
  if (reasons.empty() && !a.targets.empty()) {
    consider(judge_targets(a, b, compare_circumstances(a, b, *tables_)));
  }
  if (reasons.empty()) return std::nullopt;
  PairJudgement best = reasons.front();
  for (const PairJudgement& reason : reasons) {
    best.is_copy = best.is_copy || reason.is_copy;
    if (reason.score <= best.score) continue;
    const bool is_copy = best.is_copy;
    best = reason;
    best.is_copy = is_copy;
  }
  best.people.clear();
  for (const Match& match : matches) best.people.push_back(match.pair);
  return best;
}

std::int32_t shared_share(const std::vector<std::uint64_t>& a,
                          const std::vector<std::uint64_t>& b) {
  // The smallest of both together are known as far as the shorter sketch goes.
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t seen = 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; seen < most && (i < a.size() || j < b.size()); ++seen) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++shared;
      ++i;
      ++j;
    } else if (j >= b.size() || (i < a.size() && a[i] < b[j])) {
      ++i;
    } else {
      ++j;
    }
  }
  return most == 0 ? 0 : static_cast<std::int32_t>(shared * kMillion / most);
}

}  // namespace habeas
