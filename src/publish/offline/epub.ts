/**
 * The offline edition as an EPUB 3: a zip of XHTML, one file a part, with pictures as SVG files. Reading apps bring their own type sizes, colours and
 * fonts, and many know neither custom properties nor script nor folded parts: here nothing rests on them.
 */
import { palette } from '../../charts/shared/palette.ts';
import { element, escapeXml, n } from '../../charts/shared/svg.ts';
import { plainPage } from '../../story/chapters.ts';
import { type Html, html, trusted } from '../../story/html.ts';
import { chartOf, type Site } from '../../story/site.ts';
import {
  attribute,
  type Change,
  changed,
  type Element,
  h,
  hasClass,
  idOf,
  type Root,
  toXhtml,
} from '../../story/tree.ts';
import epubCss from '../../styles/offline-epub.css?raw';
import { plainSpaces } from '../chart/chart-record.ts';
import { standalonePicture } from '../chart/picture.ts';
import { keptZip, utf8 } from '../download/archive.ts';
import { plainWords } from '../page/words.ts';
import { drawnPng } from '../png/drawing.ts';
import { coverSvg, coverWidth } from './cover.ts';
import type { Places } from './links.ts';
import { hrefOf, relinked } from './notes.ts';
import { type OfflinePart, offlineParts, offlinePlaces } from './parts.ts';

/** Ids in XML begin with a letter; those of records may begin with a digit. */
const xmlId = (id: string): string => (/^[a-z_]/i.test(id) ? id : `n-${id}`);

const partFile = (id: string): string => `${id}.xhtml`;
const pictureFile = (chart: string, frame: 'wide' | 'narrow'): string => `pictures/${chart}-${frame}.svg`;

/** What is about a page in a browser. */
const pageOnly = ['rel', 'tabIndex', 'ariaDescribedBy'];

/** Both drawings of a chart as one picture: apps without media queries show the narrow one, which can be read on the smallest screens. */
function pictureElement(site: Site, chart: string, describedIn: string): Element {
  const { width, height } = standalonePicture(site, chart, 'narrow');
  return h('picture', { className: ['chart__picture'] }, [
    h('source', { media: '(min-width: 44em)', srcSet: pictureFile(chart, 'wide') }),
    h('img', { src: pictureFile(chart, 'narrow'), alt: describedIn, width, height: Math.round(height) }),
  ]);
}

/** What a link of the book is to apps and screen readers, by where it is. */
const linkRoles = (link: Element, parent: Element | undefined): Element['properties'] =>
  parent && hasClass(parent, 'reference')
    ? { 'epub:type': 'noteref', role: 'doc-noteref' }
    : parent && hasClass(parent, 'note__ways')
      ? { role: 'doc-backlink' }
      : hasClass(link, 'entry')
        ? { 'epub:type': 'glossref', role: 'doc-glossref' }
        : {};

/** A part's text as XHTML of the book. `charts` collects the pictures that it shows. */
function bound(part: OfflinePart, text: Root, site: Site, places: Places, charts: Set<string>): Html {
  const change: Change = (element, around) => {
    if (element.tagName === 'svg') {
      const chart = attribute(element, 'dataChart');
      if (chart === undefined || !hasClass(element, 'picture--wide')) return [];
      charts.add(chart);
      return [pictureElement(site, chart, chartOf(site, chart).chart.summary)];
    }
    const properties = { ...element.properties };
    for (const name of pageOnly) delete properties[name];
    const id = idOf(element);
    if (id !== undefined) properties['id'] = xmlId(id);
    const lang = attribute(element, 'lang');
    if (lang !== undefined) properties['xml:lang'] = lang;
    if (element.tagName === 'div' && properties['role'] === 'region') {
      delete properties['role'];
      delete properties['ariaLabel'];
    }
    const result: Element = { ...element, properties };
    // Nothing is folded: an app may know no way to unfold it.
    if (element.tagName === 'details') return [{ ...result, tagName: 'div' }];
    if (element.tagName === 'summary')
      return [
        h('p', { ...(id === undefined ? {} : { id: xmlId(id) }), className: ['chart__more-title'] }, element.children),
      ];
    // The note is what an app may show in place; the number stays with the list.
    if (element.tagName === 'li' && hasClass(element, 'note')) {
      delete properties['id'];
      const note = { id: xmlId(id ?? ''), 'epub:type': 'footnote', role: 'doc-footnote' };
      return [{ ...result, children: [h('div', note, element.children)] }];
    }
    if (hrefOf(element) === undefined) return [result];
    Object.assign(properties, linkRoles(element, around.at(-1)));
    return relinked(result, part.id, site, places, (target, place) =>
      place === undefined ? partFile(target) : `${target === part.id ? '' : partFile(target)}#${xmlId(place)}`,
    );
  };
  return trusted(toXhtml(changed(text, change)));
}

