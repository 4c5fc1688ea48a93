import { z } from 'zod';
import { SymbolSheet } from '../charts/shared/symbols.ts';
import { faultless, type Problem, ProblemsError, reporter } from '../dataset/problems.ts';
import { isCalendarDate } from '../dataset/schema.ts';
import { once } from '../shared/once.ts';
import { contentFile, contentFiles } from '../words/content.ts';
import { parseWordsFile, readWordsFile, type WordsFile } from '../words/front-matter.ts';
import { defaultLanguage } from '../words/language.ts';
import { isTranslated } from '../words/translations.ts';
import { typeset } from '../words/typeset.ts';
import { briefProblems, chapterProblems, frontProblems, nameProblems, sizeProblems } from './chapter-rules.ts';
import { chartAnswers } from './chart-answers.ts';
import { type ChartNotes, chartFigure, type FigureParts } from './chart-figure.ts';
import { html } from './html.ts';
import { renderLinked } from './linked-text.ts';
import { type Heading, type MarkdownContext, renderMarkdown } from './markdown.ts';
import { noteBody, noteMarks, recordMarks, referenceIds } from './notes.ts';
import { chartOf, type Site, siteIn } from './site.ts';
import { type Root, raw, rootOf, toHtml } from './tree.ts';

const chapterSchema = z.strictObject({
  title: z.string().max(70).describe('States the finding.'),
  dek: z.string(),
  question: z.string().describe('The question the chapter answers, for the contents.'),
  description: z.string().min(80).max(170).describe('For search engines and share cards.'),
  order: z.number().int().positive(),
  asOf: z.string().refine(isCalendarDate, 'YYYY-MM or YYYY-MM-DD'),
});
const pageSchema = chapterSchema.omit({ order: true, question: true, asOf: true });

/** A text rendered for a page: its tree with charts drawn in place, the notes it leads to, and the shapes its maps share. */
export interface RenderedText {
  readonly tree: Root;
  /** The tree as HTML. */
  readonly html: string;
  readonly notesHtml: string;
  readonly symbols: string;
  readonly headings: readonly Heading[];
  readonly ids: readonly string[];
  readonly words: number;
  readonly chartIds: readonly string[];
  readonly noteIds: readonly string[];
}

export interface Page<Front> extends RenderedText {
  readonly id: string;
  readonly file: string;
  readonly language: string;
  readonly front: Front;
}
export type Chapter = Page<z.infer<typeof chapterSchema>>;
export type PlainPage = Page<z.infer<typeof pageSchema>>;

/** Renders a text with its charts and notes. Faults are added to `problems`. */
function renderText(
  site: Site,
  { file, body, bodyLine }: Omit<WordsFile<unknown>, 'front'>,
  problems: Problem[],
  withCharts = true,
): RenderedText {
  const numbers = new Map<string, number>();
  const references = referenceIds(site.dataset);
  const common = { references, href: site.href, mark: noteMarks(numbers, site.messages), problems };
  const symbols = new SymbolSheet();
  const chartNotes = new Map<string, ChartNotes>();
  const chart = (id: string) => {
    const fix = 'remove the second, or link to the first';
    if (chartNotes.has(id)) reporter(problems, file)('text', 'chart', id, 'a chart once on a page', fix);
    chartNotes.set(id, renderChartNotes(site, id, common));
    return raw('', id);
  };
  const rendered = renderMarkdown(body, {
    ...common,
    chart,
    file,
    firstLine: bodyLine,
    charts: withCharts ? new Set(site.charts.keys()) : new Set(),
  });
  // Figures come last: by then every note has its number, and answers can point to theirs.
  const shown = new Set<string>();
  const inFull = new Set<string>();
  for (const node of rendered.tree.children) {
    const id = node.type === 'raw' ? node.data?.chart : undefined;
    if (node.type !== 'raw' || !id) continue;
    const notes = chartNotes.get(id) ?? { first: '', rest: '' };
    node.value = drawFigure(site, id, symbols, notes, numbers, { address: true, shown, inFull });
    const { chart: built, words } = chartOf(site, id);
    if (words.answer !== undefined) shown.add(words.answer);
    for (const answer of chartAnswers(built, site.dataset).keys()) inFull.add(answer);
  }
  const known = [...numbers].filter(([id]) => references.has(id));
  return {
    ...rendered,
    html: toHtml(rendered.tree),
    notesHtml: noteList(site, known, numbers),
    symbols: symbols.toSvg(),
    chartIds: [...chartNotes.keys()],
    noteIds: known.map(([id]) => id),
  };
}

