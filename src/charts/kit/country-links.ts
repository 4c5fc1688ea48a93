/**
 * Links from the shapes of countries to their pages. A picture is drawn once and marks what belongs to a country; whoever shows it puts in the links of
 * the page, or none. The mark is no SVG, and no text can be taken for it, as texts are escaped.
 */
import { element, escapeXml } from '../shared/svg.ts';

/** Where the shape of a country leads, and what it says of the country. */
export interface CountryLink {
  readonly href: string;
  readonly title: string;
  /** In a frame: where the page opens. */
  readonly target?: '_blank';
}

/** The links of the page that shows a picture; a picture that is taken away has none. */
export type CountryLinks = (country: string) => CountryLink;

/** The SVG of a country, marked as such. */
export const ofCountry = (country: string, content: string): string =>
  content && `<of-country ${country}>${content}</of-country>`;

/** The link around the SVG of a country. Outside the tab order: the picture is hidden from assistive technology, and the same links are in lists that all can use. */
const linked = ({ href, title, target }: CountryLink, content: string): string =>
  element('a', { href, tabindex: '-1', target }, element('title', {}, escapeXml(title)) + content);

/** A picture with a link in the place of each mark, or without marks where it has no links. */
export const withLinks = (picture: string, links: CountryLinks | undefined): string =>
  picture.replace(/<of-country (\w+)>([\s\S]*?)<\/of-country>/g, (_, country: string, content: string) =>
    links ? linked(links(country), content) : content,
  );
