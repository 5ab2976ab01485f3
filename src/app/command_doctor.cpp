// SPDX-License-Identifier: AGPL-3.0-or-later
// doctor: the walls of the locked room, tried on this machine.
#include <fmt/format.h>

#include "app/commands.h"
#include "model/codec.h"
#include "room/trials.h"

namespace habeas {
namespace {

/// What doctor has to say, as lines for people or JSON.
class Findings {
 public:
  Findings(bool json, Console& console) : json_(json), console_(console) {}

  void tell_wall(const WallLine& line) {
    if (json_) return tell_json("wall", line.wall, line.stands, line.words);
    console_.say(fmt::format("  {:<18} {:<13} {}", line.wall, line.stands ? "stands" : "MISSING",
                             line.words));
  }

  void tell_trial(const TrialOutcome& outcome) {
    const std::string words = outcome.message.empty() ? "nothing kept it from it" : outcome.message;
    if (json_) return tell_json("trial", outcome.trial.words, outcome.was_stopped, words);
    console_.say(fmt::format("  {:<32} {:<13} {}", outcome.trial.words,
                             outcome.was_stopped ? "stopped" : "NOT STOPPED", words));
  }

  void head(std::string_view line) {
    if (!json_) console_.say(line);
  }

 private:
  void tell_json(std::string_view kind, std::string_view name, bool holds,
                 const std::string& words) {
    console_.print_json(fmt::format(R"({{"finding":"{}","name":"{}","holds":{},"words":{}}})", kind,
                                    name, holds, to_json_string(words)));
  }

  bool json_;
  Console& console_;
};

Result<RoomWalls> ask_for_walls(Rooms& rooms) {
  return rooms.run(kStandJob, "", {0, nullptr}, RoomLimits{},
                   [](const std::string&) -> Result<void> { return {}; });
}

}  // namespace

ExitCode run_doctor(const DoctorOptions& options, Console& console) {
  Rooms rooms;
  const auto walls = ask_for_walls(rooms);
  if (!walls) {
    console.warn("no document is read on this machine: " + walls.error().message);
    return ExitCode::NotDone;
  }
  Findings findings(options.json, console);
  findings.head("Walls around the room in which documents are read:");
  for (const WallLine& line : describe(*walls)) findings.tell_wall(line);
  findings.head("Tried from inside, each in a room of its own:");
  bool all_stopped = true;
  for (const RoomTrial& trial : room_trials()) {
    const TrialOutcome outcome = try_wall(rooms, trial);
    all_stopped &= outcome.was_stopped;
    findings.tell_trial(outcome);
  }
  if (const std::string warning = find_warning(*walls); !warning.empty()) console.warn(warning);
  if (!all_stopped) {
    console.warn("a wall did not hold: do not read what you do not trust on this machine");
    return ExitCode::NotDone;
  }
  return ExitCode::Done;
}

}  // namespace habeas
