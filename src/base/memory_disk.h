// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace habeas {

/// A disk in memory, for tests: the same answers as SystemDisk without touching a file. Paths are
/// compared as written; "a/b" stands in the folder "a". Used by one thread.
class MemoryDisk final : public Disk {
 public:
  /// Puts a file there and makes the folders above it.
  void add_file(const std::string& path, std::string bytes);
  void add_folder(const std::string& path);
  /// A pipe, device or socket.
  void add_special(const std::string& path);
  /// From here on `path` answers with what the system would say of `errno_value` (EACCES, EIO,
  /// ENOSPC, ...), whatever is done with it.
  void break_path(const std::string& path, int errno_value);

  Result<FileStatus> status_of(const std::string& path) const override;
  Result<std::vector<std::string>> list_folder(const std::string& path) const override;
  Result<std::unique_ptr<OpenFile>> open_file(const std::string& path) const override;
  Result<void> write_file_durably(const std::string& path, std::string_view bytes) override;
  Result<void> make_folders(const std::string& path) override;
  /// There is nobody else.
  Result<std::unique_ptr<HeldFile>> hold_file(const std::string& path) override;

 private:
  struct Entry {
    FileKind kind = FileKind::File;
    std::string bytes;
    std::uint64_t number = 0;
  };
  void add(const std::string& path, FileKind kind, std::string bytes);
  Result<const Entry*> find(const std::string& path, std::string_view what) const;

  std::map<std::string, Entry> entries_;
  std::map<std::string, int> broken_;
};

}  // namespace habeas
