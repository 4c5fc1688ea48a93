/** Records in, evidence out: the values, dates and words of a record that may bear a sentence. */

import type { Dataset } from '../dataset/dataset.ts';
import { derivedFigures } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import type { Cell, GivenFigure, Grammar, Mention, NearValue } from './types.ts';

export type Precision = NonNullable<Row<'claims'>['valuePrecision']>;

/** A figure of a record: its value with scale words of the unit worked in (16.74 billion yuan is 16,740,000,000). */
export interface Value {
  readonly value: number;
  readonly precision: Precision;
  readonly unit: string;
  readonly percent: boolean;
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
  /** The record's own words: statement or summary, note, who says it. */
  readonly words: string;
  /** Numbers and dates of its statement or summary. */
  readonly mentions: readonly Mention[];
  /** Numbers and dates of its note, where other people's dates stand too. */
  readonly noteMentions: readonly Mention[];
  /** Names by which the sentence may attribute the record. */
  readonly speakers: readonly string[];
  /** True for claims and answers that somebody makes, which a sentence must attribute. */
  readonly mustAttribute: boolean;
  /** Values that the record's own words contradict: they lack the value and give another number of the same thing, or one very near, that no other value bears. */
  readonly contradicted: readonly { readonly value: Value; readonly mention: Mention }[];
}

const unitScale = (unit: string): number => (/^billion\b/.test(unit) ? 1e9 : /^million\b/.test(unit) ? 1e6 : 1);
const toValue = (value: number, unit: string, precision: Precision, cell: Cell): Value => ({
  value: Number((value * unitScale(unit)).toPrecision(12)),
  precision,
  unit,
  percent: unit.trimStart().startsWith('%'),
  cell,
});

/** Words of a unit that name what is counted, without brackets and plural endings. */
export const stems = (words: readonly string[]): readonly string[] =>
  words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/(?:’s|'s|s)$/, '')
        .replace(/(?:ie)$/, 'y'),
    )
    .filter((word) => word.length > 2 && !/^(?:and|the|who|for|with|from|our|all)$/.test(word));
