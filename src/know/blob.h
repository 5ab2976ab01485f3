// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"

namespace habeas {

/// What tools/tables/compile_tables.py packed: the tables and the gazetteer, read in place.
///
///     0  "HABEASTB"
///     8  SHA-256 of everything from byte 40
///    40  format, tables, directory offset, gazetteer offset, total bytes, 0
///
/// Every number is a little-endian 32-bit word at a multiple of four; every offset counts from
/// the beginning. A directory entry is: name offset, name bytes, columns, rows, text offset,
/// text bytes, offset of the cell bounds ((rows + 1) * columns + 1 of them, the header first,
/// counted from the text), offset of the line numbers (one for each row).
class Blob {
 public:
  struct TableEntry {
    std::string_view name;
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
    const char* text = nullptr;
    const std::uint32_t* bounds = nullptr;
    const std::uint32_t* lines = nullptr;
  };

  /// Checks the header; the rest is our own build's and trusted. Nothing is copied.
  /// Errors: Corrupt.
  static Result<Blob> make(std::string_view bytes);

  std::size_t table_count() const { return word(44); }
  TableEntry table(std::size_t position) const;
  /// As stored in the header; a test shows that it is the digest of the bytes.
  Digest digest() const;
  std::uint32_t gazetteer_offset() const { return word(52); }

  std::uint32_t word(std::size_t offset) const { return *words(offset); }
  const std::uint32_t* words(std::size_t offset) const {
    return reinterpret_cast<const std::uint32_t*>(bytes_.data() + offset);
  }
  std::string_view bytes() const { return bytes_; }

 private:
  explicit Blob(std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes_;
};

static_assert(std::endian::native == std::endian::little);

/// The blob inside this executable.
std::string_view embedded_blob();

}  // namespace habeas
