import { once } from '../shared/once.ts';
import { localeOf } from './format.ts';

const namesIn = once((language: string) => new Intl.DisplayNames([localeOf(language)], { type: 'language' }));

/** The name of a language in another: `nl` is Dutch in `en`, Nederlands in `nl`. */
export const languageName = (tag: string, inLanguage: string): string => namesIn(inLanguage).of(tag) ?? tag;
