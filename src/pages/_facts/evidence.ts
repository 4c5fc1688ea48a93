/** The records of the dataset as evidence for the fact-checker. */

import { asOfMonths } from '../../dataset/as-of.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type DerivedFigure, derivedFigures, matchedStations } from '../../dataset/derived.ts';
import { rowLines } from '../../dataset/row-lines.ts';
import { type Row, type TableName, tables } from '../../dataset/schema.ts';
import {
  type DateValue,
  type Evidence,
  type EvidenceSource,
  evidenceOf,
  toValue,
  type Value,
} from '../../fact-check/evidence.ts';
import { groupBy } from '../../fact-check/spans.ts';
import type { Cell, EditorsLists, Language } from '../../fact-check/types.ts';
import { once } from '../../shared/once.ts';

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

const present = (parts: readonly (string | null | undefined)[]): string[] => parts.filter((part) => !!part) as string[];

/** Evidence of the records of a dataset, made when it is asked for. */
export class SiteEvidence implements EvidenceSource {
  readonly #dataset: Dataset;
  readonly #language: Language;
  readonly #quotations: ReadonlyMap<string, EditorsLists['quotations']>;
  readonly #files: ReadonlyMap<string, string>;
  readonly #made = new Map<string, Evidence | undefined>();
  readonly #claimFigures: ReadonlyMap<string, readonly Row<'claim_figures'>[]>;
  readonly #responseFigures: ReadonlyMap<string, readonly Row<'response_figures'>[]>;
  readonly #reports: ReadonlyMap<string, readonly Row<'reports'>[]>;
  readonly #answers = new Map<string, string[]>();
  readonly ids: readonly string[];
  readonly units: readonly string[];

  /** @param files texts of the tables by file name, where findings are to name the lines of rows */
  constructor(
    dataset: Dataset,
    language: Language,
    quotations: EditorsLists['quotations'] = [],
    files: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#dataset = dataset;
    this.#files = files;
    this.#language = language;
    this.#quotations = groupBy(quotations, ({ source }) => source);
    const { claims, responses, claim_figures, response_figures, reports } = dataset.tables;
    this.#claimFigures = groupBy(claim_figures, (row) => row.claim);
    this.#responseFigures = groupBy(response_figures, (row) => row.response);
    this.#reports = groupBy(reports, (row) => row.claim);
    for (const row of [...claims, ...responses])
      for (const id of row.answers) this.#answers.set(id, [...(this.#answers.get(id) ?? []), row.id]);
    this.ids = [...claims, ...responses].map((row) => row.id);
    this.units = [...claims, ...claim_figures, ...response_figures].flatMap((row) => row.unit ?? []);
  }

