// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace habeas {

/// "D:20160512093000+06'00'" (ISO 32000-1, 7.9.4) as "2016-05-12T09:30:00+06:00", as far as it
/// goes; `value` itself if it is no such date.
std::string pdf_date(std::string_view value);

}  // namespace habeas
