/** The editors' lists of a language: `content/<language>/fact-check/*.yaml`. Every entry carries its reason. */
import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../../dataset/problems.ts';
import type { EditorsLists } from '../../fact-check/types.ts';
import { parseYaml } from '../../words/front-matter.ts';

const reason = z.string().min(5, 'a reason of five letters or more');
const words = z.array(z.string().min(1));
const schemas = {
  'loaded-words': z.array(
    z.strictObject({
      words,
      except: words.default([]).describe('Phrases with the word that are left alone.'),
      reason,
      evenAttributed: z
        .boolean()
        .default(false)
        .describe('Flagged outside quotations even where somebody is named as saying it.'),
    }),
  ),
  'standing-terms': z.array(z.strictObject({ term: z.string().min(1), reason })),
  'known-names': z.strictObject({
    names: z.array(z.strictObject({ reason, names: words, cited: z.boolean().default(false) })),
    places: z.array(z.strictObject({ of: z.string().min(1), forms: words, implied: words.optional() })),
    marks: words,
    titles: words,
    particles: words,
    ordinary: words,
    speech: words,
  }),
  quotations: z.array(
    z
      .strictObject({
        source: z.string().min(1),
        text: z.string().min(1),
        language: z.string().min(2).optional(),
        original: z.string().min(1).optional(),
      })
      .refine(({ language, original }) => (language === undefined) === (original === undefined), {
        error: 'language and original, both or neither: a translation shows what it translates',
      }),
  ),
  attribution: z.strictObject({
    phrases: words,
    bodies: words,
    forms: z.array(z.strictObject({ of: z.string().min(1), forms: words })),
  }),
} as const;

/** Lines of the entries of a list, or of the list under a key. */
function entryLines(text: string, key?: string): number[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const node =
    key === undefined ? document.contents : isMap(document.contents) ? document.contents.get(key, true) : undefined;
  return isSeq(node) ? node.items.map((item) => lineCounter.linePos((item as Node | null)?.range?.[0] ?? 0).line) : [];
}

/** Folder of the lists of a language. */
export const listsFolder = (language: string): string => `content/${language}/fact-check/`;

type ListName = keyof typeof schemas;
interface ReadList<Name extends ListName> {
  readonly data: z.infer<(typeof schemas)[Name]>;
  readonly text: string;
}

function readList<Name extends ListName>(
  files: ReadonlyMap<string, string>,
  folder: string,
  name: Name,
  problems: Problem[],
): ReadList<Name> | undefined {
  const file = `${folder}${name}.yaml`;
  const text = files.get(file);
  if (text === undefined) {
    problems.push({
      file,
      where: 'file',
      field: 'file',
      found: 'no such file',
      expected: 'the editors’ list',
      fix: 'restore the file from version control; for a new language copy it from content/en/fact-check/ and empty its lists',
    });
    return undefined;
  }
  const data = parseYaml(file, text, schemas[name] as z.ZodType, problems) as ReadList<Name>['data'] | undefined;
  return data === undefined ? undefined : { data, text };
}

/** Files of the folder that are no list. */
const strangers = (files: ReadonlyMap<string, string>, folder: string): Problem[] =>
  [...files.keys()]
    .filter((file) => file.startsWith(folder) && !(file.slice(folder.length).replace(/\.yaml$/, '') in schemas))
    .map((file) => ({
      file,
      where: 'file',
      field: 'name',
      found: file,
      expected: `one of ${Object.keys(schemas).join(', ')}`,
      fix: 'rename or remove the file',
    }));

/**
 * Reads the lists from the texts of their files. Faults are added to `problems`; undefined when there are any.
 * @param files path to text; only those of the folder are read
 */
export function readLists(
  files: ReadonlyMap<string, string>,
  language: string,
  problems: Problem[],
): EditorsLists | undefined {
  const folder = listsFolder(language);
  const before = problems.length;
  const loaded = readList(files, folder, 'loaded-words', problems);
  const terms = readList(files, folder, 'standing-terms', problems);
  const names = readList(files, folder, 'known-names', problems);
  const attribution = readList(files, folder, 'attribution', problems);
  const quotations = readList(files, folder, 'quotations', problems);
  problems.push(...strangers(files, folder));
  if (!loaded || !terms || !names || !attribution || !quotations || problems.length > before) return undefined;
  const withLines = <Entry extends object>(entries: readonly Entry[], lines: readonly number[]) =>
    entries.map((entry, index) => ({ ...entry, line: lines[index] ?? 1 }));
  const { names: groups, ...others } = names.data;
  return {
    language,
    loadedWords: withLines(loaded.data, entryLines(loaded.text)),
    standingTerms: withLines(terms.data, entryLines(terms.text)),
    names: { ...others, groups: withLines(groups, entryLines(names.text, 'names')) },
    attribution: attribution.data,
    quotations: quotations.data,
  };
}
