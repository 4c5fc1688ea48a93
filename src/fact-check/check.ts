/**
 * The rules. Each block of words is held against the records it cites; what does not hold becomes a finding that says where, what, and how to fix it.
 * Pure: texts, dataset and lists in, findings out. No input makes it throw.
 */
import { readMarks } from '../words/figures.ts';
import { Attribution, anyOf } from './attribution.ts';
import { bear, dateFits, type Ground, wordsHave } from './bearing.ts';
import { type BadException, type Block, blocksOf } from './blocks.ts';
import {
  countsTheSame,
  type Evidence,
  EvidenceStore,
  givenEvidence,
  nearestDates,
  nearestValues,
  showValue,
} from './evidence.ts';
import { NameBook, personalDetails, unusedNames } from './names.ts';
import type {
  Cell,
  CheckedMention,
  Exception,
  FactInput,
  FactReport,
  Finding,
  Mention,
  NearValue,
  Rule,
  Span,
} from './types.ts';

interface Covered extends Span {
  use(): void;
}

const nameReasons = {
  sequence: '',
  title: ' (a name after a title)',
  speech: ' (a name that speaks)',
  surname: ' (beside a listed surname)',
  single: ' (a capitalised word that no list knows)',
} as const;
const inside = (span: Span, outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;
/** "One" before a noun: a number where a cited record counts the same thing, an article elsewhere ("one status a country"). */
const isBareOne = (mention: Mention): boolean =>
  mention.kind === 'number' && mention.value === 1 && /^one$/i.test(mention.text) && mention.nouns[0] !== 'each';
/** A month whose year code fills in: "January to June {year}". */
const filledIn = (words: string, mention: Mention): boolean =>
  mention.kind === 'date' &&
  mention.date?.year === undefined &&
  words.slice(Math.max(0, mention.start - 24), mention.end + 14).includes('\ufffc');
/** A cell as a message names it; what code works out for a text has no row. */
const cellName = (cell: Cell): string => {
  if (cell.table !== 'given') return `${cell.table}/${cell.row}`;
  const [of = '', name = ''] = cell.row.split(': ');
  return of === 'worked'
    ? `the result of the worked step "${name}" in this lesson`
    : `the value "${name}" of the chart ${of}`;
};
const sameCell = (a: Cell, b: Cell): boolean => a.table === b.table && a.row === b.row && a.column === b.column;

/** Every place of a phrase in words, straight and curly marks alike. */
function places(words: string, phrase: string): Span[] {
  const fold = (text: string) =>
    text
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/\u00a0/g, ' ');
  const [folded, wanted] = [fold(words), fold(phrase)];
  const spans: Span[] = [];
  if (wanted.length === 0) return spans;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length))
    spans.push({ start: at, end: at + wanted.length });
  return spans;
}

/** Sentences up to the references that bear them: a reference at the end of a run of sentences is read as the reference of all of them. */
interface Passage extends Span {
  readonly references: readonly string[];
}

function passagesOf(block: Block, sentences: readonly Span[]): Passage[] {
  const passages: Passage[] = [];
  let start: number | undefined;
  for (const sentence of sentences) {
    start ??= sentence.start;
    const references = block.references
      .filter((reference) => reference.offset > sentence.start && reference.offset <= sentence.end)
      .map((reference) => reference.id);
    if (references.length === 0 && sentence !== sentences.at(-1)) continue;
    passages.push({ start, end: sentence.end, references });
    start = undefined;
  }
  return passages;
}

interface Doubt {
  about(mention: Mention): boolean;
  tell(mention: Mention): { message: string; fix: string; nearest: readonly NearValue[] };
}

const sameNumber = (a: number | undefined, b: number): boolean =>
  a !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

