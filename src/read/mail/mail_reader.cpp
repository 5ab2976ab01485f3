// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mail_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "read/mail/mail_document.h"
#include "read/mail/mail_fields.h"
#include "read/source_text.h"
#include "text/utf8.h"

namespace habeas {
namespace {

/// Header fields that nothing but a mail begins with, and those that other texts may have, of
/// which there must be two.
constexpr std::string_view kSureFields[] = {"received",
                                            "return-path",
                                            "message-id",
                                            "mime-version",
                                            "dkim-signature",
                                            "delivered-to",
                                            "envelope-to",
                                            "x-original-to",
                                            "authentication-results",
                                            "arc-seal",
                                            "x-mailer",
                                            "in-reply-to",
                                            "content-transfer-encoding",
                                            "list-unsubscribe",
                                            "received-spf",
                                            "x-spam-status",
                                            "x-received"};
constexpr std::string_view kLikelyFields[] = {"from",   "to",       "cc",  "subject",   "date",
                                              "sender", "reply-to", "bcc", "references"};

/// Types that hold no words of their own, and why they are not read.
struct UnreadType {
  std::string_view type;
  ProblemCode code;
  std::string_view why;  ///< "" for signatures: nothing is lost
};
constexpr UnreadType kUnreadTypes[] = {
    {"application/pgp-signature", ProblemCode::NotText, ""},
    {"application/pkcs7-signature", ProblemCode::NotText, ""},
    {"application/x-pkcs7-signature", ProblemCode::NotText, ""},
    {"application/pgp-encrypted", ProblemCode::PasswordNeeded, "encrypted with OpenPGP"},
    {"application/pkcs7-mime", ProblemCode::PasswordNeeded, "encrypted or signed with S/MIME"},
    {"application/x-pkcs7-mime", ProblemCode::PasswordNeeded, "encrypted or signed with S/MIME"},
    {"application/ms-tnef", ProblemCode::NotText, "winmail.dat, Outlook's own container"},
    {"application/vnd.ms-tnef", ProblemCode::NotText, "winmail.dat, Outlook's own container"},
    {"message/external-body", ProblemCode::Unreadable, "its content lies elsewhere"}};

constexpr std::string_view kTnefMagic("\x78\x9F\x3E\x22", 4);

template <class Words>
bool is_one_of(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// ".emlx": a first line of digits tells the length of the message behind it.
bool read_count_line(std::string_view bytes, std::size_t& begin, std::size_t& size) {
  const std::size_t end = bytes.substr(0, 24).find('\n');
  if (end == bytes.npos || end == 0) return false;
  const std::string_view digits = trim(bytes.substr(0, end));
  if (digits.empty() || digits.size() > 12) return false;
  size = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    size = size * 10 + static_cast<std::size_t>(c - '0');
  }
  begin = end + 1;
  return true;
}

/// Hands the parts of a message that are no bodies on.
class PartWalk {
 public:
  PartWalk(const MimeMessage& message, const ReadLimits& limits, PartSink& sink)
      : message_(message), limits_(limits), sink_(sink) {}

  void hand_on(const MailBodies& bodies) {
    for (const std::uint32_t position : bodies.attachments) {
      const MimePart& part = message_.parts[position];
      if (part.header.has_body && !is_encrypted(part)) add(part);
    }
    for (std::uint32_t i = 0; i < message_.parts.size(); ++i) {
      const auto& [text, html, attachments] = bodies;
      if (std::count(text.begin(), text.end(), i) + std::count(html.begin(), html.end(), i) > 0) {
        add_files(message_.parts[i]);
      }
    }
  }

 private:
  void tell(const MimePart& part, ProblemCode code, std::string_view what) {
    sink_.add_problem({code, part_path(part), fmt::format("{}: kept as received, not read", what)});
  }

  /// The second part of multipart/encrypted is the same words, locked.
  bool is_encrypted(const MimePart& part) const {
    const MimePart& around = message_.parts[part.parent];
    return around.is("multipart/encrypted") && part.is("application/octet-stream");
  }

  bool tell_unread(const MimePart& part) {
    const auto row = std::find_if(std::begin(kUnreadTypes), std::end(kUnreadTypes),
                                  [&](const UnreadType& u) { return part.is(u.type); });
    if (row == std::end(kUnreadTypes)) return false;
    if (!row->why.empty()) tell(part, row->code, row->why);
    return true;
  }

