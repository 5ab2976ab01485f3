// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/walls.h"

#include <array>

#include "base/secret.h"

namespace habeas {

namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::array<std::string_view, 3> kOwnNames{"127.0.0.1", "localhost", "[::1]"};

// Nothing but what our pages use: a style sheet, one script, forms that lead back here.
constexpr std::string_view kContentPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";
constexpr std::string_view kPermissions =
    "camera=(), microphone=(), geolocation=(), usb=(), payment=(), display-capture=(), "
    "clipboard-read=()";

}  // namespace

bool is_own_host(std::string_view host, std::uint16_t port) {
  const std::string ending = ":" + std::to_string(port);
  for (const std::string_view name : kOwnNames) {
    if (host.size() == name.size() + ending.size() && host.starts_with(name) &&
        host.ends_with(ending)) {
      return true;
    }
  }
  return false;
}

bool is_same_origin(const Request& request, std::uint16_t port) {
  if (!request.fetch_site.empty() && request.fetch_site != "same-origin") return false;
  constexpr std::string_view kScheme = "http://";
  if (request.origin.starts_with(kScheme)) {
    const std::string_view host = std::string_view(request.origin).substr(kScheme.size());
    return host == request.host && is_own_host(host, port);
  }
  const bool is_hidden = request.origin.empty() || request.origin == "null";
  return is_hidden && request.fetch_site == "same-origin";
}

std::vector<std::pair<std::string, std::string>> headers_of(const Response& response) {
  std::vector<std::pair<std::string, std::string>> headers{
      {"Content-Type", response.content_type},
      {"Content-Security-Policy", std::string(kContentPolicy)},
      {"Cache-Control", "no-store"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Embedder-Policy", "require-corp"},
      {"Permissions-Policy", std::string(kPermissions)},
      {"X-Frame-Options", "DENY"},
      {"X-DNS-Prefetch-Control", "off"},
  };
  if (!response.location.empty()) headers.emplace_back("Location", response.location);
  if (!response.set_cookie.empty()) headers.emplace_back("Set-Cookie", response.set_cookie);
  return headers;
}

Session::Session(std::uint16_t port, const Clock& clock)
    : port_(port),
      clock_(clock),
      entry_token_(draw_secret(kSecretBytes)),
      entry_ends_{clock.now().milliseconds + kEntryMilliseconds} {}

// Cookies do not tell ports apart; two desks on one machine must.
std::string Session::cookie_name() const { return "habeas-" + std::to_string(port_); }

Entry Session::enter(std::string_view token) {
  if (!are_equal_secrets(token, entry_token_)) return Entry::Wrong;
  if (entry_spent_ || clock_.now() >= entry_ends_) return Entry::Spent;
  entry_spent_ = true;
  cookie_ = draw_secret(kSecretBytes);
  form_token_ = draw_secret(kSecretBytes);
  last_seen_ = clock_.now();
  return Entry::Opened;
}

std::string Session::set_cookie() const {
  return cookie_name() + "=" + cookie_ + "; Path=/; HttpOnly; SameSite=Strict";
}

bool Session::is_inside(const Request& request) {
  if (cookie_.empty()) return false;
  const std::string given = find_cookie(request.cookie, cookie_name());
  if (given.empty() || !are_equal_secrets(given, cookie_)) return false;
  const Instant now = clock_.now();
  if (now.milliseconds - last_seen_.milliseconds > kSessionIdleMilliseconds) {
    cookie_.clear();
    return false;
  }
  last_seen_ = now;
  return true;
}

bool Session::is_own_form(std::string_view token) const {
  return !form_token_.empty() && are_equal_secrets(token, form_token_);
}

}  // namespace habeas
