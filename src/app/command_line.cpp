// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/command_line.h"

#include <csignal>
#include <functional>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "app/commands.h"
#include "ingest/room_jobs.h"
#include "room/zygote.h"

namespace habeas {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 not done, the reason in one line; 2 the command line was not\n"
    "understood; 3 done, but something in the input went unread.";

/// The command that was chosen, to run after the whole line was understood.
using Run = std::function<ExitCode(Console&)>;

class CommandLine {
 public:
  CommandLine() {
    app_.set_version_flag("--version", "habeas " HABEAS_VERSION);
    app_.require_subcommand(1);
    app_.footer(kFooter);
    app_.get_formatter()->column_width(34);
    add_archive_commands();
    add_query_commands();
    add_pipeline_commands();
    add_decision_commands();
    add_upkeep_commands();
  }

  CLI::App& app() { return app_; }
  ExitCode run(Console& console) const { return run_(console); }

 private:
  CLI::App* add(const char* name, const char* description, const char* example) {
    CLI::App* command = app_.add_subcommand(name, description);
    command->footer(fmt::format("Example:\n  {}\n\n{}", example, kFooter));
    return command;
  }

  template <class Options>
  void archive(CLI::App* command, Options& options) {
    command->add_option("ARCHIVE", options.archive, "the archive file")->required();
  }

  template <class Options>
  void password_file(CLI::App* command, Options& options) {
    command->add_option("--password-file", options.password_file,
                        "passwords for what is locked, one a line");
  }

  template <class Options>
  void json(CLI::App* command, Options& options, const char* what) {
    command->add_flag("--json", options.json, what);
  }

  template <class Options>
  void on(CLI::App* command, const Options& options, ExitCode (*do_it)(const Options&, Console&)) {
    command->callback([this, &options, do_it] {
      run_ = [&options, do_it](Console& console) { return do_it(options, console); };
    });
  }

  void add_archive_commands() {
    CLI::App* make = add("new", "Make an empty archive", "habeas new desk.habeas");
    archive(make, new_);
    on(make, new_, run_new);

    CLI::App* take = add("add", "Take in files and folders, read them, and join them into cases",
                         "habeas add desk.habeas reports/ letter.txt");
    archive(take, add_);
    take->add_option("PATH", add_.paths, "files and folders")->required();
    password_file(take, add_);
    json(take, add_, "one line for each source, when it is safely on the disk");
    on(take, add_, run_add);

    CLI::App* import =
        add("import", "Take in the desk's own case list, row by row; again: what changed in it",
            "habeas import desk.habeas cases.xlsx --preview");
    archive(import, import_);
    import->add_option("FILE", import_.file, "CSV, XLSX or ODS")->required();
    import->add_option("--columns", import_.columns,
                       "a file that says what columns hold: Header = name, one a line");
    import->add_option("--list", import_.list, "name of the list, where the desk keeps several");
    import->add_option("--sheet", import_.sheet, "the sheet of the workbook");
    import->add_flag("--preview", import_.preview,
                     "show what is new and what changes; keep nothing");
    json(import, import_, "one line for each row");
    on(import, import_, run_import);
  }

