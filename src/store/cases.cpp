// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/cases.h"

#include <limits>

#include "base/compression.h"
#include "model/codec.h"
#include "store/columns.h"

namespace habeas {
namespace {

constexpr std::int64_t kUnknownDay = std::numeric_limits<std::int32_t>::min();
// Longer chains of redirects are a circle.
constexpr int kRedirectsMax = 1'000;

constexpr std::string_view kRowColumns =
    "select id, number, country, year, title, audience, last_report_day, document_count";

Error no_case(const CaseId& id) {
  return {ErrorCode::NotFound, "there is no case " + to_hex(id.id)};
}

Result<CaseRow> read_row(const sql::Statement& rows) {
  CaseRow row;
  TRY(row.id.id, read_bytes<LastingId>(rows, 0));
  row.number = rows.text(1);
  row.country = rows.text(2);
  row.year = static_cast<std::int32_t>(rows.integer(3));
  row.title = rows.text(4);
  TRY(row.audience, read_enum<Audience>(rows, 5));
  if (rows.integer(6) != kUnknownDay) {
    row.last_report = CivilDay{static_cast<std::int32_t>(rows.integer(6))};
  }
  row.document_count = rows.integer(7);
  return row;
}

Result<void> remove_case(sql::Transaction& transaction, const CaseId& id) {
  for (const char* table : {"derived_people", "derived_case_documents"}) {
    TRY(transaction.run("delete from " + std::string(table) + " where case_id = ?",
                        {as_blob(id.id)}));
  }
  return transaction.run("delete from derived_cases where id = ?", {as_blob(id.id)});
}

Result<std::vector<CasePerson>> load_people(sql::Transaction& transaction, const CaseId& id) {
  TRY(auto rows, transaction.query("select id, position, name from derived_people"
                                   " where case_id = ? order by position",
                                   {as_blob(id.id)}));
  std::vector<CasePerson> people;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return people;
    CasePerson person;
    TRY(person.id.id, read_bytes<LastingId>(rows, 0));
    person.position = static_cast<std::uint32_t>(rows.integer(1));
    person.name = rows.text(2);
    people.push_back(std::move(person));
  }
}

Result<std::optional<CaseId>> read_case_id(sql::Statement rows) {
  TRY(const bool is_row, rows.step());
  if (!is_row) return std::optional<CaseId>();
  TRY(const LastingId id, read_bytes<LastingId>(rows, 0));
  return std::optional<CaseId>(CaseId{id});
}

std::string to_capitals(std::string_view words) {
  std::string capitals(words);
  for (char& c : capitals) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return capitals;
}

}  // namespace

Result<void> clear_cases(sql::Transaction& transaction) {
  for (const char* table : {"derived_case_numbers", "derived_redirects", "derived_people",
                            "derived_case_documents", "derived_cases"}) {
    TRY(transaction.run("delete from " + std::string(table)));
  }
  return {};
}

Result<void> save_case(sql::Transaction& transaction, const CaseFile& file,
                       const Digest& fingerprint) {
  const CaseRow& row = file.row;
  TRY(remove_case(transaction, row.id));
  TRY(const std::string cluster, compress(to_json(file.cluster)));
  TRY(const std::string chronicle, compress(to_json(file.chronicle)));
  const auto last_report = file.chronicle.last_report;
  TRY(transaction.run(
      "insert into derived_cases values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {as_blob(row.id.id), row.number, row.country, row.year, row.title,
       static_cast<std::int64_t>(row.audience), last_report ? last_report->days : kUnknownDay,
       static_cast<std::int64_t>(file.cluster.documents.size()), as_blob(fingerprint),
       sql::Blob{cluster}, sql::Blob{chronicle}}));
  TRY(auto add_document, transaction.prepare("insert into derived_case_documents values (?, ?, ?)"
                                             " on conflict (source, part) do update set"
                                             " case_id = excluded.case_id"));
  for (const DocumentId& id : file.cluster.documents) {
    TRY(add_document.run({as_blob(id.source), id.part, as_blob(row.id.id)}));
  }
  TRY(auto add_person, transaction.prepare("insert into derived_people values (?, ?, ?, ?)"));
  for (const CasePerson& person : file.people) {
    TRY(add_person.run({as_blob(person.id.id), as_blob(row.id.id),
                        static_cast<std::int64_t>(person.position), person.name}));
  }
  return {};
}

Result<void> save_redirect(sql::Transaction& transaction, const LastingId& from,
                           const LastingId& to) {
  return transaction.run(
      "insert into derived_redirects values (?, ?) on conflict (from_id)"
      " do update set to_id = excluded.to_id",
      {as_blob(from), as_blob(to)});
}

