import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkitten';

/** A font from the bytes of its file. @param what the file, for the message of the error that a collection of fonts is */
export function opened(bytes: Buffer, what: string): Font {
  const font = create(bytes);
  if (font.isCollection) throw new Error(`${what} holds several fonts`);
  return font;
}

export interface FontMetrics {
  /** Width of a text in em; undefined when the font lacks one of its characters. No kerning, which only brings letters closer. */
  width(text: string): number | undefined;
}

export function fontMetrics(file: string): FontMetrics {
  const font = opened(readFileSync(file), file);
  return {
    width: (text) => {
      const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
      if (!codes.every((code) => font.hasGlyphForCodePoint(code))) return undefined;
      return codes.reduce((sum, code) => sum + (font.glyphForCodePoint(code)?.advanceWidth ?? 0), 0) / font.unitsPerEm;
    },
  };
}
