/**
 * The company of a name: the words beside it. A record that names two places says something of each; words that it says of one are refused beside the other.
 */
import type { Evidence } from './evidence.ts';
import { countOf } from './named.ts';
import type { NameBook, NamePlace } from './names.ts';
import type { KnownName, Language, Span } from './types.ts';

/** What stands beside a name, as stems: the word that follows it, the word that leads to it, and those around. */
interface Company {
  readonly next: string | undefined;
  readonly lead: string | undefined;
  readonly around: ReadonlySet<string>;
}

interface Placed {
  readonly known: KnownName;
  readonly company: Company;
  /** In the record's statement, not in what stands beside it. */
  readonly isOwn: boolean;
}

/** How many words on each side are beside a name. */
const reach = 4;
const wordPattern = /[\p{L}][\p{L}\p{M}’'-]*/gu;
const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

/** The words beside a name: up to the next place, and to the end of its clause. */
function companyOf(name: Span, words: string, places: readonly Span[], language: Language): Company {
  const marks = [...words.matchAll(language.clauseEnd)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const bounds = [...marks, ...places.filter((other) => other.start !== name.start)];
  const from = Math.max(0, ...bounds.filter(({ end }) => end <= name.start).map(({ end }) => end));
  const to = Math.min(words.length, ...bounds.filter(({ start }) => start >= name.end).map(({ start }) => start));
  const before = wordsOf(words.slice(from, name.start)).slice(-reach);
  const after = wordsOf(words.slice(name.end, to).replace(/^[’']s?/, '')).slice(0, reach);
  const [led, follows] = [language.stems(before.join(' ')), language.stems(after.join(' '))];
  // "In Prague the ambassador": what begins with an article is of its own.
  return { next: language.stems(after[0] ?? '')[0], lead: led.at(-1), around: new Set([...led, ...follows]) };
}

export class Companies {
  readonly #names: NameBook;
  readonly #known: readonly KnownName[];
  readonly #bodies: ReadonlySet<string>;
  readonly #language: Language;
  readonly #placed = new WeakMap<Evidence, readonly Placed[]>();

  /** @param bodies common nouns for who speaks: "ministry", "police" */
  constructor(names: NameBook, known: readonly KnownName[], bodies: readonly string[], language: Language) {
    this.#names = names;
    this.#known = known;
    this.#bodies = new Set(bodies.flatMap((body) => language.stems(body)));
    this.#language = language;
  }

  /** The places of a record's words, each with its company. */
  #placesOf(record: Evidence): readonly Placed[] {
    const known = this.#placed.get(record);
    if (known) return known;
    const placed = [
      record.own,
      record.words.slice(record.own.length),
      ...record.names,
      ...record.values.map(({ unit, label }) => `${unit} ${label}`),
    ].flatMap(
      (text, index) => {
        const found = this.#names
          .read(text, this.#language.sentences(text))
          .known.filter((name) => name.known.kind === 'place');
        return found.map((name) => ({
          known: name.known,
          company: companyOf(name, text, found, this.#language),
          isOwn: index === 0,
        }));
      },
    );
    this.#placed.set(record, placed);
    return placed;
  }

  #score(said: Company, own: Company): number {
    const same = (a: string | undefined, b: string | undefined) =>
      a !== undefined && b !== undefined && this.#language.sameThing(a, b);
    let score = 0;
    if (same(said.next, own.next)) score += 1;
    if (same(said.lead, own.lead)) score += 1;
    for (const stem of said.around)
      for (const other of own.around)
        if (same(stem, other)) {
          score += 1;
          break;
        }
    return score;
  }

  /**
   * Another place of the cited records that has the words beside a name, where the name itself has none of them.
   * @param places all places of the words
   */
  rival(
    name: NamePlace,
    words: string,
    places: readonly NamePlace[],
    records: readonly Evidence[],
  ): { name: string; record: string } | undefined {
    const said = companyOf(name, words, places, this.#language);
    let best: { score: number; name: string; record: string } | undefined;
    const body = [said.next, said.lead].some((stem) => stem !== undefined && this.#bodies.has(stem));
    if (body && records.some((record) => this.#speaks(name.known, record))) return undefined;
    let own = 0;
    const holders: Evidence[] = [];
    for (const record of records)
      for (const { known, company } of this.#placesOf(record)) {
        const score = this.#score(said, company);
        if (related(known, name.known)) {
          own = Math.max(own, score);
          holders.push(record);
        } else if (score > (best?.score ?? 0)) best = { score, name: known.name, record: record.id };
      }
    if (!best || best.score < 2 || best.score < own + 2) return undefined;
    // A record of the name's own says it too, elsewhere in its words.
    const elsewhere = holders.some((record) => record.id !== best.record && this.#hasAny(said, record));
    return elsewhere ? undefined : best;
  }

  /**
   * A place that a passage names more often than its records do, while another that they name is gone: one was written for the other.
   * @param places the places of the passage
   * @param words of the block, and all places in them
   */
  crowding(
    places: readonly NamePlace[],
    words: string,
    inBlock: readonly NamePlace[],
    records: readonly Evidence[],
  ): { name: NamePlace; gone: string; record: string } | undefined {
    const isNoun = ({ start, end, known }: NamePlace) => words.slice(start, end).replace(/[’']s?$/, '') === known.name;
    for (const name of places) {
      const own = places.filter((other) => other.known.name === name.known.name && isNoun(other) === isNoun(name));
      if (own.at(-1) !== name || own.length < 2 || own.length <= countOf(records, name.known)) continue;
      for (const record of records)
        for (const { known, isOwn } of this.#placesOf(record))
          if (isOwn && !inBlock.some((other) => related(other.known, known)))
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

  #hasAny(said: Company, record: Evidence): boolean {
    const stems = this.#language.stems(`${record.own} ${record.speakers.join(' ')}`);
    return [said.next, said.lead].some(
      (stem) => stem !== undefined && stems.some((other) => this.#language.sameThing(stem, other)),
    );
  }
}

/** The same place, or one in the other. */
const related = (a: KnownName, b: KnownName): boolean =>
  a.name === b.name || a.implied?.includes(b.name) === true || b.implied?.includes(a.name) === true;
