/** Words of the glossary in a text: each marked once, whole, and nowhere where it is a link, a heading or somebody's words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MarkedTerm, markTerms as markIn } from '../../src/story/terms.ts';
import { h, toHtml, treeFrom } from '../../src/story/tree.ts';
import { holdsFor } from '../helpers/property.ts';
import { parseHtml } from '../helpers/xml.ts';

const terms: readonly MarkedTerm[] = [
  { id: 'sky-net', forms: ['Sky Net'] },
  { id: 'patrol', forms: ['patrol', 'patrols'] },
  { id: 'joint-patrol', forms: ['joint patrol', 'joint patrols', 'joint police patrols'] },
  { id: 'united-front', forms: ['United Front'] },
];
const button = (id: string, words: string) => `${words}<a class="term" href="#${id}"></a>`;
const markTerms = (html: string, forms: readonly MarkedTerm[]) => {
  const { tree, used } = markIn(treeFrom(html), forms, (id, words) => [
    { type: 'text', value: words },
    h('a', { className: ['term'], href: `#${id}` }),
  ]);
  return { html: toHtml(tree), used };
};

describe('a term', () => {
  test('is marked at its first place only', () => {
    const { html, used } = markTerms('<p>Sky Net is one; Sky Net again.</p><p>Sky Net.</p>', terms);
    expect(html).toBe(`<p>${button('sky-net', 'Sky Net')} is one; Sky Net again.</p><p>Sky Net.</p>`);
    expect(used).toEqual(['sky-net']);
  });
  test('is the longest that fits, and none is marked inside another', () => {
    expect(markTerms('<p>The joint police patrols ended, the patrol did not.</p>', terms).html).toBe(
      `<p>The ${button('joint-patrol', 'joint police patrols')} ended, the ${button('patrol', 'patrol')} did not.</p>`,
    );
    expect(markTerms('<p>Joint patrols, and joint patrols.</p>', terms).used).toEqual(['joint-patrol']);
  });
  test('may begin a sentence, stand before an apostrophe, or have its space kept or broken', () => {
    expect(markTerms('<p>Patrols came.</p>', terms).html).toContain(button('patrol', 'Patrols'));
    expect(markTerms('<p>the United\u00a0Front’s work</p>', terms).html).toContain(
      `${button('united-front', 'United\u00a0Front')}’s`,
    );
    expect(markTerms('<p>the Sky\nNet</p>', terms).html).toContain(button('sky-net', 'Sky\nNet'));
  });
  test.each([
    ['part of a longer word', '<p>patrolled, patrollers, unpatrol, patrols2</p>'],
    ['part of a compound', '<p>patrol-like, anti-patrol</p>'],
    ['in another case', '<p>sky net, SKY NET, united front</p>'],
    ['in a link', '<p><a href="/x/">the <b>patrol</b></a></p>'],
    ['in a heading', '<h2 id="x">Sky Net</h2>'],
    ['in quotation marks', '<p>“the patrol” and “a <i>joint patrol</i> of <b>x</b>”</p>'],
    ['in a reference', '<p>x<sup class="reference"><a href="#n">patrol</a></sup></p>'],
    ['in a title of a work', '<p><em>Patrol and Persuade, patrol</em></p>'],
    ['in foreign words', '<p><span lang="zh">patrol</span></p>'],
    ['in a figure', '<figure class="chart" id="x"><p>patrol</p></figure>'],
    ['in an attribute', '<p title="patrol > Sky Net">x</p>'],
  ])('is not marked %s', (_, page) => {
    expect(markTerms(page, terms)).toEqual({ html: page, used: [] });
  });
  test('is marked after a quotation, and in the next paragraph after one that was left open', () => {
    expect(markTerms('<p>“a patrol” on patrol</p>', terms).html).toBe(
      `<p>“a patrol” on ${button('patrol', 'patrol')}</p>`,
    );
    expect(markTerms('<p>“never closed</p><p>a patrol</p>', terms).used).toEqual(['patrol']);
    expect(markTerms('<p>the <span lang="zh">字</span> patrol</p>', terms).used).toEqual(['patrol']);
  });
  test('may not share a form with another', () => {
    expect(() => markTerms('', [...terms, { id: 'other', forms: ['patrol'] }])).toThrow(
      /patrol and other, have the form “patrol”/,
    );
  });
});

describe('for any text', () => {
  const words = fc.constantFrom(
    'patrol',
    'patrols',
    'joint',
    'police',
    'Sky',
    'Net',
    'Sky Net',
    'United',
    'Front',
    '“',
    '”',
    '&amp;',
    '&#39;',
    '<b>x</b>',
    '<em>',
    '</em>',
    'x',
    '.',
    '-',
  );
  const page = fc.array(fc.array(words, { maxLength: 12 }), { maxLength: 6 }).map((paragraphs) =>
    paragraphs
      .map((parts) => {
        // Tags in pairs, as a renderer writes them.
        let open = 0;
        const text = parts
          .filter((part) => (part === '<em>' ? open++ === 0 : part !== '</em>' || (open > 0 && open-- > 0)))
          .join(' ');
        return `<p>${text}${'</em>'.repeat(Math.max(0, (text.match(/<em>/g)?.length ?? 0) - (text.match(/<\/em>/g)?.length ?? 0)))}</p>`;
      })
      .join(''),
  );
  test('the words stay as they were, no mark is in another, and no term is marked twice', () => {
    holdsFor([page], (text) => {
      const { html, used } = markTerms(text, terms);
      expect(html.replace(/<a class="term"[^>]*><\/a>/g, '')).toBe(toHtml(treeFrom(text)));
      expect(new Set(used).size).toBe(used.length);
      const marks = [...parseHtml(html).querySelectorAll('.term')];
      expect(marks.map((mark) => mark.getAttribute('href')?.slice(1))).toEqual(used);
      for (const mark of marks) {
        expect(mark.textContent).toBe('');
        expect(mark.parentElement?.closest('em, a')).toBeFalsy();
        const before = mark.previousSibling?.textContent?.toLowerCase() ?? '';
        expect(terms.flatMap((term) => term.forms).some((form) => before.endsWith(form.toLowerCase()))).toBe(true);
      }
      return true;
    });
  });
  test('marking what is marked changes nothing', () => {
    holdsFor([page], (text) => {
      const once = markTerms(text, terms);
      const left = terms.filter((term) => once.used.includes(term.id));
      expect(markTerms(once.html.replace(/<a class="term"[^>]*><\/a>/g, ''), left).used).toEqual(once.used);
      return true;
    });
  });
});
