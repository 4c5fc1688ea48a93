import { z } from 'zod';
import { editionSchema, tableNames, tables } from './schema.ts';

/** JSON Schemas (draft 2020-12) of all data files, by file name (`claims.schema.json`), for editors and for those who take the data. */
export function jsonSchemas(): Map<string, string> {
  const schemas = new Map<string, string>();
  for (const name of tableNames) {
    const file = z.strictObject({ $schema: z.string().optional(), rows: z.array(tables[name].row) });
    schemas.set(
      `${name}.schema.json`,
      print({
        title: name,
        description: tables[name].description,
        ...z.toJSONSchema(file, { override: inStandardWords }),
      }),
    );
  }
  schemas.set('edition.schema.json', print({ title: 'edition', ...z.toJSONSchema(editionSchema) }));
  return schemas;
}

/** Columns that hold keys of another table say so in a comment: strict validators refuse words that JSON Schema does not have. */
const inStandardWords = ({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void => {
  const { references } = jsonSchema;
  if (references === undefined) return;
  delete jsonSchema['references'];
  jsonSchema['$comment'] = `Keys of the table ${String(references)}.`;
};

const print = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
