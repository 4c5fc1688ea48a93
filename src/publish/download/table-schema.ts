/**
 * The columns of each table as readers of the data meet them: the one definition in `src/dataset/schema.ts`, turned into Frictionless Table Schema
 * fields. The data package, the CSV headers and the data dictionary on `/data/` all come from here.
 */

import { z } from 'zod';
import { once } from '../../dataset/once.ts';
import { referencedTable, type TableName, tables } from '../../dataset/schema.ts';
import { LIST_SEPARATOR } from './csv.ts';

interface FieldConstraints {
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'list';
  readonly description: string;
  readonly format?: 'uri';
  /** Of a list: how its items are joined and what they are. */
  readonly delimiter?: string;
  readonly itemType?: 'string';
  /** Table whose keys the column holds. For lists it says what a foreign key cannot: Table Schema has none for lists. */
  readonly references?: TableName;
  readonly constraints?: FieldConstraints;
}

/** What `z.toJSONSchema` gives for a column, as far as our columns go. */
interface ColumnSchema {
  /** One type, or one and `null`. */
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly (string | null)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly items?: ColumnSchema;
  readonly anyOf?: readonly ColumnSchema[];
}

function field(table: TableName, name: string, schema: z.ZodType, column: ColumnSchema): Field {
  const filled = column.anyOf?.find((option) => option.type !== 'null') ?? column;
  const types = [filled.type ?? []].flat();
  const required = filled === column && !types.includes('null');
  const type = types.find((name) => name !== 'null');
  const description = column.description ?? filled.description ?? filled.items?.description;
  const where = `src/dataset/schema.ts: the column ${name} of ${table}`;
  if (!description) throw new Error(`${where} has no description: add .describe() for the data dictionary`);
  const references = referencedTable(schema);
  if (type === 'array')
    return {
      name,
      type: 'list',
      description,
      delimiter: LIST_SEPARATOR,
      itemType: 'string',
      references,
      constraints: filled.minItems ? { required: true } : undefined,
    };
  if (type !== 'string' && type !== 'integer' && type !== 'number' && type !== 'boolean')
    throw new Error(`${where} has the type ${types.join(', ')}, for which CSV has no form`);
  // The largest whole number of JavaScript is a limit of the language, not of the data.
  const maximum = filled.maximum === Number.MAX_SAFE_INTEGER ? undefined : filled.maximum;
  const constraints: FieldConstraints = {
    required: required || undefined,
    unique: name === tables[table].key || undefined,
    enum: filled.enum?.filter((value) => value !== null),
    pattern: filled.format === 'uri' ? undefined : filled.pattern?.replaceAll('(?:', '('),
    minimum: filled.minimum,
    maximum,
    minLength: filled.minLength,
  };
  return { name, type, description, format: filled.format === 'uri' ? 'uri' : undefined, references, constraints };
}

/** The columns of a table in the order of its definition. */
export const tableFields = once((table: TableName): readonly Field[] => {
  const columns = (z.toJSONSchema(tables[table].row) as { properties: Readonly<Record<string, ColumnSchema>> })
    .properties;
  return Object.entries(tables[table].row.shape).map(([name, schema]) =>
    field(table, name, schema as z.ZodType, columns[name] ?? {}),
  );
});

/** Columns that point to one row of another table; these are foreign keys. */
export const foreignKeys = (
  table: TableName,
): readonly { readonly column: string; readonly table: TableName; readonly key: string }[] =>
  tableFields(table).flatMap(({ name, type, references }) =>
    references && type !== 'list' ? [{ column: name, table: references, key: tables[references].key }] : [],
  );