  get(id: string): Evidence | undefined {
    if (!this.#made.has(id)) this.#made.set(id, this.#make(id));
    return this.#made.get(id);
  }

  cell(cell: Cell): string | undefined {
    if (cell.table === 'derived figures') {
      const values = this.get(cell.row)?.values.filter((value) => value.cell.column === cell.column) ?? [];
      return values.map((value) => this.#language.number(value.value)).join(', ') || undefined;
    }
    const rows = this.#dataset.tables[cell.table as TableName] as readonly Record<string, unknown>[] | undefined;
    const value = rows?.find((row) => String(row[tables[cell.table as TableName].key]) === cell.row)?.[cell.column];
    return value === undefined || value === null ? undefined : String(value);
  }

  lineOf({ table, row }: Cell): number {
    const text = this.#files.get(`${table}.json`);
    const rows = this.#dataset.tables[table as TableName] as readonly Record<string, unknown>[] | undefined;
    const index = rows?.findIndex((candidate) => candidate[tables[table as TableName].key] === row) ?? -1;
    return (text === undefined ? undefined : rowLines(text)[index]) ?? 1;
  }

  fileOf(table: string): string {
    return `data/${table}.json`;
  }

  tableOfFigures(record: string): string {
    return this.#dataset.has('claims', record) ? 'claim_figures' : 'response_figures';
  }

  #make(id: string): Evidence | undefined {
    const dataset = this.#dataset;
    if (dataset.has('claims', id)) return this.#claim(dataset.get('claims', id));
    if (dataset.has('responses', id)) return this.#response(dataset.get('responses', id));
    if (id === 'edition') {
      const cell = { table: 'edition', row: dataset.edition.version, column: 'date' };
      const dates = [dataset.edition.date, ...asOfMonths(dataset.edition.date)].map((date) => ({ date, cell }));
      return evidenceOf({ id, dates }, this.#language);
    }
    return id.startsWith('figure-') ? this.#figure(id) : undefined;
  }

  #claim(row: Row<'claims'>): Evidence {
    const values: Value[] =
      row.value === null || row.valuePrecision === null
        ? []
        : [toValue(row.value, row.unit ?? '', row.valuePrecision, { table: 'claims', row: row.id, column: 'value' })];
    for (const figure of this.#claimFigures.get(row.id) ?? []) values.push(this.#further('claim_figures', figure));
    const dates: DateValue[] = (['date', 'periodStart', 'periodEnd'] as const).flatMap((column) => {
      const date = row[column];
      return date === null ? [] : [{ date, cell: { table: 'claims', row: row.id, column } }];
    });
    const [report] = this.#reports.get(row.id) ?? [];
    if (report)
      for (const column of ['date', 'revisedOn'] as const)
        dates.push({ date: report[column], cell: { table: 'reports', row: report.id, column } });
    return evidenceOf(
      {
        ...this.#alike(row),
        values,
        dates,
        own: row.statement,
        ownBeside: row.claimant,
        words: present([row.statement, row.note, row.claimant, report?.title]).join(' · '),
        speakers: [row.claimant],
        speakersOf: this.#countriesOf(row.claimant),
        mustAttribute: row.basis === 'source' && (attributedStatuses.has(row.status) || attributedKinds.has(row.kind)),
      },
      this.#language,
    );
  }

  /** The countries that the persons of a claimant speak for: "Matteo Piantedosi" is interior minister of Italy. */
  #countriesOf(claimant: string): string[] {
    const { people, countries } = this.#dataset.tables;
    const roles = people.filter(({ name }) => claimant.includes(name)).map(({ role }) => role);
    return countries.filter(({ name }) => roles.some((role) => role.includes(name))).map(({ name }) => name);
  }

  #response(row: Row<'responses'>): Evidence {
    const nameOf = (id: string | null) =>
      id !== null && this.#dataset.has('countries', id) ? [this.#dataset.get('countries', id).name] : [];
    const countries = [...row.about, row.actorCountry].flatMap(nameOf);
    return evidenceOf(
      {
        ...this.#alike(row),
        values: (this.#responseFigures.get(row.id) ?? []).map((figure) => this.#further('response_figures', figure)),
        dates: [{ date: row.date, cell: { table: 'responses', row: row.id, column: 'date' } }],
        own: row.summary,
        words: present([row.summary, row.note, row.actor, row.body]).join(' · '),
        names: countries,
        speakers: present([row.actor, row.body]),
        speakersOf: nameOf(row.actorCountry),
        mustAttribute: attributedResponses.has(row.type),
      },
      this.#language,
    );
  }

  #further(table: 'claim_figures' | 'response_figures', row: Omit<Row<'claim_figures'>, 'claim'>): Value {
    return toValue(row.value, row.unit, row.precision, { table, row: row.id, column: 'value' });
  }

