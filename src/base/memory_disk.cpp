// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/memory_disk.h"

#include <cerrno>

namespace habeas {
namespace {

class MemoryFile final : public OpenFile {
 public:
  explicit MemoryFile(std::string bytes) : bytes_(std::move(bytes)) {}
  std::uint64_t size() const override { return bytes_.size(); }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    if (offset >= bytes_.size()) return std::string();
    return bytes_.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
  }

 private:
  std::string bytes_;
};

}  // namespace

void MemoryDisk::add(const std::string& path, FileKind kind, std::string bytes) {
  const std::string above = folder_of(path);
  if (above != "." && above != "/" && !entries_.contains(above)) add_folder(above);
  const std::uint64_t number = entries_.size() + 1;
  Entry& entry = entries_[path];
  if (entry.number == 0) entry.number = number;
  entry.kind = kind;
  entry.bytes = std::move(bytes);
}

void MemoryDisk::add_file(const std::string& path, std::string bytes) {
  add(path, FileKind::File, std::move(bytes));
}

void MemoryDisk::add_folder(const std::string& path) { add(path, FileKind::Folder, {}); }

void MemoryDisk::add_special(const std::string& path) { add(path, FileKind::Special, {}); }

void MemoryDisk::break_path(const std::string& path, int errno_value) {
  broken_[path] = errno_value;
}

Result<const MemoryDisk::Entry*> MemoryDisk::find(const std::string& path,
                                                  std::string_view what) const {
  if (const auto broken = broken_.find(path); broken != broken_.end()) {
    return fail(disk_error(broken->second, what, path));
  }
  const auto entry = entries_.find(path);
  if (entry == entries_.end()) return fail(disk_error(ENOENT, what, path));
  return &entry->second;
}

Result<FileStatus> MemoryDisk::status_of(const std::string& path) const {
  TRY(const Entry* entry, find(path, "cannot look at"));
  return FileStatus{entry->kind, entry->bytes.size(), {1, entry->number}};
}

Result<std::vector<std::string>> MemoryDisk::list_folder(const std::string& path) const {
  TRY(const Entry* entry, find(path, "cannot list the folder"));
  if (entry->kind != FileKind::Folder) {
    return fail(disk_error(ENOTDIR, "cannot list the folder", path));
  }
  std::vector<std::string> names;
  for (const auto& [each, unused] : entries_) {
    if (each != path && folder_of(each) == path) names.emplace_back(name_of(each));
  }
  return names;
}

Result<std::unique_ptr<OpenFile>> MemoryDisk::open_file(const std::string& path) const {
  TRY(const Entry* entry, find(path, "cannot read"));
  if (entry->kind == FileKind::Folder) return fail(disk_error(EISDIR, "cannot read", path));
  if (entry->kind == FileKind::Special) {
    return fail(ErrorCode::BadInput, "cannot read " + path + ": it is a pipe, socket or device");
  }
  return std::unique_ptr<OpenFile>(std::make_unique<MemoryFile>(entry->bytes));
}

Result<void> MemoryDisk::write_file_durably(const std::string& path, std::string_view bytes) {
  if (const auto broken = broken_.find(path); broken != broken_.end()) {
    return fail(disk_error(broken->second, "cannot write", path));
  }
  const std::string above = folder_of(path);
  if (above != "." && above != "/") TRY(find(above, "cannot write"));
  add_file(path, std::string(bytes));
  return {};
}

Result<void> MemoryDisk::make_folders(const std::string& path) {
  if (const auto entry = entries_.find(path); entry != entries_.end()) {
    if (entry->second.kind == FileKind::Folder) return {};
    return fail(disk_error(EEXIST, "cannot make the folder", path));
  }
  add_folder(path);
  return {};
}

Result<std::unique_ptr<HeldFile>> MemoryDisk::hold_file(const std::string&) {
  return std::make_unique<HeldFile>();
}

}  // namespace habeas
