// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/schema.h"

#include <array>
#include <string>

namespace habeas {
namespace {

constexpr const char* kKeptTables = R"(
create table kept_meta (name text primary key, value text not null) strict;

create table kept_originals (
  source blob primary key,
  size_bytes integer not null,
  chunk_bytes integer not null
) strict;
create table kept_original_chunks (
  source blob not null references kept_originals (source),
  position integer not null,
  compressed blob not null,
  primary key (source, position)
) strict;

create table kept_journal_entries (
  hash blob primary key,
  seat blob not null,
  sequence integer not null,
  time_ms integer not null,
  kind integer not null,
  envelope blob not null
) strict;
create index kept_journal_by_seat on kept_journal_entries (seat, sequence);
create index kept_journal_by_kind on kept_journal_entries (kind);
create table kept_journal_bodies (
  entry blob primary key references kept_journal_entries (hash),
  salt blob not null,
  body blob not null
) strict;
create table kept_journal_chains (
  seat blob primary key,
  sequence integer not null,
  last_entry blob not null
) strict;
create table kept_journal_seen (entry blob primary key) strict;

create table kept_readings (
  source blob not null,
  part text not null,
  digest blob not null,
  compressed blob not null,
  primary key (source, part, digest)
) strict;
)";

constexpr const char* kDerivedTables = R"(
create table derived_captures (
  source blob not null,
  time_ms integer not null,
  entry blob not null,
  position integer not null,
  primary key (source, time_ms, entry, position)
) strict;

create table derived_documents (
  id integer primary key,
  source blob not null,
  part text not null,
  published_day integer not null,
  published text not null,
  title text not null,
  site_name text not null,
  address text not null,
  language text not null,
  completeness integer not null,
  problem_count integer not null,
  fingerprint blob not null,
  compressed blob not null,
  unique (source, part)
) strict;
create index derived_documents_by_day on derived_documents (published_day desc, source, part);

create table derived_extractions (
  document integer primary key references derived_documents (id),
  fingerprint blob not null,
  compressed blob not null
) strict;
create table derived_tags (
  document integer not null references derived_documents (id),
  slug text not null,
  label text not null,
  primary key (document, slug)
) strict;
create index derived_tags_by_slug on derived_tags (slug, document);
create table derived_keys (
  document integer not null references derived_documents (id),
  name text not null,
  primary key (document, name)
) strict;
create index derived_keys_by_name on derived_keys (name, document);

create table derived_cases (
  id blob primary key,
  number text not null,
  country text not null,
  year integer not null,
  title text not null,
  audience integer not null,
  last_report_day integer not null,
  document_count integer not null,
  fingerprint blob not null,
  cluster blob not null,
  chronicle blob not null
) strict;
create index derived_cases_by_number on derived_cases (number);
create index derived_cases_by_day on derived_cases (last_report_day desc, number, id);
create table derived_case_documents (
  source blob not null,
  part text not null,
  case_id blob not null references derived_cases (id),
  primary key (source, part)
) strict;
create index derived_case_documents_by_case on derived_case_documents (case_id, source, part);
create table derived_people (
  id blob primary key,
  case_id blob not null references derived_cases (id),
  position integer not null,
  name text not null
) strict;
create index derived_people_by_case on derived_people (case_id, position);
create table derived_redirects (from_id blob primary key, to_id blob not null) strict;
create table derived_case_numbers (number text primary key, id blob not null) strict;
)";

constexpr const char* kLocalTables = R"(
create table local_settings (name text primary key, value text not null) strict;
)";

// Those that refer to others first.
constexpr std::array kDerivedNames{
    "derived_case_numbers",   "derived_redirects",   "derived_people",
    "derived_case_documents", "derived_cases",       "derived_keys",
    "derived_tags",           "derived_extractions", "derived_captures"};

}  // namespace

Result<void> make_tables(sql::Transaction& transaction) {
  TRY(transaction.define(kKeptTables));
  TRY(transaction.define(kDerivedTables));
  return transaction.define(kLocalTables);
}

Result<void> make_derived_tables_anew(sql::Transaction& transaction) {
  for (const char* name : kDerivedNames) {
    TRY(transaction.define("drop table if exists " + std::string(name)));
  }
  TRY(
      transaction.define("drop table if exists replaced_documents;"
                         "drop index if exists derived_documents_by_day;"
                         "alter table derived_documents rename to replaced_documents"));
  return transaction.define(kDerivedTables);
}

}  // namespace habeas
