/**
 * What the words say of it, as far as lists reach: whether, which way, how strongly. "Not", a word's opposite and a strong verb are held against the words of the
 * cited records. What no list has is left to the reading ledger.
 */

import { once } from '../shared/once.ts';
import type { Evidence } from './evidence.ts';
import { type Reading, sentenceAt, textOf } from './reading.ts';
import { matchesOf, spanOf, spansOf } from './spans.ts';
import type { Language, SenseFault, Span } from './types.ts';

/** A run of passages on the same records, as these rules read it. */
interface Run {
  readonly passage: Span;
  /** Its words. */
  readonly text: string;
  readonly records: readonly Evidence[];
  readonly language: Language;
  /** The sentence of an offset. */
  readonly sentenceAt: (offset: number) => string;
}

type Word = Span & { readonly stem: string };

const wordsOf = (text: string, language: Language): Word[] =>
  // Capitalised words are names; of a compound no part is denied by itself.
  matchesOf(/(?<![\p{L}’'-])\p{Ll}[\p{L}\p{M}’']*(?![\p{L}-])/gu, text).flatMap((match) => {
    const [stem] = language.stems(match[0]);
    return stem === undefined ? [] : [{ stem, ...spanOf(match) }];
  });

/** How a text uses a stem: denied directly, denied at all, or plainly. */
interface Uses {
  close: string | undefined;
  /** Denied as a verb is: "not", "never". */
  verbally: boolean;
  denied: boolean;
  plain: boolean;
}

function usesOf(text: string, language: Language): Map<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const { stem, start, end } of wordsOf(text, language)) {
    const use = uses.get(stem) ?? { close: undefined, verbally: false, denied: false, plain: false };
    const before = language.denier.exec(text.slice(Math.max(0, start - 30), start));
    if (before) use.close ??= text.slice(start - before[0].length, end);
    if (
      before &&
      language.verbDenier.test(before[0]) &&
      !language.contrast.test(text.slice(0, start - before[0].length))
    )
      use.verbally = true;
    if (before || language.negated(text, start, end)) use.denied = true;
    else use.plain = true;
    uses.set(stem, use);
  }
  return uses;
}

const allWords = once((record: Evidence): string => [record.words, ...record.titles].join(' · '));

const usesIn = once((language: Language) =>
  once((record: Evidence) => ({ own: usesOf(record.own, language), all: usesOf(allWords(record), language) })),
);

/** A word that the passage says and its records deny, or the other way round. */
function* negations({ passage, text, records, language, sentenceAt }: Run): Generator<SenseFault> {
  const own = usesOf(text, language);
  const known = records.map((record) => ({ record, ...usesIn(language)(record) }));
  for (const { stem, start, end } of wordsOf(text, language)) {
    const said = own.get(stem);
    if (!said) continue;
    const theirs = known.flatMap(({ record, own: statement, all }) => {
      const use = all.get(stem);
      return use ? [{ record, use, close: statement.get(stem)?.close }] : [];
    });
    const [first] = theirs;
    if (!first) continue;
    const deniedByAll = theirs.every(({ use, close }) => close !== undefined && !use.plain);
    const deniedByNone = theirs.every(({ use, record }) => !use.denied && record.own !== '');
    const at = passage.start + start;
    const ours = language.ownVoice.test(sentenceAt(at));
    // "Is not in our records" denies after its word.
    const fault = said.denied
      ? said.verbally && !said.plain && deniedByNone && !ours
      : deniedByAll && !(ours && language.denies.test(sentenceAt(at)));
    if (fault)
      yield {
        kind: 'negation',
        denied: said.denied,
        start: at,
        end: passage.start + end,
        record: first.record.id,
        theirs: first.close ?? text.slice(start, end),
      };
  }
}

/** The first word of a list in a text that is not denied. */
function plainly(pattern: RegExp, text: string, language: Language): Span | undefined {
  return spansOf(pattern, text).find(({ start, end }) => !language.negated(text, start, end));
}

const inBlock = ({ passage }: Run, { start, end }: Span): Span => ({
  start: passage.start + start,
  end: passage.start + end,
});

/** A word whose opposite the records have, and not itself. */
function* opposites(run: Run): Generator<SenseFault> {
  const { passage, text, records, language, sentenceAt } = run;
  for (const pair of language.opposites)
    for (const [one, other] of [pair, [pair[1], pair[0]] as const]) {
      const said = plainly(one, text, language);
      if (!said || text.match(other) || language.ownVoice.test(sentenceAt(passage.start + said.start))) continue;
      if (records.some((record) => allWords(record).match(one))) continue;
      for (const { id, own } of records) {
        const theirs = plainly(other, own, language);
        if (!theirs) continue;
        const words = own.slice(theirs.start, theirs.end);
        yield { kind: 'opposite', denied: false, ...inBlock(run, said), record: id, theirs: words };
        break;
      }
    }
}

/** A strong word that no record has. */
function* strong(run: Run): Generator<SenseFault> {
  const { passage, text, records, language, sentenceAt } = run;
  for (const pattern of language.strong) {
    const said = plainly(pattern, text, language);
    const isAsked = said !== undefined && sentenceAt(passage.start + said.start).endsWith('?');
    if (!said || isAsked || !records[0] || records.some((record) => allWords(record).match(pattern))) continue;
    yield { kind: 'strength', denied: false, ...inBlock(run, said), record: records[0].id, theirs: '' };
  }
}

/** A body or an abbreviation that no record has. */
export function strangeBodies(reading: Reading, run: Span, actors: readonly string[], language: Language): Span[] {
  const text = textOf(reading, run);
  const bodies = language.bodies.flatMap(({ said, known }) =>
    actors.some((actor) => actor.match(known)) ? [] : spansOf(said, text),
  );
  const letters = spansOf(/(?<![\p{L}\p{N}-])\p{Lu}{2,}(?![\p{L}\p{N}-])/gu, text).filter(
    ({ start, end }) => !actors.some((actor) => actor.includes(text.slice(start, end))),
  );
  const strange = [
    ...bodies.filter(({ start }) => !language.ownVoice.test(sentenceAt(reading, run.start + start))),
    ...letters,
  ];
  return strange.map(({ start, end }) => ({ start: run.start + start, end: run.start + end }));
}

/** Where the words of a run of passages say otherwise than its records. */
export function senseFaults(
  reading: Reading,
  run: Span,
  records: readonly Evidence[],
  language: Language,
): readonly SenseFault[] {
  // What is only worked out from other records has no words of its own.
  if (records.length === 0 || records.some(({ derived }) => derived)) return [];
  const asked: Run = {
    passage: run,
    text: textOf(reading, run),
    records,
    language,
    sentenceAt: (offset) => sentenceAt(reading, offset),
  };
  return [...negations(asked), ...opposites(asked), ...strong(asked)];
}