/** What a unit counts: its words up to the first preposition ("stations in the first report" counts stations). */
const unitStems = (unit: string): readonly string[] =>
  stems(
    unit
      .replace(/\(.*?\)|[,;].*$|\s(?:in|of|for|to|by|from|at|with|on|before|after|who|that)\s.*$/g, '')
      .split(/[^\p{L}’'-]+/u),
  ).slice(0, 4);
const sameThing = (mention: Mention, unit: string): boolean => {
  const counted = stems(mention.nouns.slice(0, 3));
  return unitStems(unit).some((stem) => counted.includes(stem));
};
export const countsTheSame = (mention: Mention, value: Value): boolean => sameThing(mention, value.unit);

const equal = (a: number | undefined, b: number): boolean =>
  a !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

function contradictions(values: readonly Value[], mentions: readonly Mention[]): Evidence['contradicted'] {
  return values.flatMap((value) => {
    if (mentions.some((mention) => equal(mention.value, value.value))) return [];
    const mention = mentions.find(
      (candidate) =>
        candidate.value !== undefined &&
        (candidate.kind === 'percent') === value.percent &&
        candidate.kind !== 'ordinal' &&
        !values.some((other) => equal(candidate.value, other.value)) &&
        (countsTheSame(candidate, value) ||
          Math.abs(candidate.value - value.value) <= Math.max(1, 0.02 * Math.abs(value.value))),
    );
    return mention ? [{ value, mention }] : [];
  });
}

const attributedStatuses: ReadonlySet<string> = new Set(['reported', 'disputed', 'denied']);
const attributedKinds: ReadonlySet<string> = new Set(['claim', 'denial', 'counter-evidence']);
const attributedResponses: ReadonlySet<string> = new Set([
  'denial',
  'china-statement',
  'closure-announced-by-china',
  'independent-assessment',
  'ngo-count',
  'verdict-unconfirmed',
]);

/** Evidence of the records of a dataset, made when it is asked for. */
export class EvidenceStore {
  readonly dataset: Dataset;
  readonly #grammar: Grammar;
  readonly #made = new Map<string, Evidence | undefined>();
  readonly #claimFigures = new Map<string, Row<'claim_figures'>[]>();
  readonly #responseFigures = new Map<string, Row<'response_figures'>[]>();
  #units: Set<string> | undefined;
  readonly #reports = new Map<string, Row<'reports'>>();

  constructor(dataset: Dataset, grammar: Grammar) {
    this.dataset = dataset;
    this.#grammar = grammar;
    for (const row of dataset.tables.claim_figures)
      this.#claimFigures.set(row.claim, [...(this.#claimFigures.get(row.claim) ?? []), row]);
    for (const row of dataset.tables.response_figures)
      this.#responseFigures.set(row.response, [...(this.#responseFigures.get(row.response) ?? []), row]);
    for (const row of dataset.tables.reports) this.#reports.set(row.claim, row);
  }

  /** The evidence of a claim, a response or a derived figure; undefined for an id that names none. */
  get(id: string): Evidence | undefined {
    if (!this.#made.has(id)) this.#made.set(id, this.#make(id));
    return this.#made.get(id);
  }

  /** True when a figure of the dataset counts what the mention counts. */
  counted(mention: Mention): boolean {
    this.#units ??= new Set(
      [
        ...this.dataset.tables.claims,
        ...this.dataset.tables.claim_figures,
        ...this.dataset.tables.response_figures,
      ].flatMap((row) => unitStems(row.unit ?? '')),
    );
    return stems(mention.nouns.slice(0, 3)).some((noun) => this.#units?.has(noun));
  }

  all(ids: Iterable<string>): Evidence[] {
    return [...new Set(ids)].flatMap((id) => this.get(id) ?? []);
  }

  #make(id: string): Evidence | undefined {
    if (this.dataset.has('claims', id)) return this.#claim(this.dataset.get('claims', id));
    if (this.dataset.has('responses', id)) return this.#response(this.dataset.get('responses', id));
    if (id === 'edition')
      return {
        id,
        values: [],
        dates: [
          {
            date: this.dataset.edition.date,
            cell: { table: 'edition', row: this.dataset.edition.version, column: 'date' },
          },
        ],
        words: '',
        mentions: [],
        noteMentions: [],
        speakers: [],
        mustAttribute: false,
        contradicted: [],
      };
    return id.startsWith('figure-') ? this.#figure(id) : undefined;
  }

  #record(parts: {
    id: string;
    values: Value[];
    dates: DateValue[];
    words: string;
    own: string;
    note: string | null;
    speakers: string[];
    mustAttribute: boolean;
  }): Evidence {
    const mentions = this.#grammar.mentions(parts.own);
    return {
      id: parts.id,
      values: parts.values,
      dates: parts.dates,
      words: parts.words,
      mentions,
      noteMentions: this.#grammar.mentions(parts.note ?? ''),
      speakers: parts.speakers,
      mustAttribute: parts.mustAttribute,
      contradicted: contradictions(parts.values, this.#grammar.mentions(parts.own)),
    };
  }

  #claim(row: Row<'claims'>): Evidence {
    const values =
      row.value === null || row.valuePrecision === null
        ? []
        : [toValue(row.value, row.unit ?? '', row.valuePrecision, { table: 'claims', row: row.id, column: 'value' })];
    for (const figure of this.#claimFigures.get(row.id) ?? [])
      values.push(
        toValue(figure.value, figure.unit, figure.precision, {
          table: 'claim_figures',
          row: figure.id,
          column: 'value',
        }),
      );
    const dates = (['date', 'periodStart', 'periodEnd'] as const).flatMap((column) => {
      const date = row[column];
      return date === null ? [] : [{ date, cell: { table: 'claims', row: row.id, column } }];
    });
    const report = this.#reports.get(row.id);
    if (report)
      for (const column of ['date', 'revisedOn'] as const)
        dates.push({ date: report[column], cell: { table: 'reports', row: report.id, column: column as 'date' } });
    return this.#record({
      id: row.id,
      values,
      dates,
      note: row.note,
      own: `${row.statement} · ${row.claimant}`,
      words: [row.statement, row.note ?? '', row.claimant, report?.title ?? ''].filter(Boolean).join(' · '),
      speakers: [row.claimant],
      mustAttribute: row.basis === 'source' && (attributedStatuses.has(row.status) || attributedKinds.has(row.kind)),
    });
  }

  #response(row: Row<'responses'>): Evidence {
    const values = (this.#responseFigures.get(row.id) ?? []).map((figure) =>
      toValue(figure.value, figure.unit, figure.precision, {
        table: 'response_figures',
        row: figure.id,
        column: 'value',
      }),
    );
    return this.#record({
      id: row.id,
      values,
      dates: [{ date: row.date, cell: { table: 'responses', row: row.id, column: 'date' } }],
      own: row.summary,
      note: row.note,
      words: [row.summary, row.note ?? '', row.actor, row.body ?? ''].filter(Boolean).join(' · '),
      speakers: [row.actor, row.body ?? ''].filter(Boolean),
      mustAttribute: attributedResponses.has(row.type),
    });
  }

  #figure(id: string): Evidence | undefined {
    const figure = derivedFiguresOf(this.dataset).get(id);
    if (!figure) return undefined;
    const cell = (column: string): Cell => ({ table: 'derived figures', row: id, column });
    const values = [toValue(figure.value, figure.percent ? '%' : '', figure.precision ?? 'exact', cell('value'))];
    const words: string[] = [];
    for (const [name, value] of Object.entries(figure.of)) {
      if (typeof value === 'number') values.push(toValue(value, name === 'share' ? '%' : '', 'exact', cell(name)));
      else {
        words.push(value);
        for (const mention of this.#grammar.mentions(value))
          if (mention.value !== undefined) values.push(toValue(mention.value, '', 'exact', cell(name)));
      }
    }
    return {
      id,
      values,
      dates: [],
      words: words.join(' · '),
      mentions: [],
      noteMentions: [],
      speakers: [],
      mustAttribute: false,
      contradicted: [],
    };
  }
}

