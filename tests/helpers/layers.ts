/**
 * The walls of the house: which folder of `src` may import from which, and which packages and files each may touch.
 * Data flows one way: data → words, dataset → charts → story → publish → layouts, components, pages.
 */
import { posix } from 'node:path';
import ts from 'typescript';

export interface Layer {
  /** Folders of `src` that its files may import from, besides their own. */
  readonly imports: readonly string[];
  /** It may read the disk, the network or other parts of Node itself. */
  readonly node?: boolean;
  /** The only packages it may import; any where none are named. */
  readonly packages?: readonly string[];
  /** It may import JSON and styles from these folders of the project. */
  readonly files?: readonly string[];
}

/** What of Node reads nothing: functions from text to text, and what loads a package later than at the start. */
const pure = ['node:url', 'node:module'];

const belowPages = ['dataset', 'words', 'charts', 'story', 'fact-check'];

/** Every folder of `src` has a row; a new folder is a decision. */
export const layers: Readonly<Record<string, Layer>> = {
  // The messages of `words` are reported as problems, which are at home in `dataset`; `dataset` knows no words.
  dataset: { imports: [], files: ['data'] },
  // What knows of nothing here: everybody may import it.
  shared: { imports: [], packages: [] },
  words: { imports: ['dataset'], files: ['content'] },
  charts: { imports: ['dataset', 'words'], files: ['data/geo', 'data/readings'] },
  // A package by itself: the site is an adapter (src/pages/_facts).
  'fact-check': { imports: [], packages: [] },
  story: { imports: ['dataset', 'words', 'charts'], files: ['src/styles'] },
  publish: { imports: ['dataset', 'words', 'charts', 'story', 'browser'], node: true, files: ['data', 'src/styles'] },
  // Sent to readers: each package is a decision. MiniSearch goes with the search page alone.
  browser: { imports: [], packages: ['minisearch'] },
  styles: { imports: [] },
  components: { imports: [...belowPages, 'publish', 'browser', 'styles'], files: ['src/styles'] },
  layouts: { imports: [...belowPages, 'publish', 'browser', 'styles', 'components'], files: ['src/styles'] },
  // The last hand on every page.
  middleware: { imports: ['story', 'words'] },
  pages: {
    imports: [...belowPages, 'publish', 'browser', 'styles', 'components', 'layouts'],
    node: true,
    files: ['src/styles', 'data', 'content'],
  },
};

/** The code of a file: for Astro its front matter and its scripts. */
const codeOf = (file: string, text: string): string =>
  file.endsWith('.astro')
    ? [
        /^---\n(.*?)\n---/s.exec(text)?.[1] ?? '',
        ...[...text.matchAll(/<script(?![^>]*type=)[^>]*>(.*?)<\/script>/gs)].map((match) => match[1]),
      ].join('\n')
    : text;

/** What a file imports: statements of any kind, `import()` and the patterns of `import.meta.glob`. */
export function importsOf(file: string, text: string): string[] {
  const code = codeOf(file, text);
  const source = ts.createSourceFile(`${file}.ts`, code, ts.ScriptTarget.Latest, true);
  const found = ts.preProcessFile(code, true, true).importedFiles.map((entry) => entry.fileName);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'import.meta.glob') {
      const [patterns] = node.arguments;
      for (const pattern of patterns && ts.isArrayLiteralExpression(patterns)
        ? patterns.elements
        : patterns
          ? [patterns]
          : [])
        found.push(ts.isStringLiteralLike(pattern) ? pattern.text : pattern.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(found)];
}

/** The faults of one file (its path from the project, such as `src/charts/x.ts`): each names the file, the import and the rule. */
export function layerFaults(file: string, text: string): string[] {
  const layer = file.split('/')[1] ?? '';
  const rule = layers[layer];
  if (!rule || file.split('/').length < 3)
    return [`${file}: src/${layer} has no place in tests/helpers/layers.ts: decide what it may import`];
  return importsOf(file, text).flatMap((target) => {
    const fault = (why: string) => [`${file} imports ${target}: ${why}`];
    if (target.startsWith('node:'))
      return rule.node || (layer !== 'browser' && pure.includes(target))
        ? []
        : fault(`${layer} reads nothing itself; texts are handed to it`);
    if (!/^[./]/.test(target))
      return rule.packages && !rule.packages.includes(target) && !target.startsWith('astro:')
        ? fault('the script of the browser comes without packages')
        : [];
    const path = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(posix.dirname(file), target));
    const [top, folder = ''] = path.split('/');
    if (rule.files?.some((allowed) => path.startsWith(`${allowed}/`))) return [];
    if (top !== 'src')
      return fault(rule.files ? `${layer} takes files from ${rule.files.join(', ')} only` : `${layer} takes no files`);
    if (folder === layer || folder === 'shared' || rule.imports.includes(folder)) return [];
    return fault(`${layer} may import from ${[layer, ...rule.imports].join(', ')}`);
  });
}
