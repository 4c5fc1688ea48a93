/** Numbers spelled out: "eleven" for 11. A language that spells numbers in its texts has a line here. */
import { toCardinal as english } from 'n2words/en-GB';

const spellers: Readonly<Record<string, (value: number) => string>> = { en: english };

/** Languages whose numbers can be spelled out. */
export const spelledLanguages: readonly string[] = Object.keys(spellers);

/** A whole number in words, or undefined in a language that has no words here. Zero is "no", as before a noun. */
export function spellOut(value: number, language: string): string | undefined {
  if (language === 'en' && value === 0) return 'no';
  return spellers[language]?.(value);
}
