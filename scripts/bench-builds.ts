/**
 * Whole builds as a maintainer meets them, in a copy of the project: cold, again, after changed rows, after a changed sentence; and with 50 editions frozen, in
 * three languages. Seconds are of this machine as it is now; processor seconds say more on a busy one.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256 } from '../src/publish/download/archive.ts';
import { type FrozenFile, frozenFiles, frozenHome } from '../src/publish/edition/freeze.ts';
import { registerFile } from '../src/publish/edition/frozen-check.ts';
import { frozenEdition, type ListedFile, lineAddress } from '../src/publish/edition/frozen-edition.ts';
import { frozenFolder, frozenVersions } from '../src/publish/edition/on-disk.ts';
import { nextVersion } from '../src/publish/edition/versions.ts';
import { defaultLanguage } from '../src/words/language.ts';
import { copyProject } from '../tests/helpers/project-copy.ts';

export interface BuildCost {
  readonly what: string;
  readonly seconds: number;
  /** Of all processes together. */
  readonly processorSeconds: number;
  /** Megabytes of the largest process at its peak: Astro, beside which little else runs by then. */
  readonly memory: number;
  readonly files: number;
  /** Megabytes of the built site. */
  readonly size: number;
}

/** What each process of a build used, written by itself as it ends. */
const usageHook = `import { isMainThread } from 'node:worker_threads';
import { appendFileSync } from 'node:fs';
if (isMainThread) process.on('exit', () => appendFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage()) + '\\n'));`;

