/** The offline edition: three files from the same parts, each whole in itself. */

import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { checksums } from '../../src/publish/download/archive.ts';
import { sharedShapes } from '../../src/publish/offline/html-file.ts';
import { offlineTarget } from '../../src/publish/offline/links.ts';
import { withLinks } from '../../src/publish/offline/notes.ts';
import { offlineFile, offlineFormats, offlineName, offlineSums } from '../../src/publish/offline/offline.ts';
import { offlineParts, offlinePlaces } from '../../src/publish/offline/parts.ts';
import { chaptersIn, pageWithoutCharts } from '../../src/story/chapters.ts';
import { withGlossary } from '../../src/story/glossary.ts';
import { siteIn } from '../../src/story/site.ts';
import { changed, hasClass, idsIn, toHtml, toXhtml, treeFrom } from '../../src/story/tree.ts';
import { parseHtml, parsePage, parseXml } from '../helpers/xml.ts';
import { readZip } from '../helpers/zip.ts';

const site = siteIn('en');
const parts = offlineParts(site);
const chapters = chaptersIn('en');
const chartIds = [...site.charts.keys()];
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const page = utf8(await offlineFile(site, 'html'));
const markdown = utf8(await offlineFile(site, 'md'));
const epub = Buffer.from(await offlineFile(site, 'epub'));
const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
/** A copy without the numbers of notes. */
const withoutNumbers = (element: Element | null): Element | null => {
  const copy = element?.cloneNode(true) as Element | null;
  for (const number of copy?.querySelectorAll('.mark, .reference') ?? []) number.remove();
  return copy;
};
const duplicates = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];

test('the edition holds the opening, every chapter, every chart once, and the apparatus', () => {
  expect(parts.map((part) => part.id)).toEqual([
    'front',
    ...chapters.map((chapter) => chapter.id),
    'charts',
    'glossary',
    'method',
    'claims',
    'sources',
    'corrections',
    'about',
  ]);
  const figures = parts.flatMap((part) =>
    [...toHtml(part.body).matchAll(/<figure class="chart content" id="chart-([^"]+)"/g)].map((match) => match[1] ?? ''),
  );
  expect([...figures].sort()).toEqual([...chartIds].sort());
});

