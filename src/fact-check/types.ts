/**
 * The fact-checker: prose is held against the records it cites. Words shared by all its parts.
 *
 * Data grows in steps: `CheckedText` (where words are) → `Block` (a paragraph with its references) → `Passage` (the words that a reference supports)
 * → `Mention` (a number, date or name in them) → `Support` (the cited values that support it) → `Finding` (what does not hold, and how to fix it).
 */

export const rules = [
  'number',
  'subject',
  'comparison',
  'qualifier',
  'date',
  'place',
  'name',
  'office',
  'quotation',
  'sense',
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
  /**
   * `markdown`: paragraphs with references of their own. `plain`: one string. `record`: a text of the dataset, checked for names and addresses only.
   * `key`: for readers of the ledger alone, such as which answer of a quiz is right.
   */
  readonly form: 'markdown' | 'plain' | 'record' | 'key';
  readonly text: string;
  /** Field of the file, for a string that is not running text. */
  readonly field?: string | undefined;
  /** Records that support the whole text besides those it cites itself. */
  readonly cites: readonly string[];
  /** Figures given to the text by code, such as the values of a chart. */
  readonly given?: readonly GivenFigure[] | undefined;
  /** Exceptions from outside the text, such as in the comment above a field. */
  readonly exceptions?: readonly Exception[] | undefined;
  /** Messages of the frame of the site: they are held to the same rules, but they need no reference for a name. */
  readonly frame?: boolean | undefined;
  /** The text as it is typed, where the words are those of a message without its values. */
  readonly typed?: string | undefined;
  /** Names that code gives to the text beside those of its records, such as the places in the table of a chart. */
  readonly names?: readonly string[] | undefined;
  /** Phrases of the text that code has compared with the values behind it; … stands for a value. */
  readonly assumed?: readonly string[] | undefined;
  /** Wrong on purpose: an answer of a quiz to choose from. What its figures and names are of is not asked. */
  readonly oneOfMany?: boolean | undefined;
  /** Chapters: a paragraph that only names a place needs a reference too. */
  readonly strict?: boolean | undefined;
  /** A printed headline, in whatever language. */
  readonly headline?: boolean | undefined;
  /** Texts of a file with the same mark are read together by a person: the labels of a chart, a question with its answers. */
  readonly readWith?: string | undefined;
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
  readonly kind:
    | 'number'
    | 'percent'
    | 'fraction'
    | 'interval'
    | 'ordinal'
    | 'vague'
    | 'label'
    | 'code'
    | 'date'
    | 'weekday'
    | 'malformed';
  readonly text: string;
  readonly value?: number;
  readonly qualifier?: Qualifier | undefined;
  /** The qualifier as written. */
  readonly qualifierText?: string | undefined;
  /** Unit of an interval. */
  readonly unit?: 'day' | 'week' | 'month' | 'year';
  readonly date?: PartialDate;
  /** Currency of an amount, by its code; `dollar` where the words leave open which. */
  readonly currency?: string | undefined;
  /** Weekday, alone or written before a date, 0 for Sunday. */
  readonly weekday?: number;
  /** Lower-case words that follow: what is counted. */
  readonly nouns: readonly string[];
}

