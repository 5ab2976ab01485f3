// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/render.h"

#include <gtest/gtest.h>
#include <gumbo.h>
#include <regex>

#include "render/escape.h"
#include "render/sample_pages_test.h"
#include "render/templates.h"
#include "render/web_files.h"
#include "text/utf8.h"

namespace habeas {
namespace {

std::vector<std::pair<std::string, std::string>> rendered(const SamplePages& pages) {
  std::vector<std::pair<std::string, std::string>> all;
  const auto add = [&](const char* name, const Result<std::string>& page) {
    EXPECT_TRUE(page.has_value()) << name << ": " << (page ? "" : page.error().message);
    all.emplace_back(name, page.value_or(""));
  };
  add("front", to_page(pages.front, pages.frame));
  add("cases", to_page(pages.cases, pages.frame));
  add("case", to_page(pages.case_file, pages.frame));
  add("tag", to_page(pages.tag, pages.frame));
  add("tags", to_page(pages.tags, pages.frame));
  add("report", to_page(pages.report, pages.frame));
  add("search", to_page(pages.search, pages.frame));
  add("fault", to_page(MessageKind::Fault, pages.search.query, pages.frame));
  return all;
}

/// A page as a parser that is not ours sees it.
class ParsedPage {
 public:
  explicit ParsedPage(const std::string& html)
      : output_(gumbo_parse_with_options(&kGumboDefaultOptions, html.c_str(), html.size())) {
    walk(output_->root);
  }
  ~ParsedPage() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }
  ParsedPage(const ParsedPage&) = delete;
  ParsedPage& operator=(const ParsedPage&) = delete;

  /// Elements with the names of their attributes, in order.
  const std::vector<std::string>& shape() const { return shape_; }
  const std::vector<std::string>& texts() const { return texts_; }
  /// "name=value" of every attribute.
  const std::vector<std::string>& attributes() const { return attributes_; }

 private:
  void walk(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT) texts_.emplace_back(node->v.text.text);
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node->v.element;
    shape_.emplace_back(gumbo_normalized_tagname(element.tag));
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      shape_.back() += std::string(" ") + attribute->name;
      attributes_.push_back(std::string(attribute->name) + "=" + attribute->value);
    }
    for (unsigned i = 0; i < element.children.length; ++i) {
      walk(static_cast<const GumboNode*>(element.children.data[i]));
    }
  }

  GumboOutput* output_;
  std::vector<std::string> shape_;
  std::vector<std::string> texts_;
  std::vector<std::string> attributes_;
};

constexpr std::string_view kWorst =
    "</title></textarea></script><script>alert(1)</script>\"'`><img src=x onerror=alert(1)>"
    "&amp;&#x3c;{{{markup}}}{{>head}}]]>--><!--\xE2\x80\xAE\x1b[31m\xff javascript:alert(1) ж";

// What HTML can hold of kWorst.
std::string readable(std::string_view words) {
  std::string text = to_utf8(words);
  const std::size_t control = text.find('\x1b');
  return text.replace(control, 1, "\uFFFD");
}

int count_holding(const std::vector<std::string>& texts, const std::string& words) {
  return static_cast<int>(std::count_if(texts.begin(), texts.end(), [&](const std::string& text) {
    return text.find(words) != std::string::npos;
  }));
}

TEST(Render, worst_words_change_no_element_and_come_back_whole) {
  const auto worst = rendered(SamplePages(std::string(kWorst)));
  const auto plain = rendered(SamplePages("Plain words"));
  for (std::size_t i = 0; i < worst.size(); ++i) {
    SCOPED_TRACE(worst[i].first);
    const ParsedPage bad(worst[i].second);
    const ParsedPage good(plain[i].second);
    EXPECT_EQ(bad.shape(), good.shape());
    EXPECT_GT(count_holding(good.texts(), "Plain words"), 0);
    EXPECT_EQ(count_holding(bad.texts(), readable(kWorst)),
              count_holding(good.texts(), "Plain words"));
  }
}

TEST(Render, addresses_lead_nowhere_outside) {
  const std::regex own("(href|action|src)=(/[a-z]?[^/\\\\]?.*|#[a-z]+[0-9]*)");
  for (const auto& [name, page] : rendered(SamplePages(std::string(kWorst)))) {
    const ParsedPage parsed(page);
    for (const std::string& attribute : parsed.attributes()) {
      const bool leads = attribute.starts_with("href=") || attribute.starts_with("src=") ||
                         attribute.starts_with("action=");
      if (leads) {
        EXPECT_TRUE(std::regex_match(attribute, own)) << name << ": " << attribute;
        EXPECT_NE(attribute.find("=//"), 4U) << name << ": " << attribute;
      }
      EXPECT_FALSE(attribute.starts_with("on") || attribute.starts_with("style="))
          << name << ": " << attribute;
    }
  }
}

