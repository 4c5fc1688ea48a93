/**
 * The styles of a page, as small as the page allows: all of the site's rules are written into each page (one request until the fonts), and each page needs a part.
 * Works on the finished HTML, so whatever a page is made of is seen; what its scripts add is read from src/browser/makes.ts.
 */
import { type Makes, makes } from '../../browser/makes.ts';
import { usedIn, usedStyles } from './used-css.ts';

/** What the scripts of a page may add to it. */
const madeIn = (page: string): readonly Makes[] =>
  Object.entries(makes)
    .filter(([script]) => new RegExp(`<script [^>]*src="[^"]*/${script}"`).test(page))
    .map(([, made]) => made);

/** A page with one style element, which holds what the page can use. Pages without styles in the head come back as they are. */
export function withUsedStyles(page: string): string {
  const end = page.indexOf('</head>');
  const head = page.slice(0, Math.max(0, end));
  const styles = [...head.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '');
  if (styles.length === 0) return page;
  const body = page.slice(end);
  const standing = usedIn(body);
  const made = madeIn(page);
  const used = {
    classes: new Set([...standing.classes, ...made.flatMap(({ classes }) => classes)]),
    elements: new Set([...standing.elements, ...made.flatMap(({ elements }) => elements)]),
  };
  const css = usedStyles(styles.join(''), used, body);
  return `${head.replace(/<style>[\s\S]*?<\/style>/g, '').trimEnd()}<style>${css}</style>${body}`;
}
