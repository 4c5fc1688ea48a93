/**
 * The reading ledger: what no grammar reaches (a negation, a direction, the strength of a verb, a dropped denial) a person reads. For each passage that cites
 * records it keeps a hash of its words and of the cited rows, the date, and by whom they were read against each other.
 */
import { type BadException, type Block, blocksOf } from './blocks.ts';
import { allOf, type Evidence, type EvidenceSource } from './evidence.ts';
import type { FactInput } from './input.ts';
import { passagesOf } from './passages.ts';
import type { CheckedText, GivenFigure } from './types.ts';

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
  /** What code fills into the words, by name. */
  readonly filled: readonly GivenFigure[];
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

/** Both hashes as one word, by which commands name a passage. */
export const keyOf = ({ words, records }: Pick<Reading, 'words' | 'records'>): string => `${words}-${records}`;

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

interface PassageOfText {
  words: string;
  readonly ids: readonly string[];
  readonly line: number;
}

/** Sentences of a block up to the references that support them, each with all that they cite. */
function passagesIn(block: Block, input: FactInput): PassageOfText[] {
  const { words, references } = block;
  if (references.length === 0 || references.every(({ offset }) => offset === 0)) {
    const ids = [...references.map(({ id }) => id), ...block.cites];
    const typed = block.source.typed ?? words;
    const isSentence = (typed.match(/\p{L}+/gu) ?? []).length >= 4;
    return ids.length > 0 && isSentence ? [{ words: typed, ids, line: block.lineAt(0) }] : [];
  }
  const found: PassageOfText[] = [];
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
    else found.push({ words: words.slice(start, sentence.end), ids, line: block.lineAt(start) });
    start = undefined;
  }
  return found;
}

/** Texts that are read together, as one passage: each with the name of its field. */
function togetherOf(texts: readonly CheckedText[], input: FactInput, bad: BadException[]): PassageOfText[] {
  const named = ({ field = '', readWith = '' }: CheckedText, words: string) =>
    `${field.startsWith(`${readWith}.`) ? field.slice(readWith.length + 1) : field}: ${words}`;
  const pieces = texts.flatMap((text) =>
    text.form === 'key'
      ? [{ words: named(text, text.text), ids: [] }]
      : blocksOf(text, input.reader, bad).map((block) => ({
          words: named(text, text.typed ?? block.words),
          ids: [...block.references.map(({ id }) => id), ...block.cites],
        })),
  );
  return [
    {
      words: pieces.map(({ words }) => words).join('\n'),
      ids: pieces.flatMap(({ ids }) => ids),
      line: texts[0]?.line ?? 1,
    },
  ];
}

/** What code gives to a text for the marks in its words: "{listed} offices". */
const filledInto = ({ given = [] }: CheckedText, words: string): GivenFigure[] =>
  given
    .map(({ name, value }) => ({ name: name.replace(/^.*: /, ''), value }))
    .filter(({ name }) => words.includes(`{${name}}`) || words.includes(`{${name},`));

/** Texts in their order; those that are read together in one group. */
function groupsOf(texts: readonly CheckedText[]): readonly (readonly CheckedText[])[] {
  const groups = new Map<string, CheckedText[]>();
  for (const [index, text] of texts.entries()) {
    const key = text.readWith === undefined ? String(index) : `${text.file} ${text.readWith}`;
    const group = groups.get(key);
    if (group) group.push(text);
    else groups.set(key, [text]);
  }
  return [...groups.values()];
}

/** Every passage of texts that cites records, in the order of the texts; the same words on the same records once. */
export function readingTasks(input: FactInput, texts: readonly CheckedText[]): ReadingTask[] {
  const tasks = new Map<string, ReadingTask>();
  const bad: BadException[] = [];
  for (const group of groupsOf(texts.filter(({ form }) => form !== 'record'))) {
    const [text] = group;
    if (!text) continue;
    const passages =
      text.readWith === undefined
        ? blocksOf(text, input.reader, bad).flatMap((block) => passagesIn(block, input))
        : togetherOf(group, input, bad);
    for (const { words, ids, line } of passages) {
      // The order in which records are cited makes no difference.
      const records = allOf(input.evidence, [...new Set(ids)].sort());
      if (records.length === 0 || plain(words) === '') continue;
      const hash = { words: hashOf(plain(words)), records: hashOf(records.map(recordText).join('\n')) };
      const task: ReadingTask = {
        file: text.file,
        line,
        field: text.readWith ?? text.field,
        words: words.replaceAll('\ufffc', '…').trim(),
        filled: filledInto(text, words),
        records: records.map(({ id }) => id),
        hash,
      };
      if (!tasks.has(keyOf(hash))) tasks.set(keyOf(hash), task);
    }
  }
  return [...tasks.values()];
}

/** What of the texts was read, what never, and what changed under its reading. */
export function ledgerState(tasks: readonly ReadingTask[], readings: readonly Reading[]): LedgerState {
  const read = new Set(readings.map(keyOf));
  const known = new Set(readings.map(({ words }) => words));
  const open = tasks.filter(({ hash }) => !read.has(keyOf(hash)));
  return {
    tasks,
    unread: open.filter(({ hash }) => !known.has(hash.words)),
    changed: open.filter(({ hash }) => known.has(hash.words)),
    read: tasks.length - open.length,
  };
}

/** The readings that still belong to a passage, with new ones, sorted by hash: the file changes as little as it can. */
export function withReadings(
  tasks: readonly ReadingTask[],
  readings: readonly Reading[],
  added: readonly Reading[],
): Reading[] {
  const byKey = new Map([...readings, ...added].map((reading) => [keyOf(reading), reading]));
  const keys = [...new Set(tasks.map(({ hash }) => keyOf(hash)))].sort();
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** The cited records of a task, and those that answer them, as a reader needs them beside the words. */
export function besideTask(task: ReadingTask, evidence: EvidenceSource): { cited: Evidence[]; answers: Evidence[] } {
  const cited = allOf(evidence, task.records);
  const ids = cited.flatMap(({ answers }) => answers).filter((id) => !task.records.includes(id));
  return { cited, answers: allOf(evidence, ids) };
}
