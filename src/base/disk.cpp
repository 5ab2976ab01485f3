// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace habeas {
namespace {

/// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  int close_now() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

FileStatus to_status(const struct stat& found) {
  FileStatus status;
  status.kind = S_ISREG(found.st_mode)   ? FileKind::File
                : S_ISDIR(found.st_mode) ? FileKind::Folder
                                         : FileKind::Special;
  status.size_bytes = S_ISREG(found.st_mode) ? static_cast<std::uint64_t>(found.st_size) : 0;
  status.identity = {static_cast<std::uint64_t>(found.st_dev),
                     static_cast<std::uint64_t>(found.st_ino)};
  return status;
}

class SystemFile final : public OpenFile {
 public:
  SystemFile(Descriptor descriptor, std::uint64_t size_bytes, std::string path)
      : descriptor_(std::move(descriptor)), size_bytes_(size_bytes), path_(std::move(path)) {}

  std::uint64_t size() const override { return size_bytes_; }

  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    std::string bytes(static_cast<std::size_t>(length), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t count = ::pread(descriptor_.number(), bytes.data() + filled,
                                    bytes.size() - filled, static_cast<off_t>(offset + filled));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return fail(disk_error(errno, "cannot read", path_));
      if (count == 0) break;
      filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return bytes;
  }

 private:
  Descriptor descriptor_;
  std::uint64_t size_bytes_;
  std::string path_;
};

class SystemHeldFile final : public HeldFile {
 public:
  explicit SystemHeldFile(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

 private:
  Descriptor descriptor_;
};

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(disk_error(errno, "cannot write", path));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> write_new_file(const std::string& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                         S_IRUSR | S_IWUSR));
  if (!file.is_open()) return fail(disk_error(errno, "cannot write", path));
  if (::fchmod(file.number(), S_IRUSR | S_IWUSR) != 0) {
    return fail(disk_error(errno, "cannot close to others", path));
  }
  TRY(write_all(file.number(), bytes, path));
  if (::fsync(file.number()) != 0 || file.close_now() != 0) {
    return fail(disk_error(errno, "cannot write", path));
  }
  return {};
}

constexpr std::uint64_t kPieceBytes = 1U << 20U;

struct ErrnoRow {
  int number;
  ErrorCode code;
  std::string_view words;
};

// What is not listed is a fault of the disk itself.
constexpr std::array kErrnoRows{
    ErrnoRow{ENOENT, ErrorCode::NotFound, "there is nothing at this path"},
    ErrnoRow{ENOTDIR, ErrorCode::NotFound, "part of the path is a file, not a folder"},
    ErrnoRow{EACCES, ErrorCode::Denied, "permission denied; ask its owner"},
    ErrnoRow{EPERM, ErrorCode::Denied, "permission denied; ask its owner"},
    ErrnoRow{EROFS, ErrorCode::Denied, "the disk is read-only"},
    ErrnoRow{ENOSPC, ErrorCode::NoSpace, "the disk is full; make room and try again"},
    ErrnoRow{EDQUOT, ErrorCode::NoSpace, "your share of the disk is full; make room and try again"},
    ErrnoRow{EFBIG, ErrorCode::NoSpace, "files may not grow further here; raise the limit"},
    ErrnoRow{EEXIST, ErrorCode::Exists, "something is there already; choose another name"},
    ErrnoRow{EISDIR, ErrorCode::BadInput, "it is a folder; name a file"},
    ErrnoRow{ELOOP, ErrorCode::BadInput, "its links lead in a circle; name the file itself"},
    ErrnoRow{ENAMETOOLONG, ErrorCode::BadInput, "the path is too long; move it up"},
    ErrnoRow{EBUSY, ErrorCode::Busy, "somebody else is using it; try again"},
    ErrnoRow{EMFILE, ErrorCode::Busy, "too many files are open; close some programs"},
    ErrnoRow{ENFILE, ErrorCode::Busy, "too many files are open; close some programs"},
};

}  // namespace

Error disk_error(int errno_value, std::string_view what, std::string_view path) {
  const auto* row = std::find_if(kErrnoRows.begin(), kErrnoRows.end(),
                                 [&](const ErrnoRow& each) { return each.number == errno_value; });
  Error error;
  error.code = row == kErrnoRows.end() ? ErrorCode::Unsupported : row->code;
  error.message = std::string(what) + " " + (path.empty() ? "\"\"" : std::string(path)) + ": ";
  if (row != kErrnoRows.end()) {
    error.message += row->words;
  } else {
    error.message += "the system reports fault " + std::to_string(errno_value) + " (" +
                     std::strerror(errno_value) + "); check the disk";
  }
  return error;
}

