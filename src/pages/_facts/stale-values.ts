/**
 * Typed values that went stale when a row changed, written anew. Only where nothing but the value is to be changed: each rewriting is tried in memory and
 * kept when the checker then finds less in the file; whatever could be meant in two ways, or reads differently with the new value, is left to the writer.
 */
import { Checker } from '../../fact-check/check.ts';
import { literal } from '../../fact-check/spans.ts';
import type { Finding, Language, Stale } from '../../fact-check/types.ts';
import { spellOut } from '../../words/spelling.ts';
import { type FactsInput, readTexts } from './read-input.ts';

/** A value that was written anew. */
export interface Rewritten {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly stale: Stale;
}

export interface StaleValues {
  readonly rewritten: readonly Rewritten[];
  /** The new text of each file that changed. */
  readonly files: ReadonlyMap<string, string>;
}

const isDate = (value: string): boolean => /^\d{4}-\d{2}(?:-\d{2})?$/.test(value);
const capital = (text: string | undefined) => text && text.slice(0, 1).toUpperCase() + text.slice(1);

/** Every way in which a value may be typed, in one order for all: a date whole and by its parts, a number in digits and, up to a hundred, in words. */
function formsOf(value: string, language: Language): readonly (string | undefined)[] {
  if (isDate(value)) {
    const upTo = (length: number) => (value.length >= length ? language.date(value.slice(0, length)) : undefined);
    const [day, month, year] = [upTo(10), upTo(7), upTo(4)];
    const withoutYear = (text: string | undefined) => text?.replace(` ${value.slice(0, 4)}`, '');
    return [day, withoutYear(day), month, withoutYear(month), year];
  }
  const number = Number(value);
  const spelled = number <= 100 ? spellOut(number, language.code) : undefined;
  return [language.number(number), value, number.toFixed(1), spelled, capital(spelled)];
}

const asNumber = (value: string): string => value.replaceAll(',', '');
const plainForm = (text: string): string => text.replaceAll('\u00a0', ' ');
const place = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}.,])${literal(text)}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'gu');

/** A token with the new value in the form that the old one has in it; undefined where the old one is not in it, as in a rounding. */
export function renewed(
  token: string,
  { before, now }: Pick<Stale, 'before' | 'now'>,
  language: Language,
): string | undefined {
  const bothDates = isDate(before) && isDate(now) && before.length === now.length;
  const values = bothDates ? [before, now] : [asNumber(before), asNumber(now)];
  // The words around one are those of the singular.
  const isNumber = (value: string) => value !== '' && !Number.isNaN(Number(value)) && Math.abs(Number(value)) !== 1;
  if (!bothDates && !values.every(isNumber)) return undefined;
  const [old = [], next = []] = values.map((value) => formsOf(value, language));
  for (const [index, from] of old.entries()) {
    const to = next[index];
    if (from === undefined || to === undefined || from === to) continue;
    const [only, ...more] = plainForm(token).matchAll(place(plainForm(from)));
    if (only && more.length === 0) return token.slice(0, only.index) + to + token.slice(only.index + only[0].length);
  }
  return undefined;
}

/** Places of a token on the lines of a paragraph or field, from a line on. One after "a" or "an" may need the other of the two, so it is left. */
function placesOf(
  token: string,
  text: string,
  line: number,
): readonly { readonly start: number; readonly line: number }[] {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const length = lines.slice(line - 1).findIndex((words) => words.trim() === '');
  const area = lines.slice(line - 1, length < 0 ? undefined : line - 1 + length).join('\n');
  return [...area.matchAll(place(token))].flatMap(({ index }) =>
    /\ban? $/i.test(area.slice(0, index))
      ? []
      : [{ start: start + index, line: line + area.slice(0, index).split('\n').length - 1 }],
  );
}

/** Looks at one file of words after another. */
class FileRewriter {
  readonly #facts: FactsInput;
  readonly #checker: Checker;
  readonly #file: string;
  constructor(facts: FactsInput, checker: Checker, file: string) {
    this.#facts = facts;
    this.#checker = checker;
    this.#file = file;
  }

