/** What readers take away: CSV, resolved pictures, PNG, archives, schemas, and the history of editions. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, describe, expect, test } from 'vitest';
import { palette } from '../../src/charts/shared/palette.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { tableNames, tables } from '../../src/dataset/schema.ts';
import { chartSvg } from '../../src/publish/chart/chart-svg.ts';
import { pictureRules, resolveStyles } from '../../src/publish/chart/svg-styles.ts';
import { checksums, zipArchive } from '../../src/publish/download/archive.ts';
import { type CsvValue, originalText, safeText, writeCsv } from '../../src/publish/download/csv.ts';
import { fontsIn, printedSheet, withoutLigatures } from '../../src/publish/download/pdf.ts';
import { foreignKeys, tableFields } from '../../src/publish/download/table-schema.ts';
import { tableJson } from '../../src/publish/download/tables.ts';
import { editionHistory } from '../../src/publish/edition/history.ts';
import { compareVersions } from '../../src/publish/edition/on-disk.ts';
import { drawNow } from '../../src/publish/png/draw-now.ts';
import { encodePng, halved, runsOf } from '../../src/publish/png/png.ts';
import { fontFiles, rasterise } from '../../src/publish/png/raster.ts';
import { siteIn } from '../../src/story/site.ts';
import { currentFiles, filesWith } from '../helpers/data-files.ts';
import { decodePng } from '../helpers/png.ts';
import { holdsFor } from '../helpers/property.ts';
import { parseXml } from '../helpers/xml.ts';
import { readZip } from '../helpers/zip.ts';

const site = siteIn('en');
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Rows as an independent parser reads them; every fault it reports fails the test. */
function parse(csv: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  // The line end after the last line is a line of its own to this parser.
  expect(data.at(-1)).toEqual(['']);
  return data.slice(0, -1);
}

describe('CSV', () => {
  test('is lines that end in CRLF, quoted only where it must be', () => {
    expect(
      writeCsv(
        ['a', 'b'],
        [
          ['plain', 'with "quotes"'],
          ['one, two', null],
        ],
      ),
    ).toBe('a,b\r\nplain,"with ""quotes"""\r\n"one, two",\r\n');
  });

  test('writes numbers, truths, nothing and lists in one way only', () => {
    expect(writeCsv(['a', 'b', 'c', 'd', 'e'], [[-12.5, 1234567, true, null, ['x', 'y']]])).toBe(
      'a,b,c,d,e\r\n-12.5,1234567,true,,"x;y"\r\n',
    );
  });

  test('gives back what was written, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom(...'=+-@\t\r\n\'",; 1é警\u00a0＝'),
      }),
    );
    const value = fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc
          .array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 6 })
          .map((rows) => ({ width, rows })),
      );
    holdsFor([table], ({ width, rows }) => {
      const columns = Array.from({ length: width }, (_, index) => `column${index}`);
      const [header, ...read] = parse(writeCsv(columns, rows));
      expect(header).toEqual(columns);
      const expected = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
      const found = read.map((row, at) =>
        row.map((cell, index) => (typeof rows[at]?.[index] === 'string' ? originalText(cell) : cell)),
      );
      expect(found).toEqual(expected);
      return undefined;
    });
  });

  test('has no text that a spreadsheet runs as a formula, and no number that is changed', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
      expect(safeText(`${start}HYPERLINK("x")`)).toBe(`'${start}HYPERLINK("x")`);
    for (const harmless of ['-5', '+5', '-0.25', '2022-11-01', 'a=b', "it's", ''])
      expect(safeText(harmless)).toBe(harmless);
    holdsFor([fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", '1', '.', 'a') })], (text) => {
      const cell = safeText(text);
      expect(originalText(cell)).toBe(text);
      if (!/^[+-]?\d+(?:\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      return undefined;
    });
    holdsFor([fc.double({ noNaN: true, noDefaultInfinity: true })], (number) => {
      expect(Number(parse(writeCsv(['n'], [[number]]))[1]?.[0])).toBe(number === 0 ? 0 : number);
      return undefined;
    });
  });

  const refused: readonly (readonly [string, readonly string[], readonly (readonly CsvValue[])[], string])[] = [
    ['a number that is none', ['a'], [[Number.NaN]], 'A cell is NaN'],
    ['a list whose items hold the separator', ['a'], [[['x;y']]], 'cannot stand in a list'],
    ['a row that is too short', ['a', 'b'], [['x']], 'Row 1 of a CSV has 1 cells for 2 columns'],
    ['a column used twice', ['a', 'a'], [], 'different names'],
    ['a column that is not ASCII', ['größe'], [], 'not ASCII'],
    ['no column', [], [], 'not 0 different names'],
  ];
  test.each(refused)('refuses %s', (_, columns, rows, message) =>
    expect(() => writeCsv(columns, rows)).toThrow(message),
  );
});

