// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/captures.h"

#include <nlohmann/json.hpp>

#include <array>

#include "model/codec.h"
#include "store/columns.h"
#include "store/journal.h"
#include "text/utf8.h"

namespace habeas {
namespace {

using nlohmann::json;

constexpr std::array kCaptureKind{JournalKind::Captures};

std::string to_json(const Capture& capture) {
  std::string line = R"({"source":")" + to_hex(capture.source) + R"(","time_ms":)" +
                     std::to_string(capture.time.milliseconds) + R"(,"how":)" +
                     to_json_string(capture.how) + R"(,"path":)" +
                     to_json_string(to_utf8(capture.path));
  if (!capture.address.empty()) line += R"(,"address":)" + to_json_string(to_utf8(capture.address));
  return line + "}";
}

/// True if `record` has only these keys, with values of these types, and the first four of them.
bool is_record(const json& record) {
  if (!record.is_object()) return false;
  for (const auto& [key, value] : record.items()) {
    const bool fits =
        key == "time_ms" ? value.is_number_integer()
                         : (key == "source" || key == "how" || key == "path" || key == "address") &&
                               value.is_string();
    if (!fits) return false;
  }
  return record.contains("source") && record.contains("time_ms") && record.contains("how") &&
         record.contains("path");
}

std::optional<Capture> parse_record(const json& record) {
  if (!is_record(record)) return std::nullopt;
  const auto source = parse_digest(record["source"].get_ref<const std::string&>());
  if (!source) return std::nullopt;
  Capture capture;
  capture.source = *source;
  capture.time.milliseconds = record["time_ms"].get<std::int64_t>();
  capture.how = record["how"].get<std::string>();
  capture.path = record["path"].get<std::string>();
  capture.address = record.value("address", "");
  return capture;
}

Result<void> index_entry(sql::Transaction& transaction, const Digest& entry,
                         std::span<const Capture> captures) {
  TRY(auto insert, transaction.prepare("insert into derived_captures values (?, ?, ?, ?)"));
  std::int64_t position = 0;
  for (const Capture& capture : captures) {
    TRY(insert.run(
        {as_blob(capture.source), capture.time.milliseconds, as_blob(entry), position++}));
  }
  return {};
}

/// What `order by` makes of the records of one original.
using Place = std::tuple<Instant, Digest, std::size_t>;

}  // namespace

std::string to_json(std::span<const Capture> captures) {
  std::string body = R"({"captures":[)";
  for (std::size_t i = 0; i < captures.size(); ++i) {
    if (i > 0) body += ',';
    body += to_json(captures[i]);
  }
  return body + "]}";
}

Result<std::vector<Capture>> parse_captures(std::string_view text) {
  const json body = json::parse(text, nullptr, false);
  const bool is_batch = body.is_object() && body.size() == 1 && body.contains("captures") &&
                        body["captures"].is_array() &&
                        body["captures"].size() <= kCapturesPerEntryMax;
  if (!is_batch) return fail(ErrorCode::BadInput, "not a batch of captures");
  std::vector<Capture> captures;
  for (const json& record : body["captures"]) {
    auto capture = parse_record(record);
    if (!capture) {
      return fail(ErrorCode::BadInput,
                  "capture " + std::to_string(captures.size() + 1) + " of a batch is no record");
    }
    captures.push_back(std::move(*capture));
  }
  return captures;
}

Result<void> append_captures(ArchiveTransaction& transaction, std::span<const Capture> captures) {
  if (captures.empty()) return {};
  TRY(const Digest entry, transaction.append(JournalKind::Captures, to_json(captures)));
  return index_entry(transaction.sql(), entry, captures);
}

Result<std::optional<Capture>> find_earliest_capture(sql::Transaction& transaction,
                                                     const Digest& source) {
  TRY(auto rows, transaction.query("select entry, position from derived_captures where source = ?"
                                   " order by time_ms, entry, position",
                                   {as_blob(source)}));
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return std::optional<Capture>();
    TRY(const Digest entry, read_bytes<Digest>(rows, 0));
    TRY(const auto body, find_body(transaction, entry));
    if (!body) continue;
    TRY(auto captures, parse_captures(*body));
    const auto position = static_cast<std::size_t>(rows.integer(1));
    if (position < captures.size()) return std::optional<Capture>(std::move(captures[position]));
  }
}

Result<std::map<Digest, Capture>> load_earliest_captures(sql::Transaction& transaction) {
  TRY(const auto journal, load_journal(transaction, kCaptureKind));
  std::map<Digest, Capture> earliest;
  std::map<Digest, Place> places;
  for (const StoredEntry& stored : journal) {
    if (!stored.body) continue;
    TRY(const auto captures, parse_captures(*stored.body));
    for (std::size_t i = 0; i < captures.size(); ++i) {
      const Place place{captures[i].time, stored.hash, i};
      const auto [found, is_first] = places.emplace(captures[i].source, place);
      if (!is_first && found->second <= place) continue;
      found->second = place;
      earliest.insert_or_assign(captures[i].source, captures[i]);
    }
  }
  return earliest;
}

Result<void> index_captures(sql::Transaction& transaction) {
  TRY(const auto journal, load_journal(transaction, kCaptureKind));
  for (const StoredEntry& stored : journal) {
    if (!stored.body) continue;
    TRY(const auto captures, parse_captures(*stored.body));
    TRY(index_entry(transaction, stored.hash, captures));
  }
  return {};
}

}  // namespace habeas
