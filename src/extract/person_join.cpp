// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/person_join.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace habeas {
namespace {

bool is_other_sex(Sex a, Sex b) {
  return a != Sex::Unstated && b != Sex::Unstated && a != b;
}

constexpr std::size_t kSharersComparedMax = 32;

/// Cheap: every word of the shorter name begins as some word of the longer.
bool may_agree(const NameParts& a, const NameParts& b) {
  const NameParts& brief = a.size() <= b.size() ? a : b;
  const NameParts& full = a.size() <= b.size() ? b : a;
  return std::all_of(brief.begin(), brief.end(), [&](const std::string& word) {
    return std::any_of(full.begin(), full.end(),
                       [&](const std::string& other) { return word.front() == other.front(); });
  });
}

std::string join_parts(const NameParts& parts) {
  std::string key;
  for (const std::string& part : parts) key += part + ' ';
  return key;
}

/// People while they are put together.
class Joiner {
 public:
  explicit Joiner(const std::vector<NameMention>& mentions) : mentions_(mentions) {}

  std::vector<JoinedPerson> join() {
    for (std::uint32_t at = 0; at < mentions_.size(); ++at) {
      if (mentions_[at].parts.size() > 1) place(at, NameAgreement::Full);
    }
    for (std::uint32_t at = 0; at < mentions_.size(); ++at) {
      if (mentions_[at].parts.size() == 1) place(at, NameAgreement::Word);
    }
    for (JoinedPerson& person : people_) {
      std::sort(person.mentions.begin(), person.mentions.end());
    }
    return std::move(people_);
  }

 private:
  void place(std::uint32_t at, NameAgreement needed) {
    const NameMention& mention = mentions_[at];
    const std::string key = join_parts(mention.parts);
    if (const auto known = by_name_.find(key);
        known != by_name_.end() && needed == NameAgreement::Full &&
        !is_other_sex(sex_[known->second], mention.sex)) {
      return add(known->second, at);
    }
    const auto person = find_person(mention, needed);
    if (person) {
      add(*person, at);
      by_name_.emplace(key, *person);
      return;
    }
    // A word that is nobody's name stands for a person only where a title or role says so.
    if (needed == NameAgreement::Word && mention.rule == "person.short_name") return;
    const auto person_at = static_cast<std::uint32_t>(people_.size());
    people_.push_back({at, {}});
    sex_.push_back(mention.sex);
    full_mentions_.emplace_back();
    last_word_.push_back(0);
    by_name_.emplace(key, person_at);
    add(person_at, at);
  }

  /// The person who agrees; of several the one named last before the mention, else the first.
  /// Those who share a word are asked first, then the last ones, whose spelling may differ.
  std::optional<std::uint32_t> find_person(const NameMention& mention, NameAgreement needed) const {
    std::vector<std::uint32_t> candidates;
    for (const std::string& part : mention.parts) {
      const auto found = by_word_.find(name_key(part));
      if (found == by_word_.end()) continue;
      const std::size_t count = std::min(found->second.size(), kSharersComparedMax);
      candidates.insert(candidates.end(), found->second.end() - static_cast<std::ptrdiff_t>(count),
                        found->second.end());
    }
    if (const auto sharing = find_best(mention, needed, candidates)) return sharing;
    const auto count = static_cast<std::uint32_t>(people_.size());
    const auto first = count > kPeopleComparedMax
                           ? count - static_cast<std::uint32_t>(kPeopleComparedMax)
                           : 0;
    candidates.clear();
    for (std::uint32_t i = first; i < count; ++i) {
      if (may_agree(mention.parts, mentions_[people_[i].fullest].parts)) candidates.push_back(i);
    }
    return find_best(mention, needed, candidates);
  }

  std::optional<std::uint32_t> find_best(const NameMention& mention, NameAgreement needed,
                                         const std::vector<std::uint32_t>& candidates) const {
    std::optional<std::uint32_t> best;
    std::uint32_t best_at = 0;
    for (const std::uint32_t i : candidates) {
      if (is_other_sex(sex_[i], mention.sex)) continue;
      const NameMention& full = mentions_[people_[i].fullest];
      const NameAgreement agreement = compare_names(mention.parts, full.parts);
      const bool agrees = needed == NameAgreement::Full ? agreement == NameAgreement::Full
                                                        : agreement != NameAgreement::None;
      if (!agrees) continue;
      const std::uint32_t last = last_before(i, mention.name);
      if (!best || last > best_at) {
        best = i;
        best_at = last;
      }
    }
    return best;
  }

  /// One more than the position of the last mention before `place`; 0 if there is none. Full names
  /// were all placed before single words, and both come in text order.
  std::uint32_t last_before(std::uint32_t person, TokenPlace place) const {
    const std::vector<std::uint32_t>& full = full_mentions_[person];
    const auto behind =
        std::partition_point(full.begin(), full.end(),
                             [&](std::uint32_t at) { return mentions_[at].name < place; });
    const std::uint32_t last_full = behind == full.begin() ? 0 : *(behind - 1) + 1;
    return std::max(last_full, last_word_[person]);
  }

  void add(std::uint32_t person, std::uint32_t at) {
    JoinedPerson& to = people_[person];
    to.mentions.push_back(at);
    if (mentions_[at].parts.size() > 1) {
      full_mentions_[person].push_back(at);
    } else {
      last_word_[person] = at + 1;
    }
    if (sex_[person] == Sex::Unstated) sex_[person] = mentions_[at].sex;
    const NameMention& now = mentions_[to.fullest];
    const NameMention& other = mentions_[at];
    const bool fuller = other.parts.size() > now.parts.size() ||
                        (other.parts.size() == now.parts.size() && now.title.empty() &&
                         !other.title.empty() && other.name < now.name);
    if (fuller) to.fullest = at;
    for (const std::string& part : other.parts) {
      auto& sharers = by_word_[name_key(part)];
      if (sharers.empty() || sharers.back() != person) sharers.push_back(person);
    }
  }

  const std::vector<NameMention>& mentions_;
  std::vector<JoinedPerson> people_;
  std::vector<Sex> sex_;
  std::vector<std::vector<std::uint32_t>> full_mentions_;  // [person] names of two words or more
  std::vector<std::uint32_t> last_word_;  // [person] one more than the last single word placed
  std::unordered_map<std::string, std::uint32_t> by_name_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_word_;
};

}  // namespace

std::vector<JoinedPerson> join_mentions(const std::vector<NameMention>& mentions) {
  return Joiner(mentions).join();
}

}  // namespace habeas
