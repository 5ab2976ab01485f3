// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/console.h"

namespace habeas {

// What each command was asked, and the function that does it. Each says on the console what it
// did, and how it ended.

struct NewOptions {
  std::string archive;
};
ExitCode run_new(const NewOptions& options, Console& console);

struct AddOptions {
  std::string archive;
  std::vector<std::string> paths;
  std::string password_file;  ///< "" for none
  bool json = false;
};
ExitCode run_add(const AddOptions& options, Console& console);

struct ImportOptions {
  std::string archive;
  std::string file;
  std::string columns;  ///< a file that says what the columns hold, "" for none
  std::string list;     ///< name of the list, "" for the one there mostly is
  std::string sheet;
  bool preview = false;
  bool json = false;
};
ExitCode run_import(const ImportOptions& options, Console& console);

struct CasesOptions {
  std::string archive;
  std::string id;     ///< number or id of one case, "" for the list
  std::string as_of;  ///< ISO day, "" for today
  bool json = false;
};
ExitCode run_cases(const CasesOptions& options, Console& console);

struct FindOptions {
  std::string archive;
  std::string query;
  std::uint32_t limit = 20;
  bool json = false;
};
ExitCode run_find(const FindOptions& options, Console& console);

struct ServeOptions {
  std::string archive;
  std::uint16_t port = 8471;  ///< 0: any free port
};
ExitCode run_serve(const ServeOptions& options, Console& console);

/// `read`, `extract` and `link` need no archive.
struct PipelineOptions {
  std::vector<std::string> paths;
  std::vector<std::string> overlays;  ///< files laid over the built-in tables: NAME=FILE
  bool json = false;
  std::string password_file;  ///< `read` only; "" for none
  bool fields = false;        ///< `read` only: the fields of each part instead of the documents
  // What stood beside a file when it was received.
  std::string address;     ///< where it was fetched from
  std::string media_type;  ///< "application/rss+xml; charset=koi8-r"
  std::string language;    ///< "fr"
  std::string published;   ///< "2017-02-13", "2017-02", "2017": known from elsewhere
};
ExitCode run_read(const PipelineOptions& options, Console& console);
ExitCode run_extract(const PipelineOptions& options, Console& console);
ExitCode run_link(const PipelineOptions& options, Console& console);

struct DecideOptions {
  std::string archive;
  std::string file;  ///< decisions, one a line; "-" for standard input; "" with `undo`
  std::string undo;  ///< hash of the journal entry to take back
  bool list = false;
  bool json = false;
};
ExitCode run_decide(const DecideOptions& options, Console& console);

struct RebuildOptions {
  std::string archive;
  std::vector<std::string> overlays;
  bool read_again = false;
};
ExitCode run_rebuild(const RebuildOptions& options, Console& console);

struct ArchiveOptions {
  std::string archive;
  bool json = false;
};
ExitCode run_verify(const ArchiveOptions& options, Console& console);
ExitCode run_dump(const ArchiveOptions& options, Console& console);

/// `doctor` needs no archive.
struct DoctorOptions {
  bool json = false;
};
ExitCode run_doctor(const DoctorOptions& options, Console& console);

}  // namespace habeas
