/**
 * Who is named. No model of language: a sequence of capitalised words is a person's name unless lists made from the records and by the editors know it as
 * something else. What that cannot see is written in docs/fact-check.md.
 */
import { once } from '../shared/once.ts';
import { matchesOf } from './spans.ts';
import type { EditorsLists, KnownName, KnownNames, Names, Span } from './types.ts';

export interface NameFound extends Span {
  readonly text: string;
  readonly why: 'sequence' | 'title' | 'speech' | 'surname' | 'single' | 'unspaced';
}

type Kind = 'person' | 'surname' | 'other' | 'ordinary';

interface Token extends Span {
  readonly text: string;
  /** Without the ending of a possessive. */
  readonly plain: string;
  /** First word of its sentence, where a capital says nothing. */
  readonly opens: boolean;
}

const plain = (word: string): string => (/[’']/.test(word) ? word.replace(/[’']s?$/, '').replace(/’/g, "'") : word);

/** Cuts a known name into its capitalised and other words. */
const wordsOf = (name: string): string[] =>
  name
    .split(/[\s\u00a0]+/)
    .map((word) => plain(word.replace(/^[("“‘']+|[)"”,;:.!?]+$/gu, '')))
    .filter(Boolean);

/** Words that texts hold in lower case. Ids, addresses and domains, which hold names in lower case, are left out. */
function commonWords(texts: Iterable<string>): ReadonlySet<string> {
  const common = new Set<string>();
  for (const text of texts)
    for (const part of text.replace(/\[\^[^\]]*\]/g, ' ').split(/[\s()\u00a0]+/)) {
      if (part.startsWith('{#') || /\w\.\w|[/_]/.test(part)) continue;
      for (const word of part.match(/[\p{L}\p{M}]+/gu) ?? []) if (/^\p{Ll}/u.test(word)) common.add(word);
    }
  return common;
}

const recordWords = once((texts: readonly string[]) => commonWords(texts));

/** A known name where a text has it. */
export interface NamePlace extends Span {
  readonly known: KnownName;
}

/** What a text names: persons that no list knows, names that are known, and bodies that no list knows ("Metropolitan Police"). */
interface NamesRead {
  readonly unknown: readonly NameFound[];
  readonly known: readonly NamePlace[];
  readonly bodies: readonly (Span & { readonly words: readonly string[] })[];
}

/** True where nothing but a space or hyphen is between a word and the next. */
const isAdjacent = (text: string, tokens: readonly Token[], index: number): boolean =>
  /^[\s\u00a0-]+$/u.test(text.slice(tokens[index]?.end ?? 0, tokens[index + 1]?.start ?? 0));

export class NameBook {
  readonly #names = new Map<string, { words: readonly string[]; kind: Kind; known: KnownName }[]>();
  /** Names in scripts without spaces. */
  readonly #unspaced: { form: string; known: KnownName }[] = [];
  readonly #ordinary: ReadonlySet<string>;
  readonly #marks: ReadonlySet<string>;
  readonly #titles: ReadonlySet<string>;
  readonly #particles: ReadonlySet<string>;
  readonly #speech: RegExp;
  readonly #common: readonly ReadonlySet<string>[];
  readonly #readings = { headlines: new Map<string, NamesRead>(), texts: new Map<string, NamesRead>() };
  readonly used = new Set<string>();

  /** @param corpus texts beside those of the records: a word that either holds in lower case is an ordinary word where it is capitalised */
  constructor(names: Names, lists: KnownNames, corpus: Iterable<string>) {
    this.#ordinary = new Set(lists.ordinary);
    this.#marks = new Set(lists.marks);
    this.#titles = new Set(lists.titles.map((title) => title.toLowerCase()));
    this.#particles = new Set(lists.particles);
    this.#speech = new RegExp(`^[\\s\\u00a0]+(?:also |later |once |again |publicly )?(?:${lists.speech.join('|')})\\b`);
    this.#common = [recordWords(names.texts), commonWords(corpus)];
    for (const known of names.known)
      for (const form of new Set([known.name, ...known.forms])) {
        if (/\p{Lo}/u.test(form)) this.#unspaced.push({ form, known });
        this.#add(form, known);
      }
    for (const group of lists.groups)
      for (const name of group.names)
        this.#add(name, { name, forms: [], kind: 'other', owner: `names/${name}`, uncited: !group.cited });
  }

