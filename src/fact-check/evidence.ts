/** Evidence: the values, dates, names and words of a record that may support a sentence. Where records come from is the site's affair. */
import { once } from '../shared/once.ts';
import type { Cell, GivenFigure, Language, Mention, NearValue } from './types.ts';

export type Precision = 'exact' | 'about' | 'at-least' | 'more-than';

/** A figure of a record: its value with scale words of the unit worked in (16.74 billion yuan is 16,740,000,000). */
export interface Value {
  readonly value: number;
  readonly precision: Precision;
  readonly unit: string;
  readonly percent: boolean;
  /** What the figure is about beside its unit, such as the country of a sum. */
  readonly label: string;
  readonly cell: Cell;
}

export interface DateValue {
  /** `2022`, `2022-11` or `2022-11-01`. */
  readonly date: string;
  readonly cell: Cell;
}

export interface Evidence {
  readonly id: string;
  readonly values: readonly Value[];
  readonly dates: readonly DateValue[];
  /** The record's own words: its statement or summary. */
  readonly own: string;
  /** All its words: statement or summary, note, who says it. */
  readonly words: string;
  /** Names in its columns: countries, cities. */
  readonly names: readonly string[];
  /** Titles of its sources. */
  readonly titles: readonly string[];
  /** Quotations that it holds word for word. */
  readonly quotes: readonly string[];
  /** Numbers and dates of its statement or summary. */
  readonly mentions: readonly Mention[];
  /** Numbers and dates of its note, where other people's dates are found too. */
  readonly noteMentions: readonly Mention[];
  /** Names by which the sentence may attribute the record. */
  readonly speakers: readonly string[];
  /** Countries whose authorities speak. */
  readonly speakersOf: readonly string[];
  /** Houses that published it: "X reported" attributes it too. */
  readonly publishers: readonly string[];
  /** True for claims and answers that somebody makes, which a sentence must attribute. */
  readonly mustAttribute: boolean;
  /** Ids of the records that answer it. */
  readonly answers: readonly string[];
  /** Values that the record's own words contradict: they lack the value and give another number of the same thing, or one very near, that no other value supports. */
  readonly contradicted: readonly { readonly value: Value; readonly mention: Mention }[];
  /** A figure worked out from other records, cited for its number. */
  readonly derived: boolean;
}

/** What a mention is read in. */
export interface Setting {
  readonly language: Language;
  /** Words and records are of one language: their words can be compared. */
  readonly sameLanguage: boolean;
  readonly words: string;
  /** All numbers and dates of the block. */
  readonly mentions: readonly Mention[];
  /** All records that the block cites: what happened "two days later" did so after something reported beside it. */
  readonly beside: readonly Evidence[];
  /** What a figure is of is not asked. */
  readonly anySubject: boolean;
  /** Nouns that units of the records count with. */
  readonly nouns: ReadonlySet<string>;
  /** Those of its own passage. */
  readonly passage: readonly Mention[];
}

/** Where the evidence comes from: the adapter that a site writes. */
export interface EvidenceSource {
  /** The evidence of a record; undefined for an id that names none. */
  get(id: string): Evidence | undefined;
  /** Ids of the records whose own words are held against their values, and that hints may offer. */
  readonly ids: readonly string[];
  /** Units of all figures. */
  readonly units: readonly string[];
  /** A cell as it is written, for messages; undefined where there is none. */
  cell(cell: Cell): string | undefined;
  /** Line of a cell's row in the file of its table, 1 where it is not known. */
  lineOf(cell: Cell): number;
  /** File of a table, and of the table to which a missing figure of a record is added. */
  fileOf(table: string): string;
  tableOfFigures(record: string): string;
}

const nothing = {
  own: '',
  words: '',
  names: [],
  titles: [],
  quotes: [],
  mentions: [],
  noteMentions: [],
  speakers: [],
  speakersOf: [],
  publishers: [],
  mustAttribute: false,
  answers: [],
  contradicted: [],
  derived: false,
  values: [],
  dates: [],
} satisfies Omit<Evidence, 'id'>;

/** What an adapter gives of a record; what it leaves out is empty. */
export type EvidenceParts = Partial<Omit<Evidence, 'mentions' | 'noteMentions' | 'contradicted'>> & {
  readonly id: string;
  readonly note?: string | null;
  /** Words beside the statement that count as the record's own, such as who says it. */
  readonly ownBeside?: string;
};

/** The evidence of a record, its numbers and dates read. */
export function evidenceOf({ note, ownBeside, ...parts }: EvidenceParts, language: Language): Evidence {
  const mentions = language.mentions([parts.own ?? '', ownBeside ?? ''].filter(Boolean).join(' · '));
  return {
    ...nothing,
    ...parts,
    dates: [...(parts.dates ?? []), ...(parts.values ?? []).flatMap((value) => datesOfUnit(value, language))],
    mentions,
    noteMentions: language.mentions(note ?? ''),
    contradicted: contradictions(parts.values ?? [], mentions, language),
  };
}

