/** oEmbed 1.0 without a server: one JSON file a chart, found from the chart's page and its embed by a link. docs/embedding.md says what that can and cannot do. */
import type { Site } from '../../story/site.ts';
import { embedFit, embedTitle, snippetOf, usualColumn } from './embed.ts';

const oembedPath = (id: string): string => `oembed/${id}.json`;

/** The picture of a chart as a file, as large as it is. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
}

/** Size of a PNG, from its header: what the answer says of the picture is what is there. */
export function sizeOfPng(bytes: Uint8Array): Thumbnail {
  const header = new DataView(bytes.buffer, bytes.byteOffset, 24);
  if (header.getUint32(12) !== 0x49484452) throw new Error('The picture is no PNG');
  return { width: header.getUint32(16), height: header.getUint32(20) };
}

/** Attributes of the link by which a page about a chart is found to have an oEmbed answer. The address is absolute: consumers read it from a copy of the page. */
export const oembedLink = (
  site: Site,
  id: string,
  home: URL,
): { rel: 'alternate'; type: 'application/json+oembed'; href: string; title: string } => ({
  rel: 'alternate',
  type: 'application/json+oembed',
  href: new URL(oembedPath(id), home).href,
  title: embedTitle(site, id),
});

/** `/oembed/<id>.json`. Its `html` is the snippet, to the byte. */
export function oembedJson(site: Site, id: string, home: URL, thumbnail: Thumbnail): string {
  const fit = embedFit(site, id);
  const answer = {
    version: '1.0',
    type: 'rich',
    title: site.charts.get(id)?.chart.headline,
    provider_name: site.messages.text('site.name'),
    provider_url: home.href,
    cache_age: 86_400,
    html: snippetOf(site, id, home),
    width: usualColumn,
    height: Math.ceil(fit.at(usualColumn)),
    thumbnail_url: new URL(`charts/${id}.png`, home).href,
    thumbnail_width: thumbnail.width,
    thumbnail_height: thumbnail.height,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
