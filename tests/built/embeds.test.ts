/** Embeds, oEmbed answers and the press page as files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import { chartRecord, plainSpaces } from '../../src/publish/chart/chart-record.ts';
import { frozenVersions } from '../../src/publish/edition/on-disk.ts';
import { embedFit, embedTitle, snippetOf } from '../../src/publish/embed/embed.ts';
import { frozenEmbeds } from '../../src/publish/embed/oembed.ts';
import { siteIn } from '../../src/story/site.ts';
import { typeset } from '../../src/words/typeset.ts';
import { builtFolder, filesIn, readPage } from '../helpers/built-site.ts';
import { embedIds, oembedOf } from '../helpers/host-page.ts';
import { parsePage } from '../helpers/xml.ts';

const site = siteIn('en');
const ids = [...site.charts.keys()];
const brotli = (text: string | Buffer) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const embedOf = (id: string) => readPage(`embed/${id}/`);
/** How many records the marks of a passage open. */
const recordsOf = (mark: Element): readonly string[] =>
  (mark.getAttribute('data-notes') ?? mark.getAttribute('href') ?? '').split(' ');
const chartOf = (id: string) => {
  const entry = site.charts.get(id);
  if (!entry) throw new Error(`There is no chart ${id}`);
  return entry;
};

test('every chart has an embed and an oEmbed answer, and nothing else has', () => {
  expect(embedIds().sort()).toEqual([...ids].sort());
  const frozen = frozenVersions().flatMap((version) => frozenEmbeds(version).map((id) => `${version}/${id}.json`));
  expect(frozen.length).toBeGreaterThan(20);
  expect(filesIn(join(builtFolder, 'oembed')).sort()).toEqual([...frozen, ...ids.map((id) => `${id}.json`)].sort());
});