  void add(const MimePart& part) {
    if (tell_unread(part) || part.body.empty()) return;
    const std::uint64_t room = std::min(limits_.part_bytes_max, sink_.bytes_left());
    if (part.body.size() / 4 * 3 > room) {
      return tell(part, ProblemCode::TooLarge, fmt::format("a part of over {} bytes", room));
    }
    DecodedBytes decoded = decode_transfer(part.body, part.encoding);
    if (decoded.bytes.size() > room) {
      return tell(part, ProblemCode::TooLarge, fmt::format("a part of over {} bytes", room));
    }
    if (!decoded.is_decoded || decoded.is_damaged) {
      sink_.add_problem({ProblemCode::BadContainer, part_path(part),
                         "its transfer encoding is damaged; bytes may be missing"});
    }
    if (decoded.bytes.starts_with(kTnefMagic)) {
      return tell(part, ProblemCode::NotText, "winmail.dat, Outlook's own container");
    }
    if (part.is("message/partial")) tell_partial(part);
    const std::string charset = part.charset();
    const std::string type = charset.empty() ? part.type : part.type + "; charset=" + charset;
    sink_.add_part({part_path(part), part.name(), "", type, std::move(decoded.bytes)});
  }

  void tell_partial(const MimePart& part) {
    const auto stated = [&part](std::string_view name) {
      const std::string* const found = part.content_type.find(name);
      return found == nullptr ? std::string("?") : to_utf8(*found);
    };
    sink_.add_problem({ProblemCode::CutOff, part_path(part),
                       fmt::format("piece {} of {} of a message; pieces are not put together",
                                   stated("number"), stated("total"))});
  }

  void add_files(const MimePart& part) {
    std::size_t count = 0;
    for (TextFile& file : decode_mail_part(part).files) {
      const std::string path = fmt::format("{}.file{}", part_path(part), ++count);
      if (file.content.is_damaged) {
        sink_.add_problem({ProblemCode::BadContainer, path, "a file in the text that is cut off"});
      }
      if (file.content.bytes.size() > std::min(limits_.part_bytes_max, sink_.bytes_left())) {
        sink_.add_problem({ProblemCode::TooLarge, path, "kept as received, not read"});
        continue;
      }
      sink_.add_part({path, std::move(file.name), "", "", std::move(file.content.bytes)});
    }
  }

  const MimeMessage& message_;
  const ReadLimits& limits_;
  PartSink& sink_;
};

}  // namespace

bool begins_like_mail(std::string_view text) {
  const MailLines lines(text);
  std::size_t likely = 0;
  for (std::size_t at = 0; at < text.size();) {
    const MailLines::Line line = lines.at(at);
    const std::string_view name = field_name(line.words);
    const bool goes_on = at > 0 && (line.words.starts_with(' ') || line.words.starts_with('\t'));
    if (name.empty() && !goes_on) return false;
    at = line.next;
    if (name.empty()) continue;
    const std::string lowered = to_ascii_lower(name);
    const std::string_view value = line.words.substr(line.words.find(':', name.size()) + 1);
    if (is_one_of(kSureFields, lowered)) return true;
    const bool is_type = lowered == "content-type" && value.find('/') != value.npos;
    if (is_type || (is_one_of(kLikelyFields, lowered) && ++likely == 2)) return true;
  }
  return false;
}

std::string_view strip_envelope(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::size_t begin = 0;
  std::size_t size = 0;
  if (read_count_line(bytes, begin, size)) bytes = bytes.substr(begin, size);
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  while (bytes.starts_with("From ") || bytes.starts_with(">From ")) {
    bytes.remove_prefix(MailLines(bytes).at(0).next);
  }
  return bytes;
}

bool sniff_mail(const SourceHead& head) {
  const std::string_view message = strip_envelope(head.bytes);
  return !message.empty() && begins_like_mail(message);
}

void read_message(std::string_view bytes, const SourceLabel& label, const ReadLimits& limits,
                  PartSink& sink) {
  const MimeMessage message = parse_mime(bytes);
  const MailBodies bodies = find_bodies(message);
  if (sink.wants_fields()) {
    sink.add_fields({{label.sha256, ""}, "mail", make_mail_fields(bytes, message, bodies)});
  }
  sink.add_document(make_mail_document(message, bodies, label, limits));
  PartWalk(message, limits, sink).hand_on(bodies);
}

void read_mail(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink) {
  std::string bytes;
  while (bytes.size() < source.size()) {
    Result<std::string> piece = source.read_at(bytes.size(), kSourcePieceBytes);
    if (!piece) return sink.add_problem({ProblemCode::Unreadable, "", piece.error().message});
    if (piece->empty()) break;
    bytes += *piece;
  }
  read_message(strip_envelope(bytes), label, limits, sink);
}

}  // namespace habeas
