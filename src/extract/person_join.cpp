// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/person_join.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace habeas {
namespace {

bool is_other_sex(Sex a, Sex b) {
  return a != Sex::Unstated && b != Sex::Unstated && a != b;
}

std::string join_parts(const NameParts& parts) {
  std::string key;
  for (const std::string& part : parts) key += part + ' ';
  return key;
}

/// People while they are put together. Names of one first letter are compared with one another
/// only, by the words that stand first and last.
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
    people_.push_back({at, {at}});
    sex_.push_back(mention.sex);
    by_name_.emplace(key, static_cast<std::uint32_t>(people_.size() - 1));
  }

  /// The person who agrees; of several the one named last before the mention, else the first.
  std::optional<std::uint32_t> find_person(const NameMention& mention, NameAgreement needed) const {
    std::optional<std::uint32_t> best;
    std::uint32_t best_at = 0;
    const std::size_t compared = std::min(people_.size(), kPeopleComparedMax);
    for (std::uint32_t i = 0; i < compared; ++i) {
      if (is_other_sex(sex_[i], mention.sex)) continue;
      const NameMention& full = mentions_[people_[i].fullest];
      const NameAgreement agreement = compare_names(mention.parts, full.parts);
      const bool agrees = needed == NameAgreement::Full ? agreement == NameAgreement::Full
                                                        : agreement != NameAgreement::None;
      if (!agrees) continue;
      const std::uint32_t last = last_before(people_[i], mention.name);
      if (!best || last > best_at) {
        best = i;
        best_at = last;
      }
    }
    return best;
  }

  /// One more than the position of the last mention before `place`; 0 if there is none.
  std::uint32_t last_before(const JoinedPerson& person, TokenPlace place) const {
    std::uint32_t last = 0;
    for (const std::uint32_t at : person.mentions) {
      if (mentions_[at].name < place) last = std::max(last, at + 1);
    }
    return last;
  }

  void add(std::uint32_t person, std::uint32_t at) {
    JoinedPerson& to = people_[person];
    to.mentions.push_back(at);
    if (sex_[person] == Sex::Unstated) sex_[person] = mentions_[at].sex;
    const NameMention& now = mentions_[to.fullest];
    const NameMention& other = mentions_[at];
    const bool fuller = other.parts.size() > now.parts.size() ||
                        (other.parts.size() == now.parts.size() && now.title.empty() &&
                         !other.title.empty() && other.name < now.name);
    if (fuller) to.fullest = at;
  }

  const std::vector<NameMention>& mentions_;
  std::vector<JoinedPerson> people_;
  std::vector<Sex> sex_;
  std::unordered_map<std::string, std::uint32_t> by_name_;
};

}  // namespace

std::vector<JoinedPerson> join_mentions(const std::vector<NameMention>& mentions) {
  return Joiner(mentions).join();
}

}  // namespace habeas
