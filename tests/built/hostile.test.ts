/** The whole site built from data with harm in every text (tests/helpers/hostile-data.ts): the harm comes out as text, everywhere, and as nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { originalText } from '../../src/publish/download/csv.ts';
import { filesIn, pageOf, pagePaths } from '../helpers/built-site.ts';
import { hostileMark } from '../helpers/hostile.ts';
import { hostileFiles } from '../helpers/hostile-data.ts';
import { unsafeIn, unsafeNodes } from '../helpers/safe-html.ts';
import { parseXml } from '../helpers/xml.ts';

const folder = process.env['BUILT_HOSTILE'] ?? '';
const files = folder ? filesIn(folder) : [];
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const ending = (pattern: RegExp) => files.filter((file) => pattern.test(file));

describe.runIf(folder)('data with harm in every text', () => {
  test('is harmful: thousands of cells', () => expect(hostileFiles().cells).toBeGreaterThan(4000));

  test('gives pages without an element, handler or address that is not the site’s own, and whose JSON reads back', () => {
    let marked = 0;
    for (const path of pagePaths(folder)) {
      const document = pageOf(path, folder);
      const wrong = unsafeNodes(document, {
        elements: [
          'meta',
          'link',
          'style',
          'iframe',
          'form',
          'input',
          'button',
          'textarea',
          ...(path.startsWith('embed/') ? ['base'] : []),
        ],
        scripts: ['/embed-frame.js', '/reader.js', '/search.js'],
      });
      expect(wrong, path).toEqual([]);
      const strangers = [...document.querySelectorAll('*')].filter(
        (element) => element.constructor.name === 'HTMLUnknownElement' && !['search'].includes(element.localName),
      );
      expect(
        strangers.map((element) => element.localName),
        path,
      ).toEqual([]);
      for (const frame of document.querySelectorAll('iframe'))
        expect(frame.getAttribute('src'), path).toMatch(/\/embed\/[a-z0-9-]+\/(?:#\w+)?$/);
      for (const meta of document.querySelectorAll('meta[http-equiv]'))
        expect(meta.getAttribute('http-equiv')).toBe('Content-Security-Policy');
      for (const script of document.querySelectorAll('script[type="application/ld+json"]'))
        expect(() => JSON.parse(script.textContent), path).not.toThrow();
      if (document.body.textContent?.includes('<script>alert(1)</script>')) marked += 1;
    }
    expect(marked, 'pages on which the harm can be read').toBeGreaterThan(300);
  });

  test('gives files of JSON that read back', () => {
    for (const file of ending(/\.(?:json|geojson)$/)) expect(() => JSON.parse(read(file)), file).not.toThrow();
  });

  test('gives well-formed SVG without script, handler or address', () => {
    const pictures = ending(/\.svg$/);
    expect(pictures.length).toBeGreaterThan(20);
    for (const file of pictures) expect(unsafeNodes(parseXml(read(file)), { elements: ['style'] }), file).toEqual([]);
  });

  test('gives well-formed feeds and site maps, whose HTML is safe too', () => {
    for (const file of ending(/\.xml$/)) {
      const document = parseXml(read(file));
      for (const node of document.querySelectorAll('encoded, description, content'))
        expect(
          unsafeIn(node.textContent ?? '').filter((wrong) => !wrong.startsWith('<img')),
          file,
        ).toEqual([]);
    }
  });

  test('gives CSV in which no text is run as a formula, and which reads back', () => {
    const claims = Papa.parse<string[]>(read('data/claims.csv').trimEnd()).data;
    const [head = [], ...rows] = claims;
    const source = JSON.parse(hostileFiles().files.get('claims.json') ?? '') as { rows: { statement: string }[] };
    expect(rows.map((row) => originalText(row[head.indexOf('statement')] ?? ''))).toEqual(
      source.rows.map((row) => row.statement),
    );
    for (const file of ending(/\.csv$/))
      for (const row of Papa.parse<string[]>(read(file)).data)
        for (const cell of row)
          expect(/^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(?:\.\d+)?$/.test(cell), `${file}: ${cell}`).toBe(false);
    expect(source.rows[0]?.statement).toContain(hostileMark);
  });

  test('gives citations that end where they should', () => {
    for (const file of ending(/\.bib$/)) {
      const text = read(file);
      let depth = 0;
      for (const character of text.replace(/\\[\\{}]/g, ''))
        depth += character === '{' ? 1 : character === '}' ? -1 : 0;
      expect(depth, file).toBe(0);
    }
    for (const file of ending(/\.ris$/)) expect(read(file).match(/^ER {2}- /gm), file).toHaveLength(1);
  });

  test('gives no file outside the folder and none with a strange name', () => {
    for (const file of files) expect(file).toMatch(/^[A-Za-z0-9@+._/-]+$/);
  });
});