  void add_query_commands() {
    CLI::App* cases =
        add("cases", "List the cases, or show one", "habeas cases desk.habeas KAZ-2016-7NBS5");
    archive(cases, cases_);
    cases->add_option("ID", cases_.id, "number of one case");
    cases->add_option("--as-of", cases_.as_of, "tell states as of this day (2017-02-13)");
    json(cases, cases_, "one case a line");
    on(cases, cases_, run_cases);

    CLI::App* find = add("find", "Find words in the reports; any script finds any",
                         "habeas find desk.habeas '\"pre-trial detention\" -Almaty'");
    archive(find, find_);
    find->add_option("QUERY", find_.query, "words, \"phrases\", -without, begin*, title:word")
        ->required();
    find->add_option("--limit", find_.limit, "hits to show")->check(CLI::Range(1, 10'000));
    json(find, find_, "one hit a line");
    on(find, find_, run_find);

    CLI::App* serve = add("serve", "Show the archive in a browser on this machine",
                          "habeas serve desk.habeas --port 8471");
    archive(serve, serve_);
    serve->add_option("--port", serve_.port, "port on 127.0.0.1; 0 takes any that is free");
    on(serve, serve_, run_serve);
  }

  void add_pipeline_commands() {
    struct Row {
      const char* name;
      const char* description;
      const char* example;
      ExitCode (*run)(const PipelineOptions&, Console&);
    };
    static constexpr Row kRows[] = {
        {"read", "Show the documents that files hold, without an archive",
         "habeas read page.html --json", run_read},
        {"extract", "Show what files state, each fact with its words, without an archive",
         "habeas extract page.html --json", run_extract},
        {"link", "Show which documents are one case, with reasons, without an archive",
         "habeas link reports/ --json", run_link}};
    for (const Row& row : kRows) {
      CLI::App* command = add(row.name, row.description, row.example);
      command->add_option("PATH", pipeline_.paths, "files and folders")->required();
      command->add_option("--tables", pipeline_.overlays,
                          "lay FILE over a built-in table: acts/en=FILE");
      json(command, pipeline_, "one line for each document or case");
      if (row.run == run_read) {
        password_file(command, pipeline_);
        command->add_flag("--fields", pipeline_.fields,
                          "show what sources and parts state besides words: the headers of a mail");
      }
      if (row.run != run_link) {
        command->add_option("--address", pipeline_.address, "where the file was fetched from");
        command->add_option("--media-type", pipeline_.media_type,
                            "the Content-Type it was sent with");
        command->add_option("--language", pipeline_.language,
                            "the Content-Language it was sent with");
        command->add_option("--published", pipeline_.published,
                            "the day it was published, if known: 2017-02-13; \"yesterday\" is "
                            "counted from it");
      }
      on(command, pipeline_, row.run);
    }
  }

  void add_decision_commands() {
    CLI::App* decide = add(
        "decide", "State decisions: what was read rightly, what belongs together, who may see it",
        "habeas decide desk.habeas decisions.jsonl");
    archive(decide, decide_);
    CLI::Option* file = decide->add_option("FILE", decide_.file,
                                           "decisions as JSON, one a line; - for standard input");
    CLI::Option* undo = decide->add_option("--undo", decide_.undo,
                                           "take back one decision, by the hash of its entry");
    CLI::Option* list = decide->add_flag(
        "--list", decide_.list, "list the decisions in force and how their words were found");
    file->excludes(undo)->excludes(list);
    undo->excludes(list);
    json(decide, decide_, "one line for each decision, when it is safely on the disk");
    on(decide, decide_, run_decide);
  }

  void add_upkeep_commands() {
    CLI::App* rebuild = add("rebuild", "Make all that is derived again; what people decided stays",
                            "habeas rebuild desk.habeas");
    archive(rebuild, rebuild_);
    rebuild->add_option("--tables", rebuild_.overlays,
                        "lay FILE over a built-in table: acts/en=FILE");
    rebuild->add_flag("--read-again", rebuild_.read_again, "read the originals again too");
    on(rebuild, rebuild_, run_rebuild);

    CLI::App* verify = add("verify",
                           "Prove that originals and journal are unchanged, and list decisions "
                           "whose words moved or are gone",
                           "habeas verify desk.habeas");
    archive(verify, verify_);
    json(verify, verify_, "one line for each finding");
    on(verify, verify_, run_verify);

    CLI::App* dump = add("dump", "Print the derived part in its canonical form",
                         "habeas dump desk.habeas --derived | sha256sum");
    archive(dump, dump_);
    dump->add_flag("--derived", derived_, "the derived part (the only one there is to print)");
    on(dump, dump_, run_dump);

    CLI::App* doctor = add("doctor",
                           "Try the walls of the room in which documents are read, and say which "
                           "stand on this machine",
                           "habeas doctor");
    json(doctor, doctor_, "one line for each wall and each trial");
    on(doctor, doctor_, run_doctor);
  }

  CLI::App app_{"Keeps the record of attacks on lawyers and human-rights defenders.", "habeas"};
  NewOptions new_;
  AddOptions add_;
  ImportOptions import_;
  CasesOptions cases_;
  FindOptions find_;
  ServeOptions serve_;
  PipelineOptions pipeline_;
  DecideOptions decide_;
  RebuildOptions rebuild_;
  ArchiveOptions verify_;
  ArchiveOptions dump_;
  DoctorOptions doctor_;
  bool derived_ = true;
  Run run_;
};

/// What is opened next must not get the number of a closed standard stream: words for a person
/// would go into it.
void hold_standard_descriptors() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0) (void)::open("/dev/null", O_RDWR);
  }
}

}  // namespace

int run_command_line(int argc, char** argv) {
  if (argc > 1 && argv[1] == kRoomArgument) return run_reading_zygote();
  hold_standard_descriptors();
  // A broken pipe and a met file size are errors of a write, said in a line, not deaths.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  CommandLine line;
  try {
    line.app().parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = line.app().exit(error);
    return code == 0 ? 0 : static_cast<int>(ExitCode::WrongUse);
  }
  Console console;
  const ExitCode code = line.run(console);
  if (console.is_heard()) return static_cast<int>(code);
  // Whoever closed the pipe (`| head`) knows; a full disk is said.
  if (const std::string fault = console.fault(); !fault.empty()) console.warn(fault);
  return static_cast<int>(ExitCode::NotDone);
}

}  // namespace habeas
