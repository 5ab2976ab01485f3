# SPDX-License-Identifier: AGPL-3.0-or-later
"""Other forms of names and adjectives, so that "в Атырауской области" is found in the gazetteer.

Makes more forms than a grammar would allow: a form nobody writes costs a few bytes, one that is
missing costs a place.
"""

RUSSIAN_HUSHERS = "гкхжшщч"
RUSSIAN_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
RUSSIAN_SUFFIXES = (  # ending -> genitive, dative, accusative, instrumental, prepositional
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("ная", ("ной", "ной", "ную", "ной", "ной")),
    ("кая", ("кой", "кой", "кую", "кой", "кой")),
    ("ский", ("ского", "скому", "ский", "ским", "ском")),
    ("кий", ("кого", "кому", "кий", "ким", "ком")),
    ("ний", ("него", "нему", "ний", "ним", "нем")),
    ("ный", ("ного", "ному", "ный", "ным", "ном")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ье", ("ья", "ью", "ье", "ьем", "ье")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("й", ("я", "ю", "й", "ем", "е")),
    ("ы", ("", "ам", "ы", "ами", "ах")),
)
KAZAKH_BACK = "аоұыуяё"
KAZAKH_FRONT = "әөүіеэи"
KAZAKH_VOICELESS = "птккқсшщчцхфһбвгд"
KAZAKH_NASAL = "мнң"


def russian_cases(word):
    """The five oblique cases of one word; the word itself where it does not change."""
    for suffix, forms in RUSSIAN_SUFFIXES:
        if word.lower().endswith(suffix):
            return [word[:-len(suffix)] + form for form in forms]
    last = word[-1].lower()
    stem = word[:-1]
    if last == "а":
        genitive = "и" if stem[-1:].lower() in RUSSIAN_HUSHERS else "ы"
        return [stem + form for form in (genitive, "е", "у", "ой", "е")]
    if last == "ь":
        return [stem + form for form in ("и", "и", "ь", "ью", "и")]
    if last in RUSSIAN_CONSONANTS:
        return [word + form for form in ("а", "у", "", "ом", "е")]
    return [word] * 5


def russian_forms(name):
    """All case forms of a name of one or more words, the name itself not among them."""
    if any(letter.isascii() and letter.isalpha() for letter in name):
        return set()
    if "-на-" in name:
        first, rest = name.split("-на-", 1)
        return {f"{form}-на-{rest}" for form in russian_cases(first)} - {name}
    words = name.split(" ")
    cases = [russian_cases(word) for word in words]
    together = {" ".join(forms) for forms in zip(*cases)}
    first_only = {" ".join([form, *words[1:]]) for form in cases[0]}
    forms = together | first_only
    if name[-1] == "ь":  # Ставрополь, Мариуполь: masculine
        forms |= {name[:-1] + form for form in ("я", "ю", "ем", "е")}
    return forms - {name}


def kazakh_forms(name):
    """Genitive, dative, accusative, locative and ablative."""
    vowels = [letter for letter in name.lower() if letter in KAZAKH_BACK + KAZAKH_FRONT]
    if not vowels:
        return set()
    back = vowels[-1] in KAZAKH_BACK
    if name.lower().endswith(("лысы", "ңғары", "ауданы")):  # a possessive: облысы, аңғары
        return {name + form for form in ("ның", "на", "н", "нда", "нан", "ндағы")}
    last = name[-1].lower()
    if last in KAZAKH_VOICELESS:
        forms = ("тың тің", "қа ке", "ты ті", "та те", "тан тен", "тағы тегі")
    elif last in KAZAKH_NASAL:
        forms = ("ның нің", "ға ге", "ды ді", "да де", "нан нен", "дағы дегі")
    elif last in KAZAKH_BACK + KAZAKH_FRONT and last != "у":
        forms = ("ның нің", "ға ге", "ны ні", "да де", "дан ден", "дағы дегі")
    else:
        forms = ("дың дің", "ға ге", "ды ді", "да де", "дан ден", "дағы дегі")
    return {name + form.split(" ")[0 if back else 1] for form in forms}


def russian_adjective_forms(word):
    for nominative in ("ский", "цкий", "ий", "ый"):
        if word.endswith(nominative):
            stem = word[:-2]
            soft = word[-2] == "и"
            i = "и" if soft else "ы"
            return {stem + form for form in (
                "ого", "ому", i + "м", "ом", "ая", "ой", "ую", "ое", i + "е", i + "х", i + "ми")}
    return set()


def english_adjective_forms(word):
    return set() if word.endswith(("s", "ese", "sh", "ch")) else {word + "s"}


def french_adjective_forms(word):
    if word.endswith("ien"):
        return {word + form for form in ("s", "ne", "nes")}
    if word.endswith("e"):
        return {word + "s"}
    if word.endswith("c"):
        return {word + "s", word + "que", word + "ques"}
    return {word + form for form in ("s", "e", "es")}


def spanish_adjective_forms(word):
    if word.endswith("o"):
        return {word[:-1] + form for form in ("a", "os", "as")}
    if word.endswith("és"):
        return {word[:-2] + form for form in ("esa", "eses", "esas")}
    if word.endswith("án"):
        return {word[:-2] + form for form in ("ana", "anes", "anas")}
    return {word + "s", word + "es"}


ADJECTIVE_FORMS = {
    "en": english_adjective_forms,
    "ru": russian_adjective_forms,
    "fr": french_adjective_forms,
    "es": spanish_adjective_forms,
    "kk": lambda word: set(),
}
NAME_FORMS = {"ru": russian_forms, "kk": kazakh_forms}
