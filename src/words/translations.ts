/**
 * Languages of the site. English, at the root, has everything; another has the pages that `content/<tag>/translated.yaml` lists, and is English elsewhere.
 * Links lead to the translated page where there is one (`pagePath`), texts come from the first language that has the file (`fileIn`).
 */
import { z } from 'zod';
import { faultless, quoteValue, reporter } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { contentFile, contentFolders, hasContent } from './content.ts';
import { parseYaml } from './front-matter.ts';
import { defaultLanguage } from './language.ts';

/** All languages; the one at the root comes first. */
export const languages: readonly string[] = [
  defaultLanguage,
  ...contentFolders().filter((tag) => tag !== defaultLanguage),
];

/** The text that a page is made of, as a file of `content/<tag>/`. A page without one (records, sources, data) is in the language of its records. */
function textOf(page: string): string | undefined {
  const name = page === '' ? 'front' : page.slice(0, -1);
  if (name === 'glossary') return 'glossary.yaml';
  return [`chapters/${name}.md`, `pages/${name}.md`, `${name}.md`].find((file) =>
    hasContent(`content/${defaultLanguage}/${file}`),
  );
}

const listSchema = z.array(
  z.string().regex(/^(?:[a-z0-9-]+\/)*$/, 'the path of a page, such as "italy/"; "" for the front page'),
);

/** Pages of a language that are translated, as paths below its root. Throws with each whose text is not there. */
const translated = once((language: string): ReadonlySet<string> => {
  const file = `content/${language}/translated.yaml`;
  return faultless(`The pages translated into ${language} have errors`, (problems) => {
    const pages = hasContent(file) ? (parseYaml(file, contentFile(file), listSchema, problems) ?? []) : [];
    const fix = 'write the text, or take the page from the list';
    for (const page of pages) {
      const text = textOf(page);
      const expected = text === undefined ? 'a page that is made of a text' : `content/${language}/${text}`;
      if (text === undefined || !hasContent(expected))
        reporter(problems, file)('list', quoteValue(page), 'no such text', expected, fix);
    }
    return new Set(pages);
  });
});

/** Whether a language has a page of its own. */
export const isTranslated = (language: string, page: string): boolean =>
  language === defaultLanguage || translated(language).has(page);

/** The languages that have a page, that of the root first. */
export const languagesOf = (page: string): readonly string[] => languages.filter((tag) => isTranslated(tag, page));

/** The path of a page in a language below the root of the site: `nl/italy/`, or `italy/` where it is not translated. What follows # or ? is kept. */
export function pagePath(language: string, path: string): string {
  const page = /^[^?#]*/.exec(path)?.[0] ?? '';
  return language !== defaultLanguage && isTranslated(language, page) ? `${language}/${path}` : path;
}

/** A file of a language (`glossary.yaml`), or that of the language at the root where there is none. */
export function fileIn(language: string, name: string): { readonly file: string; readonly language: string } {
  const file = `content/${language}/${name}`;
  return hasContent(file)
    ? { file, language }
    : { file: `content/${defaultLanguage}/${name}`, language: defaultLanguage };
}

/** A language as the parameter of a route: none for the one at the root. */
export const tagParameter = (language: string): string | undefined =>
  language === defaultLanguage ? undefined : language;

/** The language of a route. */
export const tagOf = (params: Readonly<Record<string, string | undefined>>): string =>
  params['language'] ?? defaultLanguage;

/** The routes of a page, one for each language that has it. */
export const routesOf = (page: string) =>
  languagesOf(page).map((language) => ({ params: { language: tagParameter(language) } }));
