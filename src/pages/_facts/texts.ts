/** Files in, texts to check out. Takes paths and texts, so that the site, commands and tests feed it alike. */
import { IntlMessageFormat } from 'intl-messageformat';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Dataset } from '../../dataset/dataset.ts';
import { rowLines } from '../../dataset/row-lines.ts';
import { referencedTable, tableNames, tables } from '../../dataset/schema.ts';
import { type BadException, citedIn, readException } from '../../fact-check/blocks.ts';
import type { CheckedText, Exception, GivenFigure } from '../../fact-check/types.ts';
import { derivedFiguresOf } from './evidence.ts';
import { listsFolder } from './lists.ts';

/** What code adds to the words of a file: a chart's claims and values. */
export interface Given {
  readonly cites: readonly string[];
  readonly figures: readonly GivenFigure[];
  /** Names in the table of a chart. */
  readonly names?: readonly string[];
  /** Phrases of a chart's words that its rows are known to support. */
  readonly assumed?: readonly string[];
}

/** Stands for a value that code fills in. */
export const placeholder = '\ufffc';

interface AstElement {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly AstElement[] }>>;
  readonly children?: readonly AstElement[];
}

const literal = (elements: readonly AstElement[]): string =>
  elements
    .map((element) => {
      if (element.type === 0) return element.value ?? '';
      if (element.options) return literal((element.options['other'] ?? Object.values(element.options)[0])?.value ?? []);
      return element.children ? literal(element.children) : placeholder;
    })
    .join('');

/** The words of an ICU message with a mark where values are filled in; text that is no message is returned as it is. */
export function messageWords(message: string): string {
  if (!message.includes('{')) return message;
  try {
    return literal(
      new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst() as unknown as AstElement[],
    );
  } catch {
    return message;
  }
}

interface Field {
  readonly path: string;
  /** The entry of a list that it belongs to. */
  readonly entry: string | undefined;
  readonly line: number;
  readonly text: string;
  /** Which answer of a quiz is right, as a number. */
  readonly isKey: boolean;
  readonly exceptions: Exception[];
}

/** Every string of a YAML text with its path and line, and the exceptions in the remarks above it. */
function yamlFields(file: string, text: string, firstLine: number, bad: BadException[]): Field[] {
  const lineCounter = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter });
  } catch {
    return [];
  }
  const lines = text.split('\n');
  const fields: Field[] = [];
  const remarks = (line: number): Exception[] => {
    const found: Exception[] = [];
    for (let above = line - 2; above >= 0 && /^\s*#/.test(lines[above] ?? ''); above -= 1) {
      const exception = readException(file, firstLine + above, lines[above] ?? '', bad);
      if (exception) found.push(exception);
    }
    return found;
  };
  const walk = (node: unknown, path: string, at: number | undefined, entry?: string): void => {
    if (isMap(node))
      for (const pair of node.items)
        walk(
          pair.value,
          join(path, isScalar(pair.key) ? pair.key.value : '?'),
          (pair.key as Node | null)?.range?.[0],
          entry,
        );
    else if (isSeq(node))
      for (const [index, item] of node.items.entries()) {
        const own = join(path, (isMap(item) ? item.get('id') : undefined) ?? index + 1);
        walk(item, own, (item as Node | null)?.range?.[0], isMap(item) ? own : entry);
      }
    else if (isScalar(node) && typeof node.value === 'number' && /\.correct\b/.test(path))
      fields.push({ path, entry, line: firstLine, text: String(node.value), isKey: true, exceptions: [] });
    else if (isScalar(node) && typeof node.value === 'string') {
      const line = lineCounter.linePos(at ?? node.range?.[0] ?? 0).line;
      // A block text (after > or |) begins on the line after its mark.
      const block = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
      const textLine = block ? lineCounter.linePos(node.range?.[0] ?? 0).line + 1 : line;
      fields.push({
        path,
        entry,
        line: firstLine + textLine - 1,
        text: node.value,
        isKey: false,
        exceptions: remarks(line),
      });
    }
  };
  const join = (path: string, key: unknown) => (path ? `${path}.${String(key)}` : String(key));
  walk(document.contents, '', undefined);
  return fields;
}

const technical =
  /^(?:answer|at|calculate|cards|charts|id|asOf|order|kind|url|file|image|lang|language|key|chart|layout|see|sources)$/;
