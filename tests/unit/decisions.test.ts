/** The index of docs/decisions.md: whoever looks for the reason of something finds it there by topic. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/decisions.md', 'utf8');
const decisions = [...text.matchAll(/^(\d+)\. \*\*/gm)].map((match) => Number(match[1]));
const indexed = [...text.matchAll(/^\|[^|]*\|([\d–, ]+)\|$/gm)].flatMap(([, cell = '']) =>
  cell.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }),
);

test('Decisions are numbered one after another', () =>
  expect(decisions).toEqual(decisions.map((_, index) => index + 1)));
test('The index has every decision under a topic, and names none that there is not', () =>
  expect([...new Set(indexed)].sort((a, b) => a - b)).toEqual(decisions));
