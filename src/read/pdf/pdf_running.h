// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "read/pdf/pdf_layout.h"

namespace habeas {

/// Takes out of `lines`, which are those of a whole document, what is printed on every page at the
/// same height above or below the text: running heads and page numbers. A line is one if the same
/// words stand on two pages or more, where numbers in them may count with the pages. Tells each
/// once, with its pages, so that nothing is lost.
PdfFields take_running_lines(std::vector<PdfLine>& lines);

}  // namespace habeas
