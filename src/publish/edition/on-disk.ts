/** The frozen editions in `public/v/<version>/`, as files; their rows as datasets: read-edition.ts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { TableName } from '../../dataset/schema.ts';

/** Where editions are frozen. */
export const frozenFolder = join('public', 'v');

/** Numbers by part: 1.10.0 comes after 1.9.0, and 1.0.0+unreleased with 1.0.0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.replace(/\+.*/, ''));
  return (left ?? '').localeCompare(right ?? '', 'en', { numeric: true });
}

/** Versions that are frozen, oldest first. */
export const frozenVersions = (folder = frozenFolder): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
        .sort(compareVersions)
    : [];

/** Folder of the tables of the last frozen edition, if one is frozen. */
export function lastEdition(folder = frozenFolder): string | undefined {
  const last = frozenVersions(folder).at(-1);
  return last === undefined ? undefined : join(folder, last, 'data');
}

/** Files below a folder, as paths in it with forward slashes. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** A JSON file of a frozen edition as it is: columns may have had other names then, keys had not. Undefined where the edition has no such file. */
export function frozenJson<Content>(version: string, path: string, folder = frozenFolder): Content | undefined {
  const file = join(folder, version, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : undefined;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The rows of a table as they were frozen; none where the edition had no such table. */
export const frozenRows = (version: string, table: TableName, folder = frozenFolder): Rows =>
  frozenJson<{ readonly rows: Rows }>(version, `data/${table}.json`, folder)?.rows ?? [];

export interface EditionName {
  readonly version: string;
  readonly date: string;
}

/** Versions and dates of the frozen editions, oldest first. */
export const frozenNames = (folder = frozenFolder): EditionName[] =>
  frozenVersions(folder).map((version) => ({
    version,
    date: (JSON.parse(readFileSync(join(folder, version, 'data', 'edition.json'), 'utf8')) as EditionName).date,
  }));
