// SPDX-License-Identifier: AGPL-3.0-or-later
// fold_names < names > keys: prints fold_name() of each line. The gazetteer's keys are made at
// build time by this program, so that they agree with what is looked up when Habeas runs.
#include <iostream>
#include <string>

#include "text/romanise.h"

int main() {
  std::ios::sync_with_stdio(false);
  std::string output;
  for (std::string line; std::getline(std::cin, line);) {
    output += habeas::fold_name(line);
    output += '\n';
  }
  std::cout << output;
  return std::cout.flush() ? 0 : 1;
}