const isWords = (field: Field): boolean =>
  !field.isKey &&
  !(field.path.split('.').some((part) => technical.test(part)) && /^[\p{L}\p{N}_./:-]+$/u.test(field.text)) &&
  /[\p{L}\p{N}]/u.test(field.text);
/** The label of a tick: "1", "2nd". */
const isTick = (field: Field): boolean =>
  field.path.startsWith('labels.') && /^\d{1,2}(?:st|nd|rd|th)?$/.test(field.text);

/** The fields of a chart that say something of its rows. */
const saysOfRows = /^(?:headline|dek|summary|description)$/;

/** What of a chart's words is read together: what it says, and its labels. Words of one record are read by themselves. */
const chartPart = (path: string): string =>
  /^(?:question|headline|dek|summary|description|asOf)$/.test(path) ? 'headline' : 'labels';

/** What the texts of a file are read with. */
interface FileContext {
  readonly file: string;
  readonly text: string;
  /** Folder of the language. */
  readonly root: string;
  readonly dataset: Dataset;
  /** What code adds to the words of the file. */
  readonly own: Given | undefined;
  readonly bad: BadException[];
  /** The records that the words of a derived figure are supported by: of a family ("Traced stations in {name}") each of its figures. */
  readonly figuresOfWords: (words: string) => readonly string[];
}

const isLesson = ({ file, root }: FileContext): boolean => file.startsWith(`${root}teach/`);
/** What of a lesson or quiz is read together: each entry of its lists. */
const lessonPart = ({ entry }: Field): string => entry ?? 'opening';

const fieldText = ({ file, own }: FileContext, { line, path, text, exceptions }: Field): CheckedText => ({
  file,
  line,
  form: 'plain',
  field: path,
  text,
  cites: [],
  given: own?.figures ?? [],
  exceptions,
});

/** Records that fields cite. */
const citedBy = (fields: readonly Field[]): string[] => fields.flatMap(({ text }) => citedIn(text));

/** Words kept under the id of a record (`labels.steps.it-11`) are that record's words. */
const recordsOf = ({ path }: Field, dataset: Dataset): string[] =>
  path.split('.').filter((part) => dataset.has('claims', part) || dataset.has('responses', part));

/** The records that support a field of front matter: those that the text cites, or those that the field names by itself. */
function supportOf(context: FileContext, field: Field, fields: readonly Field[], cites: readonly string[]) {
  const own = recordsOf(field, context.dataset);
  if (own.length > 0) return own;
  if (isLesson(context)) {
    const beside = fields.filter(({ entry }) => entry === field.entry || field.entry === undefined);
    return field.text.includes('[^') ? [] : citedBy(beside);
  }
  // "As of" is as of the edition.
  return field.path === 'asOf' ? [...cites, 'edition'] : cites;
}

