// SPDX-License-Identifier: AGPL-3.0-or-later
#include "extract/dates.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/date_grammar.h"

namespace habeas {
namespace {

constexpr std::pair<DateWordKind, DateQualifier> kQualifiers[] = {
    {DateWordKind::Early, DateQualifier::Early},   {DateWordKind::Mid, DateQualifier::Mid},
    {DateWordKind::Late, DateQualifier::Late},     {DateWordKind::About, DateQualifier::About},
    {DateWordKind::Before, DateQualifier::Before}, {DateWordKind::After, DateQualifier::After},
    {DateWordKind::Since, DateQualifier::Since},   {DateWordKind::Until, DateQualifier::Until},
};

constexpr std::pair<DateWordKind, std::string_view> kRoles[] = {
    {DateWordKind::Letter, "letter"},
    {DateWordKind::AsOf, "as_of"},
    {DateWordKind::Deadline, "deadline"},
    {DateWordKind::Birth, "birth"},
    {DateWordKind::Law, "law"},
    {DateWordKind::History, "history"},
    {DateWordKind::Published, "published"},
};

bool is_full_day(const PartialDate& date) { return date.year != 0 && date.day != 0; }

/// Carries what earlier dates tell about later ones.
class Finder {
 public:
  Finder(const Scan& scan, const DateRules& rules, FactDraft& draft)
      : scan_(scan), rules_(rules), draft_(draft), published_(scan.document->published) {}

  void find() {
    std::vector<std::vector<PrintedDate>> dates(scan_.passages.size());
    for (std::uint32_t at = 0; at < scan_.passages.size(); ++at) {
      if (scan_.passages[at].kind == PassageKind::Metadata) continue;
      dates[at] = read_dates(scan_.passages[at], rules_);
      std::erase_if(dates[at], [&](const PrintedDate& date) {
        const TokenPlace place{at, date.tokens.begin, date.tokens.end};
        return !draft_.mentions_in(FactKind::Reference, place).empty();
      });
    }
    find_publication(dates);
    for (std::uint32_t at = 0; at < scan_.passages.size(); ++at) add_passage(at, dates[at]);
  }

 private:
  bool is_alone(std::uint32_t passage, const PrintedDate& date) const {
    return date.tokens.begin == 0 && date.tokens.end == scan_.passages[passage].tokens.size();
  }

  /// A line that is nothing but a day, near the head, when the reader knew no publication day.
  void find_publication(const std::vector<std::vector<PrintedDate>>& dates) {
    constexpr std::size_t kHeadPassages = 24;
    if (published_ && precision_of(*published_) == DatePrecision::Day) return;
    for (std::uint32_t at = 0; at < dates.size() && at < kHeadPassages; ++at) {
      for (const PrintedDate& date : dates[at]) {
        const bool day =
            date.gap == DateGap::None && is_full_day(date.date) && !is_range(date.date);
        if (!day || !(is_alone(at, date) || is_after_place(at, date))) continue;
        published_ = date.date;
        head_ = TokenPlace{at, date.tokens.begin, date.tokens.end};
        return;
      }
    }
  }

  /// "Paris-Geneva, 5 June 2015." at the begin of a passage: a dateline.
  bool is_after_place(std::uint32_t passage, const PrintedDate& date) const {
    constexpr std::uint32_t kPlaceTokensMax = 5;
    const auto& tokens = scan_.passages[passage].tokens;
    if (date.tokens.begin == 0 || date.tokens.begin > kPlaceTokensMax) return false;
    for (std::uint32_t at = 0; at < date.tokens.begin; ++at) {
      const bool name = tokens[at].kind == TokenKind::Word && tokens[at].casing != Casing::Lower;
      const bool sign = tokens[at].folded == "," || tokens[at].folded == "-";
      if (!name && !sign && tokens[at].folded != "le") return false;
    }
    if (date.tokens.end == tokens.size()) return true;
    const std::string& next = tokens[date.tokens.end].folded;
    return tokens[date.tokens.begin - 1].folded != "on" &&
           (next == "." || next == "-" || next == ":" || next == ")");
  }

  void add_passage(std::uint32_t passage, const std::vector<PrintedDate>& dates) {
    for (std::size_t at = 0; at < dates.size(); ++at) {
      const PrintedDate& printed = dates[at];
      std::optional<PartialDate> date = complete(passage, dates, at);
      if (!date || !days_of(*date)) continue;
      date->qualifier = qualifier_of(passage, printed);
      const TokenPlace place{passage, printed.tokens.begin, printed.tokens.end};
      DateValue value{*date, role_of(passage, printed)};
      const bool around =
          date->qualifier == DateQualifier::Before || date->qualifier == DateQualifier::After;
      if (is_full_day(*date) && value.role == "event" && !around) {
        last_day_ = *date;
        last_day_passage_ = passage;
        last_day_token_ = printed.tokens.begin;
      }
      draft_.add(FactKind::Date, std::move(value), place, printed.rule, printed.confidence);
    }
  }

