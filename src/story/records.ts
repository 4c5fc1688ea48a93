/** Small pieces that the pages of records share: links to a source or a record, and values as they are printed. */
import type { Row, TableName } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html, joined } from './html.ts';
import { byName, type NoteContext, recordHref, sourceMarks, sourcesOf } from './notes.ts';

/**
 * A claim, response or derived figure as a link, by its id where no other `words` are given: to its page, or to its place in the list at `base`.
 * @param label for those who hear the link by itself, where its words alone do not say which record it is
 */
export const recordLink = (id: string, context: NoteContext, base?: string, words = id, label?: string): Html =>
  html`<a href="${base === undefined ? recordHref(id, context.base) : `${base}#${id}`}"${label && html` aria-label="${label}"`}>${words}</a>`;

export const recordLinks = (ids: readonly string[], context: NoteContext): Html =>
  joined(
    ', ',
    ids.map((id) => recordLink(id, context)),
  );

/** Records as links by whose they are and when; those of one name are counted after it. */
export function recordNames(ids: readonly string[], context: NoteContext, base?: string): Html {
  const links = [...byName(ids, context)].map(([name, [first = '', ...others]]) => {
    const later = others.map((id, index) => recordLink(id, context, base, `${index + 2}`, `${name}: ${index + 2}`));
    return joined(', ', [recordLink(first, context, base, name), ...later]);
  });
  return joined('; ', links);
}

/** Publisher and date of a source, short. */
export function sourceName(source: Row<'sources'>, context: NoteContext): string {
  return typeset(source.date ? `${source.publisher}, ${context.format.shortDate(source.date)}` : source.publisher);
}

/** A source as a link into the list of sources; who carries it and whose medium it is travel with it. */
export function sourceReference(id: string, context: NoteContext): Html {
  const source = context.dataset.get('sources', id);
  return html`<a href="${context.href(`sources/#${id}`)}">${sourceName(source, context)}</a>${sourceMarks(source, context)}`;
}

/** `Source: …` or `Sources: …` with links into the list of sources. */
export function sourcesLine(ids: readonly string[], context: NoteContext): Html | '' {
  const sources = ids.map((id) => sourceReference(id, context));
  return sources.length > 0 ? html`<p>${sourcesOf(sources, context)}</p>` : '';
}

/** The page of a country. */
export const countryHref = (country: string, base: string): string => `${base}countries/${country.toLowerCase()}/`;

/** A value with its qualifier and what it counts: at least 102 stations. */
export function measure(
  value: number,
  precision: Row<'claim_figures'>['precision'],
  unit: string,
  context: NoteContext,
): string {
  const printed = context.messages.text(`precision.${precision}`, { value: context.format.number(value) });
  return typeset(unit.startsWith('%') ? `${printed}${unit}` : `${printed} ${unit}`);
}

/** The name of a table in words. */
export const tableName = (name: TableName, context: NoteContext): string => context.messages.text(`tables.${name}`);
