/** What a schema expects, in the words of our messages. Zod's own are for programmers: "Too big: expected string to have <=70 characters". */
import type { z } from 'zod';

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object, with fields',
  record: 'an object, with fields',
  null: 'null',
};

/** A bound with its unit: characters of a text, entries of a list, or the number itself. */
function bounded(
  least: boolean,
  { origin, bound, inclusive }: { origin: string; bound: number | bigint; inclusive: boolean | undefined },
): string {
  const unit = origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : '';
  if (least && origin === 'string' && bound === 1) return 'text that is not empty';
  const words = inclusive === false ? (least ? 'more than' : 'less than') : least ? 'at least' : 'at most';
  return `${words} ${bound}${bound === 1 ? unit.replace(/ies$/, 'y').replace(/s$/, '') : unit}`;
}

/** @returns what was expected where an issue was found: the schema's own sentence if it has one */
export function expectedWords(issue: z.core.$ZodIssue): string {
  // A message of the schema's own says more than any of these.
  if (!/^(?:Invalid |Too (?:small|big)|Unrecognized)/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return bounded(true, { origin: issue.origin, bound: issue.minimum, inclusive: issue.inclusive });
    case 'too_big':
      return bounded(false, { origin: issue.origin, bound: issue.maximum, inclusive: issue.inclusive });
    case 'invalid_format':
      return issue.pattern ? `text of the form ${issue.pattern}` : `text that is a ${issue.format}`;
    case 'invalid_union':
      return 'options' in issue && issue.options
        ? `one of ${issue.options.map(String).join(', ')}`
        : 'one of the forms that the schema knows';
    default:
      return issue.message;
  }
}
