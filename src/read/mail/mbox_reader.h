// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/formats.h"
#include "read/read.h"

namespace habeas {

/// A mailbox begins with a postmark and a header field (mbox.h).
bool sniff_mbox(const SourceHead& head);

/// Reads a mailbox (mboxo, mboxrd, mboxcl, mboxcl2), message by message. Each is read as by
/// read_message, under the name `message:<its Message-ID, else hash of its bytes>`.
void read_mbox(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

}  // namespace habeas
