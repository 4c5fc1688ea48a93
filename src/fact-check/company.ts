/**
 * The company of a name: the words beside it. A record that names two places says something of each; words that it says of one are refused beside the other.
 */

import { once } from '../shared/once.ts';
import type { Evidence } from './evidence.ts';
import { countOf } from './named.ts';
import type { NameBook, NamePlace } from './names.ts';
import { clauseOf, groupBy } from './spans.ts';
import type { KnownName, Language, Span } from './types.ts';

/** The words beside a name, as stems: the word that follows it, the word that leads to it, and those around. */
interface Company {
  readonly next: string | undefined;
  readonly lead: string | undefined;
  readonly around: ReadonlySet<string>;
}

interface Placed {
  readonly known: KnownName;
  readonly company: Company;
  /** In the record's statement, not in the words beside it. */
  readonly isOwn: boolean;
}

/** How many words on each side are beside a name. */
const reach = 4;
const wordPattern = /[\p{L}][\p{L}\p{M}’'-]*/gu;
const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

/** How far from a name its clause may reach, in characters. */
const span = 100;

/** The words beside a name: up to the names around it, and to the ends of its clause. */
function companyOf(name: Span, names: readonly Span[], words: string, language: Language): Company {
  const [before, after] = clauseOf(name, words, names, language, span);
  const [to, from] = [wordsOf(before).slice(-reach), wordsOf(after.replace(/^[’']s?/, '')).slice(0, reach)];
  const [led, follows] = [language.stems(to.join(' ')), language.stems(from.join(' '))];
  // "In Prague the ambassador": what begins with an article is of its own.
  return { next: language.stems(from[0] ?? '')[0], lead: led.at(-1), around: new Set([...led, ...follows]) };
}

export class Companies {
  readonly #names: NameBook;
  readonly #known: readonly KnownName[];
  readonly #bodies: ReadonlySet<string>;
  readonly #language: Language;

  /** @param bodies common nouns for who speaks: "ministry", "police" */
  constructor(names: NameBook, known: readonly KnownName[], bodies: readonly string[], language: Language) {
    this.#names = names;
    this.#known = known;
    this.#bodies = new Set(bodies.flatMap((body) => language.stems(body)));
    this.#language = language;
  }

  /** The places of a record's words, each with its company. */
  readonly #placesOf = once((record: Evidence): readonly Placed[] =>
    [
      record.own,
      record.words.slice(record.own.length),
      ...record.names,
      ...record.titles,
      ...record.values.map(({ unit, label }) => `${unit} ${label}`),
    ].flatMap((text, index) => {
      const found = this.#names
        .read(text, this.#language.sentences(text))
        .known.filter((name) => name.known.kind !== 'other');
      return found.map((name) => ({
        known: name.known,
        company: companyOf(name, found, text, this.#language),
        isOwn: index === 0,
      }));
    }),
  );

  #score(said: Company, own: Company): number {
    const isSame = (a: string | undefined, b: string | undefined) =>
      a !== undefined && b !== undefined && this.#language.sameThing(a, b);
    const around = [...said.around].filter((stem) => [...own.around].some((other) => isSame(stem, other)));
    return Number(isSame(said.next, own.next)) + Number(isSame(said.lead, own.lead)) + around.length;
  }

  /**
   * Another place of the cited records that has the words beside a name, where the name itself has none of them.
   * @param names all places and persons of the words
   */
  rival(
    name: NamePlace,
    names: readonly NamePlace[],
    words: string,
    records: readonly Evidence[],
  ): { name: string; record: string } | undefined {
    const said = companyOf(name, names, words, this.#language);
    let best: { score: number; name: string; record: string } | undefined;
    const bodies = [said.next, said.lead].filter((stem) => stem !== undefined && this.#bodies.has(stem));
    if (bodies.length > 0 && name.known.kind === 'place' && records.some((record) => this.#speaks(name.known, record)))
      return undefined;
    let own = 0;
    for (const record of records)
      for (const { known, company } of this.#placesOf(record)) {
        const score = this.#score(said, company);
        if (related(known, name.known)) own = Math.max(own, score);
        else if (known.kind === name.known.kind && score > (best?.score ?? 0))
          best = { score, name: known.name, record: record.id };
      }
    if (!best || best.score < 2 || best.score < own + 2) return undefined;
    // Another record says it too, in its own words.
    const elsewhere = records.some((record) => record.id !== best.record && this.#hasAny(said, record));
    return elsewhere ? undefined : best;
  }

  /**
   * A place that a passage names more often than its records do, while another that they name is gone: one was written for the other.
   * @param places the places of the passage
   * @param words those of the block
   */
  crowding(
    places: readonly NamePlace[],
    words: string,
    records: readonly Evidence[],
  ): { name: NamePlace; gone: string; record: string } | undefined {
    const isNoun = ({ start, end, known }: NamePlace) => words.slice(start, end).replace(/[’']s?$/, '') === known.name;
    const groups = groupBy(places, (name) => `${name.known.name} ${isNoun(name)}`);
    for (const own of groups.values()) {
      const name = own.at(-1);
      if (!name || own.length < 2 || own.length <= countOf(records, name.known)) continue;
      for (const record of records)
        for (const { known, isOwn } of this.#placesOf(record))
          if (isOwn && known.kind === name.known.kind && !places.some((other) => within(other.known, known)))
            return { name, gone: known.name, record: record.id };
    }
    return undefined;
  }

  /** True where a place is that of a record's speaker, or in its country. */
  #speaks(known: KnownName, { speakersOf, speakers }: Evidence): boolean {
    const wider = this.#known.filter(({ implied }) => implied?.includes(known.name)).map(({ name }) => name);
    return (
      speakersOf.some((name) => name === known.name || wider.includes(name)) ||
      [known.name, ...known.forms].some((form) => speakers.some((speaker) => speaker.includes(form)))
    );
  }

  /** Offices of the persons whom a record names. */
  readonly #rolesOf = (record: Evidence): string[] => this.#placesOf(record).map(({ known }) => known.role ?? '');

  /** Every word by which a record names who acts: its own, its speakers, publishers and titles, and the offices of the persons that it names. */
  actorsOf(record: Evidence): string {
    return [record.words, ...record.speakers, ...record.publishers, ...record.titles, ...this.#rolesOf(record)].join(
      ' · ',
    );
  }

  #hasAny({ next, lead }: Company, record: Evidence): boolean {
    const stems = this.#language.stems([record.own, ...record.speakers, ...this.#rolesOf(record)].join(' '));
    return [next, lead].some(
      (stem) => stem !== undefined && stems.some((other) => this.#language.sameThing(stem, other)),
    );
  }
}

/** True where the first place is the second, or lies in it. */
const within = (inner: KnownName, outer: KnownName): boolean =>
  inner.name === outer.name || outer.implied?.includes(inner.name) === true;

/** The same place, or one in the other. */
const related = (a: KnownName, b: KnownName): boolean => within(a, b) || within(b, a);
