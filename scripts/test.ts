/**
 * `npm test`: everything that must hold. Types and style, unit tests, three builds (at the root, again from another folder in another time zone, under a prefix),
 * one more from data with harm in every text, tests of the built site, tests in a real browser. Ends with a line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const bin = (name: string) => join('node_modules', '.bin', name);
const cache = '.cache';
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });

let passed = 0;
let failed = 0;
const major = Number(process.versions.node.split('.')[0]);
if (major < 24)
  throw new Error(
    `Node ${process.versions.node} runs this, 24 or newer is needed: start it with "npm test", which takes the Node of node_modules`,
  );

function step(name: string, command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const start = Date.now();
  console.log(`\n── ${name}`);
  const result = spawnSync(command, [...args], {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
  });
  const ok = result.status === 0;
  console.log(`── ${name}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return ok;
}

/** A step without a report of its own counts as one test. */
function check(...args: Parameters<typeof step>): boolean {
  const ok = step(...args);
  if (ok) passed += 1;
  else failed += 1;
  return ok;
}

/** A test runner's own report decides; a runner that wrote none, or ran nothing, has failed. */
function suite(
  name: string,
  report: string,
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): void {
  const ok = step(name, command, args, env);
  const counts = existsSync(report) ? readCounts(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  passed += counts.passed;
  failed += counts.failed;
  if (counts.passed + counts.failed === 0 || (!ok && counts.failed === 0)) failed += 1;
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected: number; unexpected: number; flaky: number };
}
const readCounts = (report: Report) =>
  report.stats
    ? { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
    : { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 };

const folders = {
  root: `${cache}/site`,
  again: `${cache}/elsewhere/site-again`,
  prefixed: `${cache}/site-prefixed`,
  hostile: `${cache}/site-hostile`,
};
const site = { SITE_URL: 'https://110-abroad.example' };
/** Only the builds at a root name somebody to write to. */
const contact = { CONTACT_URL: 'mailto:desk@110-abroad.example' };

check('Style', bin('biome'), ['check', '--error-on-warnings', '.']);
check('Types', process.execPath, [
  'node_modules/@astrojs/check/bin/astro-check.js',
  '--minimumFailingSeverity',
  'warning',
]);
check('Facts: every number, date and name in the words is borne by its records', process.execPath, [
  'scripts/check-facts.ts',
]);
check('Editions: no published value changed without a correction', process.execPath, ['scripts/check-editions.ts']);
suite(
  'Unit tests',
  `${cache}/unit.json`,
  bin('vitest'),
  ['run', '--project', 'unit', '--reporter=default', '--reporter=json', `--outputFile.json=${cache}/unit.json`],
  {},
);
const built =
  check('Build at a root', process.execPath, ['scripts/build.ts', folders.root], {
    ...site,
    ...contact,
    BASE_PATH: '/',
  }) &&
  check(
    'Build again, from a copy of the project, in another time zone and language',
    process.execPath,
    ['tests/helpers/build-copy.ts', `${cache}/elsewhere/project`, folders.again],
    {
      ...site,
      ...contact,
      BASE_PATH: '/',
      TZ: 'Pacific/Auckland',
      LC_ALL: 'tr_TR.UTF-8',
    },
  ) &&
  check('Build under a path prefix', process.execPath, ['scripts/build.ts', folders.prefixed], {
    ...site,
    CONTACT_URL: '',
    BASE_PATH: '/some/prefix/',
  }) &&
  check(
    'Build from data with harm in every text',
    process.execPath,
    ['tests/helpers/build-copy.ts', `${cache}/hostile-project`, folders.hostile, '--hostile'],
    {
      ...site,
      BASE_PATH: '/',
    },
  );
if (built) {
  const env = {
    BUILT_SITE: folders.root,
    BUILT_SITE_AGAIN: folders.again,
    BUILT_SITE_PREFIXED: folders.prefixed,
    BUILT_HOSTILE: folders.hostile,
  };
  suite(
    'Tests of the built site',
    `${cache}/built.json`,
    bin('vitest'),
    ['run', '--project', 'built', '--reporter=default', '--reporter=json', `--outputFile.json=${cache}/built.json`],
    env,
  );
  suite('Tests in a browser', `${cache}/browser.json`, bin('playwright'), ['test'], env);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
