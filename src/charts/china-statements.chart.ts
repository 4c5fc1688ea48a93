import { z } from 'zod';
import readingsFile from '../../data/readings/china-statements.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { column, defineChart, file, inFiles, type TableInput } from './chart.ts';
import { type Kit, stack } from './kit.ts';
import { readingsFrom } from './shared/readings.ts';
import { sortDate } from './shared/steps.ts';

/** What a statement does, in our reading: any number of these, or none, and then it has words of its own under `labels.other`. */
export const acts = ['denies', 'services', 'closed', 'faults'] as const;
const speakers = ['ministry', 'embassy', 'consulate', 'stateMedia', 'official', 'officials', 'relayed'] as const;

/** Our reading of each statement, by the id of its response, from what its sources are recorded to say. Nothing is forced into an act. */
export const statementReadings = readingsFrom(
  'data/readings/china-statements.json',
  readingsFile,
  z.record(z.string(), z.strictObject({ speaker: z.enum(speakers), says: z.array(z.enum(acts)) })),
);

/** What China's side said of the stations. Statements on other centres are context and left out. */
export const chinaStatements = (dataset: Dataset): readonly RowOf<'responses'>[] =>
  dataset.tables.responses.filter(
    (row) => row.aboutStations && (row.type === 'china-statement' || row.type === 'closure-announced-by-china'),
  );

/** The statements by date, each with our reading and the countries that it is about. Throws for one without a reading. */
const rowsOf = (dataset: Dataset) =>
  chinaStatements(dataset)
    .map((response) => {
      const reading = statementReadings[response.id];
      if (!reading)
        throw new Error(
          `china-statements: no reading of ${response.id}: add a line to data/readings/china-statements.json, such as "${response.id}": {"speaker": "ministry", "says": ["denies"]}. Speakers are ${speakers.join(', ')}; it may say any of ${acts.join(', ')}, or nothing of these`,
        );
      const about = response.about.filter((country) => country !== 'CHN');
      return { ...reading, response, about, countries: about.map((id) => dataset.get('countries', id).name) };
    })
    .sort(({ response: a }, { response: b }) =>
      `${sortDate(a.date)} ${a.id}` < `${sortDate(b.date)} ${b.id}` ? -1 : 1,
    );
type Row = ReturnType<typeof rowsOf>[number];

/** What a statement says, in the words of the chart. */
const said = ({ says, response }: Row, { say }: TableInput<Row>): readonly string[] =>
  says.length > 0 ? says.map((act) => say(`short.${act}`)) : [say(`other.${response.id}`)];

const having = (rows: readonly Row[], act: Row['says'][number]) => rows.filter(({ says }) => says.includes(act));
const by = (rows: readonly Row[], ...speakers: readonly Row['speaker'][]) =>
  rows.filter(({ speaker }) => speakers.includes(speaker));

/** What China said of the stations and when: one row a statement, one column for each thing it says. */
export default defineChart<Row>({
  chapter: 'answers',
  order: 3,
  rows: rowsOf,
  assumes: (rows) => {
    const [denies, closed] = [having(rows, 'denies').length, having(rows, 'closed')];
    const [first, [ministry]] = [closed[0], by(closed, 'ministry')];
    const others = [['consulate'], ['official', 'officials'], ['stateMedia'], ['relayed']] as const;
    const relayed = by(rows, 'relayed').map((row) => row.response.id);
    return {
      'China mostly denied': denies * 2 > rows.length || `${denies} of ${rows.length}`,
      'embassies or a consulate; the others from unnamed officials, from state media or relayed by a host':
        others.every((part) => by(rows, ...part).length > 0) || rows.map((row) => row.speaker).join(', '),
      'the first that spoke of an office that had stopped was the embassy in Chile':
        (first?.speaker === 'embassy' && first.about.includes('CHL')) || `${first?.response.id}`,
      'the ministry itself said that the service centres had been closed, and repeated that there were no police stations':
        (ministry?.says.includes('services') && ministry.says.includes('denies')) || `${ministry?.response.id}`,
      'one was relayed by German ministries': relayed.join() === 'chn-2023-02-deu' || relayed.join(', '),
    };
  },
  values: (rows, _, format) => {
    const dateOf = (row: Row | undefined, length = 10) => format.date(row?.response.date.slice(0, length) ?? '');
    const closed = having(rows, 'closed');
    return {
      total: rows.length,
      ...Object.fromEntries(acts.map((act) => [act, having(rows, act).length])),
      other: rows.filter(({ says }) => says.length === 0).length,
      ministry: by(rows, 'ministry').length,
      missions: by(rows, 'embassy', 'consulate').length,
      firstClosed: dateOf(closed[0]),
      ministryClosed: dateOf(by(closed, 'ministry')[0]),
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
      file.list('aboutCodes', (row) => row.about),
    ),
    inFiles(
      column.text('says', (row, input) => said(row, input).join(', ')),
      file.list('says', said),
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
    const columns = [...(kit.wide ? [88, 136, 150] : [146]), ...acts.map(() => column)];
    const heads = acts.map((act) => {
      const head = kit.message(`${kit.wide ? 'columns' : 'narrow'}.${act}`, { width: column - 4 });
      return stack([head, kit.text(kit.format.number(kit.count(act)), { strong: true })]);
    });
    const names = (kit.wide ? ['date', 'who', 'about'] : []).map((key) =>
      kit.message(`heads.${key}`, { ink: 'muted' }),
    );
    const rows = kit.rows.map((row) => [
      ...nameOf(kit, row),
      ...(row.says.length === 0
        ? [kit.message(`other.${row.response.id}`, { ink: 'muted', width: column * acts.length })]
        : acts.map((act) => (row.says.includes(act) ? kit.mark('denied') : ''))),
    ]);
    const key = acts.map((act) => `${kit.say(`narrow.${act}`)}: ${kit.say(`short.${act}`)}`).join('; ');
    return [
      kit.wide ? null : kit.text(`${key}.`, { ink: 'muted' }),
      kit.table([[...(kit.wide ? names : ['']), ...heads]], columns, { gap: 0, align: 'end' }),
      kit.table(rows, columns, { gap: 0, rowGap: 8, rules: true }),
    ];
  },
  // They hold the ministry's words, for the answers to them.
  claims: ['scale-10', 'scale-11', 'scale-12'],
  restsOn: (rows) => rows.map((row) => row.response),
});

/** When, who and of which country: in three columns (wide), or below each other. */
function nameOf(kit: Kit<Row>, { response, countries, speaker }: Row) {
  const date = kit.text(kit.format.shortDate(response.date), { ink: 'muted' });
  const [who, about] = [kit.say(`speakers.${speaker}`), countries.join(', ') || kit.say('noCountry')];
  if (kit.wide) return [date, kit.text(who), kit.text(about, { width: 146 })];
  return [stack([date, kit.text(`${who}, ${about}`, { width: 140 })])];
}
