// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/part_fields.h"
#include "model/read_request.h"
#include "read/byte_source.h"

namespace habeas {

/// The name under which the locked room knows the job below.
inline constexpr std::string_view kReadJob = "read";

/// The child's side: reads the source, extracts from each Document, and answers with one letter
/// and one line of JSON for each thing found: 'D' a Document, 'E' what it states (right after its
/// Document), 'P' a Problem of the source, 'F' the fields of a part, if asked for. Runs where no
/// archive, key or socket is.
Result<void> run_read_job(std::string_view request_json, const ByteSource& source,
                          const std::function<Result<void>(std::string_view)>& answer);

/// Takes what a source gave, checked.
struct ReadingSink {
  std::function<void(Document, Extraction)> report;
  std::function<void(Problem)> problem;
  std::function<void(PartFields)> fields = {};  ///< called only if the request asks for them
};

/// The parent's side: trusts no answer. Each is parsed within bounds, must be of the source that
/// was asked about, in order, and keep the promises of find_fault; parts are named once.
class ReadAnswers {
 public:
  ReadAnswers(const ReadRequest& request, ReadingSink sink);
  /// BadInput for an answer that cannot be trusted: the child is then not listened to any more.
  Result<void> take(std::string_view answer);
  /// To be called when the child ended well: hands over a last Document.
  Result<void> finish();

 private:
  Result<void> take_document(std::string_view json);
  Result<void> take_extraction(std::string_view json);
  Result<void> take_fields(std::string_view json);

  ReadRequest request_;
  ReadingSink sink_;
  std::optional<Document> pending_;
  std::set<DocumentId> seen_;
};

}  // namespace habeas