describe('styles of a download', () => {
  const rules = pictureRules(`
    /* .picture .said { fill: red } */
    @layer page, chart;
    @import './other.css';
    @layer chart {
      .chart { fill: red; }
      .picture { width: 100%; }
      .picture text { font-size: 14px; fill: var(--ink); }
      .picture--narrow text { font-size: 13px; }
      .picture .said, .picture .also { fill: var(--said); }
      .picture .step-3 { stroke-width: 2px; }
      .shape rect { stroke: var(--muted); fill: none; }
      .picture .label--said { fill: var(--said); }
      .picture .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3.5px; }
      @media (forced-colors: active) { .picture .said { fill: Highlight; } }
    }`);
  const wide = (svg: string) => resolveStyles(svg, rules, ['picture picture--wide'], 'chart');

  test('become attributes with the colours of the light palette', () => {
    expect(wide('<rect class="said" x="1"/>')).toBe('<rect x="1" fill="#0b5563"/>');
    expect(wide('<text class="label--said">x &lt; y</text>')).toBe(
      '<text font-size="14" fill="#0b5563">x &lt; y</text>',
    );
    expect(resolveStyles('<text>x</text>', rules, ['picture picture--narrow'], 'chart')).toBe(
      '<text font-size="13" fill="#1c1f24">x</text>',
    );
  });

  test('win over attributes as in a browser, those of classes over those of elements, and only inside what they name', () => {
    expect(wide('<rect class="said" fill="url(#a)"/>')).toBe('<rect fill="#0b5563"/>');
    expect(wide('<g class="shape"><g><rect/></g></g>')).toBe('<g><g><rect stroke="#575b61" fill="none"/></g></g>');
    expect(wide('<g class="shape"><rect class="said"/></g>')).toBe('<g><rect stroke="#575b61" fill="#0b5563"/></g>');
    expect(() => wide('<g class="other"><rect/></g>')).toThrow('would be black');
    expect(wide('<circle class="step-3 said"/>')).toBe('<circle fill="#0b5563" stroke-width="2"/>');
  });

  test('put the chart before ids and what points to them', () => {
    expect(
      wide(
        '<g clip-path="url(#chart-wide-clip)"><use class="said" href="#world-ITA"/><rect id="box" fill="url(#hatch)"/></g>',
      ),
    ).toBe(
      '<g clip-path="url(#chart-wide-clip)"><use xlink:href="#chart-world-ITA" fill="#0b5563"/><rect id="chart-box" fill="url(#chart-hatch)"/></g>',
    );
  });

  test('write a label with a halo twice, outline below and letters above, as many programs do not know paint-order', () => {
    const svg = wide('<text class="label halo" x="1" y="2">Prato <tspan x="1" dy="3">3</tspan></text>');
    const root = parseXml(`<svg>${svg}</svg>`).documentElement;
    const [below, above, ...more] = root.querySelectorAll('text');
    expect(more).toEqual([]);
    expect(below?.textContent).toBe(above?.textContent);
    expect([below?.getAttribute('stroke'), below?.getAttribute('fill'), below?.getAttribute('aria-hidden')]).toEqual([
      palette.light.paper,
      palette.light.paper,
      'true',
    ]);
    expect([above?.getAttribute('stroke'), above?.getAttribute('fill')]).toEqual([null, palette.light.ink]);
    for (const id of site.charts.keys()) expect(chartSvg(site, id), id).not.toContain('paint-order');
    expect(() => wide('<circle class="said halo"/>')).toThrow('paint-order');
  });

  test('leave nothing black in silence: a class that no rule knows stops the build', () => {
    expect(() => wide('<rect class="unheard-of"/>')).toThrow('a rect of class "unheard-of" has no colour');
    expect(wide('<clipPath id="c"><rect/></clipPath>')).toBe('<clipPath id="chart-c"><rect/></clipPath>');
  });

  test('stop the build at a selector they cannot resolve and a colour that is not in the palette', () => {
    expect(() => pictureRules('.picture .said:hover { fill: red }')).toThrow('cannot be resolved');
    for (const selector of ['.picture .said + .label', '.picture > .said', '.picture g .said', '.picture .a.b'])
      expect(() => pictureRules(`${selector} { fill: red }`), selector).toThrow('cannot be resolved');
    expect(() => pictureRules('.picture .said { fill: var(--blood) }')).toThrow('not in the palette');
    expect(() => pictureRules('.picture { fill red; }')).toThrow('cannot be read');
  });
});

