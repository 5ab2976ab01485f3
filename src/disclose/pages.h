// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "disclose/page_values.h"
#include "model/case_file.h"
#include "model/decision.h"

namespace habeas {

inline constexpr std::uint32_t kLinesOfPage = 25;

/// Everything that may be shown, for one audience. The desk, the site and exports read an archive
/// through this and through nothing else.
///
/// Errors: NotFound for what is not there *or may not be seen*: the two are one answer.
class Pages {
 public:
  virtual ~Pages() = default;

  virtual Result<FrontPage> front() = 0;
  virtual Result<CasesPage> cases(std::uint32_t page) = 0;
  virtual Result<CasePage> case_file(std::string_view number) = 0;
  virtual Result<DocketPage> reports(std::uint32_t page) = 0;
  virtual Result<ReportPage> report(std::string_view key) = 0;
  virtual Result<TagsPage> tags() = 0;
  virtual Result<DocketPage> tag(std::string_view slug, std::uint32_t page) = 0;
  virtual Result<SearchPage> search(std::string_view query) = 0;

  /// What a decision names: the fact `number` of the report, if it is still the one that `check`
  /// was made of; the id of the case with this number.
  virtual Result<FactAnchor> anchor(std::string_view key, std::uint32_t number,
                                    std::string_view check) = 0;
  virtual Result<CaseId> case_id(std::string_view number) = 0;
};

}  // namespace habeas
