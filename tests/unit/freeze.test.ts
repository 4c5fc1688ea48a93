import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedSinceTests, keepTestedFiles } from '../../scripts/tested-files.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { sha256 } from '../../src/publish/download/archive.ts';
import {
  changeLog,
  type FrozenFile,
  freezeEmbed,
  freezeLine,
  frozenFiles,
  frozenHome,
} from '../../src/publish/edition/freeze.ts';
import { frozenFault, parseSums, readRegister } from '../../src/publish/edition/frozen-check.ts';
import { frozenEdition, frozenLine, type ListedFile, placeOf } from '../../src/publish/edition/frozen-edition.ts';
import { frozenVersions } from '../../src/publish/edition/on-disk.ts';
import {
  changedColumns,
  neededStep,
  nextVersion,
  releaseFaults,
  versionFits,
} from '../../src/publish/edition/versions.ts';
import { currentFiles, currentJson, filesWith, type LooseRow, rowOf } from '../helpers/data-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('frozen editions', () => {
  test('are as they were frozen, every byte, and no file beside', () => {
    expect(frozenFault()).toBeUndefined();
    expect(Object.keys(readRegister())).toEqual(frozenVersions());
  });

  test('have a manifest that says what their list of sums says', () => {
    for (const version of frozenVersions()) {
      const { version: named, files } = frozenEdition(version);
      expect(named).toBe(version);
      const sums = parseSums(readFileSync(join('public/v', version, 'SHA256SUMS'), 'utf8'));
      expect(new Map(files.map((file) => [placeOf(file, version), file.sha256]))).toEqual(sums);
    }
  });

  describe('that were changed are found out', () => {
    let folder = '';
    const file = (path: string) => join(folder, '1.0.0', path);
    const list = `${sha256(bytes('a,b\n'))}  data/a.csv\n`;
    const register = { '1.0.0': sha256(bytes(list)) };
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'frozen-'));
      mkdirSync(file('data'), { recursive: true });
      writeFileSync(file('data/a.csv'), 'a,b\n');
      writeFileSync(file('SHA256SUMS'), list);
      writeFileSync(file('manifest.json'), '{}');
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    test('while nothing is said of those that were not', () => {
      expect(frozenFault(register, folder)).toBeUndefined();
    });

    test.each([
      [
        'line ends',
        () => writeFileSync(file('data/a.csv'), 'a,b\r\n'),
        /data\/a\.csv is not what was frozen\n[\s\S]*line ends/,
      ],
      ['a file that went', () => rmSync(file('data/a.csv')), /data\/a\.csv is missing/],
      ['a file that came', () => writeFileSync(file('data/b.csv'), ''), /data\/b\.csv was not frozen/],
      ['the list', () => writeFileSync(file('SHA256SUMS'), ''), /SHA256SUMS is not the list that was registered/],
      ['a folder that no release made', () => mkdirSync(join(folder, '1.0.1')), /1\.0\.1 is in no register/],
      ['an edition that went', () => rmSync(join(folder, '1.0.0'), { recursive: true }), /SHA256SUMS is missing/],
    ])('%s', (_, change, sentence) => {
      change();
      expect(frozenFault(register, folder)).toMatch(sentence);
    });
  });

  test('keep their bytes in a checkout with the defaults of Git for Windows, and in what is committed there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'autocrlf-'));
    const git = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync('git', ['-C', folder, '-c', 'core.autocrlf=true', ...args]);
      expect(status, String(stderr)).toBe(0);
      return stdout;
    };
    git('init', '-q');
    copyFileSync('.gitattributes', join(folder, '.gitattributes'));
    const files = {
      'public/v/1.0.0/a.csv': 'a\r\nb\n',
      'public/v/1.0.0/a.svg': 'a\nb\n',
      'data/claims.json': '{\n}\n',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git('add', '.');
    for (const [path, text] of Object.entries(files)) {
      expect(String(git('show', `:${path}`)), `${path} as committed`).toBe(text);
      rmSync(join(folder, path));
    }
    git('checkout', '--', '.');
    for (const [path, text] of Object.entries(files))
      expect(readFileSync(join(folder, path), 'utf8'), `${path} as checked out`).toBe(text);
    rmSync(folder, { recursive: true });
  });
});