class Checker {
  readonly #input: FactInput;
  readonly #store: EvidenceStore;
  readonly #previous: EvidenceStore | undefined;
  readonly #attribution: Attribution;
  readonly #names: NameBook;
  readonly #loaded: {
    readonly pattern: RegExp;
    readonly except: RegExp | undefined;
    readonly reason: string;
    readonly evenAttributed: boolean;
  }[];
  readonly #findings: Finding[] = [];
  readonly #mentions: CheckedMention[] = [];
  readonly #usedExceptions = new Set<Exception>();
  readonly #usedTerms = new Set<string>();
  readonly #exceptions = new Set<Exception>();
  readonly #bad: BadException[] = [];
  #blocks = 0;

  constructor(input: FactInput) {
    this.#input = input;
    this.#store = new EvidenceStore(input.dataset, input.grammar);
    this.#previous = input.previous ? new EvidenceStore(input.previous, input.grammar) : undefined;
    this.#attribution = new Attribution(input.lists, input.dataset);
    this.#names = new NameBook(
      input.dataset,
      input.lists.names,
      input.texts.filter((text) => text.form !== 'record').map((text) => readMarks(text.text).words),
    );
    this.#loaded = input.lists.loadedWords.flatMap((entry) => {
      const pattern = anyOf(entry.words, 'giu');
      return pattern
        ? [{ pattern, except: anyOf(entry.except, 'giu'), reason: entry.reason, evenAttributed: entry.evenAttributed }]
        : [];
    });
  }

  run(): FactReport {
    for (const text of this.#input.texts) for (const block of blocksOf(text, this.#bad)) this.#block(block);
    this.#records();
    if (!this.#input.partial) this.#lists();
    const order = (a: Finding, b: Finding) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
    return {
      findings: this.#findings.sort(order),
      mentions: this.#mentions,
      exceptions: [...this.#usedExceptions],
      terms: this.#input.lists.standingTerms.filter((term) => this.#usedTerms.has(term.term)),
      texts: this.#input.texts.length,
      blocks: this.#blocks,
    };
  }

  /** Spans that standing terms and exceptions leave alone. */
  #covered(block: Block): Covered[] {
    const covered: Covered[] = [];
    for (const term of this.#input.lists.standingTerms)
      for (const span of places(block.words, term.term))
        covered.push({ ...span, use: () => this.#usedTerms.add(term.term) });
    for (const exception of block.exceptions) {
      this.#exceptions.add(exception);
      const reference = /^\[\^([^\]]+)\]$/.exec(exception.phrase)?.[1];
      if (reference === undefined)
        for (const span of places(block.words, exception.phrase))
          covered.push({ ...span, use: () => this.#usedExceptions.add(exception) });
    }
    return covered;
  }

  #block(block: Block): void {
    this.#blocks += 1;
    const { words } = block;
    const sentences = this.#input.grammar.sentences(words);
    const covered = this.#covered(block);
    const sentenceAt = (offset: number) =>
      sentences.find((sentence) => offset < sentence.end) ?? { start: 0, end: words.length };
    const report = (
      rule: Rule,
      span: Span,
      text: Omit<Finding, 'rule' | 'level' | 'file' | 'line' | 'field' | 'sentence' | 'token' | 'nearest'> & {
        nearest?: readonly NearValue[];
        level?: Finding['level'];
        token?: string;
      },
    ): boolean => {
      const cover = covered.find((candidate) => inside(span, candidate));
      if (cover) {
        cover.use();
        return false;
      }
      const sentence = sentenceAt(span.start);
      this.#findings.push({
        rule,
        level: text.level ?? 'error',
        file: block.source.file,
        line: block.lineAt(span.start),
        ...(block.source.field === undefined ? {} : { field: block.source.field }),
        sentence: words.slice(sentence.start, sentence.end).replaceAll('\ufffc', '…'),
        token: text.token ?? words.slice(span.start, span.end),
        message: text.message,
        nearest: text.nearest ?? [],
        fix: text.fix,
      });
      return true;
    };
    const names = this.#names.read(words, sentences, block.source.headline);
    for (const name of names.unknown)
      report('person', name, {
        message: `"${name.text}" is not on the list of persons who may be named${nameReasons[name.why]}.`,
        fix: 'A private person: take the name out. A minister, official, scholar, judge, parliamentarian or convicted person: add a row to data/people.json with the reason. No person: add it to known-names.yaml.',
      });
    for (const detail of personalDetails(words))
      report('personal-detail', detail, {
        message: `"${detail.text}" looks like a ${detail.what === 'street' ? 'street address' : detail.what === 'email' ? 'e-mail address' : detail.what === 'telephone' ? 'telephone number' : 'postcode'}.`,
        fix: 'Take it out: nothing finer than a city is printed.',
      });
    if (block.kind === 'record') return;
    this.#loadedWords(block, sentences, report);

    const mentions = this.#input.grammar.mentions(words);
    const given =
      block.source.given && block.source.given.length > 0
        ? [givenEvidence(block.source.given, this.#input.grammar)]
        : [];
    const ids = [...block.references.map((reference) => reference.id), ...block.cites];
    const far = [...this.#store.all(ids), ...given];
    if (far.length === 0 && block.kind !== 'heading') {
      this.#uncited(block, mentions, [...names.persons, ...(block.source.strict ? names.places : [])], covered, report);
      return;
    }
    const passages = passagesOf(block, sentences);
    for (const passage of passages) {
      const own = mentions.filter((mention) => inside(mention, passage));
      const near = passage.references.length > 0 ? passage.references : ids;
      const doubts = this.#doubts(passage, own, mentions, words).filter(
        (doubt) => !own.some((mention) => doubt.about(mention) && this.#stale(mention, near, ids, given, far)),
      );
      for (const mention of own) {
        // What the build wrote is borne by its figure; only the qualifier before it is the writer's.
        const written = block.figures.find((figure) => inside(figure, mention));
        if (written) {
          const source = [written.id];
          this.#mention(block, mention, source, source, [], this.#store.all(source), covered, report, []);
        } else this.#mention(block, mention, near, ids, given, far, covered, report, doubts);
      }
    }
    this.#attributed(block, sentences, report);
  }

  /** A mention that is told by itself: nothing bears it, or a changed row bore it. No other number of the passage is to blame then. */
  #stale(
    mention: Mention,
    nearIds: readonly string[],
    ids: readonly string[],
    given: readonly Evidence[],
    far: readonly Evidence[],
  ): boolean {
    const ground = bear(mention, [...this.#store.all(nearIds), ...given], far);
    return ground.kind === 'none' || this.#changed(mention, nearIds, ids, ground) !== undefined;
  }

  #uncited(
    block: Block,
    mentions: readonly Mention[],
    names: readonly Span[],
    covered: readonly Covered[],
    report: (rule: Rule, span: Span, text: { message: string; fix: string }) => boolean,
  ): void {
    const open = (span: Span) => {
      const cover = covered.find((candidate) => inside(span, candidate));
      cover?.use();
      return cover === undefined;
    };
    const weighty = mentions.filter(
      (mention) =>
        mention.kind !== 'ordinal' &&
        mention.kind !== 'label' &&
        !isBareOne(mention) &&
        !filledIn(block.words, mention) &&
        // The frame speaks of itself ("PNG, 800 pixels wide"): there a number counts where it counts what the records count.
        (!block.source.frame || mention.kind === 'date' || this.#store.counted(mention)),
    );
    const first = (block.source.frame ? weighty : [...weighty, ...names])
      .filter(open)
      .sort((a, b) => a.start - b.start)[0];
    if (first)
      report('uncited', first, {
        message: `"${block.words.slice(first.start, first.end)}" stands in a ${block.kind === 'field' ? 'text' : 'paragraph'} that cites no record.`,
        fix: 'Cite the record that bears it: [^scale-01] after the sentence. No source, no row; no row, no sentence.',
      });
  }

  #mention(
    block: Block,
    mention: Mention,
    nearIds: readonly string[],
    ids: readonly string[],
    given: readonly Evidence[],
    far: readonly Evidence[],
    covered: readonly Covered[],
    report: (
      rule: Rule,
      span: Span,
      text: { message: string; fix: string; nearest?: readonly NearValue[]; level?: Finding['level']; token?: string },
    ) => boolean,
    doubts: readonly Doubt[],
  ): void {
    if (
      filledIn(block.words, mention) ||
      (isBareOne(mention) && !far.some((record) => record.values.some((value) => countsTheSame(mention, value))))
    )
      return;
    if (
      mention.kind === 'ordinal' &&
      mention.value === 1 &&
      !far.some((record) => record.mentions.some((own) => own.kind === 'ordinal' && own.nouns[0] === mention.nouns[0]))
    )
      return;
    const near = [...this.#store.all(nearIds), ...given];
    const ground = bear(mention, near, far);
    const done = (kind: CheckedMention['ground'], bearers: readonly Cell[] = []) =>
      this.#mentions.push({
        file: block.source.file,
        line: block.lineAt(mention.start),
        start: mention.start,
        block: this.#blocks,
        kind: mention.kind,
        token: mention.text,
        ground: kind,
        bearers,
      });
    const covers = covered.some((candidate) => inside(mention, candidate));
    const weekday = this.#weekday(mention, ground, far);
    if (weekday) report('date', mention, { message: weekday, fix: 'Fix the weekday or the date.' });
    const changed = this.#changed(mention, nearIds, ids, ground);
    const bearers = ground.kind === 'structured' ? ground.bearers : [];
    if (ground.kind === 'structured' || ground.kind === 'text') {
      const doubt = changed ? undefined : doubts.find((candidate) => candidate.about(mention));
      const told = doubt?.tell(mention);
      if (changed || told) {
        const reported = changed
          ? report('changed-row', mention, changed)
          : told && report(mention.kind === 'date' ? 'date' : 'number', mention, told);
        done(reported ? 'none' : 'exception', bearers);
        return;
      }
    }
    const told = this.#tell(mention, ground, far, changed?.row);
    if (!told) {
      done(ground.kind === 'structured' ? 'structured' : 'text', bearers);
      return;
    }
    const reported = report(
      told.rule,
      mention,
      changed ? { ...told, message: `${told.message} ${changed.message}` } : told,
    );
    done(covers && !reported ? 'exception' : ground.kind === 'text' ? 'text' : 'none');
  }

  /**
   * What in a passage makes a number doubtful although a record bears it: a reference whose own value is all but the number printed, and is printed nowhere.
   * That is how a changed row shows where another cited record still bears the old number.
   */
  #doubts(passage: Passage, own: readonly Mention[], all: readonly Mention[], words: string): Doubt[] {
    const doubts: Doubt[] = [];
    const numbers = own.filter((mention) => mention.value !== undefined && mention.kind !== 'ordinal');
    const shared = /\b(?:each|both)\b/.test(words.slice(passage.start, passage.end));
    const seen = new Map<number, number>();
    for (const id of passage.references) {
      const record = this.#store.get(id);
      if (!record) continue;
      const figure = id.startsWith('figure-') ? record.values[0] : undefined;
      if (figure && numbers.length > 0) {
        // A derived figure is cited for its number only; each stands for a number of its own, but for "4 each".
        const needed = (seen.get(figure.value) ?? 0) + 1;
        seen.set(figure.value, needed);
        const printed = numbers.filter((mention) => sameNumber(mention.value, figure.value)).length;
        if (printed < (shared ? 1 : needed)) {
          const near = (mention: Mention) =>
            mention.value !== undefined && Math.abs(mention.value - figure.value) <= Math.max(2, 0.1 * figure.value);
          // Not a number that is another figure's, where there is one that is nobody's.
          const owned = (mention: Mention) =>
            passage.references.some(
              (other) =>
                other !== id &&
                other.startsWith('figure-') &&
                sameNumber(mention.value, this.#store.get(other)?.values[0]?.value ?? Number.NaN),
            );
          const free = numbers.some((mention) => near(mention) && !owned(mention));
          doubts.push(
            this.#doubt(
              id,
              showValue(figure, this.#input.grammar),
              (mention) => near(mention) && !(free && owned(mention)),
            ),
          );
        }
      }
      // A number that only another passage bears, where this one has a figure of about that size to print and does not.
      for (const value of id.startsWith('figure-') ? [] : record.values) {
        if (all.some((mention) => sameNumber(mention.value, value.value))) continue;
        doubts.push(
          this.#doubt(id, showValue(value, this.#input.grammar), (mention) => {
            const counts = mention.kind === 'number' || mention.kind === 'interval' || mention.kind === 'percent';
            if (
              !counts ||
              mention.value === undefined ||
              (mention.kind === 'percent') !== value.percent ||
              Math.abs(mention.value - value.value) > Math.max(1, 0.1 * value.value)
            )
              return false;
            return bear(mention, this.#store.all(passage.references), []).kind === 'none';
          }),
        );
      }
      for (const date of record.dates) {
        if (date.date.length !== 10 || record.dates.length > 1) continue;
        if (all.some((mention) => mention.date?.day !== undefined && dateFits(mention.date, date.date))) continue;
        const day = Date.parse(`${date.date}T00:00:00Z`);
        doubts.push(
          this.#doubt(id, this.#input.grammar.date(date.date), (mention) => {
            const { year, month, day: said } = mention.date ?? {};
            if (mention.date === undefined || wordsHave(record, mention.date)) return false;
            return (
              year !== undefined &&
              month !== undefined &&
              said !== undefined &&
              Math.abs(Date.UTC(year, month - 1, said) - day) === 86_400_000
            );
          }),
        );
      }
    }
    return doubts;
  }

  #doubt(id: string, shown: string, about: Doubt['about']): Doubt {
    return {
      about,
      tell: (mention) => ({
        message: `${id} is cited here, and has ${shown}, which is not printed; "${mention.text}" is.`,
        fix: `Print ${shown}, or take the reference to ${id} away: the records no longer agree.`,
        nearest: [{ record: id, shown }],
      }),
    };
  }

  /** What a ground means for the writer; undefined when nothing needs to be said. Where the row that bore the mention changed, no other record is offered. */
  #tell(
    mention: Mention,
    ground: Ground,
    far: readonly Evidence[],
    changedRow: string | undefined,
  ): { rule: Rule; message: string; fix: string; nearest: readonly NearValue[]; level?: Finding['level'] } | undefined {
    const { grammar } = this.#input;
    const isDate = mention.kind === 'date';
    const rule: Rule = isDate ? 'date' : 'number';
    if (ground.kind === 'text') {
      if (ground.quiet) return undefined;
      const row = isDate
        ? 'Better: cite a record whose own date it is.'
        : `Better: add a row to data/${this.#input.dataset.has('claims', ground.record) ? 'claim_figures' : 'response_figures'}.json with the value ${mention.value ?? mention.text} for ${ground.record}.`;
      return {
        rule,
        level: 'notice',
        message: `"${mention.text}" is borne only by the words of ${ground.record}, not by a value of its own.`,
        fix: row,
        nearest: [],
      };
    }
    if (ground.kind === 'qualifier') {
      const should = showValue(ground.value, grammar);
      const said = mention.qualifierText ? `with "${mention.qualifierText}"` : 'without a qualifier';
      return {
        rule: 'qualifier',
        message: `"${mention.text}" is printed ${said}; ${ground.record} has ${should}${ground.value.precision === 'exact' ? ' exactly' : ''}.`,
        fix: `Write the qualifier of the record: ${should}.`,
        nearest: [{ record: ground.record, shown: should }],
      };
    }
    if (ground.kind === 'nearer') {
      const shown = showValue(ground.value, grammar);
      return {
        rule,
        message: `"${mention.text}" stands beside a reference to ${ground.record}, which has ${shown}; only ${ground.other} bears it.`,
        fix: `Write the value of ${ground.record}, or cite ${ground.other} in this sentence.`,
        nearest: [{ record: ground.record, shown }],
      };
    }
    if (ground.kind !== 'none') return undefined;
    if (isDate) {
      const nearest = nearestDates(far, mention.date ?? {}, grammar);
      return {
        rule,
        message: `No record cited here bears the date "${mention.text}".`,
        fix: nearest[0]
          ? `Write a date that the cited records have (nearest: ${nearest[0].shown}, ${nearest[0].record}), or cite the record of this date.`
          : 'Cite the record of this date.',
        nearest,
      };
    }
    const nearest = nearestValues(far, mention.value, mention.kind === 'percent', grammar);
    const elsewhere = changedRow === undefined ? this.#elsewhere(mention) : '';
    const other =
      changedRow !== undefined
        ? `, or fix ${changedRow}`
        : elsewhere
          ? `, or cite ${elsewhere}`
          : nearest[0]
            ? ', or cite the record that has it'
            : '';
    const words =
      mention.kind === 'ordinal' || mention.kind === 'label' || mention.kind === 'code' || mention.kind === 'vague';
    return {
      rule,
      nearest,
      message: words
        ? `The words of no record cited here have "${mention.text}".`
        : `No record cited here bears "${mention.qualifierText ? `${mention.qualifierText} ` : ''}${mention.text}".`,
      fix: `${nearest[0] ? `Write a value that the cited records have (nearest: ${nearest[0].shown}, ${nearest[0].record})` : 'Cite the record that has it'}${other}.`,
    };
  }

  /** Records that would bear a number, for the hint of a finding. */
  #elsewhere(mention: Mention): string {
    if (mention.value === undefined || mention.kind === 'ordinal') return '';
    const { tables } = this.#input.dataset;
    const found: string[] = [];
    for (const row of [...tables.claims, ...tables.responses]) {
      const record = this.#store.get(row.id);
      if (record && bear(mention, [record], [record]).kind === 'structured') found.push(record.id);
      if (found.length === 2) break;
    }
    return found.join(' or ');
  }

  #weekday(mention: Mention, ground: Ground, far: readonly Evidence[]): string | undefined {
    const { date, weekday } = mention;
    if (weekday === undefined || date?.day === undefined || date.month === undefined || ground.kind === 'none')
      return undefined;
    const years =
      date.year === undefined
        ? [...new Set(far.flatMap((record) => record.dates.map((value) => Number(value.date.slice(0, 4)))))]
        : [date.year];
    const fits =
      years.length === 0 ||
      years.some((year) => new Date(Date.UTC(year, (date.month ?? 1) - 1, date.day)).getUTCDay() === weekday);
    return fits
      ? undefined
      : `"${mention.text}" was no such day of the week${years.length === 1 ? ` in ${years[0]}` : ''}.`;
  }

  /** A row that bore the mention in the last edition and, changed, bears it no more. */
  #changed(
    mention: Mention,
    nearIds: readonly string[],
    ids: readonly string[],
    ground: Ground,
  ): { message: string; fix: string; row: string } | undefined {
    if (!this.#previous) return undefined;
    const before = bear(mention, this.#previous.all(nearIds), this.#previous.all(ids));
    if (before.kind !== 'structured') return undefined;
    const now = ground.kind === 'structured' ? ground.bearers : [];
    const lost = before.bearers.filter((cell) => !now.some((other) => sameCell(cell, other)) && this.#differs(cell));
    const cell = lost[0];
    if (!cell) return undefined;
    const is = this.#cell(this.#input.dataset, cell);
    return {
      row: cellName(cell),
      message: `${cellName(cell)} had ${this.#cell(this.#input.previous, cell)} in the last edition and has ${is} now; this sentence still prints "${mention.text}"${now[0] ? `, which ${cellName(now[0])} still bears` : ''}.`,
      fix: `Fix the sentence, or fix ${cellName(cell)}${now[0] ? ` or ${cellName(now[0])}: they no longer agree` : ''}.`,
    };
  }

  #differs(cell: Cell): boolean {
    return this.#cell(this.#input.dataset, cell) !== this.#cell(this.#input.previous, cell);
  }

  #cell(dataset: FactInput['dataset'] | undefined, cell: Cell): string {
    if (!dataset) return 'nothing';
    if (cell.table === 'derived figures') {
      const value =
        (dataset === this.#input.dataset ? this.#store : this.#previous)
          ?.get(cell.row)
          ?.values.filter((candidate) => candidate.cell.column === cell.column) ?? [];
      return value.map((candidate) => this.#input.grammar.number(candidate.value)).join(', ') || 'nothing';
    }
    const row = (dataset.tables as unknown as Record<string, readonly Record<string, unknown>[] | undefined>)[
      cell.table
    ]?.find((candidate) => candidate['id'] === cell.row);
    const value = row?.[cell.column];
    return value === undefined || value === null ? 'nothing' : String(value);
  }

  #attributed(
    block: Block,
    sentences: readonly Span[],
    report: (rule: Rule, span: Span, text: { message: string; fix: string; token?: string }) => boolean,
  ): void {
    const { words } = block;
    const leadWords = block.lead?.words ?? '';
    const leadSentences = block.lead ? this.#input.grammar.sentences(leadWords) : [];
    const last = leadSentences.at(-1);
    let before = last ? leadWords.slice(last.start, last.end) : '';
    for (const sentence of sentences) {
      const text = words.slice(sentence.start, sentence.end);
      const heard = `${before} ${text}`;
      before = text;
      const cited = block.references.filter(
        (reference) => reference.offset > sentence.start && reference.offset <= sentence.end,
      );
      for (const reference of cited) {
        const record = this.#store.get(reference.id);
        if (!record?.mustAttribute || this.#attribution.attributed(heard, record)) continue;
        const exception = block.exceptions.find((candidate) => candidate.phrase === `[^${reference.id}]`);
        if (exception) {
          this.#usedExceptions.add(exception);
          continue;
        }
        const speaker = record.speakers[0] ?? 'its source';
        report('attribution', sentence, {
          token: `[^${reference.id}]`,
          message: `The sentence tells what ${speaker} says (${reference.id}) as if it were known.`,
          fix: `Say who says it, here or in the sentence before: "according to ${speaker}", "… said", "… reported".`,
        });
      }
    }
  }

  #loadedWords(
    block: Block,
    sentences: readonly Span[],
    report: (rule: Rule, span: Span, text: { message: string; fix: string }) => boolean,
  ): void {
    const { words } = block;
    for (const { pattern, except, reason, evenAttributed } of this.#loaded) {
      const excepted = except
        ? [...words.matchAll(except)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
        : [];
      for (const match of words.matchAll(pattern)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const sentence = sentences.find((candidate) => span.start < candidate.end);
        if (!sentence || [...block.quotations, ...excepted].some((quotation) => inside(span, quotation))) continue;
        if (!evenAttributed) {
          const text = words.slice(sentence.start, sentence.end);
          const records = this.#store.all(
            block.references
              .filter((reference) => reference.offset > sentence.start && reference.offset <= sentence.end)
              .map((reference) => reference.id),
          );
          if (
            this.#attribution.attributed(text) ||
            records.some((record) => this.#attribution.attributed(text, record)) ||
            this.#input.grammar.negated(words, span.start, span.end)
          )
            continue;
        }
        report('loaded-word', span, {
          message: `"${match[0]}" in our own voice: ${reason}`,
          fix: evenAttributed
            ? 'Use a plain word, or quote whoever says it.'
            : 'Say who says it in the same sentence, quote it, or use a plain word.',
        });
      }
    }
  }

  /** Rows whose own words give another number than their value. */
  #records(): void {
    for (const table of ['claims', 'responses'] as const)
      for (const row of this.#input.dataset.tables[table])
        for (const { value, mention } of this.#store.get(row.id)?.contradicted ?? [])
          this.#findings.push({
            rule: 'record',
            level: 'error',
            file: `data/${value.cell.table}.json`,
            line: 1,
            field: `${value.cell.row}, ${value.cell.column}`,
            sentence: this.#store.get(row.id)?.words.split(' · ')[0] ?? '',
            token: mention.text,
            message: `The row has ${showValue(value, this.#input.grammar)}; its own words say "${mention.text} ${mention.nouns.slice(0, 2).join(' ')}".`,
            nearest: [{ record: row.id, shown: showValue(value, this.#input.grammar) }],
            fix: 'Fix the value or the words: one of them is wrong.',
          });
  }

  /** Exceptions, terms and names that no longer apply. */
  #lists(): void {
    const { lists } = this.#input;
    const folder = `content/${lists.language}/fact-check/`;
    const add = (file: string, line: number, level: Finding['level'], token: string, message: string, fix: string) =>
      this.#findings.push({ rule: 'exception', level, file, line, sentence: token, token, message, nearest: [], fix });
    for (const bad of this.#bad)
      add(
        bad.file,
        bad.line,
        'error',
        bad.text,
        'This exception cannot be read, or stands before nothing.',
        'Write: %% fact-check: ignore "the words" because the reason, on a line of its own before the paragraph (in YAML with # before the field).',
      );
    for (const exception of this.#exceptions)
      if (!this.#usedExceptions.has(exception))
        add(
          exception.file,
          exception.line,
          'error',
          exception.phrase,
          `The exception "${exception.phrase}" no longer applies: without it there is no finding.`,
          'Remove the line.',
        );
    for (const term of lists.standingTerms)
      if (!this.#usedTerms.has(term.term))
        add(
          `${folder}standing-terms.yaml`,
          term.line,
          'error',
          term.term,
          `The standing term "${term.term}" no longer applies: without it there is no finding.`,
          'Remove the entry.',
        );
    for (const name of unusedNames(lists, this.#names.used))
      add(
        `${folder}known-names.yaml`,
        name.line,
        'notice',
        name.name,
        `Nothing names "${name.name}" any more.`,
        'Remove the name.',
      );
    for (const person of this.#input.dataset.tables.people)
      if (!this.#names.used.has(`people/${person.id}`))
        add(
          'data/people.json',
          1,
          'notice',
          person.name,
          `Nothing names ${person.name} any more.`,
          'Remove the row, or keep it for a text to come.',
        );
  }
}

/** Checks texts against the records they cite. */
export const checkFacts = (input: FactInput): FactReport => new Checker(input).run();
