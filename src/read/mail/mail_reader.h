// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"
#include "read/mail/mime.h"
#include "read/read.h"

namespace habeas {

/// A message begins with header fields that only mail has; Apple's .emlx with a line of digits.
bool sniff_mail(const SourceHead& head);

/// Reads one message (.eml, .emlx, a file of a Maildir).
void read_mail(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

/// Reads a message that stands in memory: its Document (mail_document.h), then each attachment and
/// each message inside it as a Part `mail:<number>`, which goes round again.
void read_message(std::string_view bytes, const SourceLabel& label, const ReadLimits& limits,
                  PartSink& sink);

/// True if `text` begins like the header of a message.
bool begins_like_mail(std::string_view text);

/// The message inside what a mailbox, a mail program or an editor put around it: a byte order
/// mark, empty lines, a "From " line, the count and the property list of an .emlx.
std::string_view strip_envelope(std::string_view bytes);

}  // namespace habeas
