// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sql/term_tokenizer.h"

#include <sqlite3.h>

#include <string_view>

namespace habeas::sql {
namespace {

using TokenSink = int (*)(void*, int, const char*, int, int, int);

// FTS5 wants an object; this tokenizer has no state, so any address that is not null will do.
int make_tokenizer(void*, const char**, int, Fts5Tokenizer** made) {
  static char nothing = 0;
  *made = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void drop_tokenizer(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer*, void* context, int, const char* text, int length, TokenSink sink) {
  const std::string_view terms(text, static_cast<std::size_t>(length));
  std::size_t begin = 0;
  bool same_place = false;
  for (std::size_t i = 0; i <= terms.size(); ++i) {
    const bool is_end = i == terms.size();
    if (!is_end && terms[i] != ' ' && terms[i] != '|') continue;
    if (i > begin) {
      const int result =
          sink(context, same_place ? FTS5_TOKEN_COLOCATED : 0, text + begin,
               static_cast<int>(i - begin), static_cast<int>(begin), static_cast<int>(i));
      if (result != SQLITE_OK) return result;
    }
    same_place = !is_end && terms[i] == '|' && i > begin;
    begin = i + 1;
  }
  return SQLITE_OK;
}

fts5_api* find_fts5(sqlite3* database) {
  sqlite3_stmt* statement = nullptr;
  fts5_api* found = nullptr;
  if (sqlite3_prepare_v2(database, "select fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&found), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return found;
}

}  // namespace

bool add_term_tokenizer(sqlite3* database) {
  fts5_api* const fts5 = find_fts5(database);
  if (fts5 == nullptr) return false;
  fts5_tokenizer tokenizer{make_tokenizer, drop_tokenizer, tokenize};
  return fts5->xCreateTokenizer(fts5, "habeas_terms", nullptr, &tokenizer, nullptr) == SQLITE_OK;
}

}  // namespace habeas::sql
