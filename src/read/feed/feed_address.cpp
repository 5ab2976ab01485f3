// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/feed/feed_address.h"

#include <algorithm>
#include <array>
#include <vector>

#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

struct Address {
  std::string_view scheme;
  std::string_view host;  // with the two slashes
  std::string_view path;
  std::string_view query;  // with its sign
  std::string_view fragment;
};

std::size_t scheme_end(std::string_view address) {
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == ':') return i == 0 ? kNone : i;
    const bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!letter && (i == 0 || !other)) return kNone;
  }
  return kNone;
}

Address split(std::string_view address) {
  Address parts;
  if (const std::size_t colon = scheme_end(address); colon != kNone) {
    parts.scheme = address.substr(0, colon);
    address.remove_prefix(colon + 1);
  }
  const std::size_t hash = std::min(address.find('#'), address.size());
  parts.fragment = address.substr(hash);
  address = address.substr(0, hash);
  const std::size_t mark = std::min(address.find('?'), address.size());
  parts.query = address.substr(mark);
  address = address.substr(0, mark);
  if (address.substr(0, 2) == "//") {
    const std::size_t end = std::min(address.find('/', 2), address.size());
    parts.host = address.substr(0, end);
    address.remove_prefix(end);
  }
  parts.path = address;
  return parts;
}

// RFC 3986, 5.2.4.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  bool ends_open = false;  // in a folder, not in a name
  std::size_t at = 0;
  const bool absolute = path.substr(0, 1) == "/";
  while (at <= path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    ends_open = segment == "." || segment == "..";
    if (segment == ".." && (kept.size() > 1 || (kept.size() == 1 && !absolute))) kept.pop_back();
    if (!ends_open) kept.push_back(segment);
    at = end + 1;
  }
  std::string joined;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) joined += '/';
    joined += kept[i];
  }
  if (ends_open) joined += '/';
  return joined;
}

std::string merge_paths(const Address& base, std::string_view path) {
  if (!base.host.empty() && base.path.empty()) return std::string("/").append(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == kNone ? 0 : slash + 1)).append(path);
}

// "http:////host/path": slashes too many are a slip of the hand.
std::string mend(std::string_view address) {
  std::string mended(trim(address));
  const std::size_t colon = scheme_end(mended);
  if (colon == kNone || mended.compare(colon, 3, "://") != 0) return mended;
  const std::size_t host = std::min(mended.find_first_not_of('/', colon + 3), mended.size());
  return mended.erase(colon + 3, host - colon - 3);
}

}  // namespace

std::string join_address(std::string_view base, std::string_view reference) {
  const std::string mended = mend(reference);
  if (base.empty()) return mended;
  if (mended.empty()) return std::string(base);
  const Address from = split(base);
  const Address to = split(mended);
  // A scheme of its own, and bases without a path ("tag:", "mailto:").
  if (!to.scheme.empty() || (from.host.empty() && from.path.substr(0, 1) != "/")) return mended;
  std::string joined;
  if (!from.scheme.empty()) joined.append(from.scheme) += ':';
  if (!to.host.empty())
    return joined.append(to.host)
        .append(without_dots(to.path))
        .append(to.query)
        .append(to.fragment);
  joined += from.host;
  if (to.path.empty()) {
    joined += from.path;
    joined += to.query.empty() ? from.query : to.query;
  } else {
    joined += without_dots(to.path[0] == '/' ? std::string(to.path) : merge_paths(from, to.path));
    joined += to.query;
  }
  return joined.append(to.fragment);
}

bool is_safe_address(std::string_view address) {
  constexpr std::array<std::string_view, 49> kSafe{
      "aim",   "callto", "cvs",     "facetime", "feed",  "file",   "ftp",   "git",      "gopher",
      "gtalk", "h323",   "hdl",     "http",     "https", "imap",   "irc",   "irc6",     "ircs",
      "itms",  "magnet", "mailto",  "mms",      "msnim", "news",   "nntp",  "prospero", "rsync",
      "rtsp",  "rtspu",  "sftp",    "shttp",    "sip",   "sips",   "skype", "smb",      "snews",
      "ssh",   "svn",    "svn+ssh", "tag",      "tel",   "telnet", "urn",   "wais",     "webcal",
      "xmpp",  "ymsg",   "geo",     "doi"};
  const std::string_view trimmed = trim(address);
  const std::size_t colon = scheme_end(trimmed);
  if (colon == kNone) return trimmed.find(':') == kNone || trimmed.find(':') > trimmed.find('/');
  std::string scheme(trimmed.substr(0, colon));
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::find(kSafe.begin(), kSafe.end(), scheme) != kSafe.end();
}

std::string join_safe_address(std::string_view base, std::string_view reference) {
  std::string joined = trim(reference).empty() ? std::string(base) : join_address(base, reference);
  return is_safe_address(joined) ? joined : "";
}

}  // namespace habeas
