/**
 * The reading ledger: what no grammar reaches (a negation, a direction, the strength of a verb, a dropped denial) a person reads. For each passage that cites
 * records it keeps a hash of its words and of the cited rows, the date, and by whom they were read against each other.
 */
import { type BadException, type Block, blocksOf } from './blocks.ts';
import { allOf, type Evidence, type EvidenceSource } from './evidence.ts';
import type { FactInput } from './input.ts';
import { passagesOf } from './passages.ts';
import type { CheckedText } from './types.ts';

/** One reading, as the ledger's file keeps it. */
export interface Reading {
  /** Hash of the passage's words. */
  readonly words: string;
  /** Hash of the cited records. */
  readonly records: string;
  /** Day on which it was read. */
  readonly date: string;
  /** Initials, or "editor". */
  readonly by: string;
  /** What the reader found, where it was not simply right. */
  readonly note?: string | undefined;
}

/** A passage to be read against its records. */
export interface ReadingTask {
  readonly file: string;
  readonly line: number;
  readonly field?: string | undefined;
  readonly words: string;
  readonly records: readonly string[];
  readonly hash: Pick<Reading, 'words' | 'records'>;
}

export interface LedgerState {
  readonly tasks: readonly ReadingTask[];
  readonly unread: readonly ReadingTask[];
  /** Read once; since then a cited record changed. */
  readonly changed: readonly ReadingTask[];
  readonly read: number;
}

/** FNV-1a over UTF-16 units, twice with different seeds: 64 bits in hexadecimal. No secret is kept; it only has to notice a change. */
export function hashOf(text: string): string {
  const run = (seed: number): string => {
    let hash = seed;
    for (let index = 0; index < text.length; index += 1) {
      hash ^= text.charCodeAt(index);
      hash = Math.imul(hash, 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  };
  return run(0x811c9dc5) + run(0x01234567);
}

const recordText = (record: Evidence): string =>
  [
    record.id,
    record.words,
    record.values.map(({ value, unit, precision }) => `${precision} ${value} ${unit}`).join(','),
    record.dates.map(({ date }) => date).join(','),
    record.answers.join(','),
  ].join('|');

/** Words as they are read: space and curly marks make no difference. */
const plain = (words: string): string =>
  words
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .trim();

/** Sentences of a block up to the references that support them, each with all that they cite. */
function passages(block: Block, input: FactInput): { words: string; ids: readonly string[]; offset: number }[] {
  const { words, references } = block;
  if (references.length === 0 || references.every(({ offset }) => offset === 0)) {
    const ids = [...references.map(({ id }) => id), ...block.cites];
    const typed = block.source.typed ?? words;
    const isSentence = (typed.match(/\p{L}+/gu) ?? []).length >= 4;
    return ids.length > 0 && isSentence ? [{ words: typed, ids, offset: 0 }] : [];
  }
  const found: { words: string; ids: readonly string[]; offset: number }[] = [];
  const sentences = input.language.sentences(words);
  let start: number | undefined;
  for (const sentence of sentences) {
    start ??= sentence.start;
    const ids = passagesOf(block, [sentence]).flatMap((passage) => passage.references);
    const last = sentence === sentences.at(-1);
    if (ids.length === 0 && !last) continue;
    const before = found.at(-1);
    // Sentences after the last reference belong to the passage before.
    if (ids.length === 0 && before) before.words += ` ${words.slice(start, sentence.end)}`;
    else found.push({ words: words.slice(start, sentence.end), ids: [...new Set(ids)], offset: start });
    start = undefined;
  }
  return found;
}

/** Every passage of texts that cites records, in the order of the texts; the same words on the same records once. */
export function readingTasks(input: FactInput, texts: readonly CheckedText[]): ReadingTask[] {
  const tasks = new Map<string, ReadingTask>();
  const bad: BadException[] = [];
  for (const text of texts) {
    if (text.form === 'record') continue;
    for (const block of blocksOf(text, input.reader, bad))
      for (const { words, ids, offset } of passages(block, input)) {
        const records = allOf(input.evidence, ids);
        if (records.length === 0 || plain(words) === '') continue;
        const hash = { words: hashOf(plain(words)), records: hashOf(records.map(recordText).join('\n')) };
        const task: ReadingTask = {
          file: text.file,
          line: block.lineAt(offset),
          field: text.field,
          words: plain(words).replaceAll('\ufffc', '…'),
          records: records.map(({ id }) => id),
          hash,
        };
        if (!tasks.has(`${hash.words} ${hash.records}`)) tasks.set(`${hash.words} ${hash.records}`, task);
      }
  }
  return [...tasks.values()];
}

/** What of the texts was read, what never, and what changed under its reading. */
export function ledgerState(tasks: readonly ReadingTask[], readings: readonly Reading[]): LedgerState {
  const read = new Set(readings.map(({ words, records }) => `${words} ${records}`));
  const known = new Set(readings.map(({ words }) => words));
  const open = tasks.filter(({ hash }) => !read.has(`${hash.words} ${hash.records}`));
  return {
    tasks,
    unread: open.filter(({ hash }) => !known.has(hash.words)),
    changed: open.filter(({ hash }) => known.has(hash.words)),
    read: tasks.length - open.length,
  };
}

/** The readings that still belong to a passage, with a new one, in the order of the texts: the file changes as little as it can. */
export function withReading(tasks: readonly ReadingTask[], readings: readonly Reading[], added: Reading): Reading[] {
  const byKey = new Map([...readings, added].map((reading) => [`${reading.words} ${reading.records}`, reading]));
  return tasks.flatMap(({ hash }) => byKey.get(`${hash.words} ${hash.records}`) ?? []);
}

/** The cited records of a task, and those that answer them, as a reader needs them beside the words. */
export function besideTask(task: ReadingTask, evidence: EvidenceSource): { cited: Evidence[]; answers: Evidence[] } {
  const cited = allOf(evidence, task.records);
  const ids = cited.flatMap(({ answers }) => answers).filter((id) => !task.records.includes(id));
  return { cited, answers: allOf(evidence, ids) };
}
