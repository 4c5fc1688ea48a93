/**
 * For writers, in `astro dev` only: the findings of a page's texts, put after the paragraph they speak of. The server goes on; the build would stop.
 * Never part of a built page: the layout imports it only when `import.meta.env.DEV` is set.
 */
import { readFileSync } from 'node:fs';
import { checkFacts } from '../../fact-check/check.ts';
import type { Finding } from '../../fact-check/types.ts';
import { html } from '../../story/html.ts';
import { readFactsInput } from './read-input.ts';

const shown = (finding: Finding) =>
  html`<p class="finding" role="note"><b>${finding.file}, line ${finding.line}, ${finding.rule}:</b> ${finding.message} ${finding.fix}</p>`.toString();

/** The key of the paragraph that a line of a text belongs to: `{#key}` ends it. */
function keyAt(file: string, line: number): string | undefined {
  const rest = readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1);
  return rest.map((text) => /\{#([a-z0-9-]+)\}\s*$/.exec(text)?.[1]).find((key) => key !== undefined);
}

/** The HTML of a page with its findings put in: each after its paragraph, those without one in front. Unchanged when there are none. */
export async function withFindings(page: string, files: readonly string[], language: string): Promise<string> {
  const { input } = await readFactsInput(language, files);
  let result = page;
  for (const finding of checkFacts(input).findings.filter(
    (candidate) => candidate.level === 'error' && files.includes(candidate.file),
  )) {
    const key = keyAt(finding.file, finding.line);
    const start = key === undefined ? -1 : result.indexOf(`id="${key}"`);
    const end = start < 0 ? -1 : result.indexOf('</p>', start);
    result = end < 0 ? shown(finding) + result : result.slice(0, end + 4) + shown(finding) + result.slice(end + 4);
  }
  return result;
}
