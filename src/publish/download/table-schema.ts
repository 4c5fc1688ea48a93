/**
 * The columns of each table as readers of the data meet them: the one definition in `src/dataset/schema.ts`, turned into Frictionless Table Schema
 * fields. The data package, the CSV headers and the data dictionary on `/data/` all come from here.
 */

import { z } from 'zod';
import { referencedTable, type TableName, tables } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';

interface Constraints {
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
  /** Table whose keys the column holds. For lists it says what a foreign key cannot: Table Schema has none for lists. */
  readonly references?: TableName;
  readonly constraints?: Constraints;
}

type ColumnSchema = z.core.JSONSchema.BaseSchema;

/** The types of JSON Schema that a column may have, as those of its field. */
const fieldTypes: Readonly<Record<string, Field['type']>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
};

function field(table: TableName, name: string, schema: z.ZodType, column: ColumnSchema): Field {
  const filled = column.anyOf?.find((option) => option.type !== 'null') ?? column;
  const types = [filled.type ?? []].flat();
  const mayBeEmpty = filled !== column || types.includes('null');
  const type = fieldTypes[types.find((name) => name !== 'null') ?? ''];
  const items = filled.items as ColumnSchema | undefined;
  const description = column.description ?? filled.description ?? items?.description;
  const where = `src/dataset/schema.ts: the column ${name} of ${table}`;
  if (!description) throw new Error(`${where} has no description: add .describe() for the data dictionary`);
  if (!type) throw new Error(`${where} has the type ${types.join(', ')}, for which CSV has no form`);
  const references = referencedTable(schema);
  if (type === 'list')
    return { name, type, description, references, constraints: filled.minItems ? { required: true } : undefined };
  const isAddress = filled.format === 'uri';
  const constraints: Constraints = {
    required: !mayBeEmpty || undefined,
    unique: name === tables[table].key || undefined,
    enum: filled.enum?.filter((value) => typeof value === 'string'),
    pattern: isAddress ? undefined : filled.pattern?.replaceAll('(?:', '('),
    minimum: filled.minimum,
    // The largest whole number of JavaScript is a limit of the language, not of the data.
    maximum: filled.maximum === Number.MAX_SAFE_INTEGER ? undefined : filled.maximum,
    minLength: filled.minLength,
  };
  return { name, type, description, format: isAddress ? 'uri' : undefined, references, constraints };
}

/** The columns of a table in the order of its definition. */
export const tableFields = once((table: TableName): readonly Field[] => {
  const { properties = {} } = z.toJSONSchema(tables[table].row);
  return Object.entries<z.ZodType>(tables[table].row.shape).map(([name, schema]) =>
    field(table, name, schema, properties[name] as ColumnSchema),
  );
});

/** Columns that point to one row of another table; these are foreign keys. */
export const foreignKeys = (
  table: TableName,
): readonly { readonly column: string; readonly table: TableName; readonly key: string }[] =>
  tableFields(table).flatMap(({ name, type, references }) =>
    references && type !== 'list' ? [{ column: name, table: references, key: tables[references].key }] : [],
  );
