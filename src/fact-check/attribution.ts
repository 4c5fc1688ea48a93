/** Who says it: names and phrases by which a sentence attributes what it reports. */

import { once } from '../shared/once.ts';
import type { Evidence } from './evidence.ts';
import { figures, letters, literal } from './spans.ts';
import type { EditorsLists, KnownName, Language } from './types.ts';

const literalOf = (text: string): string => literal(text).replace(/['’]/g, "['’]");
/** A list entry as a pattern: a star at its end is any ending. */
const entry = (text: string): string =>
  (text.endsWith('*') ? `${literalOf(text.slice(0, -1))}[${letters}]*` : literalOf(text)).replace(
    / /g,
    '[\\s\\u00a0]+',
  );

/** Matches any entry of a list as a whole word. */
export const anyOf = (entries: readonly string[], flags = 'iu'): RegExp | undefined =>
  entries.length === 0
    ? undefined
    : new RegExp(
        `(?<![${letters}${figures}])(?:${[...entries]
          .sort((a, b) => b.length - a.length)
          .map(entry)
          .join('|')})(?![${letters}${figures}])`,
        flags,
      );

/** A sentence and what comes before it. */
export interface Heard {
  readonly sentence: string;
  /** The sentence before, also of the paragraph that leads to a list. */
  readonly before: string;
  /** Phrases of the sentence before count too: the texts beside the chapters are short, and each of one subject. */
  readonly whole: boolean;
  /** All of the paragraph so far. */
  readonly paragraph: string;
}

interface Speaker {
  /** Names, as they are written. */
  readonly names: RegExp | undefined;
  /** Common nouns, "the ministry". */
  readonly nouns: RegExp | undefined;
  /** A state that speaks, by its name. */
  readonly country: RegExp | undefined;
}

/** True when words name a speaker in one of the three ways; the longest pattern last. */
const isNamed = ({ names, nouns, country }: Speaker, words: string): boolean =>
  names?.test(words) === true || nouns?.test(words) === true || country?.test(words) === true;

export class Attribution {
  readonly #phrases: RegExp | undefined;
  readonly #lists: EditorsLists['attribution'];
  readonly #language: Language;
  readonly #known: readonly KnownName[];
  readonly #ordinary: ReadonlySet<string>;
  readonly #speech: readonly string[];

  constructor(lists: EditorsLists, known: readonly KnownName[], language: Language) {
    this.#lists = lists.attribution;
    this.#phrases = anyOf(lists.attribution.phrases);
    this.#known = known;
    this.#language = language;
    this.#speech = lists.names.speech;
    // Words of places name no speaker by themselves: "Chinese", "Italy".
    this.#ordinary = new Set([
      ...lists.names.ordinary,
      ...lists.names.marks,
      ...known
        .filter(({ kind }) => kind === 'place')
        .flatMap(({ name, forms }) => [name, ...forms].flatMap((form) => form.split(' '))),
    ]);
  }

  /**
   * True when the words name who says it: by the record's own speaker or publisher, in the sentence or the one before, or anywhere before in the paragraph where the
   * sentence takes its subject up ("It said"); or by a phrase that attributes without a name.
   */
  attributed({ sentence, before, whole, paragraph }: Heard, record: Evidence): boolean {
    if (this.#phrases?.test(whole ? `${before} ${sentence}` : sentence)) return true;
    const speaker = this.#speaker(record);
    const near = `${before} ${sentence}`;
    return isNamed(speaker, near) || (this.#language.takesUp.test(sentence) && isNamed(speaker, paragraph));
  }

  readonly #speaker = once((record: Evidence): Speaker => {
    const country = this.#country(record);
    return {
      names: anyOf(this.#names(record), 'u'),
      nouns: anyOf(this.#nouns(record)),
      country: country === undefined ? undefined : new RegExp(country, 'u'),
    };
  });

  /** The names by which a record's speakers and publishers may be called. */
  #names(record: Evidence): readonly string[] {
    const forms = new Set<string>();
    for (const speaker of [...record.speakers, ...record.publishers]) {
      for (const part of speaker.split(/\s*[;,()/]\s*|\s+(?:and|via|citing|per)\s+/)) {
        if (/\p{Lu}/u.test(part) && !this.#ordinary.has(part.trim())) forms.add(part.trim());
        for (const word of part.match(/\p{Lu}[\p{L}’'-]{3,}|\p{Lu}{2,}/gu) ?? [])
          if (!this.#ordinary.has(word)) forms.add(word);
      }
      for (const person of this.#known)
        if (person.kind === 'person' && speaker.includes(person.name)) for (const form of person.forms) forms.add(form);
    }
    for (const listed of this.#lists.forms)
      if (record.speakers.some((speaker) => speaker.includes(listed.of)))
        for (const form of listed.forms) forms.add(form).add(form.charAt(0).toUpperCase() + form.slice(1));
    return [...forms].filter((form) => form.length > 1);
  }

  /** A state that speaks: "China said", "the Dutch government", "German ministries". */
  #country(record: Evidence): string | undefined {
    const speakers = record.speakers.join(' · ');
    const forms = this.#known
      .filter(
        ({ kind, name, forms }) =>
          kind === 'place' &&
          (record.speakersOf.includes(name) || [name, ...forms].some((form) => speakers.includes(form))),
      )
      .flatMap(({ name, forms }) => [name, ...forms]);
    const places = anyOf(forms, 'u')?.source;
    const verbs = anyOf([...this.#lists.bodies, ...this.#speech])?.source;
    return places && verbs
      ? `${places}(?:[’']s?)?(?:,[^,.;]{1,40},)?(?:[\\s\\u00a0]+[${letters}-]+){0,2}[\\s\\u00a0]+${verbs}`
      : undefined;
  }

  /** Common nouns for its speakers: of "Chinese embassy in London" the embassy; of a minister also the ministry, by the role of the person. */
  #nouns(record: Evidence): readonly string[] {
    const roles = this.#known
      .filter(({ kind, name }) => kind === 'person' && record.speakers.some((speaker) => speaker.includes(name)))
      .map(({ role = '' }) => role);
    const said = this.#language.stems([...record.speakers, ...roles].join(' '));
    return this.#lists.bodies.filter((body) =>
      this.#language.stems(body).some((stem) => said.some((other) => this.#language.sameThing(stem, other))),
    );
  }
}
