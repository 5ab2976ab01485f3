// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "base/error.h"

namespace habeas {

/// A value, or the Error that stands in its place. Never ignored: the class is [[nodiscard]].
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

template <>
class [[nodiscard]] Result<void> : public tl::expected<void, Error> {
 public:
  using tl::expected<void, Error>::expected;
};

/// `return fail(ErrorCode::NotFound, "no archive at " + path);`
inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace habeas

#define HABEAS_JOIN_INNER(a, b) a##b
#define HABEAS_JOIN(a, b) HABEAS_JOIN_INNER(a, b)

/// `TRY(auto text, read_file(path));` declares `text`, or returns the Error from this function.
/// `TRY(write_file(path, text));` for Result<void>. The only macro of the project.
#define TRY(...) HABEAS_TRY_PICK(__VA_ARGS__, HABEAS_TRY_VALUE, HABEAS_TRY_VOID, )(__VA_ARGS__)
#define HABEAS_TRY_PICK(a, b, name, ...) name
#define HABEAS_TRY_VOID(expression)                         \
  do {                                                      \
    if (auto try_result = (expression); !try_result) {      \
      return ::habeas::fail(std::move(try_result.error())); \
    }                                                       \
  } while (false)
#define HABEAS_TRY_VALUE(declaration, expression)                                 \
  auto HABEAS_JOIN(try_result_, __LINE__) = (expression);                         \
  if (!HABEAS_JOIN(try_result_, __LINE__)) {                                      \
    return ::habeas::fail(std::move(HABEAS_JOIN(try_result_, __LINE__).error())); \
  }                                                                               \
  declaration = std::move(*HABEAS_JOIN(try_result_, __LINE__))
