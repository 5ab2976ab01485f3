// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "model/fact.h"
#include "model/partial_date.h"

namespace habeas {

/// What a child is asked to do with the bytes that it may then read.
struct ReadRequest {
  Digest sha256;                         ///< of the source; every answer names it
  std::string file_name;                 ///< a hint for the format
  std::string address;                   ///< where it was fetched from, "" if handed over
  std::string media_type;                ///< as declared beside it: "text/xml; charset=koi8-r"
  std::string language;                  ///< as declared beside it: "fr"
  std::optional<PartialDate> published;  ///< known from elsewhere: outranks what the words say
  std::vector<std::string> passwords;    ///< tried in this order on what is locked; never kept
  bool is_document = false;          ///< the bytes are a Document as JSON: extract from it again
  bool extract = true;               ///< false: only read
  bool fields = false;               ///< PartFields are wanted too
  std::vector<Particular> overlays;  ///< tables laid over the built-in ones: name and TSV

  friend bool operator==(const ReadRequest&, const ReadRequest&) = default;
};

}  // namespace habeas
