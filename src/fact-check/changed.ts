/** Rows that supported a mention in the last edition and, changed, support it no more. */
import { dateFits } from './dates.ts';
import { type Evidence, type EvidenceSource, equal } from './evidence.ts';
import type { Cell, Mention, Stale } from './types.ts';

export const sameCell = (a: Cell, b: Cell): boolean => a.table === b.table && a.row === b.row && a.column === b.column;

/** A cell as a message names it; what code works out for a text has no row. */
const cellName = (cell: Cell): string => {
  if (cell.table !== 'given') return `${cell.table}/${cell.row}`;
  const [of = '', name = ''] = cell.row.split(': ');
  return of === 'worked'
    ? `the result of the worked step "${name}" in this lesson`
    : `the value "${name}" of the chart ${of}`;
};

/** A cell that changed; undefined where it did not, or is in one of the two editions only. */
function staleCell(cell: Cell, evidence: EvidenceSource, previous: EvidenceSource): Stale | undefined {
  const [before, now] = [previous.cell(cell), evidence.cell(cell)];
  return before === undefined || now === undefined || before === now ? undefined : { cell, before, now };
}

/** What to say of a mention whose row changed; undefined where none did. Only where no other record supports the old value is it simply stale. */
export function changedRow(
  mention: Mention,
  before: readonly Cell[],
  now: readonly Cell[],
  evidence: EvidenceSource,
  previous: EvidenceSource,
): { message: string; fix: string; row: string; stale: Stale | undefined } | undefined {
  // A part of a whole ("more than half") that is still one is as true as before, whichever rows make it up.
  if (mention.kind === 'fraction' && now.length > 0) return undefined;
  const cell = before.find((candidate) => {
    const value = evidence.cell(candidate);
    // A day later in the same month leaves "May 2024" true.
    const fits = mention.date !== undefined && value !== undefined && dateFits(mention.date, value);
    return !fits && value !== previous.cell(candidate) && !now.some((other) => sameCell(candidate, other));
  });
  if (!cell) return undefined;
  const [other] = now;
  return {
    row: cellName(cell),
    stale: other ? undefined : staleCell(cell, evidence, previous),
    message: `${cellName(cell)} had ${previous.cell(cell) ?? 'nothing'} in the last edition and has ${evidence.cell(cell) ?? 'nothing'} now; this sentence still prints "${mention.text}"${other ? `, which ${cellName(other)} still supports` : ''}.`,
    fix: `Fix the sentence, or fix ${cellName(cell)}${other ? ` or ${cellName(other)}: they no longer agree` : ''}.`,
  };
}

/** Numbers and dates of a record's own words that are those of the last edition, where its value or date changed and the words did not follow. */
export function staleInOwnWords(
  record: Evidence,
  evidence: EvidenceSource,
  previous: EvidenceSource,
): readonly { readonly stale: Stale; readonly mention: Mention }[] {
  const before = previous.get(record.id);
  const { mentions, values, dates } = record;
  const found: { stale: Stale; mention: Mention }[] = [];
  const add = (cell: Cell, mention: Mention | undefined) => {
    const stale = mention && staleCell(cell, evidence, previous);
    if (stale) found.push({ stale, mention });
  };
  for (const value of values) {
    const old = before?.values.find(({ cell }) => sameCell(cell, value.cell));
    if (!old || old.value === value.value || mentions.some((mention) => equal(mention.value, value.value))) continue;
    if (!values.some((other) => other.value === old.value))
      add(
        value.cell,
        mentions.find(
          (mention) =>
            equal(mention.value, old.value) && (mention.kind === 'percent') === value.percent && !mention.date,
        ),
      );
  }
  for (const { date, cell } of dates) {
    const old = before?.dates.find((other) => sameCell(other.cell, cell));
    if (!old || old.date === date) continue;
    add(
      cell,
      mentions.find(
        (mention) =>
          mention.date?.month !== undefined &&
          dateFits(mention.date, old.date) &&
          !dates.some((other) => dateFits(mention.date ?? {}, other.date)),
      ),
    );
  }
  return found;
}
