/**
 * Characters that no text of ours needs and that do harm where they go: control characters (forbidden in XML, obeyed by terminals), overrides of the
 * direction of writing (a text that reads otherwise than it is stored), what cannot be seen at all, and what is left of bytes that were not UTF-8.
 * The joiners and direction marks that Persian, Arabic and Hebrew need (U+200C to U+200F) are let through.
 */
const always = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd\p{Cs}\p{Noncharacter_Code_Point}\u{e0000}-\u{e007f}`;
const inText = new RegExp(`[${always}]`, 'u');
const inLine = new RegExp(`[${always}\\t\\n\\r]`, 'u');

/** Characters as their numbers: U+202E. */
const codes = (text: string): string =>
  [...text]
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');

/** The line of a place in a text, 1-based. */
export const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length;

export interface UnwantedCharacter {
  /** Such as `U+202E`: it can be printed. */
  readonly name: string;
  /** Line on which it is, 1-based. */
  readonly line: number;
}

/** The first character of a text that must not be there; `oneLine` refuses tabs and line breaks too. */
export function unwantedCharacter(text: string, { oneLine = false } = {}): UnwantedCharacter | undefined {
  const at = text.search(oneLine ? inLine : inText);
  if (at < 0) return undefined;
  return { name: codes(String.fromCodePoint(text.codePointAt(at) ?? 0)), line: lineAt(text, at) };
}

/** A character that a text must not hold, in the parts of a problem. */
export interface CharacterFault {
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
  /** Line on which it is, 1-based. */
  readonly line: number;
}

/**
 * The first fault of the characters of a text, after escapes and entities are decoded: what harms or cannot be seen, and letters written as several characters,
 * which look the same as the composed ones and are not.
 * @param row a value of the data: one line, and no spaces but the plain one, since names must not differ by what nobody sees
 */
export function characterFault(text: string, { row = false } = {}): CharacterFault | undefined {
  const unwanted = unwantedCharacter(text, { oneLine: row });
  if (unwanted)
    return {
      found: unwanted.name,
      expected: 'characters that can be seen and do no harm',
      fix: 'remove it: delete the whole word and write it again',
      line: unwanted.line,
    };
  const space = row ? text.search(/[^\S ]/u) : -1;
  if (space >= 0)
    return {
      found: `${codes(text.charAt(space))}, a space that is not the plain one`,
      expected: 'plain spaces',
      fix: 'write a space: what keeps together on a line is set when it is printed',
      line: lineAt(text, space),
    };
  if (text.normalize('NFC') === text) return undefined;
  const cluster = [...new Intl.Segmenter('en').segment(text)].find(
    ({ segment }) => segment.normalize('NFC') !== segment,
  );
  const written = cluster?.segment ?? text;
  return {
    found: `${written} (${codes(written)})`,
    expected: 'composed characters (Unicode NFC)',
    fix: `write ${written.normalize('NFC')} (${codes(written.normalize('NFC'))})`,
    line: lineAt(text, cluster?.index ?? 0),
  };
}

const hidden = new RegExp(`[${always}\\t\\r\\u200c-\\u200f]`, 'gu');

/** A text for a terminal: what would colour, move or hide anything there is written as an escape. Line breaks stay. */
export const printable = (text: string): string =>
  text.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
