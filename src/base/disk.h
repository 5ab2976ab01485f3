// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace habeas {

enum class FileKind : std::uint8_t {
  File,
  Folder,
  Special,  ///< a pipe, device or socket: never opened
};

/// What stands at a path, links followed.
struct FileStatus {
  FileKind kind = FileKind::File;
  std::uint64_t size_bytes = 0;
  /// Two paths with equal identity are the same file or folder: how a walk notices that links
  /// lead it in a circle.
  struct Identity {
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    friend auto operator<=>(const Identity&, const Identity&) = default;
  } identity;
};

/// A file that stays open, read piece by piece. Used by one thread.
class OpenFile {
 public:
  virtual ~OpenFile() = default;
  /// As of opening. A file may grow or shrink under a reader.
  virtual std::uint64_t size() const = 0;
  /// The bytes from `offset` on: exactly `length`, or fewer only at the end.
  virtual Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const = 0;
};

/// What nobody else holds until it goes.
class HeldFile {
 public:
  virtual ~HeldFile() = default;
};

/// The door to the disk. Every Error is one line: what did not happen, to which path, what to do.
/// Codes: NotFound, Denied (permission, read-only), NoSpace, Exists, TooLarge, BadInput (a folder
/// where a file is wanted, a pipe or device, links that lead in a circle), Unsupported (the disk
/// reports a fault).
class Disk {
 public:
  virtual ~Disk() = default;

  virtual Result<FileStatus> status_of(const std::string& path) const = 0;

  /// The names in a folder, without "." and "..", sorted by their bytes.
  virtual Result<std::vector<std::string>> list_folder(const std::string& path) const = 0;

  /// Never waits: a pipe or device is refused, not opened.
  virtual Result<std::unique_ptr<OpenFile>> open_file(const std::string& path) const = 0;

  /// Puts `bytes` at `path`, readable by the owner alone, under any umask. When it returns, file
  /// and name are on the disk; whoever reads at any moment sees the old bytes or the new.
  virtual Result<void> write_file_durably(const std::string& path, std::string_view bytes) = 0;

  /// Makes the folder and those above it, open to the owner alone. No error if it is there.
  virtual Result<void> make_folders(const std::string& path) = 0;

  /// Waits until no other process holds `path`, which is made if it is not there, and holds it.
  virtual Result<std::unique_ptr<HeldFile>> hold_file(const std::string& path) = 0;

  /// All of a file. TooLarge if it holds more than `bytes_max`.
  Result<std::string> read_file(const std::string& path, std::uint64_t bytes_max) const;
};

/// The disk of the machine.
class SystemDisk final : public Disk {
 public:
  Result<FileStatus> status_of(const std::string& path) const override;
  Result<std::vector<std::string>> list_folder(const std::string& path) const override;
  Result<std::unique_ptr<OpenFile>> open_file(const std::string& path) const override;
  Result<void> write_file_durably(const std::string& path, std::string_view bytes) override;
  Result<void> make_folders(const std::string& path) override;
  Result<std::unique_ptr<HeldFile>> hold_file(const std::string& path) override;
};

/// The Error of a call to the system that set `errno_value`: "cannot read a.txt: permission
/// denied; ...". `what` is "cannot read", `path` to what.
Error disk_error(int errno_value, std::string_view what, std::string_view path);

/// Makes sure that the names in a folder are on the disk (fsync).
Result<void> sync_folder(const std::string& path);

/// "folder/name"; `name` alone if `folder` is "".
std::string join_path(std::string_view folder, std::string_view name);
/// What stands before the last slash: "." for a bare name, "/" for a name in the root.
std::string folder_of(std::string_view path);
/// What stands after the last slash.
std::string_view name_of(std::string_view path);

}  // namespace habeas
