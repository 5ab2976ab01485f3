// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "render/fields.h"
#include "render/wording.h"

namespace habeas {

/// The template `name` ("front": web/templates/front.mustache) filled with `page`.
///
/// Names are strict: a name is looked up in the innermost fields that the template is in, and
/// nowhere else; `page.name` in those of the whole page; `w.key` in `words`. A name that nothing
/// bears is an Error (Internal) that tells template and name: our own mistake, never the input's.
/// `{{name}}` is escaped with to_html; `{{{name}}}` is allowed for names in `_html` only.
Result<std::string> fill_template(std::string_view name, const Fields& page, const Wording& words);

}  // namespace habeas
