/** Whether a piece of HTML or SVG, read as a browser reads it, can run, load or lead to anything that the site did not mean. */
import { parseHtml, parsePage } from './xml.ts';

const elements = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'frame',
  'frameset',
  'applet',
  'form',
  'input',
  'button',
  'textarea',
  'video',
  'audio',
  'base',
  'meta',
  'link',
  'foreignobject',
  'style',
]);
const addresses = new Set([
  'href',
  'src',
  'srcset',
  'action',
  'formaction',
  'data',
  'poster',
  'xlink:href',
  'ping',
  'background',
  'srcdoc',
]);

interface Allowed {
  /** Elements that the page has by right, such as `style` and `link` in its head. */
  readonly elements?: readonly string[];
  /** Own script files, by the end of their address. */
  readonly scripts?: readonly string[];
}

/** What is wrong with the nodes below a root, in words; empty when nothing is. */
export function unsafeNodes(root: ParentNode, allowed: Allowed = {}): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const name = element.localName.toLowerCase();
    if (elements.has(name) && !allowed.elements?.includes(name)) {
      const source = element.getAttribute('src') ?? '';
      const ownScript =
        name === 'script' && allowed.scripts?.some((script) => source.endsWith(script)) && !element.textContent;
      const data =
        name === 'script' && element.getAttribute('type') === 'application/ld+json' && allowed.scripts !== undefined;
      if (!ownScript && !data) found.push(`<${name}> ${element.outerHTML.slice(0, 120)}`);
    }
    for (const attribute of element.getAttributeNames()) {
      const value = element.getAttribute(attribute) ?? '';
      if (/^on/i.test(attribute)) found.push(`${attribute}="${value}"`);
      if (attribute === 'style') found.push(`style="${value}"`);
      // Browsers drop white space and control characters before they look for the scheme, and read \ as /.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are dropped
      const address = value.replace(/[\u0000-\u0020]/g, '').replaceAll('\\', '/');
      if (
        addresses.has(attribute.toLowerCase()) &&
        !/^(?:https?:\/\/[^/]|mailto:\?subject=|\/(?!\/)|#|\.{1,2}\/|[a-z0-9@._~-]+(?:[/?#]|$)|$)/i.test(address)
      )
        found.push(`${attribute}="${value}"`);
    }
  }
  return found;
}

/** The same for a text of HTML without head. */
export const unsafeIn = (html: string): string[] => unsafeNodes(parseHtml(html));

/** The same for a whole page. */
export const unsafeInPage = (html: string, allowed: Allowed): string[] => unsafeNodes(parsePage(html), allowed);
