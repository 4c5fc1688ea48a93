/** The languages that the checker knows. A new one is a module like `english/` and a line here. */
import { english } from './english/index.ts';
import type { Language } from './types.ts';

const languages: readonly Language[] = [english];

/**
 * The language of a tag such as `en`.
 * @throws for a tag without a module: words are never read by the rules of another language
 */
export function languageOf(code: string): Language {
  const found = languages.find((language) => language.code === code);
  if (!found)
    throw new Error(
      `The fact-checker knows no language "${code}", only ${languages.map((language) => language.code).join(', ')}. Write a module like src/fact-check/english/ and add it to src/fact-check/languages.ts.`,
    );
  return found;
}
