// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "model/document_id.h"

namespace habeas {

/// What a report is called in the desk's addresses: the first 20 hexadecimal digits of SHA-256 of
/// to_text(id). Says nothing about the report, and is the same on every machine.
std::string report_key(const DocumentId& id);

inline constexpr std::size_t kReportKeyDigits = 20;

/// What a tag is called in addresses: its letters and digits in lower case, the rest as single
/// hyphens, "" if nothing is left. "Freedom of assembly" is `freedom-of-assembly`.
std::string tag_slug(std::string_view tag);

/// True for what `report_key`, `tag_slug` and `case_number` give; anything else in an address is
/// not looked up at all.
bool is_report_key(std::string_view text);
bool is_tag_slug(std::string_view text);
bool is_case_number(std::string_view text);

}  // namespace habeas
