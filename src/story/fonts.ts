/**
 * The two families of the site, subset by scripts/make-fonts.ts into public/fonts/, and their fallbacks. Until a font arrives (`swap`) its text is set
 * in a font of the reader's system that is scaled to the same room, so that nothing moves when it does. Italics are slanted by the browser: a third file would
 * cost more than they give.
 */
import families from '../styles/fonts.json' with { type: 'json' };

/** A weight of a system font; percentages are of the font size. */
export interface FallbackFace {
  readonly weight: number;
  readonly local: readonly string[];
  /** `size-adjust` of small letters, where they have one of their own. */
  readonly smallLetters?: number;
  /** `size-adjust` of all others; as the space is one, browsers place lines by their ascent and descent. */
  readonly sizeAdjust: number;
  readonly ascent: number;
  readonly descent: number;
}

export interface Fallback {
  readonly family: string;
  readonly faces: readonly FallbackFace[];
}

interface Family {
  readonly family: string;
  readonly file: string;
  readonly weight: string;
  readonly property: string;
  readonly fallbacks: readonly Fallback[];
  readonly system: string;
}
const fonts: readonly Family[] = families;

const at = (base: string, file: string) => `${base}fonts/${file}`;
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(',');

/** Fonts worth fetching with the page: those of the running text and the charts. */
export const fontPreloads = (base: string): readonly string[] => fonts.map((font) => at(base, font.file));

const smallLetters = 'U+61-7A,U+DF-24F';

/** Of each weight a face for all characters and, where they need another scale, one over it for small letters. */
const fallbackFaces = ({ fallbacks }: Family, lightest = 400): string =>
  fallbacks
    .flatMap(({ family, faces }) =>
      faces
        .filter(({ weight }) => weight >= lightest)
        .map((face) => {
          const start = `@font-face{font-family:'${family}';font-weight:${face.weight};src:${face.local.map((name) => `local('${name}')`).join(',')};`;
          const lines = `ascent-override:${face.ascent}%;descent-override:${face.descent}%;line-gap-override:0%`;
          const small = face.smallLetters
            ? `${start}size-adjust:${face.smallLetters}%;unicode-range:${smallLetters}}`
            : '';
          return `${start}size-adjust:${face.sizeAdjust}%;${lines}}${small}`;
        }),
    )
    .join('');

/** The families of a property, first choice first. */
const stack = ({ property, family, fallbacks, system }: Family, fetched: boolean): string =>
  `${property}:${quoted([...(fetched ? [family] : []), ...fallbacks.map((fallback) => fallback.family)])},${system}`;

/**
 * `@font-face` rules of the fonts and of their fallbacks, and the properties `--serif` and `--sans`.
 * @param base where the folder of the fonts is: a path with a slash at the end, or nothing
 */
export const fontCss = (base: string): string =>
  `${fonts
    .map(
      (font) =>
        `@font-face{font-family:'${font.family}';src:url(${at(base, font.file)}) format('woff2');font-weight:${font.weight};font-display:swap}${fallbackFaces(font)}`,
    )
    .join('')}:root{${fonts.map((font) => stack(font, true)).join(';')}}`;

/** The same for pages that fetch no font: their fallbacks alone, of the serif only the weight of headlines. */
export const systemFontCss = (): string =>
  fonts
    .map((font) => `${fallbackFaces(font, font.property === '--serif' ? 600 : 400)}:root{${stack(font, false)}}`)
    .join('');
