// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/civil_day.h"
#include "base/result.h"
#include "disclose/page_values.h"

namespace habeas {

/// What stands around every page.
struct Frame {
  CivilDay today;  ///< from which ages are counted
  std::string language = "en";
  std::string form_token;  ///< "" where nothing may be decided: forms are then left out
  bool inside = true;      ///< false: nobody came in yet; no way to other pages is shown
};

/// What went wrong, as a page: says what happened and the one thing to do.
enum class MessageKind : std::uint8_t {
  NotFound,    ///< nothing here, or nothing this audience may see
  BadRequest,  ///< a form or address that cannot be read
  NoEntry,     ///< no session: the printed address was not opened in this browser
  TokenSpent,  ///< the printed address was used, or is older than ten minutes
  Refused,     ///< a form from another page, or from an older session
  OtherHost,   ///< the request names another host
  Changed,     ///< the fact on the page is no longer the one in the archive
  NotDecided,  ///< the decision was refused; `detail` says why
  Fault,       ///< the archive could not be read; `detail` says why
};

/// Page values to whole HTML pages. Pure, and the same bytes for the same values. Errors are our
/// own mistakes only (Internal): a template that names what is not there.
Result<std::string> to_page(const FrontPage& page, const Frame& frame);
Result<std::string> to_page(const CasesPage& page, const Frame& frame);
Result<std::string> to_page(const CasePage& page, const Frame& frame);
Result<std::string> to_page(const DocketPage& page, const Frame& frame);
Result<std::string> to_page(const TagsPage& page, const Frame& frame);
Result<std::string> to_page(const ReportPage& page, const Frame& frame);
Result<std::string> to_page(const SearchPage& page, const Frame& frame);
Result<std::string> to_page(MessageKind kind, std::string_view detail, const Frame& frame);

}  // namespace habeas
