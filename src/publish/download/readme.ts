/** The two files that explain an archive to people and to citation tools: README.md and CITATION.cff (Citation File Format 1.2.0). */
import { stringify } from 'yaml';
import { tableNames, tables } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { plainWords } from '../page/words.ts';
import { packageName } from './data-package.ts';

export const archiveName = (site: Site): string => `${packageName}-${site.dataset.edition.version}.zip`;

export function readme(site: Site): string {
  const { edition, tables: rows } = site.dataset;
  const list = tableNames
    .map((name) =>
      plainWords(site.language, 'readme.table', {
        name,
        description: tables[name].description,
        rows: rows[name].length,
      }),
    )
    .join('\n');
  const charts = [...site.charts.values()]
    .map(({ chart }) => plainWords(site.language, 'readme.chart', { id: chart.id, headline: chart.headline }))
    .join('\n');
  const values = {
    title: edition.title,
    version: edition.version,
    date: site.format.date(edition.date),
    licence: edition.licence.name,
    licenceUrl: edition.licence.url,
    site: site.messages.text('site.name'),
    year: edition.date.slice(0, 4),
    archive: archiveName(site),
    credits: edition.credits
      .map((credit) => `${credit.what}: ${credit.who}, ${credit.licence}, ${credit.url}`)
      .join('; '),
    description: plainWords(site.language, 'package.description'),
    points: plainWords(site.language, 'points.description'),
    tables: list,
    charts,
  };
  return `${plainWords(site.language, 'readme.text', values).trimEnd()}\n`;
}

export function citationFile(site: Site): string {
  const { edition } = site.dataset;
  return stringify(
    {
      'cff-version': '1.2.0',
      message: plainWords(site.language, 'citation.message'),
      type: 'dataset',
      title: edition.title,
      abstract: plainWords(site.language, 'package.description'),
      authors: [{ name: plainWords(site.language, 'citation.authors') }],
      version: edition.version,
      'date-released': edition.date,
      license: edition.licence.id,
      keywords: plainWords(site.language, 'package.keywords').split(', '),
    },
    { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
  );
}
