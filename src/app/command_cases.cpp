// SPDX-License-Identifier: AGPL-3.0-or-later
// cases: the list, or one of them.
#include <fmt/format.h>

#include "app/archive_access.h"
#include "app/case_output.h"
#include "app/commands.h"
#include "ingest/case_as_of.h"
#include "model/words.h"

namespace habeas {
namespace {

constexpr std::int64_t kRowsAtOnce = 200;

Result<std::vector<DocumentRow>> load_reports(sql::Transaction& transaction, const CaseFile& file) {
  std::vector<DocumentRow> reports;
  for (const DocumentId& id : file.cluster.documents) {
    TRY(auto row, load_document_row(transaction, id));
    reports.push_back(std::move(row));
  }
  return reports;
}

Result<void> show_one(sql::Transaction& transaction, const CaseId& id, const CasesOptions& options,
                      const std::optional<CivilDay>& as_of, Console& console) {
  TRY(auto file, load_case(transaction, id));
  if (as_of) {
    TRY(tell_as_of(transaction, *as_of, file));
  }
  TRY(const auto reports, load_reports(transaction, file));
  if (options.json) {
    console.print_json(to_json(file, reports));
    return {};
  }
  for (const std::string& line : to_lines(file, reports)) console.say(line);
  return {};
}

Result<void> show_list(sql::Transaction& transaction, const CasesOptions& options,
                       const std::optional<CivilDay>& as_of, Console& console) {
  TRY(const auto count, count_cases(transaction));
  for (std::int64_t offset = 0; offset < count; offset += kRowsAtOnce) {
    TRY(const auto rows, list_cases(transaction, {offset, kRowsAtOnce}));
    for (const CaseRow& row : rows) {
      if (options.json) {
        TRY(show_one(transaction, row.id, options, as_of, console));
        continue;
      }
      console.say(fmt::format("{}  {}  {} report{}  {}", row.number,
                              row.last_report ? to_iso(*row.last_report) : "no date   ",
                              row.document_count, row.document_count == 1 ? " " : "s", row.title));
    }
  }
  if (count == 0 && !options.json) {
    console.say("No cases yet. Take reports in with: habeas add " + options.archive + " FOLDER");
  }
  return {};
}

Result<void> show_cases(const CasesOptions& options, Console& console) {
  std::optional<CivilDay> as_of;
  if (!options.as_of.empty()) {
    as_of = parse_iso_day(options.as_of);
    if (!as_of) {
      return fail(ErrorCode::BadInput,
                  "--as-of " + options.as_of + ": write the day as 2017-02-13");
    }
  }
  Machine machine;
  TRY(auto archive, machine.open_to_read(options.archive));
  TRY(auto transaction, archive.begin_to_read());
  if (options.id.empty()) return show_list(transaction.sql(), options, as_of, console);
  TRY(const auto id, find_case(transaction.sql(), options.id));
  if (!id) {
    return fail(ErrorCode::NotFound,
                options.id + ": no such case; habeas cases " + options.archive + " lists them");
  }
  return show_one(transaction.sql(), *id, options, as_of, console);
}

}  // namespace

ExitCode run_cases(const CasesOptions& options, Console& console) {
  const auto shown = show_cases(options, console);
  if (shown) return ExitCode::Done;
  console.warn(shown.error());
  return ExitCode::NotDone;
}

}  // namespace habeas