/** What the checker needs to know of a language beyond the editors' lists. Each language is a folder (`english/`): lists of words, and code that reads numbers and dates. */
export interface Language {
  /** Tag of the language: `en`. */
  readonly code: string;
  /** Numbers and dates in the order of the text; no two overlap. */
  mentions(text: string): readonly Mention[];
  sentences(text: string): readonly Span[];
  /** True when the words just before `offset` or just after `end` deny or doubt what follows: "not", "no", "whether". */
  negated(text: string, start: number, end: number): boolean;
  /** Bodies that act or speak, as words say them and as a record may: a court also by "ruled", a ministry by its minister. */
  readonly bodies: readonly { readonly said: RegExp; readonly known: RegExp }[];
  /** What denies the word directly after it: "no evidence", "not closed". */
  readonly denier: RegExp;
  /** The same, where it denies a verb. */
  readonly verbDenier: RegExp;
  /** What comes before a denial that only sets two things apart: "listings, not activity". */
  readonly contrast: RegExp;
  /** Any denial. */
  readonly denies: RegExp;
  /** Words of a writer who speaks of the own work: "we", "our". */
  readonly ownVoice: RegExp;
  /** Words and their opposites: rose and fell, opened and closed. */
  readonly opposites: readonly (readonly [RegExp, RegExp])[];
  /** What compares, and has no number of its own: "more than half", "the most", "doubled". */
  readonly comparison: RegExp;
  /** Words that say more than "said" or "reported": one pattern for each kind of them. */
  readonly strong: readonly RegExp[];
  /** Stems of the words that carry meaning, lower case: "the listed stations" → list, station. */
  stems(text: string): readonly string[];
  /** Stems of the noun phrase at the start of a list of words: what is counted. Empty where none follows. */
  counted(nouns: readonly string[]): readonly string[];
  /** True where two stems may count the same: people and persons, stations and posts. */
  sameThing(a: string, b: string): boolean;
  /** Currency that a unit names, by its code. */
  currency(unit: string): string | undefined;
  /** Where a clause ends, for the words that belong to a number. */
  readonly clauseEnd: RegExp;
  /** A participle, which names nothing that is counted: "listed". */
  readonly participle: RegExp;
  /** What ties a part to its whole between two numbers: "500 of 1,335". */
  readonly partOf: RegExp;
  /** Words after a number that compare two figures, "twelve fewer" or "three more than in 2019", with the groups `more` and `than`. */
  readonly moreThan: RegExp;
  /** Words before what is left of a whole when a part is taken away: "218 of the 225; the other seven". */
  readonly remaining: RegExp;
  /** Words before a number that is taken from a whole: "all but seven of the 225". */
  readonly allBut: RegExp;
  /** What is between two numbers of which one says how often the other is taken: "four times eight". */
  readonly times: RegExp;
  /** Words after a number that point back: "15 of these". */
  readonly refersBack: RegExp;
  /** The usual form of a word of an office: spokesman and spokeswoman are spokespersons. */
  office(word: string): string;
  /** Words of an office ("foreign", "minister", "mayor"): a person's must be those of their row. */
  readonly offices: ReadonlySet<string>;
  /** Words by which a sentence takes up who spoke before: "It", "The group", "by its count". */
  readonly takesUp: RegExp;
  /** Stems of lengths of time. Beside a number they date it more often than they count: "by the end of that year more than 14,000". */
  readonly timeNouns: ReadonlySet<string>;
  /** Nouns with which a text counts its own words and thoughts: kinds, questions, reasons. */
  readonly ownNouns: ReadonlySet<string>;
  /** Words of a sentence that says the same number of several things: "each", "both". */
  readonly again: RegExp;
  /** Words before a number that takes up one said before: "the 54". */
  readonly taken: RegExp;
  /** What is between two names of a list: ", ", " and ". */
  readonly listJoint: RegExp;
  /** Words before and between the two dates of a time: "between … and …". */
  readonly range: { readonly before: RegExp; readonly between: RegExp };
  /** What is wrong with the preposition of a date ("on May 2023"); undefined when nothing is. */
  wrongPreposition(mention: Mention, text: string): string | undefined;
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
  /** Set where nothing is wrong but that the words still have the value of the last edition. */
  readonly stale?: Stale | undefined;
}

/** A cell that changed since the last edition, with both its values as they are written in the data. */
export interface Stale {
  readonly cell: Cell;
  readonly before: string;
  readonly now: string;
}

/** A cell of the records that supports a mention. */
export interface Cell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** A number or date in the words, and what supports it. Counted by the mutation run. */
export interface CheckedMention {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly kind: Mention['kind'];
  readonly token: string;
  /** `value`: a value or date of a record. `text`: only a record's words. `none`: a finding says more. `exception`: left alone on purpose. */
  readonly support: 'value' | 'text' | 'exception' | 'none';
  readonly cells: readonly Cell[];
}

