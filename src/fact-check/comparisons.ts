/** What the words of a chart compare: nothing is said of its rows that code has not held against them. */
import { type Reading, textOf } from './reading.ts';
import { inside, literal, spansOf } from './spans.ts';
import type { Language, Span } from './types.ts';

/** Where words have a phrase in which … stands for a value that code fills in; values are one character each. */
const placesOf = (phrase: string, words: string): Span[] =>
  spansOf(new RegExp(phrase.split('…').map(literal).join('\ufffc'), 'giu'), words);

/** Comparisons of a chart's words that are in none of the phrases which its rows are known to support. */
export function unknownComparisons(reading: Reading, { comparison }: Language): void {
  const { block, report } = reading;
  const { assumed } = block.source;
  if (assumed === undefined) return;
  const known = assumed.flatMap((phrase) => placesOf(phrase, block.words));
  for (const span of spansOf(comparison, block.words)) {
    if (known.some((phrase) => inside(span, phrase))) continue;
    report('comparison', span, {
      message: `Nothing holds "${textOf(reading, span)}" against the rows of this chart.`,
      fix: 'Add these words, to the end of what they compare, to "assumes" of the chart with what its rows must be, or say it with values.',
    });
  }
}
