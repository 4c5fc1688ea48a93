import { once } from '../shared/once.ts';

const monthBeforeYear =
  /\b(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?) (?=\d{4}\b)/g;

/** Keeps a number with its unit, a day with its month and a month with its year, an edition with its version on one line; a year may end its line. */
export const keepTogether = (text: string): string =>
  text
    .replace(/(?<!\d)(?!(?:19|20)\d\d(?!\d))(\d[\d,.]*) (?=\p{L})/gu, '$1\u00a0')
    .replace(monthBeforeYear, '$1\u00a0')
    .replace(/\b(at least|edition) (?=\d)/gi, '$1\u00a0');

/** Curly quotes and apostrophes for plain text that does not pass through Markdown: titles, records, labels. */
export const curlQuotes = (text: string): string =>
  text
    .replace(/(^|[\s([{\u00a0–—"])'(?=\S)/g, '$1‘')
    .replace(/'/g, '’')
    .replace(/(^|[\s([{\u00a0–—‘])"(?=\S)/g, '$1“')
    .replace(/"/g, '”');

/** Plain text as it is printed. The same words are on hundreds of pages. */
export const typeset = once((text: string): string => keepTogether(curlQuotes(text)));