/** The notes of a page as list items, in the order of their numbers. reader.js opens them beside the text that refers to them. */
function noteList(
  site: Site,
  notes: readonly (readonly [string, number])[],
  numbers: ReadonlyMap<string, number>,
): string {
  // Records are in the language of the root, and so is all that is said of them.
  const { root } = site;
  const lang = root.language === site.language ? '' : html` lang="${root.language}"`;
  return notes
    .map(([id]) => html`<li id="note-${id}" class="note"${lang}>${noteBody(id, numbers, root)}</li>`)
    .join('\n');
}

function renderChartNotes(
  site: Site,
  id: string,
  context: Pick<MarkdownContext, 'references' | 'href' | 'mark' | 'problems'>,
): ChartNotes {
  const { words } = chartOf(site, id);
  const { children } = renderMarkdown(words.notes, { ...context, file: words.file, firstLine: words.notesLine }).tree;
  const end = children.findIndex((node) => node.type === 'element') + 1;
  return { first: toHtml(rootOf(children.slice(0, end))), rest: toHtml(rootOf(children.slice(end))).trim() };
}

/** The notes of a chart outside a text. Throws with every fault of theirs. */
const soundChartNotes = (site: Site, id: string, mark: MarkdownContext['mark']): ChartNotes =>
  faultless('The notes of the charts have errors', (problems) =>
    renderChartNotes(site, id, { references: referenceIds(site.dataset), href: site.href, mark, problems }),
  );

/** What may differ from page to page: a chart on its own page, answers given further up, the figure's address. */
type FigureOptions = Pick<FigureParts, 'alone' | 'inFull' | 'shown' | 'address'>;

function drawFigure(
  site: Site,
  id: string,
  symbols: SymbolSheet,
  notes: ChartNotes,
  numbers: ReadonlyMap<string, number>,
  options: FigureOptions = {},
): string {
  const { chart, words, language } = chartOf(site, id);
  // A chart without words in the language of the page is a figure in the language of the root.
  const shown = language === site.language ? site : site.root;
  return chartFigure(
    {
      chart,
      lang: language === site.language ? undefined : language,
      words: words.messages,
      file: words.file,
      notes,
      answer: words.answer,
      edition: site.dataset.edition,
      numbers,
      ...options,
    },
    symbols,
    shown,
  ).toString();
}

/** A chart as its own page shows it: picture and answer, its notes, and the notes that follow: first the claims it shows, then what its words cite. */
export function renderChartAlone(
  site: Site,
  id: string,
): { readonly figure: string; readonly notes: string; readonly claimNotes: string; readonly symbols: string } {
  const numbers = new Map([...new Set(chartOf(site, id).chart.claims)].map((claim, index) => [claim, index + 1]));
  const notes = soundChartNotes(site, id, noteMarks(numbers, site.messages));
  const symbols = new SymbolSheet();
  const figure = drawFigure(site, id, symbols, notes, numbers, { alone: true });
  return {
    figure,
    notes: notes.first + notes.rest,
    claimNotes: noteList(site, [...numbers], numbers),
    symbols: symbols.toSvg(),
  };
}

/** The words of the gallery: a plain page without notes of its own, as its charts are. */
export function galleryText(language: string): Pick<PlainPage, 'front' | 'html' | 'headings'> {
  const file = `content/${language}/pages/charts.md`;
  return faultless('The words of the gallery have errors', (problems) => {
    const parsed = parseWordsFile(file, contentFile(file), pageSchema, problems);
    if (!parsed) return undefined;
    const { tree, headings } = renderLinked(siteIn(language), file, parsed.body, parsed.bodyLine, problems);
    return { front: typesetFront(parsed.front), html: toHtml(tree), headings };
  });
}

/**
 * A chart on a page without notes of its own: references in its notes lead to the records page.
 * @param inFull answers that figures further up on the page list; those of this figure are added
 */
