// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail_box.h"

#include <string_view>

namespace habeas {
namespace {

constexpr std::string_view kLatin[] = {"the",     "lawyer", "was",     "held",    "court",
                                       "in",      "Oral",   "without", "counsel", "police",
                                       "hearing", "of",     "office",  "client",  "evening"};
constexpr std::string_view kCyrillic[] = {"адвокат", "задержан", "в",     "Орале", "суд",
                                          "без",     "защиты",   "дело",  "на",    "заседание",
                                          "полиция", "вечером",  "обыск", "и",     "клиент"};
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::uint64_t MailboxWriter::random() {
  state_ = state_ * 6364136223846793005U + 1442695040888963407U;
  return state_ >> 33U;
}

std::string MailboxWriter::words(std::size_t count, bool cyrillic) {
  std::string line;
  for (std::size_t i = 0; i < count; ++i) {
    line += (i > 0 ? " " : "") + std::string((cyrillic ? kCyrillic : kLatin)[random() % 15]);
  }
  return line;
}

std::string MailboxWriter::paragraphs(bool cyrillic) {
  std::string text;
  for (std::uint64_t paragraph = 0; paragraph < 4 + random() % 8; ++paragraph) {
    for (int line = 0; line < 5; ++line) text += words(11, cyrillic) + "\n";
    text += "> " + words(10, cyrillic) + "\n\n";
  }
  return text;
}

std::string MailboxWriter::next() {
  const std::uint64_t number = number_++;
  const bool cyrillic = random() % 3 == 0;
  const bool has_html = random() % 2 == 0;
  const bool has_file = random() % 4 == 0;
  const std::string name = std::to_string(number);
  const std::string day = std::to_string(1 + number % 28);
  std::string mail = "From desk@example.org Tue May  3 11:02:41 2016\n";
  for (int hop = 0; hop < 4; ++hop) {
    mail += "Received: from mx" + std::to_string(hop) +
            ".example.org (mx.example.org [192.0.2.7])\n"
            "\tby in.example.net with ESMTP id " +
            std::to_string(random()) + ";\n\tTue, " + day + " May 2016 11:02:44 +0600\n";
  }
  mail +=
      "From: Asel Omar <desk@example.org>\nTo: watch@example.net\nSubject: " + words(6, cyrillic) +
      "\nDate: Tue, " + day + " May 2016 11:02:41 +0600\nMessage-ID: <" + name +
      "@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=mix\n\n"
      "--mix\nContent-Type: multipart/alternative; boundary=alt\n\n"
      "--alt\nContent-Type: text/plain; charset=utf-8\n\n";
  const std::string text = paragraphs(cyrillic);
  mail += text;
  if (has_html) {
    mail += "--alt\nContent-Type: text/html; charset=utf-8\n\n<html><body>";
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find("\n\n", at);
      mail += "<p class=\"words\" style=\"font-size:12pt\">" + text.substr(at, end - at) + "</p>\n";
      at = end == std::string::npos ? text.size() : end + 2;
    }
    mail += "</body></html>\n";
  }
  mail += "--alt--\n";
  if (has_file) {
    mail +=
        "--mix\nContent-Type: image/jpeg; name=picture.jpg\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename=picture.jpg\n\n/9j/4AAQSkZJRgABAQAAAQABAAD/";
    const std::uint64_t lines = 70 + random() % 2600;
    for (std::uint64_t line = 0; line < lines; ++line) {
      for (int sign = 0; sign < 76; ++sign) mail += kBase64[random() % 64];
      mail += '\n';
    }
  }
  return mail + "--mix--\n\n";
}

std::string make_mailbox(std::size_t bytes_min) {
  MailboxWriter writer;
  std::string box;
  while (box.size() < bytes_min) box += writer.next();
  return box;
}

}  // namespace habeas
