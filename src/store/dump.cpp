// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/dump.h"

#include <array>
#include <string>

#include "base/compression.h"
#include "base/digest.h"
#include "model/codec.h"
#include "store/captures.h"
#include "store/schema.h"

namespace habeas {
namespace {

/// A table of the dump: a line is the name, then the columns. A column is 'h' bytes in hex, 't'
/// text as JSON, 'i' an integer, 'z' compressed JSON.
struct DumpRow {
  std::string_view name;
  std::string_view sql;
  std::string_view columns;
};

constexpr std::array kDumpRows{
    DumpRow{"capture",
            "select source, time_ms, entry, position from derived_captures"
            " order by source, time_ms, entry, position",
            "hihi"},
    DumpRow{"document",
            "select source, part, fingerprint, compressed from derived_documents"
            " order by source, part",
            "hthz"},
    DumpRow{"extraction",
            "select d.source, d.part, e.fingerprint, e.compressed from derived_extractions e"
            " join derived_documents d on d.id = e.document order by d.source, d.part",
            "hthz"},
    DumpRow{"tag",
            "select d.source, d.part, t.slug, t.label from derived_tags t"
            " join derived_documents d on d.id = t.document order by d.source, d.part, t.slug",
            "httt"},
    DumpRow{"key",
            "select d.source, d.part, k.name from derived_keys k"
            " join derived_documents d on d.id = k.document order by d.source, d.part, k.name",
            "htt"},
    DumpRow{"case",
            "select id, number, country, year, title, audience, last_report_day, fingerprint,"
            " cluster, chronicle from derived_cases order by id",
            "httitiihzz"},
    DumpRow{"case_document",
            "select source, part, case_id from derived_case_documents order by source, part",
            "hth"},
    DumpRow{"person", "select id, case_id, position, name from derived_people order by id", "hhit"},
    DumpRow{"case_number", "select number, id from derived_case_numbers order by number", "th"},
    DumpRow{"redirect", "select from_id, to_id from derived_redirects order by from_id", "hh"},
};

Result<std::string> column_text(const sql::Statement& row, int column, char type) {
  if (type == 'h') return to_hex(row.bytes(column));
  if (type == 't') return to_json_string(row.text(column));
  if (type == 'i') return std::to_string(row.integer(column));
  return decompress(row.bytes(column), kJsonBytesMax);
}

Result<void> dump_table(sql::Transaction& transaction, const DumpRow& table,
                        const std::function<void(std::string_view)>& sink) {
  TRY(auto rows, transaction.query(table.sql));
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return {};
    std::string line(table.name);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      TRY(const std::string text, column_text(rows, static_cast<int>(i), table.columns[i]));
      line += ' ' + text;
    }
    sink(line + '\n');
  }
}

}  // namespace

Result<void> dump_derived(sql::Transaction& transaction,
                          const std::function<void(std::string_view)>& sink) {
  for (const DumpRow& table : kDumpRows) TRY(dump_table(transaction, table, sink));
  return {};
}

Result<void> replace_derived(sql::Transaction& transaction) {
  TRY(make_derived_tables_anew(transaction));
  return index_captures(transaction);
}

}  // namespace habeas
