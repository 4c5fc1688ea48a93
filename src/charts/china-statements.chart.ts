import type { Dataset } from '../dataset/dataset.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { column, defineChart, file, inFiles, type TableInput } from './chart.ts';
import { type Block, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { sortDate } from './shared/steps.ts';

/** What a statement says, in our reading. A statement may do several of these. */
export const readings = ['denies', 'services', 'closed', 'faults'] as const;
type Reading = (typeof readings)[number];
type Speaker = 'ministry' | 'embassy' | 'consulate' | 'stateMedia' | 'official' | 'officials' | 'relayed';

interface Mapping {
  readonly speaker: Speaker;
  /** Empty where a statement says none of the four things: it then has words of its own under `labels.other`. */
  readonly readings: readonly Reading[];
}

/**
 * Our reading of each Chinese statement about the stations, by the id of the response, from what its sources are recorded to say.
 * A statement without a row here stops the build. Two fit none of the four and are shown as such rather than forced.
 */
export const statementReadings: Readonly<Record<string, Mapping>> = {
  'nga-2022-10-china': { speaker: 'officials', readings: ['denies'] },
  'chn-2022-10-09-official': { speaker: 'official', readings: [] },
  'chn-2022-10-20-tza': { speaker: 'embassy', readings: ['denies', 'faults'] },
  'chn-2022-10-26-wang': { speaker: 'ministry', readings: ['denies', 'services'] },
  'chn-2022-10-27-mao': { speaker: 'ministry', readings: [] },
  'chn-2022-10-31-chl': { speaker: 'embassy', readings: ['services', 'closed', 'faults'] },
  'chn-2022-11-02-zhao': { speaker: 'ministry', readings: ['denies', 'services'] },
  'chn-2022-11-18-embassy-us': { speaker: 'embassy', readings: ['denies', 'services'] },
  'chn-2022-12-embassy-france': { speaker: 'embassy', readings: ['services'] },
  'chn-2022-12-08-nzl': { speaker: 'embassy', readings: ['denies', 'services', 'closed'] },
  'chn-2022-12-22-mao': { speaker: 'ministry', readings: ['denies'] },
  'chn-2022-12-23-seoul': { speaker: 'embassy', readings: ['denies'] },
  'chn-2023-02-deu': { speaker: 'relayed', readings: ['closed'] },
  'chn-2023-03-04-edinburgh': { speaker: 'consulate', readings: ['denies', 'services', 'closed'] },
  'chn-2023-03-10-mao': { speaker: 'ministry', readings: ['faults'] },
  'chn-2023-04-18-wang': { speaker: 'ministry', readings: ['denies', 'faults'] },
  'chn-2023-04-22-uk': { speaker: 'embassy', readings: ['denies', 'faults'] },
  'chn-2023-05-15-wang-closed': { speaker: 'ministry', readings: ['denies', 'services', 'closed'] },
  'chn-2023-06-06-uk': { speaker: 'embassy', readings: ['denies', 'faults'] },
  'chn-2023-06-07-wang': { speaker: 'ministry', readings: ['denies', 'faults'] },
  'chn-2023-05-globaltimes': { speaker: 'stateMedia', readings: ['services', 'closed', 'faults'] },
  'chn-2024-07-15-lin': { speaker: 'ministry', readings: ['denies', 'faults'] },
  'chn-2024-12-19-lin': { speaker: 'ministry', readings: ['denies'] },
};

interface Row extends Mapping {
  readonly response: RowOf<'responses'>;
  /** Countries it is about; empty when it speaks of none in particular. */
  readonly countries: readonly string[];
}

/** The statements that the chart is about: what China's side said of the stations. Statements on other centres are context and left out. */
export const chinaStatements = (dataset: Dataset): readonly RowOf<'responses'>[] =>
  dataset.tables.responses.filter(
    (row) => row.aboutStations && (row.type === 'china-statement' || row.type === 'closure-announced-by-china'),
  );

function rowsOf(dataset: Dataset): readonly Row[] {
  const key = (row: RowOf<'responses'>) => `${sortDate(row.date)} ${row.id}`;
  return [...chinaStatements(dataset)]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((response) => {
      const mapping = statementReadings[response.id];
      if (!mapping) throw new Error(`china-statements: no reading for ${response.id}: add it to statementReadings`);
      return {
        ...mapping,
        response,
        countries: response.about
          .filter((country) => country !== 'CHN')
          .map((country) => dataset.get('countries', country).name),
      };
    });
}

/** What a statement says, in the words of the chart. */
const says = ({ readings: own, response }: Row, { say }: TableInput<Row>): readonly string[] =>
  own.length > 0 ? own.map((reading) => say(`short.${reading}`)) : [say(`other.${response.id}`)];

const count = (rows: readonly Row[], reading: Reading): number =>
  rows.filter((row) => row.readings.includes(reading)).length;

/** What China said of the stations and when: one row a statement, one column for each thing it says. */
export default defineChart<Row>({
  id: 'china-statements',
  chapter: 'answers',
  order: 3,
  rows: rowsOf,
  assumes: (rows) => {
    const closed = rows.filter((row) => row.readings.includes('closed'));
    const ministry = closed.find((row) => row.speaker === 'ministry');
    const by = (...speakers: readonly Speaker[]) => rows.filter((row) => speakers.includes(row.speaker));
    const relayed = by('relayed').map((row) => row.response.id);
    return {
      'China mostly denied': count(rows, 'denies') * 2 > rows.length || `${count(rows, 'denies')} of ${rows.length}`,
      'embassies or a consulate; the others from unnamed officials, from state media or relayed by a host':
        [by('consulate'), by('official', 'officials'), by('stateMedia'), by('relayed')].every(
          (part) => part.length > 0,
        ) || rows.map((row) => row.speaker).join(', '),
      'the first that spoke of an office that had stopped was the embassy in Chile':
        (closed[0]?.speaker === 'embassy' && closed[0].response.about.includes('CHL')) || `${closed[0]?.response.id}`,
      'the ministry itself said that the service centres had been closed, and repeated that there were no police stations':
        (['services', 'closed', 'denies'] as const).every((reading) => ministry?.readings.includes(reading)) ||
        `${ministry?.response.id}`,
      'one was relayed by German ministries': relayed.join() === 'chn-2023-02-deu' || relayed.join(', '),
    };
  },
  values: (rows, _, format) => {
    const closed = rows.filter((row) => row.readings.includes('closed'));
    const ministry = rows.filter((row) => row.speaker === 'ministry');
    const dateOf = (row: Row | undefined, length = 10) => format.date(row?.response.date.slice(0, length) ?? '');
    return {
      total: rows.length,
      ...Object.fromEntries(readings.map((reading) => [reading, count(rows, reading)])),
      other: rows.filter((row) => row.readings.length === 0).length,
      ministry: ministry.length,
      missions: rows.filter((row) => row.speaker === 'embassy' || row.speaker === 'consulate').length,
      firstClosed: dateOf(closed[0]),
      ministryClosed: dateOf(closed.find((row) => ministry.includes(row))),
      first: dateOf(rows[0], 7),
      last: dateOf(rows.at(-1), 7),
    };
  },
  table: [
    column.date('date', (row) => row.response.date),
    column.text('who', (row) => typeset(row.response.actor)),
    inFiles(
      column.text('about', ({ countries }, { say, format }) => format.list(countries) || say('noCountry')),
      file.list('about', (row) => row.countries),
      file.list('aboutCodes', (row) => row.response.about.filter((country) => country !== 'CHN')),
    ),
    inFiles(
      column.text('says', (row, input) => says(row, input).join(', ')),
      file.list('says', says),
    ),
    inFiles(
      column.text('record', (row) => typeset(row.response.summary)),
      file.text('record', (row) => row.response.summary),
      file.text('response', (row) => row.response.id),
    ),
  ],
  basis: ({ response }) => ({ claims: response.answers, sources: response.sources }),
  draw: (kit) => {
    const column = kit.wide ? 102 : 47;
    const columns = [...(kit.wide ? [88, 136, 150] : [146]), ...readings.map(() => column)];
    const heads = readings.map((reading) =>
      stack([
        kit.message(kit.wide ? `columns.${reading}` : `narrow.${reading}`, { width: column - 4 }),
        kit.text(kit.format.number(Number(kit.values[reading])), { strong: true }),
      ]),
    );
    const names = kit.wide
      ? ['date', 'who', 'about'].map((key) => kit.message(`heads.${key}`, { ink: 'muted' }))
      : [''];
    const rows = kit.rows.map((row) => [
      ...namesOf(kit, row),
      ...(row.readings.length === 0
        ? [kit.message(`other.${row.response.id}`, { ink: 'muted', width: column * readings.length })]
        : readings.map((reading) => (row.readings.includes(reading) ? kit.mark('denied') : ''))),
    ]);
    const key = readings.map((reading) => `${kit.say(`narrow.${reading}`)}: ${kit.say(`short.${reading}`)}`);
    return stack(
      [
        kit.wide ? null : kit.text(`${key.join('; ')}.`, { ink: 'muted' }),
        kit.table([[...names, ...heads]], columns, { gap: 0, align: 'end' }),
        kit.table(rows, columns, { gap: 0, rowGap: 8, rules: true }),
      ],
      10,
    );
  },
  // They hold the ministry's words, for the answers to them.
  claims: ['scale-10', 'scale-11', 'scale-12'],
  restsOn: (rows) => rows.map((row) => row.response),
});

/** When, who and of which country: in three columns (wide), or below each other. */
function namesOf(kit: Kit<Row>, { response, countries, speaker }: Row): readonly Block[] {
  const date = kit.text(kit.format.shortDate(response.date), { ink: 'muted' });
  const about = countries.join(', ') || kit.say('noCountry');
  const who = kit.say(`speakers.${speaker}`);
  if (kit.wide) return [date, kit.text(who), kit.text(about, { width: 146 })];
  return [stack([date, kit.text(`${who}, ${about}`, { width: 140 })])];
}
