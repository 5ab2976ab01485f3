// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "read/mail/mime.h"

namespace habeas {
namespace {

/// The lists of RFC 8621 4.1.4; one that is not wanted any more takes nothing.
struct BodyLists {
  MailBodies bodies;
  bool wants_text = true;
  bool wants_html = true;

  void add(const MimePart& part, std::uint32_t position, bool in_alternative) {
    const bool is_html = part.is("text/html");
    if (in_alternative && wants_text && wants_html) (is_html ? wants_text : wants_html) = false;
    if (wants_text) bodies.text.push_back(position);
    if (wants_html) bodies.html.push_back(position);
  }
};

bool is_inline_text(const MimePart& part, const MimePart& around, bool is_first) {
  if (!part.is("text/plain") && !part.is("text/html")) return false;
  if (part.disposition.value == "attachment") return false;
  return is_first || (!around.is("multipart/related") && part.name().empty());
}

/// A multipart on the way down, and where its children are.
struct Visit {
  std::uint32_t position;
  std::size_t next = 0;
  bool in_alternative = false;
  bool wanted_text = true;  // when it was entered
  bool wanted_html = true;
  std::size_t text_before = 0;
  std::size_t html_before = 0;
};

/// An alternative that offers one kind only is both.
void end_alternative(const MimePart& part, const Visit& visit, BodyLists& lists) {
  if (!part.is("multipart/alternative") || !visit.wanted_text || !visit.wanted_html) return;
  auto& [text, html, attachments] = lists.bodies;
  const std::size_t more_text = text.size() - visit.text_before;
  const std::size_t more_html = html.size() - visit.html_before;
  if (more_text == 0) {
    text.insert(text.end(), html.end() - static_cast<std::ptrdiff_t>(more_html), html.end());
  } else if (more_html == 0) {
    html.insert(html.end(), text.end() - static_cast<std::ptrdiff_t>(more_text), text.end());
  }
}

}  // namespace

MailBodies find_bodies(const MimeMessage& message) {
  BodyLists lists;
  const MimePart& whole = message.parts.front();
  if (!whole.is_multipart) {
    const bool is_body = is_inline_text(whole, whole, true) && !whole.lost_boundary;
    if (!is_body) return {{}, {}, {0}};
    return {{0}, {0}, {}};
  }
  std::vector<Visit> way{{0}};
  way.back().in_alternative = whole.is("multipart/alternative");
  while (!way.empty()) {
    Visit& visit = way.back();
    const MimePart& around = message.parts[visit.position];
    if (visit.next == around.children.size()) {
      end_alternative(around, visit, lists);
      lists.wants_text = visit.wanted_text;
      lists.wants_html = visit.wanted_html;
      way.pop_back();
      continue;
    }
    const bool is_first = visit.next == 0;
    const std::uint32_t position = around.children[visit.next++];
    const MimePart& part = message.parts[position];
    if (part.is_multipart) {
      way.push_back({position, 0, visit.in_alternative || part.is("multipart/alternative"),
                     lists.wants_text, lists.wants_html, lists.bodies.text.size(),
                     lists.bodies.html.size()});
    } else if (!is_inline_text(part, around, is_first)) {
      lists.bodies.attachments.push_back(position);
    } else if (around.is("multipart/alternative")) {
      (part.is("text/html") ? lists.bodies.html : lists.bodies.text).push_back(position);
    } else {
      lists.add(part, position, visit.in_alternative);
    }
  }
  return std::move(lists.bodies);
}

}  // namespace habeas
