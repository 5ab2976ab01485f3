// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "model/list_row.h"
#include "read/read.h"

namespace habeas {

/// Takes the case lists of a file: a list, then its rows.
class ListSink {
 public:
  virtual ~ListSink() = default;
  virtual void begin_list(ListSheet list) = 0;
  virtual void add_row(PlacedRow row) = 0;
  virtual void add_problem(Problem problem) = 0;
};

/// Reads the rows of a spreadsheet or delimited text that was handed over as a case list, with the
/// columns that `request` says or the headers propose. A sheet without a header row is passed over;
/// a row without a name is a Problem, and so are its cells beyond kListCellsMax.
void read_lists(const ListRequest& request, const ByteSource& source, ListSink& sink);

inline constexpr std::uint32_t kNamelessRowsToldMax = 100;

}  // namespace habeas
