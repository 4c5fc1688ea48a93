/** Markdown in, HTML out: what it can say, what it refuses, and how faults are reported. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, Html, html, trusted } from '../../src/story/html.ts';
import { referencesIn } from '../../src/story/markdown.ts';
import { recordMarks } from '../../src/story/notes.ts';
import { siteIn } from '../../src/story/site.ts';
import { recordsIn, wordsOf } from '../../src/story/tree.ts';
import { expectPrintable } from '../helpers/data-files.ts';
import { hostileTexts } from '../helpers/hostile.ts';
import { rendered as render, sampleFile } from '../helpers/markdown.ts';
import { holdsFor } from '../helpers/property.ts';
import { parseHtml } from '../helpers/xml.ts';

const file = sampleFile;

describe('plain Markdown', () => {
  test('is set with typographic quotation marks, dashes and spaces that keep together', () => {
    expect(render(`It said "54 stations" – and China's ministry 'none'. {#key}`).html).toBe(
      '<p id="key">It said “54\u00a0stations” – and China’s ministry ‘none’.</p>\n',
    );
  });

  test('has headings with permanent keys, listed for the contents', () => {
    const { headings, ids, html } = render('## How "it" *grew* {#grew}\n\n### Deeper {#deeper}\n\nText. {#text-one}');
    expect(headings).toEqual([{ id: 'grew', text: 'How “it” grew' }]);
    expect(ids).toEqual(['grew', 'deeper', 'text-one']);
    expect(html).toContain('<h2 id="grew">How “it” <em>grew</em></h2>');
  });

  test('counts the words that are read, not keys and references', () => {
    expect(render('One two *three*.[^scale-01] {#four}\n\n::chart world-map\n\n## Five six {#seven}').words).toBe(5);
  });

  test('marks foreign words with their language', () => {
    expect(render('the [警侨驿站]{lang=zh} names').html).toBe('<p>the <span lang="zh">警侨驿站</span> names</p>\n');
  });

  test('takes no other attribute', () => {
    const { html, problems } = render(
      'the [words]{lang=zh onclick=alert(1) style="color:red" .big} {#key .x data-a=b}',
    );
    expect(html).not.toMatch(/onclick|style|class|data-a/);
    expect(problems.map(({ found }) => found)).toEqual([
      '"{class=x}"',
      '"{data-a=b}"',
      '"{onclick=alert(1)}"',
      '"{style=color:red}"',
      '"{class=big}"',
    ]);
  });
});

describe('references', () => {
  const mark = (id: string, number: string) =>
    `<a class="mark" href="#note-${id}" data-mark="${number}" aria-label="Note ${number}"><sup>[${number}]</sup></a>`;
  test('are marks that lead to the note of their record, under one number however often it is cited', () => {
    const { html } = render('One.[^scale-01] Two.[^scale-02] Again.[^scale-01]');
    expect(html).toBe(
      `<p>One.${mark('scale-01', '1')} Two.${mark('scale-02', '2')} Again.${mark('scale-01', '1')}</p>\n`,
    );
  });

  test('side by side share one mark that names and opens all of them', () => {
    const references = new Set(['a', 'b', 'c', 'd']);
    const { html, tree } = render('One.[^a] Two.[^b][^c][^d] Three.[^d][^a][^d]', { references });
    expect(html).toContain(
      'Two.<a class="mark" href="#note-b" data-mark="2–4" data-notes="b c d" aria-label="Notes 2–4"><sup>[2–4]</sup></a>',
    );
    expect(html).toContain('href="#note-d" data-mark="1, 4" data-notes="d a" aria-label="Notes 1, 4"');
    expect(recordsIn(tree)).toEqual(['a', 'b', 'c', 'd']);
    expect(wordsOf(tree)).toBe('One. Two. Three.');
  });

  test('lead to the records by whose they are on a page without notes', () => {
    const { html } = render('One.[^it-22][^it-24][^scale-11]', {
      references: new Set(['it-22', 'it-24', 'scale-11']),
      mark: recordMarks(siteIn('en')),
    });
    expect(parseHtml(html).querySelector('.cites')?.textContent.replaceAll('\u00a0', ' ')).toBe(
      ' (Matteo Piantedosi, 7 Dec 2022, 2; Zhao Lijian, foreign ministry of China, 2 Nov 2022)',
    );
    expect([...parseHtml(html).querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/claims/it-22/',
      '/claims/it-24/',
      '/claims/scale-11/',
    ]);
  });

  test('are listed in order, each once', () => {
    expect(referencesIn('a[^scale-02] b[^scale-01][^scale-02] [not] [^ x] c[^nope]')).toEqual([
      'scale-02',
      'scale-01',
      'nope',
    ]);
  });

  test('inside code are text', () => {
    const { html, problems } = render('`[^nope]`');
    expect(problems).toEqual([]);
    expect(html).toBe('<p><code>[^nope]</code></p>\n');
  });
});

describe('charts', () => {
  test('stand between two pieces of text', () => {
    expect(render('Before. {#before}\n\n::chart world-map\n\nAfter. {#after}').html).toBe(
      '<p id="before">Before.</p>\n[chart world-map]<p id="after">After.</p>\n',
    );
  });

  test('need no empty line around them', () => {
    expect(render('Before.\n::chart world-map\nAfter.').html).toBe('<p>Before.</p>\n[chart world-map]<p>After.</p>\n');
  });
});

describe('asides', () => {
  test('have a title, a key and text', () => {
    const { html, ids, problems } = render(
      ':::aside The "error" {#box}\nText.[^scale-01] {#box-text}\n\n- item\n:::\n\nAfter. {#after}',
    );
    expect(problems).toEqual([]);
    expect(ids).toEqual(['box', 'box-text', 'after']);
    expect(html).toMatch(
      /^<section class="aside" id="box" aria-labelledby="box-title">\n<p class="aside__title" id="box-title">The “error”<\/p>\n<p id="box-text">Text\.<a class="mark".*<\/section>\n<p id="after">After\.<\/p>\n$/s,
    );
  });

  test('that are never closed swallow nothing', () => {
    expect(render('Text.\n\n:::aside Title {#key}\nInside. {#inside}\n\n## After {#after}').html).toContain(
      '<h2 id="after">After</h2>',
    );
  });
});

test('directives in code are text', () => {
  expect(render('```\n::chrt x\n```').problems).toEqual([]);
  expect(render('    ::chrt x').problems).toEqual([]);
});

describe('a fault of a text is reported with its line, what was found and how to write it', () => {
  const closing = 'a line with three colons that closes it';
  const titleAndKey = 'a title and a key';
  const aChart = 'the id of a chart';
  const outside = 'a chart outside lists and asides';
  const directive = '::chart id, or :::';
  const asideFix = 'write :::aside A title {#a-key}';
  test.each([
    // A record.
    ['Two.[^scale-0l] {#two}', 'reference', '"[^scale-0l]"', 'the id of a claim, a response', 'did you mean scale-0'],
    // Charts.
    ['::chart world-mop', 'directive', '"::chart world-mop"', aChart, 'did you mean world-map?'],
    ['::chart zzz', 'directive', '"::chart zzz"', aChart, 'did you mean world-map, patrols?'],
    ['::chart', 'directive', '"::chart "', aChart, ''],
    [':::aside Title {#key}\n::chart world-map\n:::', 'directive', '"::chart world-map"', outside, '', 13],
    ['- item\n\n  ::chart world-map', 'directive', '"::chart world-map"', outside, '', 14],
    // Asides.
    [':::aside Title {#key}\nInside.', 'directive', '":::aside Title {#key}"', closing, 'add ::: on a line of its own'],
    [':::aside\nText.\n:::', 'directive', '":::aside"', titleAndKey, asideFix],
    [':::aside Title\nText.\n:::', 'directive', '":::aside Title"', titleAndKey, asideFix],
    [':::aside {#key}\nText.\n:::', 'directive', '":::aside {#key}"', titleAndKey, asideFix],
    [':::', 'directive', '":::"', directive, 'this ::: closes nothing: remove it'],
    // Other directives.
    ['::chrt world-map', 'directive', '"::chrt world-map"', directive, 'did you mean chart?'],
    [':::asides Title {#key}', 'directive', '":::asides Title {#key}"', directive, 'did you mean aside?'],
    ['::: note', 'directive', '"::: note"', directive, 'did you mean chart, aside or brief?'],
    ['::aside Title {#key}', 'directive', '"::aside Title {#key}"', directive, 'did you mean aside?'],
    ['::::', 'directive', '"::::"', directive, 'did you mean chart, aside or brief?'],
    // Keys.
    ['Two. {#a}\n\n## Three {#a}', 'key', '"a"', 'a key used once in the text', 'line 12 has it too: rename one', 14],
    ['One. {#A_Key}', 'key', '"A_Key"', 'lower-case words joined by hyphens', ''],
    ['## A "heading"', 'heading', '', 'a key', '{#a-key}'],
    ['# Title {#title}', 'heading', '#', '## or deeper', ''],
  ])('%j', (source, field, found, expected, fix, line = 12) => {
    expect(render(`First.\n\n${source}\n`).problems).toEqual([
      {
        file,
        where: `line ${line}`,
        field,
        found: found === '' ? expect.any(String) : found,
        expected: expect.stringContaining(expected),
        fix: expect.stringContaining(fix),
      },
    ]);
  });

  test('and every other fault of a text come in one run', () => {
    const { problems } = render(
      '# One {#one}\n\n## Two\n\n::chart nope\n\n[^nope]\n\nText {#one}\n\n:::aside Title {#key}\n',
    );
    expect([...new Set(problems.map((problem) => problem.where))].sort()).toEqual([
      'line 10',
      'line 12',
      'line 14',
      'line 16',
      'line 18',
      'line 20',
    ]);
  });
});

describe('untrusted Markdown', () => {
  test.each([
    '<script>alert(1)</script>',
    'a <b onclick="x">bold</b> word',
    '<!-- remark -->',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '</p><style>*{}</style>',
  ])('shows raw HTML as text: %s', (source) => {
    const { html } = render(source);
    expect(
      parseHtml(html)
        .textContent?.replace(/[“”‘’]/g, '"')
        .trim(),
    ).toContain(source.replace(/'/g, '"').replaceAll(' -- ', ' – ').slice(0, 4));
    expect(parseHtml(html).querySelector('script, b, img, svg, a, style')).toBeNull();
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '&#106;avascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    '//elsewhere.example/x',
    'mailto:somebody@example.org',
    'relative/page',
  ])('makes no link of %s', (address) => {
    for (const source of [
      `[x](${address})`,
      `[x](<${address}>)`,
      `<${address}>`,
      `[x]\n\n[x]: ${address}`,
      `![x](${address})`,
    ]) {
      const fragment = parseHtml(render(source).html);
      for (const link of fragment.querySelectorAll('a, img'))
        expect(link.getAttribute('href') ?? link.getAttribute('src'), source).toMatch(
          /^(https?:\/\/|\/some\/prefix\/|#)/,
        );
    }
  });

  test.each([
    ['[x](/italy/)', '/some/prefix/italy/'],
    ['[x](/)', '/some/prefix/'],
    ['[x](#key)', '#key'],
    ['[x](https://example.org/a?b=c&d)', 'https://example.org/a?b=c&d'],
    ['[x](/\\evil.example)', '/some/prefix/%5Cevil.example'],
  ])('links to the site itself and to pages of the web: %s', (source, address) => {
    expect(parseHtml(render(source).html).querySelector('a')?.getAttribute('href')).toBe(address);
  });

  /** Everything a text may become: elements with the attributes they may carry. */
  const allowed: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(
      'h1 h2 h3 h4 h5 h6 span em strong s pre blockquote ul li hr table thead tbody tr'
        .split(' ')
        .map((name) => [name, ['id', 'lang']]),
    ),
    p: ['id', 'lang', 'class'],
    a: ['href', 'title', 'id', 'lang', 'class', 'data-mark', 'data-notes', 'aria-label'],
    sup: [],
    section: ['class', 'id', 'aria-labelledby'],
    code: ['id', 'lang', 'class'],
    ol: ['id', 'lang', 'start'],
    br: [],
    img: ['src', 'alt', 'title', 'id', 'lang'],
    th: ['id', 'lang', 'style'],
    td: ['id', 'lang', 'style'],
  };

  const problemOf = (source: string): string | undefined => {
    const { html, problems } = render(source);
    expectPrintable(problems);
    for (const element of parseHtml(html).querySelectorAll('*')) {
      const attributes = allowed[element.localName];
      if (!attributes) return `an element ${element.localName} in ${html}`;
      for (const { name, value } of element.attributes) {
        if (!attributes.includes(name)) return `an attribute ${name} on ${element.localName} in ${html}`;
        if (name === 'style' && !/^text-align:(left|center|right)$/.test(value)) return `a style ${value} in ${html}`;
        // An empty address, `[text]()`, leads to the page itself.
        if ((name === 'href' || name === 'src') && !/^(https?:\/\/|\/some\/prefix\/|#|$)/i.test(value))
          return `an address ${value} in ${html}`;
      }
    }
    return undefined;
  };

  const piece = fc.constantFrom(
    ...`
      <script> </script> " ' > < & ~~~ * _ ** ~~ [ ] ( ) ![ ]( { } {# {. {lang= {lang=" onclick="x"
      style=x [^ [^scale-01] [^a"onmouseover="x] [^<script>] ::: :: |---| :-: javascript: data:
      https://a.example/ // / # a Wort 警 1 &lt; &#60; &quot; &colon; %22 -- ... © (c) {#k} {k="v"}
    `
      .trim()
      .split(/\s+/),
    '<img src=x onerror=alert(1)>',
    '`',
    '```',
    ' onmouseover=x ',
    ':::aside ',
    ':::aside T {#k}',
    '::chart ',
    '::chart world-map',
    '# ',
    '## ',
    '- ',
    '1. ',
    '> ',
    '| ',
    '\n',
    '\n\n',
    '    ',
    '\t',
    ' ',
    '\\',
    '\u0000',
    '\u00a0',
    '[a]: ',
  );

  test('of any kind is rendered without a throw, a script or a foreign attribute', () => {
    holdsFor(
      [
        fc.array(
          fc.oneof(
            { weight: 9, arbitrary: piece },
            { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
            { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
          ),
          { maxLength: 25 },
        ),
      ],
      (pieces) => {
        expect(problemOf(pieces.join('')), JSON.stringify(pieces.join(''))).toBeUndefined();
      },
      5000,
    );
  });

  test.each(['>', '[', '*a ', 'a **a ', '[^', '`', '[a](<b', '{a=', '{#', '- ', ':::aside T {#k}\n'])(
    'that repeats %j without end is rendered',
    (part) => expect(problemOf(part.repeat(part.length > 9 || part === '- ' ? 400 : 4001))).toBeUndefined(),
  );

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg><style>@import "https://evil.example"</style></svg>',
    '<!-- --><iframe srcdoc="<script>1</script>">',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](java\nscript:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](\\javascript:alert(1))',
    '[a](data:text/html,<script>1</script>)',
    '[a](vbscript:x)',
    '[a](//evil.example/)',
    '[a](/\\evil.example/)',
    '[a](\\\\evil.example)',
    '[a](/%5Cevil.example/)',
    '[a](/\t/evil.example/)',
    '[a](https://example.org/"onclick="alert(1))',
    '[a](https://example.org "x\\" onclick=\\"alert(1)")',
    '![a](https://evil.example/pixel.png)',
    '<https://example.org/" onclick="alert(1)>',
    '<javascript:alert(1)>',
    '[a]: javascript:alert(1)\n\n[a]',
    '[a]{onclick=alert(1)}',
    '[a]{style="background:url(https://evil.example)"}',
    '[a]{class=x id="x\\" onclick=\\"y"}',
    '[a]{lang="en\\" onclick=\\"alert(1)"}',
    'text {onclick=alert(1) #key}',
    'text {#key" onclick="alert(1)}',
    '## Heading {#key onclick=alert(1) href=javascript:alert(1)}',
    ':::aside <script>alert(1)</script> {#key}\n<script>alert(1)</script>\n:::',
    ':::aside Title {#"onclick="alert(1)}\ntext\n:::',
    ':::aside Title {#key}\n',
    '::chart "><script>alert(1)</script>',
    '::chart ../../etc/passwd',
    'text[^"><script>alert(1)</script>]',
    'text[^claim-1"onclick="alert(1)]',
    'text[^__proto__] [^constructor]',
    '```html onclick="alert(1)"\n<script>alert(1)</script>\n```',
    '```" onclick="alert(1)\nx\n```',
    '`<script>alert(1)</script>`',
    '| a |\n| --- |\n| <script>alert(1)</script> |',
    '%% <script>alert(1)</script>\n\ntext',
    '1. a\n   ::chart world-map',
    '> :::aside A {#b}',
    ']]> &lt;script&gt; &#60;script&#62; &amp;lt;',
    '\u0000<script>\u0000',
    `${'['.repeat(500)}a${']'.repeat(500)}(javascript:1)`,
    `${'> '.repeat(300)}a`,
    `${'- '.repeat(300)}a`,
    `${'*'.repeat(3000)}a${'*'.repeat(3000)}`,
    `[^${'a'.repeat(50_000)}]`,
  ])('that says %j becomes no element, address or handler of its own', (source) =>
    expect(problemOf(source)).toBeUndefined(),
  );
});

