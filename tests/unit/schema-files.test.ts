/** The published JSON Schemas: they come from the one definition, and the data files are what they say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../src/dataset/json-schema.ts';
import { tableNames } from '../../src/dataset/schema.ts';
import { currentFiles, currentJson, type LooseRow } from '../helpers/data-files.ts';

const schemas = jsonSchemas();
const ajv = new Ajv2020({ allErrors: true, strict: true });
addFormats.default(ajv);

const validators = new Map<string, ValidateFunction>();
const validatorOf = (name: string): ValidateFunction => {
  const known = validators.get(name) ?? ajv.compile(JSON.parse(schemas.get(`${name}.schema.json`) ?? '') as object);
  validators.set(name, known);
  return known;
};

const names = [...tableNames, 'edition'];

test('data/schema holds the schemas of all tables and of the edition, and nothing else', () => {
  expect(readdirSync('data/schema').sort()).toEqual([...schemas.keys()].sort());
  expect([...schemas.keys()].sort()).toEqual(names.map((name) => `${name}.schema.json`).sort());
});

describe.each(names)('%s', (name) => {
  test('has the schema in data/schema that the definition gives (npm run schema writes it)', () => {
    expect(readFileSync(`data/schema/${name}.schema.json`, 'utf8')).toBe(schemas.get(`${name}.schema.json`));
  });

  test('names its schema, so that editors complete', () => {
    const json = currentJson(`${name}.json`) as LooseRow;
    expect(json['$schema']).toBe(`./schema/${name}.schema.json`);
    expect(existsSync(`data/schema/${name}.schema.json`)).toBe(true);
  });

  test('is what its schema says', () => {
    const validate = validatorOf(name);
    expect(validate(currentJson(`${name}.json`)), JSON.stringify(validate.errors?.slice(0, 5), null, 2)).toBe(true);
  });

  test('is refused by its schema with an unknown field', () => {
    const json = currentJson(`${name}.json`) as { rows?: LooseRow[] };
    const broken = json.rows ? { ...json, rows: [{ ...json.rows[0], nonsense: 1 }] } : { ...json, nonsense: 1 };
    expect(validatorOf(name)(broken)).toBe(false);
  });

  test('describes its columns to those who take the data', () => {
    const schema = JSON.parse(schemas.get(`${name}.schema.json`) ?? '') as {
      title: string;
      $schema: string;
      properties: LooseRow;
    };
    expect(schema.title).toBe(name);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });
});

test('every data file has a table', () => {
  expect([...currentFiles().keys()].sort()).toEqual(names.map((name) => `${name}.json`).sort());
});
