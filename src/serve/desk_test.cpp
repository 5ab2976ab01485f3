// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/desk.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

constexpr std::uint16_t kPort = 8471;
constexpr const char* kName = "Zarina Qosymova";

/// Pages of an archive with one case, one report and one tag, all of which bear kName.
class OnePages final : public Pages {
 public:
  Result<FrontPage> front() override {
    FrontPage page;
    page.reports = 1;
    page.moved.push_back(case_line());
    return page;
  }
  Result<CasesPage> cases(std::uint32_t page) override {
    if (page > 2) return missing();
    CasesPage cases;
    cases.turn = {page, 2};
    return cases;
  }
  Result<CasePage> case_file(std::string_view number) override {
    if (number != "KAZ-2016-7NBS5" && number != "KAZ-2015-00000") return missing();
    CasePage page;
    page.line = case_line();
    return page;
  }
  Result<DocketPage> reports(std::uint32_t) override { return DocketPage{}; }
  Result<ReportPage> report(std::string_view key) override {
    if (key == "damaged") return fail(ErrorCode::Corrupt, "the archive is damaged");
    if (key != "0123456789abcdef0123") return missing();
    ReportPage page;
    page.line.title = kName;
    return page;
  }
  Result<TagsPage> tags() override { return TagsPage{}; }
  Result<DocketPage> tag(std::string_view slug, std::uint32_t) override {
    if (slug != "kazakhstan") return missing();
    DocketPage page;
    page.tag = TagLink{kName, "kazakhstan", 1};
    return page;
  }
  Result<SearchPage> search(std::string_view query) override {
    SearchPage page;
    page.query = query;
    return page;
  }
  Result<FactAnchor> anchor(std::string_view, std::uint32_t number,
                            std::string_view check) override {
    if (number != 3 || check != "fits") return missing();
    FactAnchor anchor;
    anchor.quote = "was arrested";
    return anchor;
  }
  Result<CaseId> case_id(std::string_view number) override {
    if (!number.starts_with("KAZ-")) return missing();
    CaseId id;
    id.id.bytes[0] = static_cast<std::uint8_t>(number.back());
    return id;
  }

 private:
  static CaseLine case_line() {
    CaseLine line;
    line.number = "KAZ-2016-7NBS5";
    line.people.push_back({kName, {}, "", "", {}, {}, {}, {}, {}, {}});
    return line;
  }
  static tl::unexpected<Error> missing() { return fail(ErrorCode::NotFound, "no such page"); }
};

class DeskTest : public testing::Test {
 protected:
  DeskTest() : clock_(Instant{1'486'978'200'000}), desk_(pages_, actions(), clock_, kPort) {}

  Request get(std::string target) const {
    Request request;
    request.method = "GET";
    request.target = std::move(target);
    request.host = "127.0.0.1:8471";
    request.cookie = cookie_;
    return request;
  }
  Request post(std::string target, std::string body) const {
    Request request = get(std::move(target));
    request.method = "POST";
    request.origin = "null";
    request.fetch_site = "same-origin";
    request.content_type = "application/x-www-form-urlencoded";
    request.body = "token=" + token_ + "&" + std::move(body);
    return request;
  }
  void come_in() {
    const std::string address = desk_.entry_address();
    const Response response = desk_.answer(get(address.substr(address.find("/enter/"))));
    ASSERT_EQ(response.status, 303);
    cookie_ = response.set_cookie.substr(0, response.set_cookie.find(';'));
    const std::string front = desk_.answer(get("/")).body;
    const std::string mark = "name=\"token\" value=\"";
    const std::size_t at = front.find(mark);
    ASSERT_NE(at, std::string::npos);
    token_ = front.substr(at + mark.size(), 64);
  }
  int status(const Request& request) { return desk_.answer(request).status; }

  FixedClock clock_;
  OnePages pages_;
  std::vector<Decision> decided_;
  std::optional<Error> refusal_;
  Desk desk_;
  std::string cookie_;
  std::string token_;

 private:
  DeskActions actions() {
    return {[this](const Decision& decision) -> Result<void> {
      if (refusal_) return fail(*refusal_);
      decided_.push_back(decision);
      return {};
    }};
  }
};

TEST_F(DeskTest, shows_nothing_to_a_browser_that_did_not_come_in) {
  for (const char* target : {"/", "/case/", "/case/KAZ-2016-7NBS5/", "/report/", "/tag/",
                             "/search/", "/enter/wrong", "/no/such/page/"}) {
    const Response response = desk_.answer(get(target));
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_EQ(response.body.find(kName), std::string::npos) << target;
    EXPECT_NE(response.body.find("habeas serve"), std::string::npos) << "says what to do";
  }
  EXPECT_EQ(status(get("/desk.css")), 200) << "the style sheet tells nothing";
  Request head = get("/enter/" + desk_.entry_address().substr(desk_.entry_address().size() - 64));
  head.method = "HEAD";
  EXPECT_EQ(status(head), 403) << "looking ahead does not use up the token";
  come_in();
  EXPECT_EQ(status(get("/")), 200);
}

TEST_F(DeskTest, entry_address_works_once) {
  come_in();
  const std::string target = desk_.entry_address().substr(desk_.entry_address().find("/enter/"));
  EXPECT_EQ(status(get(target)), 303) << "from the same browser";
  cookie_ = "";
  const Response second = desk_.answer(get(target));
  EXPECT_EQ(second.status, 403);
  EXPECT_EQ(second.set_cookie, "");
}

