// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/fact.h"
#include "model/part_fields.h"
#include "model/read_request.h"

namespace habeas {

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
