import { dataset } from '../dataset/current.ts';
import { derivedFigures } from '../dataset/derived.ts';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { type Figures, writeFigures } from './figures.ts';

/**
 * The texts of `content/`, as Vite sees them: in dev an edited file reloads the pages that use it.
 * Nothing else in `src` reads content from disk.
 */
const raw = import.meta.glob<string>(['/content/**/*.{md,yaml}', '/content/*/aliases.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

let figures: Figures | undefined;
const written = new Map<string, string>();

/** A text with our figures written in (`{traced-stations}`). Faults of their names are added to the list. */
function read(path: string, text: string, problems: Problem[]): string {
  const known = written.get(path);
  if (known !== undefined) return known;
  if (path.endsWith('.json')) return text;
  figures ??= derivedFigures(dataset);
  const before = problems.length;
  const result = writeFigures(path, text, path.split('/')[1] ?? '', figures, problems);
  if (problems.length === before) written.set(path, result);
  return result;
}

/**
 * All content files below a folder (`content/en/chapters/`), path to text, sorted by path; our figures are written in.
 * Throws with every figure of theirs that has no such name.
 */
export function contentFiles(folder: string): ReadonlyMap<string, string> {
  const problems: Problem[] = [];
  const files = new Map(
    Object.entries(raw)
      .map(([path, text]) => [path.replace(/^\//, ''), text] as const)
      .filter(([path]) => path.startsWith(folder))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, text]) => [path, read(path, text, problems)]),
  );
  if (problems.length > 0) throw new ProblemsError(`The texts in ${folder} name figures that are not there`, problems);
  return files;
}

/** One content file, our figures written in; throws when it does not exist, or names a figure that does not. */
export function contentFile(path: string): string {
  const text = raw[`/${path}`];
  if (text === undefined) throw new Error(`There is no file ${path}`);
  const problems: Problem[] = [];
  const result = read(path, text, problems);
  if (problems.length > 0) throw new ProblemsError(`${path} names figures that are not there`, problems);
  return result;
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
