/** A text as the site renders it, with its faults: for tests that are about Markdown and not about the records. */
import type { Problem } from '../../src/dataset/problems.ts';
import { type MarkdownContext, type RenderedMarkdown, renderMarkdown } from '../../src/story/markdown.ts';
import { noteMarks } from '../../src/story/notes.ts';
import { raw, toHtml } from '../../src/story/tree.ts';
import { messagesFrom } from '../../src/words/message.ts';

const messages = messagesFrom('messages.yaml', 'en', {
  notes: { label: '{count, plural, one {Note} other {Notes}} {numbers}' },
});

export const sampleFile = 'content/en/chapters/sample.md';

/** @param changes what the text may refer to, where it is not the two records and the two charts of the sample */
export function rendered(
  source: string,
  changes: Partial<MarkdownContext> = {},
): RenderedMarkdown & { readonly html: string; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const result = renderMarkdown(source, {
    file: sampleFile,
    firstLine: 10,
    references: new Set(['scale-01', 'scale-02', 'figure-traced-stations']),
    charts: new Set(['world-map', 'patrols']),
    href: (path) => `/some/prefix/${path}`,
    mark: noteMarks(new Map(), messages),
    chart: (id) => raw(`[chart ${id}]`, id),
    problems,
    ...changes,
  });
  return { ...result, problems, html: toHtml(result.tree) };
}
