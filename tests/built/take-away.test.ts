/** What others take away, in the built site: pages of charts and records, citations, share pictures, structured data, the feed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import { frozenEdition } from '../../src/publish/edition/frozen-edition.ts';
import { unreleased } from '../../src/publish/edition/label.ts';
import { frozenVersions } from '../../src/publish/edition/on-disk.ts';
import { siteIn } from '../../src/story/site.ts';
import { builtFolder, filesIn, pageOf, pagePaths, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { darkPixels, decodePng } from '../helpers/png.ts';
import { parsePage, parseXml } from '../helpers/xml.ts';

const site = siteIn('en');
const chapters: readonly string[] = chapterIds;
const brotli = (text: string | Buffer) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const parsed = new Map<string, Document>();
/** A page, read once. */
function parse(path: string): Document {
  const page = parsed.get(path) ?? pageOf(path);
  parsed.set(path, page);
  return page;
}
const meta = (page: Document, name: string) =>
  page.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute('content') ?? undefined;
const canonical = (page: Document) => page.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '';
/** The content of a tag in the head, from the text: for tests that read every page of the site. */
const metaIn = (path: string, name: string) =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`)
    .exec(readPage(path))?.[1]
    ?.replace(/&#39;|[’‘]/g, "'");
/** Address of the site with its prefix. */
const home = canonical(parse(''));
/** The file behind an address of the site; throws for an address elsewhere. */
const fileOf = (address: string): string => {
  if (!address.startsWith(home)) throw new Error(`${address} is not below ${home}`);
  return join(
    builtFolder,
    decodeURIComponent(address.slice(home.length).replace(/#.*$/, '')).replace(/(^|\/)$/, '$1index.html'),
  );
};
const dataOf = (page: Document): Record<string, unknown>[] =>
  [...page.querySelectorAll('script[type="application/ld+json"]')].map((script) =>
    JSON.parse(script.textContent ?? ''),
  );

describe('the page of a chart', () => {
  test.each([...site.charts.keys()])('%s has everything there is to take', (id) => {
    const page = parse(`charts/${id}/`);
    const chart = site.charts.get(id)?.chart;
    expect(page.querySelector('h1')?.textContent).toBe(chart?.headline);
    for (const section of [
      'numbers',
      'method',
      'claims',
      'sources',
      'licence',
      'download',
      'embed',
      'cite',
      'used',
      'editions',
    ])
      expect(page.querySelector(`h2#${section}`), section).not.toBeNull();
    expect(page.querySelectorAll('figure.chart svg.picture')).toHaveLength(2);
    expect(page.querySelectorAll('table.numbers tbody tr')).toHaveLength(chart?.table.rows.length ?? 0);
    expect(page.querySelector('table.numbers')?.closest('details'), 'the table is open').toBeNull();
    for (const ending of ['.csv', '.json', '.svg', '.png', '@2x.png']) {
      expect(page.querySelector(`a[download][href$="/charts/${id}${ending}"]`), ending).not.toBeNull();
      expect(existsSync(join(builtFolder, `charts/${id}${ending}`)), ending).toBe(true);
    }
    const snippet = page.querySelector('textarea')?.textContent ?? '';
    expect(snippet).toBe(
      (JSON.parse(readFileSync(join(builtFolder, `oembed/${id}.json`), 'utf8')) as { html: string }).html,
    );
    const names = chapters.filter((chapter) =>
      readPage(`${chapter}/`).includes(`<figure class="chart content" id="chart-${id}"`),
    );
    for (const chapter of names)
      expect(page.querySelector(`a[href$="/${chapter}/#chart-${id}"]`), chapter).not.toBeNull();
    expect(page.querySelectorAll('h2#sources ~ ul li a[rel=external]')).toHaveLength(chart?.sources.length ?? 0);
  });

  test.each([...site.charts.keys()])('%s shows an answer openly and every answer in its notes', (id) => {
    const page = parse(`charts/${id}/`);
    const claims = site.charts.get(id)?.chart.claims ?? [];
    const text = page.body.textContent ?? '';
    const answers = new Set(claims.flatMap((claim) => answersTo(dataset, claim).map((answer) => answer.row.id)));
    expect(page.querySelectorAll('figure .chart__answer')).toHaveLength(answers.size > 0 ? 1 : 0);
    for (const claim of claims) {
      const note = page.querySelector(`[id="note-${claim}"]`);
      expect(note, claim).not.toBeNull();
      for (const answer of answersTo(dataset, claim))
        expect(
          note?.querySelector(`a[href$="/claims/${answer.row.id}/"], [href="#note-${answer.row.id}"]`),
          `${answer.row.id} at ${claim}`,
        ).not.toBeNull();
    }
    expect(text).not.toMatch(/undefined|\[object/);
  });

  test('is led to from the figure in chapters', () => {
    for (const path of chapters.map((chapter) => `${chapter}/`))
      for (const figure of parse(path).querySelectorAll('figure.chart')) {
        const id = figure.id.replace('chart-', '');
        expect(figure.querySelector('.chart__headline a')?.getAttribute('href')).toMatch(new RegExp(`/charts/${id}/$`));
        expect(
          [...figure.querySelectorAll('.chart__take a:not(.permalink)')].map(
            (link) => link.getAttribute('href')?.split('#')[1],
          ),
        ).toEqual(['numbers', 'download', 'embed', 'cite']);
      }
  });
});

