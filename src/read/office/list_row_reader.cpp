// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/office/list_row_reader.h"

#include "model/codec.h"
#include "read/office/row_document.h"

namespace habeas {

bool sniff_list_row(const SourceHead& head) {
  return head.bytes.substr(0, kListRowBegin.size()) == kListRowBegin;
}

void read_list_row(const SourceLabel& label, const ByteSource& source, const ReadLimits& limits,
                   PartSink& sink) {
  const auto bytes = source.read_at(0, kListRowBytesMax + 1);
  if (!bytes) return sink.add_problem({ProblemCode::Unreadable, "", bytes.error().message});
  const auto row = parse_list_row(*bytes);
  if (!row) return sink.add_problem({ProblemCode::BadMarkup, "", row.error().message});
  sink.add_document(make_row_document(*row, {label.sha256, part_of(*row)}, limits));
}

}  // namespace habeas
