// SPDX-License-Identifier: AGPL-3.0-or-later
// What the store does to its tables is in the subset that both engines speak: the same steps give
// the same canonical dump on both.
#include <gtest/gtest.h>

#include <array>

#include "model/codec.h"
#include "sql/throw_away_server.h"
#include "store/captures.h"
#include "store/cases.h"
#include "store/columns.h"
#include "store/documents.h"
#include "store/dump.h"
#include "store/journal.h"
#include "store/originals.h"
#include "store/schema.h"
#include "store/scratch_archive.h"
#include "store/verify.h"

namespace habeas {
namespace {

Document report(const Digest& source, std::string part) {
  Document document;
  document.id = {source, std::move(part)};
  document.text = "A lawyer was held.\n";
  document.passages.push_back({PassageKind::Paragraph, make_span(0, 18), "en", true});
  document.title = "Қорғаушы ұсталды";
  document.published = parse_iso_date("2016-04");
  return document;
}

Result<void> keep_journal(sql::Transaction& transaction, const Digest& source) {
  const SeatSecret secret{{1, 2, 3}};
  JournalEntry entry;
  entry.seat = seat_of(secret);
  const std::array captures{Capture{source, "a.html", Instant{5}, "file", ""}};
  const std::string body = to_json(captures);
  entry.body_hash = hash_of_body("salt", body);
  const std::string envelope = to_envelope(entry, secret);
  TRY(put_entry(transaction, envelope, entry));
  TRY(put_body(transaction, hash_of_envelope(envelope), "salt", body));
  return index_captures(transaction);
}

Result<void> keep_reports(sql::Transaction& transaction, const Digest& source) {
  const Digest fingerprint = sha256("f");
  const std::array tags{DocumentTag{"kazakhstan", "Kazakhstan"}};
  const std::vector<std::string> keys{"reference:x"};
  CaseFile file;
  for (const char* part : {"post:b", "post:a", "post:b"}) {
    const Document document = report(source, part);
    Extraction extraction;
    extraction.document = document.id;
    TRY(put_document(transaction, document, fingerprint));
    TRY(put_extraction(transaction, extraction, fingerprint));
    TRY(put_tags(transaction, document.id, tags));
    TRY(put_keys(transaction, document.id, keys));
    TRY(put_reading(transaction, document.id, document.text));
  }
  file.cluster.documents = {{source, "post:a"}, {source, "post:b"}};
  file.row.number = "KAZ-2016-7K3QD";
  file.people.push_back({PersonId{}, 0, "A"});
  TRY(save_case(transaction, file, fingerprint));
  TRY(save_number(transaction, "KAZ-2016-00000", file.row.id));
  return save_redirect(transaction, LastingId{{9}}, file.row.id.id);
}

/// All steps; gives the dump and what the lists show.
Result<std::string> run_steps(sql::Transaction& transaction) {
  TRY(make_tables(transaction));
  TRY(const AddedOriginal added, add_original(transaction, std::string(1'500'000, 'x') + '\0'));
  TRY(keep_journal(transaction, added.source));
  TRY(keep_reports(transaction, added.source));
  TRY(const std::string bytes, read_original_at(transaction, added.source, 1'499'999, 9));
  std::string shown = to_hex(bytes) + "\n";
  TRY(const auto rows, list_documents(transaction, "kazakhstan", {}));
  for (const DocumentRow& row : rows) shown += row.id.part + " " + row.title + "\n";
  TRY(const auto candidates,
      find_documents_by_keys(transaction, std::vector<std::string>{"reference:x"}, 5));
  shown += std::to_string(candidates.size()) + "\n";
  TRY(const auto found, find_case(transaction, "kaz-2016-7k3qd"));
  shown += (found ? to_hex(found->id) : "none") + "\n";
  TRY(const auto tags, list_tags(transaction));
  TRY(const auto cases, list_cases(transaction, {}));
  shown += std::to_string(tags.size()) + " " + std::to_string(cases.size()) + "\n";
  const FaultSink sink = [&](const std::string& fault) { shown += fault + "\n"; };
  TRY(verify_journal(transaction, sink));
  TRY(verify_originals(transaction, sink));
  TRY(dump_derived(transaction, [&](std::string_view line) { shown += line; }));
  TRY(replace_derived(transaction));
  TRY(dump_derived(transaction, [&](std::string_view line) { shown += line; }));
  return shown;
}

TEST(Engines, give_the_same_answers_and_the_same_dump) {
  const ScratchArchive scratch;
  auto sqlite = sql::Connection::open_sqlite(scratch.path(), sql::OpenMode::Create);
  auto sqlite_transaction = sqlite->begin();
  const auto expected = run_steps(*sqlite_transaction);
  ASSERT_TRUE(expected) << expected.error().message;
  EXPECT_EQ(std::count(expected->begin(), expected->end(), '\n'), 6 + 1 + 2 * 4 + 6 + 1)
      << *expected;
  const sql::ThrowAwayServer server;
  if (!server.reason().empty()) GTEST_SKIP() << server.reason();
  auto postgres = sql::Connection::open_postgres(server.address());
  ASSERT_TRUE(postgres) << postgres.error().message;
  auto postgres_transaction = postgres->begin();
  const auto answers = run_steps(*postgres_transaction);
  ASSERT_TRUE(answers) << answers.error().message;
  EXPECT_EQ(*answers, *expected);
}

}  // namespace
}  // namespace habeas