describe.each(ids)('the embed of %s', (id) => {
  const html = embedOf(id);
  const document = parsePage(html);

  test('weighs at most 7 kB, with shapes of a map at most 20 kB', () => {
    const map = document.querySelector('svg.symbols') !== null;
    expect(brotli(html)).toBeLessThanOrEqual(map ? 20_000 : 7_000);
    expect(brotli(html), 'an embed that shrinks has lost something').toBeGreaterThan(2_000);
  });

  test('holds headline, dek, both pictures and the table', () => {
    const { chart } = chartOf(id);
    expect(document.querySelector('h1')?.textContent).toBe(chart.headline);
    expect(document.querySelector('.chart__dek')?.textContent).toBe(chart.dek);
    expect(
      [...document.querySelectorAll(`svg[data-chart="${id}"]`)].map((picture) => picture.getAttribute('class')),
    ).toEqual(['picture picture--wide', 'picture picture--narrow']);
    expect(document.querySelectorAll('details table tbody tr')).toHaveLength(chart.table.rows.length);
    expect([...document.querySelectorAll('details')].every((details) => !details.open)).toBe(true);
  });

  test('says who claims it and how the claim stands, and what was answered, without folding it away', () => {
    const { chart, words } = chartOf(id);
    const source = document.querySelector('.chart__source')?.textContent ?? '';
    const claimants = [
      ...new Set(
        chart.claims
          .map((claim) => dataset.get('claims', claim))
          .map((claim) => `${claim.claimant} (${site.messages.text(`claimStatus.${claim.status}`)})`),
      ),
    ];
    for (const claimant of claimants.slice(0, 3)) expect(source).toContain(typeset(claimant));
    const answers = new Set(chart.claims.flatMap((claim) => answersTo(dataset, claim)).map((answer) => answer.row.id));
    const shown = document.querySelector('.chart__answer');
    expect(shown === null).toBe(answers.size === 0);
    if (shown) {
      expect(shown.closest('details')).toBeNull();
      expect(shown.querySelector('a')?.getAttribute('href')).toMatch(new RegExp(`claims/${words.answer}/$`));
    }
    for (const answer of answers) expect(html, answer).toContain(`claims/${answer}/"`);
  });

  test('names its sources and its edition and leads back to the chart', () => {
    const source = document.querySelector('.chart__source');
    expect(source?.textContent).toContain(
      site.messages.text('chart.edition', {
        version: dataset.edition.version,
        date: site.format.date(dataset.edition.date),
      }),
    );
    const image = document.querySelector('meta[property="og:image"]')?.getAttribute('content') ?? '';
    expect(existsSync(join(builtFolder, new URL(image).pathname))).toBe(true);
    expect(document.querySelector('meta[property="og:title"]')?.getAttribute('content')).toBe(
      plainSpaces(document.querySelector('h1')?.textContent ?? ''),
    );
    const links = [...(source?.querySelectorAll('a') ?? [])];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      `/sources/#chart-${id}`,
      `/charts/${id}/#editions`,
      `/charts/${id}/`,
    ]);
    for (const link of links) expect(link.getAttribute('rel')).toBe('noopener');
    expect(document.querySelector('base')?.getAttribute('target')).toBe('_blank');
    expect(document.querySelector('base')?.getAttribute('href')).toBeNull();
  });

  test('leads search engines to the page of the chart, without a word that would make them drop the hint', () => {
    expect(document.querySelector('meta[name="robots"]')).toBeNull();
    expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toMatch(
      new RegExp(`^https?://.+/charts/${id}/$`),
    );
  });

  test('asks for nothing but its script, which nothing waits for', () => {
    expect(
      [...document.querySelectorAll('script')].map((script) => [
        script.getAttribute('src'),
        script.defer,
        script.textContent,
      ]),
    ).toEqual([['/embed-frame.js', true, '']]);
    expect(
      document.querySelectorAll('link[rel="stylesheet"], link[rel="preload"], img, iframe, object, image'),
    ).toHaveLength(0);
    const css = document.querySelector('style')?.textContent ?? '';
    expect(css).not.toMatch(/@import|src:[^}]*url\(|https?:/);
    expect(css.match(/url\([^)]*\)/g) ?? []).toEqual([]);
  });

  test('lets browsers size the frame, whoever holds it', () => {
    expect(document.querySelector('head > meta[name="responsive-embedded-sizing"]')?.getAttribute('content')).toBe(
      'allow-origins=*',
    );
    expect(document.querySelectorAll('meta[name="responsive-embedded-sizing"]')).toHaveLength(1);
  });

  test('has every class of its pictures in its style sheet that chart.css styles', () => {
    const css = document.querySelector('style')?.textContent ?? '';
    const styled = new Set(
      [...readFileSync('src/styles/chart.css', 'utf8').matchAll(/\.picture \.([\w-]+)/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    const used = new Set([...document.querySelectorAll('svg [class]')].flatMap((element) => [...element.classList]));
    for (const name of used) if (styled.has(name)) expect(css, name).toContain(`.picture .${name}`);
  });
});

describe('oEmbed', () => {
  // What https://oembed.com/ asks of an answer of the type rich.
  const schema = {
    type: 'object',
    required: [
      'version',
      'type',
      'title',
      'provider_name',
      'provider_url',
      'cache_age',
      'html',
      'width',
      'height',
      'thumbnail_url',
      'thumbnail_width',
      'thumbnail_height',
    ],
    properties: {
      version: { const: '1.0' },
      type: { const: 'rich' },
      title: { type: 'string', minLength: 5 },
      provider_name: { type: 'string', minLength: 1 },
      provider_url: { type: 'string', pattern: '^https?://' },
      cache_age: { type: 'integer', minimum: 0 },
      html: { type: 'string', minLength: 1 },
      width: { type: 'integer', minimum: 1 },
      height: { type: 'integer', minimum: 1 },
      thumbnail_url: { type: 'string', pattern: '^https?://' },
      thumbnail_width: { type: 'integer', minimum: 1 },
      thumbnail_height: { type: 'integer', minimum: 1 },
    },
    dependentRequired: {
      thumbnail_url: ['thumbnail_width', 'thumbnail_height'],
      thumbnail_width: ['thumbnail_url'],
      thumbnail_height: ['thumbnail_url'],
    },
    additionalProperties: false,
  };
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

  test.each(ids)('of %s has the fields of version 1.0 and the snippet to the byte', (id) => {
    const answer = oembedOf(id);
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    expect(answer.title).toBe(plainSpaces(chartOf(id).chart.headline));
    expect(answer.html).toBe(snippetOf(site, id, new URL(answer.provider_url)));
    expect(answer.height).toBe(Math.ceil(embedFit(site, id).at(answer.width)));
  });

  test.each(ids)('of %s shows one frame, with an address, a name and a height', (id) => {
    const answer = oembedOf(id);
    const frames = parsePage(answer.html).querySelectorAll('iframe');
    expect(frames).toHaveLength(1);
    const frame = frames[0];
    expect(frame?.getAttribute('src')).toBe(`${answer.provider_url}embed/${id}/`);
    expect(frame?.getAttribute('title')).toBe(embedTitle(site, id));
    expect(Number(frame?.getAttribute('height'))).toBeGreaterThanOrEqual(answer.height);
  });

  test.each(ids)('of %s is found from its embed', (id) => {
    const link = parsePage(embedOf(id)).querySelector('link[rel="alternate"][type="application/json+oembed"]');
    expect(link?.getAttribute('href')).toBe(`${oembedOf(id).provider_url}oembed/${id}.json`);
  });

  test('names a picture that is there, in its true size', () => {
    for (const id of ids) {
      const answer = oembedOf(id);
      const file = join(builtFolder, (answer.thumbnail_url ?? '').slice(answer.provider_url.length));
      expect(existsSync(file), file).toBe(true);
      const bytes = readFileSync(file);
      // The header of a PNG: width and height at bytes 16 and 20.
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], id).toEqual([
        answer.thumbnail_width,
        answer.thumbnail_height,
      ]);
    }
  });
});

