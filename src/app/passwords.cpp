// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/passwords.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "text/terminal.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kTypedBytesMax = 1024;

/// The terminal of this session, with nothing shown of what is typed as long as this lives.
class QuietTerminal {
 public:
  QuietTerminal() : fd_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (fd_ < 0 || ::tcgetattr(fd_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ICANON | ECHONL;
    is_quiet_ = ::tcsetattr(fd_, TCSAFLUSH, &quiet) == 0;
  }
  ~QuietTerminal() {
    if (is_quiet_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
    if (fd_ >= 0) ::close(fd_);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

  bool is_quiet() const { return is_quiet_; }

  void show(const std::string& words) const {
    if (::write(fd_, words.data(), words.size()) < 0) return;
  }

  /// A line without its end; nothing at the end of input or when a signal came.
  std::optional<std::string> read_line() const {
    std::string line(kTypedBytesMax, '\0');
    const ssize_t got = ::read(fd_, line.data(), line.size());
    if (got <= 0) return std::nullopt;
    line.resize(static_cast<std::size_t>(got));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return line;
  }

 private:
  int fd_;
  termios before_{};
  bool is_quiet_ = false;
};

std::optional<std::string> ask_at_terminal(const std::string& path, Console& console) {
  console.finish_progress();
  const QuietTerminal terminal;
  if (!terminal.is_quiet()) return std::nullopt;
  terminal.show(to_terminal(path) + " is locked. Password (nothing: leave it locked): ");
  return terminal.read_line();
}

}  // namespace

Result<std::vector<std::string>> load_passwords(const Disk& disk, const std::string& path) {
  std::vector<std::string> passwords;
  if (path.empty()) return passwords;
  TRY(const std::string text, disk.read_file(path, kPasswordFileBytesMax));
  if (!is_utf8(text)) return fail(ErrorCode::BadInput, path + ": is no UTF-8");
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) passwords.push_back(std::move(line));
  }
  if (passwords.size() > kPasswordsMax) {
    return fail(ErrorCode::TooLarge,
                fmt::format("{}: over {} passwords; give fewer at once", path, kPasswordsMax));
  }
  return passwords;
}

std::function<std::optional<std::string>(const std::string& path)> password_asker(
    Console& console) {
  if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) return {};
  return [&console](const std::string& path) { return ask_at_terminal(path, console); };
}

}  // namespace habeas