TEST_F(DeskTest, answers_no_other_host_and_no_other_method) {
  come_in();
  Request request = get("/");
  request.host = "elsewhere.example:8471";
  EXPECT_EQ(status(request), 421);
  request = get("/desk.css");
  request.host = "";
  EXPECT_EQ(status(request), 421);
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"}) {
    request = get("/");
    request.method = method;
    EXPECT_EQ(status(request), 405) << method;
  }
}

TEST_F(DeskTest, leads_each_address_to_its_page) {
  come_in();
  const auto check = [&](std::string target, int expected) {
    EXPECT_EQ(status(get(target)), expected) << target;
  };
  check("/", 200);
  check("/case/", 200);
  check("/case/page/2/", 200);
  check("/case/page/1/", 404);
  check("/case/page/3/", 404);
  check("/case/page/2x/", 404);
  check("/case/KAZ-2016-7NBS5/", 200);
  check("/case/KAZ-2015-00000/", 303);
  check("/case/KAZ-2016-00000/", 404);
  check("/case/KAZ-2016-7NBS5/page/2/", 404);
  check("/report/0123456789abcdef0123/", 200);
  check("/report/damaged/", 500);
  check("/tag/", 200);
  check("/tag/page/2/", 404);
  check("/tag/kazakhstan/", 200);
  check("/tag/kazakhstan/page/2/", 200);
  check("/tag/other/", 404);
  check("/search/", 200);
  check("/case", 308);
  check("/decide/", 404);
  check("//elsewhere.example/", 400);
  check("/%00/", 400);
}

TEST_F(DeskTest, bears_no_name_in_title_address_or_header) {
  come_in();
  for (const char* target :
       {"/", "/case/KAZ-2016-7NBS5/", "/report/0123456789abcdef0123/", "/tag/kazakhstan/"}) {
    const Response response = desk_.answer(get(target));
    ASSERT_NE(response.body.find(kName), std::string::npos) << target;
    const std::string title =
        response.body.substr(response.body.find("<title>"), response.body.find("</title>"));
    EXPECT_EQ(title.substr(0, title.find("</title>")).find(kName), std::string::npos) << target;
    for (const auto& [name, value] : headers_of(response)) {
      EXPECT_EQ(value.find(kName), std::string::npos) << name;
    }
  }
}

TEST_F(DeskTest, takes_forms_of_its_own_pages_only) {
  come_in();
  const std::string search = "query=" + std::string("Zarina");
  EXPECT_EQ(status(post("/search/", search)), 200);
  EXPECT_EQ(status(post("/search/", "query=")), 200);
  Request request = post("/search/", search);
  request.fetch_site = "cross-site";
  EXPECT_EQ(status(request), 403) << "from another site";
  request = post("/search/", search);
  request.body[8] = request.body[8] == '0' ? '1' : '0';
  EXPECT_EQ(status(request), 403) << "with another token";
  request = post("/search/", search);
  request.body = search;
  EXPECT_EQ(status(request), 403) << "without token";
  request = post("/search/", search);
  request.cookie = "";
  EXPECT_EQ(status(request), 403) << "without cookie";
  request = post("/search/", search);
  request.content_type = "text/plain";
  EXPECT_EQ(status(request), 400) << "of another type";
  EXPECT_EQ(status(post("/case/", "")), 404) << "to a page that takes none";
}

TEST_F(DeskTest, decides_through_one_door) {
  come_in();
  const std::string fact = "report=0123456789abcdef0123&fact=3&check=fits&";
  Response response = desk_.answer(post("/decide/", fact + "do=read_rightly&reason=seen+by+two"));
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.location, "/report/0123456789abcdef0123/#f3");
  ASSERT_EQ(decided_.size(), 1U);
  EXPECT_EQ(decided_[0].kind, DecisionKind::ReadRightly);
  EXPECT_EQ(decided_[0].facts.at(0).quote, "was arrested");
  EXPECT_EQ(decided_[0].reason, "seen by two");

  EXPECT_EQ(status(post("/decide/", fact + "do=reject&reason=")), 303);
  EXPECT_FALSE(decided_.at(1).reason.empty()) << "a reason always stands in the journal";
  EXPECT_EQ(status(post("/decide/", "case=KAZ-2016-7NBS5&do=rename&text=A+case&reason=x")), 303);
  EXPECT_EQ(decided_.at(2).text, "A case");
  EXPECT_EQ(
      status(post("/decide/", "case=KAZ-2016-7NBS5&do=merge&other_case=KAZ-2015-00000&reason=x")),
      303);
  EXPECT_EQ(decided_.at(3).kind, DecisionKind::Merge);
  EXPECT_EQ(decided_.size(), 4U);
}

TEST_F(DeskTest, decides_nothing_that_was_not_meant) {
  come_in();
  const std::string fact = "report=0123456789abcdef0123&";
  EXPECT_EQ(status(post("/decide/", fact + "fact=3&check=other&do=reject")), 409) << "read again";
  EXPECT_EQ(status(post("/decide/", fact + "fact=4&check=fits&do=reject")), 409) << "another fact";
  EXPECT_EQ(status(post("/decide/", fact + "fact=x&check=fits&do=reject")), 400) << "no number";
  EXPECT_EQ(status(post("/decide/", fact + "fact=3&check=fits&do=verify")), 409) << "unknown";
  EXPECT_EQ(status(post("/decide/", "case=KAZ-2016-7NBS5&do=rename&text=")), 400) << "no name";
  refusal_ = Error{ErrorCode::Denied, "the archive is read-only"};
  const Response refused =
      desk_.answer(post("/decide/", fact + "fact=3&check=fits&do=read_rightly"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find("the archive is read-only"), std::string::npos);
  EXPECT_TRUE(decided_.empty());
}

}  // namespace
}  // namespace habeas