interface Usage {
  readonly userCPUTime: number;
  readonly systemCPUTime: number;
  /** Kilobytes. */
  readonly maxRSS: number;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const ourBuild = ['scripts/build.ts'];
/** Astro alone, without the checks around it. */
const astroBuild = ['node_modules/astro/bin/astro.mjs', 'build', '--silent'];

/** Builds the copy. @throws Error with what it printed when it does not succeed */
function build(project: string, what: string, command: readonly string[] = ourBuild): BuildCost {
  const [hook, usage] = [join(project, 'usage.mjs'), join(project, 'usage.jsonl')];
  writeFileSync(hook, usageHook);
  rmSync(usage, { force: true });
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: `--import=${pathToFileURL(hook).href}`, BENCH_USAGE: usage },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${what}: the build failed\n${(stdout + stderr).slice(-2000)}`);
  const used = readFileSync(usage, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Usage);
  const sum = (of: (process: Usage) => number) => used.reduce((total, process) => total + of(process), 0);
  const files = filesBelow(join(project, 'dist'));
  return {
    what,
    seconds,
    processorSeconds: sum(({ userCPUTime, systemCPUTime }) => userCPUTime + systemCPUTime) / 1e6,
    memory: Math.max(...used.map(({ maxRSS }) => maxRSS)) / 1024,
    files: files.length,
    size: files.reduce((total, file) => total + statSync(file).size, 0) / 1e6,
  };
}

function edit(project: string, file: string, from: RegExp, to: string): void {
  const path = join(project, file);
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`${file} has nothing to change for the bench: ${from}`);
  writeFileSync(path, edited);
}

/** A copy of the project for the time of some builds. */
function inCopy<Result>(name: string, work: (project: string) => Result): Result {
  const project = copyProject(join('.cache', name));
  try {
    return work(project);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** What a build costs, and what the next one costs after a usual change. */
export const buildCosts = (): readonly BuildCost[] =>
  inCopy('bench-project', (project) => {
    const cold = build(project, 'clean');
    const again = build(project, 'again, nothing changed');
    const changeRow = () => edit(project, 'data/operators.json', /"note": null/, '"note": "A remark."');
    changeRow();
    // With it the records are an edition no more, which every picture says: all are drawn anew.
    const first = build(project, 'after the first changed row');
    changeRow();
    const row = build(project, 'after another changed row');
    edit(project, 'content/en/pages/about.md', / \{#/, ' Nothing else has changed. {#');
    const sentence = build(project, 'after one changed sentence');
    return [cold, again, first, row, sentence];
  });

/** How many of the charts change from one edition to the next: a sixth, as when a few records are corrected. Every tenth edition draws all of them anew. */
const changing = 5;
const redrawing = 10;

/** A file of an edition as the site that was frozen had it: the line to paste of a chart is in its oEmbed answer. */
function asBuilt({ path, bytes }: FrozenFile): FrozenFile {
  const id = /^embed\/([^/]+)\/line\.html$/.exec(path)?.[1];
  if (id === undefined) return { path, bytes };
  const line = Buffer.from(bytes).toString('utf8').trimEnd();
  const html = line.replace(`src="${lineAddress}"`, `src="${frozenHome}embed/${id}/"`);
  return { path: `oembed/${id}.json`, bytes: Buffer.from(JSON.stringify({ html })) };
}

/**
 * Freezes more editions into a copy of the project: the last one again and again, with other versions and a few charts that changed.
 * @param more editions to add
 * @throws Error when an edition keeps other charts than those that changed, so that the figures would say nothing
 */
function freezeMore(project: string, more: number): void {
  const root = join(project, frozenFolder);
  const register: Record<string, string> = JSON.parse(readFileSync(join(project, registerFile), 'utf8'));
  const [last = ''] = frozenVersions(root).slice(-1);
  let previous = frozenEdition(last, root);
  const read = ({ in: keeper, path }: ListedFile) => new Uint8Array(readFileSync(join(root, keeper, path)));
  let site = previous.files.map((file) => asBuilt({ path: file.path, bytes: read(file) }));
  const ids = site.flatMap(({ path }) => /^charts\/(.+)\.json$/.exec(path)?.[1] ?? []);
  for (let number = 1; number <= more; number += 1) {
    const count = number % redrawing === 0 ? ids.length : changing;
    const changed = new Set(Array.from({ length: count }, (_, index) => ids[(number * changing + index) % ids.length]));
    site = site.map(({ path, bytes }) => {
      const id = /^charts\/(.+)\.json$/.exec(path)?.[1];
      const text = Buffer.from(bytes).toString('utf8');
      return changed.has(id)
        ? { path, bytes: Buffer.from(text.replace('"headline": "', `$&${number} `)) }
        : { path, bytes };
    });
    const name = { version: nextVersion(previous.version, 'patch'), date: previous.date };
    const files = frozenFiles(site, name, '', { edition: previous, read });
    const kept = files.filter(({ path }) => /^charts\/.+\.json$/.test(path)).length;
    if (kept !== count) throw new Error(`Edition ${name.version} keeps ${kept} charts, of which ${count} changed`);
    for (const { path, bytes } of files) {
      mkdirSync(join(root, name.version, path, '..'), { recursive: true });
      writeFileSync(join(root, name.version, path), bytes);
    }
    previous = frozenEdition(name.version, root);
    register[name.version] = sha256(readFileSync(join(root, name.version, 'SHA256SUMS')));
  }
  writeFileSync(join(project, registerFile), JSON.stringify(register));
}

/** Adds a language in which every text is translated: word for word the same, but for numbers spelled out, which no other language has. */
function translate(project: string, language: string): void {
  const [from, to] = [defaultLanguage, language].map((tag) => join(project, 'content', tag)) as [string, string];
  const pages = ['chapters', 'charts', 'pages'].flatMap((folder) => {
    mkdirSync(join(to, folder), { recursive: true });
    return readdirSync(join(from, folder)).map((file) => {
      const text = readFileSync(join(from, folder, file), 'utf8');
      writeFileSync(join(to, folder, file), text.replace(/:words\b[^}]*/gi, ''));
      const page = `${folder === 'charts' ? 'charts/' : ''}${file.replace('.md', '')}/`;
      return page === 'front/' ? '' : page;
    });
  });
  writeFileSync(join(to, 'translated.yaml'), JSON.stringify(pages));
}

/** How many editions and languages are asked about: today's, and those of many years. */
const growth = [
  { more: 0, languages: [] },
  { more: 48, languages: [] },
  { more: 48, languages: ['nl', 'de'] },
] as const;

/** What many editions and languages cost a build, and the site that it gives. The fact-checker, which refuses a language that it does not know, is left out. */
export const editionCosts = (): readonly BuildCost[] =>
  growth.map(({ more, languages }) =>
    inCopy('bench-editions', (project) => {
      freezeMore(project, more);
      for (const language of languages) translate(project, language);
      // What is kept between builds is no part of the question.
      if (existsSync('.cache/kept')) cpSync(resolve('.cache/kept'), join(project, '.cache/kept'), { recursive: true });
      return build(project, `${frozenVersions().length + more} × ${languages.length + 1}`, astroBuild);
    }),
  );
