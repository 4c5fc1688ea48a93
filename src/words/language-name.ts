/** The name of a language in another: `nl` is Dutch in `en`, Nederlands in `nl`. */
const names = new Map<string, Intl.DisplayNames>();

export function languageName(tag: string, inLanguage: string): string {
  const display =
    names.get(inLanguage) ?? new Intl.DisplayNames([inLanguage === 'en' ? 'en-GB' : inLanguage], { type: 'language' });
  names.set(inLanguage, display);
  return display.of(tag) ?? tag;
}
