/** Who speaks: claims that their sentence attributes, and words that accuse, in our own voice or in somebody's. */
import { Attribution, anyOf, type Heard } from './attribution.ts';
import type { Block } from './blocks.ts';
import type { Evidence } from './evidence.ts';
import type { FactInput } from './input.ts';
import { isQuoted, type Reading, type Report } from './reading.ts';
import { inside, spansOf } from './spans.ts';
import type { Exception, Span } from './types.ts';

interface Loaded {
  readonly pattern: RegExp;
  readonly except: RegExp | undefined;
  readonly reason: string;
  readonly evenAttributed: boolean;
}

type HeardSpan = Heard & { readonly span: Span };

export class Voice {
  readonly #input: FactInput;
  readonly #attribution: Attribution;
  /** Reported speech up to the word: "said that stations". */
  readonly #reported: RegExp | undefined;
  readonly #loaded: readonly Loaded[];

  constructor(input: FactInput) {
    this.#input = input;
    const { lists, names, language } = input;
    this.#attribution = new Attribution(lists, names.known, language);
    const speech = anyOf(lists.names.speech)?.source;
    this.#reported = speech ? new RegExp(`${speech}[^.;:]{0,60}$`, 'iu') : undefined;
    this.#loaded = lists.loadedWords.flatMap(({ words, except, ...entry }) => {
      const pattern = anyOf(words, 'giu');
      return pattern ? [{ ...entry, pattern, except: anyOf(except, 'giu') }] : [];
    });
  }

  /** Each sentence of a block with what is heard before it: the run of sentences that its references support, and the sentence before that. */
  *#heard({ block, sentences }: Reading): Generator<HeardSpan> {
    const { words, source } = block;
    const leadWords = block.lead?.words ?? '';
    const last = block.lead ? this.#input.language.sentences(leadWords).at(-1) : undefined;
    let before = last ? leadWords.slice(last.start, last.end) : '';
    let run: number | undefined;
    for (const span of sentences) {
      run ??= span.start;
      const paragraph = `${leadWords} ${words.slice(0, span.end)}`;
      yield { span, sentence: words.slice(run, span.end), before, whole: source.strict !== true, paragraph };
      const cites = block.references.some(({ offset }) => offset > span.start && offset <= span.end);
      if (!cites) continue;
      // Elsewhere than in a chapter a paragraph is short, and of one subject.
      before = source.strict ? words.slice(span.start, span.end) : `${before} ${words.slice(run, span.end)}`;
      run = undefined;
    }
  }

  /** Claims and answers whose sentence does not say who makes them. */
  attributed(reading: Reading, used: (exception: Exception) => void): void {
    const { block, report } = reading;
    for (const heard of this.#heard(reading))
      for (const { id, offset } of block.references) {
        if (offset <= heard.span.start || offset > heard.span.end) continue;
        const record = this.#input.evidence.get(id);
        if (!record?.mustAttribute || this.#attribution.attributed(heard, record)) continue;
        const exception = block.exceptions.find(({ phrase }) => phrase === `[^${id}]`);
        const speaker = record.speakers[0] ?? 'its source';
        if (exception) used(exception);
        else
          report('attribution', heard.span, {
            token: `[^${id}]`,
            message: `The sentence reports what ${speaker} says (${id}) without saying who says it.`,
            fix: `Name the speaker, here or in the sentence before: "according to ${speaker}", "… said", "… reported". Other forms of the name go to attribution.yaml.`,
          });
      }
  }

  /** Words that accuse, where nobody is named as saying them. */
  loadedWords(reading: Reading, recordsIn: (sentence: Span) => readonly Evidence[]): void {
    const { words } = reading.block;
    const { language } = this.#input;
    let all: readonly HeardSpan[] | undefined;
    for (const { pattern, except, reason, evenAttributed } of this.#loaded) {
      const excepted = spansOf(except, words);
      for (const span of spansOf(pattern, words)) {
        all ??= [...this.#heard(reading)];
        const own = all.find((candidate) => span.start < candidate.span.end);
        if (!own || isQuoted(reading, span) || excepted.some((exception) => inside(span, exception))) continue;
        const excused =
          !evenAttributed &&
          (language.negated(words, span.start, span.end) ||
            this.#reported?.test(words.slice(Math.max(own.span.start, span.start - 90), span.start)) === true ||
            recordsIn(own.span).some((record) => this.#attribution.attributed(own, record)));
        if (!excused)
          reading.report('loaded-word', span, {
            message: `"${words.slice(span.start, span.end)}" in our own voice: ${reason}`,
            fix: evenAttributed
              ? 'Use a plain word, or quote whoever says it.'
              : 'Say who says it in the same sentence, quote it, or use a plain word.',
          });
      }
    }
  }

  /** Words that no attribution excuses are none in a record either. */
  loadedRecord({ words, quotations }: Block, report: Report): void {
    for (const { pattern, reason, evenAttributed } of this.#loaded)
      for (const span of evenAttributed ? spansOf(pattern, words) : [])
        if (!quotations.some((quotation) => inside(span, quotation)))
          report('loaded-word', span, {
            message: `"${words.slice(span.start, span.end)}" in a record: ${reason}`,
            fix: 'Use a plain word, or quote whoever says it.',
          });
  }
}
