// SPDX-License-Identifier: AGPL-3.0-or-later
// decide: decisions from a file, one taken back, or those in force.
#include <iostream>

#include <fmt/format.h>

#include "app/archive_access.h"
#include "app/commands.h"
#include "ingest/decide.h"
#include "model/codec.h"
#include "model/words.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint64_t kFileBytesMax = 256U << 20U;
constexpr std::string_view kFateWords[] = {"found", "moved", "lost"};

Result<std::string> read_lines(const Disk& disk, const std::string& file) {
  if (file != "-") return disk.read_file(file, kFileBytesMax);
  std::string text;
  std::string line;
  while (std::getline(std::cin, line)) {
    text += line + "\n";
    if (text.size() > kFileBytesMax) {
      return fail(ErrorCode::TooLarge, "standard input: over 256 MB of decisions");
    }
  }
  return text;
}

std::string_view fate_word(AnchorState state) {
  return kFateWords[static_cast<std::size_t>(state)];
}

class Deciding {
 public:
  Deciding(Archive& archive, const Tables& tables, CivilDay day, const DecideOptions& options,
           Console& console)
      : archive_(archive), tables_(tables), day_(day), options_(options), console_(console) {}

  /// States each line; stops at the first that cannot be. What was acknowledged stays.
  Result<void> state_all(const std::string& text) {
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = trim(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
      ++number;
      if (line.empty() || line.front() == '#') continue;
      const auto stated = state(line);
      if (!stated) {
        return fail(stated.error().code,
                    fmt::format("line {}: {}{}", number, stated.error().message,
                                number == 1 ? "" : "; the lines before it are decided"));
      }
    }
    return settle(archive_, tables_, day_);
  }

  Result<void> undo(const std::string& hash) {
    Decision decision;
    decision.kind = DecisionKind::Undo;
    decision.undone = parse_digest(hash);
    decision.reason = "taken back";
    if (!decision.undone) {
      return fail(ErrorCode::BadInput, "--undo " + hash +
                                           ": not the hash of an entry; habeas decide --list "
                                           "shows them");
    }
    TRY(const auto entry, decide(archive_, decision, tables_, day_));
    tell(decision, entry);
    return {};
  }

  Result<void> list() {
    TRY(auto transaction, archive_.begin_to_read());
    TRY(const auto fates, load_decision_fates(transaction.sql()));
    for (const DecisionFate& fate : fates) list_one(fate);
    if (fates.empty() && !options_.json) console_.say("No decisions yet.");
    return {};
  }

 private:
  Result<void> state(std::string_view line) {
    Decision decision;
    {
      TRY(auto transaction, archive_.begin_to_read());
      TRY(decision, understand_decision(transaction.sql(), line));
    }
    TRY(const auto entry, decide(archive_, decision, tables_, day_));
    tell(decision, entry);
    return {};
  }

  void tell(const Decision& decision, const Digest& entry) {
    if (options_.json) {
      return console_.print_json(
          fmt::format(R"({{"entry":"{}","do":"{}"}})", to_hex(entry), word_of(decision.kind)));
    }
    console_.say(fmt::format("{}  {}", to_hex(entry), word_of(decision.kind)));
  }

  void list_one(const DecisionFate& fate) {
    if (options_.json) {
      std::string words;
      for (const AnchorFate& anchor : fate.anchors) {
        words += fmt::format(R"({}"{}")", words.empty() ? "" : ",", fate_word(anchor.match.state));
      }
      std::string missing;
      for (const std::string& name : fate.missing) {
        missing += (missing.empty() ? "" : ",") + to_json_string(name);
      }
      return console_.print_json(
          fmt::format(R"({{"entry":"{}","time":"{}","words":[{}],"missing":[{}],"decision":{}}})",
                      to_hex(fate.stated.entry), to_rfc3339(fate.stated.time), words, missing,
                      to_json(fate.stated.decision)));
    }
    console_.say(fmt::format("{}  {}  {}  {}", to_hex(fate.stated.entry),
                             to_rfc3339(fate.stated.time), word_of(fate.stated.decision.kind),
                             fate.stated.decision.reason));
    for (const std::string& name : fate.missing) console_.say("  lost: " + name);
    for (const AnchorFate& anchor : fate.anchors) {
      console_.say(fmt::format("  {}: {} “{}”", fate_word(anchor.match.state),
                               word_of(anchor.anchor.kind), anchor.anchor.quote));
    }
  }

  Archive& archive_;
  const Tables& tables_;
  CivilDay day_;
  const DecideOptions& options_;
  Console& console_;
};

Result<void> do_decide(const DecideOptions& options, Console& console) {
  if (options.file.empty() && options.undo.empty() && !options.list) {
    return fail(ErrorCode::BadInput, "name a FILE of decisions, or --undo, or --list");
  }
  Machine machine;
  TRY(auto archive,
      options.list ? machine.open_to_read(options.archive) : machine.open(options.archive));
  TRY(const auto tables, Tables::make());
  Deciding deciding(archive, tables, day_of(machine.clock().now()), options, console);
  if (options.list) return deciding.list();
  if (!options.undo.empty()) return deciding.undo(options.undo);
  TRY(const auto text, read_lines(machine.disk(), options.file));
  return deciding.state_all(text);
}

}  // namespace

ExitCode run_decide(const DecideOptions& options, Console& console) {
  const auto done = do_decide(options, console);
  if (done) return ExitCode::Done;
  console.warn(done.error());
  return ExitCode::NotDone;
}

}  // namespace habeas