/** The years in what a figure counts: "people 2019". */
const datesOfUnit = ({ unit, cell }: Value, language: Language): DateValue[] =>
  language
    .mentions(unit)
    .flatMap(({ date }) =>
      date?.year !== undefined && date.month === undefined && date.season === undefined
        ? [{ date: String(date.year), cell }]
        : [],
    );

export const allOf = (source: EvidenceSource, ids: Iterable<string>): Evidence[] =>
  [...new Set(ids)].flatMap((id) => source.get(id) ?? []);

const unitScale = (unit: string): number =>
  /^trillion\b/.test(unit) ? 1e12 : /^billion\b/.test(unit) ? 1e9 : /^million\b/.test(unit) ? 1e6 : 1;

/** A value as the rules compare it: scale words of the unit worked in. */
export const toValue = (value: number, unit: string, precision: Precision, cell: Cell, label = ''): Value => ({
  value: Number((value * unitScale(unit)).toPrecision(12)),
  precision,
  unit,
  label,
  percent: unit.trimStart().startsWith('%'),
  cell,
});

/** What a unit counts: its words up to the first preposition ("stations in the first report" counts stations). */
export const unitStems = (unit: string, language: Language): readonly string[] => stemsOfUnits(language)(unit);
const stemsOfUnits = once((language: Language) =>
  once((unit: string) =>
    language
      .stems(unit.replace(/\(.*?\)|[,;].*$|\s(?:in|of|for|to|by|from|at|with|on|before|after|who|that)\s.*$/g, ''))
      .slice(0, 4),
  ),
);

export const countsTheSame = (mention: Mention, value: Value, language: Language): boolean => {
  const counted = language.stems(mention.nouns.slice(0, 3).join(' '));
  return unitStems(value.unit, language).some((stem) => counted.some((other) => language.sameThing(stem, other)));
};

export const equal = (a: number | undefined, b: number): boolean =>
  a !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

function contradictions(
  values: readonly Value[],
  mentions: readonly Mention[],
  language: Language,
): Evidence['contradicted'] {
  return values.flatMap((value) => {
    if (mentions.some((mention) => equal(mention.value, value.value))) return [];
    const mention = mentions.find(
      (candidate) =>
        candidate.value !== undefined &&
        (candidate.kind === 'percent') === value.percent &&
        candidate.kind !== 'ordinal' &&
        candidate.kind !== 'fraction' &&
        (countsTheSame(candidate, value, language)
          ? !values.some((other) => equal(candidate.value, other.value) && countsTheSame(candidate, other, language))
          : !values.some((other) => equal(candidate.value, other.value)) &&
            Math.abs(candidate.value - value.value) <= Math.max(1, 0.02 * Math.abs(value.value))),
    );
    return mention ? [{ value, mention }] : [];
  });
}

/** Evidence of figures that code gives to a text. */
export function givenEvidence(given: readonly GivenFigure[], names: readonly string[], language: Language): Evidence {
  const values = given.flatMap((figure) =>
    typeof figure.value === 'number'
      ? [toValue(figure.value, '', 'exact', { table: 'given', row: figure.name, column: 'value' })]
      : [],
  );
  const words = given.map((figure) => String(figure.value)).join(' · ');
  return evidenceOf({ id: 'values of the chart', values, words, own: words, names }, language);
}

const qualifierWords: Readonly<Record<Precision, string>> = {
  exact: '',
  about: 'about ',
  'at-least': 'at least ',
  'more-than': 'more than ',
};

export const showValue = (value: Value, language: Language): string => {
  const shown = value.percent
    ? `${language.number(value.value)}%`
    : `${language.number(value.value / unitScale(value.unit))} ${value.unit}`.trim();
  return `${qualifierWords[value.precision]}${shown}`;
};

/** The values of the evidence nearest to a number, those that count the same first, and how each is to be written. */
export function nearestValues(evidence: readonly Evidence[], mention: Mention, language: Language): NearValue[] {
  const { value } = mention;
  const percent = mention.kind === 'percent';
  const distance = (candidate: Value) =>
    value === undefined ? 0 : Math.abs(Math.log((Math.abs(candidate.value) + 1) / (Math.abs(value) + 1)));
  return evidence
    .flatMap((record) => record.values.map((candidate) => ({ record: record.id, candidate })))
    .sort(
      (a, b) =>
        Number(a.candidate.percent !== percent) - Number(b.candidate.percent !== percent) ||
        Number(countsTheSame(mention, b.candidate, language)) - Number(countsTheSame(mention, a.candidate, language)) ||
        distance(a.candidate) - distance(b.candidate),
    )
    .slice(0, 3)
    .map(({ record, candidate }) => ({ record, shown: showValue(candidate, language) }));
}
