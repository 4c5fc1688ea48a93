/**
 * What the offline edition holds, in reading order: the texts, lists and figures that the pages of the site show, by the same renderers, before any of its
 * three files gives them their form.
 */

import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { once } from '../../shared/once.ts';
import {
  type Chapter,
  chaptersIn,
  galleryText,
  type PlainPage,
  pageWithoutCharts,
  plainPage,
  renderChartFigure,
} from '../../story/chapters.ts';
import { glossaryList, withGlossary } from '../../story/glossary.ts';
import { type Html, html, joined } from '../../story/html.ts';
import type { Heading } from '../../story/markdown.ts';
import { readingMinutes } from '../../story/reading-time.ts';
import { articleCheck, claimGroups, countryStatusTable, figureItems, responseGroups } from '../../story/record-list.ts';
import type { Site } from '../../story/site.ts';
import { chartSources, sourceGroups, stateOfSources } from '../../story/source-list.ts';
import { h, idsIn, type Root, rootOf, treeFrom } from '../../story/tree.ts';
import { correctionList } from '../edition/corrections.ts';
import type { Places } from './links.ts';
import { termLink, textFrom, withLinks } from './notes.ts';

export interface OfflinePart {
  /** Its path on the site without slashes; `front` for the front page. */
  readonly id: string;
  /** Name in the table of contents. */
  readonly name: string;
  /** Small line above the title. */
  readonly place: string | undefined;
  readonly title: string;
  readonly dek: string;
  readonly facts: string | undefined;
  readonly headings: readonly Heading[];
  /** The text as a page of the site has it, with links in place of what opens there: headings from the second level on, links and ids of the site. */
  readonly body: Root;
  /** Notes as list items; empty where the part has none. */
  readonly notes: Root;
  /** Shapes that its pictures share. */
  readonly symbols: readonly string[];
}

const heading = ({ id, text: words }: Heading): Html => html`<h2 id="${id}">${words}</h2>`;

const records = (items: Html): Html | '' => (items.toString() ? html`<ul class="records">${items}</ul>` : '');

/** Text under a heading of its own; without one, at the beginning. */
interface Section extends Partial<Heading> {
  readonly body: readonly (Html | string)[];
}

const isHeading = (section: Section): section is Section & Heading => section.text !== undefined;

/** A part that is made of lists. It is called what the menu of the site calls its page. */
function listPart(
  site: Site,
  id: string,
  { title, dek }: Pick<OfflinePart, 'title' | 'dek'>,
  sections: readonly Section[],
): OfflinePart {
  const name = site.messages.text(`navigation.${id}`);
  const headings = sections.filter(isHeading);
  const body = textFrom(sections.flatMap((part) => [...(isHeading(part) ? [heading(part)] : []), ...part.body]));
  return { id, name, place: name, title, dek, facts: undefined, headings, body, notes: rootOf([]), symbols: [] };
}

const opening = (page: PlainPage | Chapter) => ({
  title: page.front.title,
  dek: page.front.dek,
  notes: treeFrom(page.notesHtml),
  symbols: page.symbols ? [page.symbols] : [],
});

function frontPart(site: Site): OfflinePart {
  const page = plainPage(site.language, 'front');
  const asOf = site.messages.text('chapter.asOf', { date: site.format.date(site.dataset.edition.date) });
  // The steps of the opening come without their pictures: the chapters show the same as charts with tables, and each step links to its chart.
  const { tree, notesHtml, headings } = pageWithoutCharts(site.language, 'front');
  return {
    id: 'front',
    name: site.messages.text('offline.opening'),
    place: asOf,
    facts: undefined,
    headings,
    ...opening(page),
    body: rootOf([h('p', { className: ['muted'] }, [site.messages.text('offline.openingMap')]), ...tree.children]),
    notes: treeFrom(notesHtml),
    symbols: [],
  };
}

/** Charts in the text about the method. */
const chartsOfMethod = (site: Site): readonly string[] =>
  plainPage(site.language, 'method').tree.children.flatMap((node) =>
    node.type === 'raw' ? (node.data?.chart ?? []) : [],
  );

