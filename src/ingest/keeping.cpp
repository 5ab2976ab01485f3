// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ingest/keeping.h"

#include <set>

#include "ingest/summary.h"
#include "search/index.h"
#include "store/documents.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace habeas {
namespace {

constexpr std::size_t kSlugBytesMax = 80;
constexpr std::size_t kTagsMax = 100;

/// "Human Rights Defenders" -> "human-rights-defenders"; "" if nothing of it can stand in an
/// address.
std::string slug_of(std::string_view label) {
  std::string slug;
  for (const char c : fold_name(label)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
    if (slug.size() == kSlugBytesMax) break;
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace

Digest fingerprint_of(const Tables& tables) {
  return sha256("habeas " HABEAS_VERSION "\n" + to_hex(tables.fingerprint()));
}

std::vector<DocumentTag> tags_of(const Document& document, const Extraction& extraction,
                                 const Tables& tables) {
  std::vector<DocumentTag> tags;
  std::set<std::string> slugs;
  const auto add = [&](std::string_view label) {
    std::string slug = slug_of(label);
    if (slug.empty() || tags.size() >= kTagsMax || !slugs.insert(slug).second) return;
    tags.push_back({std::move(slug), squash(label)});
  };
  const std::string country = country_of(document, extraction.facts, tables.gazetteer());
  if (const Country* known = tables.gazetteer().find_country_by_alpha3(country)) add(known->name);
  for (const std::string& tag : document.tags) add(tag);
  return tags;
}

Result<Archive> make_archive(const std::string& path, ArchiveSurroundings surroundings) {
  TRY(auto archive, Archive::create(path, std::move(surroundings)));
  TRY(auto transaction, archive.begin());
  TRY(make_search_index_anew(transaction.sql()));
  TRY(transaction.commit());
  return archive;
}

Result<void> keep_report(sql::Transaction& transaction, const Document& document,
                         const Extraction& extraction, const Tables& tables) {
  const Digest fingerprint = fingerprint_of(tables);
  TRY(put_document(transaction, document, fingerprint));
  TRY(put_extraction(transaction, extraction, fingerprint));
  TRY(put_tags(transaction, document.id, tags_of(document, extraction, tables)));
  return index_document(transaction, document);
}

}  // namespace habeas
