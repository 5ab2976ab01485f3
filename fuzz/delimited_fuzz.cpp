// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes are read as a delimited text, for `add` and for `import`: nothing crashes, every
// Document and row keeps its promises, and the pieces in which a text comes change nothing.
#include <cstdint>
#include <cstdlib>

#include "model/codec.h"
#include "read/office/delimited_reader.h"
#include "read/office/delimited_text.h"
#include "read/office/list_reader.h"
#include "read/rounds.h"

namespace habeas {
namespace {

class CheckedDocuments final : public DocumentSink {
 public:
  void add_document(Document document) override {
    if (find_fault(document)) std::abort();
  }
  void add_problem(Problem) override {}
};

class CheckedLists final : public ListSink {
 public:
  void begin_list(ListSheet) override {}
  void add_row(PlacedRow row) override {
    const auto back = parse_placed_row(to_json(row));
    if (!back || *back != row) std::abort();
  }
  void add_problem(Problem) override {}
};

std::string rows_of(std::string_view text, std::size_t step) {
  std::string rows;
  DelimitedParser parser(',', [&rows](const DelimitedRow& row) {
    for (const std::string& cell : row.cells) rows += cell + '|';
    rows += '\n';
  });
  for (std::size_t at = 0; at < text.size(); at += step) parser.add(text.substr(at, step));
  parser.finish();
  return rows;
}

}  // namespace
}  // namespace habeas

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace habeas;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const MemorySource source(text);
  const SourceLabel label;
  const ReadLimits limits;
  CheckedDocuments documents;
  RoundsSpent spent;
  Rounds rounds(label, size, limits, documents, spent);
  read_delimited(label, source, limits, rounds);
  CheckedLists lists;
  ListRequest request;
  request.list = "cases";
  read_lists(request, source, lists);
  if (rows_of(text, 1) != rows_of(text, text.size() + 1)) std::abort();
  return 0;
}
