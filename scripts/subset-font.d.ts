declare module 'subset-font' {
  interface Options {
    targetFormat: 'woff2' | 'sfnt' | 'woff' | 'truetype';
    preserveNameIds?: readonly number[];
    /** Tags of the OpenType features that stay; without it those of harfbuzz. */
    keepFeatures?: readonly string[];
    noHinting?: boolean;
    variationAxes?: Record<string, number | { min: number; max: number; default: number }>;
  }
  /** Subsets a font to the characters of `text`. */
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
