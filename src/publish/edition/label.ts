/**
 * What a build calls its data. Rows change between editions, as a correction must not wait for one; but "edition 1.0.0" is only ever what was frozen
 * under that name. Anything else is "1.0.0+unreleased": after edition 1.0.0, and in none.
 */

import type { Dataset } from '../../dataset/dataset.ts';
import { compareEditions } from '../../dataset/editions.ts';
import { ProblemsError } from '../../dataset/problems.ts';
import { lastEdition, readEdition, readFrozenEdition } from './on-disk.ts';

/** Build metadata in the sense of semantic versions: it orders nothing. */
export const unreleased = '+unreleased';

/** Where the messages say what an edition brought, if they do. */
export const newsKey = (version: string): string => `editionNews.v${version.replaceAll('.', '-')}`;

const isSame = (frozen: Dataset, current: Dataset): boolean => {
  const { added, changed } = compareEditions(frozen, current);
  const rest = ({ edition, tables }: Dataset) => JSON.stringify([edition.version, edition.date, tables.corrections]);
  return added.length + changed.length === 0 && rest(frozen) === rest(current);
};

/**
 * The version that pages, files and citations print.
 * @param current the rows of the build
 * @param frozen the last frozen edition, if there is one
 */
export function editionLabel(current: Dataset, frozen: Dataset | undefined): string {
  if (!frozen) return `${current.edition.version}${unreleased}`;
  return isSame(frozen, current) ? frozen.edition.version : `${frozen.edition.version}${unreleased}`;
}

/** The label of the data on disk; undefined where the data has errors, which are for others to report. */
export function labelOnDisk(): string | undefined {
  const last = lastEdition();
  try {
    return editionLabel(readEdition('data'), last === undefined ? undefined : readFrozenEdition(last));
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}
