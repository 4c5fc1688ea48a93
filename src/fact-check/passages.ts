/**
 * The words that a reference supports: those of its sentence up to it, from the reference before; sentences without a reference of their own lean on the
 * references of the next sentence that has any.
 */
import type { Block } from './blocks.ts';
import type { Span } from './types.ts';

export interface Passage extends Span {
  /** Ids of the references that support these words. */
  readonly references: readonly string[];
  /** Ids of all references of the sentence, for names that its other parts share. */
  readonly wider: readonly string[];
}

/** The passages of a block, in order; together they cover its sentences. */
export function passagesOf(block: Block, sentences: readonly Span[]): Passage[] {
  const passages: Passage[] = [];
  let run: number | undefined;
  let before: readonly string[] = [];
  for (const sentence of sentences) {
    const references = block.references.filter(
      (reference) => reference.offset > sentence.start && reference.offset <= sentence.end,
    );
    const wider = [...new Set(references.map((reference) => reference.id))];
    if (references.length === 0) {
      run ??= sentence.start;
      if (sentence === sentences.at(-1))
        passages.push({ start: run, end: sentence.end, references: before, wider: before });
      continue;
    }
    if (run !== undefined) passages.push({ start: run, end: sentence.start, references: wider, wider });
    run = undefined;
    before = wider;
    passages.push(...cutAt(sentence, references, wider));
  }
  return passages;
}

/** A sentence, cut where its references are. What follows the last leans on all of them. */
function cutAt(sentence: Span, references: Block['references'], wider: readonly string[]): Passage[] {
  const passages: Passage[] = [];
  let start = sentence.start;
  for (const end of [...new Set(references.map((reference) => reference.offset))].sort((a, b) => a - b)) {
    const own = references.filter((reference) => reference.offset === end).map((reference) => reference.id);
    passages.push({ start, end, references: own, wider });
    start = end;
  }
  if (start < sentence.end) passages.push({ start, end: sentence.end, references: wider, wider });
  return passages;
}

/** Passages that rest on the same references, one after the other, as one. */
export function runsOf(passages: readonly Passage[]): Passage[] {
  const runs: Passage[] = [];
  for (const passage of passages) {
    const before = runs.at(-1);
    if (before && before.references.join() === passage.references.join())
      runs.splice(-1, 1, { ...before, end: passage.end });
    else runs.push(passage);
  }
  return runs;
}
