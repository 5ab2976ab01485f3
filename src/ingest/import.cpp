// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/import.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "ingest/file_source.h"
#include "ingest/keeping.h"
#include "ingest/list_job.h"
#include "ingest/list_versions.h"
#include "ingest/relink.h"
#include "model/codec.h"
#include "model/words.h"
#include "store/captures.h"
#include "store/originals.h"
#include "store/settings.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::uint64_t kFileBytesMax = 4ULL << 30U;
constexpr std::size_t kBatchRowsMax = 256;  // one fsync
constexpr std::size_t kHashDigits = 16;

std::string setting_of(const std::string& list) { return "list_columns:" + list; }

/// What differs between two versions of a row, by header.
std::vector<CellChange> compare(const ListRow& before, const ListRow& after) {
  std::vector<CellChange> changes;
  std::vector<bool> met(before.cells.size());
  for (const ListCell& cell : after.cells) {
    std::size_t at = 0;
    while (at < before.cells.size() && (met[at] || before.cells[at].header != cell.header)) ++at;
    if (at == before.cells.size()) {
      changes.push_back({cell.header, "", cell.words});
      continue;
    }
    met[at] = true;
    if (before.cells[at].words != cell.words) {
      changes.push_back({cell.header, before.cells[at].words, cell.words});
    } else if (before.cells[at].column != cell.column) {
      changes.push_back({cell.header, fmt::format("({})", word_of(before.cells[at].column)),
                         fmt::format("({})", word_of(cell.column))});
    } else if (before.cells[at].visible != cell.visible) {
      changes.push_back({cell.header, before.cells[at].visible ? "(shown)" : "(hidden)",
                         cell.visible ? "(shown)" : "(hidden)"});
    }
  }
  for (std::size_t i = 0; i < before.cells.size(); ++i) {
    if (!met[i]) changes.push_back({before.cells[i].header, before.cells[i].words, ""});
  }
  if (before.visible != after.visible) {
    changes.push_back(
        {"row", before.visible ? "(shown)" : "(hidden)", after.visible ? "(shown)" : "(hidden)"});
  }
  return changes;
}

/// A row on its way into the archive.
struct IncomingRow {
  ImportedRow told;
  std::string part;
  std::string bytes;
  std::vector<std::pair<Document, Extraction>> reports;
};

class Importing {
 public:
  Importing(Archive& archive, const ImportOrder& order, const AddTools& tools,
            const ImportObserver& observer)
      : archive_(archive), order_(order), tools_(tools), observer_(observer) {
    list_ = order.list.empty() ? std::string(kDefaultList) : order.list;
  }

  Result<ImportSummary> run() {
    if (list_.size() > kListNameBytesMax || list_.find_first_of("/#\n") != std::string::npos) {
      return fail(ErrorCode::BadInput,
                  "--list: at most 100 bytes, without '/' and '#'; a short word is best");
    }
    TRY(file_, tools_.disk.open_file(order_.path));
    if (file_->size() > kFileBytesMax) {
      return fail(ErrorCode::TooLarge, order_.path + ": over 4 GB; split it first");
    }
    TRY(digest_, digest_of(*file_));
    TRY(const auto columns, choose_columns());
    TRY(ReadList list, read_file(columns));
    observer_.sheet(list.sheet);
    TRY(compare_all(list.rows));
    if (!order_.preview) {
      TRY(keep_file(list.sheet.columns));
    }
    TRY(keep_all());
    tell_vanished();
    if (!order_.preview) {
      TRY(join());
    }
    return summary_;
  }

 private:
  Result<std::vector<ListMapping>> choose_columns() {
    if (!order_.columns.empty()) return order_.columns;
    TRY(auto transaction, archive_.begin_to_read());
    TRY(const auto kept, find_setting(transaction.sql(), setting_of(list_)));
    return kept ? parse_columns(*kept) : std::vector<ListMapping>{};
  }

