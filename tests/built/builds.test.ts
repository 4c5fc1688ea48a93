/** What a build leaves behind when it is broken, killed or followed by another. Run in a copy of the project. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyProject } from '../helpers/project-copy.ts';

let project = '';
const goodPage = '<!doctype html><title>The last good site</title>';
const target = () => join(project, 'dist');
const leftovers = () => readdirSync(project).filter((name) => name.startsWith('.dist-'));

beforeAll(() => {
  project = copyProject('.cache/broken-project');
  mkdirSync(target());
  writeFileSync(join(target(), 'index.html'), goodPage);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function start(): { readonly child: ChildProcess; readonly ended: Promise<{ code: number | null; output: string }> } {
  const child = spawn(process.execPath, ['scripts/build.ts'], {
    cwd: project,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { child, ended: new Promise((done) => child.on('close', (code) => done({ code, output }))) };
}

/** Asserts that the last good site is there, whole and alone. */
function expectUntouched(): void {
  expect(readdirSync(target())).toEqual(['index.html']);
  expect(readFileSync(join(target(), 'index.html'), 'utf8')).toBe(goodPage);
}

/** Breaks files for the time of a build. */
async function buildWith(
  broken: Readonly<Record<string, string | Buffer>>,
): Promise<{ code: number | null; output: string }> {
  const whole = Object.keys(broken).map((file) => [join(project, file), readFileSync(join(project, file))] as const);
  for (const [file, text] of Object.entries(broken)) writeFileSync(join(project, file), text);
  try {
    return await start().ended;
  } finally {
    for (const [path, text] of whole) writeFileSync(path, text);
  }
}

test('the server for whoever writes (npm run dev) has pages and every kind of file at their addresses', async () => {
  const child = spawn(process.execPath, ['scripts/dev.ts', '--ignore-lock'], {
    cwd: project,
    // Astro serves no pages where it believes to be under test.
    env: { ...process.env, VITEST: undefined, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  try {
    const url = await new Promise<string>((found, failed) => {
      let output = '';
      child.once('close', () => failed(new Error(output)));
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          const [address] = /http:\/\/localhost:\d+\//.exec(output) ?? [];
          if (address) found(address);
        });
    });
    for (const path of [
      'about/',
      'reader.js',
      'robots.txt',
      'cite/edition.bib',
      'data/claims.csv',
      'charts/world-map.json',
    ])
      expect((await fetch(url + path)).status, path).toBe(200);
    expect((await fetch(`${url}nothing.txt`)).status).toBe(404);
  } finally {
    child.kill();
    await closed;
  }
});

describe('a build that fails leaves the last good site as it was, and says why', () => {
  test.each<[string, Record<string, string | Buffer>, readonly RegExp[]]>([
    [
      'data that is cut off, and data that is not UTF-8',
      { 'data/claims.json': '{"rows": [', 'data/reports.json': Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) },
      [/data\/claims\.json, file, JSON/, /data\/reports\.json, line 1, encoding/],
    ],
    [
      'a sentence that no record supports',
      {
        'content/en/pages/about.md':
          '---\ntitle: A\ndek: A.\ndescription: In 1987 there were 4,321 of them.\n---\n\nIn 1987 there were 4,321 of them. {#a}\n',
      },
      [/about\.md[\s\S]*4,321[\s\S]*fact-checker stopped the build/],
    ],
    [
      'code that does not compile',
      { 'src/pages/[...language]/about.astro': '---\nconst = ;\n---\n' },
      [/build failed/],
    ],
  ])('%s', async (_, broken, reported) => {
    const { code, output } = await buildWith(broken);
    expect(code).not.toBe(0);
    for (const words of reported) expect(output).toMatch(words);
    expect(output).toContain('is as it was');
    expectUntouched();
    expect(leftovers()).toEqual([]);
  });
});

