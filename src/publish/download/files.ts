/**
 * Every file that readers take away, by its path below the site's root. Made when first asked for and kept for the build, as the archive, the sums and
 * the page about the data need the same bytes again. The bytes are a function of the repository alone, no clock in them; pictures, the archive and the sums also of the
 * address that SITE_URL names, which is printed on the pictures.
 */

import { palette } from '../../charts/shared/palette.ts';
import { jsonSchemas } from '../../dataset/json-schema.ts';
import { tableNames } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';
import { type Site, siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';
import { chartCsv, chartJson } from '../chart/chart-files.ts';
import { chartRecord } from '../chart/chart-record.ts';
import { chartSvg, type SheetForm } from '../chart/chart-svg.ts';
import { chartTableCsv, chartTableMetadata } from '../chart/chart-table.ts';
import { siteName } from '../cite/works.ts';
import { pictureAlt } from '../embed/lines.ts';
import { downloadWords } from '../page/words.ts';
import { drawn, drawnPng } from '../png/drawing.ts';
import { checksums, sha256, utf8, zipArchive } from './archive.ts';
import { dataPackage } from './data-package.ts';
import { printedSheet } from './pdf.ts';
import { archiveName, citationFile, readme } from './readme.ts';
import { stationsGeoJson } from './stations-geojson.ts';
import { tableCsv, tableJson } from './tables.ts';
import { workbook, workbookName } from './workbook.ts';

/** Width in pixels of `/charts/<id>.png`; `@2x` is twice as wide. */
export const pngWidth = 800;

/**
 * Pictures for print and for other grounds, `/charts/<id>@<form>.png`: three times as large, 8 inches wide at 300 pixels to the inch; in the dark palette;
 * without paper; for a narrow column; square. Made for the current edition only, and not put into the archive. The one without paper is what the usual ones are
 * drawn as.
 */
const pictureForms = {
  '3x': { width: 2400, perInch: 300, form: {} },
  dark: { width: 1600, perInch: 200, form: { ground: 'dark' } },
  transparent: undefined,
  narrow: { width: 776, perInch: 200, form: { frame: 'narrow' } },
  square: { width: 1200, perInch: 200, form: { square: true } },
} as const satisfies Readonly<Record<string, { width: number; perInch: number; form: SheetForm } | undefined>>;

export type PictureForm = keyof typeof pictureForms;
export const pictureFormNames = Object.keys(pictureForms) as readonly PictureForm[];

/** What travels in the file of a picture. */
function textsOf(site: Site, id: string) {
  const { headline, summary } = chartRecord(site, id);
  const { version, licence } = site.dataset.edition;
  const name = siteName(site);
  return {
    Title: headline,
    Author: name,
    Description: summary,
    Copyright: `${licence.name}, ${licence.url}`,
    Source: [name, id, version, ...(site.address ? [`${site.address}/charts/${id}/`] : [])].join(', '),
  };
}

/** The usual pictures of a chart, from one drawing; `@2x` is as wide on paper as the small one, 8 inches. */
async function chartPngs(site: Site, id: string) {
  const [transparent, large, small] = await drawn({
    svg: chartSvg(site, id, { ground: 'none' }),
    width: pngWidth * 2,
    paper: palette.light.paper,
    texts: textsOf(site, id),
    perInch: 200,
  });
  if (!transparent || !large || !small) throw new Error(`The pictures of ${id} could not be drawn`);
  return { transparent, large, small };
}

const chartPdf = (site: Site, id: string): Promise<Uint8Array> => {
  const { Title: title, Author: author, Description: description } = textsOf(site, id);
  const svg = chartSvg(site, id, { ground: 'white' });
  return printedSheet({ svg, title, author, description, alt: pictureAlt(site, id), language: site.language });
};

function makers(site: Site): Map<string, () => Promise<Uint8Array>> {
  const files = new Map<string, () => Promise<Uint8Array>>();
  const text = (path: string, make: () => string) => files.set(path, async () => utf8(make()));

  const ids = [...site.charts.keys()];
  const both = once((id: string) => chartPngs(site, id));
  const pngs = (id: string) => {
    // Begun all at once, they are drawn on their own thread while this one writes pages. In dev only what is asked for.
    if (!import.meta.env.DEV) ids.forEach(both);
    return both(id);
  };
  for (const id of ids) {
    text(`data/charts/${id}.csv`, () => chartTableCsv(site, id));
    text(`data/charts/${id}.csv-metadata.json`, () => chartTableMetadata(site, id));
    text(`charts/${id}.csv`, () => chartCsv(site, id));
    text(`charts/${id}.json`, () => chartJson(site, id));
    text(`charts/${id}.svg`, () => chartSvg(site, id));
    files.set(`charts/${id}.pdf`, () => chartPdf(site, id));
    files.set(`charts/${id}.png`, async () => (await pngs(id)).small);
    files.set(`charts/${id}@2x.png`, async () => (await pngs(id)).large);
    for (const name of pictureFormNames)
      files.set(`charts/${id}@${name}.png`, async () => {
        const picture = pictureForms[name];
        if (!picture) return (await pngs(id)).transparent;
        const { form, ...size } = picture;
        return drawnPng({ svg: chartSvg(site, id, form), texts: textsOf(site, id), ...size });
      });
  }
  for (const name of tableNames) {
    text(`data/${name}.csv`, () => tableCsv(site, name));
    text(`data/${name}.json`, () => tableJson(site, name));
  }
  for (const [file, schema] of jsonSchemas()) text(`data/schema/${file}`, () => schema);
  text(
    'data/edition.json',
    () => `${JSON.stringify({ $schema: './schema/edition.schema.json', ...site.dataset.edition }, null, 2)}\n`,
  );
  text('data/stations.geojson', () => stationsGeoJson(site));
  text('data/README.md', () => readme(site));
  text('data/CITATION.cff', () => citationFile(site));
  files.set(`data/${workbookName}`, () => workbook(site));
  return files;
}

/**
 * Paths such as `charts/world-map.svg` and `data/claims.csv`, in the order of the page about the data, and what reads the bytes of one; that throws for a path
 * that is not published.
 */
function publish(site: Site) {
  const files = makers(site);
  const read = once(async (path: string): Promise<Uint8Array> => {
    const make = files.get(path);
    if (!make) throw new Error(`No file is published at ${path}`);
    return make();
  });
  /** Files by their path below `/data/`; charts as the archive or as the site has them. */
  const collect = async (paths: readonly string[], charts: 'charts/' | '../charts/') => {
    const collected = new Map<string, Uint8Array>();
    for (const path of paths) {
      const place = path.startsWith('data/') ? path.slice('data/'.length) : charts + path.slice('charts/'.length);
      collected.set(place, await read(path));
    }
    return collected;
  };

  const described = [...files.keys()].filter((path) => path.startsWith('data/'));
  files.set('data/datapackage.json', async () => utf8(dataPackage(site, await collect(described, 'charts/'))));
  // The archive has the charts' tables once: without the context in each row, which is kept at its old address for who reads it by name.
  const packed = [...files.keys()].filter((path) => !/^charts\/.*(?:\.csv|\.pdf|@(?!2x)[^/]+)$/.test(path));
  files.set(`data/${archiveName(site)}`, async () => {
    const collected = await collect(packed, 'charts/');
    collected.set('SHA256SUMS', utf8(checksums(collected)));
    return zipArchive(collected, site.dataset.edition.date);
  });
  const summed = [...files.keys()];
  files.set('data/SHA256SUMS', async () => utf8(checksums(await collect(summed, '../charts/'))));
  return { paths: [...files.keys()], read };
}

/** The files of the site in a language; made once a build. */
export const publishedFiles = once((language: string) => publish(siteIn(language)));

/** What an Astro endpoint needs to serve the files of a folder: `data/[...file].ts` serves `data/`. */
export function fileEndpoint(folder: 'charts/' | 'data/') {
  const { paths, read } = publishedFiles(defaultLanguage);
  const own = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  return {
    getStaticPaths: () => own.map((file) => ({ params: { file } })),
    GET: async ({ params }: { params: Readonly<Record<string, string | undefined>> }): Promise<Response> =>
      new Response((await read(`${folder}${params['file'] ?? ''}`)) as Uint8Array<ArrayBuffer>),
  };
}

/** A size as people read it, in decimal units. */
export function fileSize(bytes: number, site: Site): string {
  const words = downloadWords(site.language);
  if (bytes < 1000) return words.text('page.bytes', { count: bytes });
  if (bytes < 999_500) return words.text('page.kilobytes', { size: site.format.number(Math.round(bytes / 1000)) });
  return words.text('page.megabytes', { size: site.format.number(Math.round(bytes / 100_000) / 10) });
}

/** A file as pages list it. */
export interface ListedFile {
  /** Path below the site's root. */
  readonly path: string;
  readonly name: string;
  readonly size: string;
  readonly sha256: string;
}

/** What pages say of a file; the sum is of the bytes as they are served. Throws for a path that is not published. */
export async function listedFile(site: Site, path: string): Promise<ListedFile> {
  const bytes = await publishedFiles(site.root.language).read(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { path, name, size: fileSize(bytes.length, site), sha256: sha256(bytes) };
}