  #add(form: string, known: KnownName): void {
    const words = wordsOf(form);
    const first = words[0];
    if (!first) return;
    const kind: Kind = known.kind !== 'person' ? 'other' : words.length === 1 ? 'surname' : 'person';
    const list = this.#names.get(first) ?? [];
    list.push({ words, kind, known });
    list.sort((a, b) => b.words.length - a.words.length || Number(b.kind === 'person') - Number(a.kind === 'person'));
    this.#names.set(first, list);
  }

  isCommon(word: string): boolean {
    const lower = plain(word).toLowerCase();
    return this.#common.some((words) => words.has(lower));
  }

  #tokens(text: string, sentences: readonly Span[]): Token[] {
    const starts = sentences.map(
      (sentence) =>
        sentence.start + (/^[“”"‘’'(«[\s]*/u.exec(text.slice(sentence.start, sentence.end))?.[0].length ?? 0),
    );
    const tokens: Token[] = [];
    for (const match of matchesOf(
      /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_’'.]*(?:-[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’']*)*/gu,
      text,
    )) {
      const word = match[0].replace(/[.’']+$/u, (end) =>
        /^\.$/.test(end) && /^(?:\p{Lu}\.?)+$/u.test(match[0]) ? '.' : '',
      );
      const start = match.index;
      const opens =
        starts.includes(start) ||
        /(?:[:;•·]|[–—])[\s“”"‘’'(«\u00a0]*$/u.test(text.slice(Math.max(0, start - 4), start));
      tokens.push({ text: word, plain: plain(word), start, end: start + word.length, opens });
    }
    return tokens;
  }

  /**
   * The names of a text: those that no list knows, and those that are known, longest first. The words of a record are read once, wherever they are asked for.
   * @param headline printed headlines, which capitalise words in ways of their own and of many languages: single words are left alone
   */
  read(text: string, sentences: readonly Span[], headline = false): NamesRead {
    const known = this.#readings[headline ? 'headlines' : 'texts'];
    const names = known.get(text) ?? this.#read(text, sentences, headline);
    known.set(text, names);
    return names;
  }

  #read(text: string, sentences: readonly Span[], headline: boolean): NamesRead {
    for (const { form, known } of this.#unspaced) if (text.includes(form)) this.used.add(known.owner);
    const tokens = this.#tokens(text, sentences);
    const kinds: (Kind | undefined)[] = tokens.map(() => undefined);
    const places: NamePlace[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index];
      if (!token || kinds[index]) continue;
      for (const { words, kind, known } of this.#names.get(token.plain) ?? []) {
        const fits =
          words.every((word, step) => tokens[index + step]?.plain === word) &&
          this.#joined(tokens, index, words.length, text);
        if (!fits) continue;
        words.forEach((_, step) => {
          kinds[index + step] = kind;
        });
        this.used.add(known.owner);
        places.push({ start: token.start, end: tokens[index + words.length - 1]?.end ?? token.end, known });
        break;
      }
    }
    tokens.forEach((token, index) => {
      if (!kinds[index] && this.#isOrdinary(token.plain)) kinds[index] = 'ordinary';
    });
    return { ...this.#unknown(text, tokens, kinds, headline), known: places };
  }

  /** Listed words, abbreviations, words with figures; of a compound ("Montreal-area") every capitalised part. */
  readonly #isOrdinary = once((word: string): boolean => {
    if (this.#ordinary.has(word) || /^(?:\p{Lu}\.?){2,}s?$/u.test(word) || /\p{N}/u.test(word)) return true;
    const parts = word.split('-');
    if (parts.length < 2) return false;
    return parts.every(
      (part) =>
        !/^\p{Lu}/u.test(part) ||
        this.#isOrdinary(part) ||
        this.#knownWord(part) ||
        (/^\p{Ll}/u.test(parts.at(-1) ?? '') && this.isCommon(part)),
    );
  });

  #knownWord(word: string): boolean {
    const name = this.#names.get(word)?.find((entry) => entry.words.length === 1 && entry.kind === 'other');
    if (name) this.used.add(name.known.owner);
    return name !== undefined;
  }

  #joined(tokens: readonly Token[], index: number, length: number, text: string): boolean {
    for (let step = 1; step < length; step += 1) {
      const [before, here] = [tokens[index + step - 1], tokens[index + step]];
      if (!before || !here || !/^[\s\u00a0.,&’'"“”‘()/·:-]*$/u.test(text.slice(before.end, here.start))) return false;
    }
    return true;
  }

  #unknown(
    text: string,
    tokens: readonly Token[],
    kinds: readonly (Kind | undefined)[],
    headline: boolean,
  ): Omit<NamesRead, 'known'> {
    const unknown: NameFound[] = [];
    const bodies: (Span & { words: readonly string[] })[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const run = this.#runFrom(text, tokens, kinds, index);
      if (!run) continue;
      index = run.at(-1) ?? index;
      // Titles are no part of a name: "Minister Example".
      const names = run.filter((place) => !this.#titles.has((tokens[place]?.plain ?? '').toLowerCase()));
      const [head, tail] = [tokens[names[0] ?? index], tokens[index]];
      if (!head || !tail || names.length === 0) continue;
      const words = names.map((place) => tokens[place]?.text ?? '');
      const span = { start: head.start, end: tail.end, text: text.slice(head.start, tail.end) };
      const strange = words.filter((word) => !this.isCommon(word));
      if (words.some((word) => this.#marks.has(plain(word)))) {
        if (words.length > 1) bodies.push({ ...span, words });
      } else if (words.length > 1 && strange.length > 0) {
        // Headlines capitalise every word: there a sequence with an ordinary word in it is no name.
        if (!headline || strange.length === words.length) unknown.push({ ...span, why: 'sequence' });
      } else if (strange.length > 0) {
        const single = this.#single(text, tokens, kinds, { ...span, run, hasTitle: names.length < run.length });
        if (single && (single.why !== 'single' || (!headline && !head.opens))) unknown.push(single);
      }
    }
    return { unknown, bodies };
  }

  /** True where a word may be part of a name that nobody knows. */
  #mayBeName(token: Token | undefined, kind: Kind | undefined): token is Token {
    if (token === undefined || kind !== undefined) return false;
    if (!/^\p{Lu}/u.test(token.text) || !/\p{Ll}/u.test(token.text)) return false;
    return !(
      token.opens &&
      (this.isCommon(token.text) || /(?:ship|tion|ment|ness|ity|ings?|ance|ence|ers|ists?)$/.test(token.text))
    );
  }

  /** The places of the words that make one name, from a place on: with particles and initials between them. */
  #runFrom(
    text: string,
    tokens: readonly Token[],
    kinds: readonly (Kind | undefined)[],
    first: number,
  ): readonly number[] | undefined {
    const isName = (index: number) => this.#mayBeName(tokens[index], kinds[index]);
    if (!isName(first)) return undefined;
    const run = [first];
    for (let at = first; isAdjacent(text, tokens, at); ) {
      let next = at + 1;
      while (this.#particles.has(tokens[next]?.text ?? '') && isAdjacent(text, tokens, next)) next += 1;
      if (/^\p{Lu}\.$/u.test(tokens[next]?.text ?? '') && isAdjacent(text, tokens, next)) next += 1;
      if (!isName(next)) break;
      run.push(next);
      at = next;
    }
    return run;
  }

  /** One word that nobody knows: a name beside a known surname, after a title, where it speaks, or by itself. */
  #single(
    text: string,
    tokens: readonly Token[],
    kinds: readonly (Kind | undefined)[],
    { run, hasTitle, ...span }: Span & { text: string; run: readonly number[]; hasTitle: boolean },
  ): NameFound {
    const [first, last] = [run[0] ?? 0, run.at(-1) ?? 0];
    const before = first > 0 && isAdjacent(text, tokens, first - 1) ? first - 1 : -1;
    const after = isAdjacent(text, tokens, last) ? last + 1 : -1;
    const surname = (index: number) => (kinds[index] === 'surname' ? tokens[index] : undefined);
    if (surname(before) || surname(after)) {
      const [start, end] = [surname(before)?.start ?? span.start, surname(after)?.end ?? span.end];
      return { start, end, text: text.slice(start, end), why: 'surname' };
    }
    if (hasTitle || this.#titles.has((tokens[before]?.text ?? '').toLowerCase())) return { ...span, why: 'title' };
    const speaks =
      this.#speech.test(text.slice(span.end, span.end + 40)) ||
      /\baccording to[\s\u00a0]+$/i.test(text.slice(Math.max(0, span.start - 16), span.start));
    return { ...span, why: speaks ? 'speech' : 'single' };
  }

  /** Names in scripts without capitals that no list knows: two to four characters, alone. */
  unspacedIn(text: string): NameFound[] {
    return matchesOf(/(?<!\p{Lo})\p{Lo}{2,4}(?!\p{Lo})/gu, text).flatMap((match) =>
      this.#unspaced.some(({ form }) => form.includes(match[0]))
        ? []
        : [{ start: match.index, end: match.index + match[0].length, text: match[0], why: 'unspaced' as const }],
    );
  }
}