/** The texts of a Markdown file: each field of its front matter, and its body. */
function markdownTexts(context: FileContext): CheckedText[] {
  const { file, text, root, own, bad, dataset } = context;
  const [isChart, isTeach] = [file.startsWith(`${root}charts/`), isLesson(context)];
  const front = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  const body = front ? text.slice(front[0].length) : text;
  const fields = front ? yamlFields(file, front[1] ?? '', 2, bad) : [];
  const answer = fields.filter((field) => field.path === 'answer').map((field) => field.text);
  const cites = [...new Set([...citedIn(body), ...answer, ...(own?.cites ?? [])])];
  const readWith = (field: Field) => {
    if (isChart) return recordsOf(field, dataset).length > 0 ? undefined : chartPart(field.path);
    return isTeach ? lessonPart(field) : undefined;
  };
  return [
    ...fields
      .filter((field) => isWords(field) && !(isChart && isTick(field)))
      .map(
        (field): CheckedText => ({
          ...fieldText(context, field),
          // The words of a lesson are Markdown: a link's address is no word.
          form: isTeach && /\]\(|\[\^/.test(field.text) ? 'markdown' : 'plain',
          ...(isChart ? { text: messageWords(field.text), typed: field.text } : {}),
          cites: supportOf(context, field, fields, cites),
          names: field.path.startsWith('labels.') ? undefined : own?.names,
          assumed: saysOfRows.test(field.path) ? own?.assumed : undefined,
          readWith: readWith(field),
        }),
      ),
    {
      file,
      line: front ? front[0].split('\n').length : 1,
      form: 'markdown',
      text: body,
      cites: [],
      given: own?.figures ?? [],
      names: own?.names,
      strict: file.startsWith(`${root}chapters/`),
    },
  ];
}

/** The texts of a YAML file: each of its strings. */
function yamlTexts(context: FileContext): CheckedText[] {
  const { file, text, root, dataset, own, bad, figuresOfWords } = context;
  // Each line is the short form of one record.
  const isAnswers = file === `${root}answers.yaml`;
  const isFigures = file === `${root}derived-figures.yaml`;
  const isTeach = isLesson(context);
  const all = yamlFields(file, text, 1, bad);
  const fields = all.filter(isWords);
  const siblings = ({ entry }: Field) =>
    citedBy(fields.filter((other) => (entry === undefined ? isTeach : other.entry === entry)));
  return [
    ...all
      .filter(({ isKey }) => isKey && isTeach)
      .map((key): CheckedText => ({ ...fieldText(context, key), form: 'key', readWith: key.entry })),
    ...fields.map((field): CheckedText => {
      const ids = isFigures ? figuresOfWords(field.path) : isAnswers ? [field.path] : siblings(field);
      const prose = field.text.includes('[^');
      return {
        ...fieldText(context, field),
        form: prose ? 'markdown' : 'plain',
        text: prose ? field.text : messageWords(field.text),
        cites: [...new Set([...(prose ? [] : ids), ...(own?.cites ?? [])])],
        given: [
          ...(own?.figures ?? []),
          ...(isFigures ? [{ name: 'reports', value: dataset.tables.reports.length }] : []),
        ],
        oneOfMany: /\boptions\.\d+$/.test(field.path),
        frame: !isFigures && !isTeach && !isAnswers && file !== `${root}glossary.yaml`,
        readWith: isTeach ? lessonPart(field) : undefined,
      };
    }),
  ];
}

/**
 * The texts of a language: running text and front matter of every Markdown file, strings of every YAML file of `content/<language>/`, the lists themselves apart.
 * A file's own references support its front matter, those of an entry of a list (the glossary, a question of a quiz, a step of a lesson) its other fields; the
 * words of a derived figure are supported by that figure, those of the frame (`messages.yaml` and any other) by nothing.
 * @param given by file: what code adds
 */
export function contentTexts(
  files: ReadonlyMap<string, string>,
  language: string,
  dataset: Dataset,
  given: ReadonlyMap<string, Given>,
  bad: BadException[],
): CheckedText[] {
  const root = `content/${language}/`;
  const derived = [...derivedFiguresOf(dataset).values()];
  const figuresOfWords = (words: string) =>
    derived.filter((figure) => figure.words === words).flatMap((figure) => [figure.id, ...figure.claims]);
  return [...files].flatMap(([file, text]) => {
    if (!file.startsWith(root) || file.startsWith(listsFolder(language))) return [];
    const context = { file, text, root, dataset, own: given.get(file), bad, figuresOfWords };
    return file.endsWith('.md') ? markdownTexts(context) : file.endsWith('.yaml') ? yamlTexts(context) : [];
  });
}

const skippedColumns = new Set(
  'id url geonamesId isoNumeric version edition oldValue newValue table row column'.split(' '),
);
const unwrap = (schema: unknown): unknown => (schema instanceof z.ZodNullable ? unwrap(schema.unwrap()) : schema);

/** The texts of the dataset, for names and addresses. With the texts of the files, each knows its line. */
export function recordTexts(dataset: Dataset, files: ReadonlyMap<string, string> = new Map()): CheckedText[] {
  const texts: CheckedText[] = [];
  for (const name of tableNames) {
    if (name === 'people') continue;
    const columns = Object.entries(tables[name].row.shape)
      .filter(
        ([column, schema]) =>
          !skippedColumns.has(column) && !referencedTable(schema as z.ZodType) && unwrap(schema) instanceof z.ZodString,
      )
      .map(([column]) => column);
    const key = tables[name].key;
    const text = files.get(`${name}.json`);
    const lines = text === undefined ? [] : rowLines(text);
    for (const [index, row] of (dataset.tables[name] as readonly Record<string, unknown>[]).entries()) {
      const id = String(row[key]);
      for (const column of columns) {
        const value = row[column];
        if (typeof value !== 'string' || !/\p{L}{2}|\d{4}/u.test(value) || /^\d{4}(?:-\d{2}){0,2}$/.test(value))
          continue;
        texts.push({
          file: `data/${name}.json`,
          line: lines[index] ?? 1,
          form: 'record',
          field: `${id}, ${column}`,
          text: value,
          cites: [],
          headline: name === 'sources' && column === 'title',
        });
      }
    }
  }
  return texts;
}
