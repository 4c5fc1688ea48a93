/**
 * For writers, in `astro dev` only: the findings of a page's texts, put after the paragraph they speak of, and printed. The server goes on; the build would stop.
 * Never part of a built page: the layout imports it only when `import.meta.env.DEV` is set.
 */
import { readFileSync } from 'node:fs';
import { Checker } from '../../fact-check/check.ts';
import type { Finding } from '../../fact-check/types.ts';
import { html } from '../../story/html.ts';
import { copyOf, idOf, isElement, type Root, raw } from '../../story/tree.ts';
import { readFactsInput } from './read-input.ts';

const shown = (finding: Finding) =>
  raw(
    html`<p class="finding" role="note"><b>${finding.file}, line ${finding.line}, ${finding.rule}:</b> ${finding.message} ${finding.fix}</p>`.toString(),
  );

/** The key of the paragraph that a line of a text belongs to: `{#key}` ends it. */
function keyAt(file: string, line: number): string | undefined {
  const rest = readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1);
  return rest.map((text) => /\{#([a-z0-9-]+)\}\s*$/.exec(text)?.[1]).find((key) => key !== undefined);
}

/** The text of a page with its findings put in: each after its paragraph, those without one in front. */
export async function withFindings(text: Root, files: readonly string[], language: string): Promise<Root> {
  const { input } = await readFactsInput(language, files);
  const page = copyOf(text);
  // Of the texts of the page alone: what is wrong with records has no place on it.
  for (const finding of new Checker(input).findingsOf(input.texts)) {
    if (finding.level !== 'error' || !files.includes(finding.file)) continue;
    // Also where the server was started, for who looks there.
    console.warn(`${finding.file}:${finding.line} ${finding.rule}: ${finding.message} ${finding.fix}`);
    const key = keyAt(finding.file, finding.line);
    const at = page.children.findIndex((node) => isElement(node) && idOf(node) === key);
    page.children.splice(key === undefined ? 0 : at + 1, 0, shown(finding));
  }
  return page;
}
