// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are one mail: it is taken apart by both readings of boundaries, every part lies inside
// it and keeps its limits, its fields can be told, and it is read.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/codec.h"
#include "read/mail/mail_fields.h"
#include "read/mail/mail_reader.h"
#include "read/read_check.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

bool lies_inside(std::string_view whole, std::string_view part) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void take_apart(std::string_view bytes, habeas::BoundaryReading reading) {
  const habeas::MimeMessage message = habeas::parse_mime(bytes, reading);
  check(!message.parts.empty() && message.parts.size() <= habeas::kMimePartsMax);
  for (std::size_t i = 0; i < message.parts.size(); ++i) {
    const habeas::MimePart& part = message.parts[i];
    check(i == 0 || part.parent < i);
    check(lies_inside(bytes, part.head) && lies_inside(bytes, part.body));
    check(lies_inside(bytes, part.preamble) && lies_inside(bytes, part.epilogue));
    check(part.header.fields.size() <= habeas::kHeaderFieldsMax);
    check(part.is_multipart || part.children.empty());
  }
  const habeas::MailBodies bodies = habeas::find_bodies(message);
  const habeas::PartFields fields{{}, "mail", habeas::make_mail_fields(bytes, message, bodies)};
  check(habeas::parse_part_fields(habeas::to_json(fields)).has_value());
}

class CheckingSink final : public habeas::PartSink {
 public:
  void add_document(habeas::Document document) override {
    check(!habeas::find_fault(document));
    check(habeas::parse_document_id(habeas::to_text(document.id)).has_value());
  }
  void add_problem(habeas::Problem) override {}
  void add_part(habeas::Part part) override { check(!part.path.empty()); }
  std::uint64_t bytes_left() const override { return 1U << 20U; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view mail(reinterpret_cast<const char*>(bytes), size);
  take_apart(habeas::strip_envelope(mail), habeas::BoundaryReading::All);
  take_apart(habeas::strip_envelope(mail), habeas::BoundaryReading::Innermost);
  habeas::ReadLimits limits;
  limits.text_bytes_max = 1U << 20U;
  limits.part_bytes_max = 1U << 20U;
  CheckingSink sink;
  habeas::read_message(habeas::strip_envelope(mail), {}, limits, sink);
  return 0;
}
