// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/walls.h"

#include <gtest/gtest.h>
#include <map>

namespace habeas {
namespace {

constexpr std::uint16_t kPort = 8471;

TEST(Walls, own_host_is_loopback_with_our_port) {
  const auto check = [](const char* reason, std::string_view host, bool expected) {
    SCOPED_TRACE(reason);
    EXPECT_EQ(is_own_host(host, kPort), expected);
  };
  check("address", "127.0.0.1:8471", true);
  check("name", "localhost:8471", true);
  check("version_6", "[::1]:8471", true);
  check("other_port", "127.0.0.1:8472", false);
  check("without_port", "127.0.0.1", false);
  check("rebound_name", "elsewhere.example:8471", false);
  check("ends_like_ours", "elsewhere.localhost:8471", false);
  check("begins_like_ours", "localhost:8471.elsewhere.example", false);
  check("other_loopback", "127.0.0.2:8471", false);
  check("absent", "", false);
}

TEST(Walls, writes_come_from_a_page_of_ours) {
  const auto check = [](const char* reason, const char* origin, const char* site, bool expected) {
    SCOPED_TRACE(reason);
    Request request;
    request.host = "127.0.0.1:8471";
    request.origin = origin;
    request.fetch_site = site;
    EXPECT_EQ(is_same_origin(request, kPort), expected);
  };
  check("own_origin", "http://127.0.0.1:8471", "same-origin", true);
  check("own_origin_in_an_old_browser", "http://127.0.0.1:8471", "", true);
  check("hidden_by_no_referrer", "null", "same-origin", true);
  check("hidden_and_unsaid", "null", "", false);
  check("absent_and_unsaid", "", "", false);
  check("other_site", "https://elsewhere.example", "cross-site", false);
  check("other_port_is_same_site", "http://127.0.0.1:9000", "same-site", false);
  check("another_name_of_ours", "http://localhost:8471", "same-origin", false);
  check("typed_address", "null", "none", false);
  check("sandboxed_frame", "null", "cross-site", false);
}

TEST(Walls, headers_allow_only_what_pages_use) {
  Response response;
  response.location = "/";
  response.set_cookie = "a=b";
  std::map<std::string, std::string> headers;
  for (const auto& [name, value] : headers_of(response)) headers[name] = value;
  const std::string& policy = headers["Content-Security-Policy"];
  for (const char* part :
       {"default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
        "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        "require-trusted-types-for 'script'", "trusted-types 'none'"}) {
    EXPECT_NE(policy.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(headers["Cache-Control"], "no-store");
  EXPECT_EQ(headers["X-Content-Type-Options"], "nosniff");
  EXPECT_EQ(headers["Referrer-Policy"], "no-referrer");
  EXPECT_EQ(headers["Cross-Origin-Opener-Policy"], "same-origin");
  EXPECT_EQ(headers["Cross-Origin-Resource-Policy"], "same-origin");
  EXPECT_EQ(headers["Location"], "/");
  EXPECT_EQ(headers["Set-Cookie"], "a=b");
  EXPECT_EQ(headers.count("Server"), 0U);
}

TEST(Session, opens_once_and_within_ten_minutes) {
  FixedClock clock(Instant{0});
  Session session(kPort, clock);
  Request outside;
  EXPECT_FALSE(session.is_inside(outside));
  EXPECT_FALSE(session.is_own_form("")) << "no form before anybody came in";
  EXPECT_EQ(session.enter("wrong"), Entry::Wrong);
  const std::string token = session.entry_token();
  EXPECT_EQ(session.enter(token), Entry::Opened);
  EXPECT_EQ(session.enter(token), Entry::Spent) << "the second time";

  FixedClock late_clock(Instant{0});
  Session late(kPort, late_clock);
  late_clock.advance(kEntryMilliseconds);
  EXPECT_EQ(late.enter(late.entry_token()), Entry::Spent) << "after ten minutes";
}

TEST(Session, knows_its_browser_by_the_cookie_alone) {
  FixedClock clock(Instant{0});
  Session session(kPort, clock);
  ASSERT_EQ(session.enter(session.entry_token()), Entry::Opened);
  const std::string header = session.set_cookie();
  EXPECT_NE(header.find("; HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_TRUE(header.starts_with("habeas-8471="));
  Request request;
  request.cookie = header.substr(0, header.find(';'));
  EXPECT_TRUE(session.is_inside(request));
  EXPECT_TRUE(session.is_own_form(session.form_token()));
  EXPECT_NE(request.cookie.find(session.form_token()), 0U);
  Request forged = request;
  forged.cookie.back() = forged.cookie.back() == '0' ? '1' : '0';
  EXPECT_FALSE(session.is_inside(forged));
  clock.advance(kSessionIdleMilliseconds);
  EXPECT_TRUE(session.is_inside(request)) << "idle as long as allowed";
  clock.advance(kSessionIdleMilliseconds + 1);
  EXPECT_FALSE(session.is_inside(request)) << "idle for longer";
  EXPECT_FALSE(session.is_inside(request)) << "and it stays out";
}

}  // namespace
}  // namespace habeas
