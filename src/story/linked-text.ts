/** Short texts without notes of their own: definitions, lessons, words of pages. Their references are links to the records. */
import { faultless, type Problem } from '../dataset/problems.ts';
import { type Html, trusted } from './html.ts';
import { type RenderedMarkdown, renderMarkdown } from './markdown.ts';
import { type NoteContext, recordMarks, referenceIds } from './notes.ts';
import { isElement, type Root, rootOf, toHtml } from './tree.ts';

/** Renders a text; faults are added to `problems`. */
export const renderLinked = (
  context: NoteContext,
  file: string,
  source: string,
  firstLine: number,
  problems: Problem[],
): RenderedMarkdown =>
  renderMarkdown(source, {
    file,
    firstLine,
    references: referenceIds(context.dataset),
    href: context.href,
    mark: recordMarks(context),
    problems,
  });

/** A text whose faults stop the build. */
export function linkedText(context: NoteContext, file: string, source: string): Root {
  return faultless(`A text of ${file} has errors`, (problems) => renderLinked(context, file, source, 1, problems).tree);
}

/** The inside of the only paragraph of a text, to be put into a line; undefined for any other text. */
export function lineOf(tree: Root): Root | undefined {
  const [paragraph, ...more] = tree.children.filter((node) => isElement(node));
  return isElement(paragraph, 'p') && more.length === 0 ? rootOf(paragraph.children) : undefined;
}

/** A tree as HTML to be put into other HTML. */
export const htmlOf = (tree: Root): Html => trusted(toHtml(tree));
