/** What changed in a record since an edition, field by field: whoever reads a passage again needs to see nothing else. */
import type { Dataset } from '../../dataset/dataset.ts';
import { type TableName, tables } from '../../dataset/schema.ts';
import { derivedFiguresOf } from './evidence.ts';

export interface FieldChange {
  /** Table and row, where it is not the row of the record itself: `claim_figures/hunt-09-figure-1`. */
  readonly row: string;
  readonly field: string;
  /** Undefined where the edition had no such row, or no such value. */
  readonly before: string | undefined;
  readonly now: string | undefined;
}

/** The tables in which a record has rows, with the column that names it. */
const home: readonly (readonly [TableName, string])[] = [
  ['claims', 'id'],
  ['responses', 'id'],
  ['claim_figures', 'claim'],
  ['response_figures', 'response'],
  ['reports', 'claim'],
];

const shown = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value);

/** Every field of a record in a dataset, by row and column: of its own row, of its figures, and of what answers it. */
function fieldsOf(id: string, dataset: Dataset): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const add = (row: string, values: Readonly<Record<string, unknown>>) => {
    for (const [field, value] of Object.entries(values)) {
      const text = shown(value);
      if (text !== undefined && text !== '') fields.set(`${row} ${field}`, text);
    }
  };
  for (const [table, column] of home)
    for (const row of dataset.tables[table] as readonly Record<string, unknown>[])
      if (row[column] === id) add(column === 'id' ? id : `${table}/${String(row[tables[table].key])}`, row);
  const { claims, responses } = dataset.tables;
  const answers = [...claims, ...responses].filter((row) => row.answers.includes(id)).map((row) => row.id);
  const figure = derivedFiguresOf(dataset).get(id);
  add(id, { 'answered by': answers, ...(figure ? { ...figure.of, value: figure.value } : {}) });
  return fields;
}

/** The fields of a record that an edition had otherwise, or not at all. */
export function changesOf(id: string, current: Dataset, edition: Dataset): readonly FieldChange[] {
  const [before, now] = [fieldsOf(id, edition), fieldsOf(id, current)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key) => {
    const [row = '', ...field] = key.split(' ');
    const change = { row, field: field.join(' '), before: before.get(key), now: now.get(key) };
    return change.before === change.now ? [] : [change];
  });
}

/**
 * Lines that say how the records of a passage differ from an edition, in the order in which it cites them.
 * @param name the edition, as the lines call it: `edition 1.1.0`
 */
export function changeLines(ids: readonly string[], current: Dataset, edition: Dataset, name: string): string[] {
  const quoted = (value: string | undefined) => (value === undefined ? 'nothing' : `"${value}"`);
  const lines = ids.flatMap((id) =>
    changesOf(id, current, edition).map(
      ({ row, field, before, now }) => `  ${row}  ${field}: ${quoted(before)} → ${quoted(now)}`,
    ),
  );
  return lines.length > 0
    ? [`Changed since ${name}:`, ...lines]
    : [`No record that it cites differs from ${name}: since it was read, one changed before that, or it cites others.`];
}
