/** oEmbed 1.0 without a server: one JSON file a chart, found from the chart's page and its embed by a link. docs/embedding.md says what that can and cannot do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartOf, type Site } from '../../story/site.ts';
import { plainSpaces } from '../chart/chart-record.ts';
import { siteName } from '../cite/works.ts';
import { frozenLine } from '../edition/frozen-edition.ts';
import { frozenFolder } from '../edition/on-disk.ts';
import { embedTitle, snippetOf, usualColumn, usualHeight } from './embed.ts';
import type { Size } from './height.ts';

/** Size of a PNG, from its header: what the answer says of the picture is what is there. */
export function sizeOfPng(bytes: Uint8Array): Size {
  const header = new DataView(bytes.buffer, bytes.byteOffset, 24);
  if (header.getUint32(12) !== 0x49484452) throw new Error('The picture is no PNG');
  return { width: header.getUint32(16), height: header.getUint32(20) };
}

/** Attributes of the link by which a page about a chart is found to have an oEmbed answer. The address is absolute: consumers read it from a copy of the page. */
export const oembedLink = (site: Site, id: string, home: URL) => ({
  rel: 'alternate',
  type: 'application/json+oembed',
  href: new URL(`oembed/${id}.json`, home).href,
  title: embedTitle(site, id),
});

interface Embedded {
  readonly title: string;
  readonly html: string;
  /** In a column of the usual width. */
  readonly height: number;
  /** Path of its picture, and how large it is. */
  readonly picture: string;
  readonly size: Size;
}

const answerOf = (site: Site, home: URL, { title, html, height, picture, size }: Embedded): string => {
  const answer = {
    version: '1.0',
    type: 'rich',
    title: plainSpaces(title),
    provider_name: siteName(site),
    provider_url: home.href,
    cache_age: 86_400,
    html,
    width: usualColumn,
    height,
    thumbnail_url: new URL(picture, home).href,
    thumbnail_width: size.width,
    thumbnail_height: size.height,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
};

/**
 * `/oembed/<id>.json`. Its `html` is the snippet, to the byte.
 * @param size of the chart's PNG
 */
export const oembedJson = (site: Site, id: string, home: URL, size: Size): string =>
  answerOf(site, home, {
    title: chartOf(site, id).chart.headline,
    html: snippetOf(site, id, home),
    height: usualHeight(site, id),
    picture: `charts/${id}.png`,
    size,
  });

/** Charts of an edition that it keeps itself: each has an embed there, and an oEmbed answer here. */
export const frozenEmbeds = (version: string, folder = frozenFolder): readonly string[] =>
  readdirSync(join(folder, version, 'embed'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/**
 * `/oembed/<version>/<id>.json`: the answer for the embed of an edition, whose line it has to the byte. It stands outside the edition, as it names the
 * address of the site, which an edition does not.
 * @throws Error for a chart that the edition does not keep
 */
export function frozenOembedJson(site: Site, version: string, id: string, home: URL, folder = frozenFolder): string {
  const html = frozenLine(version, id, home, folder);
  const height = /<iframe [^>]*\bheight="(\d+)"/.exec(html ?? '')?.[1];
  if (html === undefined || height === undefined) throw new Error(`Edition ${version} keeps no line for ${id}`);
  const charts = join(folder, version, 'charts');
  const { headline } = JSON.parse(readFileSync(join(charts, `${id}.json`), 'utf8')) as { headline: string };
  return answerOf(site, home, {
    title: headline,
    html,
    height: Number(height),
    picture: `v/${version}/charts/${id}.png`,
    size: sizeOfPng(new Uint8Array(readFileSync(join(charts, `${id}.png`)))),
  });
}
