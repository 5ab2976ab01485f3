// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "disclose/pages.h"
#include "model/decision.h"
#include "render/render.h"
#include "serve/request.h"
#include "serve/walls.h"

namespace habeas {

/// What the desk's buttons do: the same door as `habeas decide`.
struct DeskActions {
  std::function<Result<void>(const Decision&)> decide;
};

/// Requests to answers, without a socket: walls first, then the page that the path names. Used by
/// one thread; what it is handed outlives it.
///
///     /  /case/  /case/<number>/  /report/  /report/<key>/  /tag/  /tag/<slug>/  .../page/<n>/
///     /search/ (the query is in the body)  /decide/  /enter/<token>  /desk.css  /<name>_island.js
class Desk {
 public:
  Desk(Pages& pages, DeskActions actions, const Clock& clock, std::uint16_t port);

  /// The address to print: opens the desk once, within ten minutes.
  std::string entry_address() const;
  Response answer(const Request& request);

 private:
  Response answer_inside(const Request& request, std::string_view path);
  Response answer_form(const Request& request, std::string_view path);
  Response enter(const Request& request, std::string_view token);
  Response page_of(std::string_view path);
  Response list_of(std::string_view kind, std::string_view slug, std::uint32_t page);
  Response decide(const Form& form);
  Result<Decision> decision_of(const Form& form);

  Frame frame() const;
  Response message(int status, MessageKind kind, std::string_view detail = "") const;
  Response failure(const Error& error) const;
  template <class Page>
  Response shown(const Result<Page>& page) const;

  Pages& pages_;
  DeskActions actions_;
  const Clock& clock_;
  std::uint16_t port_;
  Session session_;
  bool inside_ = false;  ///< of the request that is being answered
};

}  // namespace habeas
