// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "extract/grave_acts.h"
#include "extract/marked_text.h"

namespace habeas {
namespace {

// Family names of those of whom the text says a grave act as done, by its type.
std::string find_grave(std::string_view language, const std::string& text) {
  const Document document = make_test_document(text, language);
  const Extraction read = test_extractor().extract(document);
  std::string told;
  for (const Fact& fact : read.facts) {
    const auto* const event = std::get_if<EventValue>(&fact.value);
    if (event == nullptr || event->modality != Modality::Done || !is_grave(event->type)) continue;
    for (const Argument& argument : event->arguments) {
      if (argument.role != ArgumentRole::Target) continue;
      const auto& person = std::get<PersonValue>(read.facts[argument.fact].value);
      if (!told.empty()) told += ' ';
      told += event->type + ':' + person.family;
    }
  }
  return told;
}

struct Case {
  std::string_view reason;
  std::string_view language;
  std::string text;
  std::string_view told;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(find_grave(one.language, one.text), one.told) << one.reason << ": " << one.text;
  }
}

TEST(GraveActs, only_words_of_death_are_a_killing) {
  check({
      {"killed", "en", "On 3 May 2016, Mr. Asan Berik was killed.", "killing:Berik"},
      {"a_lawyer_was", "en", "# Lawyer Asan Berik\nAsan Berik, a lawyer, was murdered in Oral.",
       "killing:Berik"},
      {"shot_dead", "en", "Lawyer Asan Berik was shot dead.", "killing:Berik"},
      {"shot_and_killed", "en", "Mr. Asan Berik was shot and killed.", "killing:Berik"},
      {"beaten_to_death", "en", "Mr. Asan Berik was beaten to death.", "killing:Berik"},
      {"only_shot", "en", "Mr. Asan Berik was shot.", ""},
      {"only_stabbed", "en", "Mr. Asan Berik was stabbed and poisoned.", ""},
      {"gunned_down", "en", "Mr. Asan Berik was gunned down.", ""},
      {"fired_on", "en", "Gunmen opened fire on lawyer Asan Berik.", ""},
      {"shooting_of", "en", "the shooting of lawyer Asan Berik", ""},
      {"an_order_executed", "en", "Mr. Asan Berik executed the order.", ""},
      {"threat_to_kill", "en", "They were threatening to kill lawyer Asan Berik.", ""},
      {"plan_to_kill", "en", "They plotted to kill lawyer Asan Berik.", ""},
      {"death_sentence", "en", "Mr. Asan Berik’s death sentence was upheld.", ""},
      {"tue", "fr", "Me Assan Bérik a été tué le 3 mai 2016.", "killing:Bérik"},
      {"poignarde", "fr", "Me Assan Bérik a été poignardé le 3 mai 2016.", ""},
      {"blesse_par_balle", "fr", "Me Assan Bérik a été blessé par balle.", ""},
      {"menaces_de_mort", "fr", "Les menaces de mort contre Me Assan Bérik continuent.", ""},
      {"asesinado", "es", "El abogado Asán Bérik fue asesinado.", "killing:Bérik"},
      {"baleado", "es", "El abogado Asán Bérik fue baleado el 3 de mayo de 2016.", ""},
      {"amenazas_de_muerte", "es", "El Sr. Asán Bérik recibió amenazas de muerte de Omar Seit.",
       ""},
      {"ubit", "ru", "Адвокат Асан Бериков был убит 3 мая 2016 года.", "killing:Бериков"},
      {"ubit_advokat", "ru", "В Таразе убит адвокат Асан Бериков.", "killing:Бериков"},
      {"ranen", "ru", "Адвокат Асан Бериков был ранен 3 мая 2016 года.", ""},
      {"oltirildi", "kk", "Адвокат Асан Беріков 2016 жылғы 3 мамырда өлтірілді.",
       "killing:Беріков"},
      {"qorqytty", "kk", "Адвокат Асан Беріковті өлтіреміз деп қорқытты.", ""},
      {"strelyali", "ru", "В адвоката Асана Берикова стреляли вчера вечером.", ""},
      {"ugrozhali_ubiystvom", "ru", "Адвокату Асану Берикову угрожали убийством.", ""},
  });
}

TEST(GraveActs, those_blamed_for_it_did_not_suffer_it) {
  check({
      {"convicted_of", "en", "Mr. Omar Seit was convicted of killing lawyer Asan Berik.",
       "killing:Berik"},
      {"arrested_for", "en", "Mr. Omar Seit was arrested for the killing of lawyer Asan Berik.",
       "killing:Berik"},
      {"accused_of", "en", "Mr. Omar Seit, accused of killing Asan Berik, was released.",
       "killing:Berik"},
      {"killed_two", "en", "Mr. Omar Seit killed two people.", ""},
      {"killed_under", "en", "He is the 34th lawyer killed under President Seit.", ""},
      {"murder_suspect", "en", "Police say murder suspect Omar Seit was held.", ""},
      {"murder_trial", "en", "Mr. Omar Seit’s murder trial opened on 3 May 2016.", ""},
      {"condamne_pour", "fr", "M. Omar Seit a été condamné pour le meurtre de Mme Aliya Ospan.",
       "killing:Ospan"},
      {"detenido_por", "es", "El Sr. Omar Seit fue detenido por el asesinato de la abogada Aliya "
                             "Ospán.", "killing:Ospán"},
      {"arestovan_za", "ru", "Омар Сеитов был арестован за убийство адвоката Асана Берикова.",
       "killing:Бериков"},
      {"ubil", "ru", "Омар Сеитов убил адвоката Асана Берикова.", "killing:Бериков"},
  });
}

TEST(GraveActs, relations_of_the_dead_live) {
  check({
      {"her_brother_behind", "en", "Mr. Asan Berik came. His brother was killed in May.", ""},
      {"whose_brother", "en", "Mr. Asan Berik, whose brother was killed, was arrested.", ""},
      {"said_two", "en", "Mr. Asan Berik said two men were killed on 3 May 2016.", ""},
      {"and_two_were", "en", "Mr. Asan Berik was arrested and two protesters were killed.", ""},
      {"brother_of", "en", "the murder of the brother of lawyer Asan Berik", ""},
      {"dont_le_frere", "fr", "Mme Aliya Ospan, dont le frère a été tué, a été arrêtée.", ""},
      {"mort_du_frere", "fr", "la mort du frère de M. Assan Bérik le 3 mai 2016", ""},
      {"su_hermano", "es", "El Sr. Asán Bérik dijo que su hermano fue asesinado.", ""},
      {"la_hermana", "es", "El asesinato de la hermana del Sr. Asán Bérik.", ""},
      {"onyng_agasy", "kk", "Адвокат Асан Беріков келді. Оның ағасы өлтірілді.", ""},
      {"brat_advokata", "ru", "Брат адвоката Асана Берикова был убит 3 мая 2016 года.", ""},
      {"investigated", "ru", "Адвокат Алия Оспанова расследовала убийство Асана Берикова.",
       "killing:Бериков"},
  });
}

TEST(GraveActs, a_list_ends_at_another_act_or_a_relation) {
  check({
      {"several", "en", "the killing of lawyers Asan Berik, Omar Seit and Timur Nur",
       "killing:Berik killing:Seit killing:Nur"},
      {"about_threats", "en", "We deplore the killing of Mr. Asan Berik, a human rights lawyer, "
                              "and the death threats against his colleague, Ms. Aliya Ospan.",
       "killing:Berik"},
      {"and_the_arrest", "en", "the killing of Asan Berik and the arrest of Omar Seit",
       "killing:Berik"},
      {"and_met", "en", "It fell after the death of lawyer Asan Berik and met Ms. Aliya Ospan.",
       "killing:Berik"},
      {"his_wife", "en", "the killing of lawyer Asan Berik and his wife Aliya Ospan",
       "killing:Berik"},
      {"y_sobre", "es", "Carta por el asesinato del Sr. Asán Bérik, abogado de derechos humanos, y "
                        "sobre las amenazas de muerte contra su colega, la Sra. Aliya Ospán.",
       "killing:Bérik"},
      {"et_sur", "fr", "Lettre sur l'assassinat de M. Assan Bérik, avocat, et sur les menaces de "
                       "mort contre sa collègue, Mme Aliya Ospan.", "killing:Bérik"},
      {"et_l_arrestation", "fr", "la disparition forcée de M. Assan Bérik et l'arrestation de Mme "
                                 "Aliya Ospan", "enforced_disappearance:Bérik"},
      {"i_ugrozami", "ru", "Мы обеспокоены убийством адвоката Асана Берикова и угрозами в адрес "
                           "его коллеги Алии Оспановой.", "killing:Бериков"},
      {"i_ego_zheny", "ru", "убийство журналиста Асана Берикова и его жены Алии Оспановой",
       "killing:Бериков"},
  });
}

TEST(GraveActs, only_a_lawyer_s_licence_is_a_bar_s) {
  check({
      {"stripped", "en", "Lawyer Asan Berik was stripped of his licence.", "disbarment:Berik"},
      {"asylum", "ru", "Адвокат помог: Асан Бериков лишен статуса беженца.", ""},
      {"licence", "ru", "Адвокат Асан Бериков лишен лицензии.", "disbarment:Бериков"},
      {"radie_du_barreau", "fr", "Me Assan Bérik a été radié du barreau.", "disbarment:Bérik"},
  });
}

}  // namespace
}  // namespace habeas
