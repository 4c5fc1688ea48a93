/**
 * Leaves out the rules of a style sheet that a page has no use for: an embed is sent whole, each time, into pages that are not ours, and a page carries its styles itself.
 * Classes and elements are looked at, wherever they stand; a rule is kept rather than lost.
 */

interface Block {
  readonly prelude: string;
  /** Undefined for a statement without braces (`@layer a, b;`). */
  readonly body: string | undefined;
}

/** Blocks and statements of a style sheet without comments. */
function blocksOf(css: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let open = 0;
  let depth = 0;
  for (let index = 0; index < css.length; index += 1) {
    const character = css[index];
    if (character === '{' && depth++ === 0) open = index;
    else if (character === '}' && --depth === 0) {
      blocks.push({ prelude: css.slice(start, open).trim(), body: css.slice(open + 1, index) });
      start = index + 1;
    } else if (character === ';' && depth === 0) {
      blocks.push({ prelude: css.slice(start, index).trim(), body: undefined });
      start = index + 1;
    }
  }
  if (depth !== 0) throw new Error('The style sheet has a brace that is not closed');
  return blocks;
}

const grouping = /^@(?:layer|media|supports|container)\b/;

interface Used {
  readonly classes: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
}

/** The rules that elements with these names and classes can match. */
function keep(css: string, used: Used): string {
  return blocksOf(css)
    .map(({ prelude, body }) => {
      if (body === undefined) return `${prelude};`;
      if (grouping.test(prelude)) {
        const inside = keep(body, used);
        return inside ? `${prelude}{${inside}}` : '';
      }
      if (prelude.startsWith('@')) return `${prelude}{${body}}`;
      const selectors = prelude.split(/,(?![^(]*\))/).filter((whole) => {
        // What a selector excludes need not be there.
        const selector = whole.replace(/:not\([^()]*\)/g, '');
        const classes = [...selector.matchAll(/\.([\w-]+)/g)].every((match) => used.classes.has(match[1] ?? ''));
        const prefixes = [...selector.matchAll(/\[class\^=["']?([\w-]+)/g)].every((match) =>
          [...used.classes].some((name) => name.startsWith(match[1] ?? '')),
        );
        const elements = [
          ...selector.replace(/[.#][\w-]+|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?/g, ' ').matchAll(/[a-z][\w-]*/gi),
        ].every((match) => used.elements.has(match[0]));
        return classes && prefixes && elements;
      });
      return selectors.length > 0 ? `${selectors.join(',')}{${body}}` : '';
    })
    .join('');
}

/** A style sheet reduced to what a page with this body can use. */
export function usedCss(css: string, body: string): string {
  const classes = new Set([...body.matchAll(/\sclass="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(/\s+/)));
  const elements = new Set(['html', 'body', ...[...body.matchAll(/<([a-z][\w-]*)/gi)].map((match) => match[1] ?? '')]);
  return keep(css.replace(/\/\*[\s\S]*?\*\//g, ''), { classes, elements });
}

/** Names of the custom properties that a style sheet reads. */
export const propertiesRead = (css: string): ReadonlySet<string> =>
  new Set([...css.matchAll(/var\(--([\w-]+)/g)].map((match) => match[1] ?? ''));
