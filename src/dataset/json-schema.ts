import { z } from 'zod';
import { editionSchema, tableNames, tables } from './schema.ts';

/** JSON Schemas (draft 2020-12) of all data files, by file name (`claims.schema.json`), for editors and for those who take the data. */
export function jsonSchemas(): Map<string, string> {
  const schemas = new Map<string, string>();
  for (const name of tableNames) {
    const file = z.strictObject({ $schema: z.string().optional(), rows: z.array(tables[name].row) });
    schemas.set(
      `${name}.schema.json`,
      print({ title: name, description: tables[name].description, ...z.toJSONSchema(file) }),
    );
  }
  schemas.set('edition.schema.json', print({ title: 'edition', ...z.toJSONSchema(editionSchema) }));
  return schemas;
}

const print = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
