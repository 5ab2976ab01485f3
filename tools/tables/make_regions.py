#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes tables/regions/rows.tsv out of iso-codes. Not part of the build: for a new iso-codes.

    make_regions.py /usr/share/iso-codes/json/iso_3166-2.json tables/countries/rows.tsv \\
        > tables/regions/rows.tsv
"""

import json
import pathlib
import re
import sys

import tsv

# What the type is called in English reports; other types (municipalities, parishes) are left out.
TYPES = {
    "Province": "Province", "Region": "Region", "State": "State", "Department": "Department",
    "Governorate": "Governorate", "Prefecture": "Prefecture", "County": "County",
    "Canton": "Canton", "District": "District", "Division": "Division", "Rayon": "District",
    "Emirate": "Emirate", "Autonomous region": "Region", "Union territory": "Territory",
    "Land": "State", "Voivodship": "Voivodeship", "Autonomous community": "Community",
    "Regional state": "Region", "Autonomous province": "Province", "Zone": "Zone",
    "Administrative region": "Region", "Metropolitan region": "Region",
    "Metropolitan department": "Department", "Island": "Island", "Republic": "Republic",
}
# Their names stand in tables/places as reports print them; iso-codes has them romanised otherwise.
LEFT_OUT = {"KZ", "RU", "UA", "BY", "KG", "TJ", "UZ", "GB"}
NOISE = re.compile(r"\s*(\[[^]]*\]|\([^)]*\)|\bSheng\b|\bZizhiqu\b|\bwelaýaty\b|\bmarz\b)")


def clean_names(name):
    name = NOISE.sub("", name).replace("’", "'").strip(" ,")
    name = re.sub(r"^(.*), (.*)$", r"\2 \1", name) if name.count(",") == 1 else name
    return [part.strip() for part in name.split("/") if len(part.strip()) >= 3]


def main():
    regions = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))["3166-2"]
    countries = tsv.parse(sys.argv[2], "countries",
                          pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    alpha3 = {row["alpha2"]: row["id"] for row in countries.dicts()}
    print("# Generated: tools/tables/make_regions.py, which says how. Edit tables/places.")
    print("id", "name", "country", "type", "names", sep="\t")
    for region in sorted(regions, key=lambda region: region["code"]):
        alpha2 = region["code"][:2]
        names = clean_names(region["name"])
        if region["type"] in TYPES and alpha2 not in LEFT_OUT and alpha2 in alpha3 and names:
            print(region["code"], names[0], alpha3[alpha2], TYPES[region["type"]],
                  ";".join(names[1:]), sep="\t")


if __name__ == "__main__":
    main()
