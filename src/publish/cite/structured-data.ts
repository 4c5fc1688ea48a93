/**
 * What a page says of itself to machines: schema.org as JSON-LD, and the `citation_*` tags that Zotero reads.
 *
 * Left out on purpose. `ClaimReview`: it wants a verdict on whether a claim is true, and we rate none (docs/decisions.md).
 */
import type { Article, Claim, CreativeWork, Dataset, ImageObject, Organization, Thing, WebPage } from 'schema-dts';
import { recordOf } from '../../dataset/answers.ts';
import { type TableName, tableNames, tables } from '../../dataset/schema.ts';
import type { Chapter } from '../../story/chapters.ts';
import type { CorrectionItem } from '../../story/corrections.ts';
import { type Html, html, trusted } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { archiveName } from '../download/readme.ts';
import { unreleased } from '../edition/label.ts';
import { plainWords } from '../page/words.ts';
import { chapterDates } from '../record/chapter-history.ts';
import { chartDate } from '../record/chart-history.ts';
import { countryDate, rowHistory } from '../record/history.ts';
import { shareSize } from '../share/image.ts';
import { type Citable, chapterWork, chartWork, editionWork, type Home, siteName } from './works.ts';

/** What something is, in the words of schema.org. */
export type Described<Kind extends Thing> = Exclude<Kind, string>;

/** A script element that holds data, with plain spaces. `<` is escaped, so that no text can end it. */
export function jsonLd(data: Described<Thing>): Html {
  const json = plainSpaces(JSON.stringify({ '@context': 'https://schema.org', ...data })).replaceAll('<', '\\u003c');
  return trusted(`<script type="application/ld+json">${json}</script>`);
}

/** The site as author and publisher: one identity on every page. */
export const organisation = (site: Site, home: Home): Organization => ({
  '@type': 'Organization',
  '@id': `${home.href}#publisher`,
  name: siteName(site),
  url: home.href,
});

/** The current edition, by name: what chapters and charts are drawn from. */
const editionReference = (site: Site, home: Home): Described<Dataset> => ({
  '@type': 'Dataset',
  '@id': `${home.href}data/#dataset`,
  name: site.dataset.edition.title,
  description: plainWords(site.language, 'package.description'),
  url: `${home.href}data/`,
  version: site.dataset.edition.version,
  license: site.dataset.edition.licence.url,
});

const sharePicture = (name: string, home: Home): ImageObject => ({
  '@type': 'ImageObject',
  url: new URL(`share/${name}.png`, home).href,
  width: `${shareSize.width}`,
  height: `${shareSize.height}`,
});

/** Corrections of published values, each as a comment. */
export const correctionComments = (corrections: readonly CorrectionItem[], home: Home) =>
  corrections.map((item) => ({
    '@type': 'CorrectionComment' as const,
    text: item.text,
    dateCreated: item.date,
    url: `${home.href}corrections/#${item.id}`,
  }));

export function chapterData(
  site: Site,
  chapter: Chapter,
  corrections: readonly CorrectionItem[],
  home: Home,
): Described<Article> {
  const work = chapterWork(site, chapter, home);
  const { published, modified } = chapterDates(chapter, site.dataset.edition);
  return {
    '@type': 'Article',
    '@id': `${work.url}#article`,
    headline: work.title,
    description: chapter.front.description,
    url: work.url,
    mainEntityOfPage: work.url,
    inLanguage: work.language,
    datePublished: published,
    dateModified: modified,
    isAccessibleForFree: true,
    license: site.dataset.edition.licence.url,
    author: organisation(site, home),
    publisher: organisation(site, home),
    image: sharePicture(chapter.id, home),
    isBasedOn: `${home.href}data/#dataset`,
    ...(corrections.length > 0 ? { correction: correctionComments(corrections, home) } : {}),
  };
}

/** A chart as a picture that may be used: under which licence, with whose credit, from which data. */
export function chartData(site: Site, id: string, home: Home): Described<ImageObject> {
  const record = chartRecord(site, id);
  const work = chartWork(site, id, home);
  const { licence } = site.dataset.edition;
  const file = (ending: string) => new URL(`charts/${id}${ending}`, home).href;
  return {
    '@type': 'ImageObject',
    '@id': `${work.url}#picture`,
    name: work.title,
    caption: record.summary,
    description: `${record.description} ${work.note}`,
    url: work.url,
    contentUrl: file('@2x.png'),
    thumbnailUrl: file('.png'),
    encodingFormat: 'image/png',
    representativeOfPage: true,
    dateModified: chartDate(site, id),
    inLanguage: work.language,
    license: licence.url,
    acquireLicensePage: `${work.url}#licence`,
    creditText: site.messages.text('cite.credit', { site: work.author, version: work.version }),
    copyrightNotice: site.messages.text('cite.copyright', { site: work.author, licence: licence.name }),
    creator: organisation(site, home),
    isBasedOn: editionReference(site, home),
  };
}

