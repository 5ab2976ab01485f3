// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gather/gather.h"

#include <cerrno>

#include <gtest/gtest.h>

#include "base/memory_disk.h"

namespace habeas {
namespace {

struct Walked {
  std::vector<std::string> files;
  std::vector<std::string> problems;
};

Walked walk(const Disk& disk, std::vector<std::string> paths) {
  Walked walked;
  gather(disk, paths,
         {[&](HandedFile file) { walked.files.push_back(file.path); },
          [&](const std::string& path, Error error) {
            walked.problems.push_back(path + ": " + error.message);
          }});
  return walked;
}

TEST(Gather, walks_folders_in_the_order_of_their_names) {
  MemoryDisk disk;
  disk.add_file("in/b.html", "b");
  disk.add_file("in/a/z.txt", "z");
  disk.add_file("in/.cache", "hidden");
  EXPECT_EQ(walk(disk, {"in"}).files, (std::vector<std::string>{"in/a/z.txt", "in/b.html"}));
  EXPECT_EQ(walk(disk, {"in/.cache"}).files, std::vector<std::string>{"in/.cache"});
}

TEST(Gather, names_a_file_once) {
  MemoryDisk disk;
  disk.add_file("in/a.txt", "a");
  EXPECT_EQ(walk(disk, {"in/a.txt", "in"}).files, std::vector<std::string>{"in/a.txt"});
}

TEST(Gather, what_is_left_out_is_not_even_opened) {
  MemoryDisk disk;
  disk.add_file("in/a.habeas", "the archive itself");
  disk.add_file("in/b.txt", "b");
  std::vector<std::string> files;
  gather(disk, std::vector<std::string>{"in", "in/a.habeas"},
         {[&](HandedFile file) { files.push_back(file.path); },
          [](const std::string&, const Error&) { FAIL(); }},
         {disk.status_of("in/a.habeas")->identity});
  EXPECT_EQ(files, std::vector<std::string>{"in/b.txt"});
}

TEST(Gather, what_cannot_be_taken_stops_nothing_else) {
  MemoryDisk disk;
  disk.add_folder("in/shut");
  disk.break_path("in/shut", EACCES);
  disk.add_special("in/pipe");
  disk.add_file("in/a.txt", "a");
  const Walked walked = walk(disk, {"in", "absent"});
  EXPECT_EQ(walked.files, std::vector<std::string>{"in/a.txt"});
  ASSERT_EQ(walked.problems.size(), 3u);
  EXPECT_NE(walked.problems[0].find("in/pipe: a pipe, device or socket"), std::string::npos)
      << walked.problems[0];
  EXPECT_NE(walked.problems[1].find("in/shut"), std::string::npos);
  EXPECT_NE(walked.problems[2].find("absent"), std::string::npos);
}

TEST(Gather, a_bottomless_folder_ends_at_its_limit) {
  MemoryDisk disk;
  std::string path = "in";
  for (int i = 0; i < 80; ++i) path += "/d";
  disk.add_file(path + "/deep.txt", "x");
  const Walked walked = walk(disk, {"in"});
  EXPECT_TRUE(walked.files.empty());
  ASSERT_EQ(walked.problems.size(), 1u);
  EXPECT_NE(walked.problems[0].find("over 64 folders deep"), std::string::npos);
}

}  // namespace
}  // namespace habeas
