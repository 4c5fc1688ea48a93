import { z } from 'zod';
import { chapterIds } from '../charts/chart.ts';
import { SymbolSheet } from '../charts/shared/symbols.ts';
import { answersTo } from '../dataset/answers.ts';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { isCalendarDate } from '../dataset/schema.ts';
import { contentFile, contentFiles } from '../words/content.ts';
import { parseWordsFile } from '../words/front-matter.ts';
import { typeset } from '../words/typeset.ts';
import { chapterProblems } from './chapter-rules.ts';
import { chartFigure, type FigureParts } from './chart-figure.ts';
import { html } from './html.ts';
import { type Heading, type MarkdownContext, renderMarkdown } from './markdown.ts';
import { noteBody, recordHref, referenceIds } from './notes.ts';
import { type Site, siteIn } from './site.ts';

const chapterSchema = z.strictObject({
  title: z.string().max(70).describe('States the finding.'),
  dek: z.string(),
  question: z.string().describe('The question the chapter answers, for the contents.'),
  description: z.string().min(80).max(170).describe('For search engines and share cards.'),
  order: z.number().int().positive(),
  asOf: z.string().refine(isCalendarDate, 'YYYY-MM or YYYY-MM-DD'),
});
const pageSchema = chapterSchema.omit({ order: true, question: true, asOf: true });

/** A text rendered for a page: its HTML with charts drawn in place, the notes it leads to, and the shapes its maps share. */
export interface RenderedText {
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
  readonly front: Front;
}
export type Chapter = Page<z.infer<typeof chapterSchema>>;
export type PlainPage = Page<z.infer<typeof pageSchema>>;

/** Renders a text with its charts and notes. Faults are added to `problems`. */
export function renderText(
  site: Site,
  file: string,
  body: string,
  firstLine: number,
  problems: Problem[],
  withCharts: boolean,
): RenderedText {
  const numbers = new Map<string, number>();
  const note = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return { number: numbers.get(id) ?? 0 };
  };
  const references = referenceIds(site.dataset);
  const common = {
    references,
    base: site.base,
    note,
    noteLabel: (number: number) => site.messages.text('notes.label', { number }),
    problems,
  };
  const symbols = new SymbolSheet();
  const chartIds: string[] = [];
  const chartNotes = new Map<string, string>();
  const onChart = (id: string) => {
    if (chartIds.includes(id))
      problems.push({
        file,
        where: 'text',
        field: 'chart',
        found: id,
        expected: 'a chart once on a page',
        fix: 'remove the second, or link to the first',
      });
    chartIds.push(id);
    chartNotes.set(id, renderChartNotes(site, id, common));
  };
  const rendered = renderMarkdown(body, {
    ...common,
    onChart,
    file,
    firstLine,
    charts: withCharts ? new Set(site.charts.keys()) : new Set(),
  });
  // Figures come last: by then every note has its number, and answers can point to theirs.
  const parts = rendered.segments.map((segment) =>
    segment.kind === 'html'
      ? segment.html
      : drawFigure(site, segment.id, symbols, chartNotes.get(segment.id) ?? '', numbers),
  );
  const known = [...numbers].filter(([id]) => references.has(id));
  const notesHtml = noteList(site, known, numbers);
  return {
    html: parts.join(''),
    notesHtml,
    symbols: symbols.toSvg(),
    headings: rendered.headings,
    ids: rendered.ids,
    words: rendered.words,
    chartIds,
    noteIds: known.map(([id]) => id),
  };
}

/** The notes of a page as list items, in the order of their numbers. Each opens as a popover beside the text that refers to it. */
function noteList(
  site: Site,
  notes: readonly (readonly [string, number])[],
  numbers: ReadonlyMap<string, number>,
): string {
  return notes
    .map(([id]) => html`<li id="note-${id}" class="note" popover>${noteBody(id, numbers, site)}</li>`)
    .join('\n');
}

