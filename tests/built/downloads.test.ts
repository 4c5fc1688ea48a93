/** Every file that readers take away, as it is served: read by parsers that did not write it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { tableNames } from '../../src/dataset/schema.ts';
import { originalText } from '../../src/publish/download/csv.ts';
import { fontsIn } from '../../src/publish/download/pdf.ts';
import { builtFolder, filesIn, readPage } from '../helpers/built-site.ts';
import { cellFault, type DataPackage, packageSchema } from '../helpers/data-package.ts';
import { darkPixels, decodePng } from '../helpers/png.ts';
import { parseHtml, parseXml } from '../helpers/xml.ts';
import { readZip } from '../helpers/zip.ts';

type Json = Readonly<Record<string, unknown>>;

const prefixed = process.env['BUILT_SITE_PREFIXED'];
const bytes = (path: string): Buffer => readFileSync(join(builtFolder, path));
const text = (path: string): string => bytes(path).toString('utf8');
const json = <Shape = Json>(path: string): Shape => JSON.parse(text(path)) as Shape;
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: true }));

/** A CSV as an independent parser reads it, keyed by its header; every fault fails. */
function csv(path: string): {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
} {
  const content = text(path);
  expect(content.charCodeAt(0), `${path} has no byte order mark`).not.toBe(0xfeff);
  expect(content.endsWith('\r\n'), `${path} ends its last line`).toBe(true);
  const { data, errors, meta } = Papa.parse<Record<string, string>>(content.slice(0, -2), { header: true });
  expect(
    errors.filter((error) => error.type !== 'Delimiter'),
    path,
  ).toEqual([]);
  expect(meta.linebreak, path).toBe(data.length > 0 ? '\r\n' : meta.linebreak);
  for (const row of data)
    for (const cell of Object.values(row))
      if (!/^[+-]?\d+(?:\.\d+)?$/.test(cell)) expect(cell, path).not.toMatch(/^[=+\-@\t\r]/);
  return { columns: meta.fields ?? [], rows: data };
}

const edition = json<{ version: string; date: string; licence: { id: string; url: string } }>('data/edition.json');
const descriptor = json<DataPackage>('data/datapackage.json');
const claims = new Map(
  json<{ rows: { id: string; claimant: string; status: string; statement: string; answers: string[] }[] }>(
    'data/claims.json',
  ).rows.map((row) => [row.id, row]),
);
const responses = new Map(
  json<{ rows: { id: string; answers: string[]; about: string[]; aboutStations: boolean }[] }>(
    'data/responses.json',
  ).rows.map((row) => [row.id, row]),
);
const sources = new Map(
  json<{ rows: { id: string; url: string }[] }>('data/sources.json').rows.map((row) => [row.id, row]),
);
/** Ids of what answers a claim, found the other way round than the site finds them. */
const answering = (claim: string): string[] =>
  [...claims.values(), ...responses.values()]
    .filter((row) => row.answers.includes(claim))
    .map((row) => row.id)
    .sort();

const charts = filesIn(join(builtFolder, 'charts'))
  .filter((file) => file.endsWith('.svg'))
  .map((file) => file.replace('.svg', ''));
const context = ['claims', 'claimant', 'status', 'answer', 'answers', 'sources'];

interface ChartFile {
  readonly id: string;
  readonly headline: string;
  readonly dek: string;
  readonly summary: string;
  readonly description: string;
  readonly asOf: string;
  readonly notes: readonly { readonly text: string; readonly records: readonly string[] }[];
  readonly edition: { readonly version: string };
  readonly licence: { readonly id: string };
  readonly table: {
    readonly columns: readonly { readonly key: string; readonly kind: string; readonly label: string }[];
    readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  };
  readonly claims: readonly {
    readonly id: string;
    readonly claimant: string;
    readonly status: string;
    readonly statement: string;
    readonly answers: readonly { readonly id: string; readonly who: string; readonly statement: string }[];
  }[];
  readonly openAnswer: string | null;
  readonly sources: readonly {
    readonly id: string;
    readonly publisher: string;
    readonly title: string;
    readonly url: string;
  }[];
}

