import { readdirSync, readFileSync } from 'node:fs';
import { generate, parse, type Selector, walk } from 'css-tree';
import { describe, expect, test } from 'vitest';
import { withUsedStyles } from '../../src/publish/page/page-styles.ts';

const page = (css: string, body: string, more = '') =>
  `<html><head><title>T</title>${more}<style>${css}</style></head><body>${body}</body></html>`;
const stylesOf = (html: string) => [...html.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1]);

describe('a page', () => {
  test('keeps the rules for what stands in it and no others', () => {
    expect(
      stylesOf(withUsedStyles(page('.here{top:0}.absent{top:1px}h2{top:2px}p,h3{top:3px}', '<p class="here">'))),
    ).toEqual(['.here{top:0}p{top:3px}']);
  });

  test('keeps the rules for what its scripts add, and only on pages that load them', () => {
    const css = '.results mark{top:0}.toast{top:1px}';
    const search = '<ol class="results"></ol><script src="/search.js" defer></script>';
    expect(stylesOf(withUsedStyles(page(css, search)))).toEqual(['.results mark{top:0}']);
    expect(stylesOf(withUsedStyles(page(css, '<ol class="results"></ol>')))).toEqual(['']);
  });

  test('keeps a rule of which one of several cases can match', () => {
    expect(stylesOf(withUsedStyles(page(':is(p,.absent){top:0}', '<p>')))).toEqual([':is(p,.absent){top:0}']);
  });

  test('keeps the order of its layers where one comes out empty', () => {
    const css = '@layer first{.absent{top:0}}@layer second{p{top:1px}}@layer first{p{top:2px}}';
    expect(stylesOf(withUsedStyles(page(css, '<p>')))).toEqual([
      '@layer first;@layer second{p{top:1px}}@layer first{p{top:2px}}',
    ]);
  });

  test('keeps states, print and forced colours', () => {
    const css =
      '.note:popover-open{top:0}.note:target{top:1px}@media print{.note{top:2px}}@media (forced-colors:active){.note{top:3px}}[role=status]{top:4px}:focus-visible{top:5px}';
    expect(stylesOf(withUsedStyles(page(css, '<li class="note">')))).toEqual([css]);
  });

  test('keeps a rule that excludes what does not stand in it', () => {
    expect(stylesOf(withUsedStyles(page('p:not(.absent){top:0}', '<p>')))).toEqual(['p:not(.absent){top:0}']);
  });

  test('declares the inks that are read, by a rule, by another ink or in the body', () => {
    const css = ':root{--a:#111;--b:var(--c);--c:#222;--d:#333;--e:#444}p{color:var(--b);fill:var(--a)}';
    expect(stylesOf(withUsedStyles(page(css, '<p><svg fill="var(--d)">')))).toEqual([
      ':root{--a:#111;--b:var(--c);--c:#222;--d:#333}p{color:var(--b);fill:var(--a)}',
    ]);
  });

  test('drops keyframes that nothing names', () => {
    expect(
      stylesOf(
        withUsedStyles(page('@keyframes read{to{top:0}}@keyframes gone{to{top:0}}p{animation:read linear}', '<p>')),
      ),
    ).toEqual(['@keyframes read{to{top:0}}p{animation:read linear}']);
  });

  test('has one style element, after everything else in the head, in the order of the many', () => {
    const html = withUsedStyles(page('p{top:2px}', '<p>', '<style>p{top:1px}</style><meta name="x">'));
    expect(html).toBe(
      '<html><head><title>T</title><meta name="x"><style>p{top:1px}p{top:2px}</style></head><body><p></body></html>',
    );
  });

  test('without styles comes back as it is', () => {
    expect(withUsedStyles('<svg></svg>')).toBe('<svg></svg>');
  });
});

describe('while a page arrives', () => {
  /** A selector for what is anywhere inside of something that :has() something. */
  const looksInside = (selector: Selector): boolean => {
    let has = false;
    for (const part of selector.children) {
      if (part.type === 'PseudoClassSelector' && part.name === 'has') has = true;
      else if (has && part.type === 'Combinator' && part.name === ' ') return true;
    }
    return false;
  };
  const wide = /^(?:html|body|main|:root|\.story)\b/;

  // Chromium looks at every element inside again whenever one is added: with one such rule for .story, styles took 250 ms of a chapter in place of 35.
  test.each(readdirSync('src/styles').filter((file) => file.endsWith('.css')))(
    'no rule of %s asks what the whole page has in order to style what is somewhere inside',
    (file) => {
      const slow: string[] = [];
      walk(parse(readFileSync(`src/styles/${file}`, 'utf8')), {
        visit: 'Selector',
        enter: (selector) => {
          if (looksInside(selector) && wide.test(generate(selector))) slow.push(generate(selector));
        },
      });
      expect(slow).toEqual([]);
    },
  );
});
