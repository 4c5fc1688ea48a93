/** From SVG to the bytes of PNGs, on the thread that asks. Pages and files ask `drawing.ts`, which keeps what was drawn and has a thread for it. */
import { coarser, encodePng, halved } from './png.ts';
import { rasterise } from './raster.ts';

export interface Drawing {
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
  /** Texts that travel in the file, such as Title. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Also at half the size: the mean of the pixels of the full size. */
  readonly half?: boolean;
  /** Pixels to the inch that the file says, where there is no half. */
  readonly perInch?: number;
  /** Bytes that the file may have: shades that nobody can tell apart are merged in steps until it is light enough. */
  readonly heaviest?: number;
}

/** Density of the full size where there is a half: both sizes are placed equally wide on paper, 8 inches for the pictures of charts. */
const fullDensity = 200;

/**
 * The picture as a PNG, and where asked for at half the size too.
 * @throws Error when it is heavier than it may be, or cannot be drawn
 */
export function drawNow({ svg, width, texts = {}, half = false, heaviest, perInch }: Drawing): readonly Uint8Array[] {
  const pixels = rasterise(svg, width);
  if (half) return [encodePng(pixels, texts, fullDensity), encodePng(halved(pixels), texts, fullDensity / 2)];
  if (heaviest === undefined) return [encodePng(pixels, texts, perInch)];
  for (const step of [1, 8, 16]) {
    const bytes = encodePng(coarser(pixels, step), texts);
    if (bytes.length <= heaviest) return [bytes];
  }
  throw new Error(`The picture "${texts['Title'] ?? ''}" weighs more than ${heaviest} bytes`);
}