test('each chart of the gallery has its six files', () => {
  const gallery = [...readPage('charts/').matchAll(/<li id="chart-([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(charts.length).toBeGreaterThan(0);
  expect([...charts].sort()).toEqual([...gallery].sort());
  for (const id of charts)
    for (const ending of ['.csv', '.json', '.svg', '.pdf', '.png', '@2x.png'])
      expect(existsSync(join(builtFolder, 'charts', `${id}${ending}`)), `${id}${ending}`).toBe(true);
});

describe.each(charts)('the chart %s', (id) => {
  const chart = json<ChartFile>(`charts/${id}.json`);

  test('as JSON says what it shows, who says it, what was answered and on which sources', () => {
    expect(chart.id).toBe(id);
    for (const words of [chart.headline, chart.dek, chart.summary, chart.description, chart.asOf])
      expect(words).toMatch(/\S{2}/);
    expect(chart.edition.version).toBe(edition.version);
    expect(chart.licence.id).toBe(edition.licence.id);
    expect(chart.notes.length).toBeGreaterThan(0);
    for (const note of chart.notes) expect(note.text).not.toMatch(/[<>]|\[\^|&[a-z]+;|\{#/);
    for (const claim of chart.claims) {
      expect([claim.claimant, claim.status, claim.statement]).toEqual([
        claims.get(claim.id)?.claimant,
        claims.get(claim.id)?.status,
        claims.get(claim.id)?.statement,
      ]);
      expect(claim.answers.map((answer) => answer.id).sort()).toEqual(answering(claim.id));
      for (const answer of claim.answers) expect(answer.who && answer.statement).toBeTruthy();
    }
    const answers = chart.claims.flatMap((claim) => claim.answers.map((answer) => answer.id));
    if (answers.length > 0) expect(answers).toContain(chart.openAnswer);
    expect(chart.sources.length).toBeGreaterThan(0);
    for (const source of chart.sources) expect(source.url).toBe(sources.get(source.id)?.url);
  });

  test('as CSV has the rows of the JSON, then claims, claimant, status, answer and sources in each', () => {
    const { columns, rows } = csv(`charts/${id}.csv`);
    expect(columns).toEqual([...chart.table.columns.map((column) => column.key), ...context]);
    expect(rows.length).toBe(chart.table.rows.length);
    rows.forEach((row, index) => {
      for (const { key, kind } of chart.table.columns) {
        const value = chart.table.rows[index]?.[key] ?? null;
        const cell = (row[key] ?? '').replace(/^'(?='*[=+\-@])/, '');
        if (kind === 'number' && value !== null) expect(Number(cell)).toBe(value);
        else expect(cell).toBe(value === null ? '' : String(value));
      }
      expect(row['claims']).toBe(chart.claims.map((claim) => claim.id).join(';'));
      expect(row['status']).toBe(chart.claims.map((claim) => claim.status).join(';'));
      for (const claim of chart.claims) expect(row['claimant']).toContain(claim.claimant);
      expect(new Set((row['answers'] ?? '').split(';').filter(Boolean))).toEqual(
        new Set(chart.claims.flatMap((claim) => answering(claim.id))),
      );
      if (chart.openAnswer)
        expect(row['answer']).toContain(
          chart.claims.flatMap((claim) => claim.answers).find((answer) => answer.id === chart.openAnswer)?.statement,
        );
      expect(row['sources']).toBe(chart.sources.map((source) => source.id).join(';'));
    });
  });

  test('as CSV has the table of the page, number for number', () => {
    const table = parseHtml(readPage(`charts/${id}/`)).querySelector('table.numbers');
    const page = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.children].map((cell) => (cell.textContent ?? '').replace(/[\u00a0\u2009\u202f]/g, ' ')),
    );
    const plain = (value: string | number | null) =>
      value === null
        ? '–'
        : typeof value === 'number'
          ? new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value)
          : value;
    expect(chart.table.rows.map((row) => chart.table.columns.map(({ key }) => plain(row[key] ?? null)))).toEqual(page);
  });

  test('as SVG is one sheet with headline, answer, source and edition, in the light palette, without anything from outside', () => {
    const svg = text(`charts/${id}.svg`);
    const root = parseXml(svg).documentElement;
    const words = (root.textContent ?? '').replace(/\s+/g, ' ');
    expect(root.querySelector('title')?.textContent).toBe(chart.headline);
    expect(root.querySelector('desc')?.textContent).toContain(chart.summary);
    const shown = [...root.querySelectorAll('text')]
      .map((element) => [...element.childNodes].map((node) => node.textContent).join(' '))
      .join(' ')
      .replace(/\s+/g, ' ');
    const flat = (line: string) => line.replace(/['"‘’“”]/g, '').replace(/\s+/g, ' ');
    expect(flat(shown)).toContain(flat(chart.headline));
    expect(flat(shown)).toContain(flat(chart.dek));
    const answer = chart.claims
      .flatMap((claim) => claim.answers)
      .find((candidate) => candidate.id === chart.openAnswer);
    if (answer) expect(flat(shown)).toContain(flat(answer.statement));
    expect(words).toContain(edition.version);
    expect(svg).not.toMatch(/var\(|@import|<style|<script|<image|url\((?!#)/);
    for (const match of svg.matchAll(/(?:href|src)="([^"]*)"/g)) expect(match[1]).toMatch(/^#/);
  });

  test.each([
    ['.png', 800],
    ['@2x.png', 1600],
  ] as const)('as %s is %d pixels wide, with its words in the pixels and its licence in the file', (ending, width) => {
    const png = decodePng(bytes(`charts/${id}${ending}`));
    const [, , sheetWidth = 0, sheetHeight = 0] = (
      parseXml(text(`charts/${id}.svg`)).documentElement.getAttribute('viewBox') ?? ''
    )
      .split(' ')
      .map(Number);
    expect(png.width).toBe(width);
    expect(Math.abs(png.height - (sheetHeight * width) / sheetWidth)).toBeLessThanOrEqual(2);
    const unit = width / sheetWidth;
    // Where the headline and the line of sources stand there is nothing but letters.
    expect(darkPixels(png, 24 * unit, 24 * unit, width - 24 * unit, 52 * unit)).toBeGreaterThan(
      chart.headline.length * 4 * unit,
    );
    expect(
      darkPixels(png, 24 * unit, png.height - 55 * unit, width - 24 * unit, png.height - 12 * unit),
    ).toBeGreaterThan(150 * unit);
    expect(darkPixels(png, 0, 0, width, 20 * unit)).toBe(0);
    expect(png.texts.get('Title')).toBe(chart.headline);
    expect(png.texts.get('Copyright')).toContain(edition.licence.url);
    expect(statSync(join(builtFolder, 'charts', `${id}${ending}`)).size).toBeLessThan(width * 200);
  });
});

describe.each(charts)('the table of %s for programs', (id) => {
  interface Metadata {
    readonly url: string;
    readonly tableSchema: {
      readonly columns: readonly {
        readonly name: string;
        readonly 'dc:description': string;
        readonly datatype: string | { readonly base: string; readonly format: string };
        readonly separator?: string;
      }[];
    };
    readonly notes: readonly Pick<ChartFile, 'claims' | 'openAnswer'>[];
  }
  const metadata = json<Metadata>(`data/charts/${id}.csv-metadata.json`);
  const { columns, rows } = csv(`data/charts/${id}.csv`);
  const list = (cell: string | undefined) => (cell ?? '').split(';').filter(Boolean);

  test('has its columns explained, and each cell is of the type that is said', () => {
    expect(metadata.url).toBe(`${id}.csv`);
    expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(columns);
    for (const { name, datatype, separator, ...column } of metadata.tableSchema.columns) {
      expect(['string', 'number', 'boolean'], name).toContain(typeof datatype === 'object' ? datatype.base : datatype);
      expect(column['dc:description'], name).toMatch(/\S{2}/);
      for (const cell of rows.map((row) => row[name] ?? '').filter(Boolean))
        for (const item of separator ? cell.split(separator) : [cell]) {
          if (datatype === 'number') expect(Number.isFinite(Number(item)), `${name}: ${item}`).toBe(true);
          if (typeof datatype === 'object') expect(item, name).toMatch(new RegExp(`^(?:${datatype.format})$`));
        }
    }
  });

  test('has codes that fit the names, and dates with how exact they are', () => {
    const names = new Map(
      json<{ rows: { id: string; name: string }[] }>('data/countries.json').rows.map((row) => [row.id, row.name]),
    );
    for (const row of rows)
      for (const name of columns) {
        if (columns.includes(`${name}Code`)) expect(row[name]).toBe(names.get(row[`${name}Code`] ?? '') ?? '');
        if (columns.includes(`${name}Precision`))
          expect(row[`${name}Precision`]).toBe(
            { 0: '', 4: 'year', 7: 'month', 10: 'day' }[row[name]?.length ?? 0] ?? 'no date',
          );
      }
  });

  test('has no total among its rows, and the hole in a row without a country', () => {
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows)
      expect(row[columns[0] ?? ''], JSON.stringify(row)).not.toMatch(/^(?:all|total|together)\b/i);
  });

  test('has for each row its own claims with their answers and its own sources', () => {
    expect(columns.slice(-5)).toEqual(['claims', 'claimant', 'claimStatus', 'answeredBy', 'sources']);
    for (const row of rows) {
      const own = list(row['claims']).map((claim) => claims.get(claim));
      expect(list(row['claimStatus'])).toEqual(own.map((claim) => claim?.status));
      for (const claim of own) {
        if (claim === undefined) continue;
        expect(row['claimant']).toContain(claim.claimant);
        expect(list(row['answeredBy'])).toEqual(expect.arrayContaining(answering(claim.id)));
      }
      for (const source of list(row['sources'])) expect(sources.has(source), source).toBe(true);
    }
    const chart = json<ChartFile>(`charts/${id}.json`);
    expect(metadata.notes[0]?.claims.map((claim) => claim.id)).toEqual(chart.claims.map((claim) => claim.id));
    expect(metadata.notes[0]?.openAnswer).toBe(chart.openAnswer);
  });
});

test('a row of the map rests on its own sources, and none is 0, not nothing', () => {
  const { rows } = csv('data/charts/world-map.csv');
  const italy = rows.find((row) => row['countryCode'] === 'ITA');
  const ofItaly = json<{ rows: { country: string; sources: string[] }[] }>('data/stations.json').rows.filter(
    ({ country }) => country === 'ITA',
  );
  expect(new Set((italy?.['sources'] ?? '').split(';'))).toEqual(new Set(ofItaly.flatMap((row) => row.sources)));
  for (const row of rows) expect(row['matched']).toMatch(/^\d+$/);
});

test.each([
  ['3x', 2400, 300, false],
  ['dark', 1600, 200, false],
  ['transparent', 1600, 200, true],
  ['narrow', 776, 200, false],
  ['square', 1200, 200, false],
] as const)('each chart is a picture @%s, %d pixels wide, that says its density', (form, width, perInch, isClear) => {
  for (const id of charts) {
    const png = bytes(`charts/${id}@${form}.png`);
    const chunk = (type: string) => png.indexOf(type, 0, 'latin1') + 4;
    expect(png.readUInt32BE(16), id).toBe(width);
    if (form === 'square') expect(png.readUInt32BE(20)).toBe(width);
    expect(png.readUInt32BE(chunk('pHYs'))).toBe(Math.round(perInch / 0.0254));
    expect(png.includes('tRNS', 0, 'latin1'), id).toBe(isClear);
  }
});

describe('the data package', () => {
  const tables = descriptor.resources.filter((resource) => resource.type === 'table');
  const parsed = new Map(tables.map((resource) => [resource.name, csv(`data/${resource.path}`)]));

  test('is a Data Package of version 2 by the standard', () => {
    const validate = ajv.compile(packageSchema);
    validate(descriptor);
    expect(validate.errors ?? []).toEqual([]);
    expect(descriptor.version).toBe(edition.version);
  });

  test('has a resource for each table of the dataset, and sizes and sums are those of the files', () => {
    const inData = filesIn(join(builtFolder, 'data'))
      .filter((file) => file.endsWith('.csv') && !file.includes('/'))
      .sort();
    expect(tables.map((resource) => resource.path).sort()).toEqual(inData);
    for (const { path, bytes: size, hash } of descriptor.resources) {
      expect(bytes(`data/${path}`).length, path).toBe(size);
      expect(`sha256:${sha256(bytes(`data/${path}`))}`, path).toBe(hash);
    }
  });

  test.each(tables.map((resource) => [resource.name, resource] as const))(
    'has a schema that the rows of %s keep',
    (name, { schema }) => {
      const { columns, rows } = parsed.get(name) ?? { columns: [], rows: [] };
      const fields = schema?.fields ?? [];
      expect(columns).toEqual(fields.map((field) => field.name));
      const faults = rows.flatMap((row, index) =>
        fields.flatMap((field) => {
          const fault = cellFault(row[field.name] ?? '', field);
          return fault ? [`row ${index + 1}, ${field.name}: "${row[field.name]}" ${fault}`] : [];
        }),
      );
      expect(faults).toEqual([]);
      for (const field of fields.filter((candidate) => candidate.constraints?.unique))
        expect(new Set(rows.map((row) => row[field.name])).size).toBe(rows.length);
      expect(schema?.primaryKey.every((key) => columns.includes(key))).toBe(true);
    },
  );

  test('has foreign keys that all lead to a row, and so do its lists', () => {
    let followed = 0;
    const keysOf = (table: string, column: string) => new Set(parsed.get(table)?.rows.map((row) => row[column]));
    for (const { name, schema } of tables) {
      const rows = parsed.get(name)?.rows ?? [];
      for (const { fields, reference } of schema?.foreignKeys ?? []) {
        const keys = keysOf(reference.resource, reference.fields[0] ?? '');
        for (const cell of rows.map((row) => row[fields[0] ?? ''] ?? '').filter(Boolean)) {
          expect(keys.has(cell), `${name}.${fields[0]}: ${cell}`).toBe(true);
          followed += 1;
        }
      }
      for (const field of (schema?.fields ?? []).filter(
        (candidate) => candidate.constraints?.pattern?.includes('(;') && candidate.references,
      )) {
        const keys = keysOf(field.references ?? '', 'id');
        for (const item of rows.flatMap((row) => (row[field.name] ?? '').split(';').filter(Boolean))) {
          expect(keys.has(item), `${name}.${field.name}: ${item}`).toBe(true);
          followed += 1;
        }
      }
    }
    expect(followed).toBeGreaterThan(1000);
  });

  test('carries claimant, status and answers in the CSV wherever a row rests on a claim', () => {
    for (const row of parsed.get('claims')?.rows ?? [])
      expect((row['answeredBy'] ?? '').split(';').filter(Boolean).sort(), row['id']).toEqual(
        answering(row['id'] ?? ''),
      );
    const reports = new Map(parsed.get('reports')?.rows.map((row) => [row['id'], row['claim'] ?? '']));
    const stations = parsed.get('stations')?.rows ?? [];
    expect(stations.length).toBeGreaterThan(0);
    for (const row of stations) {
      const claim = reports.get(row['report']) ?? '';
      const answers = (row['answeredBy'] ?? '').split(';').filter(Boolean);
      expect(row['claimant']).toBeTruthy();
      if (row['listing'] === 'report')
        expect([row['claimant'], row['claimStatus']]).toEqual([claims.get(claim)?.claimant, claims.get(claim)?.status]);
      else expect([row['claimant'] === claims.get(claim)?.claimant, row['claimStatus']]).toEqual([false, '']);
      expect(answers).toEqual(expect.arrayContaining(answering(claim)));
      for (const answer of answers)
        if (!answering(claim).includes(answer)) expect(responses.get(answer)?.about).toContain(row['country']);
    }
    for (const name of ['claim_figures', 'reports', 'listing_totals', 'place_findings'])
      for (const row of parsed.get(name)?.rows ?? [])
        expect(row['claimant'] && row['claimStatus'], `${name}, ${row['id']}`).toBeTruthy();
  });

  test.each(tables.map((resource) => resource.name))(
    'has %s as JSON too, which its JSON Schema accepts and which has the same rows',
    (name) => {
      const file = json<{ $schema: string; rows: Readonly<Record<string, unknown>>[] }>(`data/${name}.json`);
      const schemaPath = normalize(join('data', file.$schema));
      const validate = ajv.compile(json<Json>(schemaPath));
      validate(file);
      expect(validate.errors ?? []).toEqual([]);
      const own = Object.keys(file.rows[0] ?? {});
      const rows = file.rows.map((row) =>
        own.map((column) =>
          row[column] === null ? '' : Array.isArray(row[column]) ? row[column].join(';') : String(row[column]),
        ),
      );
      expect(
        (parsed.get(name)?.rows ?? []).map((row) =>
          own.map((column) => (row[column] ?? '').replace(/^'(?='*[=+\-@])/, '')),
        ),
      ).toEqual(rows);
    },
  );
});

describe('the points of listed places', () => {
  interface Points {
    readonly type: string;
    readonly metadata: {
      readonly included: { listings: number; stations: number };
      readonly withoutPlace: { listings: number; stations: number };
      readonly claims: readonly { id: string; answers: readonly { id: string }[] }[];
      readonly description: string;
    };
    readonly features: readonly {
      readonly type: string;
      readonly id: string;
      readonly geometry: { readonly type: string; readonly coordinates: readonly [number, number] };
      readonly properties: Readonly<Record<string, unknown>>;
    }[];
  }
  const points = json<Points>('data/stations.geojson');
  const stations = new Map(
    json<{ rows: { id: string; place: string | null; count: number; country: string }[] }>(
      'data/stations.json',
    ).rows.map((row) => [row.id, row]),
  );
  const places = new Map(
    json<{ rows: { id: string; name: string; latitude: number; longitude: number }[] }>('data/places.json').rows.map(
      (row) => [row.id, row],
    ),
  );

  test('are features of RFC 7946, one for each listing that has a place, where the place is', () => {
    expect(points.type).toBe('FeatureCollection');
    expect(points.features.map((feature) => feature.id)).toEqual(
      [...stations.values()].filter((row) => row.place !== null).map((row) => row.id),
    );
    for (const { type, id, geometry, properties } of points.features) {
      const place = places.get(stations.get(id)?.place ?? '');
      expect([type, geometry.type]).toEqual(['Feature', 'Point']);
      expect(geometry.coordinates).toEqual([place?.longitude, place?.latitude]);
      expect([properties['place'], properties['country'], properties['count']]).toEqual([
        place?.name,
        stations.get(id)?.country,
        stations.get(id)?.count,
      ]);
      expect(Object.keys(properties)).toEqual(
        expect.arrayContaining([
          'placePrecision',
          'bureau',
          'report',
          'listing',
          'claimant',
          'status',
          'answers',
          'answeredBy',
          'sources',
        ]),
      );
      expect(properties['claimant']).toBeTruthy();
    }
  });

  test('say how many listings they leave out, and carry the claims with their answers', () => {
    const sum = (rows: { count: number }[]) => rows.reduce((total, row) => total + row.count, 0);
    const without = [...stations.values()].filter((row) => row.place === null);
    expect(points.metadata.withoutPlace).toEqual({ listings: without.length, stations: sum(without) });
    expect(points.metadata.included.stations + points.metadata.withoutPlace.stations).toBe(sum([...stations.values()]));
    expect(points.metadata.claims.length).toBeGreaterThan(0);
    for (const claim of points.metadata.claims)
      expect(claim.answers.map((answer) => answer.id).sort()).toEqual(answering(claim.id));
    expect(points.metadata.description).toMatch(/not in this file/);
  });
});

describe('the archive', () => {
  const name = `110-abroad-${edition.version}.zip`;
  const entries = readZip(bytes(`data/${name}`));
  const inArchive = new Map(entries.map((entry) => [entry.name, entry.bytes]));

  test('holds every file of data and charts, byte for byte, with the data package at its top, but not the tables in their old form', () => {
    const data = filesIn(join(builtFolder, 'data')).filter(
      (file) => ![name, 'SHA256SUMS'].includes(file) && !file.endsWith('.html'),
    );
    const chartFiles = filesIn(join(builtFolder, 'charts')).filter((file) =>
      /^[a-z0-9-]+(?:@2x)?\.(?:json|svg|png)$/.test(file),
    );
    expect([...inArchive.keys()].sort()).toEqual(
      [...data, ...chartFiles.map((file) => `charts/${file}`), 'SHA256SUMS'].sort(),
    );
    for (const file of data) expect(inArchive.get(file)?.equals(bytes(`data/${file}`)), file).toBe(true);
    for (const file of chartFiles)
      expect(inArchive.get(`charts/${file}`)?.equals(bytes(`charts/${file}`)), file).toBe(true);
    expect(inArchive.has('datapackage.json')).toBe(true);
  });

  test('has sorted names and the date of the edition on every file', () => {
    const names = entries.map((entry) => entry.name);
    expect(names).toEqual([...names].sort());
    expect(new Set(entries.map((entry) => entry.modified))).toEqual(new Set([`${edition.date} 12:00:00`]));
    for (const entry of entries) expect(entry.name).not.toMatch(/^\/|\.\.|\\/);
  });

  test('and the site have sums that are those of the files, none missing', () => {
    const lines = (sums: string) =>
      sums
        .trimEnd()
        .split('\n')
        .map((line) => [line.slice(66), line.slice(0, 64)] as const);
    const own = lines(inArchive.get('SHA256SUMS')?.toString('utf8') ?? '');
    expect(own.map(([path]) => path).sort()).toEqual(
      [...inArchive.keys()].filter((path) => path !== 'SHA256SUMS').sort(),
    );
    for (const [path, sum] of own) expect(sha256(inArchive.get(path) ?? Buffer.alloc(0)), path).toBe(sum);
    const served = lines(text('data/SHA256SUMS'));
    // The archive itself, the tables of the charts in the form that edition 1.0.0 gave them, the PDFs, and the pictures in other forms.
    expect(served.length).toBe(own.length + 1 + charts.length * 7);
    for (const [path, sum] of served) expect(sha256(bytes(normalize(join('data', path)))), path).toBe(sum);
  });

  test('explains itself: a README that names every table, and a citation that tools read', () => {
    const readme = inArchive.get('README.md')?.toString('utf8') ?? '';
    for (const resource of descriptor.resources)
      expect(readme).toContain(resource.name === 'stations-points' ? 'stations.geojson' : `\`${resource.name}\``);
    for (const id of charts) expect(readme).toContain(`\`${id}\``);
    expect(readme).not.toMatch(/\{[a-z]+\}|undefined/i);
    const citation = parseYaml(text('data/CITATION.cff')) as Json;
    expect(citation).toMatchObject({
      'cff-version': '1.2.0',
      type: 'dataset',
      version: edition.version,
      'date-released': edition.date,
      license: edition.licence.id,
    });
    for (const key of ['message', 'title', 'abstract']) expect(citation[key]).toMatch(/\S/);
    expect(citation['authors']).toEqual([{ name: expect.stringMatching(/\S/) }]);
    // Citation File Format 1.2.0 allows these keys at the top; a tool refuses others.
    for (const key of Object.keys(citation))
      expect([
        'cff-version',
        'message',
        'type',
        'title',
        'abstract',
        'authors',
        'version',
        'date-released',
        'license',
        'keywords',
        'url',
        'repository-code',
      ]).toContain(key);
  });
});

test.runIf(prefixed)(
  'the data are the same wherever the site is served; pictures differ only in the address on them',
  () => {
    const taken = filesIn(builtFolder).filter(
      (file) =>
        /^(?:data|charts)\//.test(file) && !file.endsWith('.html') && !/^charts\/(?:[^/]+\/|[^/]+\.xml$)/.test(file),
    );
    expect(taken.length).toBeGreaterThan(60);
    const elsewhere = (file: string): Buffer => readFileSync(join(prefixed ?? '', file));
    const addresses = />[\w.:-]+(?:\/[\w-]+)*\/charts\/[\w-]+\/</g;
    for (const file of taken.filter((path) => !/\.(?:png|pdf|zip)$|SHA256SUMS$/.test(path))) {
      if (!file.endsWith('.svg')) expect(elsewhere(file).equals(bytes(file)), file).toBe(true);
      else expect(elsewhere(file).toString().replace(addresses, '')).toBe(text(file).replace(addresses, ''));
    }
  },
);

test('a picture says where it comes from, as the file of a chart and as its pixels', () => {
  const ids = filesIn(join(builtFolder, 'charts'))
    .filter((file) => file.endsWith('.svg'))
    .map((file) => file.slice(0, -4));
  expect(ids.length).toBeGreaterThan(20);
  for (const id of ids) {
    expect(text(`charts/${id}.svg`)).toContain(`>110-abroad.example/charts/${id}/<`);
    expect(bytes(`charts/${id}.png`).toString('latin1')).toContain(`110-abroad.example/charts/${id}/`);
  }
});

describe('the page about the data', () => {
  const page = parseHtml(readPage('data/'));

  test('describes every column of every table', () => {
    for (const { name, schema } of descriptor.resources.filter((resource) => resource.type === 'table')) {
      const table = page
        .querySelector(`[id="table-${name}"]`)
        ?.parentElement?.querySelector(`[aria-label$=" ${name}"] table`);
      expect(
        [...(table?.querySelectorAll('tbody th') ?? [])].map((cell) => cell.textContent),
        name,
      ).toEqual(schema?.fields.map((field) => field.name));
      for (const cell of table?.querySelectorAll('tbody td:last-child') ?? [])
        expect(cell.textContent).toMatch(/\S{2}/);
    }
  });

  test('leads to every file with its sum', () => {
    const sums = parseHtml(readPage('data/sums/'));
    const links = new Set([...sums.querySelectorAll('a')].map((link) => link.getAttribute('href')));
    for (const line of text('data/SHA256SUMS').trimEnd().split('\n')) {
      const path = normalize(join('data', line.slice(66)));
      expect(links, path).toContain(`/${path}`);
      expect(sums.textContent).toContain(line.slice(0, 64));
    }
    for (const href of ['/data/SHA256SUMS', '/data/sums/'])
      expect(page.querySelector(`main a[href="${href}"]`), href).not.toBeNull();
  });

  test('says which editions are frozen', () => {
    const frozen = existsSync('public/v');
    expect(page.querySelector('#editions')).not.toBeNull();
    expect(/No edition is frozen yet/.test(page.textContent ?? '')).toBe(!frozen);
    expect(page.textContent).toContain(`${edition.version},`);
  });

  test('is linked from the foot of every page', () => {
    expect(parseHtml(readPage('')).querySelector('footer a[href="/data/"]')).not.toBeNull();
  });
});

describe('the workbook', async () => {
  const path = join(builtFolder, 'data/110-abroad.xlsx');
  const sheets = new Map((await readXlsxFile(path)).map(({ sheet, data }) => [sheet, data]));
  /** Cells of a sheet as texts, row by row; an empty one is ''. */
  const cellsOf = (name: string): string[][] =>
    (sheets.get(name) ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));

  test('has a sheet that explains, one that names every column, and a sheet a table', () => {
    expect([...sheets.keys()]).toEqual(['README', 'columns', ...tableNames]);
    const readme = cellsOf('README').flat().join('\n');
    expect(readme).toContain('is a claim of the group that lists it');
    for (const name of tableNames) expect(readme).toContain(name);
    expect(cellsOf('columns').length).toBeGreaterThan(150);
  });

  test.each(tableNames)('has in %s the rows of the CSV, its texts without the apostrophes that CSV needs', (name) => {
    const { columns, rows } = csv(`data/${name}.csv`);
    expect(cellsOf(name)).toEqual([
      columns,
      ...rows.map((row) => columns.map((column) => originalText(row[column] ?? ''))),
    ]);
  });

  test('has no formula', () => {
    for (const [file, content] of Object.entries(unzipSync(readFileSync(path))))
      if (file.startsWith('xl/worksheets/')) expect(strFromU8(content)).not.toContain('<f');
  });
});

test('a PNG says how large it is on paper: both sizes 8 inches wide', () => {
  const perMetre = (path: string) => {
    const png = bytes(path);
    const at = png.indexOf('pHYs');
    return at < 0 ? 0 : png.readUInt32BE(at + 4);
  };
  expect(perMetre('charts/world-map.png')).toBe(Math.round(100 / 0.0254));
  expect(perMetre('charts/world-map@2x.png')).toBe(Math.round(200 / 0.0254));
});

test('each chart is a PDF for print: eight inches wide, in our fonts alone, with title and text alternative, and without a date', () => {
  for (const id of charts) {
    const pdf = bytes(`charts/${id}.pdf`);
    const content = pdf.toString('latin1');
    expect(content.startsWith('%PDF-1.7'), id).toBe(true);
    expect([...fontsIn(pdf)].sort().join(), id).toMatch(
      /^SourceSans3-Regular,(?:SourceSans3-SemiBold,)?SourceSerif4-SemiBold$/,
    );
    expect([...content.matchAll(/\/FontFile[23]? /g)].length, `${id} brings its fonts`).toBe(fontsIn(pdf).size);
    expect(content).toMatch(/\/MediaBox \[0 0 576 /);
    expect(content).toMatch(/\/Alt [(<]/);
    expect(content).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const title = /<dc:title>.*?<\/dc:title>/.exec(pdf.toString('utf8'))?.[0] ?? '';
    expect(
      parseXml(title.replace('xml:lang', 'lang').replaceAll('rdf:', '').replaceAll('dc:', '')).documentElement
        .textContent,
    ).toBe(json<{ headline: string }>(`charts/${id}.json`).headline);
    expect(content).not.toMatch(/CreationDate|ModDate|CreateDate|ModifyDate/);
  }
});