describe('the page of a record', () => {
  // Hundreds of pages: read as text where that is enough.
  const part = (id: string, section: string) =>
    new RegExp(`<h2 id="${section}">[\\s\\S]*?</section>`).exec(readPage(`claims/${id}/`))?.[0] ?? '';
  const ids = [...dataset.tables.claims, ...dataset.tables.responses].map((row) => row.id);

  test('shows the answers to every claim, and what each answer answers', () => {
    let seen = 0;
    for (const { id } of dataset.tables.claims)
      for (const answer of answersTo(dataset, id)) {
        expect(part(id, 'answers'), `${answer.row.id} at ${id}`).toContain(`/claims/${answer.row.id}/"`);
        expect(part(answer.row.id, 'answered'), `${id} at ${answer.row.id}`).toContain(`/claims/${id}/"`);
        seen += 1;
      }
    expect(seen).toBeGreaterThan(40);
  });

  test('weighs less than 9 kB, its citations among them', () => {
    // The twenty longest stand for all: pages of one template compress alike.
    const longest = [...ids]
      .sort((a, b) => readPage(`claims/${b}/`).length - readPage(`claims/${a}/`).length)
      .slice(0, 20);
    for (const id of longest) expect(brotli(readPage(`claims/${id}/`)), id).toBeLessThan(9_000);
  });

  test('is led to from the list of records', () => {
    const list = parse('claims/');
    for (const id of ids)
      expect(list.querySelector(`[id="${id}"] .records__id`)?.getAttribute('href'), id).toMatch(
        new RegExp(`/claims/${id}/$`),
      );
  });

  test('says in its description who answered', () => {
    for (const { id } of dataset.tables.claims) {
      const [first] = answersTo(dataset, id);
      if (!first) continue;
      const who = first.table === 'claims' ? first.row.claimant : first.row.actor;
      expect(metaIn(`claims/${id}/`, 'description'), id).toContain(who.replace(/[’‘]/g, "'"));
    }
  });
});

describe('citations', () => {
  test.each(['scale', 'chart-world-map', 'table-claims', 'edition'])('of %s stand as files in three formats', (key) => {
    const [bib, ris, csl] = ['bib', 'ris', 'json'].map((ending) =>
      readFileSync(join(builtFolder, `cite/${key}.${ending}`), 'utf8'),
    );
    expect(bib).toContain(`abroad110-${key},`);
    expect(ris).toContain(`ID  - abroad110-${key}\r\n`);
    expect(JSON.parse(csl ?? '')).toMatchObject([{ id: `abroad110-${key}`, author: [{ literal: '110 Abroad' }] }]);
  });

  test('name addresses that exist', () => {
    for (const file of filesIn(join(builtFolder, 'cite')).filter((name) => name.endsWith('.json'))) {
      const [item] = JSON.parse(readFileSync(join(builtFolder, 'cite', file), 'utf8')) as { URL: string }[];
      expect(existsSync(fileOf(item?.URL ?? '')), item?.URL).toBe(true);
      const fragment = item?.URL.split('#')[1];
      if (fragment) expect(readFileSync(fileOf(item?.URL ?? ''), 'utf8')).toContain(`id="${fragment}"`);
    }
  });

  test.each(chapters)('are shown at the end of %s and linked', (chapter) => {
    const cite = parse(`${chapter}/`).querySelector('details.cite');
    expect(cite?.querySelector('blockquote')?.textContent?.trim()).toMatch(new RegExp(`${home}${chapter}/$`));
    expect(
      [...(cite?.querySelectorAll('a[download]') ?? [])].map((link) => link.getAttribute('href')?.split('/cite/')[1]),
    ).toEqual(['bib', 'ris', 'json'].map((ending) => `${chapter}.${ending}`));
  });

  test('are shown for every table and the edition', () => {
    const hrefs = [...parse('data/').querySelectorAll('a[download]')].map((link) => link.getAttribute('href') ?? '');
    for (const file of filesIn(join(builtFolder, 'cite')).filter((name) => /^(?:table-|edition)/.test(name)))
      expect(
        hrefs.some((href) => href.endsWith(`/cite/${file}`)),
        file,
      ).toBe(true);
  });

  test.each([...chapters.map((chapter) => `${chapter}/`), ...[...site.charts.keys()].map((id) => `charts/${id}/`)])(
    'of %s can be read by Zotero',
    (path) => {
      const page = parse(path);
      expect(meta(page, 'citation_title')).toBe(page.querySelector('h1')?.textContent?.replace(/\u00a0/g, ' '));
      expect(meta(page, 'citation_author')).toBe('110 Abroad,');
      expect(meta(page, 'citation_publication_date')).toMatch(/^\d{4}\/\d{2}(?:\/\d{2})?$/);
      expect(meta(page, 'citation_public_url')).toBe(canonical(page));
    },
  );
});