describe.each([...site.charts.keys()])('the picture of %s', (id) => {
  const svg = chartSvg(site, id);

  test('is an SVG that stands alone', () => {
    const document = parseXml(svg);
    const root = document.documentElement;
    expect(root.namespaceURI).toBe('http://www.w3.org/2000/svg');
    expect(root.querySelector('title')?.textContent).toBeTruthy();
    expect(root.querySelector('desc')?.textContent).toBeTruthy();
    expect(root.querySelectorAll('style, script, image, foreignObject, a')).toHaveLength(0);
    expect(svg).not.toMatch(/var\(|class=|style=|data-|https?:\/\/(?!www\.w3\.org)/);
    const ids = [...root.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const match of svg.matchAll(/(?:xlink:href="|url\()#([^")]+)/g)) expect(ids).toContain(match[1]);
    for (const name of (root.getAttribute('aria-labelledby') ?? '').split(' ')) expect(ids).toContain(name);
  });
});

describe('PNG', () => {
  const pixels = (
    width: number,
    height: number,
    colour: (x: number, y: number) => readonly [number, number, number],
  ) => {
    const data = new Uint8Array(width * height * 4);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) data.set([...colour(x, y), 255], (y * width + x) * 4);
    return { width, height, data };
  };

  test('keeps every pixel of a picture with few colours, and its texts', () => {
    const source = pixels(13, 7, (x, y) => [x * 10, y * 20, 200]);
    const png = decodePng(Buffer.from(encodePng(runsOf(source), { Title: 'Ünïcode – 警', Copyright: 'CC BY 4.0' })));
    expect([png.width, png.height]).toEqual([13, 7]);
    for (let y = 0; y < 7; y += 1)
      for (let x = 0; x < 13; x += 1) expect(png.pixel(x, y)).toEqual([x * 10, y * 20, 200]);
    expect([...png.texts]).toEqual([
      ['Title', 'Ünïcode – 警'],
      ['Copyright', 'CC BY 4.0'],
    ]);
  });

  test('has a near colour for each pixel where there are more than 256', () => {
    const png = decodePng(
      Buffer.from(encodePng(runsOf(pixels(64, 64, (x, y) => (y < 32 ? [250, 250, 247] : [x * 4, y * 4, 128]))))),
    );
    expect(png.pixel(5, 5)).toEqual([250, 250, 247]);
    for (let y = 32; y < 64; y += 1)
      for (let x = 0; x < 64; x += 1) {
        const [red, green, blue] = png.pixel(x, y);
        expect(Math.hypot(red - x * 4, green - y * 4, blue - 128), `${x}, ${y}`).toBeLessThan(20);
      }
  });

  test('of half the size has the mean of four pixels, without an odd last row', () => {
    const half = halved(pixels(4, 3, (x, y) => [x * 10, y * 10, 0]));
    expect([half.width, half.height]).toEqual([2, 1]);
    expect([...half.data]).toEqual([5, 5, 0, 255, 25, 5, 0, 255]);
  });

  test('on a paper that was not drawn are what is drawn on it', () => {
    const sheet = (paper: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" font-family="'Source Sans 3'">${paper}<circle cx="20" cy="20" r="15" fill="#0b5563" fill-opacity=".4"/><text x="12" y="25" font-size="14" stroke="#a8560f">Rome</text></svg>`;
    const paper = '#fbfaf7';
    const [clear, on, half] = drawNow({ svg: sheet(''), width: 180, paper }).map((file) =>
      decodePng(Buffer.from(file)),
    );
    const drawn = rasterise(sheet(`<path fill="${paper}" d="M0 0h90v40H0z"/>`), 180);
    expect([clear?.width, half?.width, half?.height]).toEqual([180, 90, 40]);
    for (let x = 0; x < 180; x += 1)
      for (let y = 0; y < 80; y += 1)
        on?.pixel(x, y).forEach((value, channel) => {
          expect(Math.abs(value - (drawn.data[(y * 180 + x) * 4 + channel] ?? 0)), `${x}, ${y}`).toBeLessThanOrEqual(2);
        });
  });

  test('are the same with the letters of the site alone as with the whole fonts, which draw what those lack', () => {
    const text = (words: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60" font-family="'Source Sans 3'" font-size="14"><text y="20">${words}</text><text y="45" font-weight="600">AVATAR fit, Tokyo – “≥ 12”</text></svg>`;
    const drawn = (words: string, mark = '') => Buffer.from(rasterise(text(words) + mark, 600).data);
    const whole = '<!--ș-->';
    expect(drawn('Wi-Fi: 1,234 × Ýes').equals(drawn('Wi-Fi: 1,234 × Ýes', whole))).toBe(true);
    expect(drawn('To Te Va fi 17.5 %').equals(drawn('To Te Va fi 17.5 %', whole))).toBe(true);
    expect(drawn('Bucureș').equals(drawn('Bucure'))).toBe(false);
    expect(drawn('Bucure&#537;').equals(drawn('Bucureș'))).toBe(true);
  });

  test('cannot be made without the fonts of the site', () => {
    const before = process.cwd();
    const elsewhere = mkdtempSync(join(tmpdir(), 'no-fonts-'));
    process.chdir(elsewhere);
    try {
      expect(() => rasterise('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 1)).toThrow('npm ci');
    } finally {
      process.chdir(before);
      rmSync(elsewhere, { recursive: true });
    }
  });
});

describe('archives', () => {
  const files = new Map([
    ['b/second.csv', utf8('a\r\n')],
    ['README.md', utf8('# Read me\n')],
    ['a.png', utf8('not compressed')],
  ]);

  /** Nothing of an earlier run is taken. */
  async function archive(of: ReadonlyMap<string, Uint8Array>, date: string): Promise<Buffer> {
    const folder = mkdtempSync(join(tmpdir(), 'archive-'));
    const bytes = Buffer.from(await zipArchive(of, date, folder));
    rmSync(folder, { recursive: true });
    return bytes;
  }

  test('hold the files sorted, readable by everybody, dated as the edition', async () => {
    const entries = readZip(await archive(files, '2026-11-23'));
    expect(entries.map((entry) => entry.name)).toEqual(['README.md', 'a.png', 'b/second.csv']);
    for (const entry of entries) {
      expect(entry.bytes).toEqual(Buffer.from(files.get(entry.name) ?? []));
      expect(entry.modified).toBe('2026-11-23 12:00:00');
      expect((entry.mode & 0o777).toString(8)).toBe('644');
    }
  });

  test('have the same bytes whatever the time zone and the order of the files', async () => {
    const zone = process.env['TZ'];
    const made: string[] = [];
    for (const name of ['UTC', 'Pacific/Auckland', 'America/St_Johns', 'Africa/Monrovia']) {
      process.env['TZ'] = name;
      made.push((await archive(new Map([...files].reverse()), '2026-03-29')).toString('base64'));
    }
    process.env['TZ'] = zone;
    expect(new Set(made).size).toBe(1);
  });

  test('come with sums as sha256sum writes them', () => {
    expect(
      checksums(
        new Map([
          ['b', utf8('')],
          ['a', utf8('abc')],
        ]),
      ),
    ).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n',
    );
  });
});

describe('tables', () => {
  test('have a description for each column, and say what they count', () => {
    for (const table of tableNames)
      for (const field of tableFields(table))
        expect(field.description, `${table}.${field.name}`).toMatch(/^\S.{5,}[.)]$/s);
  });

  test('name the key of each table as unique and the columns that point elsewhere', () => {
    for (const table of tableNames)
      expect(
        tableFields(table)
          .filter((field) => field.constraints?.unique)
          .map((field) => field.name),
      ).toEqual([tables[table].key]);
    expect(foreignKeys('stations')).toEqual([
      { column: 'country', table: 'countries', key: 'id' },
      { column: 'place', table: 'places', key: 'id' },
      { column: 'operator', table: 'operators', key: 'id' },
      { column: 'report', table: 'reports', key: 'id' },
    ]);
    expect(tableFields('stations').find((field) => field.name === 'sources')).toMatchObject({
      type: 'list',
      references: 'sources',
      constraints: { required: true },
    });
  });

  test('as JSON are the dataset itself: what is published can be read back', () => {
    const files = new Map(tableNames.map((table) => [`${table}.json`, tableJson(site, table)]));
    expect(parseDataset(files.set('edition.json', currentFiles().get('edition.json') ?? '')).tables).toEqual(
      site.dataset.tables,
    );
  });
});

describe('the history of editions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'editions-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const freeze = (version: string, date: string, files: ReadonlyMap<string, string>) => {
    mkdirSync(join(folder, version, 'data'), { recursive: true });
    for (const [file, text] of files)
      writeFileSync(
        join(folder, version, 'data', file),
        file === 'edition.json' ? JSON.stringify({ ...JSON.parse(text), version, date }) : text,
      );
    writeFileSync(join(folder, version, 'data', 'datapackage.json'), '{}');
  };
  const current = parseDataset(currentFiles());

  test('has the current edition alone while none is frozen', () => {
    expect(editionHistory(current, join(folder, 'none'))).toEqual([
      {
        version: current.edition.version,
        date: current.edition.date,
        frozen: false,
        files: [],
        notKept: 0,
        change: undefined,
      },
    ]);
  });

  test('lists frozen editions newest first, each with what it brought against the one before', () => {
    freeze(
      '0.9.0',
      '2026-01-01',
      filesWith({
        patrol_places: (rows) => rows.pop(),
        reports: (rows) => Object.assign(rows[0] ?? {}, { added: 53 }),
      }),
    );
    freeze('0.10.0', '2026-02-01', currentFiles());
    freeze(
      '0.8.0',
      '2025-01-01',
      new Map(
        [...currentFiles()].map(([file, text]) => [
          file,
          file === 'claims.json' ? '{"rows": [{"old": "columns"}]}' : text,
        ]),
      ),
    );
    const history = editionHistory(current, folder);
    expect(history.map(({ version, frozen }) => [version, frozen])).toEqual([
      [current.edition.version, false],
      ['0.10.0', true],
      ['0.9.0', true],
      ['0.8.0', true],
    ]);
    expect(history[0]?.change).toEqual({ since: '0.10.0', tables: [] });
    expect(history[1]?.change).toEqual({
      since: '0.9.0',
      tables: [
        { table: 'reports', added: 0, changed: 1 },
        { table: 'patrol_places', added: 1, changed: 0 },
      ],
    });
    expect(history[1]?.files).toEqual(['data/datapackage.json']);
    expect(history[2]?.change).toEqual({ since: '0.8.0', tables: undefined });
    expect(history[3]?.change).toBeUndefined();
  });

  test('orders versions by number', () => {
    expect(['1.10.0', '1.9.9', '1.9.10', '0.0.1'].sort(compareVersions)).toEqual([
      '0.0.1',
      '1.9.9',
      '1.9.10',
      '1.10.0',
    ]);
  });
});

