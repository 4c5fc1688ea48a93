/** `npm run packages`: writes the table of docs/dependencies.md anew from package.json, the lock file and what is installed. Why each package is there is said in the table itself, and kept. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  readonly version: string;
  readonly license?: string;
}
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Bytes of a package without what is nested in it, rounded so that a table can be read. */
function sizeOf(name: string): string {
  const folder = join('node_modules', name);
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.slice(folder.length).includes('node_modules')) bytes += statSync(path).size;
  }
  return bytes < 100_000 ? '< 0.1 MB' : `${(Math.round(bytes / 100_000) / 10).toFixed(1)} MB`;
}

/** Why each package is there, by the table that is written. */
const reasonsIn = (document: string): ReadonlyMap<string, string> =>
  new Map(
    [...document.matchAll(/^\| `(.+?)` \|[^|]*\|[^|]*\| (.+?) \|/gm)].map(([, name = '', reason = '']) => [
      name,
      reason,
    ]),
  );

/** The table of all direct dependencies, in Markdown. @throws Error for a package without a reason or a licence */
function dependencyTable(reasons: ReadonlyMap<string, string>): string {
  const own = readJson('package.json') as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string>
  >;
  const { packages } = readJson('package-lock.json') as { packages: Record<string, Package> };
  const row = (name: string, use: string): string => {
    const reason = reasons.get(name);
    const locked = packages[`node_modules/${name}`];
    if (reason === undefined)
      throw new Error(
        `${name} has no reason: add the row "| \`${name}\` | | | why it is here |" to docs/dependencies.md, or remove the package`,
      );
    if (!locked?.license) throw new Error(`${name} has no licence in package-lock.json`);
    // Only one of the two Nodes is installed.
    const size = name.startsWith('node-linux-') ? 'about 120 MB' : sizeOf(name);
    return `| \`${name}\` | ${locked.version} | ${use} | ${reason} | ${locked.license} | ${size} |`;
  };
  const rows = [
    ...Object.keys(own.dependencies).map((name) => row(name, 'build')),
    ...Object.keys(own.devDependencies).map((name) => row(name, 'tests and upkeep')),
    ...Object.keys(own.optionalDependencies).map((name) => row(name, 'Node')),
  ];
  return ['| package | version | for | why | licence | size |', '| --- | --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

const marks = ['<!-- table: npm run packages -->', '<!-- end of table -->'] as const;

/** The document with its table made anew. */
export function withTable(document: string): string {
  const [start, end] = marks.map((mark) => document.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start)
    throw new Error(`docs/dependencies.md has lost its marks ${marks.join(' and ')}`);
  return `${document.slice(0, start + marks[0].length)}\n${dependencyTable(reasonsIn(document))}\n${document.slice(end)}`;
}

if (import.meta.main) {
  writeFileSync('docs/dependencies.md', withTable(readFileSync('docs/dependencies.md', 'utf8')));
  console.log('Wrote the table of docs/dependencies.md');
}
