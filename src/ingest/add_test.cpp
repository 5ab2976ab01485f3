// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/add.h"

#include <gtest/gtest.h>

#include "ingest/scratch_desk.h"
#include "store/originals.h"

namespace habeas {
namespace {

/// A file that holds other bytes from its third reading on: when it is kept, not when it was read.
class ChangingFile final : public OpenFile {
 public:
  std::uint64_t size() const override { return 5; }
  Result<std::string> read_at(std::uint64_t offset, std::uint64_t length) const override {
    const std::string bytes = ++readings_ < 3 ? "first" : "later";
    return offset >= bytes.size() ? "" : bytes.substr(offset, length);
  }

 private:
  mutable int readings_ = 0;
};

/// As MemoryDisk, but "in/b" changes under the reader.
class ChangingDisk final : public Disk {
 public:
  ChangingDisk() {
    memory_.add_file("in/a", kScratchReport);
    memory_.add_file("in/b", "first");
    memory_.add_file("in/c", "first");
    memory_.add_file("in/d", "another");
  }
  Result<FileStatus> status_of(const std::string& path) const override {
    return memory_.status_of(path);
  }
  Result<std::vector<std::string>> list_folder(const std::string& path) const override {
    return memory_.list_folder(path);
  }
  Result<std::unique_ptr<OpenFile>> open_file(const std::string& path) const override {
    if (path == "in/b") return std::unique_ptr<OpenFile>(std::make_unique<ChangingFile>());
    return memory_.open_file(path);
  }
  Result<void> write_file_durably(const std::string& path, std::string_view bytes) override {
    return memory_.write_file_durably(path, bytes);
  }
  Result<void> make_folders(const std::string& path) override { return memory_.make_folders(path); }
  Result<std::unique_ptr<HeldFile>> hold_file(const std::string& path) override {
    return memory_.hold_file(path);
  }

 private:
  MemoryDisk memory_;
};

TEST(Add, a_file_that_changes_costs_itself_and_nothing_is_told_that_is_not_kept) {
  ScratchDesk desk;
  const auto summary = desk.add(ChangingDisk(), {"in"});
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->not_taken, 2u);
  ASSERT_EQ(desk.not_taken.size(), 2u);
  EXPECT_NE(desk.not_taken[0].find("in/b: it changed"), std::string::npos) << desk.not_taken[0];
  // The same bytes as those that were lost were not "known".
  EXPECT_NE(desk.not_taken[1].find("in/c"), std::string::npos) << desk.not_taken[1];
  ASSERT_EQ(desk.added.size(), 2u);
  auto transaction = desk.archive.begin_to_read();
  for (const AddedSource& source : desk.added) {
    EXPECT_TRUE(check_original(transaction->sql(), source.sha256)) << source.path;
  }
  EXPECT_EQ(list_originals(transaction->sql())->size(), 2u);
}

TEST(Add, the_archive_does_not_take_itself_in) {
  ScratchDesk desk;
  const SystemDisk disk;
  const std::string folder = folder_of(desk.scratch.path());
  const auto summary = desk.add(disk, {folder});
  ASSERT_TRUE(summary) << summary.error().message;
  for (const AddedSource& source : desk.added) {
    EXPECT_EQ(source.path.find("a.habeas"), std::string::npos) << source.path;
  }
}

}  // namespace
}  // namespace habeas
