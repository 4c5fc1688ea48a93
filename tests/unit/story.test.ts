/** A fault in a text stops the build, and is reported with its file and line. */
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProblemsError } from '../../src/dataset/problems.ts';
import { chapterIds } from '../helpers/chapters.ts';

/** Files of content/ that a test changes: path to an edit of its text; null when the file is gone. */
const edits = vi.hoisted(() => new Map<string, ((text: string) => string) | null>());

vi.mock('../../src/words/content.ts', async (original) => {
  const real = await original<typeof import('../../src/words/content.ts')>();
  const edited = (path: string, text: string): string => edits.get(path)?.(text) ?? text;
  return {
    ...real,
    contentFile: (path: string) => edited(path, real.contentFile(path)),
    contentFiles: (folder: string) => {
      const files = new Map(
        [...real.contentFiles(folder)]
          .filter(([path]) => edits.get(path) !== null)
          .map(([path, text]) => [path, edited(path, text)]),
      );
      for (const [path, edit] of edits)
        if (path.startsWith(folder) && edit && !files.has(path)) files.set(path, edit(''));
      return files;
    },
  };
});

const scale = 'content/en/chapters/scale.md';
const italy = 'content/en/chapters/italy.md';
const map = 'content/en/charts/world-map.md';

// Site and chapters are made once a build: each test makes them anew, and leaves nothing to the files after this one.
const forget = (): void => {
  edits.clear();
  vi.resetModules();
};
beforeEach(forget);
afterAll(forget);

/** The fault that building the chapters leads to. */
async function fault(): Promise<ProblemsError> {
  const { chaptersIn } = await import('../../src/story/chapters.ts');
  try {
    chaptersIn('en');
  } catch (error) {
    return error as ProblemsError;
  }
  return expect.fail('the chapters were built');
}

/** Adds paragraphs at the end of a text; `lines` tells where each stands, as an editor counts. */
function append(path: string, paragraphs: readonly string[]): { lines: () => string[] } {
  let lines: string[] = [];
  edits.set(path, (text) => {
    let whole = text.trimEnd();
    lines = [];
    for (const paragraph of paragraphs) {
      whole += '\n\n';
      lines.push(`line ${whole.split('\n').length}`);
      whole += paragraph;
    }
    return `${whole}\n`;
  });
  return { lines: () => lines };
}

