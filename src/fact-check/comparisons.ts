/** What the words of a chart compare: nothing is said of its rows that code has not held against them. */
import { type Reading, textOf } from './reading.ts';
import type { Language, Span } from './types.ts';

/** Where words have a phrase in which … stands for a value that code fills in; values are one character each. */
function placesOf(phrase: string, words: string): Span[] {
  const parts = phrase.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return [...words.matchAll(new RegExp(parts.join('\ufffc'), 'giu'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Comparisons of a chart's words that are in none of the phrases which its rows are known to support. */
export function unknownComparisons(reading: Reading, { comparison }: Language): void {
  const { block, report } = reading;
  const { assumed } = block.source;
  if (assumed === undefined) return;
  const known = assumed.flatMap((phrase) => placesOf(phrase, block.words));
  for (const match of block.words.matchAll(comparison)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (known.some(({ start, end }) => start <= span.start && span.end <= end)) continue;
    report('comparison', span, {
      message: `Nothing holds "${textOf(reading, span)}" against the rows of this chart.`,
      fix: 'Add these words, to the end of what they compare, to "assumes" of the chart with what its rows must be, or say it with values.',
    });
  }
}
