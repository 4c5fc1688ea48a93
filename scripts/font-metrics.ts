/**
 * How wide text is in a TrueType font: the `cmap` (format 4), `hmtx`, `hhea` and `head` tables of the OpenType specification,
 * read without a library. No kerning, which only brings letters closer.
 */
import { readFileSync } from 'node:fs';

export interface FontMetrics {
  /** Width of a text in em; undefined when the font lacks one of its characters. */
  width(text: string): number | undefined;
}

export function fontMetrics(file: string): FontMetrics {
  const bytes = readFileSync(file);
  const tables = new Map<string, number>();
  for (let index = 0; index < bytes.readUInt16BE(4); index += 1)
    tables.set(bytes.toString('latin1', 12 + index * 16, 16 + index * 16), bytes.readUInt32BE(20 + index * 16));
  const at = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`${file} has no table ${name}`);
    return offset;
  };
  const unitsPerEm = bytes.readUInt16BE(at('head') + 18);
  const metrics = bytes.readUInt16BE(at('hhea') + 34);
  const advance = (glyph: number): number =>
    bytes.readUInt16BE(at('hmtx') + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;

  const map = subtable();
  function subtable(): number {
    for (let index = 0; index < bytes.readUInt16BE(at('cmap') + 2); index += 1) {
      const offset = at('cmap') + bytes.readUInt32BE(at('cmap') + 8 + index * 8);
      if (bytes.readUInt16BE(offset) === 4) return offset;
    }
    throw new Error(`${file} has no character map of format 4`);
  }
  const segments = bytes.readUInt16BE(map + 6) / 2;
  const glyphOf = (code: number): number => {
    for (let index = 0; index < segments; index += 1) {
      const last = bytes.readUInt16BE(map + 14 + index * 2);
      if (code > last) continue;
      const first = bytes.readUInt16BE(map + 16 + (segments + index) * 2);
      if (code < first) return 0;
      const delta = bytes.readUInt16BE(map + 16 + (2 * segments + index) * 2);
      const place = map + 16 + (3 * segments + index) * 2;
      const range = bytes.readUInt16BE(place);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = bytes.readUInt16BE(place + range + (code - first) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
  return {
    width: (text) => {
      let width = 0;
      for (const character of text) {
        const glyph = glyphOf(character.codePointAt(0) ?? 0);
        if (glyph === 0) return undefined;
        width += advance(glyph);
      }
      return width;
    },
  };
}