  async #errors(text: string): Promise<readonly Finding[]> {
    const { files, dataset, input } = this.#facts;
    const { texts, problems } = await readTexts(new Map([...files, [this.#file, text]]), input.language.code, dataset, [
      this.#file,
    ]);
    const errors = this.#checker.findingsOf(texts).filter(({ level }) => level === 'error');
    // A text that can no longer be read is worse than a stale one.
    return problems.length > this.#facts.problems.length ? [...errors, ...errors, ...errors] : errors;
  }

  /** The text after every rewriting that is sure. */
  async run(text: string): Promise<{ text: string; rewritten: Rewritten[] }> {
    const rewritten: Rewritten[] = [];
    const left: Finding[] = [];
    let now = text;
    let errors = await this.#errors(now);
    const isLeft = (finding: Finding) =>
      left.some(
        ({ token, sentence, line }) =>
          finding.token === token && finding.sentence === sentence && finding.line === line,
      );
    for (;;) {
      const finding = errors.find((candidate) => candidate.stale && !isLeft(candidate));
      if (!finding?.stale) return { text: now, rewritten };
      const better: { text: string; errors: readonly Finding[]; line: number; to: string }[] = [];
      const to = renewed(finding.token, finding.stale, this.#facts.input.language);
      for (const at of to === undefined ? [] : placesOf(finding.token, now, finding.line)) {
        const tried = now.slice(0, at.start) + to + now.slice(at.start + finding.token.length);
        const after = await this.#errors(tried);
        if (after.length < errors.length) better.push({ text: tried, errors: after, line: at.line, to: to ?? '' });
      }
      const [only] = better;
      if (only && better.length === 1) {
        rewritten.push({ file: this.#file, line: only.line, from: finding.token, to: only.to, stale: finding.stale });
        now = only.text;
        errors = only.errors;
      } else left.push(finding);
    }
  }
}

/** The statement of a row with its value written anew, where the words are once in the data and the value once in the words. */
function inData(
  finding: Finding,
  tables: ReadonlyMap<string, string>,
  language: Language,
): { name: string; text: string; done: Rewritten } | undefined {
  const { stale, token, sentence } = finding;
  const to = stale && renewed(token, stale, language);
  const words = JSON.stringify(sentence);
  const homes = [...tables].filter(([, text]) => text.includes(words));
  const [home] = homes;
  const found = [...sentence.matchAll(place(token))];
  const [only] = found;
  if (!stale || to === undefined || !home || homes.length > 1 || !only || found.length > 1) return undefined;
  const [name, text] = home;
  if (text.split(words).length !== 2) return undefined;
  const next = sentence.slice(0, only.index) + to + sentence.slice(only.index + token.length);
  const line = text.slice(0, text.indexOf(words)).split('\n').length;
  return {
    name,
    text: text.replace(words, () => JSON.stringify(next)),
    done: { file: `data/${name}`, line, from: token, to, stale },
  };
}

/**
 * Writes stale values anew, in memory: those in rows first, as all else is held against them, and those in words when no row was changed.
 * @param findings those of a whole run over `facts`
 */
export async function renewStaleValues(facts: FactsInput, findings: readonly Finding[]): Promise<StaleValues> {
  const stale = findings.filter((finding) => finding.stale && finding.level === 'error');
  const rewritten: Rewritten[] = [];
  const files = new Map<string, string>();
  const tables = new Map(facts.tables);
  for (const finding of stale.filter(({ rule }) => rule === 'record')) {
    const found = inData(finding, tables, facts.input.language);
    if (!found) continue;
    tables.set(found.name, found.text);
    files.set(found.done.file, found.text);
    rewritten.push(found.done);
  }
  if (rewritten.length > 0) return { rewritten, files };
  const checker = new Checker({ ...facts.input, partial: true });
  for (const file of new Set(stale.filter(({ rule }) => rule !== 'record').map((finding) => finding.file))) {
    const text = facts.files.get(file);
    if (text === undefined) continue;
    const found = await new FileRewriter(facts, checker, file).run(text);
    rewritten.push(...found.rewritten);
    if (found.text !== text) files.set(file, found.text);
  }
  return { rewritten, files };
}
