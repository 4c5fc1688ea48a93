/** Buttons that copy, put into the tree of a text; src/components/Copy.astro makes them elsewhere. */
import { h, idOf, isElement, type Root, rootOf, wordsOf } from '../../story/tree.ts';

interface Words {
  readonly label: string;
  /** What it copies, for those who do not see what is before it. */
  readonly name: string;
}

/**
 * A text in which the items of the first numbered list after a heading have a button each that copies their words, without the marks of their notes.
 * @throws Error when there is no such list
 */
export function withCopyButtons(tree: Root, heading: string, { label, name }: Words): Root {
  const start = tree.children.findIndex((node) => isElement(node) && idOf(node) === heading);
  const place = tree.children.findIndex((node, index) => index > start && isElement(node, 'ol'));
  const list = tree.children[place];
  if (start < 0 || !isElement(list)) throw new Error(`There is no numbered list after #${heading}`);
  const children = list.children.map((item) =>
    isElement(item, 'li')
      ? {
          ...item,
          children: [
            ...item.children,
            h(
              'button',
              {
                type: 'button',
                className: ['copy'],
                hidden: true,
                dataCopies: wordsOf(item),
                ariaLabel: `${label}: ${name}`,
              },
              [label],
            ),
          ],
        }
      : item,
  );
  return rootOf(tree.children.map((node, index) => (index === place ? { ...list, children } : node)));
}
