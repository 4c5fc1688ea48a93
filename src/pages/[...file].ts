/** Every file of the site that is no page, and is not made with the tables and the large pictures (`data/`, `charts/`): its path, and what is in it. */
import { extname } from 'node:path';
import type { APIContext } from 'astro';
import { smallPicture } from '../publish/chart/small-picture.ts';
import { bibtex, cslJson, ris } from '../publish/cite/citation.ts';
import { siteName, works } from '../publish/cite/works.ts';
import { publishedFiles } from '../publish/download/files.ts';
import { frozenVersions } from '../publish/edition/on-disk.ts';
import { frozenEmbeds, frozenOembedJson, oembedJson, sizeOfPng } from '../publish/embed/oembed.ts';
import { searchDocuments } from '../publish/find/search-documents.ts';
import { mediaTypes } from '../publish/host/headers.ts';
import { offlineFile, offlineFormats, offlineName, offlineSums } from '../publish/offline/offline.ts';
import { browserScript } from '../publish/page/browser-script.ts';
import { chapterList } from '../publish/record/chapter-history.ts';
import { chartFeedItems, correctionFeedItem, feedItems } from '../publish/share/feed.ts';
import { type IconName, iconFiles, iconPng, iconSvg, webManifest } from '../publish/share/icons.ts';
import { feedXml, homeOf } from '../publish/share/rss.ts';
import { correctionItems } from '../story/corrections.ts';
import { chartOf, rootSite } from '../story/site.ts';

const site = rootSite();
const { messages } = site;
const charts = [...site.charts.keys()];

/** What is in a file. @param home address of the site */
type Make = (home: URL) => string | Uint8Array | Promise<string | Uint8Array>;

/** A file for each of some names. */
const each = <Name extends string>(
  names: Iterable<Name>,
  path: (name: Name) => string,
  make: (name: Name, home: URL) => ReturnType<Make>,
) => [...names].map((name): [string, Make] => [path(name), (home) => make(name, home)]);

const files = new Map<string, Make>([
  // Everybody may read everything. Robots look for it at the root of a host only: under a path prefix it is of no use, and does no harm.
  ['robots.txt', (home) => `User-agent: *\nAllow: /\n\nSitemap: ${home.href}sitemap-index.xml\n`],
  ['favicon.svg', iconSvg],
  ...each(Object.keys(iconFiles) as IconName[], (name) => `icons/${name}.png`, iconPng),
  [
    'site.webmanifest',
    () =>
      webManifest(
        { name: siteName(site), description: messages.text('site.description'), language: site.language },
        site.base,
      ),
  ],
  // Comfort for readers; no page needs it.
  ['reader.js', () => browserScript('reader.ts')],
  // Of the search page alone. MiniSearch's licence asks to be named where it is copied.
  ['search.js', () => browserScript('search.ts', '/*! with MiniSearch, (c) Luca Ongaro, MIT */')],
  ['embed-frame.js', () => browserScript('embed-frame.ts')],
  // For pages of others that want frames to fit to the pixel everywhere. Its address is a promise: docs/embedding.md.
  ['embed.js', () => browserScript('embed-host.ts')],
  // What can be found. Loaded by the search page when it is used; its form may change with any edition.
  ['search.json', () => JSON.stringify(searchDocuments(site))],
  // Which chapters there are, and a sum of the words of each: an edition keeps it, and so knows later what was revised.
  ['chapters.json', () => chapterList(site.language)],
  ['offline/SHA256SUMS', () => offlineSums(site)],
  ...each(
    offlineFormats,
    (format) => `offline/${offlineName(format)}`,
    (format) => offlineFile(site, format),
  ),
  // Chapters and editions.
  [
    'feed.xml',
    (home) => {
      const [title, description] = [messages.text('feed.title'), messages.text('feed.description')];
      return feedXml(site, home, { title, description, path: 'feed.xml', items: feedItems(site, home) });
    },
  ],
  // Newest first. Dates are those of the corrections: no date of the build.
  [
    'corrections.xml',
    (home) => {
      const [title, description] = [messages.text('corrections.feedTitle'), messages.text('corrections.description')];
      const items = correctionItems(site).map((item) => correctionFeedItem(item, home));
      return feedXml(site, home, { title, description, path: 'corrections.xml', items });
    },
  ],
  // What became of one chart: the editions that changed it, and corrections of its records. For whoever embeds it.
  ...each(
    charts,
    (id) => `charts/${id}.xml`,
    (id, home) => {
      const title = messages.text('feed.chart', { headline: chartOf(site, id).chart.headline });
      const description = messages.text('feed.chartDescription');
      return feedXml(site, home, {
        title,
        description,
        path: `charts/${id}.xml`,
        items: chartFeedItems(site, id, home),
      });
    },
  ),
  ...each(
    charts,
    (id) => `small/${id}.svg`,
    (id) => smallPicture(site)(id),
  ),
  ...each(
    charts,
    (id) => `oembed/${id}.json`,
    async (id, home) => {
      const picture = await publishedFiles(site.language).read(`charts/${id}.png`);
      return oembedJson(site, id, home, sizeOfPng(picture));
    },
  ),
  ...frozenVersions().flatMap((version) =>
    each(
      frozenEmbeds(version),
      (id) => `oembed/${version}/${id}.json`,
      (id, home) => frozenOembedJson(site, version, id, home),
    ),
  ),
  // How to cite a work, in the formats of reference managers.
  ...[...works(site)].flatMap(([key, work]) =>
    Object.entries({ bib: bibtex, json: cslJson, ris }).map(([ending, write]): [string, Make] => [
      `cite/${key}.${ending}`,
      (home) => write(work(home)),
    ]),
  ),
]);

export const getStaticPaths = () => [...files.keys()].map((file) => ({ params: { file } }));

/** Hosts know the type of a file by its ending; so does whoever asks Astro's own server. */
export async function GET({ params: { file = '' }, site: address }: APIContext): Promise<Response> {
  const body = await files.get(file)?.(homeOf(site, address));
  const headers = { 'content-type': mediaTypes[extname(file).slice(1)] ?? 'text/plain; charset=utf-8' };
  return new Response((body ?? null) as string | Uint8Array<ArrayBuffer> | null, { status: body ? 200 : 404, headers });
}