/** A claim or response as its page has it: what was said, and from which data. No verdict, so no `ClaimReview`. */
export const recordData = (site: Site, id: string, work: Citable, home: Home): Described<Claim | CreativeWork> => ({
  '@type': site.dataset.has('claims', id) ? 'Claim' : 'CreativeWork',
  '@id': `${work.url}#record`,
  name: work.title,
  text: work.note,
  url: work.url,
  identifier: id,
  dateModified: rowHistory(site.dataset)(recordOf(site.dataset, id).table, id).modified,
  inLanguage: work.language,
  license: site.dataset.edition.licence.url,
  publisher: organisation(site, home),
  isPartOf: editionReference(site, home),
});

/** The page of a country: what it is about, from which data, and when that last changed. */
export const countryData = (site: Site, id: string, work: Citable, home: Home): Described<WebPage> => ({
  '@type': 'WebPage',
  '@id': `${work.url}#page`,
  name: work.title,
  url: work.url,
  dateModified: countryDate(site.dataset, id),
  inLanguage: work.language,
  license: site.dataset.edition.licence.url,
  about: { '@type': 'Country', name: site.dataset.get('countries', id).name, identifier: id },
  publisher: organisation(site, home),
  isBasedOn: editionReference(site, home),
});

/** From the first to the last date on record of what was claimed and done, as ISO 8601 has it. */
function coveredTime(site: Site): string {
  const { claims, responses } = site.dataset.tables;
  const dates = [...claims, ...responses].flatMap(({ date }) => (date ? [date] : [])).sort();
  return `${dates[0] ?? ''}/${dates.at(-1) ?? ''}`;
}

/** Countries with a listing that we traced or matched. */
const listedCountries = ({ dataset }: Site) =>
  [...new Set(dataset.tables.stations.map(({ country }) => country))]
    .map((id) => ({ '@type': 'Country' as const, name: dataset.get('countries', id).name, identifier: id }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The edition, as search engines for data read it. The date is that of the edition; `complete` names the file of every table. */
export function datasetData(site: Site, home: Home, complete: boolean): Described<Dataset> {
  const work = editionWork(site, home);
  const download = (path: string, name: string, encodingFormat: string) => ({
    '@type': 'DataDownload' as const,
    name,
    contentUrl: new URL(path, home).href,
    encodingFormat,
  });
  const archive = archiveName(site);
  return {
    ...editionReference(site, home),
    datePublished: work.date,
    dateModified: site.dataset.edition.version.endsWith(unreleased) ? undefined : work.date,
    inLanguage: work.language,
    isAccessibleForFree: true,
    keywords: plainWords(site.language, 'package.keywords').split(', '),
    temporalCoverage: coveredTime(site),
    spatialCoverage: listedCountries(site),
    variableMeasured: tableNames.map((name) => ({
      '@type': 'PropertyValue' as const,
      name,
      description: tables[name].description,
    })),
    creator: organisation(site, home),
    publisher: organisation(site, home),
    creditText: work.sentence,
    distribution: [
      download(`data/${archive}`, archive, 'application/zip'),
      download('data/datapackage.json', 'datapackage.json', 'application/json'),
      ...(complete
        ? tableNames.map((name: TableName) => ({
            ...download(`data/${name}.csv`, `${name}.csv`, 'text/csv'),
            description: tables[name].description,
          }))
        : []),
    ],
  };
}

/**
 * Tags that Zotero and its like read. The comma after the author keeps an organisation in one piece: without it Zotero makes of "110 Abroad"
 * a person called Abroad. `DC.type` says that the page is no journal article, which is what `citation_title` alone would make it.
 */
export function citationTags(work: Citable): Html {
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['citation_title', work.title],
    ['citation_author', `${work.author},`],
    ['citation_publication_date', work.date?.replaceAll('-', '/')],
    ['citation_publisher', work.author],
    ['citation_language', work.language],
    ['citation_public_url', work.url],
    ['DC.type', 'webpage'],
  ];
  return html`${tags.filter(([, content]) => content !== undefined).map(([name, content]) => html`<meta name="${name}" content="${content}">`)}`;
}