describe('the scripts of embeds', () => {
  test('weigh at most 1 kB each, and are the only ones', () => {
    for (const file of ['embed.js', 'embed-frame.js'])
      expect(brotli(readFileSync(join(builtFolder, file))), file).toBeLessThanOrEqual(1_000);
  });
});

describe('what to paste for a chart', () => {
  test.each(ids)('%s has a line for each system, each to be copied', (id) => {
    const page = parsePage(readPage(`charts/${id}/`));
    const { provider_url: home, thumbnail_width: width, thumbnail_height: height } = oembedOf(id);
    const lines = [...page.querySelectorAll('#embed + .apparatus textarea')].map((field) => field.textContent ?? '');
    const [html, address, frame, stripped, picture, markdown, light, dark] = lines;
    expect([html, light, dark]).toEqual([
      snippetOf(site, id, new URL(home)),
      snippetOf(site, id, new URL(home), 'light'),
      snippetOf(site, id, new URL(home), 'dark'),
    ]);
    expect([address, frame]).toEqual([`${home}charts/${id}/`, `${home}embed/${id}/`]);
    expect(
      parsePage(stripped ?? '')
        .querySelector('iframe')
        ?.getAttribute('height'),
    ).toBe(`${oembedOf(id).height}`);
    const image = parsePage(picture ?? '').querySelector('a > img');
    expect([image?.getAttribute('src'), image?.getAttribute('width'), image?.getAttribute('height')]).toEqual([
      `${home}charts/${id}.png`,
      `${width}`,
      `${height}`,
    ]);
    const record = chartRecord(site, id);
    for (const text of [image?.getAttribute('alt'), markdown]) {
      expect(text).toContain(record.summary);
      if (record.answer) expect(text).toContain(record.answer.who);
    }
    expect(markdown).toMatch(/^\[!\[.*\]\(\S+\.png\)\]\(\S+\/\)$/);
    for (const field of page.querySelectorAll('textarea'))
      expect(field.nextElementSibling?.matches('button[data-copies][aria-label]')).toBe(true);
  });
});

describe('the press page', () => {
  const document = parsePage(readPage('press/'));
  test('holds the line of every chart, visible at once beside its picture, as it is to be pasted', () => {
    const home = new URL(oembedOf(ids[0] ?? '').provider_url);
    for (const id of ids) {
      const item = document.querySelector(`#embed-${id}`);
      expect(item?.closest('details'), id).toBeNull();
      expect([...(item?.querySelectorAll('textarea') ?? [])].map((field) => field.textContent)).toEqual([
        snippetOf(site, id, home),
      ]);
      expect(item?.querySelector('textarea + button[data-copies]')?.getAttribute('aria-label')).toContain('Copy');
      expect(item?.querySelector('img')?.getAttribute('src')).toBe(`/share/chart-${id}.png`);
    }
    for (const field of document.querySelectorAll('textarea'))
      expect(field.hasAttribute('readonly') && field.getAttribute('aria-label')).toBeTruthy();
  });

  test('has three sentences that are safe to print and the ones that are not, each with its records', () => {
    const heading = document.querySelector('#safe-to-print');
    const lists = [...document.querySelectorAll('.story > ol, .story > ul')].filter(
      (list) => heading && (heading.compareDocumentPosition(list) & 4) !== 0,
    );
    const [safe, unsafe] = [lists.find((list) => list.tagName === 'OL'), lists.find((list) => list.tagName === 'UL')];
    expect(safe?.children).toHaveLength(3);
    for (const item of safe?.children ?? []) {
      const copied = item.querySelector('button[data-copies]')?.getAttribute('data-copies') ?? '';
      expect(copied).toMatch(/^["“].{80,}["”]$/);
      expect(copied).not.toMatch(/\d["”]?\d*$|undefined|&(?:amp|quot);/);
    }
    for (const item of safe?.children ?? [])
      expect([...item.querySelectorAll('.mark')].flatMap(recordsOf).length).toBeGreaterThanOrEqual(2);
    const text = (unsafe?.textContent ?? '').replace(/\s/g, ' ');
    for (const words of [
      '102',
      '230,000',
      'Fox Hunt and Sky Net',
      '54 stations in 21 countries',
      'The name of a private person',
    ])
      expect(text).toContain(words);
  });

  test('is reached from the foot of every page', () => {
    for (const path of ['', 'scale/', 'charts/', 'press/'])
      expect(parsePage(readPage(path)).querySelector('.foot a[href$="/press/"]'), path).not.toBeNull();
  });
});

test('embeds stay out of the list for search engines', () => {
  expect(readFileSync(join(builtFolder, 'sitemap-0.xml'), 'utf8')).toContain('/press/');
  expect(readFileSync(join(builtFolder, 'sitemap-0.xml'), 'utf8')).not.toContain('/embed/');
});
