/** Tables that readers can sort: the heads of the columns get buttons. Without script the table stays as it was written. */
import { maker } from './makes.ts';

const element = maker('reader.js');

/** What a row is sorted by in a column: a number of its own, or its words. */
const keyOf = (row: HTMLTableRowElement, column: number): string => {
  const cell = row.cells[column];
  return cell?.dataset['by'] ?? cell?.textContent?.trim() ?? '';
};

export function startSorting(): void {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    heads.forEach((head, column) => {
      const isNumber = rows.some((row) => row.cells[column]?.dataset['by']);
      const button = element('button', 'sort', ...head.childNodes);
      button.type = 'button';
      head.append(button);
      button.addEventListener('click', () => {
        // Numbers from the top first. Rows with nothing in the column come last either way.
        const next = head.ariaSort ?? (isNumber ? 'ascending' : 'descending');
        const isDown = next === 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.ariaSort = isDown ? 'descending' : 'ascending';
        const sorted = [...rows].sort((a, b) => {
          const [x, y] = [keyOf(a, column), keyOf(b, column)];
          return x === '' || y === '' ? Number(x === '') - Number(y === '') : isDown ? compare(y, x) : compare(x, y);
        });
        table.tBodies[0]?.append(...sorted);
      });
    });
  }
}