TEST(Render, fields_of_forms_are_not_learned_by_the_browser) {
  const std::regex field("<input (?!type=\"(?:hidden|radio)\")[^>]*>");
  for (const auto& [name, page] : rendered(SamplePages())) {
    for (std::sregex_iterator at(page.begin(), page.end(), field), end; at != end; ++at) {
      for (const char* part :
           {"spellcheck=\"false\"", "autocomplete=\"off\"", "translate=\"no\""}) {
        EXPECT_NE(at->str().find(part), std::string::npos) << name << ": " << at->str();
      }
    }
  }
}

TEST(Render, every_key_has_words) {
  const std::regex key("[a-z_]+(\\.[a-z_]+)+");
  for (const auto& [name, page] : rendered(SamplePages())) {
    const ParsedPage parsed(page);
    for (const std::string& text : parsed.texts()) {
      if (text == "act.sentence") continue;  // the name of a rule
      EXPECT_FALSE(std::regex_match(text, key)) << name << ": " << text;
    }
  }
  const SamplePages pages;
  for (int kind = 0; kind <= static_cast<int>(MessageKind::Fault); ++kind) {
    const auto page = to_page(static_cast<MessageKind>(kind), "why", pages.frame);
    ASSERT_TRUE(page.has_value()) << page.error().message;
    EXPECT_EQ(page->find("message."), std::string::npos) << kind;
  }
}

TEST(Render, states_in_words_as_last_reported) {
  const std::string page = *to_page(SamplePages().case_file, SamplePages().frame);
  EXPECT_NE(page.find("last reported held 17 March 2020 (Example Observatory)"), std::string::npos);
  EXPECT_EQ(page.find("is held"), std::string::npos);
  EXPECT_NE(page.find("6 years ago"), std::string::npos);
  EXPECT_NE(page.find("1 known update is not in this archive."), std::string::npos);
  EXPECT_NE(page.find("more than 1,000 km from Taraz as stated; 1,084 km from Taraz as computed"),
            std::string::npos);
  EXPECT_NE(page.find("2 years without news"), std::string::npos);
}

TEST(Render, titles_bear_no_name) {
  for (const auto& [name, page] : rendered(SamplePages())) {
    const std::size_t begin = page.find("<title>");
    const std::string title = page.substr(begin, page.find("</title>") - begin);
    for (const char* word : {"Saryzhanov", "Bektemisova", "Kazakhstan"}) {
      EXPECT_EQ(title.find(word), std::string::npos) << name << ": " << title;
    }
  }
}

TEST(Render, empty_archive_says_what_to_do) {
  const std::string page = *to_page(FrontPage{}, SamplePages().frame);
  EXPECT_NE(page.find("This archive is empty"), std::string::npos);
  EXPECT_NE(page.find("habeas add ARCHIVE PATH..."), std::string::npos);
}

TEST(Templates, refuse_a_name_that_nothing_bears) {
  const Result<std::string> page = fill_template("message", Fields(), Wording::of("en"));
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code, ErrorCode::Internal);
  EXPECT_NE(page.error().message.find("which nothing bears"), std::string::npos);
  EXPECT_FALSE(fill_template("no_such_template", Fields(), Wording::of("en")).has_value());
}

TEST(Templates, put_raw_only_what_was_escaped_before) {
  const std::regex raw("\\{\\{\\{([^}]*)\\}\\}\\}|\\{\\{&([^}]*)\\}\\}");
  const std::regex unquoted("=\\{\\{");
  for (const WebFile& file : web_files()) {
    if (!file.name.ends_with(".mustache")) continue;
    const std::string text(file.bytes);
    for (std::sregex_iterator at(text.begin(), text.end(), raw), end; at != end; ++at) {
      EXPECT_TRUE((*at)[1].str().ends_with("_html")) << file.name << ": " << at->str();
    }
    EXPECT_FALSE(std::regex_search(text, unquoted)) << file.name << ": an attribute unquoted";
    EXPECT_EQ(text.find("style=\""), std::string::npos) << file.name;
  }
}

}  // namespace
}  // namespace habeas