/** Runs the command that readers are asked to run; what it prints when something is wrong. */
const sha256sum = (folder: string, ...options: string[]): string => {
  const { stdout, stderr } = spawnSync('sha256sum', ['--check', '--quiet', ...options, 'SHA256SUMS'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
};

describe('the lists of sums', () => {
  test.each(frozenVersions())('of edition %s name what is there', (version) => {
    expect(sha256sum(join('public/v', version))).toBe('');
    // The list of the first edition's tables names pictures that were never kept: /data/ says so.
    expect(sha256sum(join('public/v', version, 'data'), ...(version === '1.0.0' ? ['--ignore-missing'] : []))).toBe('');
  });
});

describe('an edition after the first', () => {
  const chart = (id: string, edition: string, word: string): FrozenFile[] => [
    { path: `data/charts/${id}.csv`, bytes: bytes(`a\r\n${word}\r\n`) },
    { path: `charts/${id}.json`, bytes: bytes(JSON.stringify({ headline: word, edition: { version: edition } })) },
    {
      path: `charts/${id}.svg`,
      bytes: bytes(
        `<svg height="${edition.length}"><rect height="${edition.length}"/><text>${word}</text><g id="${id}-imprint"><text>edition ${edition}</text></g></svg>`,
      ),
    },
    { path: `charts/${id}.png`, bytes: bytes(`${word} ${edition}`) },
    { path: `embed/${id}/index.html`, bytes: bytes(`<p>${word}</p><p>${edition}</p>`) },
  ];
  const site = (edition: string, words: Record<string, string>): FrozenFile[] => [
    { path: 'data/claims.csv', bytes: bytes('id\r\n') },
    { path: 'data/claims.json', bytes: bytes('{"$schema": "./schema/claims.schema.json"}') },
    { path: 'data/schema/claims.schema.json', bytes: bytes('{}') },
    { path: 'data/edition.json', bytes: bytes(JSON.stringify({ version: edition })) },
    { path: 'data/SHA256SUMS', bytes: bytes('00  ../charts/a@2x.png\n') },
    { path: 'embed-frame.js', bytes: bytes('x') },
    ...Object.entries(words).flatMap(([id, word]) => chart(id, edition, word)),
  ];
  let folder = '';
  const write = (version: string, files: readonly FrozenFile[]) => {
    for (const { path, bytes: content } of files) {
      mkdirSync(dirname(join(folder, version, path)), { recursive: true });
      writeFileSync(join(folder, version, path), content);
    }
    return files.map(({ path }) => path);
  };
  const freeze = (version: string, before: string | undefined, words: Record<string, string>) => {
    const earlier = before && {
      edition: frozenEdition(before, folder),
      read: ({ in: keeper, path }: { in: string; path: string }) => readFileSync(join(folder, keeper, path)),
    };
    return write(version, frozenFiles(site(version, words), { version, date: '2027' }, 'log', earlier || undefined));
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'editions-'));
    freeze('1.0.0', undefined, { same: 'A', other: 'B' });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('keeps its tables whole, and of the charts those that changed in more than the name of the edition', () => {
    expect(freeze('1.0.10', '1.0.0', { same: 'A', other: 'C' })).toEqual([
      'CHANGES.md',
      'charts/other.json',
      'charts/other.png',
      'charts/other.svg',
      'data/SHA256SUMS',
      'data/charts/other.csv',
      'data/claims.csv',
      'data/claims.json',
      'data/edition.json',
      'embed-frame.js',
      'embed/other/index.html',
      'manifest.json',
      'SHA256SUMS',
    ]);
  });

  test('says of every file where it is, however many editions ago it changed', () => {
    freeze('1.0.1', '1.0.0', { same: 'A', other: 'C' });
    freeze('1.0.2', '1.0.1', { same: 'A', other: 'C', fresh: 'D' });
    const places = new Map(frozenEdition('1.0.2', folder).files.map((file) => [file.path, placeOf(file, '1.0.2')]));
    expect(places.get('charts/same.svg')).toBe('../1.0.0/charts/same.svg');
    expect(places.get('embed/other/index.html')).toBe('../1.0.1/embed/other/index.html');
    expect(places.get('charts/fresh.svg')).toBe('charts/fresh.svg');
    expect(places.get('data/claims.csv')).toBe('data/claims.csv');
    expect(places.get('data/schema/claims.schema.json')).toBe('../1.0.0/data/schema/claims.schema.json');
    const table = join(folder, '1.0.2/data/claims.json');
    const { $schema } = JSON.parse(readFileSync(table, 'utf8')) as { $schema: string };
    expect(readFileSync(join(dirname(table), $schema), 'utf8')).toBe('{}');
  });

  test('of which nothing but the name is new costs its tables: a chart or a schema of the last edition is not kept twice', () => {
    const last = frozenEdition(frozenVersions().at(-1) ?? '');
    const read = ({ in: keeper, path }: ListedFile) => new Uint8Array(readFileSync(join('public/v', keeper, path)));
    const built = last.files.map((file) => ({ path: file.path, bytes: read(file) }));
    const files = frozenFiles(built, { version: '99.0.0', date: '2099-01-01' }, '', { edition: last, read });
    expect(files.filter(({ path }) => /charts\/|embed\/|schema\//.test(path))).toEqual([]);
    // Fifty editions are to fit into 10,000 files and 300 MB.
    expect(files.length).toBeLessThan(75);
    expect(files.reduce((sum, file) => sum + file.bytes.length, 0)).toBeLessThan(2_500_000);
  });

  test('keeps a chart that comes back to what it was before', () => {
    freeze('1.0.1', '1.0.0', { same: 'A', other: 'C' });
    expect(freeze('1.0.2', '1.0.1', { same: 'A', other: 'B' })).toContain('charts/other.svg');
  });

  test('can be checked with sha256sum, as its README says, and a changed byte anywhere in it is found', () => {
    freeze('1.0.1', '1.0.0', { same: 'A', other: 'C' });
    expect(sha256sum(join(folder, '1.0.1'))).toBe('');
    expect(sha256sum(join(folder, '1.0.1/data'))).toBe('');
    writeFileSync(join(folder, '1.0.0/data/charts/same.csv'), 'changed');
    expect(sha256sum(join(folder, '1.0.1'))).toContain('../1.0.0/data/charts/same.csv: FAILED');
  });

  test('is held by the register like the first', () => {
    freeze('1.0.1', '1.0.0', { same: 'A', other: 'C' });
    const register = Object.fromEntries(
      ['1.0.0', '1.0.1'].map((version) => [version, sha256(readFileSync(join(folder, version, 'SHA256SUMS')))]),
    );
    expect(frozenFault(register, folder)).toBeUndefined();
    rmSync(join(folder, '1.0.1/data/claims.csv'));
    expect(frozenFault(register, folder)).toMatch(/1\.0\.1\/data\/claims\.csv is missing/);
  });
});

describe('what is frozen', () => {
  const built = [
    { path: 'index.html', bytes: bytes('front') },
    { path: 'data/claims.json', bytes: bytes('{}') },
    { path: 'data/110-abroad-1.0.0.zip', bytes: bytes('zip') },
    { path: 'data/index.html', bytes: bytes('page') },
    { path: 'chapters.json', bytes: bytes('{}') },
    { path: 'charts/a.svg', bytes: bytes('<svg/>') },
    { path: 'charts/a@2x.png', bytes: bytes('png') },
    {
      path: 'embed/a/index.html',
      bytes: bytes(
        `<link rel="canonical" href="${frozenHome}charts/a/"><link rel="alternate" type="application/json+oembed" href="${frozenHome}oembed/a.json"><meta property="og:image" content="${frozenHome}charts/a.png"><a href="${frozenHome}charts/#chart-a">x</a><script src="/embed-frame.js"></script>`,
      ),
    },
    { path: 'embed-frame.js', bytes: bytes('x') },
    {
      path: 'oembed/a.json',
      bytes: bytes(JSON.stringify({ html: `<iframe src="${frozenHome}embed/a/" title="A" height="300"></iframe>` })),
    },
  ];

  test('is the data, the files of the charts and the embeds, with a change log, a manifest and sums', () => {
    const files = frozenFiles(built, { version: '1.0.0', date: '2026-11-23' }, 'log');
    expect(files.map((file) => file.path)).toEqual([
      'CHANGES.md',
      'chapters.json',
      'charts/a.svg',
      'data/SHA256SUMS',
      'data/claims.json',
      'embed-frame.js',
      'embed/a/index.html',
      'embed/a/line.html',
      'manifest.json',
      'SHA256SUMS',
    ]);
  });

  test('has no address of a host: links lead back relative to the edition, cards to its own picture, oEmbed to the answer for it', () => {
    const embed = freezeEmbed(new TextDecoder().decode(built[7]?.bytes), '1.1.0');
    expect(embed).toBe(
      '<link rel="alternate" type="application/json+oembed" href="../../../../oembed/1.1.0/a.json"><meta property="og:image" content="../../charts/a.png"><a href="../../../../charts/#chart-a">x</a><script src="../../embed-frame.js"></script>',
    );
  });

  test('keeps the line of each embed with its heights, for whatever address the site has by then', () => {
    const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
    mkdirSync(join(folder, '1.0.0/embed/a'), { recursive: true });
    writeFileSync(
      join(folder, '1.0.0/embed/a/line.html'),
      freezeLine(new TextDecoder().decode(built.at(-1)?.bytes), 'a'),
    );
    expect(frozenLine('1.0.0', 'a', new URL('https://news.example/x/'), folder)).toBe(
      '<iframe src="https://news.example/x/v/1.0.0/embed/a/" title="A" height="300"></iframe>',
    );
    expect(frozenLine('1.0.0', 'b', new URL('https://news.example/'), folder)).toBeUndefined();
    expect(() => freezeLine(JSON.stringify({ html: '<iframe src="https://other.example/">' }), 'a')).toThrow(
      /oembed\/a\.json/,
    );
    rmSync(folder, { recursive: true });
  });

  test('is refused when a file still names the host it was built for', () => {
    expect(() =>
      frozenFiles(
        [{ path: 'charts/a.svg', bytes: bytes(`<a href="${frozenHome}">`) }],
        { version: '1.0.0', date: '2026' },
        '',
      ),
    ).toThrow(/charts\/a\.svg/);
  });
});

describe('the columns of an edition', () => {
  const schema = (columns: object) => JSON.stringify({ properties: { rows: { items: { properties: columns } } } });
  const before = {
    id: { type: 'string', description: 'Key.' },
    value: { anyOf: [{ type: 'number' }, { type: 'null' }] },
  };
  const changed = (now: object, table = 'claims') =>
    changedColumns(parseDataset(currentFiles()), (name) =>
      name === table ? { before: schema(before), now: schema(now) } : { before: undefined, now: undefined },
    );

  test.each([
    ['are the same', before, []],
    ['have other words and rules', { ...before, id: { type: 'string', description: 'The key.', pattern: 'a' } }, []],
    ['have one more', { ...before, note: { type: 'string' } }, []],
    ['lost one', { id: before.id }, ['claims']],
    ['have another type', { ...before, id: { type: 'number' } }, ['claims']],
    ['may no longer be empty', { ...before, value: { type: 'number' } }, ['claims']],
  ])('that %s', (_, now, tables) => {
    expect(changed(now)).toEqual(tables);
  });
});

describe('the version', () => {
  const nothing = { added: [], changed: [] };
  const added = { added: [{ table: 'claims' as const, row: 'x' }], changed: [] };
  const changed = {
    added: [],
    changed: [{ table: 'claims' as const, row: 'x', column: 'value', oldValue: 1, newValue: 2 }],
  };

  test('takes a major step for columns, a minor for rows added, a patch for values changed', () => {
    expect(neededStep(nothing, true)).toBe('major');
    expect(neededStep(added, false)).toBe('minor');
    expect(neededStep(changed, false)).toBe('patch');
    expect(neededStep(nothing, false)).toBe('none');
  });

  test.each([
    ['1.0.0', '1.0.1', 'patch', true],
    ['1.0.0', '1.0.1', 'minor', false],
    ['1.0.0', '1.1.0', 'patch', true],
    ['1.0.0', '1.3.0', 'patch', false],
    ['1.0.0', '1.0.2', 'patch', false],
    ['1.0.0', '1.1.1', 'minor', false],
    ['1.0.0', '3.0.0', 'major', false],
    ['1.0.9', '1.0.10', 'patch', true],
    ['1.0.0', '0.9.0', 'patch', false],
    ['1.2.0', '1.1.0', 'patch', false],
    ['1.0.0', '2.0.0', 'major', true],
    ['1.0.0', '1.0.0', 'none', false],
  ] as const)('from %s to %s for a %s change is %s', (from, to, step, fits) => {
    expect(versionFits(from, to, step)).toBe(fits);
  });

  test('that follows is named by the step', () => {
    expect((['none', 'patch', 'minor', 'major'] as const).map((step) => nextVersion('1.2.9', step))).toEqual([
      '1.2.10',
      '1.2.10',
      '1.3.0',
      '2.0.0',
    ]);
  });

  test('is a minor one for a new answer, whose claim is listed with what came', () => {
    const answered = {
      table: 'claims' as const,
      row: 'x',
      column: 'status',
      oldValue: 'reported',
      newValue: 'denied',
      answeredBy: ['y'],
    };
    const difference = { added: [{ table: 'responses' as const, row: 'y' }], changed: [answered] };
    expect(neededStep(difference, false)).toBe('minor');
    const [came, changes] = changeLog('1.1.0', '2026-12-01', { version: '1.0.0', difference }).split(
      '## Values changed',
    );
    expect(came).toContain('- responses: y\n- claims: x is now denied, answered by y\n');
    expect(changes).toBe('\n\nNone.\n');
  });

  test('comes with a log that names what was added, changed and removed', () => {
    const log = changeLog('1.0.1', '2026-12-01', {
      version: '1.0.0',
      difference: {
        added: added.added,
        changed: [...changed.changed, { table: 'claims', row: 'y', column: '*', oldValue: {}, newValue: null }],
      },
    });
    expect(log).toContain('claims: x, value: 1 is now 2');
    expect(log).toContain('claims: y was removed');
    expect(changeLog('1.0.0', '2026-11-23', undefined)).toContain('The first edition.');
  });
});

describe('an edition follows the one before', () => {
  /** An edition with one value changed and this correction of it. */
  const edition = (version: string, date: string, correction: LooseRow | undefined) => {
    const files = filesWith({
      operators: (rows) =>
        Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: correction ? 'Jiangsu' : 'Zhejiang' }),
      corrections: (rows) => {
        rows.length = 0;
        if (correction)
          rows.push({
            id: 'moved',
            cells: ['operators/wenzhou/province'],
            summary: 'A test.',
            reason: 'A test.',
            noticed: 'A test.',
            ...correction,
          });
      },
    });
    files.set('edition.json', JSON.stringify({ ...(currentJson('edition.json') as object), version, date }));
    return parseDataset(files);
  };
  const earlier = edition('1.0.0', '2026-11-23', undefined);
  const faults = (version: string, date: string, correction: LooseRow) =>
    releaseFaults(earlier, edition(version, date, correction), 'patch');

  test('with the next version, a later day, and corrections that are no later', () => {
    expect(faults('1.0.1', '2026-12-01', { date: '2026-11-27' })).toEqual([]);
    expect(faults('1.0.1', '2026-12', { date: '2026-12-27' })).toEqual([]);
  });

  test('or is refused, with what to write', () => {
    expect(faults('0.9.0', '2026-12-01', { date: '2026-11-27' })).toEqual([
      expect.stringMatching(/ask for a patch step, but .* says 0\.9\.0: write 1\.0\.1\.$/),
    ]);
    expect(faults('1.3.0', '2026-12-01', { date: '2026-11-27' })).toEqual([
      expect.stringMatching(/says 1\.3\.0: write 1\.0\.1\.$/),
    ]);
    for (const date of ['2026-11-23', '2026-11'])
      expect(faults('1.0.1', date, { date: '2025-01-01' })).toEqual([
        expect.stringMatching(/date .* not later than 2026-11-23, .*: write the day/),
      ]);
    expect(faults('1.0.1', '2026-11-24', { date: '2026-11-27' })).toEqual([
      expect.stringMatching(/row moved, has the date 2026-11-27, which is later than 2026-11-24/),
    ]);
  });
});

describe('npm run release', () => {
  test('knows which files changed since the tests passed, and when no run is on record', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tested-'));
    expect(changedSinceTests(folder)).toBeUndefined();
    keepTestedFiles(folder);
    expect(changedSinceTests(folder)).toEqual([]);
    const file = join(folder, 'tested-files.json');
    const { 'package.json': _, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    writeFileSync(file, JSON.stringify({ ...rest, 'data/claims.json': 'other', 'data/gone.json': 'x' }));
    expect(changedSinceTests(folder)).toEqual(['data/claims.json', 'data/gone.json', 'package.json']);
    rmSync(folder, { recursive: true });
  });

  test('says what is wrong with the data, not where the program stopped', () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    mkdirSync(join(folder, 'data'));
    for (const [file, text] of currentFiles()) writeFileSync(join(folder, 'data', file), text);
    writeFileSync(
      join(folder, 'data/edition.json'),
      JSON.stringify({ ...(currentJson('edition.json') as object), version: '1.1' }),
    );
    const { status, stderr } = spawnSync(process.execPath, [join(process.cwd(), 'scripts/release.ts')], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Not released: The dataset has errors: 1 problem\n\ndata\/edition\.json, file, version\n/);
    expect(stderr).not.toContain('    at ');
  });
});
