// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/stem.h"

#include <map>
#include <memory>

#include <libstemmer.h>

namespace habeas {
namespace {

struct CloseStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, CloseStemmer>;

}  // namespace

std::string stem(std::string_view folded_word, std::string_view language) {
  // A stemmer keeps scratch memory and may not be shared: one for each thread and language.
  thread_local std::map<std::string, Stemmer, std::less<>> stemmers;
  auto found = stemmers.find(language);
  if (found == stemmers.end()) {
    const std::string name(language);
    found = stemmers.emplace(name, Stemmer(sb_stemmer_new(name.c_str(), "UTF_8"))).first;
  }
  if (found->second == nullptr) return std::string(folded_word);
  const sb_symbol* stemmed =
      sb_stemmer_stem(found->second.get(), reinterpret_cast<const sb_symbol*>(folded_word.data()),
                      static_cast<int>(folded_word.size()));
  if (stemmed == nullptr) return std::string(folded_word);
  return {reinterpret_cast<const char*>(stemmed),
          static_cast<std::size_t>(sb_stemmer_length(found->second.get()))};
}

}  // namespace habeas
