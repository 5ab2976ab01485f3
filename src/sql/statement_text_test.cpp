// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sql/statement_text.h"

#include <gtest/gtest.h>

namespace habeas::sql {
namespace {

TEST(StatementText, parameters_are_numbered_outside_quotes) {
  EXPECT_EQ(with_numbered_parameters("select ?, '?', \"a?\", ?"), "select $1, '?', \"a?\", $2");
  EXPECT_EQ(with_numbered_parameters("'it''s ?' = ?"), "'it''s ?' = $1");
  EXPECT_EQ(with_numbered_parameters("'open ?"), "'open ?");
  EXPECT_EQ(with_numbered_parameters(""), "");
}

TEST(StatementText, definitions_are_put_in_postgres_words) {
  EXPECT_EQ(to_postgres_definition("create table a (b integer, c text, d blob) strict;"),
            "create table a (b bigint, c text collate \"C\", d bytea) ;");
  EXPECT_EQ(to_postgres_definition("check (a <> 'text')"), "check (a <> 'text')");
  EXPECT_EQ(to_postgres_definition("integer_text"), "integer_text");
}

}  // namespace
}  // namespace habeas::sql
