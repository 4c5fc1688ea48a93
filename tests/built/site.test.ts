/** The built site as files: well-formed, linked, light, the same twice. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { LinkChecker } from 'linkinator';
import { describe, expect, test } from 'vitest';
import { serveFolder } from '../../scripts/static-server.ts';
import { builtFolder, filesIn, pagePaths, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { htmlFaults } from '../helpers/valid-html.ts';

const pages = pagePaths();
const chapters = chapterIds.map((id) => `${id}/`);
const prefixed = process.env['BUILT_SITE_PREFIXED'];
const again = process.env['BUILT_SITE_AGAIN'];

/** Bytes as served; a lower quality is quicker, and gives a few per cent more. */
const brotli = (text: string | Buffer, quality = 11) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
const gzip = (text: string | Buffer) => gzipSync(text, { level: 9 }).length;

test('the site has its chapters, its apparatus and a page for what is missing', () => {
  for (const path of [
    '',
    ...chapters,
    'charts/',
    'claims/',
    'sources/',
    'countries/',
    'search/',
    'method/',
    'glossary/',
    'press/',
    'teach/',
    'about/',
    '404.html',
  ])
    expect(pages, path || 'front page').toContain(path);
});

describe('HTML', () => {
  test.each(pages.map((path) => [path || 'front page', path]))('of the %s is valid', async (_, path) => {
    expect(await htmlFaults(readPage(path))).toEqual([]);
  });

  test.each(pages.map((path) => [path || 'front page', path]))(
    'of the %s has the one script of its kind, which nothing waits for, no inline handler and no style attribute',
    (_, path) => {
      const page = readPage(path);
      const scripts = [...page.matchAll(/<script(?! type="application\/ld\+json")[^>]*>(?:[^<]*<\/script>)?/gi)].map(
        (match) => match[0],
      );
      // Embeds have another: tests/built/embeds.test.ts. The search page has one besides, without which it is an index: tests/built/find.test.ts.
      if (path === 'search/')
        expect(
          scripts.splice(
            scripts.findIndex((script) => /src="[^":]*\/search\.js" defer>/.test(script)),
            1,
          ),
        ).toHaveLength(1);
      const one = path.startsWith('embed/')
        ? /^<script src="[^":]*\/embed-frame\.js" defer><\/script>$/
        : /^<script src="\/(?:[^/":][^":]*\/)?reader\.js" defer data-close="[^"]+" data-copied="[^"]+" data-again="[^"]+"><\/script>$/;
      expect(scripts).toEqual([expect.stringMatching(one)]);
      expect(page).not.toMatch(/\son[a-z]+\s*=\s*["']/i);
      expect(page).not.toMatch(/<[^>]+\sstyle="/i);
    },
  );

  test.each(pages.map((path) => [path || 'front page', path]))('of the %s uses each id once', (_, path) => {
    const ids = [...readPage(path).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test.each(pages.map((path) => [path || 'front page', path]))(
    'of the %s has a title, a description, a canonical address and a language',
    (_, path) => {
      const page = readPage(path);
      expect(page).toMatch(/<html lang="[a-z]{2}"/);
      expect(page).toMatch(/<title>[^<]{5,}<\/title>/);
      expect(page).toMatch(/<meta name="description" content="[^"]{40,}"/);
      expect(page).toMatch(/<link rel="canonical" href="http[^"]+"/);
      expect(page.match(/<h1[\s>]/g)).toHaveLength(1);
    },
  );

  test('names each of its styles in its own policy', () => {
    for (const path of pages.filter((path) => !path.startsWith('embed/'))) {
      const page = readPage(path);
      const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? 'none';
      for (const [, style = ''] of page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g))
        expect(policy, path).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    }
  });

  test('loads nothing from another host', () => {
    for (const path of pages) {
      const loads = [
        ...readPage(path).matchAll(
          /<(?:img|script|iframe|link|source|use|image|video|audio|object|embed)\b[^>]*?\s(?:src|href|srcset|data)="(https?:)?\/\/([^"]+)"/g,
        ),
      ];
      const foreign = loads.filter((match) => !/rel="(?:canonical|alternate|license)"/.test(match[0]));
      expect(
        foreign.map((match) => match[0]),
        path,
      ).toEqual([]);
    }
  });
});

describe('links', () => {
  const check = async (folder: string, base: string) => {
    const server = await serveFolder(folder, { base });
    try {
      const result = await new LinkChecker().check({
        path: server.url,
        recurse: true,
        checkFragments: true,
        concurrency: 20,
        linksToSkip: async (link: string) => !link.startsWith(server.url.replace(base, '/')),
      });
      return result.links
        .filter((link) => link.state === 'BROKEN')
        .map((link) => `${link.parent} → ${link.url}: ${link.status} ${link.failureDetails?.map(String).join()}`);
    } finally {
      await server.close();
    }
  };
  test('and fragments inside the site all lead somewhere', async () => {
    expect(await check(builtFolder, '/')).toEqual([]);
  });

  test.runIf(prefixed)('and fragments all lead somewhere under a path prefix too', async () => {
    expect(await check(prefixed ?? '', '/some/prefix/')).toEqual([]);
  });
});

describe('weight', () => {
  test.each(chapters)('of %s is at most 48 kB brotli', (path) => {
    const weight = brotli(readPage(path));
    expect(weight).toBeLessThanOrEqual(48_000);
    // A page that shrinks to a third has lost something.
    expect(weight).toBeGreaterThan(10_000);
  });
  test('of any page is at most 100 kB brotli', () => {
    for (const path of pages) {
      const page = readPage(path);
      if (page.length > 100_000) expect(brotli(page, 5), path).toBeLessThanOrEqual(100_000);
    }
  });
  test('of any page is at most 3,500 elements', () => {
    for (const path of pages) {
      const elements = readPage(path)
        .replace(/<(script|style)\b.*?<\/\1>/gs, '<$1>')
        .match(/<[a-z]/gi);
      expect(elements?.length, path).toBeLessThanOrEqual(3_500);
    }
  });
  test('of a style is not multiplied: no part of a page waits for what the whole of it has, or each that arrives would be styled anew', () => {
    for (const path of chapters)
      expect(readPage(path)).not.toMatch(/(?:body|main|\.story):has\([^()]*\)[\s>~+]+[.a-z:]/);
  });
  test('of the fonts of a first visit is at most 40 kB', () => {
    const fonts = filesIn(join(builtFolder, 'fonts')).filter((file) => file.endsWith('.woff2'));
    expect(fonts.length).toBeGreaterThan(0);
    expect(
      fonts.reduce((sum, file) => sum + readFileSync(join(builtFolder, 'fonts', file)).length, 0),
    ).toBeLessThanOrEqual(40_000);
  });
  test('of the fonts holds up no first paint: they are asked for early, but in the body, as Chromium waits for those of the head', () => {
    for (const path of ['', ...chapters]) {
      const [head = '', body = ''] = readPage(path).split('</head>');
      expect(head, path).not.toMatch(/rel="preload"|rel="stylesheet"/);
      expect(body.match(/<link rel="preload" [^>]*as="font"/g), path).toHaveLength(2);
    }
  });
  test('of script that adds comfort is at most 6 kB for all pages and all embeds together', () => {
    // That of the search page has a limit of its own: tests/built/find.test.ts. Frozen embeds keep the one of their time.
    const scripts = filesIn(builtFolder).filter(
      (file) => /\.m?js$/.test(file) && file !== 'search.js' && !file.startsWith('v/'),
    );
    expect(scripts.sort()).toEqual(['embed-frame.js', 'embed.js', 'reader.js']);
    expect(scripts.reduce((sum, file) => sum + gzip(readFileSync(join(builtFolder, file))), 0)).toBeLessThanOrEqual(
      6_000,
    );
  });
});

test.runIf(again)(
  'a build elsewhere, in another time zone and language, after changes that were taken back and with what was kept of them, is the same to the byte',
  () => {
    const sums = (folder: string) =>
      Object.fromEntries(
        filesIn(folder).map((file) => [
          file,
          createHash('sha256')
            .update(readFileSync(join(folder, file)))
            .digest('hex'),
        ]),
      );
    expect(existsSync(again ?? '')).toBe(true);
    expect(sums(again ?? '')).toEqual(sums(builtFolder));
  },
);
