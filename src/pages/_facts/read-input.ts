/** Reads from disk what the fact-checker needs: words, records, the editors' lists, the claims and values of the charts, the last frozen edition. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { BuiltChart, ChartModule } from '../../charts/chart.ts';
import { markWords, markWordsFile } from '../../charts/kit/mark-words.ts';
import { lineAt } from '../../dataset/characters.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { parseDataset } from '../../dataset/parse.ts';
import { messageOf, type Problem, ProblemsError } from '../../dataset/problems.ts';
import { type BadException, citedIn } from '../../fact-check/blocks.ts';
import type { FactInput } from '../../fact-check/input.ts';
import { languageOf } from '../../fact-check/languages.ts';
import type { CheckedText, EditorsLists } from '../../fact-check/types.ts';
import { compareVersions, filesBelow, lastEdition } from '../../publish/edition/on-disk.ts';
import { readFrozenEdition, readTables } from '../../publish/edition/read-edition.ts';
import { calculate, csvRows, type Result } from '../../story/calculation.ts';
import { answerProblem, chartAnswers } from '../../story/chart-answers.ts';
import { parseMarkdown } from '../../story/markdown-syntax.ts';
import { type LessonFront, lessonSchema } from '../../story/teach-files.ts';
import { chapterOrder } from '../../words/chapter-order.ts';
import { readMarks, writeFigures } from '../../words/figures.ts';
import { formatFor } from '../../words/format.ts';
import { parseWordsFile, parseYaml } from '../../words/front-matter.ts';
import { defaultLanguage } from '../../words/language.ts';
import { type MessageTree, messagesFrom } from '../../words/message.ts';
import { derivedFiguresOf, SiteEvidence } from './evidence.ts';
import { readLists } from './lists.ts';
import { siteNames } from './names.ts';
import { contentTexts, type Given, recordTexts } from './texts.ts';

/** Files of `content/` whose words readers see, as they are typed, path to text, sorted. The list of what is translated holds addresses. */
export const typedFiles = (): ReadonlyMap<string, string> =>
  new Map(
    filesBelow('content')
      .filter((name) => /\.(?:md|yaml)$/.test(name) && !name.endsWith('/translated.yaml'))
      .sort()
      .map((name) => [`content/${name}`, readFileSync(`content/${name}`, 'utf8')]),
  );

interface ChartsGiven {
  readonly given: ReadonlyMap<string, Given>;
  /** What keeps charts from being built, and answers that are not shown under them. */
  readonly problems: readonly Problem[];
  /** Files whose words wait for a chart that cannot be built. */
  readonly unknown: ReadonlySet<string>;
}

const noWords = (file: string, chartFile: string): Problem => ({
  file,
  where: 'file',
  field: 'words',
  found: 'no such file',
  expected: `the words of src/charts/${chartFile}`,
  fix: 'write them (docs/charts.md)',
});

/** What a chart gives its words: its claims, its values, and the names in its table. */
const givenBy = ({ id, claims, table, values, assumed }: BuiltChart): Given => ({
  cites: claims,
  assumed,
  names: table.rows.flatMap((row) => Object.values(row).filter((cell) => typeof cell === 'string')),
  figures: [
    ...Object.entries(values).map(([key, value]) => ({ name: `${id}: ${key}`, value })),
    { name: `${id}: rows`, value: table.rows.length },
  ],
});

/**
 * What each chart shows: its claims, and the values its words are filled with. A chart whose words cannot be read is left to the build; one whose rows
 * do not support its words, and one without the answer that must be shown under it, is reported beside all the others.
 * @param wanted whether a file is to be checked: charts are only built for those
 */
