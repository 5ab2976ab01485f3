// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/part_fields.h"
#include "read/mail/mime.h"

namespace habeas {

/// What a mail states, field by field, for `habeas read --fields`: `from` `sender` `reply_to` `to`
/// `cc` `bcc` (lists of name and address), `subject`, `date` (RFC 3339, UTC), `message_id`,
/// `in_reply_to`, `text_bodies` and `html_bodies` (words), `attachments` (part, name, type, size,
/// sha256), `parts` (every part as it stands) and `headers` (name, value, raw). Where a boundary
/// further out ends a part, `innermost` has bodies and attachments as programs show them that look
/// for the innermost boundary only.
FieldValue::Names make_mail_fields(std::string_view bytes, const MimeMessage& message,
                                   const MailBodies& bodies);

}  // namespace habeas
