/** A rendered text cut at its headings of the second rank, for pages that arrange them by themselves. */
import { idOf, isElement, type Root, type RootContent, rootOf, toHtml } from './tree.ts';

export interface Section {
  /** Key of the heading. */
  readonly id: string;
  readonly heading: string;
  /** What is below the heading. */
  readonly body: string;
}

/** Sections of a text in order. What is before the first heading would be lost, so it is refused. */
export function sectionsOf(file: string, tree: Root): readonly Section[] {
  const sections: { id: string; heading: RootContent; body: RootContent[] }[] = [];
  for (const node of tree.children) {
    if (isElement(node, 'h2')) {
      const id = idOf(node);
      if (!id) throw new Error(`${file}: a heading has no key`);
      sections.push({ id, heading: node, body: [] });
    } else if (sections.length > 0) sections.at(-1)?.body.push(node);
    else if (node.type !== 'text')
      throw new Error(`${file}: the text must begin with a heading, as each part of it is placed by its heading`);
  }
  return sections.map(({ id, heading, body }) => ({ id, heading: toHtml([heading]), body: toHtml(rootOf(body)) }));
}
