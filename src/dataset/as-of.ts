/** For how many months a text may be as of a month that none of its records has: whoever re-reads it sets the month anew (docs/maintaining.md). */
const months = 24;

/**
 * The months that a text of an edition may be "as of": that of the edition and those before it.
 * @param edition date of the edition, `2026-12-10` or `2026-12`
 * @returns months such as `2026-12`, newest first
 */
export function asOfMonths(edition: string): readonly string[] {
  const [year = 0, month = 12] = edition.split('-').map(Number);
  return Array.from({ length: months }, (_, back) => {
    const count = year * 12 + month - 1 - back;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}
