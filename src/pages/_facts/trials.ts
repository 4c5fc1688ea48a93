/** Trials of the fact-checker: texts and records with a fault planted in them, each on a copy in memory. */
import type { Dataset } from '../../dataset/dataset.ts';
import { parseDataset } from '../../dataset/parse.ts';
import { ProblemsError } from '../../dataset/problems.ts';
import { Checker } from '../../fact-check/check.ts';
import type { FactInput } from '../../fact-check/input.ts';
import { keyOf, readingTasks } from '../../fact-check/ledger.ts';
import type { CheckedText, Finding } from '../../fact-check/types.ts';
import { ledgerPath, readLedger } from './ledger-file.ts';
import { type FactsInput, readTexts, siteInput, versionProblems } from './read-input.ts';
import { recordTexts } from './texts.ts';

/** A change of words. */
export interface WordFault {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly note?: string;
}

/** A row to add, or a copy of one (`@copy`); other columns of a row; a change of a file's text; a file that should not be there. */
export interface RowOperation {
  readonly table?: string;
  readonly add?: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly file?: string;
  readonly find?: string;
  readonly replace?: string;
  readonly transform?: string;
}

/** Rows that must be refused. */
export interface RowFault {
  readonly id: string;
  readonly kind: string;
  readonly ops: readonly RowOperation[];
  readonly note?: string;
}

/** A sentence that is right and must pass. */
export interface HonestText {
  readonly style: string;
  readonly text: string;
}

export type Outcome =
  /** `ledger`: no rule refuses it, but the sentence counts as unread until somebody reads it against its records. */
  | { readonly kind: 'caught' | 'ledger'; readonly by: string }
  | { readonly kind: 'missed' }
  /** The words to change are no longer there. */
  | { readonly kind: 'stale' };

const errorsOf = (findings: readonly Finding[]) => findings.filter((finding) => finding.level === 'error');

/** Tries faults against the site as it is, without touching a file. */
export class Trials {
  readonly #facts: FactsInput;
  readonly #language: string;
  readonly #checker: Checker;
  /** Keys of the passages that are read. */
  readonly #read: ReadonlySet<string>;

  constructor(facts: FactsInput) {
    this.#facts = facts;
    this.#language = facts.input.lists.language;
    this.#read = new Set(readLedger(ledgerPath(this.#language)).map(keyOf));
    // What a changed row did before is no part of these trials.
    this.#checker = new Checker({ ...facts.input, partial: true, previous: undefined });
  }

  /** The findings of texts as they are given. */
  errors(texts: readonly CheckedText[]): readonly Finding[] {
    return errorsOf(this.#checker.findingsOf(texts));
  }

  /** Words changed in one file: caught by a rule, or by what the build refuses. */
  async words(fault: WordFault): Promise<Outcome> {
    const text = this.#facts.files.get(fault.file);
    if (!text?.includes(fault.find)) return { kind: 'stale' };
    const files = new Map(this.#facts.files).set(
      fault.file,
      text.replace(fault.find, () => fault.replace),
    );
    const read = await readTexts(files, this.#language, this.#facts.dataset, [fault.file]);
    const [problem] = read.problems;
    if (problem) return { kind: 'caught', by: `build: ${problem.field}` };
    const [finding] = this.errors(read.texts);
    if (finding) return { kind: 'caught', by: `${finding.rule}: ${finding.token}` };
    // A passage that nobody read: open in the ledger, and no edition is published while it is.
    const now = new Set(this.#keysOf(this.#facts.input.texts.filter((known) => known.file === fault.file)));
    const opened = this.#keysOf(read.texts).filter((key) => !now.has(key) && !this.#read.has(key));
    return opened.length > 0 ? { kind: 'ledger', by: 'a passage to be read again' } : { kind: 'missed' };
  }

  #keysOf(texts: readonly CheckedText[]): string[] {
    const own = texts.filter(({ frame }) => frame !== true);
    return readingTasks(this.#facts.input, own).map(({ hash }) => keyOf(hash));
  }

  /** Rows added or changed: refused by the parser, or by what the checker says of records. */
  rows(fault: RowFault): Outcome {
    const tables = new Map(this.#facts.tables);
    const stale = fault.ops.some(
      ({ file, find }) => find !== undefined && !tables.get(file?.replace(/^data\//, '') ?? '')?.includes(find),
    );
    if (stale) return { kind: 'stale' };
    for (const operation of fault.ops) apply(tables, operation);
    let dataset: Dataset;
    try {
      dataset = parseDataset(tables);
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      const said = error.problems
        .slice(0, 4)
        .map(({ file, field, expected }) => `${file}, ${field}: expected ${expected}`);
      return { kind: 'caught', by: said.join(' | ') };
    }
    const [version] = versionProblems(dataset, this.#facts.edition);
    if (version) return { kind: 'caught', by: `${version.file}, ${version.field}: expected ${version.expected}` };
    const input: FactInput = siteInput(dataset, this.#facts.input.lists, recordTexts(dataset, tables), {
      partial: true,
    });
    const [finding] = errorsOf(new Checker(input).run().findings);
    return finding ? { kind: 'caught', by: `${finding.rule}: ${finding.token}` } : { kind: 'missed' };
  }

  /** A text that is right, read as a paragraph of a chapter. */
  honest({ text }: HonestText): readonly Finding[] {
    return this.errors([
      { file: `content/${this.#language}/chapters/new.md`, line: 1, form: 'markdown', text, cites: [], strict: true },
    ]);
  }
}

/** Changes the text of a table as an operation says. */
function apply(tables: Map<string, string>, { table, add, id, set, file, find, replace = '' }: RowOperation): void {
  if (file !== undefined) {
    const name = file.replace(/^data\//, '');
    tables.set(name, find === undefined ? '{"rows": []}' : (tables.get(name) ?? '').replace(find, () => replace));
    return;
  }
  const name = `${table ?? ''}.json`;
  const content = JSON.parse(tables.get(name) ?? '{"rows":[]}') as {
    rows: Record<string, unknown>[];
  };
  const row = (wanted: unknown) =>
    content.rows.find((candidate) => (candidate['id'] ?? candidate['country']) === wanted);
  if (add) {
    const { '@copy': copy, ...own } = add;
    content.rows.push({ ...(copy === undefined ? {} : row(copy)), ...own });
  }
  if (set) Object.assign(row(id) ?? {}, set);
  tables.set(name, JSON.stringify(content, null, 1));
}
