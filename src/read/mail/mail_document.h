// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/mail/mime.h"
#include "read/read.h"

namespace habeas {

/// A body of a mail, decoded.
struct MailText {
  std::string text;  ///< UTF-8
  std::string charset;
  std::vector<TextFile> files;  ///< that were written into it (uuencode, yEnc); not in `text`
  std::vector<Problem> problems;
};
inline constexpr std::size_t kTextFilesMax = 1000;

/// The words of a text part: transfer encoding and charset taken off. A charset that is not known,
/// bytes that it does not have, and damage of the encoding are Problems.
MailText decode_mail_part(const MimePart& part);

/// The name under which a part goes round: "mail:1.2".
std::string part_path(const MimePart& part);

/// Makes the Document of a mail: title (Subject), byline (From), date line (Date), the bodies that
/// most people saw (MailBodies::html), then what nobody saw: the plain text where it states other
/// words, and what stands around the parts. Metadata are all header fields in their order.
/// Problems: TwoReadings (a header twice, alternatives that differ, parts that end at a boundary
/// further out), BadDate, CutOff, TooLarge, and those of decode_mail_part.
Document make_mail_document(const MimeMessage& message, const MailBodies& bodies,
                            const SourceLabel& label, const ReadLimits& limits);

}  // namespace habeas
