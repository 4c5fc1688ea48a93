/** Rows that supported a mention in the last edition and, changed, support it no more. */
import type { EvidenceSource } from './evidence.ts';
import type { Cell, Mention } from './types.ts';

const sameCell = (a: Cell, b: Cell): boolean => a.table === b.table && a.row === b.row && a.column === b.column;

/** A cell as a message names it; what code works out for a text has no row. */
const cellName = (cell: Cell): string => {
  if (cell.table !== 'given') return `${cell.table}/${cell.row}`;
  const [of = '', name = ''] = cell.row.split(': ');
  return of === 'worked'
    ? `the result of the worked step "${name}" in this lesson`
    : `the value "${name}" of the chart ${of}`;
};

/** What to say of a mention whose row changed; undefined where none did. */
export function changedRow(
  mention: Mention,
  before: readonly Cell[],
  now: readonly Cell[],
  evidence: EvidenceSource,
  previous: EvidenceSource,
): { message: string; fix: string; row: string } | undefined {
  const cell = before.find(
    (candidate) =>
      !now.some((other) => sameCell(candidate, other)) && evidence.cell(candidate) !== previous.cell(candidate),
  );
  if (!cell) return undefined;
  const [other] = now;
  return {
    row: cellName(cell),
    message: `${cellName(cell)} had ${previous.cell(cell) ?? 'nothing'} in the last edition and has ${evidence.cell(cell) ?? 'nothing'} now; this sentence still prints "${mention.text}"${other ? `, which ${cellName(other)} still supports` : ''}.`,
    fix: `Fix the sentence, or fix ${cellName(cell)}${other ? ` or ${cellName(other)}: they no longer agree` : ''}.`,
  };
}
