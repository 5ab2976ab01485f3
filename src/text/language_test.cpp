// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/language.h"

#include <gtest/gtest.h>

namespace habeas {
namespace {

void check(std::string_view text, std::string_view language, std::string_view hint = "") {
  EXPECT_EQ(detect_language(text, hint), language) << text;
}

TEST(Language, tells_the_languages_of_the_field) {
  check("The lawyer was arrested in the morning and taken to a police station.", "en");
  check("Адвоката задержали утром и доставили в отделение полиции.", "ru");
  check("Адвокатты таңертең ұстап, полиция бөлімшесіне жеткізді.", "kk");
  check("L'avocate a été arrêtée ce matin et conduite au commissariat.", "fr");
  check("El abogado fue detenido por la mañana y llevado a una comisaría.", "es");
  check("Адвоката затримали вранці й доставили до відділу поліції, її вже відпустили.", "uk");
}

TEST(Language, a_hint_decides_for_a_few_words) { check("Atyrau 2017 Aktobe", "en", "en"); }

TEST(Language, says_nothing_about_nothing) {
  check("", "");
  check("12 / 34", "", "en");
}

}  // namespace
}  // namespace habeas