function chartOf(site: Site, id: string) {
  const entry = site.charts.get(id);
  if (!entry) throw new Error(`There is no chart ${id}`);
  return entry;
}

function renderChartNotes(
  site: Site,
  id: string,
  context: Omit<MarkdownContext, 'file' | 'firstLine' | 'charts'>,
): string {
  const { words } = chartOf(site, id);
  const notes = renderMarkdown(words.notes, {
    ...context,
    file: words.file,
    firstLine: words.notesLine,
    charts: new Set(),
  });
  return notes.segments.map((part) => (part.kind === 'html' ? part.html : '')).join('');
}

/** What may differ from page to page: a chart on its own page, and answers told further up. */
type FigureOptions = Pick<FigureParts, 'alone' | 'told'>;

function drawFigure(
  site: Site,
  id: string,
  symbols: SymbolSheet,
  notes: string,
  numbers: ReadonlyMap<string, number>,
  options: FigureOptions = {},
): string {
  const { chart, words } = chartOf(site, id);
  return chartFigure(
    {
      chart,
      words: words.messages,
      file: words.file,
      notes,
      answer: words.answer,
      edition: site.dataset.edition,
      numbers,
      ...options,
    },
    symbols,
    site,
  ).toString();
}

/** A chart as its own page shows it: picture and answer, its notes, and the notes that follow: first the claims it shows, then what its words cite. */
export function renderChartAlone(
  site: Site,
  id: string,
): { readonly figure: string; readonly notes: string; readonly claimNotes: string; readonly symbols: string } {
  const problems: Problem[] = [];
  const numbers = new Map<string, number>();
  for (const claim of chartOf(site, id).chart.claims) if (!numbers.has(claim)) numbers.set(claim, numbers.size + 1);
  const note = (reference: string) => {
    if (!numbers.has(reference)) numbers.set(reference, numbers.size + 1);
    return { number: numbers.get(reference) ?? 0 };
  };
  const notes = renderChartNotes(site, id, {
    references: referenceIds(site.dataset),
    base: site.base,
    note,
    noteLabel: (number) => site.messages.text('notes.label', { number }),
    problems,
  });
  const symbols = new SymbolSheet();
  const figure = drawFigure(site, id, symbols, notes, numbers, { alone: true });
  if (problems.length > 0) throw new ProblemsError('The notes of the charts have errors', problems);
  return { figure, notes, claimNotes: noteList(site, [...numbers], numbers), symbols: symbols.toSvg() };
}

/** References on a page without notes of its own: they lead to the page of records. */
const linkedReferences = (site: Site, problems: Problem[]): Omit<MarkdownContext, 'file' | 'firstLine' | 'charts'> => ({
  references: referenceIds(site.dataset),
  base: site.base,
  note: () => ({ number: 0 }),
  noteHref: (reference) => recordHref(reference, site.base),
  noteLabel: () => '',
  problems,
});

/** The words of the gallery: a plain page without notes of its own, as its charts are. */
export function galleryText(language: string): Pick<PlainPage, 'front' | 'html' | 'headings'> {
  const file = `content/${language}/pages/charts.md`;
  const problems: Problem[] = [];
  const parsed = parseWordsFile(file, contentFile(file), pageSchema, problems);
  const rendered =
    parsed &&
    renderMarkdown(parsed.body, {
      ...linkedReferences(siteIn(language), problems),
      file,
      firstLine: parsed.bodyLine,
      charts: new Set(),
    });
  if (!rendered || problems.length > 0) throw new ProblemsError('The words of the gallery have errors', problems);
  return {
    front: typesetFront(parsed.front),
    html: rendered.segments.map((part) => (part.kind === 'html' ? part.html : '')).join(''),
    headings: rendered.headings,
  };
}

/**
 * A chart on a page without notes of its own: references in its notes lead to the records page.
 * @param told answers that figures further up on the page tell in full; those of this figure are added
 */
