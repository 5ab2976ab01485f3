// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "base/clock.h"
#include "disclose/archive_view.h"
#include "disclose/pages.h"
#include "know/tables.h"
#include "store/archive.h"

namespace habeas {

/// What a page shows of a long report: some fifty times what a long one has.
inline constexpr std::size_t kReportTextBytesShown = 256U << 10U;
inline constexpr std::uint32_t kReportFactsShown = 1'000;

/// The pages of an archive for one audience. Each call reads in a transaction of its own, so a page
/// shows one moment. Used by one thread. Archive, tables and clock outlive it.
class ArchivePages final : public Pages {
 public:
  ArchivePages(Archive& archive, const Tables& tables, Audience viewer, const Clock& clock)
      : archive_(archive), tables_(tables), viewer_(viewer), clock_(clock) {}

  Result<FrontPage> front() override;
  Result<CasesPage> cases(std::uint32_t page) override;
  Result<CasePage> case_file(std::string_view number) override;
  Result<DocketPage> reports(std::uint32_t page) override;
  Result<ReportPage> report(std::string_view key) override;
  Result<TagsPage> tags() override;
  Result<DocketPage> tag(std::string_view slug, std::uint32_t page) override;
  Result<SearchPage> search(std::string_view query) override;
  Result<FactAnchor> anchor(std::string_view key, std::uint32_t number,
                            std::string_view check) override;
  Result<CaseId> case_id(std::string_view number) override;

 private:
  Result<ArchiveView> view_of(ArchiveTransaction& transaction) const;
  Result<DocumentId> document_of(ArchiveTransaction& transaction, std::string_view key);
  Result<DocketPage> docket(ArchiveView& view, std::string_view slug, std::uint32_t page);

  Archive& archive_;
  const Tables& tables_;
  Audience viewer_;
  const Clock& clock_;
  std::map<std::string, DocumentId, std::less<>> ids_;  // by key; filled again when one is missing
};

}  // namespace habeas
