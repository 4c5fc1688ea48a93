/**
 * `npm run lighthouse [-- <path> …]`: runs Lighthouse over one page of each kind in the built `dist`, as a phone and as a desktop, and says every audit that
 * is not perfect. Pages are served with the headers and the compression of a host. Lighthouse is 170 MB with its packages, so it is no dependency: the first
 * run fetches it into .cache/lighthouse with npm. Whole reports go to .cache/lighthouse/reports. Exit code 1 when a category is below 100.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../tests/helpers/browser-path.ts';
import { fetchPackages } from './fetched.ts';
import { settingsOrExit } from './settings.ts';
import { serveFolder } from './static-server.ts';

const reports = '.cache/lighthouse/reports';

/** One page of each kind, below the site's root. */
const pages = [
  '',
  'scale/',
  'italy/',
  'charts/',
  'charts/world-map/',
  'embed/country-status/',
  'embed/world-map/',
  'claims/scale-01/',
  'countries/nld/',
  'teach/scale/',
  'search/',
];

/** The measures that make the score of performance; printed for each page. */
const metrics: readonly string[] = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
];

/** Where there is no graphics processor, Chromium emulates one on the processor that the page needs: a phone has one. */
const withoutGpu = ['--disable-gpu', '--disable-software-rasterizer'];

type Form = 'mobile' | 'desktop';

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
}
interface Category {
  readonly title: string;
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}
interface Report {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<Record<string, Category>>;
  readonly audits: Readonly<Record<string, Audit>>;
}

/** One run of Lighthouse. @throws Error with what it printed when it made no report */
async function report(url: string, name: string, form: Form): Promise<Report> {
  const file = join(reports, `${name}-${form}`);
  const args = [
    url,
    '--quiet',
    '--output=json',
    '--output=html',
    `--output-path=${file}`,
    `--chrome-flags=${['--headless=new', ...withoutGpu, ...browser.args].join(' ')}`,
  ];
  const child = spawn(process.execPath, [program, ...args, ...(form === 'desktop' ? ['--preset=desktop'] : [])], {
    env: { ...process.env, CHROME_PATH: browser.path },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  await once(child, 'close');
  if (!existsSync(`${file}.report.json`)) throw new Error(`Lighthouse made no report of ${url}: ${said.trim()}`);
  return JSON.parse(readFileSync(`${file}.report.json`, 'utf8')) as Report;
}

const isPerfect = ({ categories }: Report): boolean => Object.values(categories).every(({ score }) => score === 1);

/** The report of a page: of one run when it is perfect, else the middle one of three by performance, as its makers advise: a busy machine counts as a slow page. */
async function middle(path: string, form: Form): Promise<Report> {
  const runs: Report[] = [];
  while (runs.length === 0 || (runs.length < 3 && !runs.every(isPerfect))) {
    const run = await report(server.url + path, path.replace(/\/$/, '').replaceAll('/', '-') || 'front', form);
    if (run.runtimeError) throw new Error(`${path || '/'} (${form}): ${run.runtimeError.message}`);
    runs.push(run);
  }
  const score = ({ categories }: Report) => categories['performance']?.score ?? 0;
  const chosen = runs.sort((a, b) => score(a) - score(b))[runs.length >> 1];
  if (!chosen) throw new Error(`Lighthouse was not run on ${path}`);
  return chosen;
}

const percent = (score: number | null): string => (score === null ? 'none' : String(Math.round(score * 100)));

const { base } = settingsOrExit();
if (!existsSync('dist/index.html')) throw new Error('There is no built site in dist: run "npm run build" first');
const program = join(fetchPackages('lighthouse', ['lighthouse@13.5.0']), 'node_modules/lighthouse/cli/index.js');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const browser = await findBrowser();
const server = await serveFolder('dist', { base, compressed: true });
let below = 0;
try {
  for (const path of process.argv.length > 2 ? process.argv.slice(2) : pages)
    for (const form of ['mobile', 'desktop'] as const) {
      const { categories, audits } = await middle(path, form);
      const all = Object.values(categories);
      console.log(`\n/${path}  ${form}: ${all.map(({ title, score }) => `${title} ${percent(score)}`).join(', ')}`);
      console.log(`  ${metrics.map((id) => `${audits[id]?.title} ${audits[id]?.displayValue}`).join(' · ')}`);
      below += all.filter(({ score }) => score !== 1).length;
      for (const { title, auditRefs } of all)
        for (const { id, weight } of auditRefs) {
          const audit = audits[id];
          if (audit && audit.score !== null && audit.score < 1 && weight > 0 && !metrics.includes(id))
            console.log(`  ${title}: ${audit.title} (${id}) ${audit.displayValue ?? ''}`);
        }
    }
} finally {
  await server.close();
}
console.log(
  below === 0
    ? '\n100 in every category of every page'
    : `\n${below} categories below 100; whole reports are in ${reports}`,
);
process.exitCode = below === 0 ? 0 : 1;
