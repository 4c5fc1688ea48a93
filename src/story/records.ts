/** Small pieces that the pages of records share: links to a source or a record, and values as they are printed. */
import type { Row, TableName } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html } from './html.ts';
import { byName, type NoteContext, recordHref, recordName } from './notes.ts';

/** Items joined by a separator. */
export const joined = (items: readonly (Html | string)[], separator: string): Html =>
  html`${items.map((item, index) => html`${index > 0 ? separator : ''}${item}`)}`;

/**
 * A claim, response or derived figure as a link, by its id where no other `words` are given: to its page, or to its place in the list at `base`.
 * @param label for those who hear the link by itself, where its words alone do not say which record it is
 */
export const recordLink = (id: string, context: NoteContext, base?: string, words = id, label?: string): Html =>
  html`<a href="${base === undefined ? recordHref(id, context.base) : `${base}#${id}`}"${label && html` aria-label="${label}"`}>${words}</a>`;

/** The word “record” as such a link. */
export const recordWord = (id: string, context: NoteContext, base?: string): Html => {
  const { messages } = context;
  const label = messages.text('notes.recordOf', { record: recordName(id, context) });
  return recordLink(id, context, base, messages.text('notes.record'), label);
};

export const recordLinks = (ids: readonly string[], context: NoteContext): Html =>
  joined(
    ids.map((id) => recordLink(id, context)),
    ', ',
  );

/** Records as links by whose they are and when; those of one name are counted after it. */
export const recordNames = (ids: readonly string[], context: NoteContext, base?: string): Html => {
  const later = (id: string, name: string, number: string) =>
    recordLink(id, context, base, number, `${name}: ${number}`);
  const links = [...byName(ids, context)].map(([name, [first = '', ...others]]) => [
    recordLink(first, context, base, name),
    ...others.map((id, index) => later(id, name, String(index + 2))),
  ]);
  return joined(
    links.map((own) => joined(own, ', ')),
    '; ',
  );
};

/** Publisher and date of a source, short. */
export function sourceName(source: Row<'sources'>, context: NoteContext): string {
  return typeset(source.date ? `${source.publisher}, ${context.format.shortDate(source.date)}` : source.publisher);
}

/** A source as a link into the list of sources; who carries it and whose medium it is travel with it. */
export function sourceReference(id: string, context: NoteContext): Html {
  const source = context.dataset.get('sources', id);
  const carried = source.carriedBy ? ` ${context.messages.text('notes.carriedBy', { site: source.carriedBy })}` : '';
  const mark =
    source.kind === 'chinese-state-media' || source.kind === 'partisan'
      ? ` (${context.messages.text(`sourceKinds.${source.kind}`)})`
      : '';
  return html`<a href="${context.href(`sources/#${id}`)}">${sourceName(source, context)}</a>${carried}${mark}`;
}

/** `Source: …` or `Sources: …` with links into the list of sources. */
export const sourcesLine = (ids: readonly string[], context: NoteContext): Html =>
  ids.length === 0
    ? html``
    : html`<p>${context.messages.text(ids.length === 1 ? 'notes.source' : 'notes.sources')} ${joined(
        ids.map((id) => sourceReference(id, context)),
        '; ',
      )}</p>`;

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