Result<void> save_number(sql::Transaction& transaction, std::string_view number, const CaseId& id) {
  return transaction.run(
      "insert into derived_case_numbers values (?, ?) on conflict (number)"
      " do nothing",
      {number, as_blob(id.id)});
}

Result<LastingId> follow_redirects(sql::Transaction& transaction, const LastingId& id) {
  LastingId current = id;
  for (int step = 0; step < kRedirectsMax; ++step) {
    TRY(auto rows, transaction.query("select to_id from derived_redirects where from_id = ?",
                                     {as_blob(current)}));
    TRY(const bool is_row, rows.step());
    if (!is_row) return current;
    TRY(current, read_bytes<LastingId>(rows, 0));
  }
  return fail(ErrorCode::Corrupt, "the redirects of " + to_hex(id) +
                                      " lead in a circle; run "
                                      "habeas rebuild");
}

namespace {

/// The case that a number leads to which no case has today.
Result<std::optional<CaseId>> find_case_once_called(sql::Transaction& transaction,
                                                    std::string_view number) {
  TRY(auto rows,
      transaction.query("select id from derived_case_numbers where number = ?", {number}));
  TRY(const auto once, read_case_id(std::move(rows)));
  if (!once) return once;
  TRY(const LastingId target, follow_redirects(transaction, once->id));
  TRY(auto there,
      transaction.query("select id from derived_cases where id = ?", {as_blob(target)}));
  return read_case_id(std::move(there));
}

}  // namespace

Result<std::optional<CaseId>> find_case(sql::Transaction& transaction, std::string_view words) {
  if (const auto id = parse_lasting_id(words)) {
    TRY(const LastingId target, follow_redirects(transaction, *id));
    TRY(auto rows,
        transaction.query("select id from derived_cases where id = ?", {as_blob(target)}));
    return read_case_id(std::move(rows));
  }
  const std::string number = to_capitals(words);
  TRY(const auto count,
      transaction.find_integer("select count(*) from derived_cases where number = ?", {number}));
  if (count == 1) {
    TRY(auto rows, transaction.query("select id from derived_cases where number = ?", {number}));
    return read_case_id(std::move(rows));
  }
  if (count > 1) return std::optional<CaseId>();
  return find_case_once_called(transaction, number);
}

Result<CaseFile> load_case(sql::Transaction& transaction, const CaseId& id) {
  CaseFile file;
  TRY(file.row, load_case_row(transaction, id));
  TRY(auto rows, transaction.query("select cluster, chronicle from derived_cases where id = ?",
                                   {as_blob(id.id)}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return fail(no_case(id));
  TRY(const std::string cluster, decompress(rows.bytes(0), kJsonBytesMax));
  TRY(const std::string chronicle, decompress(rows.bytes(1), kJsonBytesMax));
  TRY(file.cluster, parse_case_cluster(cluster));
  TRY(file.chronicle, parse_chronicle(chronicle));
  TRY(file.people, load_people(transaction, id));
  return file;
}

Result<CaseRow> load_case_row(sql::Transaction& transaction, const CaseId& id) {
  TRY(auto rows, transaction.query(std::string(kRowColumns) + " from derived_cases where id = ?",
                                   {as_blob(id.id)}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return fail(no_case(id));
  return read_row(rows);
}

Result<std::optional<CaseId>> find_case_of_document(sql::Transaction& transaction,
                                                    const DocumentId& id) {
  TRY(auto rows, transaction.query("select case_id from derived_case_documents"
                                   " where source = ? and part = ?",
                                   {as_blob(id.source), id.part}));
  return read_case_id(std::move(rows));
}

Result<std::optional<CaseId>> find_case_of_person(sql::Transaction& transaction,
                                                  const PersonId& id) {
  TRY(const LastingId target, follow_redirects(transaction, id.id));
  TRY(auto rows,
      transaction.query("select case_id from derived_people where id = ?", {as_blob(target)}));
  return read_case_id(std::move(rows));
}

Result<std::vector<CaseRow>> list_cases(sql::Transaction& transaction, Page page) {
  TRY(auto rows, transaction.query(std::string(kRowColumns) +
                                       " from derived_cases order by last_report_day desc, number,"
                                       " id limit ? offset ?",
                                   {page.limit, page.offset}));
  std::vector<CaseRow> cases;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return cases;
    TRY(CaseRow row, read_row(rows));
    cases.push_back(std::move(row));
  }
}

Result<std::int64_t> count_cases(sql::Transaction& transaction) {
  TRY(const auto count, transaction.find_integer("select count(*) from derived_cases"));
  return count.value_or(0);
}

Result<std::int64_t> count_people(sql::Transaction& transaction) {
  TRY(const auto count, transaction.find_integer("select count(*) from derived_people"));
  return count.value_or(0);
}

}  // namespace habeas
