/**
 * Columns that every chart's CSV ends in, the same in each row, as a chart rests on its claims as a whole. A promise to outsiders: docs/contracts.md.
 * - `claims`: ids of the claims; `status`: the status of each, in the order of `claims`; `claimant`: who makes them, as text
 * - `answer`: the answer that appears in full under the picture, as text; `answers`: ids of all answers; `sources`: ids of the sources
 */
export const contextColumns = ['claims', 'claimant', 'status', 'answer', 'answers', 'sources'] as const;

/**
 * A chart's own column under a name that every program takes (`nothing-found` becomes `nothingFound`). One that would meet a column of the context,
 * such as a country's status, gets a name of its own: `rowStatus`.
 */
export function ownColumn(key: string): string {
  const name = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return (contextColumns as readonly string[]).includes(name)
    ? `row${name.charAt(0).toUpperCase()}${name.slice(1)}`
    : name;
}
