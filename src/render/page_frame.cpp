// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/page_frame.h"

#include "render/templates.h"

namespace habeas {

PageWriter::PageWriter(const Frame& frame, std::string_view template_name,
                       std::string document_title, PageArea place)
    : frame_(frame),
      parts_{Wording::of(frame.language), frame.today},
      template_name_(template_name) {
  fields_.text("interface", words().language())
      .text("document_title", words().say("title.page", {{"title", document_title}}))
      .text("body_class", "page-" + template_name_)
      .text("script", "")
      .flag("inside", frame.inside)
      .flag("at_cases", place == PageArea::Cases)
      .flag("at_reports", place == PageArea::Reports)
      .flag("at_tags", place == PageArea::Tags)
      .flag("at_search", place == PageArea::Search)
      .text("form_token", frame.form_token)
      .text("colophon", words().say(frame.inside ? "colophon.desk" : "colophon.outside"));
}

void PageWriter::set_script(std::string name) { fields_.text("script", std::move(name)); }

void PageWriter::add_search_form(std::string query) {
  fields_.list("search");
  if (!frame_.form_token.empty()) fields_.add("search").text("query", std::move(query));
}

Result<std::string> PageWriter::finish() const {
  return fill_template(template_name_, fields_, words());
}

}  // namespace habeas
