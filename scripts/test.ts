/**
 * `npm test`: everything that must hold. Style, types, the fact-checker and unit tests; builds (at the root, again from another folder in another time zone
 * after changes that were taken back, under a prefix, and from data with harm in every text); tests of the built sites; tests in a real browser. A browser
 * spends a third of its time waiting, so its tests run beside everything else, as soon as there is a site at the root. Says at the end where the time went,
 * and closes with a line `N passed, N failed`. `npm run test:quick` is what needs no built site.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type Counts, countsOf, slowestOf, type TestReport } from './test-reports.ts';
import { keepTestedFiles } from './tested-files.ts';

const cache = '.cache';
const major = Number(process.versions.node.split('.')[0]);
if (major < 24)
  throw new Error(
    `Node ${process.versions.node} runs this, 24 or newer is needed: start it with "npm test", which takes the Node of node_modules`,
  );

interface Step {
  readonly name: string;
  /** A script for this Node and its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where a test runner leaves its report; a step without one counts as one test. */
  readonly report?: string;
}

const total: { passed: number; failed: number } = { passed: 0, failed: 0 };
const times: { readonly name: string; readonly seconds: number }[] = [];
const reports: TestReport[] = [];

/** A test runner's own report decides; a runner that wrote none, or ran nothing, has failed. */
function readReport(path: string, ok: boolean): Counts {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(path, 'utf8')) as TestReport;
  reports.push(report);
  const counts = countsOf(report);
  const silent = counts.passed + counts.failed === 0 || (!ok && counts.failed === 0);
  return { passed: counts.passed, failed: counts.failed + (silent ? 1 : 0) };
}

/** Runs a step to its end and prints what it said, in one piece. True when it succeeded. */
function run({ name, args, env, report }: Step): Promise<boolean> {
  if (report !== undefined) rmSync(report, { force: true });
  const start = performance.now();
  return new Promise((done) => {
    const said: Buffer[] = [];
    const child = spawn(process.execPath, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
    child.on('error', (error) => said.push(Buffer.from(String(error))));
    child.on('close', (code) => {
      const ok = code === 0;
      const seconds = (performance.now() - start) / 1000;
      times.push({ name, seconds });
      const counts = report === undefined ? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 } : readReport(report, ok);
      total.passed += counts.passed;
      total.failed += counts.failed;
      console.log(`\n── ${name}\n${Buffer.concat(said)}── ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s)`);
      done(ok);
    });
  });
}

/** Steps one after the other, all of them. True when all succeeded. */
async function eachOf(steps: readonly Step[]): Promise<boolean> {
  let ok = true;
  for (const step of steps) ok = (await run(step)) && ok;
  return ok;
}

const vitest = (name: string, project: string, env: Step['env'] = {}): Step => ({
  name,
  args: [
    'node_modules/vitest/vitest.mjs',
    ...['run', '--project', project, '--reporter=minimal', '--reporter=json'],
    `--outputFile.json=${cache}/${project}.json`,
  ],
  env,
  report: `${cache}/${project}.json`,
});

const unitTests = vitest('Unit tests', 'unit');
/** Checks that need no built site. That of types writes `.astro` as a build does: never beside one. */
const checks: readonly Step[] = [
  { name: 'Style', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'Facts: every number, date and name in the words has its records',
    args: ['scripts/check-facts.ts'],
  },
  {
    name: 'Editions: no published value changed without a correction',
    args: ['scripts/check-editions.ts'],
  },
  {
    name: 'Types',
    args: ['node_modules/@astrojs/check/bin/astro-check.js', '--minimumFailingSeverity', 'warning'],
  },
];

/** The inner loop of whoever changes something. */
const quick = () => Promise.all([run(unitTests), eachOf(checks)]);

const folders = {
  root: `${cache}/site`,
  again: `${cache}/elsewhere/site-again`,
  prefixed: `${cache}/site-prefixed`,
  hostile: `${cache}/site-hostile`,
};
const hostileProject = `${cache}/hostile-project`;
const site = { SITE_URL: 'https://110-abroad.example' };
/** Only the builds at a root name somebody to write to. */
const contact = { CONTACT_URL: 'mailto:desk@110-abroad.example' };

const buildAtRoot: Step = {
  name: 'Build at a root',
  args: ['scripts/build.ts', folders.root],
  env: { ...site, ...contact, BASE_PATH: '/' },
};
const otherBuilds: readonly Step[] = [
  {
    name: 'Build again, from a copy of the project, in another time zone and language, after changes that were taken back',
    args: ['tests/helpers/build-copy.ts', `${cache}/elsewhere/project`, folders.again],
    env: { ...site, ...contact, BASE_PATH: '/', TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8' },
  },
  {
    name: 'Build under a path prefix',
    args: ['scripts/build.ts', folders.prefixed],
    env: { ...site, CONTACT_URL: '', BASE_PATH: '/some/prefix/' },
  },
  {
    name: 'Build from data with harm in every text, three texts in Dutch',
    args: ['tests/helpers/build-copy.ts', hostileProject, folders.hostile, '--hostile'],
    env: { ...site, BASE_PATH: '/' },
  },
];
const builtSites = {
  BUILT_SITE: folders.root,
  BUILT_SITE_AGAIN: folders.again,
  BUILT_SITE_PREFIXED: folders.prefixed,
  BUILT_HOSTILE: folders.hostile,
  HOSTILE_PROJECT: hostileProject,
};
const browserTests: Step = {
  name: 'Tests in a browser',
  args: ['node_modules/@playwright/test/cli.js', 'test'],
  env: builtSites,
  report: `${cache}/browser.json`,
};

/**
 * Two lanes for two cores: one builds the site at the root and looks at it in a browser, the other runs unit tests, builds the other sites and tests all of
 * them as files. The checks come where there is less to do.
 */
async function everything(): Promise<void> {
  const root = run(buildAtRoot);
  const others = run(unitTests).then(async () => (await root) && eachOf(otherBuilds));
  const inBrowser = async () => {
    if (await root) await run(browserTests);
    await others;
    await eachOf(checks);
  };
  const asFiles = async () => {
    if (await others) await run(vitest('Tests of the built site', 'built', builtSites));
  };
  await Promise.all([inBrowser(), asFiles()]);
}

/** Where the time went: each step, and the files of tests that took longest. Steps run beside each other, so their sum is more than the whole. */
function printTimes(): void {
  const line = (seconds: number, name: string) => console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`);
  console.log('\n── Where the time went');
  for (const { name, seconds } of [...times].sort((a, b) => b.seconds - a.seconds)) line(seconds, name);
  console.log('── Files of tests that took longest');
  for (const { name, seconds } of slowestOf(reports, 12)) line(seconds, name);
  line(performance.now() / 1000, 'in all');
}

const isQuick = process.argv.includes('--quick');
if (!isQuick) rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
await (isQuick ? quick() : everything());
printTimes();
if (total.failed === 0 && !isQuick) keepTestedFiles();
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
