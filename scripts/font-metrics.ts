import { readFileSync } from 'node:fs';
import { Blob, Face, Font, Buffer as Run, shape } from 'harfbuzzjs';

/** Measures of a font, in em. */
export interface FontMetrics {
  /** Of a line above and below its baseline; both positive. */
  readonly ascent: number;
  readonly descent: number;
  /** Width of a text letter by letter, without kerning; undefined when the font lacks one of its characters. */
  width(text: string): number | undefined;
  /** Width of a text as a browser sets it: ligatures, and pairs that move closer. */
  setWidth(text: string): number;
}

/** Measures of the font in these bytes: TrueType or OpenType, not packed as woff. */
export function metricsOf(bytes: Buffer): FontMetrics {
  const face = new Face(new Blob(new Uint8Array(bytes).buffer));
  const font = new Font(face);
  const { ascender, descender } = font.hExtents();
  return {
    ascent: ascender / face.upem,
    descent: -descender / face.upem,
    width: (text) => {
      let sum = 0;
      for (const character of text) {
        const glyph = font.nominalGlyph(character.codePointAt(0) ?? 0);
        if (glyph === undefined) return undefined;
        sum += font.glyphHAdvance(glyph);
      }
      return sum / face.upem;
    },
    setWidth: (text) => {
      const run = new Run();
      run.addText(text);
      run.guessSegmentProperties();
      shape(font, run);
      return run.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0) / face.upem;
    },
  };
}

/** Measures of the font in a file, TrueType or OpenType. */
export const fontMetrics = (file: string): FontMetrics => metricsOf(readFileSync(file));