export async function chartsGiven(
  files: ReadonlyMap<string, string>,
  language: string,
  dataset: Dataset,
  wanted: (file: string) => boolean = () => true,
): Promise<ChartsGiven> {
  const given = new Map<string, Given>();
  const problems: Problem[] = [];
  const unknown = new Set<string>();
  const marksFile = markWordsFile(files.has(markWordsFile(language)) ? language : defaultLanguage);
  const marks = markWords(marksFile, files.get(marksFile) ?? '', problems);
  const allLessons = lessonsIn(files, language).filter((lesson) => wanted(lesson.file) || wanted(lesson.quiz));
  for (const name of readdirSync('src/charts').filter((file) => file.endsWith('.chart.ts'))) {
    const module: ChartModule = await import(/* @vite-ignore */ pathToFileURL(join('src/charts', name)).href);
    const chart = module.default(name.slice(0, -'.chart.ts'.length));
    const file = `content/${language}/charts/${chart.id}.md`;
    const lessons = allLessons.filter((lesson) => lesson.front.numeracy.chart === chart.id);
    if (!wanted(file) && lessons.length === 0) continue;
    // Words that another language does not have are shown in the default one.
    if (!files.has(file) && language === defaultLanguage) problems.push(noWords(file, name));
    const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(files.get(file) ?? '')?.[1];
    const tree = front === undefined ? undefined : parseYaml(file, front, z.looseObject({}), []);
    if (!tree) continue;
    let built: BuiltChart;
    try {
      const words = messagesFrom(file, language, { ...(tree as MessageTree), ...marks });
      built = chart.build(dataset, words, formatFor(language));
    } catch (error) {
      problems.push(...faultsOf(error, `src/charts/${name}`).map((fault) => placed(fault, files)));
      for (const waiting of [file, ...lessons.flatMap((lesson) => [lesson.file, lesson.quiz])]) unknown.add(waiting);
      continue;
    }
    const answer = answerProblem(
      file,
      typeof tree['answer'] === 'string' ? tree['answer'] : undefined,
      chartAnswers(built, dataset),
    );
    if (answer) problems.push(answer);
    given.set(file, givenBy(built));
    for (const lesson of lessons) {
      const figures = lessonFigures(lesson, built, dataset);
      given.set(lesson.file, { cites: [], figures });
      given.set(lesson.quiz, { cites: [], figures });
    }
  }
  return { given, problems, unknown };
}

/** Why a chart could not be built, in the parts of a problem. */
const faultsOf = (error: unknown, file: string): readonly Problem[] =>
  error instanceof ProblemsError
    ? error.problems
    : [
        {
          file,
          where: 'file',
          field: 'rows and words',
          found: messageOf(error),
          expected: 'a chart that can be built from the records',
          fix: 'fix the records or the words that the message names',
        },
      ];

/** A fault of words that rows no longer support, with the line of the words where they are in their file as the chart assumes them. */
function placed(fault: Problem, files: ReadonlyMap<string, string>): Problem {
  const text = files.get(fault.file) ?? '';
  const place = fault.where === 'words' ? text.indexOf(fault.field) : -1;
  return place < 0 ? fault : { ...fault, where: `line ${lineAt(text, place)}` };
}

interface ParsedLesson {
  readonly file: string;
  readonly quiz: string;
  readonly front: LessonFront;
}

/** The lessons of a language. A faulty one is left to the build. */
function lessonsIn(files: ReadonlyMap<string, string>, language: string): ParsedLesson[] {
  return chapterOrder(files, language).flatMap((id) => {
    const file = `content/${language}/teach/${id}.md`;
    const front = parseWordsFile(file, files.get(file) ?? '', lessonSchema, [])?.front;
    return front ? [{ file, quiz: `content/${language}/teach/quiz/${id}.yaml`, front }] : [];
  });
}

/** What the build computes for an exercise supports the words of its lesson and its quiz. */
function lessonFigures({ front }: ParsedLesson, chart: BuiltChart, dataset: Dataset): Given['figures'] {
  const earlier = new Map<string, Result>();
  for (const step of front.numeracy.steps) {
    try {
      earlier.set(step.id, calculate(step.calculate, csvRows(chart), dataset, earlier));
    } catch {
      // The build names the step and what is wrong with it.
    }
  }
  return [...earlier].flatMap(([id, { value, percent }]) => [
    { name: `worked: ${id}`, value },
    ...(percent ? [{ name: `worked: ${id}`, value: `${value}%` }] : []),
  ]);
}

export interface FactsInput {
  readonly input: FactInput;
  readonly dataset: Dataset;
  /** The texts of the data files, by name. */
  readonly tables: ReadonlyMap<string, string>;
  /** All files of words as they are typed, path to text. */
  readonly files: ReadonlyMap<string, string>;
  readonly bad: readonly BadException[];
  /** Figures that no figure of ours has the name of; what keeps charts from being built, and answers that are not shown under them. The words of a chart that cannot be built are not among the texts. */
  readonly problems: readonly Problem[];
  /** Folder of the last frozen edition, and its records where they can be compared. */
  readonly edition: string | undefined;
  readonly previous: Dataset | undefined;
}

/** What the site gives the checker: its records, names, lists and Markdown. */
export function siteInput(
  dataset: Dataset,
  lists: EditorsLists,
  texts: readonly CheckedText[],
  more: {
    readonly partial?: boolean;
    readonly previous?: Dataset | undefined;
    readonly tables?: ReadonlyMap<string, string>;
  } = {},
): FactInput {
  const language = languageOf(lists.language);
  // The records are in English, whatever language the words are in.
  const recordLanguage = languageOf('en');
  return {
    texts,
    evidence: new SiteEvidence(dataset, recordLanguage, lists.quotations, more.tables),
    names: siteNames(dataset, lists),
    lists,
    language,
    recordLanguage,
    reader: {
      markdown: (text) => parseMarkdown(text) as unknown as ReturnType<FactInput['reader']['markdown']>,
      figures: readMarks,
    },
    partial: more.partial ?? false,
    previous: more.previous && new SiteEvidence(more.previous, recordLanguage, lists.quotations),
  };
}

