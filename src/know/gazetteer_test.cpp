// SPDX-License-Identifier: AGPL-3.0-or-later
#include "know/gazetteer.h"

#include <chrono>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "know/tables.h"
#include "text/romanise.h"

namespace habeas {
namespace {

const Tables& tables() {
  static const Tables made = std::move(*Tables::make());
  return made;
}

const Gazetteer& gazetteer() { return tables().gazetteer(); }

TEST(Gazetteer, FindsPlacesInManySpellings) {
  struct Case {
    const char* asked;
    const char* name;
    const char* country;
    PlaceKind kind;
    double latitude;
    double longitude;
  };
  const Case cases[] = {
      {"Atyrau", "Atyrau", "KAZ", PlaceKind::City, 47.1, 51.9},
      {"Атырау", "Atyrau", "KAZ", PlaceKind::City, 47.1, 51.9},
      {"Guryev", "Atyrau", "KAZ", PlaceKind::City, 47.1, 51.9},
      {"Petropavlovsk", "Petropavl", "KAZ", PlaceKind::City, 54.9, 69.2},
      {"Петропавловск", "Petropavl", "KAZ", PlaceKind::City, 54.9, 69.2},
      {"Қостанай", "Kostanay", "KAZ", PlaceKind::City, 53.2, 63.6},
      {"Kostanai", "Kostanay", "KAZ", PlaceKind::City, 53.2, 63.6},
      {"Aktyubinsk", "Aktobe", "KAZ", PlaceKind::City, 50.3, 57.2},
      {"АЛМА-АТА", "Almaty", "KAZ", PlaceKind::City, 43.3, 76.9},
      {"Nur-Sultan", "Astana", "KAZ", PlaceKind::City, 51.2, 71.4},
      {"Нұр-Сұлтан", "Astana", "KAZ", PlaceKind::City, 51.2, 71.4},
      {"Zhanaozen", "Zhanaozen", "KAZ", PlaceKind::City, 43.3, 52.9},
      {"Жаңаөзен", "Zhanaozen", "KAZ", PlaceKind::City, 43.3, 52.9},
      {"Western Kazakhstan", "West Kazakhstan region", "KAZ", PlaceKind::Region, 51.2, 51.4},
      {"Kostanay region", "Kostanay region", "KAZ", PlaceKind::Region, 53.2, 63.6},
      {"Chechnya", "Chechnya", "RUS", PlaceKind::Region, 43.3, 45.7},
      {"Чечня", "Chechnya", "RUS", PlaceKind::Region, 43.3, 45.7},
      {"Groznyy", "Grozny", "RUS", PlaceKind::City, 43.3, 45.7},
      {"Kiev", "Kyiv", "UKR", PlaceKind::City, 50.5, 30.5},
      {"Харків", "Kharkiv", "UKR", PlaceKind::City, 50.0, 36.2},
      {"Магілёў", "Mogilev", "BLR", PlaceKind::City, 53.9, 30.3},
      {"Dushanbe", "Dushanbe", "TJK", PlaceKind::City, 38.5, 68.8},
      {"Samarcande", "Samarkand", "UZB", PlaceKind::City, 39.7, 67.0},
      {"Diyarbakir", "Diyarbakır", "TUR", PlaceKind::City, 37.9, 40.2},
      {"İSTANBUL", "Istanbul", "TUR", PlaceKind::City, 41.0, 28.9},
      {"تهران", "Tehran", "IRN", PlaceKind::City, 35.7, 51.4},
      {"القاهرة", "Cairo", "EGY", PlaceKind::City, 30.1, 31.2},
      {"Le Caire", "Cairo", "EGY", PlaceKind::City, 30.1, 31.2},
      {"Manama", "Manama", "BHR", PlaceKind::City, 26.2, 50.6},
      {"N’Djaména", "N'Djamena", "TCD", PlaceKind::City, 12.1, 15.0},
      {"Negros Occidental", "Negros Occidental", "PHL", PlaceKind::Region, 10.7, 123.0},
      {"Ciudad Juárez", "Ciudad Juárez", "MEX", PlaceKind::City, 31.7, -106.5},
      {"Bogota", "Bogotá", "COL", PlaceKind::City, 4.6, -74.1},
      {"北京", "Beijing", "CHN", PlaceKind::City, 39.9, 116.4},
      {"Genève", "Geneva", "CHE", PlaceKind::City, 46.2, 6.1},
      {"Qatif", "Qatif", "SAU", PlaceKind::City, 26.5, 50.0},
      {"Iloilo", "Iloilo City", "PHL", PlaceKind::City, 10.7, 122.6},
      {"Mangystau", "Mangystau region", "KAZ", PlaceKind::Region, 43.7, 51.2},
      {"Jilin Province", "Jilin Province", "CHN", PlaceKind::Region, 43.9, 126.6},
      {"Казахстан", "Kazakhstan", "KAZ", PlaceKind::Country, 48.2, 67.3},
      {"DRC", "Democratic Republic of the Congo", "COD", PlaceKind::Country, -2.9, 23.6},
  };
  for (const Case& c : cases) {
    const auto found = gazetteer().find_places(c.asked);
    ASSERT_FALSE(found.empty()) << c.asked;
    EXPECT_EQ(found.front().name, c.name) << c.asked;
    EXPECT_EQ(found.front().country, c.country) << c.asked;
    EXPECT_EQ(found.front().kind, c.kind) << c.asked;
    EXPECT_NEAR(found.front().latitude_e5 / 1e5, c.latitude, 0.3) << c.asked;
    EXPECT_NEAR(found.front().longitude_e5 / 1e5, c.longitude, 0.3) << c.asked;
    EXPECT_FALSE(found.front().is_inflected) << c.asked;
  }
}

TEST(Gazetteer, FindsInflectedNames) {
  const std::pair<const char*, const char*> cases[] = {
      {"Петропавловске", "Petropavl"},         {"Атырауской области", "Atyrau region"},
      {"Казахстана", "Kazakhstan"},            {"Алматыда", "Almaty"},
      {"Қостанайдан", "Kostanay"},             {"Чечне", "Chechnya"},
      {"Нижнем Новгороде", "Nizhny Novgorod"}, {"Ростове-на-Дону", "Rostov-on-Don"},
      {"Қазақстанның", "Kazakhstan"},          {"Атырау облысында", "Atyrau region"},
      {"Ставрополе", "Stavropol"},             {"Западно-Казахстанской области",
                                                "West Kazakhstan region"},
  };
  for (const auto& [asked, name] : cases) {
    const auto found = gazetteer().find_places(asked);
    ASSERT_FALSE(found.empty()) << asked;
    EXPECT_EQ(found.front().name, name) << asked;
    EXPECT_TRUE(found.front().is_inflected) << asked;
  }
}

TEST(Gazetteer, KnowsNothingOfNearMisses) {
  for (const char* asked : {"", " - ", "Atyrauu", "Petropavlov", "Zhanaozenova", "Kazakhstanis",
                            "\xFF\xFF", "the", "Temirova", "lime", "petropavlovske"}) {
    EXPECT_TRUE(gazetteer().find_places(asked).empty()) << asked;
  }
  EXPECT_TRUE(gazetteer().find_places(std::string(kPlaceNameBytesMax + 1, 'a')).empty());
  EXPECT_LE(gazetteer().find_places("San José").size(), kPlacesFoundMax);
}

TEST(Gazetteer, ResolvesHomonymsByCountry) {
  struct Case {
    const char* name;
    const char* hint;
    const char* country;
  };
  const Case cases[] = {
      {"Tripoli", "LBN", "LBN"},       {"Tripoli", "LBY", "LBY"},    {"Hyderabad", "", "IND"},
      {"Hyderabad", "PAK", "PAK"},     {"Jalalabad", "KGZ", "KGZ"},  {"Jalalabad", "AFG", "AFG"},
      {"Georgia", "", "GEO"},          {"Georgia", "USA", "USA"},    {"Moscow", "", "RUS"},
      {"Moscow", "USA", "USA"},        {"Paris", "ZZZ", "FRA"},      {"Valencia", "VEN", "VEN"},
      {"Петропавловск", "KAZ", "KAZ"}, {"Mérida", "VEN", "VEN"},     {"Cartagena", "COL", "COL"},
      {"Santiago", "CHL", "CHL"},      {"Guatemala", "GTM", "GTM"},  {"Ontario", "", "CAN"},
  };
  for (const Case& c : cases) {
    const auto place = gazetteer().resolve(c.name, c.hint);
    ASSERT_TRUE(place) << c.name;
    EXPECT_EQ(place->country, c.country) << c.name << " " << c.hint;
  }
  EXPECT_EQ(gazetteer().resolve("Atyrauu", "KAZ"), std::nullopt);
}

TEST(Gazetteer, KnowsWhatIsANameOnlyInCyrillic) {
  EXPECT_EQ(gazetteer().find_places("Tunis").front().kind, PlaceKind::City);
  EXPECT_EQ(gazetteer().find_places("Тунис").front().kind, PlaceKind::Country);
  EXPECT_EQ(gazetteer().find_places("Atyrauskaya oblast").front().name, "Atyrau region");
}

TEST(Gazetteer, MarksWordsThatNeedContext) {
  for (const char* name :
       {"Nice", "Reading", "Of", "Victoria", "Max", "Mary", "Batman", "Wa", "The Colony"}) {
    for (const Place& place : gazetteer().find_places(name)) {
      EXPECT_TRUE(place.needs_context) << name;
    }
  }
  for (const char* name : {"Atyrau", "Kostanay", "Bulawayo", "Cobán", "Chad", "Niger"}) {
    EXPECT_FALSE(gazetteer().find_places(name).front().needs_context) << name;
  }
}

TEST(Gazetteer, SaysWhenAPositionIsRough) {
  const auto jiangxi = gazetteer().find_places("Jiangxi Province");
  ASSERT_EQ(jiangxi.size(), 1U);
  EXPECT_EQ(jiangxi[0].kind, PlaceKind::Region);
  EXPECT_TRUE(jiangxi[0].has_rough_position);
  EXPECT_FALSE(jiangxi[0].needs_context);
  EXPECT_TRUE(gazetteer().find_places("Jiangxi").front().needs_context);
  EXPECT_FALSE(gazetteer().find_places("Jilin Province").front().has_rough_position);
  EXPECT_FALSE(gazetteer().find_places("Atyrau region").front().has_rough_position);
}

std::size_t match(std::string_view words) {
  std::vector<std::string> folded;
  for (std::size_t begin = 0; begin <= words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    folded.push_back(fold_name(words.substr(begin, end - begin)));
    begin = end + 1;
  }
  const std::vector<std::string_view> views(folded.begin(), folded.end());
  return gazetteer().longest_match(views);
}

TEST(Gazetteer, MatchesTheLongestName) {
  const std::pair<const char*, std::size_t> cases[] = {
      {"Atyrau", 1},
      {"Atyrau city", 1},
      {"Kostanay region on 24 July", 2},
      {"New York City police", 3},
      {"Ust-Kamenogorsk , Kazakhstan", 1},
      {"Rostov on Don", 3},
      {"Democratic Republic of the Congo", 5},
      {"Democratic values", 0},
      {"Negros Occidental , Philippines", 2},
      {"Западно-Казахстанской области суд", 2},
      {"lawyer from Atyrau", 0},
      {", Atyrau", 0},
      {"Dar es Salaam", 3},
  };
  for (const auto& [words, count] : cases) EXPECT_EQ(match(words), count) << words;
  EXPECT_EQ(gazetteer().longest_match({}), 0U);
}

TEST(Gazetteer, FindsCountries) {
  const std::pair<const char*, const char*> names[] = {
      {"Kazakhstan", "KAZ"}, {"KZ", "KAZ"},          {"KAZ", "KAZ"},
      {"Қазақстан", "KAZ"},  {"Kazajistán", "KAZ"},  {"в", ""},
      {"Казахстане", "KAZ"}, {"USA", "USA"},         {"U.S.", "USA"},
      {"Turkey", "TUR"},     {"Türkiye", "TUR"},     {"Burma", "MMR"},
      {"in", ""},            {"IN", "IND"},          {"Congo", "COG"},
      {"DR Congo", "COD"},   {"Côte d’Ivoire", "CIV"}, {"Палестина", "PSE"},
      {"Tunis", ""},         {"Тунисе", "TUN"},
      {"Atyrau", ""},        {"Niger", "NER"},       {"Nigeria", "NGA"},
  };
  for (const auto& [name, code] : names) {
    const Country* country = gazetteer().find_country(name);
    EXPECT_EQ(country == nullptr ? "" : country->alpha3, code) << name;
  }
  const Country* kazakhstan = gazetteer().find_country_by_alpha3("KAZ");
  ASSERT_NE(kazakhstan, nullptr);
  EXPECT_EQ(kazakhstan->capital, "Astana");
  EXPECT_EQ(kazakhstan->alpha2, "KZ");
  EXPECT_EQ(gazetteer().find_country_by_alpha3("kaz"), nullptr);
  EXPECT_GE(gazetteer().countries().size(), 249U);
}

TEST(Gazetteer, FindsCountriesOfAdjectives) {
  const std::pair<const char*, const char*> words[] = {
      {"Kazakh", "KAZ"},       {"Kazakhstani", "KAZ"}, {"казахстанский", "KAZ"},
      {"казахстанского", "KAZ"}, {"kazajos", "KAZ"},   {"Russian", "RUS"},
      {"российскими", "RUS"},  {"iranienne", "IRN"},   {"Bahraini", "BHR"},
      {"Filipinos", "PHL"},    {"nigérien", "NER"},    {"Nigerian", "NGA"},
      {"Swiss", "CHE"},        {"Kazakhstan", ""},     {"lawyer", ""},
      {"francesa", "FRA"},     {"Congolese", "COD"},   {"белорусской", "BLR"},
  };
  for (const auto& [word, code] : words) {
    const Country* country = gazetteer().find_country_of_adjective(word);
    EXPECT_EQ(country == nullptr ? "" : country->alpha3, code) << word;
  }
  EXPECT_EQ(gazetteer().find_countries_of_adjective("Congolese").size(), 2U);
}

constexpr std::string_view kPlaceColumns =
    "id\tname\tcountry\tkind\tgeonames\tseat\tlatitude\tlongitude\tpopulation\ten\tru\tkk\tfr\t"
    "es\tother\n";

TableText place_overlay(std::string_view rows) {
  TableText overlay;
  overlay.name = "places";
  overlay.text = kPlaceColumns;
  overlay.text += rows;
  return overlay;
}

TEST(Gazetteer, TakesPlacesOfAnOverlay) {
  const TableText overlay = place_overlay(
      "desk.colony\tNew Colony Village\tKAZ\tcity\t\t\t-51.5\t68.25\t900\tColony 7\tНовая "
      "Колония\t\t\t\t\n"
      "desk.petro\tPetropavl\tKAZ\tcity\t\t\t\t\t\tKyzyl Zhar\t\t\t\t\t\n");
  const auto made = Tables::make({&overlay, 1});
  ASSERT_TRUE(made) << made.error().message;
  const Gazetteer& own = made->gazetteer();
  for (const char* name : {"new colony village", "Colony-7", "Новая Колония"}) {
    const auto found = own.find_places(name);
    ASSERT_EQ(found.size(), 1U) << name;
    EXPECT_EQ(found[0].name, "New Colony Village");
    EXPECT_EQ(found[0].latitude_e5, -5'150'000);
    EXPECT_EQ(found[0].longitude_e5, 6'825'000);
    EXPECT_EQ(found[0].population, 900U);
  }
  const std::vector<std::string_view> words = {"new", "colony", "village", "near"};
  EXPECT_EQ(own.longest_match(words), 3U);
  for (const char* name : {"Kyzyl Zhar", "Petropavl", "Петропавловск"}) {
    const auto found = own.find_places(name);
    ASSERT_FALSE(found.empty()) << name;
    EXPECT_EQ(found[0].id, gazetteer().find_places("Petropavl")[0].id) << name;
  }
  EXPECT_TRUE(gazetteer().find_places("New Colony Village").empty());
}

TEST(Gazetteer, ReplacesARowOfOursWithAllItsNames) {
  const TableText overlay = place_overlay(
      "rus.chechnya\tNohchiyn\tRUS\tregion\t\tGrozny\t\t\t\tNohchi\t\t\t\t\t\n");
  const auto made = Tables::make({&overlay, 1});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(made->gazetteer().find_places("Chechnya").empty());
  const auto found = made->gazetteer().find_places("Nohchi");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id, gazetteer().find_places("Chechnya")[0].id);
}

TEST(Gazetteer, RefusesBrokenOverlayPlaces) {
  struct Case {
    const char* reason;
    const char* row;
    const char* message;
  };
  const Case cases[] = {
      {"country", "a\tA1\tKZ\tcity\t\t\t1\t1\t\t\t\t\t\t\t", "country is no alpha-3 code"},
      {"kind", "a\tA1\tKAZ\ttown\t\t\t1\t1\t\t\t\t\t\t\t", "kind is none of"},
      {"position", "a\tA1\tKAZ\tcity\t\t\t91\t1\t\t\t\t\t\t\t", "latitude or longitude"},
      {"no_number", "a\tA1\tKAZ\tcity\t\t\t1.2.3\t1\t\t\t\t\t\t\t", "latitude or longitude"},
      {"huge_number", "a\tA1\tKAZ\tcity\t\t\t99999999999\t1\t\t\t\t\t\t\t", "latitude or"},
      {"unknown", "a\tNo Such Place\tKAZ\tcity\t\t\t\t\t\t\t\t\t\t\t", "fill latitude"},
      {"people", "a\tA1\tKAZ\tcity\t\t\t1\t1\tmany\t\t\t\t\t\t", "population is no number"},
      {"no_name", "a\t-\tKAZ\tcity\t\t\t1\t1\t\t\t\t\t\t\t", "a place needs a name"},
  };
  for (const Case& c : cases) {
    const TableText overlay = place_overlay(c.row);
    const auto made = Tables::make({&overlay, 1});
    ASSERT_FALSE(made) << c.reason;
    EXPECT_THAT(made.error().message, testing::HasSubstr("overlay places:2: ")) << c.reason;
    EXPECT_THAT(made.error().message, testing::HasSubstr(c.message)) << c.reason;
  }
}

}  // namespace
}  // namespace habeas
