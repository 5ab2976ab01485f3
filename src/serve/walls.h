// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "serve/request.h"

namespace habeas {

/// The walls around the desk (docs/decisions/0013-desk-walls.md). Pure but for drawn secrets.

/// How long a printed address opens the desk.
inline constexpr std::int64_t kEntryMilliseconds = 10 * 60 * 1000;
/// How long a browser that came in may go on without asking for a page.
inline constexpr std::int64_t kSessionIdleMilliseconds = std::int64_t{12} * 60 * 60 * 1000;

/// True if the Host header names this desk: 127.0.0.1, localhost or [::1], with its port. Any other
/// name that leads here (DNS rebinding) is refused.
bool is_own_host(std::string_view host, std::uint16_t port);

/// True if a form was sent by a page of this desk: its Origin is one of ours, or the browser hides
/// it (as it does under no-referrer) and says by itself that the request is of the same origin.
bool is_same_origin(const Request& request, std::uint16_t port);

/// Headers of every answer, in order.
std::vector<std::pair<std::string, std::string>> headers_of(const Response& response);

enum class Entry : std::uint8_t { Opened, Spent, Wrong };

/// Who came in. One browser: the one that opened the printed address.
class Session {
 public:
  /// Draws the token of the printed address.
  Session(std::uint16_t port, const Clock& clock);

  const std::string& entry_token() const { return entry_token_; }
  /// Takes the token, once and within kEntryMilliseconds. Opened: `set_cookie()` lets in.
  Entry enter(std::string_view token);
  /// The whole Set-Cookie header: HttpOnly, SameSite=Strict, for this port only by its name.
  std::string set_cookie() const;
  /// True if the request bears the cookie; the idle time begins anew.
  bool is_inside(const Request& request);
  /// What every form of this session carries.
  const std::string& form_token() const { return form_token_; }
  bool is_own_form(std::string_view token) const;

 private:
  std::string cookie_name() const;

  std::uint16_t port_;
  const Clock& clock_;
  std::string entry_token_;
  Instant entry_ends_;
  bool entry_spent_ = false;
  std::string cookie_;  ///< "" until somebody came in
  std::string form_token_;
  Instant last_seen_;
};

}  // namespace habeas
