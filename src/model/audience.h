// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

namespace habeas {

/// Who may see a person, case, report or fact. Ordered: each sees what stands before it in
/// openness. Born Restricted; only a Decision opens.
enum class Audience : std::uint8_t {
  Public = 0,      ///< the published site and its feeds
  Partners = 1,    ///< bundles to organisations the desk works with
  Desk = 2,        ///< everybody who works at this desk
  Restricted = 3,  ///< the desk, on a page that says so; never exported, never in bulk
};

/// The stricter of two.
constexpr Audience stricter(Audience a, Audience b) { return a < b ? b : a; }

/// True if somebody of `viewer` may see what is meant for `audience`. The local desk is
/// Restricted: it sees everything of its own archive.
constexpr bool may_see(Audience viewer, Audience audience) { return audience <= viewer; }

}  // namespace habeas