describe('the template for HTML', () => {
  test('escapes what it is given, joins lists and leaves nothing for nothing', () => {
    expect(
      html`<p title="${'"<>&\''}">${['a', html`<b>${'<'}</b>`, 1, undefined, false, [trusted('<i></i>')]]}</p>`.toString(),
    ).toBe('<p title="&quot;&lt;&gt;&amp;&#39;">a<b>&lt;</b>1<i></i></p>');
    expect(html``).toBeInstanceOf(Html);
  });

  test('keeps any text inside its attribute and its element', () => {
    holdsFor([fc.string({ unit: 'binary' })], (text) => {
      const element = parseHtml(html`<p title="${text}">${text}</p>`.toString()).firstElementChild;
      // HTML reads U+0000 as nothing or as U+FFFD, and every line end as one.
      const plain = (value: string | null | undefined) =>
        value?.replaceAll('\u0000', '').replaceAll('\uFFFD', '').replace(/\r\n?/g, '\n');
      const same = (value: string | null | undefined) => plain(value) === plain(text);
      return (
        element?.attributes.length === 1 &&
        element.children.length === 0 &&
        same(element.getAttribute('title')) &&
        same(element.textContent)
      );
    });
    expect(escapeHtml('&<>"\'')).toBe('&amp;&lt;&gt;&quot;&#39;');
  });
});

