/**
 * What opens in place on the site is a link in the offline edition: reading apps have no script of ours. So each number of a mark leads to its note and each note
 * back to every place that rests on it; a term leads to the glossary. Marks of permanent addresses fall away: the edition has no address.
 */
import { recordsOfMark } from '../../story/notes.ts';
import type { Site } from '../../story/site.ts';
import {
  attribute,
  type Change,
  changed,
  type Element,
  type ElementContent,
  h,
  hasClass,
  idOf,
  isElement,
  type Root,
  readThrough,
  treeFrom,
} from '../../story/tree.ts';
import { offlineTarget, type Places } from './links.ts';

export interface LinkedText {
  readonly body: Root;
  /** Notes as list items; empty where there are none. */
  readonly notes: Root;
}

/** The links from a note to the places that rest on it: the first in words, further ones as numbers. */
const waysBack = (number: number, places: readonly string[], { messages }: Site): Element =>
  h(
    'p',
    { className: ['note__ways'] },
    places.flatMap((place, index) => [
      ...(index > 0 ? [' · '] : []),
      index === 0
        ? h('a', { href: `#${place}`, ariaLabel: messages.text('offline.backLabel', { number }) }, [
            messages.text('offline.back'),
          ])
        : h('a', { href: `#${place}`, ariaLabel: messages.text('offline.backToPlace', { number, place: index + 1 }) }, [
            String(index + 1),
          ]),
    ]),
  );

/** What only pages have: what can be taken from a chart, what rests on a source, the picture for whoever has no SVG. */
const onPagesOnly = ['chart__take', 'rests', 'fallback-image'];

/** A link as all three files have it, before they write where it leads. Marks of records become a link for each note. */
function boundLink(
  link: Element,
  around: readonly Element[],
  numberLink: (note: string) => Element,
): readonly ElementContent[] {
  if (hasClass(link, 'mark')) {
    const links = recordsOfMark(link).flatMap((id, index) => [...(index > 0 ? [', '] : []), numberLink(`note-${id}`)]);
    return [h('sup', { className: ['reference'] }, links)];
  }
  // The headline of a figure leads to the figure's page, which is the figure itself here.
  if (around.some((box) => isElement(box, 'svg')) || around.slice(-1).some((box) => hasClass(box, 'chart__headline')))
    return link.children;
  // Two thousand links: what says nothing to a reader weighs as much as a chapter.
  const { hrefLang: _, ariaLabel, rel, ...properties } = link.properties;
  const named = hasClass(link, 'note__more') || hasClass(link, 'records__id');
  return [
    {
      ...link,
      properties: {
        ...properties,
        ...(String(rel) === 'external' ? {} : { rel }),
        ...(named ? {} : { ariaLabel }),
      },
    },
  ];
}

/** A text of the site and its notes, with links in place of all that opens. */
export function withLinks(text: LinkedText, site: Site): LinkedText {
  const numbers = new Map(
    text.notes.children.filter((node) => isElement(node)).map((note, index) => [idOf(note) ?? '', index + 1]),
  );
  const places = new Map<string, string[]>();
  /** Takes the id of a note that is referred to, and gives the id of that place. */
  const refer = (note: string): string => {
    const known = places.get(note) ?? [];
    const place = `reference-${note.replace(/^note-/, '')}${known.length > 0 ? `-${known.length + 1}` : ''}`;
    places.set(note, [...known, place]);
    return place;
  };
  const numberLink = (note: string): Element => {
    const number = String(numbers.get(note) ?? '');
    const ariaLabel = site.messages.text('notes.label', { count: 1, numbers: number });
    return h('a', { href: `#${note}`, id: refer(note), ariaLabel }, [number]);
  };
  const bound: Change = (element, around) => {
    if (onPagesOnly.some((name) => hasClass(element, name))) return [];
    if (hasClass(element, 'permalink')) return element.children;
    // Titles of links on a map would be text beside the picture.
    if (isElement(element, 'title')) return [];
    if (isElement(element, 'a')) return boundLink(element, around, numberLink);
    return [element];
  };
  const body = changed(readThrough(text.body), bound);
  const notes = changed(text.notes, (element, around) => {
    if (!hasClass(element, 'note')) return bound(element, around);
    const id = idOf(element) ?? '';
    const own = places.get(id);
    if (!own) throw new Error(`Nothing in the text refers to ${id}`);
    return [{ ...element, children: [...element.children, waysBack(numbers.get(id) ?? 0, own, site)] }];
  });
  return { body, notes };
}

/** Words of a term as a link to its entry. */
export const termLink = (words: string, href: string): readonly ElementContent[] => [
  h('a', { className: ['entry'], href }, [words]),
];

/** HTML of the site's renderers as a text of the edition. */
export const textFrom = (parts: readonly (string | { toString(): string })[]): Root =>
  treeFrom(parts.map(String).join('\n'));

/** Where a link leads, if the element is one. */
export const hrefOf = (element: Element): string | undefined =>
  isElement(element, 'a') ? attribute(element, 'href') : undefined;

/**
 * A link as a file of the edition has it: inside, to another site, or as its words with the path of a page that the edition does not hold.
 * @param part that holds the link
 * @param address of a part in the file, or of a place in it
 */
export function relinked(
  link: Element,
  part: string,
  site: Site,
  places: Places,
  address: (part: string, id: string | undefined) => string,
): readonly ElementContent[] {
  const target = offlineTarget(hrefOf(link) ?? '', site.base, part, places);
  if (target.kind === 'external') return [link];
  if (target.kind === 'inside')
    return [{ ...link, properties: { ...link.properties, href: address(target.part, target.id) } }];
  const path = h('span', { className: ['muted'] }, [site.messages.text('offline.onSite', { path: target.path })]);
  return [...link.children, { type: 'text', value: ' ' }, path];
}
