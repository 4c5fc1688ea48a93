declare module 'subset-font' {
  interface Options {
    targetFormat: 'woff2' | 'sfnt' | 'woff' | 'truetype';
    preserveNameIds?: readonly number[];
    variationAxes?: Record<string, number | { min: number; max: number; default: number }>;
  }
  /** Subsets a font to the characters of `text`. */
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
