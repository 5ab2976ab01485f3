// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/document_builder.h"
#include "read/office/office_file.h"

namespace habeas {

/// What an office file says of itself. Nobody vouches for it.
struct OfficeProperties {
  std::string title;
  std::string language;                                    ///< two letters, "" if not told
  std::vector<std::pair<std::string, std::string>> lines;  ///< name and value, as metadata
};

/// From docProps/core.xml (OOXML) or meta.xml (ODF).
OfficeProperties read_properties(OfficeFile& file);
/// From the XML of either, or of a flat ODF file.
OfficeProperties parse_properties(std::string_view xml);

void add_properties(const OfficeProperties& properties, DocumentBuilder& builder);

}  // namespace habeas