Result<void> sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) return fail(disk_error(errno, "cannot open the folder", path));
  if (::fsync(folder.number()) != 0) {
    return fail(disk_error(errno, "cannot make sure of what is written in", path));
  }
  return {};
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  std::string path(folder);
  if (path.back() != '/') path += '/';
  path += name;
  return path;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

Result<std::string> Disk::read_file(const std::string& path, std::uint64_t bytes_max) const {
  TRY(const auto file, open_file(path));
  // To the end, not to size(): a file may have grown since, and some say that they are empty.
  std::string bytes;
  for (bool ended = false; !ended;) {
    const std::uint64_t wanted = std::min(kPieceBytes, bytes_max + 1 - bytes.size());
    TRY(const std::string piece, file->read_at(bytes.size(), wanted));
    bytes += piece;
    if (bytes.size() > bytes_max) {
      return fail(ErrorCode::TooLarge, "cannot read " + path + ": it holds more than " +
                                           std::to_string(bytes_max) + " bytes");
    }
    ended = piece.size() < wanted;
  }
  return bytes;
}

Result<FileStatus> SystemDisk::status_of(const std::string& path) const {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return fail(disk_error(errno, "cannot look at", path));
  return to_status(found);
}

Result<std::vector<std::string>> SystemDisk::list_folder(const std::string& path) const {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), ::closedir);
  if (!folder) return fail(disk_error(errno, "cannot list the folder", path));
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(folder.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return fail(disk_error(errno, "cannot list the folder", path));
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::unique_ptr<OpenFile>> SystemDisk::open_file(const std::string& path) const {
  // Opening a pipe waits for its writer, and opening a device may act on it: look first. The
  // second look, at what was opened, is for a path that changed in between.
  TRY(const FileStatus before, status_of(path));
  if (before.kind == FileKind::Special) {
    return fail(ErrorCode::BadInput, "cannot read " + path + ": it is a pipe, socket or device");
  }
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) return fail(disk_error(errno, "cannot read", path));
  struct stat found {};
  if (::fstat(file.number(), &found) != 0) return fail(disk_error(errno, "cannot read", path));
  const FileStatus status = to_status(found);
  if (status.kind == FileKind::Folder) return fail(disk_error(EISDIR, "cannot read", path));
  if (status.kind == FileKind::Special) {
    return fail(ErrorCode::BadInput, "cannot read " + path + ": it is a pipe, socket or device");
  }
  return std::unique_ptr<OpenFile>(
      std::make_unique<SystemFile>(std::move(file), status.size_bytes, path));
}

Result<void> SystemDisk::write_file_durably(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  if (auto written = write_new_file(beside, bytes); !written) {
    ::unlink(beside.c_str());
    return written;
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const int fault = errno;
    ::unlink(beside.c_str());
    return fail(disk_error(fault, "cannot write", path));
  }
  return sync_folder(folder_of(path));
}

Result<void> SystemDisk::make_folders(const std::string& path) {
  if (path.empty() || path == "." || path == "/") return {};
  if (::mkdir(path.c_str(), S_IRWXU) == 0) return sync_folder(folder_of(path));
  if (errno == ENOENT) {
    TRY(make_folders(folder_of(path)));
    if (::mkdir(path.c_str(), S_IRWXU) == 0) return sync_folder(folder_of(path));
  }
  if (errno != EEXIST) return fail(disk_error(errno, "cannot make the folder", path));
  TRY(const FileStatus status, status_of(path));
  if (status.kind == FileKind::Folder) return {};
  return fail(disk_error(EEXIST, "cannot make the folder", path));
}

Result<std::unique_ptr<HeldFile>> SystemDisk::hold_file(const std::string& path) {
  Descriptor file(
      ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return fail(disk_error(errno, "cannot hold", path));
  while (::flock(file.number(), LOCK_EX) != 0) {
    if (errno != EINTR) return fail(disk_error(errno, "cannot hold", path));
  }
  return std::unique_ptr<HeldFile>(std::make_unique<SystemHeldFile>(std::move(file)));
}

}  // namespace habeas
