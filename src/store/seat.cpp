// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/seat.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

namespace habeas {
namespace {

constexpr std::string_view kLead = "habeas seat 1";
constexpr std::uint64_t kSeatFileBytesMax = 1'000;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::optional<Seat> parse_seat(std::string_view text) {
  if (take_line(text) != kLead) return std::nullopt;
  const auto secret = parse_digest(take_line(text));
  const std::string_view digits = take_line(text);
  const auto last_entry = parse_digest(take_line(text));
  Seat seat;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, fault] = std::from_chars(digits.data(), end, seat.sequence);
  if (!secret || !last_entry || fault != std::errc() || stopped != end) return std::nullopt;
  seat.secret.seed = secret->bytes;
  seat.last_entry = *last_entry;
  return seat;
}

std::string to_text(const Seat& seat) {
  return std::string(kLead) + "\n" + to_hex(Digest{seat.secret.seed}) + "\n" +
         std::to_string(seat.sequence) + "\n" + to_hex(seat.last_entry) + "\n";
}

std::string folder_of_seats(const std::string& state_folder) {
  return join_path(state_folder, "seats");
}

}  // namespace

Seat make_seat() {
  Seat seat;
  randombytes_buf(seat.secret.seed.data(), seat.secret.seed.size());
  return seat;
}

std::string state_folder_of(const char* xdg_state_home, const char* home) {
  if (xdg_state_home != nullptr && xdg_state_home[0] == '/') {
    return join_path(xdg_state_home, "habeas");
  }
  if (home != nullptr && home[0] == '/') return join_path(home, ".local/state/habeas");
  return "";
}

Result<std::unique_ptr<HeldFile>> hold_seat(Disk& disk, const std::string& state_folder,
                                            std::string_view archive_id) {
  TRY(disk.make_folders(folder_of_seats(state_folder)));
  return disk.hold_file(join_path(folder_of_seats(state_folder), archive_id) + ".lock");
}

Result<std::optional<Seat>> find_seat(const Disk& disk, const std::string& state_folder,
                                      std::string_view archive_id) {
  const std::string path = join_path(folder_of_seats(state_folder), archive_id);
  const auto text = disk.read_file(path, kSeatFileBytesMax);
  if (text) return parse_seat(*text);
  const bool is_none =
      text.error().code == ErrorCode::NotFound || text.error().code == ErrorCode::TooLarge;
  if (!is_none) return fail(text.error());
  return std::optional<Seat>();
}

Result<void> save_seat(Disk& disk, const std::string& state_folder, std::string_view archive_id,
                       const Seat& seat) {
  TRY(disk.make_folders(folder_of_seats(state_folder)));
  return disk.write_file_durably(join_path(folder_of_seats(state_folder), archive_id),
                                 to_text(seat));
}

}  // namespace habeas