const figuresOf = new WeakMap<Dataset, ReturnType<typeof derivedFigures>>();
/** The derived figures of a dataset; none where it lacks the reports they rest on. */
export function derivedFiguresOf(dataset: Dataset): ReturnType<typeof derivedFigures> {
  const known = figuresOf.get(dataset);
  if (known) return known;
  let figures: ReturnType<typeof derivedFigures> = new Map();
  try {
    figures = derivedFigures(dataset);
  } catch {
    // A dataset without the two reports has no figures derived from them.
  }
  figuresOf.set(dataset, figures);
  return figures;
}

/** Evidence of figures that code gives to a text. */
export function givenEvidence(given: readonly GivenFigure[], grammar: Grammar): Evidence {
  const numbers = given.flatMap((figure) =>
    typeof figure.value === 'number'
      ? [toValue(figure.value, '', 'exact', { table: 'given', row: figure.name, column: 'value' })]
      : [],
  );
  const words = given.map((figure) => String(figure.value)).join(' · ');
  return {
    id: 'values of the chart',
    values: numbers,
    dates: [],
    words,
    mentions: grammar.mentions(words),
    noteMentions: [],
    speakers: [],
    mustAttribute: false,
    contradicted: [],
  };
}

const qualifierWords: Readonly<Record<Precision, string>> = {
  exact: '',
  about: 'about ',
  'at-least': 'at least ',
  'more-than': 'more than ',
};

export const showValue = (value: Value, grammar: Grammar): string => {
  const shown = value.percent
    ? `${grammar.number(value.value)}%`
    : `${grammar.number(value.value / unitScale(value.unit))} ${value.unit}`.trim();
  return `${qualifierWords[value.precision]}${shown}`;
};

/** The values of the evidence nearest to a number, and how each is to be written. */
export function nearestValues(
  evidence: readonly Evidence[],
  value: number | undefined,
  percent: boolean,
  grammar: Grammar,
): NearValue[] {
  const distance = (candidate: Value) =>
    value === undefined ? 0 : Math.abs(Math.log((Math.abs(candidate.value) + 1) / (Math.abs(value) + 1)));
  return evidence
    .flatMap((record) => record.values.map((candidate) => ({ record: record.id, candidate })))
    .sort(
      (a, b) =>
        Number(a.candidate.percent !== percent) - Number(b.candidate.percent !== percent) ||
        distance(a.candidate) - distance(b.candidate),
    )
    .slice(0, 3)
    .map(({ record, candidate }) => ({ record, shown: showValue(candidate, grammar) }));
}

const dayNumber = (date: string, year: number): number => {
  const [y = year, month = 7, day = 1] = date.split('-').map(Number);
  return Date.UTC(y, month - 1, day) / 86_400_000;
};

export function nearestDates(
  evidence: readonly Evidence[],
  date: { year?: number | undefined; month?: number | undefined; day?: number | undefined },
  grammar: Grammar,
): NearValue[] {
  const all = evidence.flatMap((record) =>
    record.dates.map((candidate) => ({ record: record.id, date: candidate.date })),
  );
  const year = date.year ?? Number(all[0]?.date.slice(0, 4) ?? 2022);
  const wanted = dayNumber(
    [date.year ?? year, date.month ?? 7, date.day ?? 1].map((part) => String(part)).join('-'),
    year,
  );
  const seen = new Set<string>();
  return all
    .sort((a, b) => Math.abs(dayNumber(a.date, year) - wanted) - Math.abs(dayNumber(b.date, year) - wanted))
    .filter(({ record, date: value }) => !seen.has(record + value) && seen.add(record + value))
    .slice(0, 3)
    .map((candidate) => ({ record: candidate.record, shown: grammar.date(candidate.date) }));
}
