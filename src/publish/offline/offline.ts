/**
 * The offline edition: the reading part of the site as three files, and their sums. The bytes are a function of the repository alone, as those of all
 * downloads are: no clock, no address, no path prefix.
 */

import { gzipSync } from 'fflate';
import { once } from '../../shared/once.ts';
import type { Site } from '../../story/site.ts';
import { checksums, sha256, utf8 } from '../download/archive.ts';
import { fileSize } from '../download/files.ts';
import { offlineEpub } from './epub.ts';
import { offlineHtml } from './html-file.ts';
import { offlineMarkdown } from './markdown.ts';

/** The files of the edition, in the order of their page. Their names are a contract: docs/contracts.md. */
export const offlineFormats = ['html', 'epub', 'md'] as const;
type OfflineFormat = (typeof offlineFormats)[number];

export const offlineName = (format: OfflineFormat): string => `110-abroad.${format}`;

async function make(site: Site, format: OfflineFormat): Promise<Uint8Array> {
  if (format === 'epub') return offlineEpub(site);
  return utf8(format === 'html' ? offlineHtml(site) : offlineMarkdown(site));
}

const filesOf = once((site: Site) => once((format: OfflineFormat) => make(site, format)));

/** The bytes of a file, made once a build. */
export const offlineFile = (site: Site, format: OfflineFormat): Promise<Uint8Array> => filesOf(site)(format);

/** `/offline/SHA256SUMS`, beside the files, as `sha256sum -c` reads it. */
export async function offlineSums(site: Site): Promise<string> {
  return checksums(
    new Map(
      await Promise.all(
        offlineFormats.map(async (format) => [offlineName(format), await offlineFile(site, format)] as const),
      ),
    ),
  );
}

/** What the page about the edition shows; `packed` is the size when compressed, as mail and archives do, of a file that is not compressed already. */
export const offlineList = (site: Site) =>
  Promise.all(
    offlineFormats.map(async (format) => {
      const bytes = await offlineFile(site, format);
      const packed = format === 'epub' ? undefined : fileSize(gzipSync(bytes, { level: 6, mtime: 0 }).length, site);
      return { format, name: offlineName(format), size: fileSize(bytes.length, site), packed, sha256: sha256(bytes) };
    }),
  );
