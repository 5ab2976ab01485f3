// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/originals.h"

#include <algorithm>
#include <functional>

#include "base/compression.h"
#include "store/columns.h"

namespace habeas {
namespace {

// What is decompressed at once; a foreign archive may name any size.
constexpr std::uint64_t kChunkBytesMax = 16U << 20U;

using ChunkSink = std::function<Result<void>(std::uint64_t position, std::string_view chunk)>;

/// Reads `file` from begin to end, piece by piece, and names it.
Result<AddedOriginal> read_through(const OpenFile& file, const ChunkSink& sink) {
  AddedOriginal read;
  Sha256 hash;
  for (;;) {
    TRY(const std::string chunk, file.read_at(read.size_bytes, kOriginalChunkBytes));
    if (!chunk.empty()) TRY(sink(read.size_bytes / kOriginalChunkBytes, chunk));
    hash.add(chunk);
    read.size_bytes += chunk.size();
    if (read.size_bytes > kOriginalBytesMax) {
      return fail(ErrorCode::TooLarge, "an original may have at most 16 GB");
    }
    if (chunk.size() < kOriginalChunkBytes) break;
  }
  read.source = hash.finish();
  return read;
}

Result<void> put_size(sql::Transaction& transaction, const AddedOriginal& original) {
  return transaction.run("insert into kept_originals values (?, ?, ?)",
                         {as_blob(original.source), static_cast<std::int64_t>(original.size_bytes),
                          static_cast<std::int64_t>(kOriginalChunkBytes)});
}

Result<bool> is_kept(sql::Transaction& transaction, const Digest& source) {
  TRY(const auto found,
      transaction.find_integer("select 1 from kept_originals where source = ?", {as_blob(source)}));
  return found.has_value();
}

/// Looks at bytes that somebody else owns.
class BytesInMemory final : public OpenFile {
 public:
  explicit BytesInMemory(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    if (offset >= bytes_.size()) return std::string();
    return std::string(
        bytes_.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length)));
  }

 private:
  std::string_view bytes_;
};

struct Layout {
  std::uint64_t size_bytes = 0;
  std::uint64_t chunk_bytes = 0;
};

