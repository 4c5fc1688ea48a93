/**
 * `npm run build`: builds into a fresh folder and swaps it in when everything succeeded, so that a failed or killed build
 * leaves the last good `dist` as it was. The folder can be named: `npm run build -- other-dist`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import config from '../astro.config.mjs';
import { finishBuild } from './finish-build.ts';
import { lostIn } from './published-addresses.ts';

const target = resolve(process.argv[2] ?? 'dist');
const beside = dirname(target);
// Beside the target, so that the swap is a rename on one file system; the process id keeps two builds apart.
const prefix = { fresh: `.${basename(target)}-next-`, old: `.${basename(target)}-old-` };
const fresh = join(beside, `${prefix.fresh}${process.pid}`);
const old = join(beside, `${prefix.old}${process.pid}`);
const remove = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

const children = new Set<ChildProcess>();
const leave = (code: number): never => {
  for (const child of children) child.kill('SIGKILL');
  remove(fresh);
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(1));
const stop = (reason: string): never => {
  console.error(`\n${reason}; ${existsSync(target) ? `${target} is as it was` : 'nothing was written'}.`);
  return leave(1);
};

const isRunning = (id: number): boolean => {
  try {
    return id !== process.pid && process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Takes away what killed builds left, and puts the last good site back where one was killed in the middle of the swap. */
function tidyUp(): void {
  for (const name of readdirSync(beside)) {
    const kind = Object.values(prefix).find((candidate) => name.startsWith(candidate));
    if (kind === undefined || isRunning(Number(name.slice(kind.length)))) continue;
    if (kind === prefix.old && !existsSync(target)) renameSync(join(beside, name), target);
    else remove(join(beside, name));
  }
}

/** Runs a script of Node to its end, without keeping this process from hearing signals. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ ok: boolean; output: string }> {
  return new Promise((done) => {
    let output = '';
    const child = spawn(process.execPath, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    children.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => done({ ok: false, output: `${output}${error.message}` }));
    child.on('close', (code) => {
      children.delete(child);
      done({ ok: code === 0, output });
    });
  });
}

mkdirSync(beside, { recursive: true });
tidyUp();

// The facts are checked beside the build, not before it; what they say counts first, as a fault in the data stops both.
const building = run([join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--silent'], {
  OUT_DIR: fresh,
  ASTRO_TELEMETRY_DISABLED: '1',
});
const facts = await run([join('scripts', 'check-facts.ts')]);
// A sentence that its records do not bear does not ship.
if (!facts.ok) stop(`${facts.output}\nThe fact-checker stopped the build`);
const built = await building;
if (!built.ok) stop(`${built.output}\nThe build failed`);
// Links to what was published keep leading somewhere.
const lost = lostIn(fresh);
if (lost.length > 0)
  stop(
    `${lost.map(({ address, fix }) => `${address}\n  ${fix}`).join('\n')}\n\n${lost.length} published addresses would lead nowhere`,
  );
try {
  finishBuild(fresh, { site: String(config.site), base: String(config.base) });
} catch (error) {
  stop(`The build failed in its last steps: ${error instanceof Error ? error.message : error}`);
}
if (existsSync(target)) renameSync(target, old);
renameSync(fresh, target);
remove(old);
// Words that nothing has held against the records must not pass for words that were.
for (const folder of readdirSync('content', { withFileTypes: true }))
  if (folder.isDirectory() && folder.name !== 'en')
    console.warn(
      `content/${folder.name} is not fact-checked, and only pages below src/pages/${folder.name}/ show it: see "add a language" in README.md`,
    );
console.log(`Built ${target}`);
