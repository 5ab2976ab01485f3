// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "read/read.h"

namespace habeas {

/// Reads plain text of any charset: one report, or a container of posts (text_container.h). An
/// address alone on the first line is the address of the text, not part of its body.
void read_text(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
               PartSink& sink);

}  // namespace habeas
