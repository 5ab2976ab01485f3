// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/document.h"

namespace habeas {

/// What a style of an OpenDocument text says of the words that carry it.
struct OdfStyle {
  PassageKind kind = PassageKind::Paragraph;
  bool has_kind = false;
  bool hidden = false;
  bool white = false;
  bool shaded = false;
  std::string parent;
};

/// Styles by name, those of styles.xml and of the text together; parents are looked up as needed.
class OdfStyles {
 public:
  /// Adds the styles that `xml` declares; the first of a name counts.
  void add(std::string_view xml);
  /// With what it takes over from its parents; the plain one for an unknown name.
  OdfStyle find(std::string_view name) const;

 private:
  std::map<std::string, OdfStyle, std::less<>> styles_;
};

}  // namespace habeas
