/** What became of a chart from edition to edition, read from the frozen editions: for its page and its feed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorrectionItem, correctionsOf } from '../../story/corrections.ts';
import type { Site } from '../../story/site.ts';
import { chartJson } from '../chart/chart-files.ts';
import { chartRecord } from '../chart/chart-record.ts';
import { unreleased } from '../edition/label.ts';
import { frozenFolder, frozenVersions } from '../edition/on-disk.ts';

/** A chart's JSON as far as it is compared: an edition may have others of its keys. */
interface Kept {
  readonly headline: string;
  readonly dek: string;
  readonly summary: string;
  readonly edition: { readonly version: string; readonly date: string };
  readonly table: { readonly rows: readonly unknown[] };
  readonly claims: readonly {
    readonly id: string;
    readonly status: string;
    readonly answers: readonly { readonly id: string }[];
  }[];
  readonly sources: readonly { readonly id: string }[];
}

/** How many of each came, went or changed. */
export interface ChartChange {
  readonly version: string;
  readonly date: string;
  /** The edition compared with; undefined for the first that has the chart. */
  readonly since: string | undefined;
  readonly rows: number;
  readonly standing: number;
  readonly answers: number;
  readonly sources: number;
  readonly words: boolean;
}

/** Members of either list that the other does not have. */
function differing(before: readonly string[], now: readonly string[]): number {
  const [old, fresh] = [new Set(before), new Set(now)];
  // A changed row is one that went and one that came.
  return Math.max(now.filter((item) => !old.has(item)).length, before.filter((item) => !fresh.has(item)).length);
}

function compared(before: Kept | undefined, now: Kept): ChartChange {
  const lists = (chart: Kept | undefined) => ({
    rows: (chart?.table.rows ?? []).map((row) => JSON.stringify(row)),
    standing: (chart?.claims ?? []).map(({ id, status }) => `${id} ${status}`),
    answers: (chart?.claims ?? []).flatMap(({ answers }) => answers.map(({ id }) => id)),
    sources: (chart?.sources ?? []).map(({ id }) => id),
  });
  const [old, fresh] = [lists(before), lists(now)];
  const said = (chart: Kept | undefined) => [chart?.headline, chart?.dek, chart?.summary].join('\n');
  return {
    version: now.edition.version,
    date: now.edition.date,
    since: before?.edition.version,
    rows: differing(old.rows, fresh.rows),
    standing: differing(old.standing, fresh.standing),
    answers: differing(old.answers, fresh.answers),
    sources: differing(old.sources, fresh.sources),
    words: said(before) !== said(now),
  };
}

const isChange = ({ since, rows, standing, answers, sources, words }: ChartChange): boolean =>
  since === undefined || words || rows + standing + answers + sources > 0;

/**
 * The editions in which a chart came or changed, newest first; what changed after the last of them is called by the label of the build.
 * @param json the chart's JSON as it is now
 */
export function chartChanges(id: string, json: string, folder = frozenFolder): readonly ChartChange[] {
  const kept = frozenVersions(folder)
    .map((version) => join(folder, version, 'charts', `${id}.json`))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Kept);
  const now = JSON.parse(json) as Kept;
  const states = kept.some(({ edition }) => edition.version === now.edition.version) ? kept : [...kept, now];
  return states
    .map((state, index) => compared(states[index - 1], state))
    .filter(isChange)
    .reverse();
}

/** Date of the edition in which a chart last changed; undefined while what changed is in none. */
export function chartDate(site: Site, id: string): string | undefined {
  const [last] = chartChanges(id, chartJson(site, id));
  return last?.version.endsWith(unreleased) ? undefined : last?.date;
}

/** A change in words: what came, went or changed. */
export function changeSentence(site: Site, { since, rows, standing, answers, sources, words }: ChartChange): string {
  if (since === undefined) return site.messages.text('chartPage.changes.first');
  const parts = Object.entries({ rows, standing, answers, sources })
    .filter(([, count]) => count > 0)
    .map(([key, count]) => site.messages.text(`chartPage.changes.${key}`, { count }));
  return site.messages.text('chartPage.changes.since', {
    since,
    what: site.format.list([...parts, ...(words ? [site.messages.text('chartPage.changes.words')] : [])]),
  });
}

export interface ChartHistory {
  readonly changes: readonly (ChartChange & { readonly sentence: string; readonly isReleased: boolean })[];
  /** Corrections of records that the chart shows or its notes cite, newest first. */
  readonly corrections: readonly CorrectionItem[];
}

export function chartHistory(site: Site, id: string): ChartHistory {
  const record = chartRecord(site, id);
  const records = [
    ...record.claims.map((claim) => claim.id),
    ...record.answers.map((answer) => answer.id),
    ...record.notes.flatMap((note) => note.records),
  ];
  return {
    changes: chartChanges(id, chartJson(site, id)).map((change) => ({
      ...change,
      sentence: changeSentence(site, change),
      isReleased: !change.version.endsWith(unreleased),
    })),
    corrections: correctionsOf(records, site),
  };
}
