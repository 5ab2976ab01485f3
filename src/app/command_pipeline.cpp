// SPDX-License-Identifier: AGPL-3.0-or-later
// read, extract, link: what files say, without an archive.
#include <set>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/passwords.h"
#include "base/disk.h"
#include "gather/gather.h"
#include "ingest/file_source.h"
#include "ingest/reading.h"
#include "ingest/summary.h"
#include "link/link.h"
#include "model/codec.h"
#include "model/words.h"

namespace habeas {
namespace {

constexpr std::uint64_t kSourceBytesMax = 4ULL << 30U;
constexpr int kPasswordAsksMax = 3;

/// Reads every file under the paths, one after the other.
class Pipeline {
 public:
  Pipeline(const PipelineOptions& options, bool extract, Console& console)
      : options_(options),
        extract_(extract),
        console_(console),
        runner_([&console](const std::string& words) { console.warn(words); }) {}

  ExitCode run(const std::function<void(Document, Extraction)>& report) {
    const auto overlays = load_overlays(options_.overlays);
    if (!overlays) return give_up(overlays.error());
    if (!options_.published.empty()) {
      published_ = parse_iso_date(options_.published);
      if (!published_ || is_range(*published_)) {
        return give_up({ErrorCode::BadInput,
                        "--published: no day such as 2017-02-13: '" + options_.published + "'"});
      }
    }
    const auto tables = make_tables(*overlays);
    if (!tables) return give_up(tables.error());
    if (const auto tried = runner_.try_room(); !tried) return give_up(tried.error());
    overlays_ = *overlays;
    auto passwords = load_passwords(disk_, options_.password_file);
    if (!passwords) return give_up(passwords.error());
    passwords_ = std::move(*passwords);
    if (!extract_) ask_ = password_asker(console_);
    gather(disk_, options_.paths,
           {[&](const HandedFile& file) { read_file(file, report); },
            [&](const std::string&, const Error& error) { complain(error); }});
    return problems_ == 0 ? ExitCode::Done : ExitCode::DoneWithProblems;
  }

 private:
  ExitCode give_up(const Error& error) {
    console_.warn(error);
    return ExitCode::NotDone;
  }

  void complain(const Error& error) {
    ++problems_;
    console_.warn(error);
  }

  void read_file(const HandedFile& file, const std::function<void(Document, Extraction)>& report) {
    const auto open = disk_.open_file(file.path);
    if (!open) return complain(open.error());
    if ((*open)->size() > kSourceBytesMax) {
      return complain({ErrorCode::TooLarge, file.path + ": over 4 GB; split it first"});
    }
    const auto digest = digest_of(**open);
    if (!digest) return complain(digest.error());
    ReadRequest request;
    request.sha256 = *digest;
    request.file_name = std::string(name_of(file.path));
    request.extract = extract_;
    request.fields = options_.fields;
    request.address = options_.address;
    request.media_type = options_.media_type;
    request.language = options_.language;
    request.published = published_;
    request.overlays = overlays_;
    std::set<DocumentId> shown;
    for (int asks = 0; asks <= kPasswordAsksMax; ++asks) {
      if (!read_open_file(file, **open, request, shown, report)) return;
      if (!ask_ || asks == kPasswordAsksMax) break;
      const auto password = ask_(file.path);
      if (!password || password->empty()) break;
      passwords_.insert(passwords_.begin(), *password);
    }
    complain(lock_problem_);
  }

  /// True if it is locked. Reports that were shown before are not shown again.
  bool read_open_file(const HandedFile& file, const OpenFile& open, ReadRequest& request,
                      std::set<DocumentId>& shown,
                      const std::function<void(Document, Extraction)>& report) {
    const bool is_first = shown.empty();
    bool is_locked = false;
    request.passwords = passwords_;
    read_source(
        runner_, request, FileSource(open),
        {[&](Document document, Extraction extraction) {
           if (shown.insert(document.id).second) report(std::move(document), std::move(extraction));
         },
         [&](const Problem& problem) {
           const std::string place = problem.part.empty() ? "" : " (" + problem.part + ")";
           const Error said{ErrorCode::BadInput, file.path + place + ": " + problem.message};
           if (problem.code == ProblemCode::PasswordNeeded) {
             is_locked = true;
             lock_problem_ = said;
           } else if (is_first) {
             complain(said);
           }
         },
         [&](const PartFields& fields) { say_fields(fields); }});
    return is_locked;
  }