/** A chapter with its charts: those that its page leaves to the gallery follow its text, but for those that another part of the book shows. */
function chapterPart(site: Site, chapter: Chapter, index: number, count: number): OfflinePart {
  const { messages, format } = site;
  const shown = new Set([...chapter.chartIds, ...chartsOfMethod(site)]);
  const further = [...site.charts.values()].filter(
    (entry) => entry.chapter === chapter.id && !shown.has(entry.chart.id),
  );
  const symbols = new SymbolSheet();
  const inFull = new Set<string>();
  const figures = further.map(({ chart }) => renderChartFigure(site, chart.id, symbols, inFull));
  const more = { id: 'further-charts', text: messages.text('chapter.furtherCharts') };
  const asOf = messages.text('chapter.asOf', { date: format.date(chapter.front.asOf) });
  const minutes = messages.text('chapter.readingTime', { minutes: readingMinutes(chapter.words) });
  return {
    ...opening(chapter),
    id: chapter.id,
    name: messages.text(`chapterNames.${chapter.id}`),
    place: messages.text('chapter.number', { number: index + 1, count }),
    facts: `${asOf} · ${minutes}`,
    headings: figures.length > 0 ? [...chapter.headings, more] : chapter.headings,
    body: rootOf([
      ...withGlossary(site, chapter.tree, termLink).tree.children,
      ...(figures.length > 0 ? textFrom([heading(more), ...figures]).children : []),
    ]),
    symbols: [chapter.symbols, symbols.toSvg()].filter(Boolean),
  };
}

/** All charts by chapter, and what is not drawn. */
function chartsPart(site: Site): OfflinePart {
  const { messages, base } = site;
  const gallery = galleryText(site.language);
  const lists = chaptersIn(site.language).map(({ id }) => {
    const charts = [...site.charts.values()].filter((entry) => entry.chapter === id);
    return html`<h3>${messages.text(`chapterNames.${id}`)}</h3><ul>${charts.map(({ chart }) => html`<li><a href="${base}charts/${chart.id}/">${chart.headline}</a></li>`)}</ul>`;
  });
  const list = { id: 'list', text: messages.text('gallery.index', { count: site.charts.size }) };
  const part = listPart(site, 'charts', gallery.front, [{ ...list, body: [...lists, gallery.html] }]);
  return { ...part, headings: [list, ...gallery.headings] };
}

function recordsPart(site: Site): OfflinePart {
  const { claims, responses } = site.dataset.tables;
  const figures = figureItems(site);
  const text = (key: string, values = {}) => site.messages.text(`claimsPage.${key}`, values);
  const section = (id: string, body: Section['body']) => ({
    id,
    text: text(id),
    body: [html`<p>${text(`${id}Intro`)}</p>`, ...body],
  });
  const counts = { claims: claims.length, responses: responses.length, figures: figures.count };
  return listPart(site, 'claims', { title: text('title'), dek: text('dek', counts) }, [
    { body: [html`<p>${text('legend')} ${text('legendWhole')}</p>`] },
    ...claimGroups(site, 'whole').map(({ id, title, items }) => ({ id, text: title, body: [records(items)] })),
    section(
      'responses',
      responseGroups(site, 'whole').map(
        ({ id, title, items, also }) =>
          html`<h3 id="${id}">${title}</h3>${records(items)}${also && html`<p class="muted also">${also}</p>`}`,
      ),
    ),
    section('status', [
      html`<div class="wide apparatus scroll" role="region" aria-label="${text('status')}" tabindex="0">${countryStatusTable(site)}</div>`,
    ]),
    section('figures', [records(figures.items)]),
  ]);
}