describe('a build that is stopped leaves the last good site as it was', () => {
  /** Waits until Astro has begun to write. */
  async function writing(child: ChildProcess): Promise<void> {
    const fresh = join(project, `.dist-next-${child.pid}`);
    for (let tries = 0; tries < 2400 && !existsSync(fresh) && child.exitCode === null; tries += 1)
      await new Promise((next) => setTimeout(next, 100));
    expect(existsSync(fresh), 'it has begun to write').toBe(true);
  }

  test('by a polite signal, and leaves nothing beside it', async () => {
    const { child, ended } = start();
    await writing(child);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(1);
    expectUntouched();
    expect(leftovers()).toEqual([]);
  });

  test('by SIGKILL, and the next build takes away what is left, even when it fails itself', async () => {
    const { child, ended } = start();
    await writing(child);
    // The whole group, as when a machine is switched off: also Astro, which writes.
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    expectUntouched();
    expect(leftovers()).toHaveLength(1);
    await buildWith({ 'data/claims.json': '{' });
    expect(leftovers()).toEqual([]);
    expectUntouched();
  });

  test('in the middle of the swap, and the next build puts it back, but leaves one that runs beside it its folder', async () => {
    // A process that has ended: its number belongs to nobody.
    const { child, ended } = start();
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    const old = join(project, `.dist-old-${child.pid}`);
    mkdirSync(old);
    writeFileSync(join(old, 'index.html'), goodPage);
    rmSync(target(), { recursive: true });
    const running = join(project, `.dist-next-${process.pid}`);
    mkdirSync(running);
    await buildWith({ 'data/claims.json': '{' });
    expectUntouched();
    expect(leftovers()).toEqual([`.dist-next-${process.pid}`]);
    rmSync(running, { recursive: true });
  });
});

describe('npm run check:content', () => {
  const check = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check-content.ts'], {
      cwd: project,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  test('finds nothing where a build would succeed', () => {
    expect(check()).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('Nothing found.') });
  });

  test('names the rows that do not agree, though the fact-checker stops at them too', () => {
    const patrols = join(project, 'data/patrols.json');
    const whole = readFileSync(patrols, 'utf8');
    writeFileSync(patrols, whole.replace(/("id": "chn-in-ita-2018".*?"officers": )10/, '$112'));
    const { status, stderr } = check();
    writeFileSync(patrols, whole);
    expect(status).toBe(1);
    expect(stderr).toContain('chn-in-ita-2018');
    expect(stderr).toMatch(/found: +10\n +expected: +12/);
  });

  test('reports everything that a new chapter lacks, and a changed value, at once; alone on standard output is the correction to paste', () => {
    const chapter = join(project, 'content/en/chapters/short.md');
    const description =
      'A chapter of a few lines that is here to be shown all that it lacks, in one run and not one after another.';
    writeFileSync(
      chapter,
      `---\norder: 6\ntitle: A short one\nquestion: What?\ndek: A few lines.\ndescription: ${description}\nasOf: 2032-11\n---\n\nOne line. {#one-line}\n\n::chart world-map\n`,
    );
    const operators = join(project, 'data/operators.json');
    const whole = readFileSync(operators, 'utf8');
    const changed = whole.replace('"since": "2016-02"', '"since": "2016-03"');
    expect(changed).not.toBe(whole);
    writeFileSync(operators, changed);
    const { status, stdout, stderr } = check();
    rmSync(chapter);
    writeFileSync(operators, whole);
    expect(status).toBe(1);
    for (const part of [
      'text, {#in-five-sentences}',
      'text, {#not-known}',
      'text, words',
      'text, records',
      'front matter, asOf',
      '::chart world-map, chapter',
      'content/en/messages.yaml, chapterNames, short',
      'content/en/teach/short.md, file, name',
      'content/en/teach/quiz/short.yaml, file, name',
    ])
      expect(stderr).toContain(part);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: '',
      reason: '',
      noticed: '',
      cells: ['operators/nantong/since'],
    });
    expect(stdout.split('\n').length).toBeGreaterThan(5);
  });
});
