import { dataset } from '../dataset/current.ts';
import { derivedFigures } from '../dataset/derived.ts';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { writeFigures } from './figures.ts';

/**
 * The texts of `content/`, as Vite sees them: in dev an edited file reloads the pages that use it.
 * Nothing else in `src` reads content from disk.
 */
const raw = import.meta.glob<string>(['/content/**/*.{md,yaml}', '/content/*/{aliases,published-addresses}.json'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A text with our figures written in (`{traced-stations}`), and the faults of their names. */
const read = once((path: string): { readonly text: string; readonly problems: readonly Problem[] } => {
  const text = raw[`/${path}`];
  if (text === undefined) throw new Error(`There is no file ${path}`);
  if (path.endsWith('.json')) return { text, problems: [] };
  const problems: Problem[] = [];
  return { text: writeFigures(path, text, path.split('/')[1] ?? '', derivedFigures(dataset), problems), problems };
});

const refuse = (where: string, problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new ProblemsError(`${where} names figures that are not there`, problems);
};

/**
 * All content files below a folder (`content/en/chapters/`), path to text, sorted by path; our figures are written in.
 * Throws with every figure of theirs that has no such name.
 */
export function contentFiles(folder: string): ReadonlyMap<string, string> {
  const files = Object.keys(raw)
    .map((path) => path.slice(1))
    .filter((path) => path.startsWith(folder))
    .sort()
    .map((path) => [path, read(path)] as const);
  refuse(
    folder,
    files.flatMap(([, file]) => file.problems),
  );
  return new Map(files.map(([path, file]) => [path, file.text]));
}

/** One content file, our figures written in; throws when it does not exist, or names a figure that does not. */
export function contentFile(path: string): string {
  const { text, problems } = read(path);
  refuse(path, problems);
  return text;
}

/** Whether there is such a file. */
export const hasContent = (path: string): boolean => raw[`/${path}`] !== undefined;

/** The folders of `content/`, one a language. */
export const contentFolders = (): readonly string[] => [
  ...new Set(Object.keys(raw).map((path) => path.split('/')[2] ?? '')),
];