function sourcesPart(site: Site): OfflinePart {
  const { messages, base } = site;
  const text = (key: string, values = {}) => messages.text(`sourcesPage.${key}`, values);
  const dek = text('dek', { count: site.dataset.tables.sources.length });
  return listPart(site, 'sources', { title: text('title'), dek }, [
    {
      id: 'state',
      text: messages.text('sourceState.title'),
      body: [html`<div class="apparatus">${stateOfSources(site)}</div>`],
    },
    { id: 'how-to-read', text: text('howToRead'), body: [html`<p>${text('legend')}</p>`] },
    ...sourceGroups(site).map(({ kind, rows }) => ({
      id: `kind-${kind}`,
      text: messages.text(`sourceGroups.${kind}.title`),
      body: [html`<p>${messages.text(`sourceGroups.${kind}.intro`)}</p>`, records(rows)],
    })),
    {
      id: 'by-chart',
      text: text('byChart'),
      body: [
        html`<p>${text('byChartIntro')}</p>`,
        ...chartSources(site).map(
          ({ id, headline, count, rows }) =>
            html`<h3 id="chart-${id}"><a href="${base}charts/${id}/">${headline}</a></h3><p class="muted also">${messages.text('chart.sources', { count })}</p><ul class="row-list">${rows}</ul>`,
        ),
      ],
    },
  ]);
}

/** A part that is made of one list: its title and dek are under its name in the messages. */
const onePart = (site: Site, id: 'corrections' | 'glossary', ...body: readonly Html[]): OfflinePart =>
  listPart(site, id, { title: site.messages.text(`${id}.title`), dek: site.messages.text(`${id}.dek`) }, [{ body }]);

function textPart(
  site: Site,
  id: string,
  more: readonly Html[] = [],
  moreHeadings: readonly Heading[] = [],
): OfflinePart {
  const page = plainPage(site.language, id);
  const name = site.messages.text(`navigation.${id}`);
  return {
    id,
    name,
    place: name,
    facts: undefined,
    headings: [...page.headings, ...moreHeadings],
    body: rootOf([...page.tree.children, ...textFrom(more).children]),
    ...opening(page),
  };
}

function aboutPart(site: Site): OfflinePart {
  const { messages, dataset } = site;
  const { licence, credits, version } = dataset.edition;
  // The sentence names no address: the edition does not know from where it was passed on.
  const sentence = messages.text('offline.citation', {
    site: messages.text('site.name'),
    tagline: messages.text('site.tagline'),
    version,
    date: site.format.date(dataset.edition.date),
  });
  const cite = { id: 'cite', text: messages.text('about.cite') };
  const thanks = credits.map(
    ({ what, url, who, licence: own }) => html`${what}: <a href="${url}" rel="external">${who}</a> (${own})`,
  );
  return textPart(
    site,
    'about',
    [
      heading(cite),
      html`<p>${messages.text('offline.citeIntro')}</p><blockquote class="citation"><p>${sentence}</p></blockquote><p>${messages.text('about.citeAnswer')}</p>`,
      html`<p><a href="${licence.url}" rel="license external">${licence.name}</a>. ${joined(' · ', thanks)}.</p>`,
    ],
    [cite],
  );
}

/** The parts in reading order. */
export const offlineParts = once((site: Site): readonly OfflinePart[] => {
  const chapters = chaptersIn(site.language);
  return [
    frontPart(site),
    ...chapters.map((chapter, index) => chapterPart(site, chapter, index, chapters.length)),
    chartsPart(site),
    onePart(site, 'glossary', html`<dl class="terms">${glossaryList(site)}</dl>`),
    textPart(site, 'method', [html`<ol class="records records--numbered">${articleCheck(site)}</ol>`]),
    recordsPart(site),
    sourcesPart(site),
    onePart(site, 'corrections', html`<p>${site.messages.text('corrections.how')}</p>`, correctionList(site)),
    aboutPart(site),
  ].map((part) => ({ ...part, ...withLinks(part, site), place: part.place === part.title ? undefined : part.place }));
});

/** Where links can lead: the ids of each part. */
export const offlinePlaces = once(
  (parts: readonly OfflinePart[]): Places =>
    new Map(parts.map((part) => [part.id, new Set([...idsIn(part.body), ...idsIn(part.notes)])])),
);
