/** What became of a chart from edition to edition, read from the frozen editions: for its page and its feed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../../shared/once.ts';
import { type CorrectionItem, correctionsOf } from '../../story/corrections.ts';
import type { Site } from '../../story/site.ts';
import { chartJson } from '../chart/chart-files.ts';
import { chartRecord } from '../chart/chart-record.ts';
import { unreleased } from '../edition/label.ts';
import { type EditionName, frozenFolder, frozenJson, frozenVersions } from '../edition/on-disk.ts';

/** A chart's JSON as far as it is compared: an edition may have others of its keys. */
interface Kept {
  readonly headline: string;
  readonly dek: string;
  readonly summary: string;
  readonly edition: EditionName;
  readonly table: { readonly rows: readonly unknown[] };
  readonly claims: readonly {
    readonly id: string;
    readonly status: string;
    readonly answers: readonly { readonly id: string }[];
  }[];
  readonly openAnswer: string | null;
  readonly sources: readonly { readonly id: string }[];
}

const keptIn = (version: string, id: string, folder: string): Kept | undefined =>
  frozenJson<Kept>(version, `charts/${id}.json`, folder);

const parts = ['rows', 'standing', 'answers', 'sources'] as const;
type Part = (typeof parts)[number];

/** What of a chart a reader relies on, each as a list of texts: the numbers, the status of each claim, which records answer it, the sources. */
const partsOf = (chart: Kept | undefined): Readonly<Record<Part, readonly string[]>> => ({
  rows: (chart?.table.rows ?? []).map((row) => JSON.stringify(row)),
  standing: (chart?.claims ?? []).map(({ id, status }) => `${id} ${status}`),
  answers: (chart?.claims ?? []).flatMap(({ answers }) => answers.map(({ id }) => id)),
  sources: (chart?.sources ?? []).map(({ id }) => id),
});

interface ChartChange extends EditionName {
  /** The edition compared with; undefined for the first that has the chart. */
  readonly since: string | undefined;
  /** The parts that changed, each with how many of it came, went or changed. */
  readonly counts: readonly (readonly [Part, number])[];
  readonly words: boolean;
}

/** Members of either list that the other does not have. */
function differing(before: readonly string[], now: readonly string[]): number {
  const [old, fresh] = [new Set(before), new Set(now)];
  // A changed row is one that went and one that came.
  return Math.max(now.filter((item) => !old.has(item)).length, before.filter((item) => !fresh.has(item)).length);
}

function compared(before: Kept | undefined, now: Kept): ChartChange {
  const [old, fresh] = [partsOf(before), partsOf(now)];
  const said = (chart: Kept | undefined) => [chart?.headline, chart?.dek, chart?.summary].join('\n');
  const counts = parts.map((part) => [part, differing(old[part], fresh[part])] as const);
  return {
    ...now.edition,
    since: before?.edition.version,
    counts: counts.filter(([, count]) => count > 0),
    words: said(before) !== said(now),
  };
}

const isChange = ({ since, counts, words }: ChartChange): boolean => since === undefined || words || counts.length > 0;

/**
 * The editions in which a chart came or changed, newest first; what changed after the last of them is called by the label of the build.
 * @param json the chart's JSON as it is now
 */
export function chartChanges(id: string, json: string, folder = frozenFolder): readonly ChartChange[] {
  const kept = frozenVersions(folder).flatMap((version) => keptIn(version, id, folder) ?? []);
  const now = JSON.parse(json) as Kept;
  const states = kept.some(({ edition }) => edition.version === now.edition.version) ? kept : [...kept, now];
  return states
    .map((state, index) => compared(states[index - 1], state))
    .filter(isChange)
    .reverse();
}

export interface FrozenChart {
  readonly version: string;
  /** Whether the table of the chart, with who says it, status, answers and sources, is still the same. */
  readonly same: boolean;
}

/** Frozen editions that hold an embed of the chart, newest first. @param json the chart's JSON as it is now */
export function frozenCharts(id: string, json: string, folder = frozenFolder): readonly FrozenChart[] {
  const reliedOn = (chart: Kept | undefined) =>
    JSON.stringify([
      partsOf(chart),
      chart?.claims.map(({ answers }) => answers.map(({ id }) => id)),
      chart?.openAnswer,
    ]);
  const now = reliedOn(JSON.parse(json) as Kept);
  return frozenVersions(folder)
    .filter((version) => existsSync(join(folder, version, 'embed', id, 'index.html')))
    .map((version) => ({ version, same: reliedOn(keptIn(version, id, folder)) === now }))
    .reverse();
}

/** What the editions have of a chart of the site, read once a build: those in which it came or changed, and those that keep it, newest first. */
export const chartEditions = once((site: Site) =>
  once((id: string) => {
    const json = chartJson(site, id);
    return { changes: chartChanges(id, json), frozen: frozenCharts(id, json) };
  }),
);

/** Date of the edition in which a chart last changed; undefined while what changed is in none. */
export function chartDate(site: Site, id: string): string | undefined {
  const [last] = chartEditions(site)(id).changes;
  return last?.version.endsWith(unreleased) ? undefined : last?.date;
}

/** A change in words: what came, went or changed. */
function changeSentence({ messages, format }: Site, { since, counts, words }: ChartChange): string {
  const text = (key: string, values = {}) => messages.text(`chartPage.changes.${key}`, values);
  if (since === undefined) return text('first');
  const changed = counts.map(([part, count]) => text(part, { count }));
  return text('since', { since, what: format.list([...changed, ...(words ? [text('words')] : [])]) });
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
    changes: chartEditions(site)(id).changes.map((change) => ({
      ...change,
      sentence: changeSentence(site, change),
      isReleased: !change.version.endsWith(unreleased),
    })),
    corrections: correctionsOf(records, site),
  };
}
