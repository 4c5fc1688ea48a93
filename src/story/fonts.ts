/**
 * The two families of the site, subset at build by scripts/make-fonts.ts into public/fonts/. Fallbacks are metric-matched system fonts, so nothing moves when
 * the fonts arrive; `optional` never blocks. Italics are slanted by the browser: a third file would cost more than they give.
 */
import fonts from '../styles/fonts.json' with { type: 'json' };

const at = (base: string, file: string) => `${base}fonts/${file}`;

/** Fonts worth fetching with the page: those of the running text and the charts. */
export const fontPreloads = (base: string): readonly string[] => fonts.map((font) => at(base, font.file));

/** `@font-face` rules of the fonts and their metric-matched fallbacks. */
export const fontCss = (base: string): string =>
  fonts
    .map(
      (font) =>
        `@font-face{font-family:'${font.family}';src:url(${at(base, font.file)}) format('woff2');font-weight:${font.weight};font-display:optional}` +
        `@font-face{font-family:'${font.family} fallback';src:${font.fallback.local.map((name) => `local('${name}')`).join(',')};size-adjust:${font.fallback.sizeAdjust}%;ascent-override:${font.fallback.ascent}%;descent-override:${font.fallback.descent}%;line-gap-override:0%}`,
    )
    .join('');

/** Fonts of a reader's system with the widths of Source Sans 3, for pages that fetch none: the same sizes fit, upright and bold. */
export const fallbackFaces = (): string =>
  fonts
    .filter((font) => font.family === 'Source Sans 3')
    .map((font) =>
      [
        { weight: 400, names: ['Arial', 'Liberation Sans', 'Helvetica', 'Roboto'] },
        { weight: 600, names: ['Arial Bold', 'Liberation Sans Bold', 'Helvetica Bold', 'Roboto Bold'] },
      ]
        .map(
          ({ weight, names }) =>
            `@font-face{font-family:'${font.family} fallback';font-weight:${weight};src:${names.map((name) => `local('${name}')`).join(',')};size-adjust:${Math.round(font.fallback.sizeAdjust)}%}`,
        )
        .join(''),
    )
    .join('');
