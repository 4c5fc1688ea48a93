/**
 * Lasting addresses that can be seen and copied. Headings and titles of boxes become links to themselves; paragraphs get a mark after them, shown while the
 * pointer is on them, or all together while the box `.marks` of the page is open: what is not shown is no stop for the keyboard. A figure names its address
 * among what can be taken from it (chart-figure.ts). A note needs no mark: the number in the text is a link to it, and marks for all of them would cost a
 * chapter half a kilobyte. The mark itself is written by the style sheet, so that no text taken from a page has it.
 */
import { SKIP, visit } from 'unist-util-visit';
import { copyOf, type Element, h, hasClass, idOf, isElement, type Root } from './tree.ts';

const permalink = (id: string, inside: Element['children'], label?: string): Element =>
  h('a', { className: ['permalink'], href: `#${id}`, ...(label ? { ariaLabel: label } : {}) }, inside);

/**
 * A page's text with a link to everything in it that has a key. Feeds, and whoever else takes the words alone, get them without.
 * @param label name of the mark after a paragraph, for those who do not see it
 */
export function withPermalinks(tree: Root, label: string): Root {
  const linked = copyOf(tree);
  visit(linked, 'element', (element) => {
    const id = idOf(element);
    if (id === undefined) return undefined;
    if (hasClass(element, 'brief')) {
      // A link in the summary would fold and unfold it: it is at the end of what is folded.
      const folded = element.children.find((child) => isElement(child, 'details'));
      if (folded && 'children' in folded) folded.children.push(permalink(id, [], label));
      return undefined;
    }
    if (hasClass(element, 'aside__title')) element.children = [permalink(id.replace(/-title$/, ''), element.children)];
    else if (isElement(element, 'h2', 'h3', 'h4') && !element.children.some((child) => isElement(child, 'a')))
      element.children = [permalink(id, element.children)];
    else if (isElement(element, 'h2', 'h3', 'h4', 'p')) element.children.push(permalink(id, [], label));
    else return undefined;
    return SKIP;
  });
  return linked;
}
