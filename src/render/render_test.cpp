// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/render.h"

#include <gtest/gtest.h>
#include <regex>

#include "render/sample_pages_test.h"
#include "render/web_files.h"

namespace habeas {
namespace {

TEST(Render, sample) { SamplePages pages; auto p = to_page(pages.front, pages.frame); ASSERT_TRUE(p) << p.error().message; }

}  // namespace
}  // namespace habeas