  DateQualifier qualifier_of(std::uint32_t passage, const PrintedDate& printed) const {
    if (printed.date.qualifier != DateQualifier::None) return printed.date.qualifier;
    for (const auto& [word, qualifier] : kQualifiers) {
      if (rules_.phrase_before(scan_.passages[passage], before_article(passage, printed), word)) {
        return qualifier;
      }
    }
    return DateQualifier::None;
  }

  std::uint32_t before_article(std::uint32_t passage, const PrintedDate& printed) const {
    static constexpr std::string_view kArticles[] = {"the", "le", "el", "la"};
    const auto& tokens = scan_.passages[passage].tokens;
    const std::uint32_t begin = printed.tokens.begin;
    const bool article = begin > 0 && std::find(std::begin(kArticles), std::end(kArticles),
                                                tokens[begin - 1].folded) != std::end(kArticles);
    return article ? begin - 1 : begin;
  }

  std::string role_of(std::uint32_t passage, const PrintedDate& printed) const {
    const ScannedPassage& scanned = scan_.passages[passage];
    const TokenPlace place{passage, printed.tokens.begin, printed.tokens.end};
    if (scanned.kind == PassageKind::DateLine || (head_ && *head_ == place)) return "published";
    const TextSpan known = scan_.document->published_span;
    if (length(known) > 0 && overlaps(known, to_document_span(scan_, place))) return "published";
    if (is_alone(passage, printed)) {
      const bool same =
          published_ && printed.gap == DateGap::None && to_iso(printed.date) == to_iso(*published_);
      if (same) return "published";
    }
    for (const auto& [word, role] : kRoles) {
      for (const std::uint32_t end : {printed.tokens.begin, before_article(passage, printed)}) {
        if (rules_.phrase_before(scanned, end, word) != nullptr) return std::string(role);
      }
    }
    return "event";
  }

  std::optional<PartialDate> complete(std::uint32_t passage, const std::vector<PrintedDate>& dates,
                                      std::size_t at) const {
    const PrintedDate& printed = dates[at];
    switch (printed.gap) {
      case DateGap::None:
        return printed.date;
      case DateGap::Year:
        return with_year(passage, dates, at);
      case DateGap::Same:
        if (!last_day_) return std::nullopt;
        return as_relative(*last_day_);
      default:
        return from_publication(printed);
    }
  }

  static PartialDate as_relative(PartialDate date) {
    date.basis = DateBasis::Relative;
    date.qualifier = DateQualifier::None;
    return date;
  }

  std::optional<CivilDay> publication_day() const {
    if (!published_ || precision_of(*published_) != DatePrecision::Day) return std::nullopt;
    return make_day(published_->year, published_->month, published_->day);
  }

  /// The last day on which the report can have been published, by what is known of it.
  std::optional<CivilDay> last_publication_day() const {
    if (!published_) return std::nullopt;
    const auto days = days_of(*published_);
    if (!days) return std::nullopt;
    return days->last;
  }

  std::optional<PartialDate> from_publication(const PrintedDate& printed) const {
    const auto published = publication_day();
    if (!published) return std::nullopt;
    const YearMonthDay today = to_year_month_day(*published);
    PartialDate date;
    date.basis = DateBasis::Relative;
    if (printed.gap == DateGap::Relative) {
      return as_relative(day_date(CivilDay{published->days + printed.offset}));
    }
    if (printed.gap == DateGap::Weekday) {
      const int back = (weekday_of(*published) - printed.offset + 7) % 7;
      if (printed.direction > 0) {
        return as_relative(day_date(CivilDay{published->days + (back == 0 ? 7 : 7 - back)}));
      }
      return as_relative(day_date(CivilDay{published->days - back}));
    }
    if (printed.gap == DateGap::UnitYear) {
      date.year = static_cast<std::int16_t>(today.year + printed.direction);
      return date;
    }
    if (printed.gap == DateGap::UnitMonth) {
      const int months = today.year * 12 + (today.month - 1) + printed.direction;
      date.year = static_cast<std::int16_t>(months / 12);
      date.month = static_cast<std::int8_t>(months % 12 + 1);
      return date;
    }
    date.month = printed.date.month;
    int year = today.year;
    if (printed.direction < 0 && date.month >= today.month) --year;
    if (printed.direction > 0 && date.month <= today.month) ++year;
    date.year = static_cast<std::int16_t>(year);
    return date;
  }

