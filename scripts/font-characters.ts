import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Characters outside the fonts' Latin range are left to the reader's system fonts (Chinese, Japanese, Korean, and Latin with rare marks). */
const inRange = (character: string) => {
  const code = character.codePointAt(0) ?? 0;
  return (
    (code >= 0x20 && code <= 0xff && !(code >= 0x7f && code <= 0x9f)) ||
    code === 0x131 ||
    code === 0x152 ||
    code === 0x153 ||
    (code >= 0x2000 && code <= 0x206f) ||
    code === 0x20ac ||
    code === 0x2212
  );
};

/**
 * All characters of the Latin fonts that the given folders and files use, in order, with the ASCII letters and digits and what the build adds (curly quotes, dashes).
 * The serif sets running text only (`textPaths`); the sans also sets the titles of sources (`allPaths`).
 */
export const textPaths = ['content', 'data/claims.json', 'data/responses.json', 'data/article_check.json'];
export const allPaths = ['content', 'data'];

export function fontCharacters(paths: readonly string[], root = '.'): string {
  const found = new Set(Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index)));
  for (const character of '\u00a0\u2009–—‘’“”…·×') found.add(character);
  const read = (path: string): void => {
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort())
        if (name !== 'schema' && name !== 'geo' && name !== 'fact-check') read(join(path, name));
    } else for (const character of readFileSync(join(root, path), 'utf8')) if (inRange(character)) found.add(character);
  };
  for (const path of paths) read(path);
  return [...found].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)).join('');
}