describe('a link of the site', () => {
  const places = new Map([
    ['front', new Set(['opening'])],
    ['scale', new Set(['who-counted', 'chart-world-map', 'note-scale-01'])],
    ['charts', new Set(['not-drawn'])],
    ['claims', new Set(['scale-05', 'figure-x', 'responses-ita'])],
    ['sources', new Set(['chart-world-map', 'reuters'])],
  ]);
  const inside = (part: string, id?: string) => ({ kind: 'inside', part, id });
  test.each([
    ['/scale/', inside('scale')],
    ['/scale/#who-counted', inside('scale', 'who-counted')],
    ['/', inside('front')],
    ['/#opening', inside('front', 'opening')],
    ['#note-scale-01', inside('scale', 'note-scale-01')],
    ['/claims/', inside('claims')],
    ['/claims/scale-05/', inside('claims', 'scale-05')],
    ['/claims/#figure-x', inside('claims', 'figure-x')],
    ['/charts/', inside('charts')],
    ['/charts/#not-drawn', inside('charts', 'not-drawn')],
    ['/charts/#chart-world-map', inside('scale', 'chart-world-map')],
    ['/charts/world-map/', inside('scale', 'chart-world-map')],
    ['/charts/world-map/#cite', inside('scale', 'chart-world-map')],
    ['/charts/world-map/#continents', { kind: 'elsewhere', path: '/charts/world-map/#continents' }],
    ['/countries/ita/', inside('claims', 'responses-ita')],
    ['/countries/ago/', { kind: 'elsewhere', path: '/countries/ago/' }],
    ['/countries/', { kind: 'elsewhere', path: '/countries/' }],
    ['/sources/#chart-world-map', inside('sources', 'chart-world-map')],
    ['/sources/#reuters', inside('sources', 'reuters')],
    ['https://example.org/scale/', { kind: 'external' }],
    ['//example.org/scale/', { kind: 'external' }],
    ['mailto:a@example.org', { kind: 'external' }],
    ['/data/', { kind: 'elsewhere', path: '/data/' }],
    ['/scale/#gone', { kind: 'elsewhere', path: '/scale/#gone' }],
    ['/claims/gone/', { kind: 'elsewhere', path: '/claims/gone/' }],
    ['/charts/gone/', { kind: 'elsewhere', path: '/charts/gone/' }],
    ['/charts/world-map.svg', { kind: 'elsewhere', path: '/charts/world-map.svg' }],
    ['/scale/deeper/', { kind: 'elsewhere', path: '/scale/deeper/' }],
    ['#gone', { kind: 'elsewhere', path: '#gone' }],
  ])('to %s leads to its place, at the root and under a prefix', (href, expected) => {
    expect(offlineTarget(href, '/', 'scale', places)).toEqual(expected);
    const prefixed = /^\/(?!\/)/.test(href) ? `/some/prefix${href}` : href;
    expect(offlineTarget(prefixed, '/some/prefix/', 'scale', places)).toEqual(expected);
  });

  test('in the texts of today leads inside or to another site: only pages for programs, reporters and classes, and lists by country, are left out', () => {
    const all = offlinePlaces(parts);
    const elsewhere = parts.flatMap((part) =>
      [
        ...(toHtml(part.body).replace(/<p class="(?:chart__take|rests)">.*?<\/p>/g, '') + toHtml(part.notes)).matchAll(
          /<a [^>]*?href="([^"]*)"/g,
        ),
      ].flatMap((match) => {
        const target = offlineTarget(match[1] ?? '', site.base, part.id, all);
        return target.kind === 'elsewhere' ? [target.path] : [];
      }),
    );
    // Countries by continent are a list of their chart's page. A country of which no response is known has nothing in the records that its name could lead to.
    // Whom to write to depends on where the site is served.
    const left =
      /^\/about\/#contact$|^\/(?:press|data|teach|countries)\/(?:#list)?$|^\/(?:press|data|teach)\/|^\/(?:feed|corrections)\.xml$|^\/charts\/[a-z-]+\/#continents$/;
    const silent = new Set(
      site.dataset.tables.countries
        .map(({ id }) => id)
        .filter((id) => !site.dataset.tables.responses.some(({ about }) => about.includes(id))),
    );
    expect(
      elsewhere.filter(
        (path) =>
          !left.test(path) && !silent.has(path.replace(/^\/countries\/([a-z]{3})\/(?:#.*)?$/, '$1').toUpperCase()),
      ),
    ).toEqual([]);
  });
});

describe('what opens in place on the site', () => {
  const linked = (body: string, notes = '') => {
    const text = withLinks({ body: treeFrom(body), notes: treeFrom(notes) }, site);
    return { body: toHtml(text.body), notes: toHtml(text.notes) };
  };
  test('is a link for each note, with a way back from the note to each place', () => {
    const mark = '<a class="mark" href="#note-a" data-mark="1" aria-label="Note 1"><sup>[1]</sup></a>';
    const both = '<a class="mark" href="#note-b" data-mark="1, 2" data-notes="b a"><sup>[1, 2]</sup></a>';
    const { body, notes } = linked(
      `<p>x${mark} y${both}</p>`,
      '<li id="note-a" class="note"><p>n <a href="#note-b">note 2</a></p></li><li id="note-b" class="note"><p>m</p></li>',
    );
    const place = (note: string, number: number, id: string) =>
      `<a href="#note-${note}" id="${id}" aria-label="Note ${number}">${number}</a>`;
    expect(body).toBe(
      `<p>x<sup class="reference">${place('a', 1, 'reference-a')}</sup> y<sup class="reference">${place('b', 2, 'reference-b')}, ${place('a', 1, 'reference-a-2')}</sup></p>`,
    );
    expect(notes.replaceAll('\u00a0', ' ')).toContain(
      '<li id="note-a" class="note"><p>n <a href="#note-b">note 2</a></p><p class="note__ways"><a href="#reference-a" aria-label="Back to the text of note 1">Back to the text</a> · <a href="#reference-a-2" aria-label="Back to the text of note 1, place 2">2</a></p></li>',
    );
  });
  test('is refused when there is no place to lead back to', () => {
    expect(() => linked('<p>x</p>', '<li id="note-a" class="note">n</li>')).toThrow('note-a');
  });
  test('marks of permanent addresses fall away, their words stay', () =>
    expect(
      linked('<h2 id="a"><a class="permalink" href="#a">x</a></h2><p>y<a class="permalink" href="#b"></a></p>').body,
    ).toBe('<h2 id="a">x</h2><p>y</p>'));
  test('is in none of the parts any more', () => {
    for (const part of parts)
      expect(toHtml(part.body) + toHtml(part.notes), part.id).not.toMatch(/<button|popover|permalink|"mark"/);
  });
});

describe('a tree', () => {
  test('changes, unwraps and leaves out elements, however deep', () => {
    const tree = treeFrom('<p title="1">x <b>y <i>z</i></b><br>&lt;</p><div class="gone"><div>in<br></div></div><hr>');
    const result = changed(tree, (element, around) => {
      if (hasClass(element, 'gone')) return [];
      if (element.tagName === 'b') return element.children;
      return element.tagName === 'i' && around.at(-1)?.tagName === 'b' ? [{ ...element, tagName: 'em' }] : [element];
    });
    expect(toXhtml(result)).toBe('<p title="1">x y <em>z</em><br/>&#x3C;</p><hr/>');
    expect(toHtml(tree)).toContain('<b>y <i>z</i></b>');
  });
  test('knows the ids of text and not those inside pictures', () =>
    expect(idsIn(treeFrom('<p id="a">x</p><svg id="b"><g id="c"/></svg><p id="d"></p>'))).toEqual(['a', 'd']));
  test('refuses a shape that is drawn in two ways under one name', () => {
    const sheet = (path: string) => `<svg class="symbols"><defs><g id="fra" class="shape">${path}</g></defs></svg>`;
    expect(sharedShapes([sheet('<path d="M0"/>'), sheet('<path d="M0"/>')]).match(/id="fra"/g)).toHaveLength(1);
    expect(() => sharedShapes([sheet('<path d="M0"/>'), sheet('<path d="M1"/>')])).toThrow('fra');
  });
});

describe('the HTML file', () => {
  const document = parsePage(page);
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);

  test('uses each id once, pictures included, and every reference finds its element', () => {
    expect(duplicates(ids)).toEqual([]);
    const known = new Set(ids);
    const lost: string[] = [];
    for (const link of document.querySelectorAll('a[href]')) {
      const href = link.getAttribute('href') ?? '';
      if (href.startsWith('#') ? !known.has(decodeURIComponent(href.slice(1))) : !/^https?:\/\//.test(href))
        lost.push(href);
    }
    for (const use of document.querySelectorAll('use'))
      if (!known.has((use.getAttribute('href') ?? '').slice(1))) lost.push(use.outerHTML);
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls'])
      for (const element of document.querySelectorAll(`[${attribute}]`))
        for (const id of (element.getAttribute(attribute) ?? '').split(' '))
          if (!known.has(id)) lost.push(`${attribute} ${id}`);
    for (const match of page.matchAll(/url\(#([^)]+)\)/g)) if (!known.has(match[1] ?? '')) lost.push(match[0]);
    expect(lost).toEqual([]);
  });

  test('fetches nothing and runs nothing', () => {
    expect(
      document.querySelectorAll(
        'script, link, button, [popover], iframe, object, embed, base, [src], [srcset], [style], form',
      ),
    ).toHaveLength(0);
    expect(page).not.toMatch(/\son[a-z]+="|@import|url\((?!#|data:font\/woff2;base64,)/);
    expect(page.match(/url\(data:font\/woff2;base64,d09GMg/g)).toHaveLength(2);
  });

  test('has every chart as a picture for wide and for narrow screens, with a name, an answer where there is one, and its table', () => {
    for (const id of chartIds) {
      const figure = document.querySelector(`figure[id$=".chart-${id}"]`);
      const record = site.charts.get(id);
      expect(
        figure?.querySelectorAll(':is(svg.picture, svg.picture > g)[role="img"][aria-labelledby]'),
        id,
      ).toHaveLength(2);
      expect(words(figure?.querySelector('.chart__headline')?.textContent), id).toBe(words(record?.chart.headline));
      expect(figure?.querySelectorAll('table.numbers tbody tr'), id).toHaveLength(record?.chart.table.rows.length ?? 0);
      expect(Boolean(figure?.querySelector('.chart__answer')), id).toBe(record?.words.answer !== undefined);
    }
  });

  test('has every note of every part: each number leads to its note, and the note back to each of its numbers', () => {
    for (const part of [{ id: 'front', noteIds: pageWithoutCharts('en', 'front').noteIds }, ...chapters]) {
      const article = document.getElementById(part.id);
      const notes = [...(article?.querySelectorAll('.notes > ol > li.note') ?? [])];
      expect(notes.map((note) => note.id)).toEqual(part.noteIds.map((id) => `${part.id}.note-${id}`));
      const numbers = [...(article?.querySelectorAll('.reference a[id]') ?? [])];
      for (const [index, note] of notes.entries()) {
        const own = numbers.filter((number) => number.getAttribute('href') === `#${note.id}`);
        expect(own.length, note.id).toBeGreaterThan(0);
        for (const number of own) expect(number.textContent).toBe(String(index + 1));
        expect(
          [...note.querySelectorAll('.note__ways a')].map((way) => way.getAttribute('href')),
          note.id,
        ).toEqual(own.map((number) => `#${number.id}`));
      }
    }
  });

  test('says what the chapters and the opening say', () => {
    for (const text of [{ id: 'front', html: pageWithoutCharts('en', 'front').html }, ...chapters]) {
      const prose = words(withoutNumbers(document.getElementById(text.id))?.textContent);
      const paragraphs = [...parseHtml(text.html).querySelectorAll('p[id]:not(figure p), h2')].map(withoutNumbers);
      expect(paragraphs.length).toBeGreaterThan(5);
      for (const paragraph of paragraphs) expect(prose).toContain(words(paragraph?.textContent));
    }
  });

  test('shows in its charts what the map of the opening shows: each step names the chart that holds it', () => {
    const charts = [...document.querySelectorAll('#front p:not(.notes p) a')]
      .map((link) => link.getAttribute('href'))
      .filter((href) => href?.includes('.chart-'));
    expect(charts).toEqual(['#scale.chart-world-map', '#answers.chart-country-status']);
  });

  test('leads from the first place of a term in a chapter to the glossary', () => {
    for (const chapter of chapters) {
      const marked = [...parseHtml(toHtml(withGlossary(site, chapter.tree).tree)).querySelectorAll('.term')].map(
        (term) => term.getAttribute('href'),
      );
      expect(marked.length).toBeGreaterThan(0);
      expect(
        [...(document.getElementById(chapter.id)?.querySelectorAll('a.entry') ?? [])].map((term) =>
          term.getAttribute('href'),
        ),
      ).toEqual(marked.map((target) => target?.replace('/glossary/#', '#glossary.')));
    }
  });
});

describe('the e-book', () => {
  const entries = readZip(epub);
  const files = new Map(entries.map((entry) => [entry.name, entry.bytes.toString('utf8')]));
  const read = (name: string): string => {
    const text = files.get(name);
    if (text === undefined) throw new Error(`The book has no ${name}`);
    return text;
  };
  const opf = parseXml(read('EPUB/package.opf'));
  const items = [...opf.querySelectorAll('manifest > item')].map((item) => ({
    id: item.id,
    href: item.getAttribute('href') ?? '',
    type: item.getAttribute('media-type'),
    properties: item.getAttribute('properties'),
  }));
  const pages = new Map(
    items
      .filter((item) => item.href.endsWith('.xhtml'))
      .map((item) => [item.href, parseXml(read(`EPUB/${item.href}`))]),
  );
  const idsOf = (document: Document): string[] => [...document.querySelectorAll('[id]')].map((element) => element.id);

  test('begins with its type, stored as it is, so that readers know it by its first bytes', () => {
    expect(entries[0]?.name).toBe('mimetype');
    expect(epub.readUInt16LE(8)).toBe(0);
    expect(epub.readUInt16LE(28)).toBe(0);
    expect(epub.toString('latin1', 30, 58)).toBe('mimetypeapplication/epub+zip');
  });

  test('lists exactly the files it holds, each with its type', () => {
    expect(parseXml(read('META-INF/container.xml')).querySelector('rootfile')?.getAttribute('full-path')).toBe(
      'EPUB/package.opf',
    );
    const held = entries
      .map((entry) => entry.name)
      .filter((name) => !['mimetype', 'META-INF/container.xml', 'EPUB/package.opf'].includes(name));
    expect(items.map((item) => `EPUB/${item.href}`).sort()).toEqual([...held].sort());
    expect(duplicates(items.map((item) => item.id))).toEqual([]);
    expect(items.filter((item) => item.properties === 'nav').map((item) => item.href)).toEqual(['nav.xhtml']);
    expect(items.filter((item) => item.properties === 'cover-image').map((item) => item.type)).toEqual(['image/png']);
    const spine = [...opf.querySelectorAll('spine > itemref')].map(
      (ref) => items.find((item) => item.id === ref.getAttribute('idref'))?.href,
    );
    expect(spine).toEqual(['cover.xhtml', 'nav.xhtml', ...parts.map((part) => `${part.id}.xhtml`)]);
  });

  test('says who made it, when, under which licence, and how it can be read', () => {
    const meta = (property: string) =>
      [...opf.querySelectorAll(`meta[property="${property}"]`)].map((element) => element.textContent);
    expect(meta('dcterms:modified')).toEqual([`${site.dataset.edition.date}T00:00:00Z`]);
    expect(opf.getElementsByTagName('dc:identifier')[0]?.textContent).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    for (const name of ['dc:title', 'dc:language', 'dc:creator', 'dc:rights', 'dc:date'])
      expect(opf.getElementsByTagName(name)[0]?.textContent).toMatch(/\S/);
    expect(meta('schema:accessMode')).toEqual(['textual', 'visual']);
    expect(meta('schema:accessModeSufficient')).toEqual(['textual']);
    expect(meta('schema:accessibilityFeature')).toEqual(
      expect.arrayContaining(['alternativeText', 'longDescription', 'tableOfContents', 'structuralNavigation']),
    );
    expect(meta('schema:accessibilityHazard')).toEqual(['none']);
    expect(meta('schema:accessibilitySummary')[0]).toMatch(/text alternative/);
  });

  test('has contents and landmarks that lead somewhere', () => {
    const nav = pages.get('nav.xhtml');
    const toc = nav?.querySelector('nav[role="doc-toc"]');
    expect([...(toc?.querySelectorAll(':scope > ol > li > a') ?? [])].map((link) => link.getAttribute('href'))).toEqual(
      parts.map((part) => `${part.id}.xhtml`),
    );
    expect([...(nav?.querySelectorAll('#landmarks a') ?? [])].map((link) => link.getAttribute('epub:type'))).toEqual([
      'cover',
      'toc',
      'bodymatter',
      'glossary',
    ]);
  });

  test('is well-formed, uses each id once, and every link leads inside or to another site', () => {
    const lost: string[] = [];
    for (const [file, document] of pages) {
      expect(duplicates(idsOf(document)), file).toEqual([]);
      for (const link of document.querySelectorAll('a[href]')) {
        const href = link.getAttribute('href') ?? '';
        if (/^https?:\/\//.test(href)) continue;
        const [target = '', id] = href.split('#');
        const there = target === '' ? document : pages.get(target);
        if (!there || (id !== undefined && !there.getElementById(id))) lost.push(`${file}: ${href}`);
      }
      for (const name of ['aria-labelledby', 'aria-describedby'])
        for (const element of document.querySelectorAll(`[${name}]`))
          if (!document.getElementById(element.getAttribute(name) ?? ''))
            lost.push(`${file}: ${element.getAttribute(name)}`);
    }
    expect(lost).toEqual([]);
  });

  test('loads nothing from outside and runs nothing', () => {
    for (const [name, text] of files) {
      if (name.endsWith('.png')) continue;
      expect(text, name).not.toMatch(/<script|<button|popover|@import|<iframe|<svg:|url\((?!#)|\son[a-z]+="/);
      for (const match of text.matchAll(/<(?:img|source|link|image|use)\b[^>]*?(?:src|srcset|href)="([^"]*)"/g))
        expect(match[1], name).not.toMatch(/^[a-z]+:|^\//);
    }
  });

  test('has every chart as two pictures with a text alternative, and no picture without', () => {
    const shown: string[] = [];
    for (const [file, document] of pages) {
      expect(document.querySelectorAll('svg'), file).toHaveLength(0);
      for (const image of document.querySelectorAll('img')) {
        expect(image.getAttribute('alt'), file).toMatch(/\w{3}/);
        expect(files.has(`EPUB/${image.getAttribute('src')}`), `${file} ${image.getAttribute('src')}`).toBe(true);
        const wide = image.previousElementSibling?.getAttribute('srcset');
        if (wide) {
          expect(files.has(`EPUB/${wide}`), wide).toBe(true);
          shown.push((image.getAttribute('src') ?? '').replace(/^pictures\/|-narrow\.svg$/g, ''));
        }
      }
    }
    expect([...shown].sort()).toEqual([...chartIds].sort());
    for (const id of chartIds)
      for (const frame of ['wide', 'narrow']) {
        const picture = parseXml(read(`EPUB/pictures/${id}-${frame}.svg`));
        expect(picture.querySelector('title')?.textContent).toMatch(/\S/);
        const known = new Set(idsOf(picture));
        for (const use of picture.querySelectorAll('use'))
          expect(known.has((use.getAttribute('xlink:href') ?? '').slice(1)), id).toBe(true);
      }
  });

  test('has notes that apps can show in place: each number leads to a footnote, and each footnote back', () => {
    for (const chapter of chapters) {
      const document = pages.get(`${chapter.id}.xhtml`);
      const notes = [...(document?.querySelectorAll('[role="doc-endnotes"] [role="doc-footnote"]') ?? [])];
      expect(notes.map((note) => note.id)).toEqual(chapter.noteIds.map((id) => `note-${id}`));
      for (const note of notes) {
        expect(note.getAttribute('epub:type')).toBe('footnote');
        const back = [...note.querySelectorAll('[role="doc-backlink"]')].map((link) => link.getAttribute('href'));
        const numbers = [...(document?.querySelectorAll(`.reference a[href="#${note.id}"]`) ?? [])];
        expect(back.length, note.id).toBeGreaterThan(0);
        expect(back, note.id).toEqual(numbers.map((number) => `#${number.id}`));
      }
      expect([...(document?.querySelectorAll('a.entry') ?? [])].length).toBeGreaterThan(0);
      for (const term of document?.querySelectorAll('a.entry') ?? [])
        expect([
          term.getAttribute('href')?.split('#')[0],
          term.getAttribute('epub:type'),
          term.getAttribute('role'),
        ]).toEqual(['glossary.xhtml', 'glossref', 'doc-glossref']);
      for (const reference of document?.querySelectorAll('sup.reference a') ?? [])
        expect([reference.getAttribute('epub:type'), reference.getAttribute('role')]).toEqual([
          'noteref',
          'doc-noteref',
        ]);
    }
  });

  test('carries the edition’s date on every file, and an identifier that stays', () => {
    expect(new Set(entries.map((entry) => entry.modified))).toEqual(new Set([`${site.dataset.edition.date} 12:00:00`]));
    expect(files.get('EPUB/package.opf')).toContain('>urn:uuid:101ef50d-8eec-54c7-8929-74fcd70a9f29<');
  });
});

describe('the text file', () => {
  const footnotes = /^\[\^([^\]]+)\]: /gm;
  const defined = [...markdown.matchAll(footnotes)].map((match) => match[1] ?? '');
  const [body = ''] = markdown.split(/^\[\^[^\]]+\]: /m);

  test('tells each record that it cites once, and cites each record that it tells', () => {
    const cited = new Set([...body.matchAll(/\[\^([^\]]+)\]/g)].map((match) => match[1] ?? ''));
    expect(duplicates(defined)).toEqual([]);
    expect(new Set(defined)).toEqual(cited);
    for (const chapter of chapters) for (const id of chapter.noteIds) expect(defined).toContain(id);
  });

  test('has no HTML, no address of the site, and no space that only the eye sees', () => {
    expect(markdown).not.toMatch(/<\/?[a-z][^>]*>(?!\))|\]\((?!<?https?:)|&[a-z]+;|\u00a0|\u202f|undefined/);
  });

  test('says in every paragraph what the chapter says, mark for mark', () => {
    const rendered = words(parseHtml(new MarkdownIt().render(body.replace(/\[\^[^\]]+\]/g, ''))).textContent);
    for (const chapter of chapters)
      for (const paragraph of parseHtml(chapter.html).querySelectorAll('p[id]:not(figure p), h2, .chart__dek')) {
        for (const number of paragraph.querySelectorAll('sup')) number.remove();
        expect(rendered).toContain(words(paragraph.textContent));
      }
  });

  test('has every chart as headline, answer, description and table', () => {
    const rendered = parseHtml(new MarkdownIt().render(body));
    const tables = [...rendered.querySelectorAll('table')];
    for (const { chart, words: own } of site.charts.values()) {
      const at = markdown.indexOf(`**Chart: ${chart.headline.replace(/\u00a0/g, ' ')}**`);
      expect(at, chart.id).toBeGreaterThan(0);
      const text = markdown.slice(at, markdown.indexOf('**Chart: ', at + 5));
      expect(words(text), chart.id).toContain(words(chart.summary));
      if (own.answer) expect(text, chart.id).toContain(`[^${own.answer}]`);
      expect(
        tables.some(
          (table) =>
            table.querySelectorAll('tbody tr').length === chart.table.rows.length &&
            words([...table.querySelectorAll('th')].map((cell) => cell.textContent).join('|')) ===
              words(chart.columnLabels.join('|')),
        ),
        chart.id,
      ).toBe(true);
    }
  });
});

test('the sums are those of the files', async () => {
  const files = new Map(
    await Promise.all(
      offlineFormats.map(async (format) => [offlineName(format), await offlineFile(site, format)] as const),
    ),
  );
  expect(await offlineSums(site)).toBe(checksums(files));
  expect([...files.keys()]).toEqual(['110-abroad.html', '110-abroad.epub', '110-abroad.md']);
});