  /** What claims and responses have alike. */
  #alike({ id, note, sources }: Row<'claims'> | Row<'responses'>) {
    return {
      id,
      note,
      titles: this.#sourcesOf(sources).map(({ title }) => title),
      publishers: this.#houses(sources),
      quotes: sources.flatMap((source) => (this.#quotations.get(source) ?? []).map(({ text }) => text)),
      answers: this.#answers.get(id) ?? [],
    };
  }

  #sourcesOf(ids: readonly string[]): Row<'sources'>[] {
    return ids.flatMap((id) => (this.#dataset.has('sources', id) ? [this.#dataset.get('sources', id)] : []));
  }

  #houses(sources: readonly string[]): string[] {
    return this.#sourcesOf(sources).flatMap(({ publisher, carriedBy }) => present([publisher, carriedBy]));
  }

  /** What a derived figure was made from: countries of a status, bureaus and countries of what we matched. */
  #namesBehind({ id, sources }: DerivedFigure): string[] {
    const { tables } = this.#dataset;
    const countries = new Set(
      id.startsWith('figure-status-')
        ? tables.country_status.filter(({ status }) => id === `figure-status-${status}`).map(({ country }) => country)
        : id.startsWith('figure-matched-')
          ? matchedStations(this.#dataset).map(({ country }) => country)
          : [],
    );
    const bureaus = new Set(
      id.startsWith('figure-matched-') ? matchedStations(this.#dataset).map(({ operator }) => operator) : [],
    );
    return [
      ...tables.countries.filter((country) => countries.has(country.id)).map(({ name }) => name),
      ...tables.operators.filter((operator) => bureaus.has(operator.id)).map(({ name }) => name),
      ...(id === 'figure-traced-eu' ? ['European Union', 'Europe'] : []),
      ...this.#houses(sources),
    ];
  }

  #figure(id: string): Evidence | undefined {
    const figure = derivedFiguresOf(this.#dataset).get(id);
    if (!figure) return undefined;
    const cell = (column: string): Cell => ({ table: 'derived figures', row: id, column });
    const label = labelOf(figure);
    const values = [toValue(figure.value, unitOf(figure), figure.precision ?? 'exact', cell('value'), label)];
    const words: string[] = [label];
    for (const [name, value] of Object.entries(figure.of)) {
      if (typeof value === 'number')
        values.push(toValue(value, name === 'share' ? '%' : '', 'exact', cell(name), label));
      else {
        words.push(value);
        for (const mention of this.#language.mentions(value))
          if (mention.value !== undefined) values.push(toValue(mention.value, '', 'exact', cell(name), label));
      }
    }
    const claims = figure.claims.flatMap((claim) => this.get(claim) ?? []);
    return evidenceOf(
      {
        id,
        values,
        words: words.join(' · '),
        names: [...this.#namesBehind(figure), ...claims.flatMap((claim) => [...claim.speakers, ...claim.names])],
        titles: claims.flatMap((claim) => claim.titles),
        derived: true,
      },
      this.#language,
    );
  }
}

/** What a derived figure is about: that of a family by its name ("Italy"), any other by the words of its id ("traced without city"). */
function labelOf({ id, words, of }: DerivedFigure): string {
  if (id.startsWith('figure-status-')) return '';
  const names = [of['name'], of['continent']].filter((name) => typeof name === 'string');
  return names.length > 0
    ? [...names, ...(words.startsWith('traced') ? ['traced'] : [])].join(' ')
    : id.slice(7).replaceAll('-', ' ');
}

/** What a derived figure counts. */
function unitOf({ id, percent }: DerivedFigure): string {
  if (percent) return '%';
  if (/countries|^figure-(?:status|hosts)-/.test(id)) return 'countries';
  if (id.includes('postings')) return 'officers';
  if (id.includes('repression')) return 'incidents';
  if (id.includes('article')) return 'points';
  if (id.includes('border-or-inside')) return 'people caught';
  if (/2018|sky-net/.test(id)) return 'people';
  return /traced|listed|added|matched|bureau|country/.test(id) ? 'stations' : '';
}

/** The derived figures of a dataset; none where it lacks the reports they rest on. */
export const derivedFiguresOf = once((dataset: Dataset): ReturnType<typeof derivedFigures> => {
  try {
    return derivedFigures(dataset);
  } catch {
    // A dataset without the two reports has no figures derived from them.
    return new Map();
  }
});
