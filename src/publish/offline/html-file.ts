/** The offline edition as one HTML file: everything inside, no script, nothing fetched, links between its parts as fragments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paletteCss } from '../../charts/shared/palette.ts';
import { fontCss } from '../../story/fonts.ts';
import { type Html, html, trusted } from '../../story/html.ts';
import { htmlOf } from '../../story/linked-text.ts';
import type { Site } from '../../story/site.ts';
import { type Change, changed, type Element, isElement, type Root, writtenTwice } from '../../story/tree.ts';
import chartCss from '../../styles/chart.css?raw';
import offlineCss from '../../styles/offline.css?raw';
import siteCss from '../../styles/site.css?raw';
import { usedCss, usedIn } from '../page/used-css.ts';
import type { Places } from './links.ts';
import { hrefOf, relinked } from './notes.ts';
import { type OfflinePart, offlineParts, offlinePlaces } from './parts.ts';

/** The id of a place in the one file: `scale.who-counted`. The part alone is its opening. */
const placeId = (part: string, id: string | undefined): string => (id === undefined ? part : `${part}.${id}`);

/** Attributes that name ids of the same page. */
const references = ['ariaLabelledBy', 'ariaDescribedBy', 'ariaControls', 'htmlFor', 'headers'];

/** One level down: the title of the file is its only first heading. */
const lowered: Readonly<Record<string, string>> = { h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' };

/** Attributes with ids that are the part's own. Ids inside pictures are made from the chart's id, and a chart is in the edition once. */
function ownIds(part: string, properties: Element['properties'], own: ReadonlySet<string>): Element['properties'] {
  const inPart = (value: string | number) => (own.has(String(value)) ? placeId(part, String(value)) : String(value));
  const result = { ...properties };
  const { id } = properties;
  if (typeof id === 'string') result['id'] = inPart(id);
  for (const name of references) {
    const value = properties[name];
    if (Array.isArray(value)) result[name] = value.map(inPart);
    else if (typeof value === 'string') result[name] = inPart(value);
  }
  return result;
}

/** A part's text with ids that are its own, links that lead inside the file, and headings one level down. */
function placed(part: OfflinePart, text: Root, site: Site, places: Places): Html {
  const own = places.get(part.id) ?? new Set<string>();
  const change: Change = (element) => {
    const properties = ownIds(part.id, element.properties, own);
    const result: Element = { ...element, tagName: lowered[element.tagName] ?? element.tagName, properties };
    // Boxes of the same name are in every chapter: each is named with its chapter.
    if (isElement(element, 'section') && Array.isArray(properties['ariaLabelledBy']))
      properties['ariaLabelledBy'] = [...properties['ariaLabelledBy'], `${part.id}.title`];
    if (hrefOf(element) === undefined) return [result];
    return relinked(result, part.id, site, places, (target, id) => `#${placeId(target, id)}`);
  };
  return htmlOf(changed(text, change));
}

/** The shapes of all parts in one sheet; the same shape has the same name everywhere. */
export function sharedShapes(sheets: readonly string[]): string {
  const shapes = new Map<string, string>();
  for (const sheet of sheets) {
    const inside = /<defs>([\s\S]*)<\/defs><\/svg>$/.exec(sheet)?.[1] ?? '';
    for (const shape of inside.split(/(?=<(?:g|path) id="[^"]*" class="shape")/).filter(Boolean)) {
      const id = /^<(?:g|path) id="([^"]*)"/.exec(shape)?.[1];
      if (id === undefined)
        throw new Error('A sheet of shapes holds something else than shapes: see src/charts/shared/symbols.ts');
      const known = shapes.get(id);
      if (known !== undefined && known !== shape)
        throw new Error(`The shape ${id} is drawn in two ways: give one of them another name`);
      shapes.set(id, shape);
    }
  }
  return shapes.size === 0
    ? ''
    : `<svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false"><defs>${[...shapes.values()].join('')}</defs></svg>`;
}