  void say_fields(const PartFields& fields) {
    if (options_.json) return console_.print_json(to_json(fields));
    console_.say(fmt::format("{}  {}", to_text(fields.id), fields.format));
    for (const Field& field : fields.fields) {
      console_.say(fmt::format("  {}: {}", field.name, to_json(field.value)));
    }
    console_.say("");
  }

  const PipelineOptions& options_;
  bool extract_;
  Console& console_;
  SystemDisk disk_;
  RoomRunner runner_;
  std::vector<Particular> overlays_;
  std::optional<PartialDate> published_;
  std::vector<std::string> passwords_;
  std::function<std::optional<std::string>(const std::string& path)> ask_;
  Error lock_problem_;
  std::size_t problems_ = 0;
};

void say_document(const Document& document, Console& console) {
  console.say(document.title.empty() ? "(no title)" : document.title);
  console.say(fmt::format("  {}  {}  {}  {}",
                          document.published ? to_iso(*document.published) : "no date",
                          document.language, word_of(document.completeness), document.address));
  for (const Passage& passage : document.passages) {
    console.say(fmt::format("  {:<12} {}{}", word_of(passage.kind),
                            slice(document.text, passage.span),
                            passage.visible ? "" : "  (not visible)"));
  }
  for (const Problem& problem : document.problems) console.say("  problem: " + problem.message);
  console.say("");
}

void say_facts(const Document& document, const Extraction& extraction, Console& console) {
  console.say(document.title.empty() ? "(no title)" : document.title);
  for (const Fact& fact : extraction.facts) {
    console.say(fmt::format("  {:<13} {:<44} “{}”", word_of(fact.kind), value_key(fact),
                            fact.evidence.front().quote));
  }
  console.say("");
}

void say_cluster(const CaseCluster& cluster, const std::map<DocumentId, std::string>& titles,
                 Console& console) {
  std::string people;
  for (const LinkedPerson& person : cluster.people) {
    if (person.affected) people += (people.empty() ? "" : ", ") + person.name;
  }
  console.say(people.empty() ? "(nobody affected)" : people);
  for (const DocumentId& id : cluster.documents) console.say("  " + titles.at(id));
  for (const Reason& reason : cluster.reasons) console.say("  because " + reason.words);
  console.say("");
}

}  // namespace

ExitCode run_read(const PipelineOptions& options, Console& console) {
  Pipeline pipeline(options, false, console);
  return pipeline.run([&](const Document& document, const Extraction&) {
    if (options.fields) return;
    if (options.json) return console.print_json(to_json(document));
    say_document(document, console);
  });
}

ExitCode run_extract(const PipelineOptions& options, Console& console) {
  Pipeline pipeline(options, true, console);
  return pipeline.run([&](const Document& document, const Extraction& extraction) {
    if (options.json) return console.print_json(to_json(extraction));
    say_facts(document, extraction, console);
  });
}

ExitCode run_link(const PipelineOptions& options, Console& console) {
  std::vector<ReportSummary> reports;
  std::map<DocumentId, std::string> titles;
  const auto overlays = load_overlays(options.overlays);
  const auto tables = overlays ? make_tables(*overlays) : Result<Tables>(fail(overlays.error()));
  if (!tables) {
    console.warn(tables.error());
    return ExitCode::NotDone;
  }
  Pipeline pipeline(options, true, console);
  const ExitCode code = pipeline.run([&](const Document& document, Extraction extraction) {
    const std::string title = document.title.empty() ? to_text(document.id) : document.title;
    if (!titles.emplace(document.id, title).second) return;  // the same bytes twice
    reports.push_back(make_summary(document, std::move(extraction.facts), *tables));
  });
  for (const CaseCluster& cluster : link(reports, {}, *tables)) {
    if (options.json) {
      console.print_json(to_json(cluster));
    } else {
      say_cluster(cluster, titles, console);
    }
  }
  return code;
}

}  // namespace habeas
