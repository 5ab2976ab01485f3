// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/interruption.h"

#include <array>
#include <csignal>

namespace habeas {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};

// A signal can reach nothing but a global.
volatile std::sig_atomic_t asked = 0;

extern "C" void ask_for_end(int signal) {
  asked = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
  asked = 0;
  for (const int signal : kSignals) std::signal(signal, ask_for_end);
}

Interruption::~Interruption() {
  for (const int signal : kSignals) std::signal(signal, SIG_DFL);
}

bool Interruption::is_asked() { return asked != 0; }

}  // namespace habeas
