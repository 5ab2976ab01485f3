// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever a room answers: what is taken for a report is of the source that was asked about, named
// once, and keeps every promise that the rest of the program builds on.
#include <cstdint>
#include <cstdlib>

#include "ingest/read_answers.h"

namespace {

void hold(bool promise) {
  if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace habeas;
  std::string_view lines(reinterpret_cast<const char*>(bytes), size);
  ReadRequest request;
  request.sha256 =
      *parse_digest("ecc8531cb5f4b0001169dae798b92c3df2eda1901d1964897c6cc8c38c0c8eb0");
  request.fields = true;
  std::set<DocumentId> seen;
  ReadAnswers answers(
      request, {[&](const Document& document, const Extraction& extraction) {
                  hold(document.id.source == request.sha256);
                  hold(seen.insert(document.id).second);
                  hold(!find_fault(document));
                  hold(!find_fault(extraction, document));
                  for (const Fact& fact : extraction.facts) {
                    hold(!fact.evidence.empty());
                    for (const Evidence& evidence : fact.evidence) {
                      hold(still_holds(evidence, document.text));
                    }
                  }
                },
                [](const Problem&) {},
                [&](const PartFields& fields) { hold(fields.id.source == request.sha256); }});
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    if (!answers.take(lines.substr(0, end))) return 0;
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  (void)answers.finish().has_value();
  return 0;
}
