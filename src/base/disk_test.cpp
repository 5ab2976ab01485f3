// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/disk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/memory_disk.h"

namespace habeas {
namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "habeas-disk-XXXXXX";
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string at(std::string_view name) const { return join_path(path_, name); }

 private:
  std::string path_;
};

/// Both disks hold the same things under their own roots.
struct Twins {
  Twins() {
    ::mkdir(folder.at("f").c_str(), 0700);
    EXPECT_TRUE(system.write_file_durably(folder.at("f/b"), "bytes"));
    EXPECT_TRUE(system.write_file_durably(folder.at("f/a"), ""));
    ::mkfifo(folder.at("f/pipe").c_str(), 0600);
    memory.add_file(folder.at("f/b"), "bytes");
    memory.add_file(folder.at("f/a"), "");
    memory.add_special(folder.at("f/pipe"));
  }
  TemporaryFolder folder;
  SystemDisk system;
  MemoryDisk memory;
};

void check_reading(const Disk& disk, const TemporaryFolder& folder) {
  const auto names = disk.list_folder(folder.at("f"));
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (std::vector<std::string>{"a", "b", "pipe"}));
  EXPECT_EQ(*disk.read_file(folder.at("f/b"), 5), "bytes");
  EXPECT_EQ(disk.read_file(folder.at("f/b"), 4).error().code, ErrorCode::TooLarge);
  EXPECT_EQ(disk.status_of(folder.at("f"))->kind, FileKind::Folder);
  EXPECT_EQ(disk.status_of(folder.at("f/b"))->size_bytes, 5u);
  EXPECT_EQ(disk.open_file(folder.at("f/pipe")).error().code, ErrorCode::BadInput);
  EXPECT_EQ(disk.open_file(folder.at("f")).error().code, ErrorCode::BadInput);
  EXPECT_EQ(disk.open_file(folder.at("none")).error().code, ErrorCode::NotFound);
  EXPECT_EQ(disk.list_folder(folder.at("f/a")).error().code, ErrorCode::NotFound);
  const auto file = disk.open_file(folder.at("f/b"));
  ASSERT_TRUE(file);
  EXPECT_EQ(*(*file)->read_at(1, 2), "yt");
  EXPECT_EQ(*(*file)->read_at(3, 100), "es");
  EXPECT_EQ(*(*file)->read_at(9, 1), "");
}

TEST(Disk, system_and_memory_read_alike) {
  const Twins twins;
  check_reading(twins.system, twins.folder);
  check_reading(twins.memory, twins.folder);
}

TEST(Disk, writes_for_the_owner_alone_under_any_umask) {
  const TemporaryFolder folder;
  SystemDisk disk;
  for (const mode_t mask : {0777, 0, 022}) {
    const mode_t before = ::umask(mask);
    const auto written = disk.write_file_durably(folder.at("key"), "secret");
    ::umask(before);
    ASSERT_TRUE(written);
    struct stat found {};
    ASSERT_EQ(::stat(folder.at("key").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 07777, 0600u);
  }
  EXPECT_EQ(*disk.list_folder(folder.at("")), std::vector<std::string>{"key"});
}

TEST(Disk, makes_folders_above_and_minds_a_file_in_the_way) {
  const TemporaryFolder folder;
  SystemDisk disk;
  ASSERT_TRUE(disk.make_folders(folder.at("a/b/c")));
  ASSERT_TRUE(disk.make_folders(folder.at("a/b/c")));
  ASSERT_TRUE(disk.write_file_durably(folder.at("file"), ""));
  EXPECT_EQ(disk.make_folders(folder.at("file")).error().code, ErrorCode::Exists);
}

TEST(Disk, links_in_a_circle_are_told) {
  const TemporaryFolder folder;
  const SystemDisk disk;
  ASSERT_EQ(::symlink(folder.at("b").c_str(), folder.at("a").c_str()), 0);
  ASSERT_EQ(::symlink(folder.at("a").c_str(), folder.at("b").c_str()), 0);
  EXPECT_EQ(disk.open_file(folder.at("a")).error().code, ErrorCode::BadInput);
  ASSERT_EQ(::symlink(".", folder.at("self").c_str()), 0);
  EXPECT_EQ(disk.status_of(folder.at("self"))->identity, disk.status_of(folder.at(""))->identity);
}

TEST(Disk, a_device_is_not_opened) {
  EXPECT_EQ(SystemDisk().open_file("/dev/zero").error().code, ErrorCode::BadInput);
}

TEST(Disk, errors_say_what_and_which_and_what_to_do) {
  EXPECT_EQ(disk_error(EACCES, "cannot read", "a.txt"),
            (Error{ErrorCode::Denied, "cannot read a.txt: permission denied; ask its owner"}));
  EXPECT_EQ(disk_error(ENOSPC, "cannot write", "a").code, ErrorCode::NoSpace);
  EXPECT_EQ(disk_error(EIO, "cannot read", "a").code, ErrorCode::Unsupported);
  MemoryDisk disk;
  disk.add_file("in/a", "x");
  disk.break_path("in/a", EACCES);
  EXPECT_EQ(disk.read_file("in/a", 9).error().code, ErrorCode::Denied);
}

TEST(Disk, a_write_that_fails_leaves_the_old_bytes) {
  const TemporaryFolder folder;
  SystemDisk disk;
  ASSERT_TRUE(disk.write_file_durably(folder.at("a"), "old"));
  ASSERT_EQ(::mkdir(folder.at("a.new").c_str(), 0700), 0);
  EXPECT_FALSE(disk.write_file_durably(folder.at("a"), "new"));
  EXPECT_EQ(*disk.read_file(folder.at("a"), 10), "old");
}

TEST(Disk, paths_come_apart_and_together) {
  EXPECT_EQ(folder_of("a/b"), "a");
  EXPECT_EQ(folder_of("a"), ".");
  EXPECT_EQ(folder_of("/a"), "/");
  EXPECT_EQ(name_of("a/b"), "b");
  EXPECT_EQ(join_path("/", "a"), "/a");
  EXPECT_EQ(join_path("", "a"), "a");
}

}  // namespace
}  // namespace habeas
