/**
 * Citations as programs read them: BibTeX, RIS and CSL-JSON. Pure: what is cited goes in, text comes out.
 *
 * The author is the site, never a person. A date that cannot be trusted is left out rather than guessed; there is no date of access either, as only the
 * reader knows it. The caveat or the answer travels in the note, which all three formats have, and so does the address that never changes.
 */

/** What is cited, in plain words. */
export interface Work {
  readonly kind: 'chapter' | 'chart' | 'dataset';
  /** Key of the citation and name of its files: `scale`, `chart-world-map`, `table-claims`, `edition`. */
  readonly key: string;
  readonly title: string;
  /** The site: an organisation. */
  readonly author: string;
  /** As exactly as it is known: YYYY, YYYY-MM or YYYY-MM-DD; undefined where it is not. */
  readonly date: string | undefined;
  /** Edition of the dataset. */
  readonly version: string;
  readonly url: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** What sort of thing it is, in words: chart. */
  readonly genre: string;
  /** Who claims what it says, and what was answered. */
  readonly note: string;
  /** Where the same is kept unchanged, in a sentence; undefined where no frozen edition has it so. */
  readonly kept?: string | undefined;
}

const noteOf = ({ note, kept }: Work): string => [note, kept].filter(Boolean).join(' ');

/** Year, month and day as they are written, as far as they are known; none where the date is not. */
function dateParts(date: string | undefined): readonly string[] {
  if (date !== undefined && !/^\d{4}(?:-\d{2}){0,2}$/.test(date))
    throw new Error(`"${date}" is no date such as 2026, 2026-11 or 2026-11-23`);
  return date?.split('-') ?? [];
}

/** One line: line breaks would end a field, and control characters have no place in any of the formats. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

// Braces count for the balance of a BibTeX entry even when escaped, so they are named.
const texSpecials: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text for the inside of a braced BibTeX value. */
export const escapeBibtex = (text: string): string =>
  oneLine(text).replace(/[\\{}~^&%$#_]/g, (character) => texSpecials[character] ?? `\\${character}`);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/**
 * `@online` and `@dataset` are entry types of biblatex; BibTeX's own styles take types they do not know as `misc`, with the same fields.
 * Classic styles read year and month; biblatex and Pandoc read the date, with its day. biber remarks that it takes one of both, and takes the right one.
 */
export function bibtex(work: Work): string {
  const [year, month] = dateParts(work.date);
  const braced = (text: string | undefined) => text && `{${text}}`;
  const fields: Readonly<Record<string, string | undefined>> = {
    author: `{{${escapeBibtex(work.author)}}}`,
    title: `{{${escapeBibtex(work.title)}}}`,
    date: braced(work.date),
    year: braced(year),
    month: months[Number(month) - 1],
    version: braced(escapeBibtex(work.version)),
    type: braced(escapeBibtex(work.genre)),
    // Verbatim in biblatex: an address is not escaped. URLs as browsers write them hold no braces and no white space.
    url: braced(work.url),
    note: braced(escapeBibtex(noteOf(work))),
  };
  const written = Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name} = ${value},\n`] : []));
  return `@${work.kind === 'dataset' ? 'dataset' : 'online'}{abroad110-${work.key},\n${written.join('')}}\n`;
}

const risTypes: Readonly<Record<Work['kind'], string>> = { chapter: 'ELEC', chart: 'CHART', dataset: 'DATA' };

/** RIS wants CRLF, two letters, two spaces, a hyphen, a space. */
export function ris(work: Work): string {
  const [year, month = '', day = ''] = dateParts(work.date);
  const lines: Readonly<Record<string, string | undefined>> = {
    TY: risTypes[work.kind],
    ID: `abroad110-${work.key}`,
    TI: work.title,
    // Without a comma it is one name, not a family name and a given name.
    AU: work.author.replaceAll(',', ''),
    PY: year,
    // Year/month/day/other: what is not known stays empty between the slashes.
    DA: year && `${year}/${month}/${day}/`,
    ET: work.version,
    PB: work.author,
    M3: work.genre,
    LA: work.language,
    UR: work.url,
    N1: noteOf(work),
    ER: '',
  };
  return Object.entries(lines)
    .flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${oneLine(value)}\r\n`]))
    .join('');
}

const cslTypes: Readonly<Record<Work['kind'], string>> = { chapter: 'webpage', chart: 'graphic', dataset: 'dataset' };

/** CSL-JSON, as citation processors (citeproc, Pandoc) read it: a list of one item. */
export function cslJson(work: Work): string {
  const date = dateParts(work.date).map(Number);
  const item = {
    id: `abroad110-${work.key}`,
    type: cslTypes[work.kind],
    title: oneLine(work.title),
    author: [{ literal: work.author }],
    [work.kind === 'dataset' ? 'publisher' : 'container-title']: work.author,
    issued: date.length > 0 ? { 'date-parts': [date] } : undefined,
    version: work.version,
    genre: work.genre,
    language: work.language,
    URL: work.url,
    note: oneLine(noteOf(work)),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}
