/** The glossary: terms with short definitions in Markdown, from `content/<language>/glossary.yaml`. */
import { z } from 'zod';
import { nearest, type Problem, ProblemsError, quoteValue } from '../dataset/problems.ts';
import { contentFile } from '../words/content.ts';
import { parseYaml } from '../words/front-matter.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html, trusted } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { recordHref, referenceIds } from './notes.ts';
import { joined, sourceReference } from './records.ts';
import type { Site } from './site.ts';
import { markTerms } from './terms.ts';

const glossarySchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
    term: z.string().describe('The term as it is listed.'),
    lang: z.string().optional().describe('Language of the term, where it is not that of the page.'),
    forms: z
      .array(z.string())
      .default([])
      .describe('Spellings that are marked in the chapters, plurals among them; without them the term is not marked.'),
    definition: z
      .string()
      .describe(
        'Markdown; [^id] cites a claim, a response or a derived figure. The first paragraph stands alone in the chapters: what was answered belongs into it.',
      ),
    see: z.array(z.string()).default([]).describe('Ids of related terms.'),
    sources: z.array(z.string()).default([]).describe('Ids of sources, where no record bears the definition.'),
  }),
);
export type GlossaryEntry = z.infer<typeof glossarySchema>[number];

/** The terms in the order of the file. Throws with every fault: unknown records, sources and terms, ids used twice. */
export function glossaryEntries(site: Site): readonly GlossaryEntry[] {
  const file = `content/${site.language}/glossary.yaml`;
  const problems: Problem[] = [];
  const entries = parseYaml(file, contentFile(file), glossarySchema, problems) ?? [];
  const ids = new Set(entries.map((entry) => entry.id));
  const unknown = (entry: GlossaryEntry, field: string, id: string, known: Iterable<string>, what: string) =>
    problems.push({
      file,
      where: `(${entry.id})`,
      field,
      found: quoteValue(id),
      expected: what,
      fix: nearest(id, known) ? `did you mean ${nearest(id, known)}?` : 'write an id that exists',
    });
  for (const [index, entry] of entries.entries()) {
    if (entries.findIndex((other) => other.id === entry.id) !== index)
      problems.push({
        file,
        where: `(${entry.id})`,
        field: 'id',
        found: quoteValue(entry.id),
        expected: 'an id used once',
        fix: 'rename one of the two',
      });
    for (const id of entry.see) if (!ids.has(id)) unknown(entry, 'see', id, ids, 'the id of a term');
    for (const id of entry.sources)
      if (!site.dataset.has('sources', id))
        unknown(
          entry,
          'sources',
          id,
          site.dataset.tables.sources.map((source) => source.id),
          'the id of a source',
        );
  }
  if (problems.length > 0) throw new ProblemsError('The glossary has errors', problems);
  return entries;
}

/** A definition, or a part of one, as HTML. References lead to the records. */
function renderDefinition(site: Site, file: string, definition: string, problems: Problem[]): string {
  const rendered = renderMarkdown(definition, {
    file,
    firstLine: 1,
    references: referenceIds(site.dataset),
    charts: new Set(),
    base: site.base,
    note: () => ({ number: 0 }),
    noteHref: (id) => recordHref(id, site.base),
    noteLabel: () => '',
    problems,
  });
  return rendered.segments.map((segment) => (segment.kind === 'html' ? segment.html : '')).join('');
}

/** A text with the terms of the glossary marked, and the definitions that the marks open: the first paragraph of each, with the way to the full entry. */
export function withGlossary(site: Site, page: string): { readonly html: string; readonly definitions: string } {
  const file = `content/${site.language}/glossary.yaml`;
  const problems: Problem[] = [];
  const entries = glossaryEntries(site);
  const marked = markTerms(page, entries);
  const definitions = marked.used.map((id) => {
    const entry = entries.find((candidate) => candidate.id === id);
    const gist = renderDefinition(site, file, entry?.definition.split('\n\n')[0] ?? '', problems).replace(
      /^<p>|<\/p>\s*$/g,
      '',
    );
    return html`<p id="term-${id}" class="gloss" popover><b>${typeset(entry?.term ?? '')}</b>: ${trusted(gist)} <a href="${site.base}glossary/#${id}">${site.messages.text('glossary.entry')}</a></p>`.toString();
  });
  if (problems.length > 0) throw new ProblemsError('The glossary has errors', problems);
  return { html: marked.html, definitions: definitions.join('') };
}

/** The terms as the inside of a description list. References lead to the page of records. */
export function glossaryList(site: Site): Html {
  const file = `content/${site.language}/glossary.yaml`;
  const problems: Problem[] = [];
  const entries = glossaryEntries(site);
  const term = (id: string) => entries.find((entry) => entry.id === id);
  const items = entries.map((entry) => {
    const definition = renderDefinition(site, file, entry.definition, problems);
    const more = [
      ...(entry.sources.length > 0
        ? [
            html`${site.messages.text(entry.sources.length === 1 ? 'notes.source' : 'notes.sources')} ${joined(
              entry.sources.map((id) => sourceReference(id, site)),
              '; ',
            )}`,
          ]
        : []),
      ...(entry.see.length > 0
        ? [
            html`${site.messages.text('glossary.see')} ${joined(
              entry.see.map(
                (id) =>
                  html`<a href="#${id}"${term(id)?.lang ? html` lang="${term(id)?.lang}"` : ''}>${typeset(term(id)?.term ?? id)}</a>`,
              ),
              ', ',
            )}`,
          ]
        : []),
    ];
    return html`<dt id="${entry.id}"><dfn${entry.lang ? html` lang="${entry.lang}"` : ''}><a class="permalink" href="#${entry.id}">${typeset(entry.term)}</a></dfn></dt><dd>${trusted(definition)}${more.length > 0 ? html`<p class="muted">${joined(more, '. ')}</p>` : ''}</dd>`;
  });
  if (problems.length > 0) throw new ProblemsError('The glossary has errors', problems);
  return html`${items}`;
}
