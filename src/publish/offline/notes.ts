/**
 * What opens in place on the site is a link in the offline edition. Reading apps know no popovers, browsers of old computers do not either, and a file that is
 * passed on has no script to stand in for them. So a number leads to its note and each note back to every place that rests on it; a term leads to the
 * glossary. Marks of permanent addresses fall away: the edition has no address.
 */
import { html } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { type Element, type Rewritten, rewrite, startTag } from './markup.ts';

export interface LinkedText {
  readonly body: string;
  /** Notes as list items; empty where there are none. */
  readonly notes: string;
}

/** Takes the id of a note that is referred to, and hands out the id of that place; undefined for a link between notes. */
type Refer = (note: string) => string;

function asLink({ attributes }: Element, around: readonly Element[], site: Site, refer: Refer | undefined): Rewritten {
  const opens = attributes.get('popovertarget') ?? '';
  const term = /^term-(.+)$/.exec(opens)?.[1];
  if (term !== undefined) return { open: `<a class="term" href="${site.base}glossary/#${term}">`, close: '</a>' };
  if (!opens.startsWith('note-'))
    throw new Error(
      `The offline edition knows no link in place of a button that opens “${opens}”: see src/publish/offline/notes.ts`,
    );
  const changed = new Map([['href', `#${opens}`]]);
  if (refer && around.at(-1)?.classes.includes('reference')) changed.set('id', refer(opens.slice('note-'.length)));
  const label = attributes.get('aria-label');
  if (label !== undefined) changed.set('aria-label', label);
  return { open: startTag('a', changed), close: '</a>' };
}

/** The links from a note to the places that rest on it: the first in words, further ones as numbers. */
const waysBack = (number: number, places: readonly string[], { messages }: Site): string =>
  html`<p class="note__ways">${places.map((place, index) =>
    index === 0
      ? html`<a href="#${place}" aria-label="${messages.text('offline.backLabel', { number })}">${messages.text('offline.back')}</a>`
      : html` · <a href="#${place}" aria-label="${messages.text('offline.backToPlace', { number, place: index + 1 })}">${index + 1}</a>`,
  )}</p>`.toString();

/** A text of the site and its notes, with links in place of all that opens. */
export function withLinks(text: LinkedText, site: Site): LinkedText {
  const places = new Map<string, string[]>();
  const refer: Refer = (note) => {
    const known = places.get(note) ?? [];
    const place = `reference-${note}${known.length > 0 ? `-${known.length + 1}` : ''}`;
    places.set(note, [...known, place]);
    return place;
  };
  const common = (element: Element, around: readonly Element[], own: Refer | undefined): Rewritten => {
    if (element.classes.includes('permalink')) return { open: '', close: '' };
    return element.name === 'button' ? asLink(element, around, site, own) : undefined;
  };
  const body = rewrite(text.body, (element, around) => common(element, around, refer));
  let number = 0;
  const notes = rewrite(text.notes, (element, around) => {
    if (!element.classes.includes('note')) return common(element, around, undefined);
    number += 1;
    const id = element.attributes.get('id') ?? '';
    const own = places.get(id.replace(/^note-/, ''));
    if (!own) throw new Error(`Nothing in the text refers to ${id}`);
    const changed = new Map(element.attributes);
    changed.delete('popover');
    return { open: startTag(element.name, changed), close: `${waysBack(number, own, site)}</${element.name}>` };
  });
  return { body, notes };
}
