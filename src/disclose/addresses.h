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

/// True for what may stand in an address for a report, tag or case; anything else is not looked up
/// at all.
bool is_report_key(std::string_view text);
bool is_tag_slug(std::string_view text);
bool is_case_number(std::string_view text);

}  // namespace habeas