const xhtml = (site: Site, title: string, body: Html, bodyType = ''): string =>
  html`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${site.language}" xml:lang="${site.language}">
<head>
<meta charset="UTF-8"/>
<title>${title}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body${bodyType ? html` epub:type="${bodyType}"` : ''}>
${body}
</body>
</html>
`.toString();

/** What sort of part it is, to apps and to screen readers. */
const partTypes: Readonly<Record<string, string>> = { front: 'introduction', glossary: 'glossary' };

function partXhtml(part: OfflinePart, isChapter: boolean, site: Site, places: Places, charts: Set<string>): string {
  const { messages } = site;
  const type = isChapter ? 'chapter' : partTypes[part.id];
  const notes =
    part.notes.children.length > 0
      ? html`<section class="notes" epub:type="endnotes" role="doc-endnotes" aria-labelledby="notes-title"><h2 id="notes-title">${messages.text('chapter.notes')}</h2><ol>${bound(part, part.notes, site, places, charts)}</ol></section>`
      : '';
  return xhtml(
    site,
    part.title,
    html`<section${type && html` epub:type="${type}" role="doc-${type}"`} aria-labelledby="part-title">
<header>
${part.place ? html`<p class="place">${part.place}</p>` : ''}
<h1 id="part-title">${part.title}</h1>
<p class="dek">${part.dek}</p>
${part.facts ? html`<p class="facts">${part.facts}</p>` : ''}
</header>
${bound(part, part.body, site, places, charts)}
${notes}
</section>`,
  );
}

/** A picture as a file. Two properties of SVG 2 are written as style: e-books are checked by the attributes of SVG 1.1. */
function pictureSvg(site: Site, chart: string, frame: 'wide' | 'narrow'): string {
  const { width, height, content, definitions } = standalonePicture(site, chart, frame);
  const headline = plainSpaces(site.charts.get(chart)?.chart.headline ?? '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      width,
      height: n(height),
      viewBox: `0 0 ${width} ${n(height)}`,
      'font-family': "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif",
    },
    [
      element('title', {}, escapeXml(headline)),
      definitions ? element('defs', {}, definitions) : '',
      element('rect', { width, height: n(height), fill: palette.light.paper }),
      content,
    ].join('\n'),
  ).replace(/ (paint-order|vector-effect)="([^"]*)"/g, ' style="$1:$2"')}\n`;
}

/** The style sheet with the colours of the light palette in place of its custom properties. */
const bookCss = (): string =>
  epubCss
    .replace(/\/\*[\s\S]*?\*\/\n?/g, '')
    .replace(
      /var\(--([\w-]+)\)/g,
      (_, name: string) => (palette.light as Readonly<Record<string, string>>)[name] ?? 'inherit',
    );

/** Identifies the e-book, and is the same in every edition: the name-based UUID (RFC 9562, version 5, of addresses) of the site's name. */
const bookIdentifier = 'urn:uuid:101ef50d-8eec-54c7-8929-74fcd70a9f29';

function navigation(site: Site, parts: readonly OfflinePart[], chapters: ReadonlySet<string>): string {
  const { messages } = site;
  const items = parts.map((part) => {
    const named = chapters.has(part.id) ? part.title : part.name;
    const inner =
      part.headings.length > 1
        ? html`<ol>${part.headings.map((heading) => html`<li><a href="${partFile(part.id)}#${xmlId(heading.id)}">${heading.text}</a></li>`)}</ol>`
        : '';
    return html`<li><a href="${partFile(part.id)}">${named}</a>${inner}</li>`;
  });
  const [firstChapter] = chapters;
  const landmarks = [
    ['cover', 'cover.xhtml', messages.text('offline.cover')],
    ['toc', 'nav.xhtml', messages.text('offline.contents')],
    ['bodymatter', partFile(firstChapter ?? 'front'), messages.text('front.contents')],
    ['glossary', partFile('glossary'), messages.text('navigation.glossary')],
  ] as const;
  return xhtml(
    site,
    messages.text('offline.contents'),
    html`<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title"><h1 id="toc-title">${messages.text('offline.contents')}</h1><ol>${items}</ol></nav>
<nav epub:type="landmarks" id="landmarks" hidden="" aria-label="${messages.text('site.menu')}"><ol>${landmarks.map(([type, href, name]) => html`<li><a epub:type="${type}" href="${href}">${name}</a></li>`)}</ol></nav>`,
    'frontmatter',
  );
}

