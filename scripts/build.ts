/**
 * `npm run build`: builds into a fresh folder and swaps it in when everything succeeded, so that a failed or killed build
 * leaves the last good `dist` as it was. The folder can be named: `npm run build -- other-dist`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { frozenFault } from '../src/publish/edition/frozen-check.ts';
import { dropOldest } from '../src/publish/png/kept.ts';
import { defaultLanguage } from '../src/words/language.ts';
import { finishBuild, inputSums } from './finish-build.ts';
import { lostIn } from './published-addresses.ts';
import { settingsOrExit } from './settings.ts';
import { type SwappedFolder, swappedFolder, TargetError } from './swapped-folder.ts';

const { site, base, contact } = settingsOrExit();
const { target, fresh, swap, drop } = targetOrExit(process.argv[2] ?? 'dist');

function targetOrExit(named: string): SwappedFolder {
  try {
    return swappedFolder(named);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    console.error(error.message);
    return process.exit(2);
  }
}

const children = new Set<ChildProcess>();
const leave = (code: number): never => {
  for (const child of children) child.kill('SIGKILL');
  drop();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave(1));
const stop = (reason: string): never => {
  console.error(`\n${reason}; ${existsSync(target) ? `${target} is as it was` : 'nothing was written'}.`);
  return leave(1);
};

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

// The facts are checked beside the build, not before it; what they say counts first, as a fault in the data stops both.
const building = run([join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--silent'], {
  OUT_DIR: fresh,
  ASTRO_TELEMETRY_DISABLED: '1',
  // Vite's bundler would take its memory in pages of two megabytes each, and keep 250 MB to the end of which it uses 50.
  MIMALLOC_ALLOW_THP: '0',
});
// Every language by itself: one that the fact-checker does not know is refused, as words that nothing has checked must not pass for words that were.
const others = readdirSync('content', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== defaultLanguage)
  .map((entry) => entry.name);
const checking = Promise.all([
  run([join('scripts', 'check-editions.ts')]),
  ...[defaultLanguage, ...others].map((language) => run([join('scripts', 'check-facts.ts'), '--language', language])),
]);
// While the others are starting.
const changed = frozenFault();
if (changed !== undefined) stop(`${changed}\nA frozen edition is not what was frozen`);
const inputs = inputSums();
const everything = 'npm run check:content names everything in rows and words that would stop it, in one run';
const [editions, ...checks] = await checking;
const facts = { ok: checks.every((check) => check.ok) };
const found = [editions, ...checks].flatMap((check) => (check && !check.ok ? [check.output] : []));
// A sentence that its records do not support does not ship, nor a published value that changed without a correction.
if (found.length > 0)
  stop(
    `${found.join('\n')}\n${facts.ok ? 'The comparison with the last edition' : 'The fact-checker'} stopped the build (${everything})`,
  );
const built = await building;
if (!built.ok) stop(`${built.output}\nThe build failed (${everything})`);
// Links to what was published keep leading somewhere.
const lost = lostIn(fresh);
if (lost.length > 0)
  stop(
    `${lost.map(({ address, fix }) => `${address}\n  ${fix}`).join('\n')}\n\n${lost.length} published addresses would lead nowhere`,
  );
try {
  finishBuild(fresh, { site, base, contact }, inputs);
} catch (error) {
  stop(`The build failed in its last steps: ${error instanceof Error ? error.message : error}`);
}
swap();
dropOldest();
if (contact === undefined)
  console.warn('CONTACT_URL is not set: the pages say that this copy of the site names nobody to write to.');
console.log(`Built ${target}`);