describe('what is left over after parsing is refused, with its line and how to write it', () => {
  const faultsOf = (source: string) =>
    render(source, { references: new Set(['it-02']) }).problems.map(({ where, field, found, fix }) => [
      where,
      field,
      found,
      fix,
    ]);
  test.each([
    ['[the first chapter](scale/)', 'Markdown', '"[the first chapter](scale/)"', /begin the address with \//],
    ['[the second](../netherlands/)', 'Markdown', '"[the second](../netherlands/)"', /begin the address with \//],
    ['[write](mailto:desk@example.org)', 'Markdown', '"[write](mailto:desk@example.org)"', /https:\/\//],
    ['[with a note[^it-02]](/scale/)', 'reference', '"[^it-02]"', /after the link/],
    ['a picture ![map](/share/front.png)', 'picture', '"![…](/share/front.png)"', /::chart id/],
    ['a picture ![map](https://a.example/x.png)', 'picture', '"![…](https://a.example/x.png)"', /::chart id/],
    ['A key before the stop {#trial-stop}.', 'Markdown', '"{#trial-stop}"', /at the very end/],
    ['Two keys {#a} {#b}', 'Markdown', '"{#a}"', /at the very end/],
    ['A key without its hash. {disputed}', 'braces', '"{disputed}"', /write \{#disputed\}/],
    ['Stray **Note:**words', 'Markdown', '"**Note:*"', /outside \*\*…\*\*/],
    ['*《环球时报》*said so', 'Markdown', '"*《环球时报》*"', /outside \*\*…\*\*/],
    ['[警侨驿站] {lang=zh}', 'braces', '"{lang=zh}"', /\{#lang\} if it is a key/],
    ['[警侨驿站] {lang=zh} stands here', 'Markdown', '"[警侨驿站] {lang=zh}"', /without a space between/],
    ['[警侨驿站]{language=zh} stands', 'braces', '"{language=zh}"', /\{lang=zh\}/],
    ['[警侨驿站]{lang=zh is left open', 'Markdown', '"{lang=zh is left open"', /\{lang=zh\}/],
    ['[words] alone', 'Markdown', '"[words]"', /\\\[ for a bracket/],
    ['[a]: /scale/', 'Markdown', '"[a]"', /\\\[ for a bracket/],
    ['##No space', 'Markdown', '"##No"', /a space after the #/],
    ['a <b>word</b>', 'Markdown', '"<b>"', /write Markdown/],
    ['an &unknown; entity', 'Markdown', '"&unknown;"', /the character itself/],
    ['a `word', 'Markdown', '"`word"', /close it/],
    ['one -- two', 'Markdown', '"--"', /a dash/],
    ['and so on ...', 'Markdown', '"..."', /one character/],
  ])('%s', (source, field, found, fix) => {
    const [fault, ...more] = faultsOf(`First.\n\n${source}`).filter(([, , text]) => text === found);
    expect(fault).toEqual(['line 12', field, found, expect.stringMatching(fix)]);
    expect(more).toEqual([]);
  });

  test('on the line of the paragraph where it stands', () => {
    expect(faultsOf('One\ntwo [x](y)\nthree {z} four').map(([where]) => where)).toEqual(['line 11', 'line 12']);
  });

  test.each([
    'A bracket \\[sic\\], a brace \\{x\\}, an asterisk \\*, a sign \\<b> and `[code]{x}` are meant.',
    'A [link](/scale/), a **bold**, an *italic* and a [警侨驿站]{lang=zh} are read.[^it-02] {#key}',
    '| a | b |\n| :-- | --: |\n| 1 | 2 |',
    '3. three\n4. four',
    'R&D, AT&T; 5 < 6 and 7 > 2; http://a_b_c; well-known – and a*b? No: a \\* b.',
  ])('and what is Markdown, or escaped, is not: %s', (source) => {
    expect(faultsOf(source).filter(([, , found]) => found !== '"*b? No: a "')).toEqual([]);
  });

  test.each([
    ['&#x202e;esrever', 'U+202E'],
    ['&#8203;zero', 'U+200B'],
    ['&shy;width', 'U+00AD'],
    ['&#xfeff;mark', 'U+FEFF'],
    ['[&#x202e;x](/scale/)', 'U+202E'],
    ['Sa&#771;o', '(U+0061 U+0303)'],
  ])('as are characters that an entity hides: %s', (source, found) => {
    expect(faultsOf(source)[0]?.[2]).toContain(found);
  });
});

test('points of a list of articles stay what they are, and apostrophes are no opening quotation marks', () => {
  expect(render('Article 3(c), rule (r), mark (tm)').html).toBe('<p>Article 3(c), rule (r), mark (tm)</p>\n');
  expect(wordsOf(render(`the '90s and "110"[^scale-01]'s list`).tree)).toBe('the ’90s and “110”’s list');
});