function packageDocument(site: Site, spine: readonly string[], files: readonly string[]): string {
  const { messages, dataset, language } = site;
  const { edition } = dataset;
  const name = plainSpaces(messages.text('site.name'));
  const types: Readonly<Record<string, string>> = {
    xhtml: 'application/xhtml+xml',
    svg: 'image/svg+xml',
    css: 'text/css',
    png: 'image/png',
  };
  const id = (file: string) => file.replace(/[^\w-]+/g, '-');
  const items = files.map((file) => {
    const properties = file === 'nav.xhtml' ? 'nav' : file === 'cover.png' ? 'cover-image' : undefined;
    return html`<item id="${id(file)}" href="${file}" media-type="${types[file.slice(file.lastIndexOf('.') + 1)]}"${properties ? html` properties="${properties}"` : ''}/>\n`;
  });
  const schema = (property: string, value: string) => html`<meta property="schema:${property}">${value}</meta>\n`;
  const features = [
    'alternativeText',
    'longDescription',
    'tableOfContents',
    'structuralNavigation',
    'readingOrder',
    'displayTransformability',
    'unlocked',
  ];
  return html`<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" xml:lang="${language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book">${bookIdentifier}</dc:identifier>
<dc:title id="title">${messages.text('offline.fileTitle', { site: name, tagline: messages.text('site.tagline') })}</dc:title>
<dc:language>${language}</dc:language>
<dc:creator>${plainWords(language, 'citation.authors')}</dc:creator>
<dc:publisher>${name}</dc:publisher>
<dc:date>${edition.date}</dc:date>
<dc:description>${messages.text('site.description')}</dc:description>
<dc:rights>${edition.licence.name}, ${edition.licence.url}</dc:rights>
${plainWords(language, 'package.keywords')
  .split(', ')
  .map(
    (keyword) => html`<dc:subject>${keyword}</dc:subject>\n`,
  )}<meta property="dcterms:modified">${edition.date}T00:00:00Z</meta>
${schema('accessMode', 'textual')}${schema('accessMode', 'visual')}${schema('accessModeSufficient', 'textual')}${features.map((feature) => schema('accessibilityFeature', feature))}${schema('accessibilityHazard', 'none')}${schema('accessibilitySummary', messages.text('offline.access'))}<meta name="cover" content="cover-png"/>
</metadata>
<manifest>
${items}</manifest>
<spine>
${spine.map((file) => html`<itemref idref="${id(file)}"/>\n`)}</spine>
</package>
`.toString();
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

/** `/offline/110-abroad.epub` */
export async function offlineEpub(site: Site): Promise<Uint8Array> {
  const { messages, dataset, format } = site;
  const parts = offlineParts(site);
  const places = offlinePlaces(parts);
  const chapters = new Set(
    parts.map((part) => part.id).filter((id) => [...site.charts.values()].some((entry) => entry.chapter === id)),
  );
  const charts = new Set<string>();

  const contents = new Map<string, Uint8Array>();
  const coverAlt = messages.text('offline.coverAlt', {
    title: plainPage(site.language, 'front').front.title,
    site: messages.text('site.name'),
    version: dataset.edition.version,
    date: format.date(dataset.edition.date),
  });
  contents.set(
    'cover.xhtml',
    utf8(
      xhtml(
        site,
        messages.text('offline.cover'),
        html`<section epub:type="cover" class="cover"><img src="cover.png" alt="${coverAlt}" role="doc-cover"/></section>`,
        'frontmatter',
      ),
    ),
  );
  contents.set('nav.xhtml', utf8(navigation(site, parts, chapters)));
  for (const part of parts)
    contents.set(partFile(part.id), utf8(partXhtml(part, chapters.has(part.id), site, places, charts)));
  const spine = [...contents.keys()];
  contents.set('book.css', utf8(bookCss()));
  const { licence } = dataset.edition;
  const texts = { Title: plainSpaces(messages.text('site.name')), Copyright: `${licence.name}, ${licence.url}` };
  contents.set('cover.png', await drawnPng({ svg: coverSvg(site), width: coverWidth, texts }));
  for (const chart of charts)
    for (const frame of ['wide', 'narrow'] as const)
      contents.set(pictureFile(chart, frame), utf8(pictureSvg(site, chart, frame)));

  const files: [string, Uint8Array][] = [
    ['META-INF/container.xml', utf8(container)],
    ['EPUB/package.opf', utf8(packageDocument(site, spine, [...contents.keys()]))],
    ...[...contents].map(([file, bytes]): [string, Uint8Array] => [`EPUB/${file}`, bytes]),
  ];
  return keptZip([['mimetype', utf8('application/epub+zip')], ...files], dataset.edition.date, ['mimetype']);
}