describe('a PDF', () => {
  const sheet = {
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text x="5" y="20" font-family="\'Source Sans 3\'">first office</text></svg>',
    title: 'A title with "quotes", #marks and $signs',
    author: '110 Abroad',
    description: 'What it shows',
    alt: 'What it says',
    language: 'en',
  };
  const setIn = (folder: string) => printedSheet(sheet, join(scratch, folder));
  const scratch = mkdtempSync(join(tmpdir(), 'pdf-'));
  afterAll(() => rmSync(scratch, { recursive: true }));

  test('is the same bytes whenever it is set, and takes words as they are', async () => {
    const [first, second] = [await setIn('a'), await setIn('b')];
    expect(Buffer.from(first).equals(second)).toBe(true);
    expect([...fontsIn(first)]).toEqual(['SourceSans3-Regular']);
    expect(Buffer.from(first).toString('utf8')).toContain(sheet.title.replaceAll('"', '&quot;'));
  });

  test('joins no letters: some programs leave out a glyph that stands for two', () => {
    const font = readFileSync(fontFiles[0] ?? '');
    const plain = withoutLigatures(font);
    expect(font.includes('liga')).toBe(true);
    expect(plain.includes('liga')).toBe(false);
    expect(plain.length).toBe(font.length);
  });
});