describe('share pictures', () => {
  const pictures = filesIn(join(builtFolder, 'share'));

  test.each(pictures)('%s is 1200 by 630, under 60 kB, and its words are there', (file) => {
    const bytes = readFileSync(join(builtFolder, 'share', file));
    expect(bytes.length).toBeLessThanOrEqual(60_000);
    const png = decodePng(bytes);
    expect([png.width, png.height]).toEqual([1200, 630]);
    // The line with the site's name, and the title: a font that was not found would leave both empty.
    expect(darkPixels(png, 48, 44, 400, 84)).toBeGreaterThan(400);
    expect(darkPixels(png, 48, 90, 1152, 260)).toBeGreaterThan(4_000);
    expect(png.texts.get('Author')).toBe('110 Abroad');
  });

  test('are named by every page, with an absolute address of a file that exists, and in words', () => {
    for (const path of pagePaths().filter((page) => !page.startsWith('embed/') && !page.startsWith('v/'))) {
      const picture = metaIn(path, 'og:image') ?? '';
      expect(existsSync(fileOf(picture)), `${picture} of ${path}`).toBe(true);
      expect(metaIn(path, 'og:image:alt')?.length, path).toBeGreaterThan(20);
      expect(metaIn(path, 'twitter:card'), path).toBe('summary_large_image');
    }
  });

  test('of chapters and charts are their own', () => {
    for (const chapter of chapters) expect(meta(parse(`${chapter}/`), 'og:image')).toBe(`${home}share/${chapter}.png`);
    for (const id of site.charts.keys())
      expect(meta(parse(`charts/${id}/`), 'og:image')).toBe(`${home}share/chart-${id}.png`);
  });
});

describe('structured data', () => {
  test.each(chapters)('of %s is an article of an organisation, with no date but those of editions', (chapter) => {
    const page = parse(`${chapter}/`);
    const [article] = dataOf(page);
    expect(article).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Article',
      url: canonical(page),
      license: dataset.edition.licence.url,
      author: { '@type': 'Organization', name: '110 Abroad' },
    });
    expect(String(article?.['headline']).length).toBeLessThanOrEqual(110);
    const editions = frozenVersions().map((version) => frozenEdition(version).date);
    expect(editions).toContain(article?.['datePublished']);
    for (const date of [article?.['dateModified']].filter(Boolean)) expect(editions).toContain(date);
    expect(article?.['publisher']).toMatchObject({ '@id': `${home}#publisher` });
    expect(existsSync(fileOf((article?.['image'] as { url: string } | undefined)?.url ?? ''))).toBe(true);
  });

  test.each([...site.charts.keys()])('of the chart %s says licence and credit of its picture', (id) => {
    const [image] = dataOf(parse(`charts/${id}/`));
    expect(image).toMatchObject({
      '@type': 'ImageObject',
      license: dataset.edition.licence.url,
      creditText: expect.stringContaining(dataset.edition.version),
      creator: { '@type': 'Organization' },
    });
    for (const key of ['contentUrl', 'thumbnailUrl']) expect(existsSync(fileOf(String(image?.[key]))), key).toBe(true);
    expect(readPage(`charts/${id}/`)).toContain('id="licence"');
    const answer = site.charts.get(id)?.words.answer;
    if (answer) expect(String(image?.['description'])).toMatch(/Answered:/);
  });

  test.each(['', 'data/'])('of /%s is the dataset with its edition and files', (path) => {
    const [data] = dataOf(parse(path));
    expect(data).toMatchObject({
      '@type': 'Dataset',
      version: dataset.edition.version,
      datePublished: dataset.edition.date,
      license: dataset.edition.licence.url,
    });
    const description = String(data?.['description']);
    expect(description.length).toBeGreaterThan(50);
    expect(description.length).toBeLessThan(5000);
    for (const file of (data?.['distribution'] ?? []) as { contentUrl: string }[])
      expect(existsSync(fileOf(file.contentUrl)), file.contentUrl).toBe(true);
  });

  test('rates no claim as true or false', () => {
    for (const path of pagePaths()) expect(readPage(path), path).not.toContain('ClaimReview');
  });
});

