/** `/build-manifest.json`: from which files a build was made and what came of it, by SHA-256. No clock and no machine: the same inputs give the same manifest. */
import { createHash } from 'node:crypto';

export const manifestPath = 'build-manifest.json';

export interface BuildManifest {
  /** Version of the dataset. */
  readonly edition: string;
  /** SITE_URL, BASE_PATH and, where it is set, CONTACT_URL of the build: with them and the inputs anybody can make the outputs again. */
  readonly site: string;
  readonly base: string;
  readonly contact?: string | undefined;
  /** Version of Node, which formats numbers and dates. */
  readonly node: string;
  /** Sums of the files of the project, and one sum over them all. */
  readonly inputsSha256: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputsSha256: string;
  readonly outputs: Readonly<Record<string, string>>;
}

interface Parts {
  readonly edition: string;
  readonly site: string;
  readonly base: string;
  readonly contact?: string | undefined;
  readonly inputs: ReadonlyMap<string, Uint8Array>;
  readonly outputs: ReadonlyMap<string, Uint8Array>;
}

const sum = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const sums = (files: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => [path, sum(bytes)]));

/** One sum of many: of the lines that `sha256sum` would print, sorted by path. */
const sumOfSums = (files: Readonly<Record<string, string>>): string =>
  sum(
    Object.entries(files)
      .map(([path, hash]) => `${hash}  ${path}\n`)
      .join(''),
  );

/** Makes the manifest; it does not list itself. */
export function buildManifest(parts: Parts): BuildManifest {
  const inputs = sums(parts.inputs);
  const outputs = sums(new Map([...parts.outputs].filter(([path]) => path !== manifestPath)));
  return {
    edition: parts.edition,
    site: parts.site,
    base: parts.base,
    contact: parts.contact,
    node: process.versions.node,
    inputsSha256: sumOfSums(inputs),
    inputs,
    outputsSha256: sumOfSums(outputs),
    outputs,
  };
}

/** What differs between two sets of sums, in words; empty when they are the same. */
export const differences = (
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort().flatMap((path) => {
    const [before, now] = [
      Object.hasOwn(expected, path) ? expected[path] : undefined,
      Object.hasOwn(found, path) ? found[path] : undefined,
    ];
    if (before === now) return [];
    return [
      before === undefined
        ? `${path} is not in the manifest`
        : now === undefined
          ? `${path} is missing`
          : `${path} differs`,
    ];
  });

/** The sums of files as the manifest has them. */
export { sums as fileSums };