Result<Layout> load_layout(sql::Transaction& transaction, const Digest& source) {
  TRY(auto rows, transaction.query("select size_bytes, chunk_bytes from kept_originals"
                                   " where source = ?",
                                   {as_blob(source)}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return fail(ErrorCode::NotFound, "there is no original " + to_hex(source));
  const Layout layout{static_cast<std::uint64_t>(rows.integer(0)),
                      static_cast<std::uint64_t>(rows.integer(1))};
  if (layout.chunk_bytes == 0 || layout.chunk_bytes > kChunkBytesMax ||
      layout.size_bytes > kOriginalBytesMax) {
    return fail(ErrorCode::Corrupt, "the original " + to_hex(source) + " is damaged");
  }
  return layout;
}

Result<std::string> load_chunk(sql::Transaction& transaction, const Digest& source,
                               const Layout& layout, std::uint64_t position) {
  const auto damaged = [&] {
    return fail(ErrorCode::Corrupt, "the original " + to_hex(source) + " is damaged in piece " +
                                        std::to_string(position));
  };
  TRY(auto rows, transaction.query("select compressed from kept_original_chunks"
                                   " where source = ? and position = ?",
                                   {as_blob(source), static_cast<std::int64_t>(position)}));
  TRY(const bool is_row, rows.step());
  if (!is_row) return damaged();
  auto chunk = decompress(rows.bytes(0), layout.chunk_bytes);
  const std::uint64_t begin = position * layout.chunk_bytes;
  const std::uint64_t expected = std::min(layout.chunk_bytes, layout.size_bytes - begin);
  if (!chunk || chunk->size() != expected) return damaged();
  return chunk;
}

/// Hands every piece over in order and checks the whole against its name.
Result<void> walk_original(sql::Transaction& transaction, const Digest& source,
                           const std::function<void(std::string_view)>& sink) {
  TRY(const Layout layout, load_layout(transaction, source));
  Sha256 hash;
  for (std::uint64_t begin = 0; begin < layout.size_bytes; begin += layout.chunk_bytes) {
    TRY(const std::string chunk,
        load_chunk(transaction, source, layout, begin / layout.chunk_bytes));
    hash.add(chunk);
    sink(chunk);
  }
  if (hash.finish() == source) return {};
  return fail(ErrorCode::Corrupt, "the original " + to_hex(source) + " is not what was taken in");
}

}  // namespace

Result<AddedOriginal> add_original(sql::Transaction& transaction, const OpenFile& file,
                                   const std::optional<Digest>& expected) {
  const auto changed = fail(ErrorCode::Busy, "it changed while it was read; take it in again");
  const auto ignore = [](std::uint64_t, std::string_view) { return Result<void>(); };
  TRY(AddedOriginal named, read_through(file, ignore));
  if (expected && named.source != *expected) return changed;
  TRY(named.is_known, is_kept(transaction, named.source));
  if (named.is_known) return named;
  TRY(put_size(transaction, named));
  TRY(auto insert, transaction.prepare("insert into kept_original_chunks values (?, ?, ?)"));
  const auto keep = [&](std::uint64_t position, std::string_view chunk) -> Result<void> {
    TRY(const std::string compressed, compress(chunk));
    return insert.run(
        {as_blob(named.source), static_cast<std::int64_t>(position), sql::Blob{compressed}});
  };
  const auto kept = read_through(file, keep);
  if (kept && kept->source == named.source) return named;
  TRY(transaction.run("delete from kept_original_chunks where source = ?",
                      {as_blob(named.source)}));
  TRY(transaction.run("delete from kept_originals where source = ?", {as_blob(named.source)}));
  if (!kept) return fail(kept.error());
  return changed;
}

Result<AddedOriginal> add_original(sql::Transaction& transaction, std::string_view bytes) {
  return add_original(transaction, BytesInMemory(bytes));
}

Result<std::uint64_t> original_size(sql::Transaction& transaction, const Digest& source) {
  TRY(const Layout layout, load_layout(transaction, source));
  return layout.size_bytes;
}

Result<std::string> read_original_at(sql::Transaction& transaction, const Digest& source,
                                     std::uint64_t offset, std::uint64_t length) {
  TRY(const Layout layout, load_layout(transaction, source));
  std::string bytes;
  if (offset >= layout.size_bytes) return bytes;
  const std::uint64_t end = offset + std::min(length, layout.size_bytes - offset);
  while (offset < end) {
    const std::uint64_t position = offset / layout.chunk_bytes;
    TRY(const std::string chunk, load_chunk(transaction, source, layout, position));
    const std::uint64_t from = offset - position * layout.chunk_bytes;
    const std::uint64_t count = std::min<std::uint64_t>(end - offset, chunk.size() - from);
    bytes.append(chunk, static_cast<std::size_t>(from), static_cast<std::size_t>(count));
    offset += count;
  }
  return bytes;
}

Result<std::string> read_original(sql::Transaction& transaction, const Digest& source,
                                  std::uint64_t bytes_max) {
  TRY(const std::uint64_t size_bytes, original_size(transaction, source));
  if (size_bytes > bytes_max) {
    return fail(ErrorCode::TooLarge, "the original " + to_hex(source) + " has more than " +
                                         std::to_string(bytes_max) + " bytes");
  }
  std::string bytes;
  TRY(walk_original(transaction, source, [&](std::string_view chunk) { bytes += chunk; }));
  return bytes;
}

Result<void> check_original(sql::Transaction& transaction, const Digest& source) {
  return walk_original(transaction, source, [](std::string_view) {});
}

Result<std::vector<Digest>> list_originals(sql::Transaction& transaction) {
  TRY(auto rows, transaction.query("select source from kept_originals order by source"));
  std::vector<Digest> sources;
  for (;;) {
    TRY(const bool is_row, rows.step());
    if (!is_row) return sources;
    TRY(const Digest source, read_bytes<Digest>(rows, 0));
    sources.push_back(source);
  }
}

}  // namespace habeas
