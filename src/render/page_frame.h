// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "render/fields.h"
#include "render/parts.h"
#include "render/render.h"

namespace habeas {

/// Where in the desk a page stands, for the line of links at its head.
enum class PageArea : std::uint8_t { Elsewhere, Cases, Reports, Tags, Search };

/// One page on its way to HTML: the fields of its template and what stands around it.
class PageWriter {
 public:
  /// `document_title` holds no name and no words of a document: it ends in the browser's history.
  PageWriter(const Frame& frame, std::string_view template_name, std::string document_title,
             PageArea place = PageArea::Elsewhere);

  Fields& fields() { return fields_; }
  const PartWriter& parts() const { return parts_; }
  const Wording& words() const { return parts_.words; }
  const Frame& frame() const { return frame_; }
  /// A script of ours that the page runs: "report_island.js".
  void set_script(std::string name);
  /// The search form, with what was asked last.
  void add_search_form(std::string query);

  Result<std::string> finish() const;

 private:
  const Frame& frame_;
  PartWriter parts_;
  std::string template_name_;
  Fields fields_;
};

}  // namespace habeas
