// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace habeas {

/// What a browser asked, as far as the desk looks at it. A header that came twice is "" here, and
/// so is one that did not come.
struct Request {
  std::string method;
  std::string target;
  std::string host;
  std::string cookie;
  std::string origin;
  std::string fetch_site;  ///< Sec-Fetch-Site
  std::string content_type;
  std::string body;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::string location;    ///< "" unless it leads on
  std::string set_cookie;  ///< "" unless somebody just came in
};

using Form = std::map<std::string, std::string, std::less<>>;

inline constexpr std::size_t kFormFieldsMax = 64;

/// The path of a request target with its %XX decoded, without a query. Nothing if it is no path
/// of ours: not beginning with one slash, over 2,048 bytes, broken escapes, no UTF-8, a control.
std::optional<std::string> parse_path(std::string_view target);

/// `application/x-www-form-urlencoded`. Nothing if it is broken, no UTF-8, names a field twice, or
/// has over kFormFieldsMax fields.
std::optional<Form> parse_form(std::string_view body);

/// "case" and "KAZ-2016-7K3QD" of "/case/KAZ-2016-7K3QD/": the parts between slashes.
std::vector<std::string_view> path_parts(std::string_view path);

/// The value of one cookie; "" if it is not there or there twice.
std::string find_cookie(std::string_view header, std::string_view name);

}  // namespace habeas
