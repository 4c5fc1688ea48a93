/** `/build-manifest.json`: from which files a build was made and what came of it, by SHA-256. No clock and no machine: the same inputs give the same manifest. */
import { sha256, utf8 } from '../download/archive.ts';

export const manifestPath = 'build-manifest.json';

type Files = ReadonlyMap<string, Uint8Array>;
/** Paths to SHA-256, sorted by path. */
export type Sums = Readonly<Record<string, string>>;

/** Version of the dataset, and SITE_URL, BASE_PATH and, where it is set, CONTACT_URL: with them and the inputs anybody can make the outputs again. */
interface BuildSettings {
  readonly edition: string;
  readonly site: string;
  readonly base: string;
  readonly contact?: string | undefined;
}

export interface BuildManifest extends BuildSettings {
  /** Version of Node, which formats numbers and dates. */
  readonly node: string;
  /** Sums of the files of the project, and one sum over them all. */
  readonly inputsSha256: string;
  readonly inputs: Sums;
  readonly outputsSha256: string;
  readonly outputs: Sums;
}

/** The sums of files, sorted by path. */
export const fileSums = (files: Files): Sums =>
  Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => [path, sha256(bytes)]));

/** One sum of many: of the lines that `sha256sum` would print. */
const sumOfSums = (sums: Sums): string => {
  const lines = Object.entries(sums).map(([path, sum]) => `${sum}  ${path}\n`);
  return sha256(utf8(lines.join('')));
};

/** Makes the manifest from the sums of files; it does not list itself. */
export function buildManifest(build: BuildSettings & { readonly inputs: Sums; readonly outputs: Sums }): BuildManifest {
  const { edition, site, base, contact, inputs } = build;
  const outputs = Object.fromEntries(Object.entries(build.outputs).filter(([path]) => path !== manifestPath));
  return {
    edition,
    site,
    base,
    contact,
    node: process.versions.node,
    inputsSha256: sumOfSums(inputs),
    inputs,
    outputsSha256: sumOfSums(outputs),
    outputs,
  };
}

/** What differs between two sets of sums, in words; empty when they are the same. */
export function differences(expected: Sums, found: Sums): string[] {
  const [before, now] = [new Map(Object.entries(expected)), new Map(Object.entries(found))];
  return [...new Set([...before.keys(), ...now.keys()])].sort().flatMap((path) => {
    if (!before.has(path)) return [`${path} is not in the manifest`];
    if (!now.has(path)) return [`${path} is missing`];
    return before.get(path) === now.get(path) ? [] : [`${path} differs`];
  });
}
