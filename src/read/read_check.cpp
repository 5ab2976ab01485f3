// SPDX-License-Identifier: AGPL-3.0-or-later
#include "read/read_check.h"

namespace habeas {
namespace {

class CollectingSink final : public DocumentSink {
 public:
  explicit CollectingSink(Collected& collected) : collected_(collected) {}
  void add_document(Document document) override {
    if (auto fault = find_fault(document)) {
      collected_.problems.push_back({ProblemCode::ReaderCrashed, document.id.part, *fault});
    }
    collected_.documents.push_back(std::move(document));
  }
  void add_problem(Problem problem) override { collected_.problems.push_back(std::move(problem)); }

 private:
  Collected& collected_;
};

}  // namespace

Collected read_bytes(std::string bytes, SourceLabel label, const ReadLimits& limits) {
  Collected collected;
  CollectingSink sink(collected);
  label.sha256 = sha256(bytes);
  read(label, MemorySource(std::move(bytes)), limits, sink);
  return collected;
}

}  // namespace habeas
