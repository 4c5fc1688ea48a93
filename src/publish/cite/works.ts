/** What can be cited, from the records: chapters, charts, tables, the edition. Every note carries who claims what and what was answered. */
import { answersTo, recordOf } from '../../dataset/answers.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type TableName, tableNames } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';
import { type Chapter, chaptersIn } from '../../story/chapters.ts';
import { dated, sayingOf } from '../../story/notes.ts';
import type { Site } from '../../story/site.ts';
import {
  type AnswerRecord,
  answerRecord,
  answerSentence,
  type ChartRecord,
  chartRecord,
  claimRecord,
  plainSpaces,
} from '../chart/chart-record.ts';
import { chinaAnswer, countryPath, countryTitle, hereOf } from '../country/words.ts';
import { frozenVersions } from '../edition/on-disk.ts';
import { chapterDates } from '../record/chapter-history.ts';
import { chartEditions } from '../record/chart-history.ts';
import type { Work } from './citation.ts';

/** Where the site is: its address with the prefix and a slash at the end. */
export type Home = URL;

/** A work with the sentence that people copy. The address comes last and without a full stop, so that it stays an address wherever it is pasted. */
export interface Citable extends Work {
  readonly sentence: string;
}

const text = (site: Site, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  plainSpaces(site.messages.text(`cite.${key}`, values));

/** A sentence or several of them, each with its full stop. */
export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (/[.!?]["”’]?$/.test(part ?? '') ? part : `${part}.`))
    .join(' ');

/** Marks of quotation inside a title that is in quotation marks itself. */
const innerQuotes = (title: string): string => title.replace(/“/g, '‘').replace(/”/g, '’');

/** Who makes the claims of a chart, each with the state of the claim: at most `most` by name. */
export function claimants(site: Site, record: ChartRecord, most = 3): string | undefined {
  const named = record.claims.map(
    ({ claimant, status }) => `${claimant} (${site.messages.text(`claimStatus.${status}`)})`,
  );
  const all = [...new Set(named)];
  if (all.length === 0) return undefined;
  const count = all.length > most + 1 ? all.length - most : 0;
  const names = all.slice(0, all.length - count).join('; ');
  return text(site, 'saidBy', { names: count > 0 ? text(site, 'andOthers', { names, count }) : names });
}

/** The answer in full, and how many more there are. */
const answerNote = (site: Site, answer: AnswerRecord, count: number): string =>
  sentences(
    text(site, 'answered', { answer: answerSentence(answer) }),
    count > 1 ? text(site, 'moreAnswers', { count: count - 1 }) : undefined,
  );

/** Who answered and when, without the words: for where there is little room. */
export const answeredBy = (site: Site, { who, when }: AnswerRecord): string =>
  text(site, 'answered', { answer: dated(who, when) });

/** The name of the site as data: messages keep a number and its word together with a space that is only for the eye. */
export const siteName = (site: Site): string => plainSpaces(site.messages.text('site.name'));

/** Where the newest frozen edition keeps something, below the site's root; undefined where it keeps none that is the same. */
interface Kept {
  readonly version: string;
  readonly path: string;
}

interface Described extends Pick<Work, 'kind' | 'key' | 'title' | 'date' | 'genre' | 'note'> {
  readonly path: string;
  readonly frozen?: Kept | undefined;
  /** The month as of which it was written, where that is not its date. */
  readonly asOf?: string;
}

function citable(site: Site, home: Home, { path, frozen, asOf, ...described }: Described): Citable {
  const author = siteName(site);
  const { version } = site.dataset.edition;
  const work: Work = {
    ...described,
    title: plainSpaces(described.title),
    author,
    version,
    language: site.language,
    url: new URL(path, home).href,
    kept: frozen && text(site, 'kept', { version: frozen.version, url: new URL(frozen.path, home).href }),
  };
  const since = asOf ?? work.date;
  const values = {
    site: author,
    title: innerQuotes(work.title),
    genre: work.genre,
    version,
    edition: site.format.date(site.dataset.edition.date),
    date: since ? site.format.date(since) : '',
  };
  return { ...work, sentence: `${sentences(text(site, `sentence.${work.kind}`, values), work.note)} ${work.url}` };
}

/** The answer that speaks for a chapter: the one that is openly under its first chart with one, or the first to a claim that it cites. */
function chapterAnswer(site: Site, chapter: Chapter): AnswerRecord | undefined {
  const shown = chapter.chartIds.map((id) => chartRecord(site, id).answer).find((answer) => answer !== undefined);
  const [first] = shown ? [] : chapter.noteIds.flatMap((id) => answersTo(site.dataset, id));
  return shown ?? (first && answerRecord(first, site));
}

export function chapterWork(site: Site, chapter: Chapter, home: Home): Citable {
  const answer = chapterAnswer(site, chapter);
  return citable(site, home, {
    kind: 'chapter',
    key: chapter.id,
    title: chapter.front.title,
    // The day of the edition that has its present words; the month as of which it was written where none has them yet.
    date: chapterDates(chapter, site.dataset.edition).modified ?? chapter.front.asOf,
    asOf: chapter.front.asOf,
    path: `${chapter.id}/`,
    genre: text(site, 'genre.chapter'),
    note: sentences(
      text(site, 'note.chapter'),
      answer ? text(site, 'among', { answer: answerSentence(answer) }) : undefined,
    ),
  });
}

/** The newest frozen edition that has a chart with the table that it has today. */
function frozenChart(site: Site, id: string): Kept | undefined {
  const kept = chartEditions(site)(id).frozen.find(({ same }) => same);
  return kept && { version: kept.version, path: `v/${kept.version}/embed/${id}/` };
}

const isFrozen = once(({ edition }: Dataset) => frozenVersions().includes(edition.version));

/** The folder of the present edition, or of a table of it, once it is frozen: rows that no edition has are kept nowhere. */
function frozenData({ dataset }: Site, file?: string): Kept | undefined {
  const { version } = dataset.edition;
  return isFrozen(dataset) ? { version, path: `v/${version}/${file ? `data/${file}` : ''}` } : undefined;
}

export function chartWork(site: Site, id: string, home: Home): Citable {
  const record = chartRecord(site, id);
  return citable(site, home, {
    kind: 'chart',
    key: `chart-${id}`,
    title: record.headline,
    date: site.dataset.edition.date,
    path: `charts/${id}/`,
    frozen: frozenChart(site, id),
    genre: text(site, 'genre.chart'),
    note: sentences(
      claimants(site, record) ?? text(site, 'note.chart'),
      record.answer ? answerNote(site, record.answer, record.answers.length) : undefined,
    ),
  });
}

/** The page of a country. Its date is that of the edition that it is made from. */
export function countryWork(site: Site, id: string, home: Home): Citable {
  const here = hereOf(site, id);
  return citable(site, home, {
    kind: 'chapter',
    key: `country-${id.toLowerCase()}`,
    title: countryTitle(here),
    date: site.dataset.edition.date,
    path: countryPath(id),
    genre: plainSpaces(here.words.text('genre')),
    note: sentences(
      plainSpaces(here.words.text('citeNote')),
      text(site, 'answered', { answer: answerSentence(answerRecord(chinaAnswer(site, id), site)) }),
    ),
  });
}

export const tableWork = (site: Site, name: TableName, home: Home): Citable =>
  citable(site, home, {
    kind: 'dataset',
    key: `table-${name}`,
    title: text(site, 'tableTitle', { title: site.dataset.edition.title, name }),
    date: site.dataset.edition.date,
    path: `data/#table-${name}`,
    frozen: frozenData(site, `${name}.csv`),
    genre: text(site, 'genre.table'),
    note: text(site, 'note.dataset'),
  });

export const editionWork = (site: Site, home: Home): Citable =>
  citable(site, home, {
    kind: 'dataset',
    key: 'edition',
    title: site.dataset.edition.title,
    date: site.dataset.edition.date,
    path: 'data/',
    frozen: frozenData(site),
    genre: text(site, 'genre.edition'),
    note: text(site, 'note.dataset'),
  });

/** Every work that has files of its own below `/cite/`, by key. Made when asked for, once for each address of the site: three files and a page cite it. */
export const works = once((site: Site): ReadonlyMap<string, (home: Home) => Citable> => {
  const work = (key: string, make: (home: Home) => Citable) => {
    const made = once((address: string) => make(new URL(address)));
    return [key, (home: Home) => made(home.href)] as const;
  };
  return new Map([
    work('edition', (home) => editionWork(site, home)),
    ...chaptersIn(site.language).map((chapter) => work(chapter.id, (home) => chapterWork(site, chapter, home))),
    ...[...site.charts.keys()].map((id) => work(`chart-${id}`, (home) => chartWork(site, id, home))),
    ...site.dataset.tables.countries.map(({ id }) =>
      work(`country-${id.toLowerCase()}`, (home) => countryWork(site, id, home)),
    ),
    ...tableNames.map((name) => work(`table-${name}`, (home) => tableWork(site, name, home))),
  ]);
});

/** One claim or response as a work, for the files of reference managers and the tags of its page. Its sentence: who, when, its status, what was answered or what it answers, where its record is. */
export function recordWork(site: Site, id: string, title: string, home: Home): Citable {
  const { dataset, messages, format } = site;
  const record = recordOf(dataset, id);
  const { who, when, what, standing } = sayingOf(record, site);
  const answers = answersTo(dataset, id).map((answer) => answerRecord(answer, site));
  const answered = answers[0] && answerNote(site, answers[0], answers.length);
  const [claim] = record.row.answers;
  const target = claim === undefined ? undefined : claimRecord(claim, site);
  const work = citable(site, home, {
    kind: 'chapter',
    key: `record-${id}`,
    title,
    date: dataset.edition.date,
    path: `claims/${id}/`,
    frozen: frozenData(site, `${record.table}.csv`),
    genre: text(site, 'genre.record'),
    note: sentences(plainSpaces(what), answered),
  });
  const sentence = sentences(
    text(site, when ? 'said' : 'saidUndated', { who, when, standing, statement: what }),
    answered,
    target &&
      text(site, 'inAnswer', {
        who: target.claimant,
        statement: target.statement,
        status: messages.text(`claimStatus.${target.status}`),
      }),
    text(site, 'record', { id, site: work.author, version: work.version, edition: format.date(dataset.edition.date) }),
  );
  return { ...work, sentence: `${sentence} ${work.url}` };
}
