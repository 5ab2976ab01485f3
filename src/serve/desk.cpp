// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/desk.h"

#include <charconv>
#include <optional>

#include "render/escape.h"
#include "render/web_files.h"
#include "text/utf8.h"

namespace habeas {

namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kUnwrittenReason = "decided on the desk, no reason written";

const WebFile* find_asset(std::string_view path) {
  if (path.size() < 2) return nullptr;
  const std::string_view name = path.substr(1);
  if (!name.ends_with(".css") && !name.ends_with(".js")) return nullptr;
  for (const WebFile& file : web_files()) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

Response asset_response(const WebFile& file) {
  Response response;
  response.content_type =
      file.name.ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
  response.body = file.bytes;
  return response;
}

// Browsers ask for a picture on their own; there is none.
Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response see_other(std::string location) {
  Response response;
  response.status = 303;
  response.location = std::move(location);
  return response;
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string_view field(const Form& form, std::string_view name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

Desk::Desk(Pages& pages, DeskActions actions, const Clock& clock, std::uint16_t port)
    : pages_(pages),
      actions_(std::move(actions)),
      clock_(clock),
      port_(port),
      session_(port, clock) {}

std::string Desk::entry_address() const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/enter/" + session_.entry_token();
}

Frame Desk::frame() const {
  Frame frame;
  frame.today = day_of(clock_.now());
  frame.inside = inside_;
  if (inside_) frame.form_token = session_.form_token();
  return frame;
}

Response Desk::message(int status, MessageKind kind, std::string_view detail) const {
  Response response;
  response.status = status;
  const Result<std::string> page = to_page(kind, detail, frame());
  if (page) {
    response.body = *page;
  } else {
    response.content_type = "text/plain; charset=utf-8";
    response.body = "The page cannot be shown.\n";
  }
  return response;
}

Response Desk::failure(const Error& error) const {
  switch (error.code) {
    case ErrorCode::NotFound:
      return message(404, MessageKind::NotFound);
    case ErrorCode::BadInput:
    case ErrorCode::TooLarge:
      return message(400, MessageKind::BadRequest);
    default:
      return message(500, MessageKind::Fault, error.message);
  }
}

template <class Page>
Response Desk::shown(const Result<Page>& page) const {
  if (!page) return failure(page.error());
  const Result<std::string> html = to_page(*page, frame());
  if (!html) return failure(html.error());
  Response response;
  response.body = *html;
  return response;
}

Response Desk::answer(const Request& request) {
  inside_ = false;
  if (!is_own_host(request.host, port_)) return message(421, MessageKind::OtherHost);
  const bool is_form = request.method == "POST";
  if (!is_form && request.method != "GET" && request.method != "HEAD") {
    return message(405, MessageKind::BadRequest);
  }
  const std::optional<std::string> path = parse_path(request.target);
  if (!path) return message(400, MessageKind::BadRequest);
  if (!is_form) {
    if (*path == "/favicon.ico") return no_content();
    if (const WebFile* asset = find_asset(*path)) return asset_response(*asset);
  }
  inside_ = session_.is_inside(request);
  const std::vector<std::string_view> parts = path_parts(*path);
  if (parts.size() == 2 && parts[0] == "enter") return enter(request, parts[1]);
  if (!inside_) return message(403, MessageKind::NoEntry);
  return is_form ? answer_form(request, *path) : answer_inside(request, *path);
}

Response Desk::enter(const Request& request, std::string_view token) {
  if (inside_) return see_other("/");
  // What only looks ahead (HEAD) must not use up the token.
  if (request.method != "GET") return message(403, MessageKind::NoEntry);
  switch (session_.enter(token)) {
    case Entry::Wrong:
      return message(403, MessageKind::NoEntry);
    case Entry::Spent:
      return message(403, MessageKind::TokenSpent);
    case Entry::Opened:
      break;
  }
  Response response = see_other("/");
  response.set_cookie = session_.set_cookie();
  return response;
}

Response Desk::answer_inside(const Request& request, std::string_view path) {
  if (path.ends_with('/')) return page_of(path);
  // Addresses of pages end in a slash; "//" in front was refused before.
  const std::string_view target = request.target;
  Response response;
  response.status = 308;
  response.location = std::string(target.substr(0, target.find_first_of("?#"))) + "/";
  return response;
}

Response Desk::list_of(std::string_view kind, std::string_view slug, std::uint32_t page) {
  if (kind == "case") return shown(pages_.cases(page));
  if (kind == "report") return shown(pages_.reports(page));
  return shown(pages_.tag(slug, page));
}

Response Desk::page_of(std::string_view path) {
  std::vector<std::string_view> parts = path_parts(path);
  if (parts.empty()) return shown(pages_.front());
  const std::string_view kind = parts[0];
  if (kind == "search" && parts.size() == 1) return shown(Result<SearchPage>(SearchPage{}));
  if (kind != "case" && kind != "report" && kind != "tag") {
    return message(404, MessageKind::NotFound);
  }
  std::uint32_t page = 1;
  const std::size_t size = parts.size();
  const bool is_turned = size >= 3 && parts[size - 2] == "page";
  if (is_turned) {
    // The first page has one address only.
    page = parse_number(parts[size - 1]).value_or(0);
    if (page < 2) return message(404, MessageKind::NotFound);
    parts.resize(size - 2);
  }
  if (kind == "tag" && parts.size() == 1 && !is_turned) return shown(pages_.tags());
  if (kind == "tag" && parts.size() == 2) return list_of(kind, parts[1], page);
  if (kind != "tag" && parts.size() == 1) return list_of(kind, "", page);
  if (parts.size() != 2 || is_turned) return message(404, MessageKind::NotFound);
  if (kind == "report") return shown(pages_.report(parts[1]));
  const Result<CasePage> found = pages_.case_file(parts[1]);
  // A merged case is shown under the number it has now.
  if (found && found->line.number != parts[1]) {
    return see_other("/case/" + to_address_part(found->line.number) + "/");
  }
  return shown(found);
}

Response Desk::answer_form(const Request& request, std::string_view path) {
  if (!is_same_origin(request, port_)) return message(403, MessageKind::Refused);
  const std::string_view type =
      trim(std::string_view(request.content_type).substr(0, request.content_type.find(';')));
  const std::optional<Form> form = type == kFormType ? parse_form(request.body) : std::nullopt;
  if (!form) return message(400, MessageKind::BadRequest);
  if (!session_.is_own_form(field(*form, "token"))) return message(403, MessageKind::Refused);
  if (path == "/search/") {
    const std::string query(trim(field(*form, "query")));
    return query.empty() ? shown(Result<SearchPage>(SearchPage{})) : shown(pages_.search(query));
  }
  if (path == "/decide/") return decide(*form);
  return message(404, MessageKind::NotFound);
}

Result<Decision> Desk::decision_of(const Form& form) {
  Decision decision;
  decision.reason = trim(field(form, "reason"));
  if (decision.reason.empty()) decision.reason = kUnwrittenReason;
  const std::string_view what = field(form, "do");
  if (what == "read_rightly" || what == "reject") {
    const auto number = parse_number(field(form, "fact"));
    if (!number) return fail(ErrorCode::BadInput, "no fact is named");
    TRY(FactAnchor anchor, pages_.anchor(field(form, "report"), *number, field(form, "check")));
    decision.kind = what == "reject" ? DecisionKind::Reject : DecisionKind::ReadRightly;
    decision.facts.push_back(std::move(anchor));
    return decision;
  }
  TRY(decision.case_id, pages_.case_id(field(form, "case")));
  if (what == "rename") {
    decision.kind = DecisionKind::Rename;
    decision.text = trim(field(form, "text"));
    return decision;
  }
  if (what == "merge") {
    decision.kind = DecisionKind::Merge;
    TRY(decision.other_case, pages_.case_id(trim(field(form, "other_case"))));
    return decision;
  }
  return fail(ErrorCode::BadInput, "no decision is named");
}

Response Desk::decide(const Form& form) {
  const Result<Decision> decision = decision_of(form);
  if (!decision) {
    if (decision.error().code == ErrorCode::NotFound) return message(409, MessageKind::Changed);
    return failure(decision.error());
  }
  if (const auto fault = find_fault(*decision)) {
    return message(400, MessageKind::NotDecided, *fault);
  }
  const Result<void> done = actions_.decide(*decision);
  if (!done) return message(409, MessageKind::NotDecided, done.error().message);
  if (decision->facts.empty()) {
    return see_other("/case/" + to_address_part(field(form, "case")) + "/");
  }
  return see_other("/report/" + to_address_part(field(form, "report")) + "/#f" +
                   to_address_part(field(form, "fact")));
}

}  // namespace habeas