export interface DetailFound extends Span {
  readonly text: string;
  readonly what: 'street' | 'postcode' | 'telephone' | 'email';
}

const streetTypes =
  'Street|Road|Avenue|Lane|Drive|Boulevard|Square|Terrace|Crescent|Parade|Highway|Broadway|Close|Mews';
const details: readonly (readonly [RegExp, DetailFound['what']])[] = [
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu, 'email'],
  [
    /(?<![\p{L}\p{N}/=._-])(?:\+|00)\d{1,3}[\s\u00a0().-]{0,2}\d(?:[\s\u00a0().-]{0,2}\d){6,12}(?![\d\p{L}])/gu,
    'telephone',
  ],
  [
    /(?<![\p{L}\p{N}/=._-])(?:\(0?\d{2,4}\)|0\d{1,4})[\s\u00a0/-]\d{3,4}[\s\u00a0-]?\d{3,5}(?![\d\p{L}])/gu,
    'telephone',
  ],
  [/(?<![\p{L}\p{N}/=._-])\(?\d{3}\)?[\s\u00a0-]\d{3}-\d{4}(?!\d)/gu, 'telephone'],
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:\\d{1,5}[a-zA-Z]?,?[\\s\\u00a0]+)?(?:(?:East|West|North|South|Upper|Lower|Great|Old|New)[\\s\\u00a0]+)?(?!The\\b|A\\b|This\\b|That\\b)\\p{Lu}[\\p{L}’'.-]+[\\s\\u00a0]+(?:${streetTypes})(?![\\p{L}]|[\\s\\u00a0]+(?:Journal|Department))`,
      'gu',
    ),
    'street',
  ],
  [/(?<![\p{L}\p{N}])\d{1,5}[\s\u00a0]+(?:East|West|North|South)[\s\u00a0]+Broadway(?!\p{L})/gu, 'street'],
  [
    /(?<![\p{L}\p{N}])(?:Via|Viale|Piazza|Piazzale|Corso|Vicolo|Calle|Avenida|Plaza|Paseo|Rue|Rua|Avenue|Boulevard|Carrer|Praça|Largo|Strada|Bulevardul)[\s\u00a0]+(?:(?:de|del|della|dello|dei|degli|di|des|du|la|le|da|do|dos|das|l['’])[\s\u00a0]*)*\p{Lu}[\p{L}’'.-]*(?:[\s\u00a0]+(?:de[\s\u00a0]+)?\p{Lu}[\p{L}’'.-]*){0,3},?[\s\u00a0]+(?:n[.°º]?[\s\u00a0]*)?\d{1,4}(?!\d)/gu,
    'street',
  ],
  [
    /(?<![\p{L}\p{N}])\d{1,4},?[\s\u00a0]+(?:bis[\s\u00a0]+)?(?:rue|avenue|boulevard|place|quai)[\s\u00a0]+(?:(?:de|du|des|la|le|l['’])[\s\u00a0]*)*\p{Lu}[\p{L}’'-]*/gu,
    'street',
  ],
  [
    /(?<![\p{L}\p{N}])\p{Lu}\p{L}+(?:straat|laan|plein|gracht|kade|dijk|singel|straße|strasse|gasse|allee|platz|vägen|gatan|gade|vej|utca)[\s\u00a0]+\d{1,4}[a-z]?(?![\p{L}\p{N}])/gu,
    'street',
  ],
  [/(?<![\p{L}\p{N}])P\.?[\s\u00a0]?O\.?[\s\u00a0]Box[\s\u00a0]\d+/giu, 'street'],
  [/(?<![\p{L}\p{N}])(?!(?:1[5-9]|20)\d\d)[1-9]\d{3}[\s\u00a0][A-Z]{2}(?![\p{L}\p{N}])/gu, 'postcode'],
  [/(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?[\s\u00a0]\d[A-Z]{2}(?![\p{L}\p{N}])/gu, 'postcode'],
  [/(?<![\p{L}\p{N}])[ABCEGHJ-NPRSTVXY]\d[A-Z][\s\u00a0]\d[A-Z]\d(?![\p{L}\p{N}])/gu, 'postcode'],
  [/(?<![\p{L}\p{N}])[A-Z]{2}[\s\u00a0]\d{5}(?:-\d{4})?(?![\p{L}\p{N}])/gu, 'postcode'],
];

/** Every pattern above needs one of these: quicker to look for than all of them. */
const suspicious = new RegExp(
  [
    '@|(?:\\d[\\s\\u00a0()./-]{0,3}){7}',
    `\\b(?:${streetTypes})\\b`,
    '\\b(?:Via|Viale|Piazz|Corso|Vicolo|Calle|Aven|Plaza|Paseo|Rua|Carrer|Pra|Largo|Strada|Bulevard)',
    '[Rr]ue|[Aa]venue|[Bb]oulevard|place|quai|[Bb][Oo][Xx]',
    'straat|laan|plein|gracht|kade|dijk|singel|stra(?:ß|ss)e|gasse|allee|platz|vägen|gatan|gade|vej|utca',
    '\\d[\\s\\u00a0][A-Z]{2}|[A-Z]\\d[A-Z\\d]?[\\s\\u00a0]\\d|[A-Z]{2}[\\s\\u00a0]\\d',
  ].join('|'),
);

/** Street addresses, postcodes, telephone numbers, e-mail addresses. */
export function personalDetails(text: string): DetailFound[] {
  const found: DetailFound[] = [];
  if (!suspicious.test(text)) return found;
  for (const [pattern, what] of details)
    for (const match of matchesOf(pattern, text)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (!found.some((other) => other.start < span.end && span.start < other.end))
        found.push({ ...span, text: match[0], what });
    }
  return found;
}

/** Names that a group of lists holds and nothing names. */
export const unusedNames = (lists: EditorsLists, used: ReadonlySet<string>): { name: string; line: number }[] =>
  lists.names.groups.flatMap((group) =>
    group.names.filter((name) => !used.has(`names/${name}`)).map((name) => ({ name, line: group.line })),
  );
