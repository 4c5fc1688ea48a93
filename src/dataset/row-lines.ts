import { visit } from 'jsonc-parser';
import type { Problem } from './problems.ts';

/** The line on which each row of a table begins, 1-based, in the order of the rows. */
export function rowLines(json: string): readonly number[] {
  const lines: number[] = [];
  visit(json, {
    onObjectBegin: (_offset, _length, startLine, _startCharacter, pathSupplier) => {
      const [table, , ...deeper] = pathSupplier();
      if (table === 'rows' && deeper.length === 0 && pathSupplier().length === 2) lines.push(startLine + 1);
    },
  });
  return lines;
}

/**
 * The problems of tables, each with the line of its row.
 * @param files file name (`claims.json`) to its text
 */
export function withLines(problems: readonly Problem[], files: ReadonlyMap<string, string>): readonly Problem[] {
  const known = new Map<string, readonly number[]>();
  return problems.map((problem) => {
    const number = /^row (\d+)/.exec(problem.where)?.[1];
    const text = files.get(problem.file.replace(/^data\//, ''));
    if (number === undefined || text === undefined) return problem;
    const lines = known.get(problem.file) ?? rowLines(text);
    known.set(problem.file, lines);
    const line = lines[Number(number) - 1];
    return line === undefined ? problem : { ...problem, line: String(line) };
  });
}
