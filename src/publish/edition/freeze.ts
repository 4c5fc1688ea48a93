/**
 * What goes into a frozen edition, as a function of a built site: files to files. Nothing here touches a disk.
 *
 * A frozen edition must read the same under any address and path prefix, so it is built at `frozenHome` and every address of that host is made relative.
 */
import { changedValues, type EditionDifference } from '../../dataset/editions.ts';
import { once } from '../../shared/once.ts';
import { checksums, sha256, utf8 } from '../download/archive.ts';
import {
  chapterListFile,
  type FrozenEdition,
  type ListedFile,
  lineAddress,
  lineFile,
  placeOf,
  writeManifest,
} from './frozen-edition.ts';

/** A host that does not exist (RFC 2606): whatever carries it in the built pages is an address of the site itself. */
export const frozenHome = 'https://site.invalid/';

/**
 * Pictures at other sizes, the archive, the workbook and the charts' tables in their old form are left out: they can be made again from what is kept, and
 * would triple an edition that stays for ever.
 */
const kept = (path: string): boolean =>
  (/^data\//.test(path) && !/\.(?:zip|xlsx)$|index\.html$/.test(path)) ||
  /^charts\/[a-z0-9-]+\.(?:svg|png|json)$/.test(path) ||
  /^embed\/[a-z0-9-]+\/index\.html$/.test(path) ||
  path === 'embed-frame.js' ||
  path === chapterListFile;

/**
 * Makes the addresses of an embed relative, from `v/<version>/embed/<id>/index.html`: links back lead to the site, the script and the picture for cards to
 * those kept beside. Discovery of oEmbed leads to the answer for this edition, which the site of the day gives.
 */
export function freezeEmbed(html: string, version: string): string {
  return html
    .replace(/<link rel="canonical"[^>]*>/g, '')
    .replaceAll(`${frozenHome}oembed/`, `${frozenHome}oembed/${version}/`)
    .replace(/(<meta property="og:image" content=")https:\/\/site\.invalid\//g, '$1../../')
    .replaceAll(`${frozenHome}embed-frame.js`, '../../embed-frame.js')
    .replace(/(src=")\/embed-frame\.js/g, '$1../../embed-frame.js')
    .replaceAll(frozenHome, '../../../../')
    .replace(/((?:href|src)=")\/(?!\/)/g, '$1../../../../');
}

/**
 * The line to paste for a frozen embed: that of its time, with the heights of its time, its address left to whoever serves it.
 * @param oembed the answer of `/oembed/<id>.json`, built at `frozenHome`
 */
export function freezeLine(oembed: string, id: string): string {
  const { html } = JSON.parse(oembed) as { html: string };
  const line = html.replace(`src="${frozenHome}embed/${id}/"`, `src="${lineAddress}"`);
  if (line === html) throw new Error(`oembed/${id}.json: the line does not lead to ${frozenHome}embed/${id}/`);
  return `${line}\n`;
}

export interface FrozenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The edition before, as far as freezing needs it. */
export interface EarlierEdition {
  readonly edition: FrozenEdition;
  /** The bytes of one of its files. */
  read(file: ListedFile): Uint8Array;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The chart that a file belongs to; undefined for any other file. */
const chartOf = (path: string): string | undefined => /^(?:(?:data\/)?charts|embed)\/([a-z0-9-]+)[./]/.exec(path)?.[1];

/**
 * What a chart shows and says, whatever the edition is called: its words, tables, claims and sources, and its picture without the small print at its
 * foot and the height of the sheet, which goes with it. Undefined where a file is missing.
 */
function contentOf(id: string, read: (path: string) => Uint8Array | undefined): string | undefined {
  const [json, svg, table] = [read(`charts/${id}.json`), read(`charts/${id}.svg`), read(`data/charts/${id}.csv`)];
  if (!json || !svg || !table) return undefined;
  const { edition: _, ...said } = JSON.parse(decode(json)) as Record<string, unknown>;
  const picture = decode(svg);
  // The sheet is a rectangle as high as the whole; before it are the sizes, after it the picture.
  const [sheet, imprint] = [picture.indexOf('<rect'), picture.lastIndexOf(`<g id="${id}-imprint">`)];
  if (sheet < 0 || imprint < 0) return undefined;
  const sizes = picture.slice(0, sheet).replace(/ (?:height|viewBox)="[^"]*"/g, '');
  return JSON.stringify([said, decode(table), sizes, picture.slice(picture.indexOf('>', sheet), imprint)]);
}

/** Files of the edition before that are not kept again: those of each chart and JSON Schema that did not change. */
function unchangedFiles(files: readonly FrozenFile[], { edition, read }: EarlierEdition): readonly ListedFile[] {
  const now = new Map(files.map((file) => [file.path, file.bytes]));
  const before = new Map(edition.files.map((file) => [file.path, file]));
  const isSameChart = once((id: string) => {
    const content = contentOf(id, (path) => now.get(path));
    const old = contentOf(id, (path) => {
      const file = before.get(path);
      return file && read(file);
    });
    return content !== undefined && content === old;
  });
  return edition.files.filter(({ path, sha256: sum }) => {
    const chart = chartOf(path);
    if (chart !== undefined) return isSameChart(chart);
    const file = now.get(path);
    return path.startsWith('data/schema/') && file !== undefined && sha256(file) === sum;
  });
}

/** A table in JSON that names its schema where it is kept. */
function withSchema({ path, bytes }: FrozenFile, unchanged: readonly ListedFile[]): FrozenFile {
  const name = /^data\/([a-z_]+)\.json$/.exec(path)?.[1];
  const keeper = unchanged.find((file) => file.path === `data/schema/${name}.schema.json`)?.in;
  if (keeper === undefined) return { path, bytes };
  const own = `"$schema": "./schema/${name}.schema.json"`;
  return {
    path,
    bytes: utf8(decode(bytes).replace(own, `"$schema": "../../${keeper}/data/schema/${name}.schema.json"`)),
  };
}

/** The list of sums for the folder of the tables, of what is in it. */
function tableSums(files: readonly FrozenFile[]): FrozenFile {
  const tables = files.filter(({ path }) => path.startsWith('data/') && path !== 'data/SHA256SUMS');
  const sums = checksums(new Map(tables.map(({ path, bytes }) => [path.slice('data/'.length), bytes])));
  return { path: 'data/SHA256SUMS', bytes: utf8(sums) };
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);

/** The files to keep of a built site, with the addresses of its host made relative. @throws Error when one is left */
function keptFiles(built: readonly FrozenFile[], version: string): FrozenFile[] {
  const files = built
    .filter((file) => kept(file.path))
    .map((file) =>
      file.path.endsWith('.html') ? { path: file.path, bytes: utf8(freezeEmbed(decode(file.bytes), version)) } : file,
    );
  for (const { path, bytes } of built) {
    const id = /^oembed\/([a-z0-9-]+)\.json$/.exec(path)?.[1];
    if (id) files.push({ path: `embed/${id}/${lineFile}`, bytes: utf8(freezeLine(decode(bytes), id)) });
  }
  for (const file of files)
    if (/\.(?:html|json|csv|svg|js|md|cff|geojson)$/.test(file.path) && decode(file.bytes).includes('site.invalid'))
      throw new Error(
        `${file.path} still names the host it was built for: make that address relative in src/publish/edition/freeze.ts`,
      );
  return files;
}

/**
 * The files of a frozen edition to write, sorted by path, with `CHANGES.md`, `manifest.json` and `SHA256SUMS`. The tables are always whole; charts and
 * schemas that did not change are left to the edition that keeps them, and the manifest and the sums say which that is.
 * @param built files of the site built at `frozenHome`
 * @param earlier the edition before, if there is one
 * @throws Error when an address of the build host is left in any of them
 */
export function frozenFiles(
  built: readonly FrozenFile[],
  { version, date }: { version: string; date: string },
  changes: string,
  earlier?: EarlierEdition,
): FrozenFile[] {
  const files = keptFiles(built, version).sort(byPath);
  const unchanged = earlier ? unchangedFiles(files, earlier) : [];
  const left = new Set(['data/SHA256SUMS', ...unchanged.map(({ path }) => path)]);
  const fresh = files.filter(({ path }) => !left.has(path)).map((file) => withSchema(file, unchanged));
  const own = [...fresh, { path: 'CHANGES.md', bytes: utf8(changes) }, tableSums(fresh)].sort(byPath);
  const listed = [
    ...own.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes), in: version })),
    ...unchanged,
  ].sort(byPath);
  return [
    ...own,
    { path: 'manifest.json', bytes: utf8(writeManifest(version, date, listed)) },
    { path: 'SHA256SUMS', bytes: utf8(listed.map((file) => `${file.sha256}  ${placeOf(file, version)}\n`).join('')) },
  ];
}

/** The change log of an edition, from what differs from the one before. */
export function changeLog(
  version: string,
  date: string,
  previous: { version: string; difference: EditionDifference } | undefined,
): string {
  const head = `# Edition ${version}, ${date}\n\n`;
  if (!previous) return `${head}The first edition.\n`;
  const { added, changed } = previous.difference;
  const answered = changed.filter((change) => change.answeredBy !== undefined);
  const list = (rows: readonly string[]) => (rows.length === 0 ? 'None.\n' : rows.map((row) => `- ${row}\n`).join(''));
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${head}Against edition ${previous.version}.\n\n## Rows added\n\n${list([
    ...added.map((row) => `${row.table}: ${row.row}`),
    ...answered.map(
      (change) =>
        `${change.table}: ${change.row} is now ${String(change.newValue)}, answered by ${change.answeredBy?.join(', ')}`,
    ),
  ])}\n## Values changed\n\n${list(
    changedValues(previous.difference).map((change) =>
      change.column === '*'
        ? `${change.table}: ${change.row} was removed`
        : `${change.table}: ${change.row}, ${change.column}: ${shown(change.oldValue)} is now ${shown(change.newValue)}`,
    ),
  )}`;
}
