// SPDX-License-Identifier: AGPL-3.0-or-later
// rebuild, verify, dump: the archive made again, proved, and printed.
#include <fmt/format.h>

#include "app/archive_access.h"
#include "app/commands.h"
#include "ingest/check_derived.h"
#include "ingest/decide.h"
#include "ingest/rebuild.h"
#include "model/codec.h"
#include "model/words.h"
#include "store/dump.h"
#include "store/verify.h"

namespace habeas {
namespace {

ExitCode end(const Result<ExitCode>& outcome, Console& console) {
  console.finish_progress();
  if (outcome) return *outcome;
  console.warn(outcome.error());
  return ExitCode::NotDone;
}

Result<ExitCode> do_rebuild(const RebuildOptions& options, Console& console) {
  Machine machine;
  TRY(auto archive, machine.open(options.archive));
  RebuildOrder order;
  TRY(order.overlays, load_overlays(options.overlays));
  order.read_again = options.read_again;
  RoomRunner runner([&console](const std::string& words) { console.warn(words); });
  TRY(runner.try_room());
  const RebuildObserver observer{[&](const Digest& source, const Problem& problem) {
                                   console.warn(to_hex(source) + ": " + problem.message);
                                 },
                                 [&](std::uint64_t done, std::uint64_t total) {
                                   console.show_progress(done, total, "rebuilt");
                                 }};
  TRY(const auto outcome, rebuild(archive, order, runner, day_of(machine.clock().now()), observer));
  TRY(auto transaction, archive.begin_to_read());
  TRY(const auto fates, load_decision_fates(transaction.sql()));
  std::size_t lost = 0;
  std::size_t moved = 0;
  for (const DecisionFate& fate : fates) {
    lost += fate.missing.size();
    for (const AnchorFate& anchor : fate.anchors) {
      lost += anchor.match.state == AnchorState::Lost ? 1 : 0;
      moved += anchor.match.state == AnchorState::Moved ? 1 : 0;
    }
  }
  console.say(fmt::format("{} reports; {} decisions in force, words moved in {}, gone in {}",
                          outcome.documents, fates.size(), moved, lost));
  return outcome.sources_with_problems == 0 ? ExitCode::Done : ExitCode::DoneWithProblems;
}

/// What verify has to say, as lines for people or JSON.
class Findings {
 public:
  Findings(bool json, Console& console) : json_(json), console_(console) {}

  void tell(std::string_view kind, const std::string& words) {
    if (!json_) return console_.say(fmt::format("{}: {}", kind, words));
    console_.print_json(
        fmt::format(R"({{"finding":"{}","words":{}}})", kind, to_json_string(words)));
  }

 private:
  bool json_;
  Console& console_;
};

Result<void> tell_fates(sql::Transaction& transaction, Findings& findings) {
  TRY(const auto fates, load_decision_fates(transaction));
  for (const DecisionFate& fate : fates) {
    for (const std::string& missing : fate.missing) {
      findings.tell("decision_lost", fmt::format("{} {} {}", to_hex(fate.stated.entry),
                                                 word_of(fate.stated.decision.kind), missing));
    }
    for (const AnchorFate& anchor : fate.anchors) {
      if (anchor.match.state == AnchorState::Found) continue;
      const bool lost = anchor.match.state == AnchorState::Lost;
      findings.tell(lost ? "decision_lost" : "decision_moved",
                    fmt::format("{} {} {} “{}”", to_hex(fate.stated.entry),
                                word_of(fate.stated.decision.kind), word_of(anchor.anchor.kind),
                                anchor.anchor.quote));
    }
  }
  return {};
}

Result<ExitCode> do_verify(const ArchiveOptions& options, Console& console) {
  Machine machine;
  TRY(auto archive, machine.open_to_read(options.archive));
  TRY(auto transaction, archive.begin_to_read());
  Findings findings(options.json, console);
  const FaultSink sink = [&](const std::string& fault) { findings.tell("fault", fault); };
  TRY(const auto journal, verify_journal(transaction.sql(), sink));
  TRY(const auto originals, verify_originals(transaction.sql(), sink));
  TRY(const auto readings, verify_readings(transaction.sql(), sink));
  std::int64_t faults = journal.faults + originals.faults + readings.faults;
  TRY(const auto missing, transaction.count_missing_of_own_seat());
  if (missing != 0) {
    findings.tell("older", fmt::format("you signed {} journal entries that are not here: an older "
                                       "copy, or its end was cut off, or the last of them was "
                                       "never acknowledged",
                                       missing));
  }
  if (journal.faults == 0) {
    TRY(const auto derived, check_derived(transaction.sql(), sink));
    faults += derived;
    TRY(tell_fates(transaction.sql(), findings));
  }
  findings.tell("summary",
                fmt::format("{} originals, {} journal entries of {} seats ({} erased) and {} "
                            "readings checked, {} faults",
                            originals.originals, journal.entries, journal.seats,
                            journal.erased_bodies, readings.readings, faults));
  return faults == 0 ? ExitCode::Done : ExitCode::NotDone;
}

Result<ExitCode> do_dump(const ArchiveOptions& options, Console& console) {
  Machine machine;
  TRY(auto archive, machine.open_to_read(options.archive));
  TRY(auto transaction, archive.begin_to_read());
  TRY(dump_derived(transaction.sql(), [&](std::string_view line) {
    if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
    console.print_json(line);
  }));
  return ExitCode::Done;
}

}  // namespace

ExitCode run_rebuild(const RebuildOptions& options, Console& console) {
  return end(do_rebuild(options, console), console);
}

ExitCode run_verify(const ArchiveOptions& options, Console& console) {
  return end(do_verify(options, console), console);
}

ExitCode run_dump(const ArchiveOptions& options, Console& console) {
  return end(do_dump(options, console), console);
}

}  // namespace habeas
