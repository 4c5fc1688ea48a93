/** Corrections for readers, on their page and in the offline edition: each with its sentences, and what its values were and are, read from the frozen editions. */
import { type Cell, parseCell } from '../../dataset/correction-rules.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type TableName, tables } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';
import { correctionItems, placeOfRecord } from '../../story/corrections.ts';
import { type Html, html } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { frozenFolder, frozenRows, frozenVersions } from './on-disk.ts';

interface CorrectedValue {
  readonly table: TableName;
  readonly row: string;
  /** `*` when the whole row was removed. */
  readonly column: string;
  /** Undefined where no edition can be read that had it. */
  readonly old: unknown;
  readonly new: unknown;
}

interface CorrectedValues {
  /** First edition that has the correction; undefined while none is frozen. */
  readonly edition: string | undefined;
  readonly values: readonly CorrectedValue[];
}

/** The values of every correction by its id. Reads of each edition the corrections, and else only the tables that were corrected. */
export function correctedValues(current: Dataset, folder = frozenFolder): ReadonlyMap<string, CorrectedValues> {
  const { corrections } = current.tables;
  if (corrections.length === 0) return new Map();
  const versions = frozenVersions(folder);
  const rowsIn = once((version: string) => once((table: TableName) => frozenRows(version, table, folder)));
  const known = versions.map((version) => new Set(rowsIn(version)('corrections').map(({ id }) => id)));
  const valueIn = (version: string | undefined, { table, row, column }: Cell): unknown =>
    version === undefined
      ? undefined
      : rowsIn(version)(table).find((candidate) => candidate[tables[table].key] === row)?.[column];
  const valueNow = ({ table, row, column }: Cell): unknown =>
    current.has(table, row)
      ? (current.get(table, row) as unknown as Readonly<Record<string, unknown>>)[column]
      : undefined;
  return new Map(
    corrections.map(({ id, cells }) => {
      const first = known.findIndex((ids) => ids.has(id));
      const [before, edition] = [versions[first < 0 ? versions.length - 1 : first - 1], versions[first]];
      const values = cells.map(parseCell).map((cell) => ({
        ...cell,
        old: valueIn(before, cell),
        new: edition === undefined ? valueNow(cell) : valueIn(edition, cell),
      }));
      return [id, { edition, values }];
    }),
  );
}

/** A value as it is printed: texts in quotation marks, so that their full stops do not run into ours. */
function shown(value: unknown, { messages }: Site): string {
  if (value === undefined || value === null) return messages.text('corrections.nothing');
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

/** One value as it was and as it is, with the way to its record where that has a page. */
function valueLine({ table, row, column, old, new: now }: CorrectedValue, site: Site): Html {
  const where = { table, row, column };
  const line =
    column === '*'
      ? site.messages.text('corrections.removed', where)
      : site.messages.text('corrections.changed', { ...where, old: shown(old, site), new: shown(now, site) });
  const place = placeOfRecord(table, row, site);
  return html`<li>${line}${place && html` <a href="${place}">${site.messages.text('corrections.record')}</a>`}</li>`;
}

/** Every correction, newest first: the sentence, why, how it was noticed, and the values, folded; or that there is none. */
export function correctionList(site: Site): Html {
  const { messages, format } = site;
  const items = correctionItems(site);
  if (items.length === 0)
    return html`<p><strong>${messages.text('corrections.none', { version: site.dataset.edition.version })}</strong></p>`;
  const values = correctedValues(site.dataset);
  return html`<ul class="records">${items.map(({ id, date, text, noticed }) => {
    const { edition, values: changed = [] } = values.get(id) ?? {};
    const since =
      edition === undefined
        ? messages.text('corrections.unreleased')
        : messages.text('corrections.inEdition', { version: edition });
    return html`<li id="${id}"><b>${format.date(date)}</b> · ${since}<br>${text} ${noticed}<details class="chart__more"><summary>${messages.text('corrections.values', { count: changed.length })}</summary><ul>${changed.map((value) => valueLine(value, site))}</ul></details></li>`;
  })}</ul>`;
}
