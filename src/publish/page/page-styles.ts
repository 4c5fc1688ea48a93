/**
 * The styles of a page, as small as the page allows: all of the site's rules are written into each page (one request until the fonts), and each page needs a part.
 * Works on the finished HTML, so whatever a page is made of is seen. Script must therefore set attributes, never classes that no page has.
 */
import { propertiesRead, usedCss } from './used-css.ts';

/** Custom properties that nothing reads are not declared; what is read by the value of another that is read stays. */
function withoutUnreadProperties(css: string, body: string): string {
  let reduced = css;
  for (;;) {
    const read = propertiesRead(reduced + body);
    const next = reduced.replace(/(?<=[{;])--([\w-]+):[^;{}]*(?:;|(?=\}))/g, (declaration, name: string) =>
      read.has(name) ? declaration : '',
    );
    if (next === reduced) return next.replaceAll(';}', '}').replace(/:root\{\}/g, '');
    reduced = next;
  }
}

/** Keyframes that no rule names. */
const withoutUnusedKeyframes = (css: string): string =>
  css.replace(/@keyframes ([\w-]+)\{(?:[^{}]|\{[^{}]*\})*\}/g, (frames, name: string) =>
    css.split(new RegExp(`\\b${name}\\b`)).length > 2 ? frames : '',
  );

/** A page with one style element, which holds what the page can use. Pages without styles in the head come back as they are. */
export function withUsedStyles(page: string): string {
  const end = page.indexOf('</head>');
  if (end < 0) return page;
  const head = page.slice(0, end);
  const rest = page.slice(end);
  const styles = [...head.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '');
  if (styles.length === 0) return page;
  const css = withoutUnreadProperties(withoutUnusedKeyframes(usedCss(styles.join(''), rest)), rest);
  return `${head.replace(/<style>[\s\S]*?<\/style>/g, '').trimEnd()}<style>${css}</style>${rest}`;
}
