// SPDX-License-Identifier: AGPL-3.0-or-later
// import: the desk's own case list, and what changed in it since last time.
#include <fmt/format.h>

#include "app/archive_access.h"
#include "app/commands.h"
#include "ingest/import.h"
#include "model/codec.h"
#include "model/words.h"

namespace habeas {
namespace {

constexpr std::uint64_t kColumnsBytesMax = 1U << 20U;
constexpr std::string_view kChangeWords[] = {"new", "changed", "unchanged", "vanished"};

std::string_view word_of_change(RowChange change) {
  return kChangeWords[static_cast<std::size_t>(change)];
}

std::string to_json(const ImportedRow& row) {
  std::string cells;
  for (const CellChange& cell : row.cells) {
    cells += fmt::format(R"({}{{"header":{},"before":{},"after":{}}})", cells.empty() ? "" : ",",
                         to_json_string(cell.header), to_json_string(cell.before),
                         to_json_string(cell.after));
  }
  return fmt::format(R"({{"change":"{}","row":{},"name":{},"number":{},"cells":[{}]}})",
                     word_of_change(row.change), to_json_string(row.key), to_json_string(row.name),
                     row.number, cells);
}

class Teller {
 public:
  Teller(const ImportOptions& options, Console& console) : options_(options), console_(console) {}

  void tell_columns(const ListSheet& sheet) {
    if (options_.json) return;
    console_.say(sheet.name.empty() ? "Columns:" : fmt::format("Columns of {}:", sheet.name));
    for (const ListMapping& one : sheet.columns) {
      if (!one.header.empty()) {
        console_.say(fmt::format("  {} = {}", one.header, word_of(one.column)));
      }
    }
  }

  void tell_row(const ImportedRow& row) {
    if (options_.json) return console_.print_json(to_json(row));
    if (row.change == RowChange::Unchanged) return;
    const std::string where = row.number == 0 ? "" : fmt::format(" (row {})", row.number);
    console_.say(fmt::format(
        "{}: {}{}{}", word_of_change(row.change), row.name, where,
        row.change == RowChange::Vanished ? "; it stays in the archive as it was" : ""));
    for (const CellChange& cell : row.cells) {
      console_.say(fmt::format("  {}: “{}” -> “{}”", cell.header, cell.before, cell.after));
    }
  }

  void tell_summary(const ImportSummary& summary) {
    if (options_.json) return;
    console_.say(fmt::format("{} new, {} changed, {} unchanged, {} vanished{}", summary.fresh,
                             summary.changed, summary.unchanged, summary.vanished,
                             options_.preview ? "; a preview: nothing was kept" : ""));
    if (options_.preview) {
      console_.say(
          "To read columns otherwise, write the lines above into a file, change them, and "
          "give it with --columns.");
    }
  }

 private:
  const ImportOptions& options_;
  Console& console_;
};

Result<ImportSummary> do_import(const ImportOptions& options, Console& console) {
  Machine machine;
  ImportOrder order{options.file, options.list, options.sheet, {}, options.preview};
  if (!options.columns.empty()) {
    TRY(const auto text, machine.disk().read_file(options.columns, kColumnsBytesMax));
    TRY(order.columns, parse_columns(text));
  }
  TRY(auto archive,
      options.preview ? machine.open_to_read(options.archive) : machine.open(options.archive));
  TRY(const auto tables, Tables::make());
  RoomRunner runner([&console](const std::string& words) { console.warn(words); });
  TRY(runner.try_room());
  Teller teller(options, console);
  const ImportObserver observer{
      [&](const ListSheet& sheet) { teller.tell_columns(sheet); },
      [&](const ImportedRow& row) { teller.tell_row(row); },
      [&](const Problem& problem) { console.warn(options.file + ": " + problem.message); },
      [&](std::uint64_t done, std::uint64_t total) { console.show_progress(done, total, "rows"); }};
  auto summary =
      import_list(archive, order, {machine.disk(), machine.clock(), runner, tables}, observer);
  console.finish_progress();
  if (summary) teller.tell_summary(*summary);
  return summary;
}

}  // namespace

ExitCode run_import(const ImportOptions& options, Console& console) {
  const auto summary = do_import(options, console);
  if (summary) return summary->problems == 0 ? ExitCode::Done : ExitCode::DoneWithProblems;
  console.warn(summary.error());
  return ExitCode::NotDone;
}

}  // namespace habeas
