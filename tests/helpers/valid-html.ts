import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // SVG is written with self-closing elements and without white space, and ids of records may be long: style, not faults.
    'void-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-raw-characters': 'off',
    // Ids of records may begin with a digit, as HTML allows.
    'valid-id': ['error', { relaxed: true }],
    'prefer-native-element': 'off',
    // What opens a note stands in no form.
    'no-implicit-button-type': 'off',
    // The one style element holds the palette and the fonts: one request until the fonts.
    'no-inline-style': 'error',
  },
});

/** What a validator of HTML finds in a page: line, column, rule and message. */
export const htmlFaults = async (page: string): Promise<string[]> =>
  (await validator.validateString(page)).results.flatMap((result) =>
    result.messages.map((message) => `${message.line}:${message.column} ${message.ruleId} ${message.message}`),
  );
