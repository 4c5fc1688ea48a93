/**
 * `npm run build`: builds into a fresh folder and swaps it in when everything succeeded, so that a failed or killed build
 * leaves the last good `dist` as it was. The folder can be named: `npm run build -- other-dist`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { lostIn } from './published-addresses.ts';

const target = resolve(process.argv[2] ?? 'dist');
// Beside the target, so that the swap is a rename on one file system; the process id keeps two builds apart.
const fresh = join(dirname(target), `.${basename(target)}-next-${process.pid}`);
const old = join(dirname(target), `.${basename(target)}-old-${process.pid}`);
const leave = (code: number): never => {
  rmSync(fresh, { recursive: true, force: true });
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => leave(1));

// A sentence that its records do not bear does not ship.
const facts = spawnSync(process.execPath, [join('scripts', 'check-facts.ts')], { encoding: 'utf8' });
if (facts.status !== 0) {
  console.error(`${facts.stdout}${facts.stderr}\nThe fact-checker stopped the build; ${existsSync(target) ? `${target} is as it was` : 'nothing was written'}.`);
  leave(1);
}
mkdirSync(dirname(target), { recursive: true });
const astro = join('node_modules', 'astro', 'bin', 'astro.mjs');
const result = spawnSync(process.execPath, [astro, 'build', '--silent'], { stdio: 'inherit', env: { ...process.env, OUT_DIR: fresh, ASTRO_TELEMETRY_DISABLED: '1' } });
if (result.status !== 0) {
  console.error(`\nThe build failed; ${existsSync(target) ? `${target} is as it was` : 'nothing was written'}.`);
  leave(1);
}
// Links to what was published keep leading somewhere.
const lost = lostIn(fresh);
if (lost.length > 0) {
  console.error(
    `${lost.map(({ address, mend }) => `${address}\n  ${mend}`).join('\n')}\n\n${lost.length} published addresses would lead nowhere; ${existsSync(target) ? `${target} is as it was` : 'nothing was written'}.`,
  );
  leave(1);
}
if (existsSync(target)) renameSync(target, old);
renameSync(fresh, target);
rmSync(old, { recursive: true, force: true });
console.log(`Built ${target}`);
