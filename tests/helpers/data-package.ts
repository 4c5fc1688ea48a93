/**
 * What a Data Package (version 2, https://datapackage.org/standard/) must be, written by hand from the standard's text: the published profile is not
 * copied here, and no maintained reader of version 2 is on npm. Strict where the standard says must, and for our own promises.
 */
export const packageSchema = {
  type: 'object',
  required: [
    '$schema',
    'name',
    'title',
    'description',
    'version',
    'created',
    'licenses',
    'contributors',
    'sources',
    'resources',
  ],
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    title: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(\\+unreleased)?$' },
    created: { type: 'string', format: 'date-time' },
    keywords: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 1 } },
    licenses: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'path', 'title'],
        properties: {
          name: { type: 'string', pattern: '^[-a-zA-Z0-9._]+$' },
          path: { type: 'string', format: 'uri' },
          title: { type: 'string' },
        },
      },
    },
    contributors: {
      type: 'array',
      minItems: 1,
      // Without names of persons: no given and family names, no e-mail addresses.
      items: {
        type: 'object',
        required: ['title'],
        additionalProperties: false,
        properties: {
          title: { type: 'string' },
          organization: { type: 'string' },
          path: { type: 'string' },
          roles: { type: 'array', minItems: 1, items: { type: 'string' } },
        },
      },
    },
    sources: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['title'],
        additionalProperties: false,
        properties: { title: { type: 'string' }, path: { $ref: '#/$defs/path' } },
      },
    },
    resources: { type: 'array', minItems: 1, items: { $ref: '#/$defs/resource' } },
  },
  $defs: {
    // A web address, or a path below the descriptor: never absolute, never upwards.
    path: { type: 'string', anyOf: [{ pattern: '^https?://' }, { pattern: '^(?![/~.])(?!.*\\.\\./)[^\\\\:]+$' }] },
    resource: {
      type: 'object',
      required: ['name', 'path', 'description', 'format', 'mediatype', 'encoding', 'bytes', 'hash'],
      properties: {
        // Data inside the descriptor are for who has no files.
        data: false,
        name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
        path: { $ref: '#/$defs/path' },
        type: { const: 'table' },
        description: { type: 'string', minLength: 1 },
        format: { enum: ['csv', 'geojson'] },
        mediatype: { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]+$' },
        encoding: { const: 'utf-8' },
        bytes: { type: 'integer', minimum: 1 },
        hash: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
        dialect: {
          type: 'object',
          properties: {
            $schema: { const: 'https://datapackage.org/profiles/2.0/tabledialect.json' },
            delimiter: { type: 'string', minLength: 1, maxLength: 1 },
            lineTerminator: { type: 'string' },
            quoteChar: { type: 'string', maxLength: 1 },
            doubleQuote: { type: 'boolean' },
            header: { type: 'boolean' },
          },
        },
        schema: { $ref: '#/$defs/schema' },
      },
      if: { required: ['type'], properties: { type: true } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['schema', 'dialect'], properties: { schema: true, dialect: true } },
    },
    schema: {
      type: 'object',
      required: ['$schema', 'fields', 'primaryKey'],
      properties: {
        $schema: { const: 'https://datapackage.org/profiles/2.0/tableschema.json' },
        fields: { type: 'array', minItems: 1, items: { $ref: '#/$defs/field' } },
        missingValues: { type: 'array', items: { type: 'string' } },
        primaryKey: { type: 'array', minItems: 1, items: { type: 'string' } },
        foreignKeys: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['fields', 'reference'],
            properties: {
              fields: { type: 'array', minItems: 1, items: { type: 'string' } },
              reference: {
                type: 'object',
                required: ['resource', 'fields'],
                properties: {
                  resource: { type: 'string', minLength: 1 },
                  fields: { type: 'array', minItems: 1, items: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
    field: {
      type: 'object',
      required: ['name', 'type', 'description'],
      properties: {
        name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]*$' },
        // No `list`: clients of version 1 do not know it.
        type: { enum: ['string', 'integer', 'number', 'boolean'] },
        format: { enum: ['uri'] },
        description: { type: 'string', minLength: 5 },
        constraints: {
          type: 'object',
          additionalProperties: false,
          properties: {
            required: { type: 'boolean' },
            unique: { type: 'boolean' },
            enum: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
            pattern: { type: 'string', format: 'regex' },
            minimum: { type: 'number' },
            maximum: { type: 'number' },
            minLength: { type: 'integer', minimum: 0 },
          },
        },
      },
    },
  },
} as const;

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