describe('the feed', () => {
  const feed = parseXml(readFileSync(join(builtFolder, 'feed.xml'), 'utf8'));
  const items = [...feed.querySelectorAll('item')];
  const content = (item: Element) => parsePage(item.getElementsByTagName('content:encoded')[0]?.textContent ?? '');

  test('has every chapter in full and the edition, each with an address that exists', () => {
    expect(items.map((item) => item.querySelector('link')?.textContent)).toEqual([
      ...chapters.map((chapter) => `${home}${chapter}/`),
      ...(dataset.edition.version.endsWith(unreleased) ? [] : [`${home}data/#edition-${dataset.edition.version}`]),
    ]);
    for (const item of items) expect(existsSync(fileOf(item.querySelector('link')?.textContent ?? ''))).toBe(true);
    expect(readPage('data/')).toContain(`id="edition-${dataset.edition.version}"`);
    chapters.forEach((chapter, index) => {
      const item = items[index];
      if (!item) throw new Error(`No item for ${chapter}`);
      expect(content(item).body.textContent?.length).toBeGreaterThan(4_000);
    });
  });

  test('shows each chart as a picture with who answered, never as an embed', () => {
    chapters.forEach((chapter, index) => {
      const page = content(items[index] as Element);
      expect(page.querySelector('iframe, svg, script, style, details, textarea')).toBeNull();
      const charts = [...parse(`${chapter}/`).querySelectorAll('figure.chart')].map((figure) =>
        figure.id.replace('chart-', ''),
      );
      expect(charts.length).toBeGreaterThan(0);
      const figures = [...page.querySelectorAll('figure')];
      expect(figures).toHaveLength(charts.length);
      figures.forEach((figure, at) => {
        const image = figure.querySelector('img');
        expect(existsSync(fileOf(image?.getAttribute('src') ?? ''))).toBe(true);
        expect(image?.getAttribute('src')).toContain(`/charts/${charts[at]}.png`);
        expect(image?.getAttribute('alt')?.length).toBeGreaterThan(20);
        if (site.charts.get(charts[at] ?? '')?.words.answer) expect(figure.textContent).toContain('Answered:');
      });
    });
  });

  test('has addresses in full only, and no date but those of editions', () => {
    for (const item of items.slice(0, -1))
      for (const link of content(item).querySelectorAll('[href], [src]'))
        expect(link.getAttribute('href') ?? link.getAttribute('src')).toMatch(/^https?:\/\//);
    const editions = frozenVersions().map((version) => frozenEdition(version).date);
    for (const date of feed.querySelectorAll('pubDate, lastBuildDate'))
      expect(editions).toContain(new Date(date.textContent ?? '').toISOString().slice(0, 10));
    // Rows that no edition has are announced with the edition that will; a chapter with a date has an id that says again that it is new.
    for (const item of items.slice(0, chapters.length)) {
      const isDated = item.querySelector('pubDate') !== null;
      expect(item.querySelector('guid')?.getAttribute('isPermaLink')).toBe(isDated ? 'false' : 'true');
    }
  });

  test('is found from every page', () => {
    for (const path of ['', 'scale/', 'charts/', 'claims/scale-01/'])
      expect(
        parse(path).querySelector('link[rel=alternate][type="application/rss+xml"][href$="/feed.xml"]'),
        path,
      ).not.toBeNull();
  });
});

test('robots are told that everything may be read, and where the map of the site is', () => {
  const robots = readFileSync(join(builtFolder, 'robots.txt'), 'utf8');
  expect(robots).toMatch(/^User-agent: \*\nAllow: \/\n/);
  const map = /^Sitemap: (\S+)$/m.exec(robots)?.[1] ?? '';
  expect(existsSync(fileOf(map))).toBe(true);
  const listed = filesIn(builtFolder)
    .filter((file) => /^sitemap-\d+\.xml$/.test(file))
    .flatMap((file) =>
      [...parseXml(readFileSync(join(builtFolder, file), 'utf8')).querySelectorAll('loc')].map(
        (address) => address.textContent ?? '',
      ),
    );
  for (const path of ['', 'scale/', 'charts/world-map/', 'claims/scale-01/']) expect(listed).toContain(home + path);
});

describe('somebody to write to', () => {
  const prefixed = process.env['BUILT_SITE_PREFIXED'];
  const link = 'mailto:desk@110-abroad.example';
  const security = (folder: string) => readFileSync(join(folder, '.well-known/security.txt'), 'utf8');

  test('is linked where readers look for it, and in security.txt', () => {
    for (const path of ['about/', 'corrections/'])
      expect(parse(path).querySelector(`a[href="${link}"]`)?.textContent, path).toBe('desk@110-abroad.example');
    expect(parse('about/').querySelector('#contact')).not.toBeNull();
    expect(parse('press/').querySelector('a[href$="about/#contact"]')).not.toBeNull();
    expect(security(builtFolder)).toContain(`Contact: ${link}\n`);
  });

  test.runIf(prefixed)('is not promised where nobody is named', () => {
    const about = readFileSync(join(prefixed ?? '', 'about/index.html'), 'utf8');
    expect(about).not.toContain('mailto:');
    expect(about).toContain(site.messages.text('contact.unset'));
    expect(security(prefixed ?? '')).toMatch(/Contact: \S+\/about\/#contact\n/);
  });
});

/** No-break, narrow, thin and figure spaces: for the eye, and a trap for whoever searches, joins or matches. */
const hardSpace = /[\u00a0\u2007\u2009\u202f]|\\u(?:00a0|2007|2009|202f)|&(?:nbsp|#160|#xa0);/i;

test('what machines read has plain spaces: data, citations, names in feeds, cards, structured data and the lines to paste', () => {
  const files = filesIn(builtFolder).filter((file) => !/^v\/[^/]+\/./.test(file));
  const data = files.filter(
    (file) => /\.(?:csv|json|geojson|bib|ris|cff|webmanifest)$/.test(file) && file !== 'search.json',
  );
  expect(data.length).toBeGreaterThan(600);
  // An edition keeps its line as it was, and its oEmbed answer has it to the byte.
  const parts = (file: string, text: string) =>
    /^oembed\/\d/.test(file) ? text.replace(/^ {2}"html":.*$/m, '') : text;
  for (const file of data)
    expect(parts(file, readFileSync(join(builtFolder, file), 'utf8')), file).not.toMatch(hardSpace);
  for (const file of files.filter((name) => /\.xml$/.test(name)))
    for (const [name] of readFileSync(join(builtFolder, file), 'utf8').matchAll(
      /<(title|link|guid|loc)\b[^>]*>[^<]*</g,
    ))
      expect(name, file).not.toMatch(hardSpace);
  const machineRead =
    /<script type="application\/ld\+json">[^<]*|<(?:meta|link)\b[^>]*>|<title>[^<]*(?=<\/title>\s*<meta)/g;
  for (const path of pagePaths())
    for (const [part] of readPage(path).matchAll(machineRead)) expect(part, path).not.toMatch(hardSpace);
});

describe('the map of the site', () => {
  const entries = [...readFileSync(join(builtFolder, 'sitemap-0.xml'), 'utf8').matchAll(/<url>(.*?)<\/url>/gs)].map(
    ([, entry]) => ({
      path: new URL(/<loc>([^<]+)/.exec(entry ?? '')?.[1] ?? '').pathname.slice(1),
      date: /<lastmod>(\d{4}-\d{2}-\d{2})/.exec(entry ?? '')?.[1],
    }),
  );

  test('dates each page that says when it last changed, by that date, and no other', () => {
    expect(entries.filter(({ date }) => date !== undefined).length).toBeGreaterThan(400);
    for (const { path, date } of entries) expect(date, path).toBe(/"dateModified":"([^"]+)"/.exec(readPage(path))?.[1]);
  });

  test('has no dates but those of editions', () => {
    const editions = readdirSync('public/v').map(
      (version) => (JSON.parse(readFileSync(`public/v/${version}/data/edition.json`, 'utf8')) as { date: string }).date,
    );
    for (const { path, date } of entries) if (date !== undefined) expect(editions, path).toContain(date);
  });
});
