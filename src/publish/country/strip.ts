/** The head of a country's page: where it is, its listings as squares, what became of them, and its events on a line of time. */
import { block } from '../../charts/kit/block.ts';
import { mapBlock } from '../../charts/kit/map.ts';
import type { Mark } from '../../charts/kit/marks.ts';
import { locator } from '../../charts/shared/locator.ts';
import { markOfResponse } from '../../charts/shared/responses.ts';
import { element, n, text } from '../../charts/shared/svg.ts';
import { startOf } from '../../charts/shared/time.ts';
import { eventsAbout, type Listings } from '../../dataset/country-records.ts';
import { type Html, html } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { loadMessages } from '../../words/messages.ts';
import { countryLine } from './index-list.ts';
import { kitOf, picture, runsOf } from './squares.ts';
import type { Here } from './words.ts';

const mapSize = { width: 288, height: 216 } as const;
const lineWidth = 340;

/** Where the country is, with a square for each listing whose place is known. */
function locatorOf(site: Site, country: string, listings: Listings): Html | '' {
  const own = listings.all.filter((row) => row.place !== null);
  const places = [...Map.groupBy(own, (row) => row.place ?? '')].map(([id, stations]) => {
    const { name, longitude, latitude } = site.dataset.get('places', id);
    return { name, longitude, latitude, runs: runsOf(stations) };
  });
  const base = locator(
    country,
    places.map((place) => [place.longitude, place.latitude]),
    mapSize,
  );
  if (!base) return '';
  const kit = kitOf(site, mapSize.width);
  const map = mapBlock(kit, {
    base,
    width: mapSize.width,
    places,
    size: 8,
  });
  return picture('country__map', mapSize.width, mapSize.height, map.at(0, 0));
}

const dot = 9;

/** All events about stations in the country, a mark each at its date; undefined where there is none. */
function timelineOf(site: Site, country: string): { readonly svg: Html; readonly marks: readonly Mark[] } | undefined {
  const events = eventsAbout(site.dataset, country);
  const own = [...events.authorities, ...events.china, ...events.accused, ...events.others];
  if (own.length === 0) return undefined;
  const reports = site.dataset.tables.reports.map((report) => report.date);
  const dates = [...own.map((row) => row.date), ...reports].map((date) => startOf(date).getTime());
  const first = new Date(Math.min(...dates)).getUTCFullYear();
  const last = new Date(startOf(site.dataset.edition.date)).getUTCFullYear();
  const [from, to] = [Date.UTC(first, 0, 1), Date.UTC(last + 1, 0, 1)];
  const at = (time: number) => ((time - from) / (to - from)) * (lineWidth - dot) + dot / 2;
  const kit = kitOf(site, lineWidth);
  const levels = new Map<number, number>();
  const placed = [...own]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map((row) => {
      const column = Math.round(at(startOf(row.date).getTime()) / (dot + 1));
      const level = levels.get(column) ?? 0;
      levels.set(column, level + 1);
      return { mark: markOfResponse(row.type), x: Math.min(column * (dot + 1), lineWidth - dot), level };
    });
  const high = Math.max(...levels.values());
  const base = high * (dot + 1) + 4;
  const line = block(lineWidth, base + 18, () => {
    const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    // Every year where they have room, else every other.
    const step = Math.ceil((years.length * 40) / lineWidth);
    return (
      element('path', { class: 'baseline', d: `M0 ${n(base)}H${lineWidth}` }) +
      years
        .filter((_, index) => index % step === 0)
        .map((year) => text(at(Date.UTC(year, 0, 1)), base + 15, String(year), { class: 'label label--muted' }))
        .join('') +
      element('path', {
        class: 'leader',
        d: years.map((year) => `M${n(at(Date.UTC(year, 0, 1)))} ${n(base)}v4`).join(''),
      }) +
      placed.map(({ mark, x, level }) => kit.mark(mark, dot).at(x, base - 3 - dot - level * (dot + 1))).join('')
    );
  });
  return {
    svg: picture('country__line', lineWidth, line.height, line.at(0, 0)),
    marks: [...new Set(placed.map(({ mark }) => mark))],
  };
}

/** The strip, ready for the page; `count` is what is listed, in a few words. */
export function stripOf(here: Here) {
  const { site, words, country, listings } = here;
  const { squares, listed: count, ink } = countryLine(here);
  const marks = loadMessages(site.language, 'marks');
  const timeline = timelineOf(site, country.id);
  const kit = kitOf(site, lineWidth);
  return {
    map: locatorOf(site, country.id, listings),
    squares,
    count,
    ink,
    line: timeline && {
      svg: timeline.svg,
      label: words.text('timeline'),
      key: timeline.marks.map(
        (mark) =>
          html`<li>${picture('country__mark', dot, dot, kit.mark(mark, dot).at(0, 0))}${mark === 'one' ? words.text('timelineOther') : marks.text(mark)}</li>`,
      ),
    },
  };
}
