/** The glossary: terms with short definitions in Markdown, from `content/<language>/glossary.yaml`. */
import { z } from 'zod';
import { faultless, nearest, type Problem, quoteValue, reporter } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { contentFile } from '../words/content.ts';
import { parseYaml } from '../words/front-matter.ts';
import { fileIn } from '../words/translations.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html, joined } from './html.ts';
import { htmlOf, lineOf, linkedText } from './linked-text.ts';
import { sourcesOf } from './notes.ts';
import { sourceReference } from './records.ts';
import type { Site } from './site.ts';
import { markTerms } from './terms.ts';
import { type ElementContent, h, type Root } from './tree.ts';

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
        'Markdown; [^id] cites a claim, a response or a derived figure. The chapters show the first paragraph alone: what was answered belongs in it.',
      ),
    see: z.array(z.string()).default([]).describe('Ids of related terms.'),
    sources: z.array(z.string()).default([]).describe('Ids of sources, where no record supports the definition.'),
  }),
);
export type GlossaryEntry = z.infer<typeof glossarySchema>[number];

/** The terms in the order of the file. Throws with every fault: unknown records, sources and terms, ids used twice. */
export const glossaryEntries = once((site: Site): readonly GlossaryEntry[] => {
  // A language without a glossary of its own has no terms to mark.
  if (fileIn(site.language, 'glossary.yaml').language !== site.language) return [];
  const file = `content/${site.language}/glossary.yaml`;
  return faultless('The glossary has errors', (problems) => readGlossary(site, file, problems));
});

function readGlossary(site: Site, file: string, problems: Problem[]): readonly GlossaryEntry[] | undefined {
  const entries = parseYaml(file, contentFile(file), glossarySchema, problems);
  if (!entries) return undefined;
  const ids = new Set(entries.map((entry) => entry.id));
  const sources = new Set(site.dataset.tables.sources.map((source) => source.id));
  for (const [index, entry] of entries.entries()) {
    const report = (field: string, id: string, expected: string, fix: string) =>
      reporter(problems, file)(`(${entry.id})`, field, quoteValue(id), expected, fix);
    const checkIds = (field: 'see' | 'sources', known: ReadonlySet<string>, expected: string) => {
      for (const id of entry[field]) {
        const near = nearest(id, known);
        if (!known.has(id)) report(field, id, expected, near ? `did you mean ${near}?` : 'write an id that exists');
      }
    };
    if (entries.findIndex((other) => other.id === entry.id) !== index)
      report('id', entry.id, 'an id used once', 'rename one of the two');
    checkIds('see', ids, 'the id of a term');
    checkIds('sources', sources, 'the id of a source');
  }
  return entries;
}

/** The definition of a term, or a part of it. References lead to the records. */
export const definitionOf = (site: Site, definition: string): Root =>
  linkedText(site, `content/${site.language}/glossary.yaml`, definition);

/**
 * A text with a mark after the terms of the glossary, and the definitions that the marks open: the first paragraph of each, with the way to the full entry.
 * Each definition has the id `term-` and that of its entry.
 * @param mark what to print for the words of a term; a small link after them where nothing else is given
 */
export function withGlossary(
  site: Site,
  text: Root,
  mark: (words: string, href: string, label: string) => readonly ElementContent[] = (words, href, label) => [
    { type: 'text', value: words },
    h('a', { className: ['term'], href, ariaLabel: label }),
  ],
): { readonly tree: Root; readonly definitions: string } {
  const entries = new Map(glossaryEntries(site).map((entry) => [entry.id, entry]));
  const href = (id: string) => site.href(`glossary/#${id}`);
  const name = (id: string) => typeset(entries.get(id)?.term ?? id);
  const { tree, used } = markTerms(text, [...entries.values()], (id, words) =>
    mark(words, href(id), site.messages.text('glossary.mark', { term: name(id) })),
  );
  const definitions = used.map((id) => {
    const first = definitionOf(site, entries.get(id)?.definition.split('\n\n')[0] ?? '');
    return html`<p id="term-${id}" class="gloss content"><b>${name(id)}</b>: ${htmlOf(lineOf(first) ?? first)} <a href="${href(id)}">${site.messages.text('glossary.entry')}</a></p>`.toString();
  });
  return { tree, definitions: definitions.join('') };
}

/** The terms as the inside of a description list. References lead to the page of records. */
export function glossaryList(site: Site): Html {
  const entries = glossaryEntries(site);
  const term = (id: string) => entries.find((entry) => entry.id === id);
  const items = entries.map((entry) => {
    const definition = htmlOf(definitionOf(site, entry.definition));
    const sources = entry.sources.map((id) => sourceReference(id, site));
    const related = entry.see.map((id) => {
      const lang = term(id)?.lang;
      return html`<a href="#${id}"${lang ? html` lang="${lang}"` : ''}>${typeset(term(id)?.term ?? id)}</a>`;
    });
    const more = [
      ...(sources.length > 0 ? [sourcesOf(sources, site)] : []),
      ...(related.length > 0 ? [html`${site.messages.text('glossary.see')} ${joined(', ', related)}`] : []),
    ];
    return html`<dt id="${entry.id}"><dfn${entry.lang ? html` lang="${entry.lang}"` : ''}><a class="permalink" href="#${entry.id}">${typeset(entry.term)}</a></dfn></dt><dd>${definition}${more.length > 0 ? html`<p class="muted">${joined('. ', more)}</p>` : ''}</dd>`;
  });
  return html`${items}`;
}
