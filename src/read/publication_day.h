// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "text/day_line.h"

namespace habeas {

/// A date in the path of an address: "/2017/02/13/", "2017-02-13", "20170213", or a year and month
/// "/2017/02/". `span` is of the bytes of `address`.
struct AddressDate {
  PartialDate date;
  TextSpan span;
};
std::optional<AddressDate> find_address_date(std::string_view address);

/// The day that stands at the begin of a paragraph as a dateline: "Oslo, 5 June 2015. The ...",
/// "NOVEMBER 16, 2018—The ...", "Iran – September 28, 2011 – ...". Only names of places, signs and
/// words such as "le" may stand before it, and a sign must stand after it.
std::optional<PrintedDay> find_dateline(std::string_view paragraph);

/// The day of a line that is a day and a place: "Oslo, 5 June 2015", "5 June 2015, Oslo".
std::optional<PrintedDay> find_place_and_day(std::string_view line);

/// The day that ends a short line of the head: "Example Times, December 1, 2006", "Date: 12 May
/// 2016". Before it stands a sign, a number, or one of the words that lead a day.
std::optional<PrintedDay> find_closing_day(std::string_view line);

/// The same, with a colon before it: as good as a date line.
std::optional<PrintedDay> find_labelled_day(std::string_view line);

/// The likelier reading of a day that could be read month first: the one nearest to the days that
/// `text` prints without doubt; day first if that does not tell.
CivilDay settle_day(const PrintedDay& printed, std::string_view text);

/// Settles days that stand in order in one container: day first if the sequence then falls or
/// rises all the way, else month first if that does.
void settle_sequence(std::vector<PrintedDay>& days);

}  // namespace habeas
