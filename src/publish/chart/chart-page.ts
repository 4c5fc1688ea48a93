/** What a chart's own page has besides its figure: method, sources, downloads, embed, citations, where it is used, earlier editions. */
import { chaptersIn, plainPage, renderChartAlone } from '../../story/chapters.ts';
import { chartTable } from '../../story/chart-figure.ts';
import { continentList } from '../../story/continent-list.ts';
import { type Html, html } from '../../story/html.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { sourceEntry } from '../../story/source-list.ts';
import { answeredBy } from '../cite/works.ts';
import { listedFile, pictureFormNames, publishedFiles } from '../download/files.ts';
import { sizeOfPng } from '../embed/oembed.ts';
import { chartEditions, chartHistory } from '../record/chart-history.ts';
import { chartRecord, plainSpaces } from './chart-record.ts';
import { chartRows } from './chart-table.ts';

/** The files of a chart by path, each with what it is (`chartPage.files.<key>`), in the order in which they are offered. */
export const chartPaths = (id: string): readonly (readonly [path: string, key: string])[] => [
  [`data/charts/${id}.csv`, 'csv'],
  [`data/charts/${id}.csv-metadata.json`, 'metadata'],
  [`charts/${id}.json`, 'json'],
  [`charts/${id}.svg`, 'svg'],
  [`charts/${id}.pdf`, 'pdf'],
  [`charts/${id}.png`, 'png'],
  [`charts/${id}@2x.png`, 'png2x'],
  ...pictureFormNames.map((name) => [`charts/${id}@${name}.png`, name] as const),
];

/** The files of a chart with their sizes, and what each is. */
const downloads = (site: Site, id: string) =>
  Promise.all(
    chartPaths(id).map(async ([path, key]) => ({
      ...(await listedFile(site, path)),
      what: site.messages.text(`chartPage.files.${key}`),
    })),
  );

/** Pages that show the chart, with the address of the figure. */
function usedIn(site: Site, id: string): Html {
  const front = plainPage(site.language, 'front');
  const pages = [
    ...(front.chartIds.includes(id) ? [{ path: '', title: site.messages.text('site.home') }] : []),
    ...chaptersIn(site.language)
      .filter((chapter) => chapter.chartIds.includes(id))
      .map((chapter) => ({ path: `${chapter.id}/`, title: chapter.front.title })),
  ];
  return html`${pages.map(({ path, title }) => html`<li><a href="${site.href(`${path}#chart-${id}`)}">${title}</a></li>`)}<li><a href="${site.href(`charts/#chart-${id}`)}">${site.messages.text('navigation.charts')}</a></li>`;
}

/** What a search engine or a card shows of a chart is a claim too: it names who answered. */
export function chartDescription(site: Site, id: string): string {
  const { summary, answer } = chartRecord(site, id);
  return answer
    ? plainSpaces(site.messages.text('chartPage.description', { summary, answer: answeredBy(site, answer) }))
    : summary;
}

export async function chartPage(site: Site, id: string) {
  const { chart, words } = chartOf(site, id);
  const record = chartRecord(site, id);
  const { figure, symbols, notes, claimNotes } = renderChartAlone(site, id);
  return {
    description: chartDescription(site, id),
    question: words.messages.text('question', chart.values),
    asOf: words.messages.text('asOf', chart.values),
    figure,
    symbols,
    notes,
    claimNotes,
    claimCount: new Set(chart.claims).size,
    table: html`<p id="chart-${id}-summary">${chart.summary}</p><p>${chart.description}</p><div class="scroll" role="region" aria-label="${chart.tableCaption}" tabindex="0">${chartTable(chart, site)}</div>`,
    // A map coloured by country, in words; undefined for every other chart.
    continents: continentList(chart, site),
    sources: record.sources.map((source) => sourceEntry(source.id, site)),
    downloads: await downloads(site, id),
    // What each column of the CSV means.
    columns: chartRows(site, id).columns,
    // Size of the smaller PNG.
    picture: sizeOfPng(await publishedFiles(site.root.language).read(`charts/${id}.png`)),
    used: usedIn(site, id),
    history: chartHistory(site, id),
    // Frozen editions that have the chart, newest first.
    frozen: chartEditions(site)(id).frozen,
  };
}
