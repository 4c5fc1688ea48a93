/**
 * The texts of `content/`, as Vite sees them: in dev an edited file reloads the pages that use it.
 * Nothing else in `src` reads content from disk.
 */
const raw = import.meta.glob<string>(['/content/**/*.{md,yaml}', '/content/*/aliases.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** All content files below a folder (`content/en/chapters/`), path to text, sorted by path. */
export function contentFiles(folder: string): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(raw)
      .map(([path, text]) => [path.replace(/^\//, ''), text] as const)
      .filter(([path]) => path.startsWith(folder))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** One content file; throws when it does not exist. */
export function contentFile(path: string): string {
  const text = raw[`/${path}`];
  if (text === undefined) throw new Error(`There is no file ${path}`);
  return text;
}

/** Language folders of `content/`; the first is the language at the root of the site. */
export const languages: readonly string[] = [
  'en',
  ...new Set(
    Object.keys(raw)
      .map((path) => path.split('/')[2] ?? '')
      .filter((tag) => tag && tag !== 'en' && !tag.includes('.')),
  ),
];
