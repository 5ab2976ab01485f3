// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/result.h"
#include "serve/request.h"

namespace habeas {

inline constexpr std::size_t kHeaderBytesMax = 16U << 10U;
inline constexpr std::size_t kBodyBytesMax = 1U << 20U;
inline constexpr std::size_t kConnectionsMax = 64;
/// For a whole request to arrive, however slowly it drips, and for an answer to be taken.
inline constexpr int kRequestSecondsMax = 15;
inline constexpr int kAnswerSecondsMax = 30;

/// Listens on 127.0.0.1 and, where there is one, [::1], and nowhere else, until SIGINT, SIGTERM or
/// SIGHUP. One thread: `answer` is called for one request at a time.
///
/// `listening` is called once with the port, which is a free one if `port` is 0, and says what
/// answers. Errors: Busy (the port is taken), Unsupported (no loopback).
using Answer = std::function<Response(const Request&)>;
Result<void> run_http_server(std::uint16_t port,
                             const std::function<Answer(std::uint16_t port)>& listening);

}  // namespace habeas
