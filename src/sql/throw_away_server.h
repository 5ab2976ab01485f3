// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/disk.h"

namespace habeas::sql {

inline constexpr const char* kServerFolder = "/usr/lib/postgresql/15/bin";

/// For tests: a PostgreSQL server of its own in a temporary folder, reachable over a socket file
/// there alone; gone when it goes. It refuses to run as root, so there it runs as the user
/// `postgres`.
class ThrowAwayServer {
 public:
  ThrowAwayServer() {
    std::string pattern = std::filesystem::temp_directory_path() / "habeas-pg-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    if (!std::filesystem::exists(join_path(kServerFolder, "initdb"))) {
      reason_ = "no PostgreSQL 15 server in its usual folder";
      return;
    }
    if (::geteuid() == 0 && !hand_over()) {
      reason_ = "running as root and there is no user postgres";
      return;
    }
    const bool is_made = run("initdb -D " + folder_ + "/db -U habeas -A trust -E UTF8 " +
                             "--locale=C.UTF-8 --no-sync");
    const bool is_running =
        is_made && run("pg_ctl -D " + folder_ + "/db -l " + folder_ + "/log -w -t 60 -o \"-F -k " +
                       folder_ + " -c listen_addresses='' -c shared_buffers=16MB\" start");
    if (!is_running) reason_ = "the PostgreSQL server did not start";
    is_running_ = is_running;
  }
  ~ThrowAwayServer() {
    if (is_running_) run("pg_ctl -D " + folder_ + "/db -m immediate stop");
    std::filesystem::remove_all(folder_);
  }

  /// Why there is no server; "" if it runs.
  const std::string& reason() const { return reason_; }
  std::string address() const { return "host=" + folder_ + " user=habeas dbname=postgres"; }

 private:
  bool hand_over() {
    const passwd* user = ::getpwnam("postgres");
    if (user == nullptr) return false;
    as_user_ = "setpriv --reuid=postgres --regid=postgres --clear-groups ";
    return ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) == 0;
  }
  bool run(const std::string& command) const {
    const std::string whole = "cd / && " + as_user_ + join_path(kServerFolder, command);
    return std::system((whole + " >/dev/null 2>&1").c_str()) == 0;
  }

  std::string folder_;
  std::string as_user_;
  std::string reason_;
  bool is_running_ = false;
};

}  // namespace habeas::sql
