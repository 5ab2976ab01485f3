// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "disclose/page_values.h"
#include "render/render.h"

namespace habeas {

/// Page values made by hand, in which every part of every template has something to show. The
/// people are invented. `words` stands in every field that holds outside words, "" for sensible
/// ones: so one set of pages serves the eye and the test of the worst string.
struct SamplePages {
  explicit SamplePages(std::string words = "");

  FrontPage front;
  CasesPage cases;
  CasePage case_file;
  DocketPage tag;
  TagsPage tags;
  ReportPage report;
  SearchPage search;
  Frame frame;

 private:
  std::string outside(std::string sensible) const;
  DocketLine docket_line(std::string key, std::string title, const char* day) const;
  QuoteValue quote(std::string before, std::string words, std::string after, const char* day) const;
  PersonLine person(std::string name, Liberty liberty, const char* day) const;
  void make_case();
  void make_mentions();
  void make_timeline();
  void make_report();
  void make_facts();
  void make_lists();

  std::string words_;
};

}  // namespace habeas