describe('a chapter', () => {
  test('with faults stops the build, and tells all of them with the lines that an editor shows', async () => {
    const sources: readonly (readonly [source: string, field: string, found: string])[] = [
      ['Text.[^scale-00001]', 'reference', '"[^scale-00001]"'],
      ['Text.[^figure-traced-station]', 'reference', '"[^figure-traced-station]"'],
      ['::chart world-mapp', 'directive', '"::chart world-mapp"'],
      [':::note Title {#title}', 'directive', '":::note Title {#title}"'],
      ['## Heading', 'heading', '"Heading"'],
      ['Text. {#kind-of-claim}', 'key', '"kind-of-claim"'],
      [':::aside Title {#title}', 'directive', '":::aside Title {#title}"'],
    ];
    const inScale = append(
      scale,
      sources.map(([source]) => source),
    );
    const inItaly = append(italy, ['::chart nope']);
    const { problems, message } = await fault();
    const expected = [
      [italy, inItaly.lines()[0], 'directive', '"::chart nope"'],
      ...sources.map(([, field, found], index) => [scale, inScale.lines()[index], field, found]),
    ];
    expect(problems.map(({ file, where, field, found }) => [file, where, field, found]).sort()).toEqual(
      expected.sort(),
    );
    for (const [file = '', where = '', , found = ''] of expected)
      for (const part of [file, where, found]) expect(message).toContain(part);
  });

  test('with front matter that is wrong stops the build, and one with the same chart twice beside it', async () => {
    append(italy, ['::chart italy-map', '::chart italy-map']);
    edits.set(scale, (text) => text.replace(/^asOf: .*$/m, 'asOf: 2026-13').replace(/^order: .*$/m, 'order: first'));
    const { problems } = await fault();
    const lineOf = (field: string) =>
      Number(
        problems.find((problem) => problem.file === scale && problem.field === field)?.where.slice('line '.length),
      );
    expect(lineOf('asOf') - lineOf('order')).toBe(1);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: italy, field: 'chart', found: 'italy-map', expected: 'a chart once on a page' }),
    );
  });

  test('that is missing stops the build', async () => {
    edits.set(scale, null);
    expect((await fault()).problems).toContainEqual(
      expect.objectContaining({
        file: 'src/charts/world-map.chart.ts',
        field: 'chapter',
        found: 'scale',
        expected: `the id of a chapter: ${chapterIds.filter((id) => id !== 'scale').join(', ')}`,
      }),
    );
  });

  test('that is new lacks its keys and its name, and has an order of its own', async () => {
    const description =
      'A description that is long enough for search engines and for share cards, at eighty letters or more.';
    edits.set(
      'content/en/chapters/spain.md',
      () =>
        `---\ntitle: Spain\ndek: A dek.\nquestion: What?\ndescription: ${description}\norder: 5\nasOf: 2026-11\n---\n\nText.\n`,
    );
    const { problems } = await fault();
    const spain = 'content/en/chapters/spain.md';
    for (const field of ['{#disputed}', 'order'])
      expect(problems).toContainEqual(expect.objectContaining({ file: spain, field }));
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'content/en/messages.yaml', where: 'chapterNames', field: 'spain' }),
    );
  });
});

describe('a chart', () => {
  test('with an unknown claim or a chart in its notes stops the build, with the lines that an editor shows', async () => {
    const { lines } = append(map, ['Text.[^scale-00001]', '::chart world-map']);
    const { problems } = await fault();
    expect(problems).toContainEqual(
      expect.objectContaining({ file: map, where: lines()[0], field: 'reference', found: '"[^scale-00001]"' }),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: map,
        where: lines()[1],
        field: 'directive',
        fix: expect.stringContaining('charts cannot be here'),
      }),
    );
  });

  test('without words, and words without a chart, stop the build together', async () => {
    edits.set(map, null);
    edits.set('content/en/charts/no-chart.md', () => '---\nquestion: x\n---\n');
    const { problems } = await fault();
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'src/charts/world-map.chart.ts', field: 'words', expected: map }),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'content/en/charts/no-chart.md', field: 'name', found: 'no-chart' }),
    );
  });

  test('whose answer is not named stops the build with those there are', async () => {
    edits.set(map, (text) => text.replace(/^answer: .*\n/m, ''));
    expect((await fault()).problems).toContainEqual(
      expect.objectContaining({ file: map, field: 'answer', expected: expect.stringContaining('scale-12') }),
    );
  });

  test('whose words ask for a value it does not have stops the build with file and key', async () => {
    edits.set(map, (text) => text.replace(/^dek: /m, "dek: '{nonsense}' + "));
    expect((await fault()).message).toMatch(/content\/en\/charts\/world-map\.md/);
  });
});

describe('messages', () => {
  test('that are no YAML stop the build with the line', async () => {
    edits.set('content/en/messages.yaml', (text) => `${text}\nsite: twice\n`);
    expect((await fault()).problems).toEqual([
      expect.objectContaining({
        file: 'content/en/messages.yaml',
        where: expect.stringMatching(/^line \d{2,}$/),
        field: 'YAML',
      }),
    ]);
  });

  test('of derived figures that are missing are reported by name', async () => {
    edits.set('content/en/derived-figures.yaml', (text) => text.replace(/^traced-stations: .*\n/m, ''));
    expect((await fault()).message).toContain(
      'content/en/derived-figures.yaml has no message "traced-stations": add it',
    );
  });
});
