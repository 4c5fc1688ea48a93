/**
 * `/data/datapackage.json`: the dataset as a Frictionless Data Package, version 2 (https://datapackage.org), which clients of version 1 open too. It has no
 * address of the site and no names of persons, so it is the same wherever the edition is served.
 */
import { type TableName, tableNames, tables } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { siteName } from '../cite/works.ts';
import { plainWords } from '../page/words.ts';
import { sha256 } from './archive.ts';
import { LIST_SEPARATOR } from './csv.ts';
import { type Field, foreignKeys } from './table-schema.ts';
import { csvFields } from './tables.ts';

export const packageName = '110-abroad';
const profile = (name: string) => `https://datapackage.org/profiles/2.0/${name}.json`;

/** Items without the separator, joined by it. */
const listPattern = `^[^${LIST_SEPARATOR}]+(${LIST_SEPARATOR}[^${LIST_SEPARATOR}]+)*$`;

/**
 * A field of the descriptor. Type `list` is of version 2 alone, so a list is a text with a pattern here: clients of both versions read it. What its items
 * are cannot be a foreign key in Table Schema, so the description says it too.
 */
function packageField(field: Field, language: string): Field {
  if (field.type !== 'list') return field;
  const about = field.references
    ? plainWords(language, 'package.listOf', { table: field.references })
    : plainWords(language, 'package.list');
  return {
    ...field,
    type: 'string',
    description: `${field.description} ${about}`,
    constraints: { ...field.constraints, pattern: listPattern },
  };
}

/** How a file is checked. */
const summed = (bytes: Uint8Array) => ({ encoding: 'utf-8', bytes: bytes.length, hash: `sha256:${sha256(bytes)}` });

function tableResource(site: Site, name: TableName, csv: Uint8Array): object {
  const keys = foreignKeys(name).map(({ column, table, key }) => ({
    fields: [column],
    reference: { resource: table, fields: [key] },
  }));
  return {
    name,
    type: 'table',
    path: `${name}.csv`,
    title: name,
    description: tables[name].description,
    format: 'csv',
    mediatype: 'text/csv',
    ...summed(csv),
    dialect: {
      $schema: profile('tabledialect'),
      delimiter: ',',
      lineTerminator: '\r\n',
      quoteChar: '"',
      doubleQuote: true,
      header: true,
    },
    schema: {
      $schema: profile('tableschema'),
      fields: csvFields(name, site.language).map((field) => packageField(field, site.language)),
      missingValues: [''],
      primaryKey: [tables[name].key],
      // The profile wants at least one, so a table without any has no such property.
      foreignKeys: keys.length > 0 ? keys : undefined,
    },
  };
}

/** The descriptor. `files` are the bytes of the resources by their path beside it: sizes and sums are those of what is published. */
export function dataPackage(site: Site, files: ReadonlyMap<string, Uint8Array>): string {
  const { edition } = site.dataset;
  const bytesOf = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`The data package has no file ${path}`);
    return bytes;
  };
  const descriptor = {
    $schema: profile('datapackage'),
    name: packageName,
    title: edition.title,
    description: `${plainWords(site.language, 'package.description')} ${plainWords(site.language, 'package.csv')}`,
    version: edition.version,
    created: `${edition.date}T00:00:00Z`,
    keywords: plainWords(site.language, 'package.keywords').split(', '),
    licenses: [{ name: edition.licence.id, title: edition.licence.name, path: edition.licence.url }],
    contributors: [{ title: siteName(site), organization: siteName(site), roles: ['creator', 'publisher'] }],
    sources: [
      {
        title: plainWords(site.language, 'package.sources', { count: site.dataset.tables.sources.length }),
        path: 'sources.csv',
      },
      ...edition.credits.map((credit) => ({
        title: `${credit.what}: ${credit.who} (${credit.licence})`,
        path: credit.url,
      })),
    ],
    resources: [
      ...tableNames.map((name) => tableResource(site, name, bytesOf(`${name}.csv`))),
      {
        name: 'stations-points',
        path: 'stations.geojson',
        title: plainWords(site.language, 'package.pointsTitle'),
        description: plainWords(site.language, 'points.description'),
        format: 'geojson',
        mediatype: 'application/geo+json',
        ...summed(bytesOf('stations.geojson')),
      },
    ],
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
