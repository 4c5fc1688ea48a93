/** The two files that explain an archive to people and to citation tools: README.md and CITATION.cff (Citation File Format 1.2.0). */
import { stringify } from 'yaml';
import { type TableName, tableNames, tables } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { plainWords } from '../page/words.ts';
import { packageName } from './data-package.ts';

export const archiveName = (site: Site): string => `${packageName}-${site.dataset.edition.version}.zip`;

/** `/data/README.md` */
export function readme(site: Site): string {
  const { dataset, language, charts } = site;
  const { title, version, date, licence, credits } = dataset.edition;
  const words = (key: string, values = {}) => plainWords(language, key, values);
  const table = (name: TableName) =>
    words('readme.table', { name, description: tables[name].description, rows: dataset.tables[name].length });
  const text = words('readme.text', {
    title,
    version,
    date: site.format.date(date),
    licence: licence.name,
    licenceUrl: licence.url,
    site: site.messages.text('site.name'),
    year: date.slice(0, 4),
    archive: archiveName(site),
    credits: credits.map(({ what, who, licence: terms, url }) => `${what}: ${who}, ${terms}, ${url}`).join('; '),
    description: words('package.description'),
    points: words('points.description'),
    tables: tableNames.map(table).join('\n'),
    charts: [...charts.values()]
      .map(({ chart: { id, headline } }) => words('readme.chart', { id, headline }))
      .join('\n'),
  });
  return `${text.trimEnd()}\n`;
}

/** `/data/CITATION.cff` */
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
