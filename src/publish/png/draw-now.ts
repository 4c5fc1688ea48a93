/** From SVG to the bytes of PNGs, on the thread that asks. Pages and files ask `drawing.ts`, which keeps what was drawn and has a thread for it. */
import { coarser, encodePng, halved, onPaper, repainted, runsOf } from './png.ts';
import { rasterise } from './raster.ts';

export interface Drawing {
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
  /** Texts that travel in the file, such as Title. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Colour (`#rrggbb`) of the paper of a picture that is drawn without: there are three files then, as it is, on paper, and on paper at half the size. */
  readonly paper?: string;
  /** Pixels to the inch that the file says; half as many at half the size. */
  readonly perInch?: number;
  /** Bytes that the file may have: shades that nobody can tell apart are merged in steps until it is light enough. */
  readonly heaviest?: number;
}

/**
 * The picture as a PNG, and where it has a paper on it too.
 * @throws Error when it is heavier than it may be, or cannot be drawn
 */
export function drawNow({ svg, width, texts = {}, paper, heaviest, perInch }: Drawing): readonly Uint8Array[] {
  const pixels = rasterise(svg, width);
  const runs = runsOf(pixels);
  if (paper !== undefined) {
    const small = repainted(runsOf(halved(pixels)), onPaper(paper));
    return [
      encodePng(runs, texts, perInch),
      encodePng(repainted(runs, onPaper(paper)), texts, perInch),
      encodePng(small, texts, perInch && perInch / 2),
    ];
  }
  if (heaviest === undefined) return [encodePng(runs, texts, perInch)];
  for (const step of [1, 8, 16]) {
    const bytes = encodePng(repainted(runs, coarser(step)), texts);
    if (bytes.length <= heaviest) return [bytes];
  }
  throw new Error(`The picture "${texts['Title'] ?? ''}" weighs more than ${heaviest} bytes`);
}
