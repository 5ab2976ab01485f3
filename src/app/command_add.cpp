// SPDX-License-Identifier: AGPL-3.0-or-later
// new, add: an archive, and what goes into it.
#include <fmt/format.h>

#include "app/archive_access.h"
#include "app/commands.h"
#include "app/interruption.h"
#include "app/passwords.h"
#include "ingest/add.h"
#include "model/codec.h"
#include "model/words.h"

namespace habeas {
namespace {

std::string_view word_of_status(AddStatus status) {
  switch (status) {
    case AddStatus::Added:
      return "added";
    case AddStatus::Known:
      return "known";
    case AddStatus::Problem:
      return "problem";
  }
  return "";
}

std::string to_json(const AddedSource& source) {
  std::string problems;
  for (const Problem& problem : source.problems) {
    problems += (problems.empty() ? "" : ",") + habeas::to_json(problem);
  }
  return fmt::format(R"({{"sha256":"{}","path":{},"status":"{}","problems":[{}]}})",
                     to_hex(source.sha256), to_json_string(source.path),
                     word_of_status(source.status), problems);
}

void say_problems(const AddedSource& source, Console& console) {
  std::uint64_t unsaid = 0;
  for (const auto& [code, count] : source.problem_counts) unsaid += count;
  unsaid -= std::min<std::uint64_t>(unsaid, source.problems.size());
  for (const Problem& problem : source.problems) {
    const std::string place = problem.part.empty() ? "" : " (" + problem.part + ")";
    console.warn(source.path + place + ": " + problem.message);
  }
  if (unsaid > 0) console.warn(fmt::format("{}: and {} problems more", source.path, unsaid));
}

void say_summary(const AddSummary& summary, Console& console) {
  console.say(
      fmt::format("{} added with {} reports, {} known already, {} with problems, {} not taken",
                  summary.added + summary.with_problems, summary.documents, summary.known,
                  summary.with_problems, summary.not_taken));
  std::string kinds;
  for (const auto& [code, count] : summary.problem_counts) {
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, word_of(code));
  }
  if (!kinds.empty()) console.say("problems by kind: " + kinds);
}

ExitCode not_done(const Error& error, Console& console) {
  console.warn(error);
  return ExitCode::NotDone;
}

}  // namespace

ExitCode run_new(const NewOptions& options, Console& console) {
  Machine machine;
  const auto archive = machine.create(options.archive);
  if (!archive) return not_done(archive.error(), console);
  console.say(fmt::format("{}: an empty archive. Next: habeas add {} FOLDER", options.archive,
                          options.archive));
  return ExitCode::Done;
}

ExitCode run_add(const AddOptions& options, Console& console) {
  Machine machine;
  auto archive = machine.open(options.archive);
  if (!archive) return not_done(archive.error(), console);
  const auto tables = Tables::make();
  if (!tables) return not_done(tables.error(), console);
  const auto passwords = load_passwords(machine.disk(), options.password_file);
  if (!passwords) return not_done(passwords.error(), console);
  RoomRunner runner([&console](const std::string& words) { console.warn(words); },
                    count_rooms_at_once());
  if (const auto tried = runner.try_room(); !tried) return not_done(tried.error(), console);
  const AddObserver observer{
      [&](const AddedSource& source) {
        if (options.json) return console.print_json(to_json(source));
        say_problems(source, console);
      },
      [&](const Error& error) { console.warn(error); },
      [&](std::uint64_t done, std::uint64_t total) { console.show_progress(done, total, "read"); }};
  const Interruption interruption;
  const auto summary = add(*archive, options.paths,
                           {machine.disk(), machine.clock(), runner, *tables, *passwords,
                            password_asker(console), Interruption::is_asked},
                           observer);
  console.finish_progress();
  if (!summary) return not_done(summary.error(), console);
  if (!options.json) say_summary(*summary, console);
  if (summary->not_reached > 0) {
    console.warn(fmt::format("interrupted; {} files are left: the same command goes on from here",
                             summary->not_reached));
    return ExitCode::NotDone;
  }
  return summary->with_problems + summary->not_taken == 0 ? ExitCode::Done
                                                          : ExitCode::DoneWithProblems;
}

}  // namespace habeas