/** The texts of files as they are typed, with what keeps them from being checked. */
export interface ReadTexts {
  readonly texts: readonly CheckedText[];
  readonly bad: readonly BadException[];
  readonly problems: readonly Problem[];
  /** Files whose words wait for a chart that cannot be built. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * The texts of a language: figures are written in, and the charts give what they show.
 * @param typed files of `content/` as they are typed, path to text
 * @param only files to read, where not all are: much less is built then
 */
export async function readTexts(
  typed: ReadonlyMap<string, string>,
  language: string,
  dataset: Dataset,
  only?: readonly string[],
): Promise<ReadTexts> {
  const wanted = (file: string): boolean => only === undefined || only.includes(file);
  const figures = derivedFiguresOf(dataset);
  const written = (problems: Problem[], marking: boolean) =>
    new Map(
      [...typed].map(([file, text]) => [
        file,
        wanted(file) || !marking
          ? writeFigures(file, text, file.split('/')[1] ?? '', figures, problems, marking)
          : text,
      ]),
    );
  const unknownFigures: Problem[] = [];
  const bad: BadException[] = [];
  const charts = await chartsGiven(written(unknownFigures, false), language, dataset, wanted);
  const known = new Map([...written([], true)].filter(([file]) => wanted(file) && !charts.unknown.has(file)));
  return {
    texts: contentTexts(known, language, dataset, charts.given, bad),
    bad,
    problems: [
      ...unknownFigures.filter(({ file }) => wanted(file)),
      ...charts.problems,
      ...[...known].flatMap(([file, text]) => asOfProblem(file, text, dataset)),
    ],
    unknown: charts.unknown,
  };
}

/** A text that is older, by its own `asOf`, than something it reports. */
function asOfProblem(file: string, text: string, dataset: Dataset): readonly Problem[] {
  const asOf = /^asOf: *(\d{4}(?:-\d{2}){0,2})$/m.exec(text)?.[1];
  if (asOf === undefined) return [];
  const dates = citedIn(text).flatMap((id) =>
    dataset.has('claims', id)
      ? (dataset.get('claims', id).date ?? [])
      : dataset.has('responses', id)
        ? dataset.get('responses', id).date
        : [],
  );
  const latest = dates.sort().at(-1);
  return latest === undefined || latest.slice(0, asOf.length) <= asOf.slice(0, latest.length)
    ? []
    : [
        {
          file,
          where: 'front matter',
          field: 'asOf',
          found: asOf,
          expected: `${latest.slice(0, 7)} or later: the text cites what is of ${latest}`,
          fix: 'write the month in which the text was last brought up to date',
        },
      ];
}

/**
 * Everything of one language. Throws with every fault of data and lists, and for a language without a module.
 * @param only files to check, where not all are: much less is built then
 */
export async function readFactsInput(language = defaultLanguage, only?: readonly string[]): Promise<FactsInput> {
  languageOf(language);
  const tables = readTables('data');
  const dataset = parseDataset(tables);
  const problems: Problem[] = [];
  const files = typedFiles();
  const lists = readLists(files, language, problems);
  if (!lists) throw new ProblemsError('The lists of the fact-checker have errors', problems);
  const read = await readTexts(files, language, dataset, only);
  // The records have a language of their own, and are read with it.
  const texts = [...read.texts, ...(only || language !== defaultLanguage ? [] : recordTexts(dataset, tables))];
  const folder = lastEdition();
  const previous = folder ? comparable(folder) : undefined;
  return {
    input: siteInput(dataset, lists, texts, {
      partial: only !== undefined || read.unknown.size > 0,
      previous,
      tables,
    }),
    dataset,
    tables,
    files,
    bad: read.bad,
    problems: [...read.problems, ...versionProblems(dataset, folder)],
    edition: folder,
    previous,
  };
}

/** An edition that would be older than the one that is frozen. */
export function versionProblems({ edition }: Dataset, frozen: string | undefined): readonly Problem[] {
  const last = frozen === undefined ? undefined : /\d+\.\d+\.\d+/.exec(frozen)?.[0];
  return last === undefined || compareVersions(edition.version, last) >= 0
    ? []
    : [
        {
          file: 'data/edition.json',
          where: 'version',
          field: 'version',
          found: edition.version,
          expected: `${last}, the last frozen edition, or a later one`,
          fix: 'write the version of the edition that is being made',
        },
      ];
}

/** A frozen edition; one of an older schema is no ground for comparison. */
function comparable(folder: string): Dataset | undefined {
  try {
    return readFrozenEdition(folder);
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}