export function renderChartFigure(site: Site, id: string, symbols: SymbolSheet, told = new Set<string>()): string {
  const problems: Problem[] = [];
  const notes = renderChartNotes(site, id, linkedReferences(site, problems));
  const figure = drawFigure(site, id, symbols, notes, new Map(), { told });
  for (const claim of chartOf(site, id).chart.claims)
    for (const answer of answersTo(site.dataset, claim)) told.add(answer.row.id);
  if (problems.length > 0) throw new ProblemsError('The notes of the charts have errors', problems);
  return figure;
}

/** Front matter with its quotes curled. */
const typesetFront = <Front extends Record<string, unknown>>(front: Front): Front =>
  Object.fromEntries(
    Object.entries(front).map(([key, value]) => [key, typeof value === 'string' ? typeset(value) : value]),
  ) as Front;

function load<Schema extends z.ZodObject>(
  site: Site,
  folder: string,
  schema: Schema,
  withCharts: boolean,
): Page<z.infer<Schema>>[] {
  const problems: Problem[] = [];
  const pages: Page<z.infer<Schema>>[] = [];
  for (const [file, text] of contentFiles(folder)) {
    const parsed = parseWordsFile(file, text, schema, problems);
    if (!parsed) continue;
    pages.push({
      id: file.slice(folder.length).replace(/\.md$/, ''),
      file,
      front: typesetFront(parsed.front as z.infer<Schema>),
      ...renderText(site, file, parsed.body, parsed.bodyLine, problems, withCharts),
    });
  }
  if (problems.length > 0) throw new ProblemsError(`The texts in ${folder} have errors`, problems);
  return pages;
}

const loaded = new Map<string, readonly Chapter[]>();

/** The chapters in reading order. Throws with every fault of every chapter, and when the files are not the chapters the site has. */
export function chaptersIn(language: string): readonly Chapter[] {
  const known = loaded.get(language);
  if (known) return known;
  const chapters = load(siteIn(language), `content/${language}/chapters/`, chapterSchema, true).sort(
    (a, b) => a.front.order - b.front.order,
  );
  const found = chapters.map((chapter) => chapter.id).join(', ');
  if (found !== chapterIds.join(', '))
    throw new ProblemsError('The chapters do not match', [
      {
        file: `content/${language}/chapters/`,
        where: 'folder',
        field: 'order',
        found,
        expected: chapterIds.join(', '),
        fix: 'add or rename the file, or add the chapter to chapterIds in src/charts/chart.ts',
      },
    ]);
  const problems = chapterProblems(chapters, (id) => siteIn(language).charts.get(id)?.chapter);
  if (problems.length > 0) throw new ProblemsError('The chapters lack something', problems);
  loaded.set(language, chapters);
  return chapters;
}

const loadedPages = new Map<string, readonly PlainPage[]>();

/** The pages of the apparatus that are plain text (about, method, glossary …), by id. */
export function plainPage(language: string, id: string): PlainPage {
  const pages = loadedPages.get(language) ?? load(siteIn(language), `content/${language}/pages/`, pageSchema, true);
  loadedPages.set(language, pages);
  const page = pages.find((candidate) => candidate.id === id);
  if (!page) throw new Error(`There is no page content/${language}/pages/${id}.md`);
  return page;
}

/** The text of a plain page without its charts, and the notes that the text alone leads to: for a file in which the charts stand elsewhere. */
export function pageWithoutCharts(language: string, id: string): RenderedText {
  const page = plainPage(language, id);
  const problems: Problem[] = [];
  const parsed = parseWordsFile(page.file, contentFile(page.file), pageSchema, problems);
  const rendered =
    parsed &&
    renderText(
      siteIn(language),
      page.file,
      parsed.body.replace(/^::chart .*$/gm, ''),
      parsed.bodyLine,
      problems,
      false,
    );
  if (!rendered || problems.length > 0) throw new ProblemsError(`The text of ${page.file} has errors`, problems);
  return rendered;
}
