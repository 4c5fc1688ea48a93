/**
 * What the offline edition holds, in reading order: the texts, lists and figures that the pages of the site show, by the same renderers, before any of its
 * three files gives them their form.
 */

import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { once } from '../../dataset/once.ts';
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
import { type Html, html, trusted } from '../../story/html.ts';
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
const noSymbols = { headings: [], notes: rootOf([]), symbols: [], facts: undefined };

const opening = (page: PlainPage | Chapter) => ({
  title: page.front.title,
  dek: page.front.dek,
  notes: treeFrom(page.notesHtml),
  symbols: page.symbols ? [page.symbols] : [],
});

function frontPart(site: Site): OfflinePart {
  const page = plainPage(site.language, 'front');
  const asOf = site.messages.text('chapter.asOf', { date: site.format.date(site.dataset.edition.date) });
  // The steps of the opening stand without their pictures: what those show stands in the chapters as charts with tables, and each step links to its chart.
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

/** Charts that stand in the text about the method. */
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
  const told = new Set<string>();
  const figures = further.map(({ chart }) => renderChartFigure(site, chart.id, symbols, told));
  const more = { id: 'further-charts', text: messages.text('chapter.furtherCharts') };
  return {
    id: chapter.id,
    name: messages.text(`chapterNames.${chapter.id}`),
    place: messages.text('chapter.number', { number: index + 1, count }),
    facts: `${messages.text('chapter.asOf', { date: format.date(chapter.front.asOf) })} · ${messages.text('chapter.readingTime', { minutes: readingMinutes(chapter.words) })}`,
    headings: figures.length > 0 ? [...chapter.headings, more] : chapter.headings,
    body: rootOf([
      ...withGlossary(site, chapter.tree, termLink).tree.children,
      ...(figures.length > 0 ? textFrom([heading(more), ...figures]).children : []),
    ]),
    ...opening(chapter),
    symbols: [chapter.symbols, symbols.toSvg()].filter(Boolean),
  };
}

/** All charts by chapter, and what is not drawn. */
function chartsPart(site: Site): OfflinePart {
  const { messages, base } = site;
  const gallery = galleryText(site.language);
  const lists = chaptersIn(site.language).map((chapter) => {
    const charts = [...site.charts.values()].filter((entry) => entry.chapter === chapter.id);
    return html`<h3>${messages.text(`chapterNames.${chapter.id}`)}</h3><ul>${charts.map(({ chart }) => html`<li><a href="${base}charts/${chart.id}/">${chart.headline}</a></li>`)}</ul>`;
  });
  const list = { id: 'list', text: messages.text('gallery.index', { count: site.charts.size }) };
  return {
    ...noSymbols,
    id: 'charts',
    name: messages.text('navigation.charts'),
    place: messages.text('navigation.charts'),
    title: gallery.front.title,
    dek: gallery.front.dek,
    headings: [list, ...gallery.headings],
    body: textFrom([heading(list), ...lists, gallery.html]),
  };
}

function recordsPart(site: Site): OfflinePart {
  const { messages, dataset } = site;
  const claims = claimGroups(site, 'whole');
  const figures = figureItems(site);
  const sections = { responses: 'responses', status: 'status', figures: 'figures' } as const;
  const title = (section: keyof typeof sections) => ({ id: section, text: messages.text(`claimsPage.${section}`) });
  return {
    ...noSymbols,
    id: 'claims',
    name: messages.text('navigation.claims'),
    place: messages.text('navigation.claims'),
    title: messages.text('claimsPage.title'),
    dek: messages.text('claimsPage.dek', {
      claims: dataset.tables.claims.length,
      responses: dataset.tables.responses.length,
      figures: figures.count,
    }),
    headings: [
      ...claims.map((group) => ({ id: group.id, text: group.title })),
      title('responses'),
      title('status'),
      title('figures'),
    ],
    body: textFrom([
      html`<p>${messages.text('claimsPage.legend')} ${messages.text('claimsPage.legendWhole')}</p>`,
      ...claims.map(
        (group) => html`${heading({ id: group.id, text: group.title })}<ul class="records">${group.items}</ul>`,
      ),
      heading(title('responses')),
      html`<p>${messages.text('claimsPage.responsesIntro')}</p>`,
      ...responseGroups(site, 'whole').map(
        (group) =>
          html`<h3 id="${group.id}">${group.title}</h3>${group.items.toString() ? html`<ul class="records">${group.items}</ul>` : ''}${group.also ? html`<p class="muted also">${group.also}</p>` : ''}`,
      ),
      heading(title('status')),
      html`<p>${messages.text('claimsPage.statusIntro')}</p><div class="wide apparatus scroll" role="region" aria-label="${messages.text('claimsPage.status')}" tabindex="0">${countryStatusTable(site)}</div>`,
      heading(title('figures')),
      html`<p>${messages.text('claimsPage.figuresIntro')}</p><ul class="records">${figures.items}</ul>`,
    ]),
  };
}

