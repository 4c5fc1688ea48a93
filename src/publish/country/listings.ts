/** The listings of a country as a table: where, in whose name, in which report, how traced, and what the host said of the place. */
import { oldestFirst } from '../../dataset/rows-by.ts';
import type { Row } from '../../dataset/schema.ts';
import { type Html, html, joined } from '../../story/html.ts';
import { recordHref, recordName } from '../../story/notes.ts';
import { sourceReference } from '../../story/records.ts';
import { typeset } from '../../words/typeset.ts';
import { type Here, inCountry, placeLabel } from './words.ts';

type Station = Row<'stations'>;

/** The first report or the second, by its month. */
function reportName({ site, words }: Here, { report: id }: Station): string {
  const reports = [...site.dataset.tables.reports].sort(oldestFirst);
  const date = site.dataset.get('reports', id).date.slice(0, 7);
  return words.text('listing.report', {
    number: reports.findIndex((report) => report.id === id) + 1,
    date: site.format.date(date),
  });
}

function hostSaid({ site, words }: Here, station: Station): Html | string {
  const row = site.dataset.tables.place_findings.find((finding) => finding.place === station.place);
  if (!row) return words.text('listing.nothing');
  const date = site.format.shortDate(row.asOf);
  const when = row.claim
    ? html`<a href="${recordHref(row.claim, site.base)}" aria-label="${site.messages.text('notes.recordOf', { record: recordName(row.claim, site) })}">${date}</a>`
    : date;
  return html`${words.text(`finding.${row.finding}`)}, ${when}`;
}

function tracedBy({ site, words }: Here, { listing, sources }: Station): Html {
  const names = sources.map((id) => sourceReference(id, site));
  const by = joined('; ', names);
  return listing === 'matched' ? html`${words.text('listing.matched')} ${by}` : by;
}

/** The columns after the place, each with what it says of a listing. */
const columns: Readonly<Record<string, (here: Here, station: Station) => Html | string>> = {
  bureau: ({ site, words }, { operator }) =>
    operator === null ? words.text('noBureau') : site.dataset.get('operators', operator).name,
  report: reportName,
  traced: tracedBy,
  host: hostSaid,
};

/** Notes on the listings, each once, with the places it is about. */
function notesOf({ site, words }: Here, stations: readonly Station[]): Html | '' {
  const notes = stations.flatMap((row) => [
    ...(row.placeBasis ? [{ row, note: words.text('placeBasis', { basis: typeset(row.placeBasis) }) }] : []),
    ...(row.note ? [{ row, note: typeset(row.note) }] : []),
  ]);
  if (notes.length === 0) return '';
  return html`<ul class="plain country__notes">${[...Map.groupBy(notes, ({ note }) => note)].map(
    ([note, own]) =>
      html`<li>${site.format.list([...new Set(own.map(({ row }) => placeLabel(site, row)))])}: ${note}</li>`,
  )}</ul>`;
}

/** The table with its notes; nothing where nothing is listed. The last column is there where the host spoke of a place. */
export function listingTable(here: Here): Html | '' {
  const { site, words, country, listings } = here;
  const stations = listings.all;
  if (stations.length === 0) return '';
  const spoke = site.dataset.tables.place_findings.some(
    (row) => site.dataset.get('places', row.place).country === country.id,
  );
  const shown = Object.entries(columns).filter(([column]) => column !== 'host' || spoke);
  const label = (column: string) => words.text(`columns.${column}`);
  const head = ['place', ...shown.map(([column]) => column)].map(
    (column) => html`<th scope="col">${label(column)}</th>`,
  );
  const rows = stations.map((station) => {
    const { id, count, countPrecision } = station;
    const atLeast = countPrecision === 'at-least';
    const more =
      (count > 1 || atLeast) &&
      html` <span class="muted">${words.text('stationCount', { atLeast: atLeast ? 'yes' : 'no', count })}</span>`;
    const cells = shown.map(([column, say]) => html`<td data-label="${label(column)}">${say(here, station)}</td>`);
    return html`<tr id="${id}"><th scope="row">${placeLabel(site, station)}${more}</th>${cells}</tr>`;
  });
  return html`<table class="numbers listings"><caption>${words.text('columns.caption', { in: inCountry(site, country) })}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>${notesOf(here, stations)}`;
}
