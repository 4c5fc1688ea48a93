/** The parts of an embed that are pure: heights, the line to paste, the style sheet, the scripts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { palette } from '../../src/charts/shared/palette.ts';
import { embedPaletteCss } from '../../src/publish/embed/embed.ts';
import { type EmbedParts, fitEmbed, narrowest, wideFrom } from '../../src/publish/embed/height.ts';
import { sizeOfPng } from '../../src/publish/embed/oembed.ts';
import { embedSnippet, plainSnippet, themes } from '../../src/publish/embed/snippet.ts';
import { browserScript } from '../../src/publish/page/browser-script.ts';
import { propertiesRead, usedCss, usedIn } from '../../src/publish/page/used-css.ts';
import { holdsFor } from '../helpers/property.ts';
import { parsePage } from '../helpers/xml.ts';

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => ['station', 'of', 'reported', 'a', 'countries'][index % 5]).join(' ');
const parts: EmbedParts = {
  headline: words(12),
  dek: words(20),
  answer: words(25),
  source: words(24),
  folds: 2,
  narrow: { width: 340, height: 520 },
  wide: { width: 800, height: 380 },
};

/** What a browser makes of the expression in a column of a width; `cqw` is a hundredth of it. */
function evaluate(css: string, width: number): number {
  const script = css
    .replace(/([\d.]+)px/g, '$1')
    .replace(/([\d.]+)cqw/g, (_, value: string) => `${Number(value)}*${width / 100}`);
  return Number(new Function('max', 'min', `return ${script}`)(Math.max, Math.min));
}

describe('the height of a frame', () => {
  const anyParts = fc.record({
    headline: fc.integer({ min: 1, max: 18 }).map(words),
    dek: fc.integer({ min: 0, max: 45 }).map(words),
    answer: fc.option(fc.integer({ min: 1, max: 60 }).map(words), { nil: undefined }),
    source: fc.integer({ min: 1, max: 60 }).map(words),
    folds: fc.integer({ min: 1, max: 2 }),
    narrow: fc.record({ width: fc.constant(340), height: fc.integer({ min: 150, max: 2400 }) }),
    wide: fc.record({ width: fc.constant(800), height: fc.integer({ min: 120, max: 1500 }) }),
  });

  test('is the same in the style sheet as in the code, at every width', () => {
    holdsFor([anyParts, fc.integer({ min: narrowest, max: 1400 })], (given, width) => {
      const fit = fitEmbed(given);
      // The slopes are written to a tenth of a hundredth of the width.
      expect(Math.abs(evaluate(fit.css, width) - fit.at(width))).toBeLessThan(width / 1000);
    });
  });

  test('is never more than the tallest nor less than twice the least, from 320 px on', () => {
    holdsFor([anyParts, fc.integer({ min: 40, max: 120 })], (given, eighth) => {
      const fit = fitEmbed(given);
      expect(fit.at(eighth * 8)).toBeLessThanOrEqual(fit.tallest);
      expect(fit.at(eighth * 8)).toBeGreaterThanOrEqual(fit.least * 2);
    });
  });

  test('grows with each of its parts', () => {
    for (const more of [
      { headline: words(30) },
      { dek: words(60) },
      { answer: words(80) },
      { source: words(80) },
      { folds: 3 },
    ])
      for (const width of [320, 700])
        expect(fitEmbed({ ...parts, ...more }).at(width), JSON.stringify(more)).toBeGreaterThan(
          fitEmbed(parts).at(width),
        );
    expect(fitEmbed({ ...parts, narrow: { width: 340, height: 700 } }).at(320)).toBeGreaterThan(
      fitEmbed(parts).at(320),
    );
    expect(fitEmbed({ ...parts, wide: { width: 800, height: 700 } }).at(700)).toBeGreaterThan(fitEmbed(parts).at(700));
    expect(fitEmbed({ ...parts, answer: undefined }).at(700)).toBeLessThan(fitEmbed(parts).at(700));
  });

  test('changes at the width at which the picture does', () => {
    const fit = fitEmbed(parts);
    expect(fit.at(wideFrom - 1)).toBeGreaterThan(fit.at(wideFrom) + 200);
    expect(readFileSync('src/styles/embed.css', 'utf8')).toContain(`@media (min-width: ${wideFrom}px)`);
  });
});

describe('the line to paste', () => {
  const options = {
    src: 'https://110-abroad.example/embed/world-map/',
    title: 'Chart: "102" & <more>',
    fit: { css: 'max(1px,2cqw)', tallest: 900, least: 200 },
  };
  const frameIn = (snippet: string) => {
    const document = parsePage(snippet);
    const [frame, ...others] = document.querySelectorAll('iframe');
    if (!frame || others.length > 0) throw new Error('There is not one frame');
    return { frame, document };
  };

  test('is one line with one frame and nothing that runs', () => {
    const snippet = embedSnippet(options);
    expect(snippet).not.toMatch(/[\r\n]/);
    const { document } = frameIn(snippet);
    expect(document.querySelectorAll('script, object, embed, link, img')).toHaveLength(0);
    expect(document.body.querySelectorAll('*')).toHaveLength(3);
    expect(document.body.textContent).toBe('');
  });

  test('has an address, a name, lazy loading and a height, for a browser that knows nothing new', () => {
    const { frame } = frameIn(embedSnippet(options));
    expect(frame.getAttribute('src')).toBe(options.src);
    expect(frame.getAttribute('title')).toBe(options.title);
    expect(frame.getAttribute('loading')).toBe('lazy');
    expect(frame.getAttribute('height')).toBe('900');
    expect(frame.getAttribute('scrolling'), 'what does not fit must stay within reach').toBeNull();
    const style = frame.getAttribute('style') ?? '';
    expect(style.match(/min-height:[^;]*/g)).toEqual(['min-height:200px', 'min-height:calc(max(1px,2cqw)*0.8)']);
    // Each for browsers that do not understand the next.
    expect(style.match(/(?<=;)height:[^;]*(?:;else:[^;]*)?/g)).toEqual([
      'height:900px',
      'height:max(1px,2cqw)',
      'height:if(supports(frame-sizing:content-height) and media(scripting:enabled):auto;else:max(1px,2cqw))',
    ]);
    expect(style).toMatch(
      /;frame-sizing:if\(supports\(frame-sizing:content-height\) and media\(scripting:enabled\):content-height;else:auto\)$/,
    );
  });

  test('holds a fixed theme in the address and in the colour scheme of the frame, and no scheme for auto', () => {
    for (const theme of themes) {
      const { frame } = frameIn(embedSnippet({ ...options, theme }));
      expect(frame.getAttribute('src')).toBe(theme === 'auto' ? options.src : `${options.src}#${theme}`);
      if (theme === 'auto') expect(frame.getAttribute('style')).not.toContain('color-scheme');
      else expect(frame.getAttribute('style')).toMatch(new RegExp(`;color-scheme:${theme}$`));
    }
  });
});

