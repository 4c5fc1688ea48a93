/** Words as the search compares them: the same cut and the same folding for what is searched, what is typed and what is marked. */

/** A word of a text: its place, and the form in which it is compared. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly term: string;
}

const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' };

/** Lower case, without diacritics and apostrophes, a plural s taken off, thousands closed up: "Dobroești’s", "stations", "230,000" as dobroesti, station, 230000. */
export function fold(word: string): string {
  const plain = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðı]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’]s?$/u, '')
    .replace(/['’]/gu, '')
    .replace(/(?<=\d),(?=\d{3})/g, '');
  if (!/^[a-z]{4,}$/.test(plain) || /(?:ss|us|is)$/.test(plain)) return plain;
  return plain.replace(/ies$/, 'y').replace(/s$/, '');
}

/**
 * The words of a text in order. Chinese and Japanese are written without spaces: every two neighbouring characters count as a word, and a single one by
 * itself, so that any part of a name finds it.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\d{1,3}(?:,\d{3})+(?!\d)|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu,
  )) {
    const { index } = match;
    const run = match[0];
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)) {
      const characters = [...run];
      let start = index;
      if (characters.length === 1) words.push({ start, end: start + run.length, term: run });
      for (const [at, character] of characters.slice(0, -1).entries()) {
        const pair = character + (characters[at + 1] ?? '');
        words.push({ start, end: start + pair.length, term: pair });
        start += character.length;
      }
    } else {
      const term = fold(run);
      if (term) words.push({ start: index, end: index + run.length, term });
    }
  }
  return words;
}

/** A piece of a text, marked where it was searched for. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** A text with the given terms marked, cut to about `most` characters around the first of them; whole when it is no longer, or `most` is not given. */
export function excerpt(text: string, terms: ReadonlySet<string>, most = Number.POSITIVE_INFINITY): Piece[] {
  const words = wordsOf(text);
  const hits = words.filter((word) => terms.has(word.term));
  let from = 0;
  let to = text.length;
  if (text.length > most) {
    const first = hits[0]?.start ?? 0;
    // A little of what comes before the first hit, from the start of a word.
    from = first < most * 0.7 ? 0 : (words.find((word) => word.start >= first - most * 0.3)?.start ?? first);
    to = words.findLast((word) => word.end <= from + most)?.end ?? from + most;
    if (text.length - to < 20) to = text.length;
  }
  const pieces: Piece[] = [];
  const add = (part: string, marked: boolean): void => {
    if (part) pieces.push({ text: part, marked });
  };
  let at = from;
  if (from > 0) add('… ', false);
  for (const hit of hits) {
    if (hit.start < from || hit.end > to) continue;
    // Pairs of characters overlap: the mark goes on.
    const start = Math.max(hit.start, at);
    if (hit.end <= at) continue;
    add(text.slice(at, start), false);
    const last = pieces.at(-1);
    if (start === at && last?.marked)
      pieces[pieces.length - 1] = { text: last.text + text.slice(start, hit.end), marked: true };
    else add(text.slice(start, hit.end), true);
    at = hit.end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add(' …', false);
  return pieces;
}