  Result<ReadList> read_file(const std::vector<ListMapping>& columns) {
    const ListRequest request{digest_, {}, list_, order_.sheet, columns};
    TRY(auto read, read_lists_in_room(tools_.runner, request, FileSource(*file_)));
    // Headers that were renamed since: better the proposal than nothing.
    if (read.lists.empty() && order_.columns.empty() && !columns.empty()) {
      const ListRequest again{digest_, {}, list_, order_.sheet, {}};
      TRY(read, read_lists_in_room(tools_.runner, again, FileSource(*file_)));
    }
    for (const Problem& problem : read.problems) tell(problem);
    if (read.lists.empty()) {
      return fail(ErrorCode::BadInput,
                  order_.path +
                      ": no case list: no row of headers with a name and one more column "
                      "that is known; name them in a file (Header = name) and give it "
                      "with --columns");
    }
    if (read.lists.size() > 1) {
      std::string names;
      for (const ReadList& one : read.lists) {
        names += (names.empty() ? "" : ", ") + one.sheet.name;
      }
      return fail(ErrorCode::BadInput,
                  fmt::format("{}: several sheets are lists ({}): say which with --sheet, and give "
                              "each a --list of its own",
                              order_.path, names));
    }
    return std::move(read.lists.front());
  }

  void tell(const Problem& problem) {
    ++summary_.problems;
    observer_.problem(problem);
  }

  /// Two rows of one key: the later is known by its words too, so that neither is lost.
  void part_twins(ListRow& row, std::uint32_t number) {
    if (keys_.insert(row.key).second) return;
    std::string words;
    for (const ListCell& cell : row.cells) words += cell.words + "\n";
    const std::string key = row.key;
    row.key += "/" + to_hex(sha256(words)).substr(0, kHashDigits);
    const bool twice = !keys_.insert(row.key).second;
    tell({ProblemCode::TwoReadings, "",
          fmt::format("row {} {}", number,
                      twice ? "stands twice, word for word; it is taken once"
                            : "has the id or name of an earlier row; a column of ids that differ "
                              "would keep them apart")});
    if (twice) row.cells.clear();
  }

  Result<void> compare_all(std::vector<PlacedRow>& rows) {
    TRY(auto transaction, archive_.begin_to_read());
    TRY(versions_, load_list_versions(transaction.sql()));
    for (PlacedRow& placed : rows) {
      part_twins(placed.row, placed.number);
      if (placed.row.cells.empty()) continue;
      IncomingRow incoming;
      incoming.part = part_of(placed.row);
      incoming.bytes = to_json(placed.row);
      incoming.told = {RowChange::New, placed.row.key, name_of(placed.row), placed.number, {}};
      present_.insert(incoming.part);
      const auto newest = versions_.find(incoming.part);
      if (newest && *newest == sha256(incoming.bytes)) {
        incoming.told.change = RowChange::Unchanged;
        incoming.bytes.clear();
      } else if (newest) {
        incoming.told.change = RowChange::Changed;
        TRY(const auto before, load_row(transaction.sql(), *newest));
        incoming.told.cells = compare(before, placed.row);
      }
      rows_.push_back(std::move(incoming));
      placed.row = {};
    }
    return load_vanished(transaction.sql());
  }

  static Result<ListRow> load_row(sql::Transaction& transaction, const Digest& source) {
    TRY(const auto bytes, read_original(transaction, source, kListRowBytesMax));
    return parse_list_row(bytes);
  }

  Result<void> load_vanished(sql::Transaction& transaction) {
    const ListRow any{list_, "x", true, {}};
    const std::string part = part_of(any);
    const std::string begin = part.substr(0, part.rfind("/row:") + 1);
    for (const auto& [row, sources] : versions_.rows()) {
      if (row.substr(0, begin.size()) != begin || present_.count(row) > 0) continue;
      TRY(const auto before, load_row(transaction, sources.back()));
      vanished_.push_back({RowChange::Vanished, before.key, name_of(before), 0, {}});
    }
    return {};
  }

  Result<void> keep_file(const std::vector<ListMapping>& columns) {
    TRY(auto transaction, archive_.begin());
    TRY(const auto original, add_original(transaction.sql(), *file_, digest_));
    const Capture capture{digest_, to_utf8(order_.path), tools_.clock.now(),
                          std::string(kListFileCapture), ""};
    if (!original.is_known) {
      TRY(append_captures(transaction, {&capture, 1}));
    }
    TRY(save_setting(transaction.sql(), setting_of(list_), to_columns_text(columns)));
    return transaction.commit();
  }

