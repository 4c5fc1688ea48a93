/**
 * The fact-checker: the prose is held against the records it cites. Words shared by all its parts.
 *
 * Data grows in steps: `CheckedText` (where words stand) → `Block` (a paragraph with its references) → `Mention` (a number or date in it)
 * → `Bearing` (the cited values that bear the mention) → `Finding` (what does not hold, and how to fix it).
 */
import type { Dataset } from '../dataset/dataset.ts';

export const rules = [
  'number',
  'qualifier',
  'date',
  'changed-row',
  'record',
  'uncited',
  'attribution',
  'loaded-word',
  'person',
  'personal-detail',
  'exception',
] as const;
export type Rule = (typeof rules)[number];

/** A stretch of a text, by character offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of words to be checked. */
export interface CheckedText {
  readonly file: string;
  /** Line of the file on which the text starts, 1-based. */
  readonly line: number;
  /** `markdown`: paragraphs with references of their own. `plain`: one string. `record`: a text of the dataset, checked for names and addresses only. */
  readonly form: 'markdown' | 'plain' | 'record';
  readonly text: string;
  /** Field of the file, for a string that is not running text. */
  readonly field?: string;
  /** Records that bear the whole text besides those it cites itself. */
  readonly cites: readonly string[];
  /** Figures given to the text by code, such as the values of a chart. */
  readonly given?: readonly GivenFigure[];
  /** Exceptions that stand outside the text, such as in the comment above a field. */
  readonly exceptions?: readonly Exception[];
  /** Messages of the frame of the site: what stands in them is held to the same rules, but they need no reference for a name. */
  readonly frame?: boolean;
  /** Chapters: a paragraph that only names a place needs a reference too. */
  readonly strict?: boolean;
  /** A printed headline, in whatever language. */
  readonly headline?: boolean;
}

export interface GivenFigure {
  readonly name: string;
  readonly value: number | string;
}

/** A deliberate exception, written beside the text with its reason. */
export interface Exception {
  readonly file: string;
  readonly line: number;
  /** What is left alone: words of the text, or a reference such as `[^scale-01]`. */
  readonly phrase: string;
  readonly reason: string;
}

export type Qualifier = 'about' | 'nearly' | 'at-least' | 'more-than' | 'less-than' | 'at-most' | 'exactly';

/** A date in as much detail as the words give. */
export interface PartialDate {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly season?: 'spring' | 'summer' | 'autumn' | 'winter' | undefined;
}

/**
 * A number or date found in words.
 * `label` (article 4), `code` (G20), `ordinal` (the second report) and `vague` (several dozen) have no value of their own in the records: they must stand in a record's words.
 */
export interface Mention extends Span {
  readonly kind: 'number' | 'percent' | 'fraction' | 'interval' | 'ordinal' | 'vague' | 'label' | 'code' | 'date';
  readonly text: string;
  readonly value?: number;
  readonly qualifier?: Qualifier | undefined;
  /** The qualifier as written. */
  readonly qualifierText?: string | undefined;
  /** True where the words before could be a preposition as well as a qualifier: "asked about two men". */
  readonly qualifierDoubtful?: boolean;
  /** Unit of an interval. */
  readonly unit?: 'day' | 'week' | 'month' | 'year';
  readonly date?: PartialDate;
  /** Weekday written before a date, 0 for Sunday. */
  readonly weekday?: number;
  /** Lower-case words that follow: what is counted. */
  readonly nouns: readonly string[];
}

/** What the checker needs to know of a language beyond the editors' lists. */
export interface Grammar {
  readonly language: string;
  /** Numbers and dates in the order of the text; no two overlap. */
  mentions(text: string): readonly Mention[];
  sentences(text: string): readonly Span[];
  /** True when the words just before `offset` or just after `end` deny or doubt what follows: "not", "no", "whether". */
  negated(text: string, start: number, end: number): boolean;
  /** A number as it is written in the language, for messages. */
  number(value: number): string;
  date(date: string): string;
}

export interface NearValue {
  readonly record: string;
  readonly shown: string;
}

export interface Finding {
  readonly rule: Rule;
  /** A notice is worth knowing and stops nothing. */
  readonly level: 'error' | 'notice';
  readonly file: string;
  readonly line: number;
  readonly field?: string | undefined;
  readonly sentence: string;
  readonly token: string;
  readonly message: string;
  /** The nearest values in the cited records. */
  readonly nearest: readonly NearValue[];
  readonly fix: string;
}

/** A cell of the dataset that bears a mention. */
export interface Cell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** A number or date in the words, and what bears it. Shown on the report; counted by the mutation run. */
export interface CheckedMention {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly block: number;
  readonly kind: Mention['kind'];
  readonly token: string;
  /** `text`: borne only by a record's words. `none`: a finding tells more. `exception`: left alone on purpose. */
  readonly ground: 'structured' | 'text' | 'exception' | 'none';
  readonly bearers: readonly Cell[];
}

export interface FactReport {
  readonly findings: readonly Finding[];
  readonly mentions: readonly CheckedMention[];
  /** Exceptions that are in use, with their reasons. */
  readonly exceptions: readonly Exception[];
  /** Standing terms that are in use. */
  readonly terms: readonly { readonly term: string; readonly reason: string }[];
  readonly texts: number;
  readonly blocks: number;
}

/** The editors' lists of a language, from `content/<language>/fact-check/`. */
export interface EditorsLists {
  readonly language: string;
  readonly loadedWords: readonly {
    readonly words: readonly string[];
    readonly except: readonly string[];
    readonly reason: string;
    readonly evenAttributed: boolean;
    readonly line: number;
  }[];
  readonly standingTerms: readonly { readonly term: string; readonly reason: string; readonly line: number }[];
  readonly names: KnownNames;
  readonly attribution: {
    readonly phrases: readonly string[];
    readonly forms: readonly { readonly of: string; readonly forms: readonly string[] }[];
  };
}

export interface KnownNames {
  readonly groups: readonly { readonly reason: string; readonly names: readonly string[]; readonly line: number }[];
  /** Words that mark a capitalised sequence as an institution, a law or a work. */
  readonly marks: readonly string[];
  /** Titles and functions that stand before a person's name. */
  readonly titles: readonly string[];
  /** Lower-case words inside names: von, de, van. */
  readonly particles: readonly string[];
  /** Capitalised words that are no names: Chinese, Monday. */
  readonly ordinary: readonly string[];
  /** Verbs that only a person or body does; a capitalised word before them is taken for a name. */
  readonly speech: readonly string[];
}

export interface FactInput {
  readonly texts: readonly CheckedText[];
  readonly dataset: Dataset;
  readonly lists: EditorsLists;
  readonly grammar: Grammar;
  /** Only some of the texts: what is unused in them may be in use elsewhere, so the lists are let be. */
  readonly partial?: boolean;
  /** The last published edition: a sentence that a changed row bore is then found even where another cited record still bears it. */
  readonly previous?: Dataset | undefined;
}
