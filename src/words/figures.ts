/**
 * Figures of ours in texts: the build writes them, so that no sentence goes stale when a row is added.
 *
 *   {traced-stations}                       87
 *   {not-traced-countries:words}            seven
 *   {not-traced-stations:Words}             Eleven, at the start of a sentence
 *   {matched-stations:words station/stations}   four stations; the word after the number agrees with it
 *   {matched-stations:station/stations}     4 stations
 *
 * Names are those of `derived.ts` without `figure-`. Every one has a hyphen, which no value of an ICU message can have.
 * Figures of others (what a report says) are typed, and held against their records by the fact-checker.
 */
import type { DerivedFigure } from '../dataset/derived.ts';
import { nearest, type Problem } from '../dataset/problems.ts';
import { type Format, formatFor } from './format.ts';
import { spelledLanguages, spellOut } from './spelling.ts';

export type Figures = ReadonlyMap<string, DerivedFigure>;

const pattern = /\{([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?::([^{}]*)|([^a-z0-9:{}-][^{}]*))?\}/g;

/** How a figure is to be written; a string says what is wrong with what was asked for. */
function write(
  figure: DerivedFigure,
  asked: string,
  format: Format,
): { readonly text: string } | { readonly fault: string } {
  const [, style, forms = ''] = /^(words|Words)?\s*(.*)$/s.exec(asked) ?? [];
  const plain = figure.percent ? format.percent(figure.value) : format.number(figure.value);
  const spelled = style === undefined || figure.percent ? undefined : spellOut(figure.value, format.language);
  if (style !== undefined && spelled === undefined)
    return {
      fault: figure.percent
        ? 'a share in figures: it is not spelled out'
        : `figures: numbers are spelled out in ${spelledLanguages.join(', ')} only (src/words/spelling.ts)`,
    };
  const number =
    style === 'Words' && spelled ? spelled.slice(0, 1).toUpperCase() + spelled.slice(1) : (spelled ?? plain);
  if (forms === '') return { text: number };
  const words = forms.split('/');
  const rules = new Intl.PluralRules(format.language);
  const categories = rules.resolvedOptions().pluralCategories;
  const order = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((category) =>
    (categories as readonly string[]).includes(category),
  );
  if (words.length !== order.length || words.some((word) => word.trim() === ''))
    return {
      fault: `words or Words, and after it ${order.length} forms for ${order.join('/')}, such as station/stations`,
    };
  return { text: `${number} ${words[order.indexOf(rules.select(figure.value))]}` };
}

const mark = { open: '\ue000', middle: '\ue001', close: '\ue002' } as const;
const marked = new RegExp(`${mark.open}([a-z0-9-]+)${mark.middle}([^${mark.close}]*)${mark.close}`, 'g');

/**
 * The text of a file with its figures written in. Faults are added to `problems`, with the line of each; what is wrong stays as it is typed.
 * @param marking puts invisible marks around what was written, for the fact-checker, which takes them out again by `readMarks`
 */
export function writeFigures(
  file: string,
  text: string,
  language: string,
  figures: Figures,
  problems: Problem[],
  marking = false,
): string {
  if (!text.includes('-') || !text.includes('{')) return text;
  const format = formatFor(language);
  const names = [...figures.keys()].map((id) => id.slice('figure-'.length));
  return text.replace(pattern, (found: string, name: string, asked = '', other: string | undefined, offset: number) => {
    // A branch of an ICU message may begin with a word that has a hyphen: {two-thirds of them}.
    if (other !== undefined && nearest(name, names) === undefined) return found;
    const report = (expected: string, fix: string): string => {
      const where = `line ${text.slice(0, offset).split('\n').length}`;
      problems.push({ file, where, field: 'figure', found, expected, fix });
      return found;
    };
    const figure = figures.get(`figure-${name}`);
    if (!figure) {
      const near = nearest(name, names);
      return report(
        'the name of a figure that the build works out',
        `${near ? `did you mean {${near}}? ` : ''}"npm run check:facts -- --figures" lists all names with their values`,
      );
    }
    const written =
      other === undefined ? write(figure, asked, format) : { fault: `a colon after the name: {${name}:…}` };
    if ('fault' in written)
      return report(written.fault, `write {${name}}, {${name}:words} or {${name}:words station/stations}`);
    return marking ? `${mark.open}${name}${mark.middle}${written.text}${mark.close}` : written.text;
  });
}

/** A figure that the build wrote into words, with its place in them. */
export interface WrittenFigure {
  /** Id of the derived figure. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Words without the marks of `writeFigures`, and where each figure is in them. */
export function readMarks(words: string): { readonly words: string; readonly figures: WrittenFigure[] } {
  const figures: WrittenFigure[] = [];
  let clean = '';
  let last = 0;
  for (const match of words.matchAll(marked)) {
    const [whole, name = '', text = ''] = match;
    clean += words.slice(last, match.index);
    figures.push({ id: `figure-${name}`, start: clean.length, end: clean.length + text.length });
    clean += text;
    last = match.index + whole.length;
  }
  return { words: clean + words.slice(last), figures };
}
