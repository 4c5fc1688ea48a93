/**
 * The dataset made larger, for measuring how a build grows: every listing, claim, response and their figures and sources again and again under new ids,
 * with the links between them kept inside each copy. Pure and without chance: the same factor gives the same rows.
 * The totals of the reports grow with their listings. What a chart has a reading of its own for, row by row, is not copied: the steps of timelines and what
 * China said. No page made of such data is for readers.
 */
import { z } from 'zod';
import { type TableName, tableNames, tables } from '../src/dataset/schema.ts';

const records: readonly TableName[] = ['sources', 'claims', 'claim_figures', 'responses', 'response_figures'];

const fileSchema = z.looseObject({ rows: z.array(z.record(z.string(), z.unknown())) });
type LooseRow = z.infer<typeof fileSchema>['rows'][number];

/** Columns of totals that grow with the listings. */
const totals: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  listing_totals: ['added'],
  reports: ['added', 'total'],
  place_findings: ['listed'],
};

/** Rows that have a reading of ours, by their ids (data/readings). */
const hasReading = (row: LooseRow): boolean =>
  row['type'] === 'china-statement' || row['type'] === 'closure-announced-by-china';

/** A row that is not copied answers the copies of what it answers: a claim's status rests on it. */
const answeringAll = (row: LooseRow, ids: ReadonlySet<unknown>, factor: number): LooseRow => ({
  ...row,
  answers: z
    .array(z.string())
    .parse(row['answers'] ?? [])
    .flatMap((id) => [
      id,
      ...(ids.has(id) ? Array.from({ length: factor - 1 }, (_, index) => `${id}-copy-${index + 2}`) : []),
    ]),
});

/**
 * @param files the tables of an edition as text, by file name
 * @param factor how many times the rows, 1 for as they are
 * @param listings whether stations and the totals of reports grow too
 */
export function scaleTables(
  files: ReadonlyMap<string, string>,
  factor: number,
  { listings = true } = {},
): Map<string, string> {
  const grown = new Set<TableName>(listings ? [...records, 'stations'] : records);
  const read = (name: TableName) => fileSchema.parse(JSON.parse(files.get(`${name}.json`) ?? '{"rows":[]}'));
  const growing = [...grown]
    .filter((name) => name !== 'sources')
    .flatMap((name) => read(name).rows.filter((row) => !hasReading(row)));
  // A source that only tables rest on that do not grow would be a source that nothing rests on.
  const cited = new Set(growing.flatMap((row) => (Array.isArray(row['sources']) ? row['sources'] : [])));
  const copied = (name: TableName) =>
    read(name).rows.filter((row) => !hasReading(row) && (name !== 'sources' || cited.has(row['id'])));
  const ids = new Set(
    tableNames.filter((name) => grown.has(name)).flatMap((name) => copied(name).map((row) => row[tables[name].key])),
  );
  const renamed = (value: unknown, ending: string): unknown =>
    Array.isArray(value)
      ? value.map((item) => renamed(item, ending))
      : typeof value === 'string' && ids.has(value)
        ? value + ending
        : value;
  // No two records say the same, no two sources have one address, and no two listings of one place are without a word on what sets them apart.
  const own = (name: TableName, column: string, value: unknown, ending: string): unknown => {
    if (column === 'timeline') return null;
    // The exceptions for addresses as they were read are for the rows themselves.
    if (column === 'url')
      return `${String(value)
        .replace(/^http:/, 'https:')
        .replaceAll('utm_', 'from_')}#${ending}`;
    const isText = column === 'statement' || column === 'summary' || (name === 'stations' && column === 'note');
    return isText ? String(value ?? 'Made up.').replace(/(?=[.!?]["'”’)]*$)/, ` (${ending})`) : renamed(value, ending);
  };
  const copy = (name: TableName, row: LooseRow, ending: string): LooseRow =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, own(name, column, value, ending)]));

  const scaled = new Map(files);
  for (const name of grown) {
    const file = read(name);
    const rows = file.rows.map((row) => (hasReading(row) ? answeringAll(row, ids, factor) : row));
    for (let index = 2; index <= factor; index += 1)
      for (const row of copied(name)) rows.push(copy(name, row, `-copy-${index}`));
    // "Spain's 9" in the note of a listing is a total too.
    const grownNote = (note: string) => note.replace(/(?<=[’']s )\d+\b/g, (total) => String(Number(total) * factor));
    const withNotes = rows.map((row) =>
      name === 'stations' && typeof row['note'] === 'string' ? { ...row, note: grownNote(row['note']) } : row,
    );
    scaled.set(`${name}.json`, JSON.stringify({ ...file, rows: withNotes }));
  }
  if (!listings) return scaled;
  for (const [name, columns] of Object.entries(totals) as [TableName, readonly string[]][]) {
    const file = read(name);
    const rows = file.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          columns.includes(column) ? Number(value) * factor : value,
        ]),
      ),
    );
    scaled.set(`${name}.json`, JSON.stringify({ ...file, rows }));
  }
  return scaled;
}
