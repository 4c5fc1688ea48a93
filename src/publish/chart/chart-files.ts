/** A chart as CSV and JSON: its table as printed on the page, with claimants, status, answers and sources. */
import type { Cell } from '../../charts/chart.ts';
import { contextColumns, ownColumn } from '../../charts/shared/column-name.ts';
import { once } from '../../shared/once.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { type CsvValue, writeCsv } from '../download/csv.ts';
import { answerSentence, chartRecord, plainSpaces } from './chart-record.ts';

export { contextColumns };

const plainCell = (value: Cell): Cell => (typeof value === 'string' ? plainSpaces(value) : value);

/** `/charts/<id>.csv` */
export function chartCsv(site: Site, id: string): string {
  const { table } = chartOf(site, id).chart;
  const record = chartRecord(site, id);
  const context: readonly CsvValue[] = [
    record.claims.map((claim) => claim.id),
    [...new Set(record.claims.map((claim) => claim.claimant))].join('; '),
    record.claims.map((claim) => claim.status),
    record.answer ? answerSentence(record.answer) : null,
    record.answers.map((answer) => answer.id),
    record.sources.map((source) => source.id),
  ];
  return writeCsv(
    [...table.columns.map((column) => ownColumn(column.key)), ...contextColumns],
    table.rows.map((row) => [...row.map(plainCell), ...context]),
  );
}

function makeJson(site: Site, id: string): string {
  const { chart } = chartOf(site, id);
  const { edition } = site.dataset;
  const record = chartRecord(site, id);
  const columns = chart.table.columns.map(({ key, kind }, index) => ({
    key: ownColumn(key),
    kind,
    label: plainSpaces(chart.columnLabels[index] ?? ''),
  }));
  const content = {
    id,
    language: site.language,
    headline: record.headline,
    dek: record.dek,
    question: record.question,
    summary: record.summary,
    description: record.description,
    notes: record.notes,
    asOf: record.asOf,
    edition: { version: edition.version, date: edition.date, title: edition.title },
    licence: edition.licence,
    credits: edition.credits,
    table: {
      caption: plainSpaces(chart.tableCaption),
      columns,
      rows: chart.table.rows.map((row) =>
        Object.fromEntries(row.map((value, index) => [columns[index]?.key ?? '', plainCell(value)])),
      ),
    },
    claims: record.claims,
    openAnswer: record.answer?.id ?? null,
    sources: record.sources,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const jsonOf = once((site: Site) => once((id: string) => makeJson(site, id)));

/** `/charts/<id>.json`. Keys are a promise to outsiders: docs/contracts.md. */
export const chartJson = (site: Site, id: string): string => jsonOf(site)(id);
