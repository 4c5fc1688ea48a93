/** How the rules on rows report: each says what a row that breaks it should have, and how to fix it. */
import { type Problem, quoteValue } from './problems.ts';
import { keyOf, type LooseRow, type Row, type TableName, type Tables } from './schema.ts';

type Column<Name extends TableName> = Extract<keyof Row<Name>, string>;

/** What the rules across columns and tables check, and how they report what they find. */
export interface Checks {
  readonly t: Tables;
  /** Reports the row with this key. */
  add(table: TableName, key: string, field: string, found: unknown, expected: string, fix: string): void;
  /**
   * Checks every row of a table and reports those that break a rule.
   * @param columns what is shown of such a row
   * @param fix what to do about it
   * @param expected what the row should have; nothing for a row that keeps the rule
   */
  rows<Name extends TableName>(
    table: Name,
    columns: Column<Name> | readonly Column<Name>[],
    fix: string | ((row: Row<Name>) => string),
    expected: (row: Row<Name>) => string | false | undefined,
  ): void;
}

/** A rule on the tables, or some that belong together. */
export type Rule = (checks: Checks) => void;

/** Checks on these tables, whose problems are added to a list. The number of a row is looked up by its key. */
export function checksOf(t: Tables, problems: Problem[]): Checks {
  const numbers = new Map<TableName, ReadonlyMap<string, number>>();
  const numberOf = (table: TableName, key: string): number => {
    const known =
      numbers.get(table) ??
      new Map((t[table] as readonly LooseRow[]).map((row, index) => [keyOf(table, row), index + 1]));
    numbers.set(table, known);
    return known.get(key) ?? 1;
  };
  const add: Checks['add'] = (table, key, field, found, expected, fix) => {
    const where = `row ${numberOf(table, key)} (${key})`;
    problems.push({ file: `data/${table}.json`, where, field, found: quoteValue(found), expected, fix });
  };
  const rows: Checks['rows'] = (table, columns, fix, expectedOf) => {
    const names = typeof columns === 'string' ? [columns] : columns;
    for (const row of t[table]) {
      const expected = expectedOf(row);
      if (!expected) continue;
      const values = names.map((name) => row[name]);
      const found = values.length === 1 ? values[0] : values;
      add(table, keyOf(table, row), names.join(', '), found, expected, typeof fix === 'string' ? fix : fix(row));
    }
  };
  return { t, add, rows };
}

/** The first day of a date, as far as both dates are exact, is before that of another. False where one is not known. */
export const isBefore = (date: string | null | undefined, other: string | null | undefined): boolean =>
  typeof date === 'string' && typeof other === 'string' && date.slice(0, other.length) < other.slice(0, date.length);

/** Rows by their key. */
export const byKey = <Kind extends { readonly id: string }>(rows: readonly Kind[]): ReadonlyMap<string, Kind> =>
  new Map(rows.map((row) => [row.id, row]));

/** The rows that have something in common with one before them, each with the first of those. */
export function twins<Kind>(rows: readonly Kind[], common: (row: Kind) => unknown): ReadonlyMap<Kind, Kind> {
  const groups = [...Map.groupBy(rows, common).values()];
  return new Map(groups.flatMap(([first, ...others]) => (first ? others.map((row) => [row, first] as const) : [])));
}

/** A claim or an event. */
export type Statement = Row<'claims'> | Row<'responses'>;

/** Claims and events, each with the name of its table. */
export const statements = ({
  claims,
  responses,
}: Tables): readonly (readonly ['claims' | 'responses', Statement])[] => [
  ...claims.map((row) => ['claims', row] as const),
  ...responses.map((row) => ['responses', row] as const),
];
