// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/console.h"

#include <cerrno>
#include <cstdio>
#include <ctime>

#include <fmt/format.h>
#include <unistd.h>

#include "base/disk.h"
#include "text/terminal.h"

namespace habeas {
namespace {

constexpr std::uint64_t kBarWidth = 30;
constexpr std::int64_t kBarIntervalMs = 100;

/// -> 0, or errno of what failed.
int write_line(std::FILE* stream, const std::string& line) {
  errno = 0;
  const bool is_written = std::fwrite(line.data(), 1, line.size(), stream) == line.size() &&
                          std::fputc('\n', stream) != EOF && std::fflush(stream) == 0;
  return is_written ? 0 : (errno != 0 ? errno : EIO);
}

std::int64_t steady_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1'000'000;
}

}  // namespace

Console::Console() : bar_allowed_(isatty(STDERR_FILENO) == 1) {}

void Console::say(std::string_view line) { write_out(to_terminal(line)); }

void Console::print_json(std::string_view line) { write_out(std::string(line)); }

void Console::write_out(const std::string& line) {
  finish_progress();
  const int fault = write_line(stdout, line);
  if (fault_ == 0) fault_ = fault;
}

std::string Console::fault() const {
  return fault_ == EPIPE ? "" : disk_error(fault_, "cannot write to", "standard output").message;
}

void Console::warn(std::string_view line) {
  finish_progress();
  write_line(stderr, "habeas: " + to_terminal(line));
}

void Console::show_progress(std::uint64_t done, std::uint64_t total, std::string_view what) {
  if (!bar_allowed_ || total == 0) return;
  const std::int64_t now = steady_ms();
  if (bar_shown_ && done < total && now - last_bar_ms_ < kBarIntervalMs) return;
  last_bar_ms_ = now;
  bar_shown_ = true;
  const std::uint64_t filled = done >= total ? kBarWidth : done * kBarWidth / total;
  std::string bar(filled, '#');
  bar.resize(kBarWidth, '.');
  const std::string line = fmt::format("\r[{}] {} of {} {}", bar, done, total, to_terminal(what));
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

void Console::finish_progress() {
  if (!bar_shown_) return;
  bar_shown_ = false;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

}  // namespace habeas
