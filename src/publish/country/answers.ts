/** What was answered about stations in a country, for every file that lists one there: tables, GeoJSON, the table of a chart. */
import type { Dataset } from '../../dataset/dataset.ts';
import { oldestFirst } from '../../dataset/rows-by.ts';
import type { Row } from '../../dataset/schema.ts';

/** Events that answer a listing: denials, statements of China, findings of those who looked. */
const answerTypes: ReadonlySet<Row<'responses'>['type']> = new Set([
  'denial',
  'china-statement',
  'closure-announced-by-china',
  'closure-confirmed',
  'no-evidence-found',
  'no-illegality-found',
  'case-closed-no-charges',
]);

/** What was answered about stations in one country, oldest first. A row or point that lists a station there carries it. */
export const answersAbout = (dataset: Dataset, country: string): readonly Row<'responses'>[] =>
  dataset.tables.responses
    .filter((row) => row.aboutStations && row.about.includes(country) && answerTypes.has(row.type))
    .sort(oldestFirst);