test('the line for systems that take styles out is a frame with one height', () => {
  const line = plainSnippet({ src: 'https://110.example/embed/a/', title: 'A "chart"', height: 612 });
  expect(line).not.toMatch(/style=|<div/);
  const frame = parsePage(line).querySelector('iframe');
  expect([
    frame?.getAttribute('src'),
    frame?.title,
    frame?.getAttribute('width'),
    frame?.getAttribute('height'),
  ]).toEqual(['https://110.example/embed/a/', 'A "chart"', '100%', '612']);
});

describe('the style sheet of an embed', () => {
  const page = '<main><p class="a b">x</p><svg class="step-3"><text>1</text></svg></main>';
  test.each([
    ['a rule for a class of the page', '.a{x:1}', '.a{x:1}'],
    ['no rule for another class', '.c{x:1}', ''],
    ['the half of a list that fits', '.c,.a>p{x:1}', '.a>p{x:1}'],
    ['a rule for an element of the page', 'p{x:1}', 'p{x:1}'],
    ['no rule for another element', '.a table{x:1}', ''],
    ['rules of the page itself', ':root{x:1}html{x:1}*,:before{x:1}', ':root{x:1}html{x:1}*,:before{x:1}'],
    [
      'rules inside others, and none that came out empty',
      '@layer z{@media print{.a{x:1}.c{x:1}}@media screen{.c{x:1}}}',
      '@layer z{@media print{.a{x:1}}}',
    ],
    ['statements and faces', "@layer r,c;@font-face{font-family:'x'}", "@layer r,c;@font-face{font-family:'x'}"],
    ['beginnings of classes', "[class^='step-']{x:1}[class^='bureau-']{x:1}", '[class^="step-"]{x:1}'],
    [
      'functions in selectors',
      '.a:not(.b,.c){x:1}.a:has(#dark:target){x:1}',
      '.a:not(.b,.c){x:1}.a:has(#dark:target){x:1}',
    ],
    ['nothing of a comment', '/* .a{x:1} */.a{x:2}', '.a{x:2}'],
  ])('keeps %s', (_, css, kept) => expect(usedCss(css, usedIn(page))).toBe(kept));

  test('is refused when it is broken', () => expect(() => usedCss('.a{x:1}}', usedIn(page))).toThrow('cannot be read'));

  test('holds the inks that are read, in both schemes', () => {
    const css = embedPaletteCss(propertiesRead('a{color:var(--ink);fill:var(--step-1)}'));
    expect(css).toContain(`--ink:light-dark(${palette.light.ink},${palette.dark.ink})`);
    expect(css).toContain(`--ink:${palette.light.ink};--step-1:${palette.light['step-1']}}`);
    expect(css).not.toContain('--answered');
  });

  test('paints the paper as its ground, and none under a fixed theme', () => {
    const css = readFileSync('src/styles/embed.css', 'utf8');
    const grounds = [...css.matchAll(/([^{}]*)\{[^{}]*\bbackground: ([^;]*);/g)].map(([, rule = '', value]) => [
      rule.trim(),
      value,
    ]);
    expect(grounds).toEqual([
      [':root', 'var(--paper)'],
      [':root:has(#light:target)', 'none'],
      [':root:has(#dark:target)', 'none'],
      [':root', 'none'],
    ]);
  });
});

describe('the scripts', () => {
  const sources = ['embed-frame.ts', 'embed-host.ts'] as const;
  test.each(sources)('%s is one small classic script', (name) => {
    const code = browserScript(name);
    expect(() => new Function(code)).not.toThrow();
    expect(code).not.toMatch(/\b(?:import|export)\b/);
  });
  test.each(sources)('%s uses no timer, stores nothing and asks for nothing', (name) => {
    expect(browserScript(name)).not.toMatch(
      /setTimeout|setInterval|requestAnimationFrame|fetch|XMLHttp|cookie|localStorage|sessionStorage|eval|innerHTML/,
    );
  });
});

test('the size of a picture is read from the picture', () => {
  const bytes = new Uint8Array(60);
  bytes.set(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 3, 0x20, 0, 0, 1, 5],
    20,
  );
  expect(sizeOfPng(bytes.subarray(20))).toEqual({ width: 800, height: 261 });
  expect(() => sizeOfPng(new Uint8Array(30))).toThrow('no PNG');
});
