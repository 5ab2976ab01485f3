// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/mail/mail_fields.h"

#include <algorithm>

#include "base/digest.h"
#include "read/mail/addresses.h"
#include "read/mail/mail_date.h"
#include "read/mail/mail_document.h"
#include "text/utf8.h"

namespace habeas {
namespace {

using List = FieldValue::List;
using Names = FieldValue::Names;

FieldValue text_or_nothing(std::string text) {
  return text.empty() ? FieldValue() : FieldValue(std::move(text));
}

std::string_view word_of(MimeEnd end) {
  switch (end) {
    case MimeEnd::Boundary:
      return "boundary";
    case MimeEnd::Closing:
      return "closing";
    case MimeEnd::OuterBoundary:
      return "outer_boundary";
    case MimeEnd::Source:
      break;
  }
  return "source";
}

std::string_view word_of(TransferEncoding encoding) {
  switch (encoding) {
    case TransferEncoding::Base64:
      return "base64";
    case TransferEncoding::QuotedPrintable:
      return "quoted-printable";
    case TransferEncoding::Uuencode:
      return "uuencode";
    case TransferEncoding::Yenc:
      return "yenc";
    case TransferEncoding::Identity:
      break;
  }
  return "identity";
}

FieldValue addresses_of(const MimePart& whole, std::string_view name) {
  List list;
  const HeaderField* const field = find_field(whole.header, name);
  if (field == nullptr) return list;
  for (MailAddress& address : parse_addresses(field->value, whole.charset())) {
    list.push_back(Names{{"name", text_or_nothing(std::move(address.name))},
                         {"address", text_or_nothing(std::move(address.address))}});
  }
  return list;
}

FieldValue id_of(const MimePart& whole, std::string_view name) {
  const HeaderField* const field = find_field(whole.header, name);
  return field == nullptr ? FieldValue() : text_or_nothing(parse_message_id(field->value));
}

FieldValue date_of(const MimePart& whole) {
  const HeaderField* const field = find_field(whole.header, "Date");
  const auto date = field == nullptr ? std::nullopt : parse_mail_date(field->value);
  return date ? FieldValue(to_rfc3339(date->instant)) : FieldValue();
}

FieldValue subject_of(const MimePart& whole) {
  const HeaderField* const field = find_field(whole.header, "Subject");
  return field == nullptr ? FieldValue()
                          : text_or_nothing(decode_words(field->value, whole.charset()));
}

FieldValue attachment_of(const MimePart& part) {
  const DecodedBytes decoded = decode_transfer(part.body, part.encoding);
  return Names{{"part", part.number},
               {"name", text_or_nothing(part.name())},
               {"type", part.type},
               {"size", static_cast<std::int64_t>(decoded.bytes.size())},
               {"sha256", to_hex(sha256(decoded.bytes))}};
}

/// `wanted`: text/plain or text/html; the other kind stands in the list of the other.
FieldValue bodies_of(const MimeMessage& message, const std::vector<std::uint32_t>& positions,
                     std::string_view wanted) {
  List list;
  for (const std::uint32_t position : positions) {
    const MimePart& part = message.parts[position];
    if (part.is(wanted) && part.header.has_body) list.push_back(decode_mail_part(part).text);
  }
  return list;
}

void add_contents(const MimeMessage& message, const MailBodies& bodies, Names& fields) {
  fields.push_back({"text_bodies", bodies_of(message, bodies.text, "text/plain")});
  fields.push_back({"html_bodies", bodies_of(message, bodies.html, "text/html")});
  List attachments;
  for (const std::uint32_t position : bodies.attachments) {
    const MimePart& part = message.parts[position];
    if (part.header.has_body) attachments.push_back(attachment_of(part));
  }
  fields.push_back({"attachments", std::move(attachments)});
}

FieldValue part_of(std::string_view bytes, const MimeMessage& message, const MailBodies& bodies,
                   std::uint32_t position) {
  const MimePart& part = message.parts[position];
  const auto begin = static_cast<std::int64_t>(part.body.data() - bytes.data());
  const auto stands_in = [position](const std::vector<std::uint32_t>& list) {
    return std::count(list.begin(), list.end(), position) > 0;
  };
  Names fields{{"part", part.number},
               {"type", part.type},
               {"encoding", word_of(part.encoding)},
               {"header_begin", static_cast<std::int64_t>(part.header.begin)},
               {"begin", begin},
               {"end", begin + static_cast<std::int64_t>(part.body.size())},
               {"has_body", part.header.has_body},
               {"ended_by", word_of(part.end)}};
  if (const std::string charset = part.charset(); !charset.empty()) {
    fields.push_back({"charset", charset});
  }
  if (const std::string name = part.name(); !name.empty()) fields.push_back({"name", name});
  if (!part.disposition.value.empty()) {
    fields.push_back({"disposition", part.disposition.value});
  }
  if (part.is_multipart) {
    const std::string* const boundary = part.content_type.find("boundary");
    fields.push_back({"boundary", boundary == nullptr ? "" : to_utf8(*boundary)});
    fields.push_back({"closed", part.is_closed});
    return fields;
  }
  const DecodedBytes decoded = decode_transfer(part.body, part.encoding);
  fields.push_back({"decoded", decoded.is_decoded});
  fields.push_back({"size", static_cast<std::int64_t>(decoded.bytes.size())});
  fields.push_back({"sha256", to_hex(sha256(decoded.bytes))});
  fields.push_back({"text_body", stands_in(bodies.text)});
  fields.push_back({"html_body", stands_in(bodies.html)});
  return fields;
}

FieldValue headers_of(const MimePart& whole) {
  List list;
  for (const HeaderField& field : whole.header.fields) {
    list.push_back(Names{{"name", field.name},
                         {"value", decode_words(field.value, whole.charset())},
                         {"raw", to_utf8(field.raw)}});
  }
  return list;
}

void add_innermost(std::string_view bytes, const MimeMessage& message, Names& fields) {
  const bool is_ended =
      std::any_of(message.parts.begin(), message.parts.end(),
                  [](const MimePart& part) { return part.end == MimeEnd::OuterBoundary; });
  if (!is_ended) return;
  const MimeMessage other = parse_mime(bytes, BoundaryReading::Innermost);
  const MailBodies bodies = find_bodies(other);
  Names reading;
  add_contents(other, bodies, reading);
  List parts;
  for (std::uint32_t i = 0; i < other.parts.size(); ++i) {
    parts.push_back(part_of(bytes, other, bodies, i));
  }
  reading.push_back({"parts", std::move(parts)});
  fields.push_back({"innermost", std::move(reading)});
}

}  // namespace

FieldValue::Names make_mail_fields(std::string_view bytes, const MimeMessage& message,
                                   const MailBodies& bodies) {
  const MimePart& whole = message.parts.front();
  Names fields{{"from", addresses_of(whole, "From")},
               {"sender", addresses_of(whole, "Sender")},
               {"reply_to", addresses_of(whole, "Reply-To")},
               {"to", addresses_of(whole, "To")},
               {"cc", addresses_of(whole, "Cc")},
               {"bcc", addresses_of(whole, "Bcc")},
               {"subject", subject_of(whole)},
               {"date", date_of(whole)},
               {"message_id", id_of(whole, "Message-ID")},
               {"in_reply_to", id_of(whole, "In-Reply-To")}};
  add_contents(message, bodies, fields);
  List parts;
  for (std::uint32_t i = 0; i < message.parts.size(); ++i) {
    parts.push_back(part_of(bytes, message, bodies, i));
  }
  fields.push_back({"parts", std::move(parts)});
  fields.push_back({"headers", headers_of(whole)});
  add_innermost(bytes, message, fields);
  return fields;
}

}  // namespace habeas