/** The site's fonts inside the style sheet. They come with the file, so there is nothing to wait for and no reason to do without. */
const fontsInside = (): string =>
  fontCss('')
    .replaceAll('font-display:swap', 'font-display:block')
    .replace(
      /url\(fonts\/([\w.-]+)\)/g,
      (_, file: string) =>
        `url(data:font/woff2;base64,${readFileSync(join('public', 'fonts', file)).toString('base64')})`,
    );

function partHtml(part: OfflinePart, site: Site, places: Places): Html {
  const { messages } = site;
  const title = `${part.id}.title`;
  return html`<article class="story" id="${part.id}" aria-labelledby="${title}">
<header class="opening">
${part.place ? html`<p class="opening__place">${part.place}</p>` : ''}
<h2 id="${title}">${part.title}</h2>
<p class="opening__dek">${part.dek}</p>
${part.facts ? html`<p class="opening__facts">${part.facts}</p>` : ''}
${part.headings.length > 1 ? html`<ul class="offline__headings">${part.headings.map((heading) => html`<li><a href="#${placeId(part.id, heading.id)}">${heading.text}</a></li>`)}</ul>` : ''}
</header>
${placed(part, part.body, site, places)}
${part.notes.children.length > 0 ? html`<section class="notes" aria-labelledby="${part.id}.notes ${title}"><h3 id="${part.id}.notes">${messages.text('chapter.notes')}</h3><ol>${placed(part, part.notes, site, places)}</ol></section>` : ''}
<p class="offline__up"><a href="#contents">${messages.text('offline.toContents')}</a></p>
</article>
`;
}

/** `/offline/110-abroad.html` */
export function offlineHtml(site: Site): string {
  const { messages, dataset, format } = site;
  const { edition } = dataset;
  const parts = offlineParts(site);
  const places = offlinePlaces(parts);
  for (const part of parts)
    if (places.get(part.id)?.has('title') || (part.notes.children.length > 0 && places.get(part.id)?.has('notes')))
      throw new Error(`The part ${part.id} uses an id of the frame`);
  const title = messages.text('offline.fileTitle', {
    site: messages.text('site.name'),
    tagline: messages.text('site.tagline'),
  });
  const body = html`<a class="skip" href="#text">${messages.text('site.skip')}</a>
${trusted(sharedShapes(parts.flatMap((part) => part.symbols)))}
<header class="story offline__cover">
<h1>${messages.text('site.name')}</h1>
<p class="opening__dek">${messages.text('site.tagline')}</p>
<p class="opening__facts">${messages.text('offline.edition', { version: edition.version, date: format.date(edition.date) })} · <a href="${edition.licence.url}" rel="license external">${edition.licence.name}</a></p>
<p class="opening__facts">${messages.text('offline.intro')}</p>
<nav class="contents" id="contents" aria-labelledby="contents-title"><p class="contents__title" id="contents-title">${messages.text('offline.contents')}</p><ol class="offline__contents">${parts.map((part) => html`<li><a href="#${part.id}"><span class="offline__name">${part.name}</span> <span>${part.title === part.name ? '' : part.title}</span></a></li>`)}</ol></nav>
</header>
<main id="text">
${parts.map((part) => partHtml(part, site, places))}</main>`.toString();
  const css = usedCss(
    `@layer reset, base, page, chart, print;${chartCss}${siteCss.replace(/@layer reset[^;{]*;|@import[^;]*;/g, '')}${offlineCss}`,
    usedIn(`<body class="offline">${body}`),
  );
  const document = html`<!doctype html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${messages.text('site.description')}">
<meta name="color-scheme" content="light dark">
<style>${trusted(paletteCss() + fontsInside() + css)}</style>
</head>
<body class="offline">
${trusted(body)}
</body>
</html>
`.toString();
  const twice = writtenTwice(body);
  if (twice !== undefined) throw new Error(`The id ${twice} is used twice in the offline edition`);
  return document;
}
