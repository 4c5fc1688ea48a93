const text = { type: 'string', minLength: 1 };
const one = (pattern: string) => ({ type: 'string', pattern });
const name = one('^[a-z0-9._-]+$');
/** A list that is not empty. */
const list = (items: object, rules: object = {}) => ({ type: 'array', minItems: 1, items, ...rules });
const object = (required: readonly string[], properties: object, rules: object = {}) => ({
  type: 'object',
  required,
  properties,
  ...rules,
});
const closed = { additionalProperties: false };
/** A web address, or a path below the descriptor: never absolute, never upwards. */
const path = { type: 'string', anyOf: [{ pattern: '^https?://' }, { pattern: '^(?![/~.])(?!.*\\.\\./)[^\\\\:]+$' }] };

const field = object(['name', 'type', 'description'], {
  name: one('^[A-Za-z][A-Za-z0-9]*$'),
  // No `list`: clients of version 1 do not know it.
  type: { enum: ['string', 'integer', 'number', 'boolean'] },
  format: { enum: ['uri'] },
  description: { type: 'string', minLength: 5 },
  constraints: object(
    [],
    {
      required: { type: 'boolean' },
      unique: { type: 'boolean' },
      enum: list({ type: 'string' }, { uniqueItems: true }),
      pattern: { type: 'string', format: 'regex' },
      minimum: { type: 'number' },
      maximum: { type: 'number' },
      minLength: { type: 'integer', minimum: 0 },
    },
    closed,
  ),
});

const schema = object(['$schema', 'fields', 'primaryKey'], {
  $schema: { const: 'https://datapackage.org/profiles/2.0/tableschema.json' },
  fields: list(field),
  missingValues: { type: 'array', items: { type: 'string' } },
  primaryKey: list(text),
  foreignKeys: list(
    object(['fields', 'reference'], {
      fields: list(text),
      reference: object(['resource', 'fields'], { resource: text, fields: list(text) }),
    }),
  ),
});

const resource = object(
  ['name', 'path', 'description', 'format', 'mediatype', 'encoding', 'bytes', 'hash'],
  {
    // Data inside the descriptor are for who has no files.
    data: false,
    name,
    path,
    type: { const: 'table' },
    description: text,
    format: { enum: ['csv', 'geojson'] },
    mediatype: one('^[a-z]+/[a-z0-9.+-]+$'),
    encoding: { const: 'utf-8' },
    bytes: { type: 'integer', minimum: 1 },
    hash: one('^sha256:[0-9a-f]{64}$'),
    dialect: object([], {
      $schema: { const: 'https://datapackage.org/profiles/2.0/tabledialect.json' },
      delimiter: { type: 'string', minLength: 1, maxLength: 1 },
      lineTerminator: { type: 'string' },
      quoteChar: { type: 'string', maxLength: 1 },
      doubleQuote: { type: 'boolean' },
      header: { type: 'boolean' },
    }),
    schema,
  },
  { dependentRequired: { type: ['schema', 'dialect'] } },
);

/**
 * What a Data Package (version 2, https://datapackage.org/standard/) must be, written by hand from the standard's text: the published profile is not
 * copied here, and no maintained reader of version 2 is on npm. Strict where the standard says must, and for our own promises.
 */
export const packageSchema = object(
  '$schema name title description version created licenses contributors sources resources'.split(' '),
  {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name,
    title: text,
    description: text,
    version: one('^\\d+\\.\\d+\\.\\d+(\\+unreleased)?$'),
    created: { type: 'string', format: 'date-time' },
    keywords: list(text, { uniqueItems: true }),
    licenses: list(
      object(['name', 'path', 'title'], {
        name: one('^[-a-zA-Z0-9._]+$'),
        path: { type: 'string', format: 'uri' },
        title: text,
      }),
    ),
    // Without names of persons: no given and family names, no e-mail addresses.
    contributors: list(object(['title'], { title: text, organization: text, path: text, roles: list(text) }, closed)),
    sources: list(object(['title'], { title: text, path }, closed)),
    resources: list(resource),
  },
);

export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly description: string;
  readonly references?: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly unique?: boolean;
    readonly enum?: readonly string[];
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minLength?: number;
  };
}

export interface Resource {
  readonly name: string;
  readonly path: string;
  readonly type?: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema?: {
    readonly fields: readonly Field[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

export interface DataPackage {
  readonly version: string;
  readonly resources: readonly Resource[];
}

/** What is wrong with a cell by its field, in words; undefined when nothing is. */
export function cellFault(cell: string, { type, constraints = {} }: Field): string | undefined {
  if (cell === '') return constraints.required ? 'is required' : undefined;
  if (
    (type === 'integer' && !/^-?\d+$/.test(cell)) ||
    (type === 'number' && !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(cell))
  )
    return `is no ${type}`;
  if (type === 'boolean' && cell !== 'true' && cell !== 'false') return 'is neither true nor false';
  if (constraints.enum && !constraints.enum.includes(cell)) return 'is not one of the allowed values';
  if (constraints.pattern && !new RegExp(constraints.pattern).test(cell)) return `does not fit ${constraints.pattern}`;
  if (constraints.minimum !== undefined && Number(cell) < constraints.minimum) return 'is too small';
  if (constraints.maximum !== undefined && Number(cell) > constraints.maximum) return 'is too large';
  if (constraints.minLength !== undefined && cell.length < constraints.minLength) return 'is too short';
  return undefined;
}