  /// The year printed nearest in the same sentence, after the date or before it.
  std::int16_t year_of_sentence(std::uint32_t passage, const std::vector<PrintedDate>& dates,
                                std::size_t at) const {
    const TokenPlace sentence = sentence_of(scan_, passage, dates[at].tokens.begin);
    const auto inside = [&](const PrintedDate& date) {
      return date.tokens.begin >= sentence.begin && date.tokens.end <= sentence.end &&
             date.date.year != 0 && date.gap == DateGap::None && date.date.month != 0;
    };
    constexpr std::size_t kNeighbours = 12;
    for (std::size_t i = at; i-- > 0 && at - i <= kNeighbours;) {
      if (dates[i].tokens.end <= sentence.begin) break;
      if (inside(dates[i])) return dates[i].date.year;
    }
    for (std::size_t i = at + 1; i < dates.size() && i - at <= kNeighbours; ++i) {
      if (dates[i].tokens.begin >= sentence.end) break;
      if (inside(dates[i])) return dates[i].date.year;
    }
    return 0;
  }

  std::int16_t year_by_publication(const PartialDate& date) const {
    const auto published = last_publication_day();
    if (!published) return 0;
    constexpr int kAheadDays = 92;  // a hearing that is announced
    const int year = to_year_month_day(*published).year;
    const int day = date.day == 0 ? 1 : date.day;
    const auto same = make_day(year, date.month, std::min(day, days_in_month(year, date.month)));
    if (!same) return 0;
    if (same->days - published->days > kAheadDays) return static_cast<std::int16_t>(year - 1);
    // In January a date of December is last month's, and the other way round.
    if (published->days - same->days > 365 - 31) return static_cast<std::int16_t>(year + 1);
    return static_cast<std::int16_t>(year);
  }

  std::optional<PartialDate> with_year(std::uint32_t passage, const std::vector<PrintedDate>& dates,
                                       std::size_t at) const {
    PartialDate date = dates[at].date;
    std::int16_t year = year_of_sentence(passage, dates, at);
    if (year == 0 && last_day_ && last_day_passage_ == passage && is_recent(passage, dates[at])) {
      year = year_of_story(date);
    }
    if (year == 0) year = year_by_publication(date);
    if (year == 0 && last_day_) year = last_day_->year;
    if (year == 0) return std::nullopt;
    date.year = year;
    if (date.end_month != 0 || date.end_day != 0) date.end_year = year;
    if (date.day > days_in_month(year, date.month)) return std::nullopt;
    date.basis = DateBasis::Inferred;
    return date;
  }

  /// The year of the day told before; the next one where that would lead half a year back and the
  /// report is late enough.
  std::int16_t year_of_story(const PartialDate& date) const {
    constexpr int kHalfYearDays = 183;
    const auto before = make_day(last_day_->year, last_day_->month, last_day_->day);
    const int day = date.day == 0 ? 1 : date.day;
    const auto same = make_day(last_day_->year, date.month, day);
    const auto next = make_day(last_day_->year + 1, date.month, day);
    const auto published = last_publication_day();
    const bool goes_back = before && same && before->days - same->days > kHalfYearDays;
    if (goes_back && next && published && *next <= *published) {
      return static_cast<std::int16_t>(last_day_->year + 1);
    }
    return last_day_->year;
  }

  /// A day of this sentence or the one before tells the story's year.
  bool is_recent(std::uint32_t passage, const PrintedDate& printed) const {
    const TokenPlace sentence = sentence_of(scan_, passage, printed.tokens.begin);
    if (sentence.begin == 0) return false;
    const TokenPlace before = sentence_of(scan_, passage, sentence.begin - 1);
    return last_day_token_ >= before.begin;
  }

  const Scan& scan_;
  const DateRules& rules_;
  FactDraft& draft_;
  std::optional<PartialDate> published_;
  std::optional<TokenPlace> head_;  // where find_publication() found it
  std::optional<PartialDate> last_day_;
  std::uint32_t last_day_passage_ = 0;
  std::uint32_t last_day_token_ = 0;
};

}  // namespace

void find_dates(const Scan& scan, const DateRules& rules, FactDraft& draft) {
  Finder(scan, rules, draft).find();
}

}  // namespace habeas
