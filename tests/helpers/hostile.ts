/** Texts that do harm where they are not written out as text: each for another place they may come to stand in. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '" style="background:url(https://evil.example/x)" x="',
  '</title></style></textarea></script><script>alert(1)</script>',
  '--><svg onload=alert(1)>',
  '<![CDATA[ ]]> &lt;b&gt; &amp; & &#0; &bogus;',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  'javascript:alert(1)',
  '//evil.example/x.js',
  '[x](javascript:alert(1)){onclick=alert(1)}',
  '=HYPERLINK("https://evil.example","x")',
  "+1+cmd|' /C calc'!A0",
  '@SUM(1,2);\\ "quoted"',
  '../../../etc/passwd',
  '{constructor} {0} {a, plural, other {#}}',
  '__proto__',
  'constructor',
  '\u0024{alert(1)} `x` \\u003cscript\\u003e',
  '\\input{/etc/passwd} % } { $ # _ ~ ^',
  'TY  - JOUR ER  - ',
  'عنوان شرطة \u200f(א) 警侨驿站 👮‍♀️',
  'İstanbul ıſK ﬁ Ǆ',
];

/** One text with all that matters in HTML, XML, SVG, CSV, JSON and Markdown, short enough for any column. */
export const hostileMark = `=1+1 <script>alert(1)</script>"'><img src=x onerror=alert(1)> ]]> & {x} [y](javascript:z) \\ evil`;
