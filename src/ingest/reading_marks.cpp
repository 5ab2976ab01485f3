// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/reading_marks.h"

#include "store/settings.h"

namespace habeas {
namespace {

constexpr std::string_view kUnfinished = "unfinished";
constexpr std::string_view kLocked = "locked";

std::string name_of_mark(const Digest& source) { return "reading:" + to_hex(source); }

}  // namespace

Result<ReadingMark> find_reading_mark(sql::Transaction& transaction, const Digest& source) {
  TRY(const auto word, find_setting(transaction, name_of_mark(source)));
  if (word == kUnfinished) return ReadingMark::Unfinished;
  return word == kLocked ? ReadingMark::Locked : ReadingMark::Done;
}

Result<void> save_reading_mark(sql::Transaction& transaction, const Digest& source,
                               ReadingMark mark) {
  const std::string name = name_of_mark(source);
  switch (mark) {
    case ReadingMark::Done:
      return drop_setting(transaction, name);
    case ReadingMark::Unfinished:
      return save_setting(transaction, name, kUnfinished);
    case ReadingMark::Locked:
      return save_setting(transaction, name, kLocked);
  }
  return {};
}

}  // namespace habeas