function sourcesPart(site: Site): OfflinePart {
  const { messages, base } = site;
  const groups = sourceGroups(site).map((group) => ({
    ...group,
    id: `kind-${group.kind}`,
    text: messages.text(`sourceGroups.${group.kind}.title`),
  }));
  const state = { id: 'state', text: messages.text('sourceState.title') };
  const read = { id: 'how-to-read', text: messages.text('sourcesPage.howToRead') };
  const byChart = { id: 'by-chart', text: messages.text('sourcesPage.byChart') };
  return {
    ...noSymbols,
    id: 'sources',
    name: messages.text('navigation.sources'),
    place: messages.text('navigation.sources'),
    title: messages.text('sourcesPage.title'),
    dek: messages.text('sourcesPage.dek', { count: site.dataset.tables.sources.length }),
    headings: [state, read, ...groups, byChart],
    body: textFrom([
      html`${heading(state)}<div class="apparatus">${stateOfSources(site)}</div>`,
      html`${heading(read)}<p>${messages.text('sourcesPage.legend')}</p>`,
      ...groups.map(
        (group) =>
          html`${heading(group)}<p>${messages.text(`sourceGroups.${group.kind}.intro`)}</p><ul class="records">${group.rows}</ul>`,
      ),
      html`${heading(byChart)}<p>${messages.text('sourcesPage.byChartIntro')}</p>`,
      ...chartSources(site).map(
        ({ id, headline, count, rows }) =>
          html`<h3 id="chart-${id}"><a href="${base}charts/${id}/">${headline}</a></h3><p class="muted also">${messages.text('chart.sources', { count })}</p><ul class="row-list">${rows}</ul>`,
      ),
    ]),
  };
}

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

function correctionsPart(site: Site): OfflinePart {
  const { messages } = site;
  return {
    ...noSymbols,
    id: 'corrections',
    name: messages.text('navigation.corrections'),
    place: messages.text('navigation.corrections'),
    title: messages.text('corrections.title'),
    dek: messages.text('corrections.dek'),
    body: textFrom([html`<p>${messages.text('corrections.how')}</p>`, correctionList(site)]),
  };
}

function glossaryPart(site: Site): OfflinePart {
  const { messages } = site;
  return {
    ...noSymbols,
    id: 'glossary',
    name: messages.text('navigation.glossary'),
    place: messages.text('navigation.glossary'),
    title: messages.text('glossary.title'),
    dek: messages.text('glossary.dek'),
    body: textFrom([html`<dl class="terms">${glossaryList(site)}</dl>`]),
  };
}

/** The sentence to cite the edition with. It names no address: the edition does not know from where it was passed on. */
const offlineCitation = (site: Site): string =>
  site.messages.text('offline.citation', {
    site: site.messages.text('site.name'),
    tagline: site.messages.text('site.tagline'),
    version: site.dataset.edition.version,
    date: site.format.date(site.dataset.edition.date),
  });

function aboutPart(site: Site): OfflinePart {
  const { messages, dataset } = site;
  const { licence, credits } = dataset.edition;
  const cite = { id: 'cite', text: messages.text('about.cite') };
  return textPart(
    site,
    'about',
    [
      heading(cite),
      html`<p>${messages.text('offline.citeIntro')}</p><blockquote class="citation"><p>${offlineCitation(site)}</p></blockquote><p>${messages.text('about.citeAnswer')}</p>`,
      html`<p><a href="${licence.url}" rel="license external">${licence.name}</a>. ${trusted(credits.map((credit) => html`${credit.what}: <a href="${credit.url}" rel="external">${credit.who}</a> (${credit.licence})`).join(' · '))}.</p>`,
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
    glossaryPart(site),
    textPart(site, 'method', [html`<ol class="records records--numbered">${articleCheck(site)}</ol>`]),
    recordsPart(site),
    sourcesPart(site),
    correctionsPart(site),
    aboutPart(site),
  ].map((part) => ({ ...part, ...withLinks(part, site), place: part.place === part.title ? undefined : part.place }));
});

/** Where links can lead: the ids of each part. */
export const offlinePlaces = (parts: readonly OfflinePart[]): Places =>
  new Map(parts.map((part) => [part.id, new Set([...idsIn(part.body), ...idsIn(part.notes)])]));