export function renderChartFigure(site: Site, id: string, symbols: SymbolSheet, inFull = new Set<string>()): string {
  const figure = drawFigure(site, id, symbols, soundChartNotes(site, id, recordMarks(site)), new Map(), { inFull });
  for (const answer of chartAnswers(chartOf(site, id).chart, site.dataset).keys()) inFull.add(answer);
  return figure;
}

/** Front matter with its quotes curled. */
const typesetFront = <Front extends Record<string, unknown>>(front: Front): Front =>
  Object.fromEntries(
    Object.entries(front).map(([key, value]) => [key, typeof value === 'string' ? typeset(value) : value]),
  ) as Front;

/** The texts of a folder; one whose front matter is faulty has none, so that the faults of its text are found too. */
function load<Schema extends z.ZodObject>(
  site: Site,
  folder: string,
  schema: Schema,
  problems: Problem[],
): Page<z.infer<Schema> | undefined>[] {
  return [...contentFiles(folder)].flatMap(([file, text]) => {
    const read = readWordsFile(file, text, schema, problems);
    if (!read) return [];
    const id = file.slice(folder.length).replace(/\.md$/, '');
    const front = read.front && typesetFront(read.front as z.infer<Schema>);
    return [{ id, file, language: site.language, front, ...renderText(site, read, problems) }];
  });
}

const hasFront = <Front>(page: Page<Front | undefined>): page is Page<Front> => page.front !== undefined;

/** The chapters of a language as they are written, faulty or not, with every fault of every one. */
const readChapters = once((language: string) => {
  const problems: Problem[] = [];
  const all = load(siteIn(language), `content/${language}/chapters/`, chapterSchema, problems);
  const chapters = all.filter(hasFront<Chapter['front']>).sort((a, b) => a.front.order - b.front.order);
  const { charts, dataset, messages } = siteIn(language);
  problems.push(
    ...chapterProblems(all, (id) => charts.get(id)?.chapter),
    // A translation is as long as its original.
    ...(language === defaultLanguage ? [...briefProblems(all), ...sizeProblems(all)] : []),
    ...frontProblems(chapters, dataset.edition.date),
    ...nameProblems(all, `content/${language}/messages.yaml`, (id) => messages.has(`chapterNames.${id}`)),
  );
  return { chapters, problems, keys: new Map(all.map(({ id, ids }) => [id, ids])) };
});

/** The keys of each chapter, also of one with faults, by its id. */
export const chapterKeys = (language: string): ReadonlyMap<string, readonly string[]> => readChapters(language).keys;

/** The chapters in reading order; one that is not translated is that of the language at the root. Throws with every fault of every chapter. */
export const chaptersIn = once((language: string): readonly Chapter[] => {
  const { chapters, problems } = readChapters(language);
  if (problems.length > 0) throw new ProblemsError('The chapters have errors', problems);
  if (language === defaultLanguage) return chapters;
  return chaptersIn(defaultLanguage).map((other) =>
    isTranslated(language, `${other.id}/`) ? (chapters.find(({ id }) => id === other.id) ?? other) : other,
  );
});

/** The pages of the apparatus that are plain text. Throws with every fault of every page. */
const plainPages = once((language: string): readonly PlainPage[] => {
  const folder = `content/${language}/pages/`;
  const read = (problems: Problem[]) => load(siteIn(language), folder, pageSchema, problems);
  return faultless(`The texts in ${folder} have errors`, read).filter(hasFront<PlainPage['front']>);
});

/** A page of the apparatus (about, method, glossary …) by its id; that of the language at the root where it is not translated. */
export function plainPage(language: string, id: string): PlainPage {
  const page = [language, defaultLanguage]
    .map((tag) => plainPages(tag).find((candidate) => candidate.id === id))
    .find(Boolean);
  if (!page) throw new Error(`There is no page content/${language}/pages/${id}.md`);
  return page;
}

/** The text of a plain page without its charts, and the notes that the text alone leads to: for a file in which the charts are elsewhere. */
export function pageWithoutCharts(language: string, id: string): RenderedText {
  const { file } = plainPage(language, id);
  return faultless(`The text of ${file} has errors`, (problems) => {
    const parsed = parseWordsFile(file, contentFile(file), pageSchema, problems);
    const text = parsed && { ...parsed, body: parsed.body.replace(/^::chart .*$/gm, '') };
    return text && renderText(siteIn(language), text, problems, false);
  });
}
