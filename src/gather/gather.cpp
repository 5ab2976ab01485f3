// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gather/gather.h"

#include <utility>

namespace habeas {
namespace {

class Walk {
 public:
  Walk(const Disk& disk, const Gatherer& gatherer, std::set<FileStatus::Identity> seen)
      : disk_(disk), gatherer_(gatherer), seen_(std::move(seen)) {}

  void visit(const std::string& path, int depth) {
    const auto status = disk_.status_of(path);
    if (!status) return gatherer_.problem(path, status.error());
    if (!seen_.insert(status->identity).second) return;
    switch (status->kind) {
      case FileKind::File:
        if (++files_ > kHandedFilesMax) {
          return gatherer_.problem(
              path, {ErrorCode::TooLarge, path + ": over 10,000,000 files; add fewer at a time"});
        }
        return gatherer_.file({path, status->size_bytes});
      case FileKind::Folder:
        return visit_folder(path, depth);
      case FileKind::Special:
        return gatherer_.problem(
            path,
            {ErrorCode::BadInput, path + ": a pipe, device or socket, not a file; left alone"});
    }
  }

 private:
  void visit_folder(const std::string& path, int depth) {
    if (depth >= kFolderDepthMax) {
      return gatherer_.problem(
          path, {ErrorCode::TooLarge, path + ": over 64 folders deep; add it by itself"});
    }
    const auto names = disk_.list_folder(path);
    if (!names) return gatherer_.problem(path, names.error());
    for (const std::string& name : *names) {
      if (!name.starts_with('.')) visit(join_path(path, name), depth + 1);
    }
  }

  const Disk& disk_;
  const Gatherer& gatherer_;
  std::set<FileStatus::Identity> seen_;
  std::uint64_t files_ = 0;
};

}  // namespace

void gather(const Disk& disk, std::span<const std::string> paths, const Gatherer& gatherer,
            std::set<FileStatus::Identity> left_out) {
  Walk walk(disk, gatherer, std::move(left_out));
  for (const std::string& path : paths) walk.visit(path, 0);
}

}  // namespace habeas
