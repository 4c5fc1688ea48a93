/** A map coloured by country, in words: continent by continent, each country with its places, bureaus and what its government has answered. */
import type { BuiltChart } from '../charts/chart.ts';
import { type CountryListing, decemberTotals } from '../dataset/country-listings.ts';
import { matchedStations, stationCount, tracedStations } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html } from './html.ts';
import type { NoteContext } from './notes.ts';

/** The section of a chart's page that holds the list. */
export const continentSection = 'continents';

const bySize = (a: CountryListing, b: CountryListing): number =>
  b.traced - a.traced || b.matched - a.matched || a.name.localeCompare(b.name, 'en');
const sum = (rows: readonly CountryListing[], count: (row: CountryListing) => number): number =>
  rows.reduce((total, row) => total + count(row), 0);

/** "Prato 3, Milan 2": stations by a name, most first, those without one last. */
function counted(
  stations: readonly Row<'stations'>[],
  nameOf: (station: Row<'stations'>) => string | null,
  none: string,
  { messages, format }: NoteContext,
): string {
  const counts = new Map<string | null, number>();
  for (const station of stations) counts.set(nameOf(station), (counts.get(nameOf(station)) ?? 0) + station.count);
  return [...counts]
    .sort(
      ([a, most], [b, other]) =>
        Number(a === null) - Number(b === null) || other - most || (a ?? '').localeCompare(b ?? '', 'en'),
    )
    .map(([name, count]) => messages.text('continentList.counted', { name: name ?? none, count: format.number(count) }))
    .join(', ');
}

/** Where the stations are listed, and in whose name. */
function whereAndWhose(
  stations: readonly Row<'stations'>[],
  context: NoteContext,
): { places: string; bureaus: string } {
  const { dataset, messages } = context;
  const place = (station: Row<'stations'>) => {
    if (station.place === null) return null;
    const { name } = dataset.get('places', station.place);
    return station.placePrecision === 'region' ? messages.text('continentList.region', { name }) : name;
  };
  return {
    places: counted(stations, place, messages.text('continentList.noPlace'), context),
    bureaus: counted(
      stations,
      (station) => (station.operator === null ? null : dataset.get('operators', station.operator).name),
      messages.text('continentList.noBureau'),
      context,
    ),
  };
}

/** What the host country has answered. The date is left out where no statement was found: the latest record is then about something else. */
function standing(country: string, context: NoteContext): Html {
  const { dataset, messages, format, href } = context;
  const label = messages.text('continentList.standing');
  if (!dataset.has('country_status', country))
    return html`<p class="muted">${label} ${messages.text('continentList.noRecord')}</p>`;
  const { status, asOf, summary } = dataset.get('country_status', country);
  const found = status !== 'no-response-found';
  const responses = dataset.tables.responses.filter((row) => row.aboutStations && row.about.includes(country)).length;
  const text = messages.text(found ? 'continentList.status' : 'continentList.noStatement', {
    status: messages.text(`countryStatus.${status}`),
    date: format.date(asOf),
    summary: typeset(summary),
  });
  const more =
    responses > 0
      ? html` <a href="${href(`claims/#responses-${country.toLowerCase()}`)}">${messages.text('continentList.responses', { count: responses })}</a>`
      : html``;
  return found
    ? html`<p class="answers"><span class="answers__title">${label}</span> ${text}${more}</p>`
    : html`<p class="muted">${label} ${text}${more}</p>`;
}

function countryItem(row: CountryListing, context: NoteContext): Html {
  const { dataset, messages } = context;
  const own = (stations: readonly Row<'stations'>[]) => stations.filter((station) => station.country === row.country);
  const traced = own(tracedStations(dataset));
  const matched = own(matchedStations(dataset));
  const september = row.september === row.traced ? 'all' : row.september === 0 ? 'none' : 'some';
  const { first, second } = reportMonths(context);
  const listed = [
    row.traced === 0
      ? messages.text('continentList.noneTraced')
      : messages.text('continentList.country', {
          traced: row.traced,
          precision: row.atLeast ? 'atLeast' : 'exact',
          september,
          early: row.september,
          first,
          second,
        }),
    ...(traced.length > 0 ? [messages.text('continentList.places', { ...whereAndWhose(traced, context) })] : []),
    ...(matched.length > 0
      ? [
          messages.text('continentList.matchedIn', {
            matched: stationCount(matched),
            ...whereAndWhose(matched, context),
          }),
        ]
      : []),
  ];
  return html`<li data-country="${row.country}"><p><b>${row.name}</b>: ${listed.join(' ')}</p>${standing(row.country, context)}</li>`;
}

const reportMonths = ({ dataset, format }: NoteContext): { first: string; second: string } => {
  const [first = '', second = ''] = dataset.tables.reports.map((report) => report.date).sort();
  return { first: format.date(first.slice(0, 7)), second: format.date(second.slice(0, 7)) };
};

/** The list, or nothing for a chart that is no map coloured by country. */
export function continentList(chart: BuiltChart, context: NoteContext): Html | undefined {
  const { messages, dataset } = context;
  if (!chart.countries) return undefined;
  const rows = [...chart.countries].sort(bySize);
  const continents = [...new Set(rows.map((row) => row.continent))].sort(
    (a, b) => total(b) - total(a) || (a < b ? -1 : 1),
  );
  function total(continent: string): number {
    return sum(rows, (row) => (row.continent === continent ? row.traced : 0));
  }
  const summary = (own: readonly CountryListing[]) => ({
    traced: sum(own, (row) => row.traced),
    countries: own.filter((row) => row.traced > 0).length,
    matched: sum(own, (row) => row.matched),
    further: own.filter((row) => row.traced === 0).length,
  });
  const totals = decemberTotals(dataset);
  return html`<p>${messages.text('continentList.intro', { ...totals, ...summary(rows) })}</p><ul class="records continents">${continents.map(
    (continent) => {
      const own = rows.filter((row) => row.continent === continent);
      return html`<li><p><b>${messages.text('continentList.continent', { continent, ...summary(own) })}</b></p><ul>${own.map((row) => countryItem(row, context))}</ul></li>`;
    },
  )}<li><p><b>${messages.text('continentList.notTraced', totals)}</b></p><p class="muted">${messages.text('continentList.notTracedWhy', totals)}</p></li></ul>`;
}