  Result<void> keep_all() {
    for (std::size_t begin = 0; begin < rows_.size(); begin += kBatchRowsMax) {
      const std::size_t end = std::min(begin + kBatchRowsMax, rows_.size());
      const std::span<IncomingRow> batch(rows_.data() + begin, end - begin);
      if (!order_.preview) {
        TRY(keep_batch(batch));
      }
      for (const IncomingRow& row : batch) {
        count(row.told);
        observer_.row(row.told);
      }
      if (observer_.progress) observer_.progress(end, rows_.size());
    }
    return {};
  }

  /// Each row is a source of its own, and is read in a room of its own.
  void read(IncomingRow& row) {
    ReadRequest request;
    request.sha256 = sha256(row.bytes);
    read_source(tools_.runner, request, MemorySource(row.bytes),
                {[&row](Document document, Extraction extraction) {
                   row.reports.emplace_back(std::move(document), std::move(extraction));
                 },
                 [this](const Problem& problem) { tell(problem); }});
  }

  Result<void> keep_batch(std::span<IncomingRow> batch) {
    std::vector<IncomingRow*> fresh;
    for (IncomingRow& row : batch) {
      if (row.bytes.empty()) continue;
      read(row);
      fresh.push_back(&row);
    }
    if (fresh.empty()) return {};
    TRY(auto transaction, archive_.begin());
    std::vector<Capture> captures;
    for (IncomingRow* row : fresh) {
      TRY(const auto original, add_original(transaction.sql(), row->bytes));
      captures.push_back({original.source, to_utf8(order_.path) + "#" + row->part,
                          tools_.clock.now(), std::string(kListRowCapture), ""});
      for (const auto& [document, extraction] : row->reports) {
        TRY(keep_report(transaction.sql(), document, extraction, tools_.tables));
      }
      row->reports.clear();
    }
    TRY(append_captures(transaction, captures));
    TRY(mark_cases_stale(transaction.sql()));
    return transaction.commit();
  }

  void count(const ImportedRow& row) {
    if (row.change == RowChange::New) ++summary_.fresh;
    if (row.change == RowChange::Changed) ++summary_.changed;
    if (row.change == RowChange::Unchanged) ++summary_.unchanged;
    if (row.change == RowChange::Vanished) ++summary_.vanished;
  }

  void tell_vanished() {
    for (const ImportedRow& row : vanished_) {
      count(row);
      observer_.row(row);
    }
  }

  Result<void> join() {
    TRY(auto transaction, archive_.begin());
    TRY(const bool stale, are_cases_stale(transaction.sql()));
    if (!stale) return {};
    TRY(relink(transaction, tools_.tables, day_of(tools_.clock.now())));
    return transaction.commit();
  }

  Archive& archive_;
  const ImportOrder& order_;
  const AddTools& tools_;
  const ImportObserver& observer_;
  std::string list_;
  std::unique_ptr<OpenFile> file_;
  Digest digest_;
  ListVersions versions_;
  std::vector<IncomingRow> rows_;
  std::vector<ImportedRow> vanished_;
  std::set<std::string> keys_;
  std::set<std::string> present_;
  ImportSummary summary_;
};

}  // namespace

Result<ImportSummary> import_list(Archive& archive, const ImportOrder& order, const AddTools& tools,
                                  const ImportObserver& observer) {
  return Importing(archive, order, tools, observer).run();
}

Result<std::vector<ListMapping>> parse_columns(std::string_view text) {
  std::vector<ListMapping> columns;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t equals = line.rfind('=');
    const std::string_view word =
        equals == std::string_view::npos ? std::string_view() : trim(line.substr(equals + 1));
    const auto column = find_word<ListColumn>(word);
    const std::string header = squash(line.substr(0, std::min(equals, line.size())));
    if (!column || header.empty()) {
      std::string known;
      for (const std::string_view one : Words<ListColumn>::kWords) known += fmt::format(" {}", one);
      return fail(ErrorCode::BadInput,
                  fmt::format("columns, line {}: write it as `Header = column`, with one of:{}",
                              number, known));
    }
    columns.push_back({header, *column});
  }
  return columns;
}

std::string to_columns_text(const std::vector<ListMapping>& columns) {
  std::string text;
  for (const ListMapping& one : columns) {
    if (!one.header.empty()) text += fmt::format("{} = {}\n", one.header, word_of(one.column));
  }
  return text;
}

}  // namespace habeas
