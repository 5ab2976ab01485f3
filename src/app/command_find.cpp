// SPDX-License-Identifier: AGPL-3.0-or-later
// find: words in the reports.
#include <fmt/format.h>

#include "app/archive_access.h"
#include "app/commands.h"
#include "model/codec.h"
#include "search/index.h"
#include "search/snippet.h"
#include "store/cases.h"
#include "store/documents.h"

namespace habeas {
namespace {

constexpr std::size_t kSnippetsMax = 2;

std::string words_of(const Document& document, const Snippet& snippet) {
  return (snippet.is_cut_before ? "… " : "") + std::string(slice(document.text, snippet.span)) +
         (snippet.is_cut_after ? " …" : "");
}

std::string to_json(const Document& document, const std::string& number,
                    const std::vector<Snippet>& snippets) {
  std::string shown;
  for (const Snippet& snippet : snippets) {
    shown += fmt::format(R"({}{{"begin":{},"end":{},"words":{}}})", shown.empty() ? "" : ",",
                         snippet.span.begin, snippet.span.end,
                         to_json_string(slice(document.text, snippet.span)));
  }
  return fmt::format(R"({{"document":{},"case":{},"title":{},"published":"{}","snippets":[{}]}})",
                     to_json_string(to_text(document.id)), to_json_string(number),
                     to_json_string(document.title),
                     document.published ? to_iso(*document.published) : "", shown);
}

Result<std::string> number_of_case(sql::Transaction& transaction, const DocumentId& id) {
  TRY(const auto case_id, find_case_of_document(transaction, id));
  if (!case_id) return std::string();
  TRY(const auto row, load_case_row(transaction, *case_id));
  return row.number;
}

Result<void> show_hit(sql::Transaction& transaction, const DocumentId& id, const SearchQuery& query,
                      bool json, Console& console) {
  TRY(const auto document, load_document(transaction, id));
  TRY(const auto number, number_of_case(transaction, id));
  const auto snippets = make_snippets(document, query, kSnippetsMax);
  if (json) {
    console.print_json(to_json(document, number, snippets));
    return {};
  }
  console.say(fmt::format("{}  {}  {}",
                          document.published ? to_iso(*document.published) : "no date   ", number,
                          document.title));
  for (const Snippet& snippet : snippets) console.say("    " + words_of(document, snippet));
  return {};
}

Result<void> do_find(const FindOptions& options, Console& console) {
  Machine machine;
  TRY(auto archive, machine.open_to_read(options.archive));
  TRY(auto transaction, archive.begin_to_read());
  const SearchQuery query = parse_query(options.query);
  TRY(const auto hits,
      search(transaction.sql(), query, {SearchOrder::NewestFirst, 0, options.limit}));
  for (const DocumentId& id : hits.documents) {
    TRY(show_hit(transaction.sql(), id, query, options.json, console));
  }
  if (options.json) return {};
  if (hits.documents.empty()) {
    console.say(
        "Nothing found. Fewer words, or the begin of one with a star (arrest*), find more.");
  } else if (hits.count > static_cast<std::int64_t>(hits.documents.size())) {
    console.say(fmt::format("{} of {}{} reports; --limit shows more", hits.documents.size(),
                            hits.is_count_exact ? "" : "over ", hits.count));
  }
  return {};
}

}  // namespace

ExitCode run_find(const FindOptions& options, Console& console) {
  const auto found = do_find(options, console);
  if (found) return ExitCode::Done;
  console.warn(found.error());
  return ExitCode::NotDone;
}

}  // namespace habeas
