/**
 * What an item of CSL-JSON may be (input schema of CSL 1.0.2), as far as our citations go, written by hand from its documentation. Closed: a name that
 * the schema does not have fails.
 */
const text = { type: 'string', minLength: 1 };

export const cslSchema = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['id', 'type', 'title', 'author', 'URL', 'note', 'version'],
    additionalProperties: false,
    properties: {
      id: text,
      type: { enum: ['webpage', 'graphic', 'dataset'] },
      title: text,
      // An organisation is a literal name; family and given names are for persons, and there are none.
      author: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['literal'], additionalProperties: false, properties: { literal: text } },
      },
      issued: {
        type: 'object',
        required: ['date-parts'],
        additionalProperties: false,
        properties: {
          'date-parts': {
            type: 'array',
            minItems: 1,
            maxItems: 1,
            items: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'integer' } },
          },
        },
      },
      'container-title': text,
      publisher: text,
      version: text,
      genre: text,
      language: text,
      URL: { type: 'string', format: 'uri' },
      note: text,
    },
  },
} as const;