export interface FactReport {
  readonly findings: readonly Finding[];
  readonly mentions: readonly CheckedMention[];
  /** Exceptions that are in use, with their reasons. */
  readonly exceptions: readonly Exception[];
  /** Standing terms that are in use. */
  readonly terms: readonly { readonly term: string; readonly reason: string }[];
  /** Pieces of text. */
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
  /** Words that a source has, as they may be quoted. */
  readonly quotations: readonly {
    readonly source: string;
    readonly text: string;
    readonly language?: string | undefined;
    readonly original?: string | undefined;
  }[];
  readonly attribution: {
    /** Phrases that attribute without a name: "was reported". */
    readonly phrases: readonly string[];
    /** Common nouns for who speaks: "ministry", "police". They attribute a record whose speaker is such a body. */
    readonly bodies: readonly string[];
    readonly forms: readonly { readonly of: string; readonly forms: readonly string[] }[];
  };
}

export interface KnownNames {
  /** Other forms of places ("Italian" for Italy), and what implies them. */
  readonly places: readonly {
    readonly of: string;
    readonly forms: readonly string[];
    readonly implied?: readonly string[] | undefined;
  }[];
  readonly groups: readonly {
    readonly reason: string;
    readonly names: readonly string[];
    /** A passage that names one cites a record that has it. */
    readonly cited: boolean;
    readonly line: number;
  }[];
  /** Words that mark a capitalised sequence as an institution, a law or a work. */
  readonly marks: readonly string[];
  /** Titles and functions before a person's name. */
  readonly titles: readonly string[];
  /** Lower-case words inside names: von, de, van. */
  readonly particles: readonly string[];
  /** Capitalised words that are no names: Chinese, Monday. */
  readonly ordinary: readonly string[];
  /** Verbs that only a person or body does; a capitalised word before them is taken for a name. */
  readonly speech: readonly string[];
}

/** A name that the checker knows, with every form it may take. */
export interface KnownName {
  readonly name: string;
  readonly forms: readonly string[];
  readonly kind: 'person' | 'place' | 'other';
  /** Names the entry, for what is used and what is not: `people/anna-example`. */
  readonly owner: string;
  /** Office of a person, as its row has it. */
  readonly role?: string;
  /** Left out of what must be in a cited record: names of licences, words of headlines. */
  readonly uncited?: boolean;
  /** Its name is more than its adjective: a record that only says "Chinese" does not support "in China". */
  readonly strict?: boolean;
  /** Names that imply it: a record that names Rome supports "Italy". */
  readonly implied?: readonly string[];
}

/** Names of the records: persons, places, publishers, works. */
export interface Names {
  readonly known: readonly KnownName[];
  /** Texts of the records: a word that they hold in lower case is an ordinary word. */
  readonly texts: readonly string[];
}

/** The part of a Markdown token (as markdown-it has it) that the checker reads. */
export interface MarkdownToken {
  readonly type: string;
  readonly tag: string;
  readonly nesting: number;
  readonly content: string;
  readonly map: readonly [number, number] | null;
  readonly children: readonly MarkdownToken[] | null;
  readonly meta: unknown;
  attrGet(name: string): unknown;
}

/** A figure that the build wrote into the words. */
export interface WrittenFigure extends Span {
  readonly id: string;
}

/** How the texts of a site are read. */
export interface Reader {
  /** Cuts a Markdown text into tokens. */
  readonly markdown: (text: string) => readonly MarkdownToken[];
  /** Takes the marks of figures that the build wrote out of a text. None where the site has no such marks. */
  readonly figures?:
    | ((text: string) => { readonly words: string; readonly figures: readonly WrittenFigure[] })
    | undefined;
}

export interface SenseFault extends Span {
  readonly kind: 'negation' | 'opposite' | 'strength';
  readonly record: string;
  /** True where the words deny what the record says. */
  readonly denied: boolean;
  /** The words of the record that say otherwise. */
  readonly theirs: string;
}

/** The words of a finding. */
export interface Said {
  readonly message: string;
  readonly fix: string;
  readonly nearest?: readonly NearValue[];
  readonly level?: Finding['level'];
  /** What the finding names in place of the words of its span. */
  readonly token?: string;
  readonly stale?: Stale | undefined;
}
