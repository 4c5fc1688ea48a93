/** Who says it: names and phrases by which a sentence attributes what it tells. */
import type { Dataset } from '../dataset/dataset.ts';
import type { Evidence } from './evidence.ts';
import type { EditorsLists } from './types.ts';

const literalOf = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/['’]/g, "['’]");
/** A list entry as a pattern: a star at its end stands for any ending. */
const entry = (text: string): string =>
  (text.endsWith('*') ? `${literalOf(text.slice(0, -1))}[\\p{L}]*` : literalOf(text)).replace(/ /g, '[\\s\\u00a0]+');

/** Matches any entry of a list as a whole word. */
export const anyOf = (entries: readonly string[], flags = 'iu'): RegExp | undefined =>
  entries.length === 0
    ? undefined
    : new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${[...entries]
          .sort((a, b) => b.length - a.length)
          .map(entry)
          .join('|')})(?![\\p{L}\\p{N}])`,
        flags,
      );

/** Capitalised words that name no speaker by themselves. */
const noSpeaker = new Set([
  'China',
  'Chinese',
  'Italian',
  'Italy',
  'Dutch',
  'Foreign',
  'Ministry',
  'Minister',
  'Prime',
  'Mayor',
  'National',
  'Federal',
  'Public',
  'United',
  'States',
  'Republic',
  'Press',
  'News',
  'The',
]);

export class Attribution {
  readonly #phrases: RegExp | undefined;
  readonly #lists: EditorsLists['attribution'];
  readonly #people: Dataset['tables']['people'];
  readonly #speakers = new Map<string, RegExp | undefined>();

  constructor(lists: EditorsLists, dataset: Dataset) {
    this.#lists = lists.attribution;
    this.#phrases = anyOf(lists.attribution.phrases);
    this.#people = dataset.tables.people;
  }

  /** True when the words name who says it, by a phrase of the list or by the record's own speaker. */
  attributed(words: string, record?: Evidence): boolean {
    if (this.#phrases?.test(words)) return true;
    return record !== undefined && (this.#speaker(record)?.test(words) ?? false);
  }

  #speaker(record: Evidence): RegExp | undefined {
    if (!this.#speakers.has(record.id)) this.#speakers.set(record.id, anyOf(this.forms(record), 'u'));
    return this.#speakers.get(record.id);
  }

  /** The forms by which a record's speaker may be named. */
  forms(record: Evidence): readonly string[] {
    const forms = new Set<string>();
    for (const speaker of record.speakers) {
      for (const part of speaker.split(/\s*[;,()/]\s*|\s+(?:and|via|citing|per)\s+/)) {
        if (/\p{Lu}/u.test(part)) forms.add(part.trim());
        for (const word of part.match(/\p{Lu}[\p{L}’'-]{3,}|\p{Lu}{2,}/gu) ?? [])
          if (!noSpeaker.has(word)) forms.add(word);
      }
      for (const listed of this.#lists.forms)
        if (speaker.includes(listed.of)) for (const form of listed.forms) forms.add(form);
      for (const person of this.#people)
        if (speaker.includes(person.name)) for (const form of person.forms) forms.add(form);
    }
    return [...forms].filter((form) => form.length > 1);
  }
}
