/**
 * The rules. Each passage is held against the records it cites; what does not hold becomes a finding that says where, what, and how to fix it.
 * Pure: texts, evidence and lists in, findings out. No input makes it throw.
 */
import { once } from '../shared/once.ts';
import { type BadException, type Block, blocksOf } from './blocks.ts';
import { changedRow } from './changed.ts';
import { unknownComparisons } from './comparisons.ts';
import { dateFaults, weekdayFault } from './dates.ts';
import { allOf, countsTheSame, type Evidence, equal, givenEvidence, type Setting, unitStems } from './evidence.ts';
import type { FactInput } from './input.ts';
import { messageFor, senseSaid } from './messages.ts';
import { NameBook, type NameFound, personalDetails } from './names.ts';
import { Naming, oneLanguage } from './naming.ts';
import { type Passage, passagesOf, runsOf } from './passages.ts';
import { strangeQuotations } from './quotations.ts';
import { type Covered, isQuoted, type Reading, type Report, textOf } from './reading.ts';
import { listFindings, recordFindings } from './records.ts';
import { crowdingMention, repeats } from './repeats.ts';
import { senseFaults } from './sense.ts';
import { inside } from './spans.ts';
import { countedNouns } from './subjects.ts';
import { supportOf } from './support.ts';
import type { Cell, CheckedMention, CheckedText, Exception, FactReport, Finding, Mention, Span } from './types.ts';
import { Voice } from './voice.ts';

const nameReasons = {
  sequence: '',
  title: ' (a name after a title)',
  speech: ' (a name that speaks)',
  surname: ' (beside a listed surname)',
  single: ' (a capitalised word that no list knows)',
  unspaced: ' (a name in a script without capitals)',
} as const;
const detailNames = {
  street: 'street address',
  email: 'e-mail address',
  telephone: 'telephone number',
  postcode: 'postcode',
} as const;
/** A month whose year code fills in: "January to June {year}". */
const filledIn = (words: string, mention: Mention): boolean =>
  mention.kind === 'date' &&
  mention.date?.year === undefined &&
  words.slice(Math.max(0, mention.start - 24), mention.end + 14).includes('\ufffc');

/** Straight and curly marks alike, and spaces that do not break. No letter moves. */
const fold = (text: string): string =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\u00a0/g, ' ');
const phraseOf = once(fold);

/** Every place of a phrase in words, both folded. */
function places(folded: string, wanted: string): Span[] {
  const spans: Span[] = [];
  if (wanted.length === 0) return spans;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length))
    spans.push({ start: at, end: at + wanted.length });
  return spans;
}

/** Holds texts against their records. Made once for an edition of records and lists; then any text is checked in a moment. */
export class Checker {
  readonly #input: FactInput;
  readonly #book: NameBook;
  readonly #naming: Naming;
  readonly #voice: Voice;
  readonly #nouns: ReadonlySet<string>;
  readonly #units: ReadonlySet<string>;
  #findings: Finding[] = [];
  #mentions: CheckedMention[] = [];
  #bad: BadException[] = [];
  #blocks = 0;
  readonly #usedExceptions = new Set<Exception>();
  readonly #usedTerms = new Set<string>();
  readonly #exceptions = new Set<Exception>();

  /** @param before a checker of the same texts, names and lists: what it knows of them is taken over, and only the evidence is new */
  constructor(input: FactInput, before?: Checker) {
    this.#input = input;
    const { evidence, language, lists, names } = input;
    const running = () =>
      input.texts
        .filter((text) => text.form !== 'record' && text.form !== 'key')
        .map(({ text }) => input.reader.figures?.(text).words ?? text);
    this.#book = before ? before.#book : new NameBook(names, lists.names, running());
    this.#naming = new Naming(input, this.#book);
    this.#voice = new Voice(input);
    this.#nouns = countedNouns(evidence.units, language);
    this.#units = new Set(evidence.units.flatMap((unit) => unitStems(unit, language)));
  }

  /** The findings of some texts alone: nothing is said of the records and the lists. */
  findingsOf(texts: readonly CheckedText[]): readonly Finding[] {
    this.#findings = [];
    this.#mentions = [];
    this.#bad = [];
    this.#blocks = 0;
    for (const text of texts)
      if (text.form !== 'key') for (const block of blocksOf(text, this.#input.reader, this.#bad)) this.#block(block);
    return this.#findings;
  }

  /** Checks some texts alone, and the words of the records against their values. */
  reportOf(texts: readonly CheckedText[]): Pick<FactReport, 'findings' | 'mentions'> {
    const findings = [...this.findingsOf(texts), ...recordFindings(this.#input, this.#book)];
    return { findings, mentions: this.#mentions };
  }

  /** Checks all texts of the input, the words of the records against their values, and the lists. */
  run(): FactReport {
    const { lists, texts, partial } = this.#input;
    const { findings, mentions } = this.reportOf(texts);
    const [usedExceptions, usedTerms] = [this.#usedExceptions, this.#usedTerms];
    const used = { book: this.#book, bad: this.#bad, exceptions: this.#exceptions, usedExceptions, usedTerms };
    const all = [...findings, ...(partial ? [] : listFindings(this.#input, used))];
    return {
      findings: all.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
      mentions,
      exceptions: [...usedExceptions],
      terms: lists.standingTerms.filter(({ term }) => usedTerms.has(term)),
      blocks: this.#blocks,
    };
  }

  /** Spans that standing terms and exceptions leave alone. */
  #covered(block: Block): Covered[] {
    const words = fold(block.words);
    const covered = (phrase: string, use: () => void) =>
      places(words, phraseOf(phrase)).map((span) => ({ ...span, use }));
    for (const exception of block.exceptions) this.#exceptions.add(exception);
    return [
      ...this.#input.lists.standingTerms.flatMap(({ term }) => covered(term, () => this.#usedTerms.add(term))),
      ...block.exceptions
        .filter(({ phrase }) => !/^\[\^[^\]]+\]$/.test(phrase))
        .flatMap((exception) => covered(exception.phrase, () => this.#usedExceptions.add(exception))),
    ];
  }

  #reporter(block: Block, sentences: readonly Span[], covered: readonly Covered[]): Report {
    const { words, source } = block;
    return (rule, span, said) => {
      const cover = covered.find((candidate) => inside(span, candidate));
      if (cover) {
        cover.use();
        return false;
      }
      const sentence = sentences.find((candidate) => span.start < candidate.end) ?? { start: 0, end: words.length };
      this.#findings.push({
        rule,
        level: 'error',
        file: source.file,
        line: block.lineAt(span.start),
        ...(source.field === undefined ? {} : { field: source.field }),
        sentence: words.slice(sentence.start, sentence.end).replaceAll('\ufffc', '…'),
        token: words.slice(span.start, span.end),
        nearest: [],
        ...said,
      });
      return true;
    };
  }

  #block(block: Block): void {
    this.#blocks += 1;
    const { words, source, references } = block;
    const { language, evidence } = this.#input;
    const sentences = language.sentences(words);
    const covered = this.#covered(block);
    const report = this.#reporter(block, sentences, covered);
    const names = this.#book.read(words, sentences, source.headline);
    const { given = [] } = source;
    const reading: Reading = {
      block,
      sentences,
      mentions: block.kind === 'record' ? [] : language.mentions(words),
      names: names.known,
      bodies: names.bodies,
      covered,
      given: given.length > 0 ? [givenEvidence(given, source.names ?? [], language)] : [],
      lean: allOf(evidence, block.cites),
      speaks: source.frame !== true && source.oneOfMany !== true,
      report,
    };
    this.#private(reading, names.unknown);
    if (block.kind === 'record') {
      if (/, (?:statement|summary)$/.test(source.field ?? '')) this.#voice.loadedRecord(block, report);
      return;
    }
    const cited = allOf(
      evidence,
      references.map(({ id }) => id),
    );
    unknownComparisons(reading, this.#input.language);
    if (cited.length + reading.lean.length + reading.given.length > 0 || block.kind === 'heading')
      this.#passages(reading, cited);
    else {
      this.#voice.loadedWords(reading, () => []);
      this.#uncited(reading);
    }
  }

  /** Names that no list knows, and what is finer than a city. */
  #private(reading: Reading, unknown: readonly NameFound[]): void {
    const { block, report } = reading;
    for (const name of unknown) report('person', name, unknownPerson(name));
    for (const name of block.source.form === 'markdown' ? this.#book.unspacedIn(block.words) : [])
      if (!isQuoted(reading, name)) report('person', name, unknownPerson(name));
    for (const detail of personalDetails(block.words))
      report('personal-detail', detail, {
        message: `"${detail.text}" looks like a ${detailNames[detail.what]}.`,
        fix: 'Take it out: nothing finer than a city is printed.',
      });
  }

  #passages(reading: Reading, cited: readonly Evidence[]): void {
    const { block, sentences, lean, report } = reading;
    const { evidence, language } = this.#input;
    // References of a field have no place in its words: they support all of it.
    const all = block.references.every(({ offset }) => offset === 0) ? block.references.map(({ id }) => id) : [];
    const passages: readonly Passage[] =
      all.length > 0 || block.references.length === 0
        ? [{ start: 0, end: block.words.length, references: all, wider: all }]
        : passagesOf(block, sentences);
    const recordsIn = (span: Span) =>
      allOf(
        evidence,
        passages
          .filter((passage) => passage.start < span.end && span.start < passage.end)
          .flatMap((passage) => passage.wider),
      );
    this.#voice.loadedWords(reading, (sentence) => [...recordsIn(sentence), ...lean]);
    for (const passage of passages) this.#passage(reading, passage, cited);
    for (const run of runsOf(passages)) {
      const records = allOf(evidence, run.references);
      crowdingMention(reading, run, records, language);
      this.#naming.inRun(reading, run, records);
      for (const fault of reading.speaks && oneLanguage(this.#input)
        ? senseFaults(reading, run, records, language)
        : [])
        if (!isQuoted(reading, fault)) report('sense', fault, senseSaid(fault, textOf(reading, fault)));
    }
    if (block.references.length > 0) {
      for (const sentence of sentences) {
        const own = recordsIn(sentence);
        repeats(reading, sentence, own.length > 0 ? own : lean, language);
      }
      dateFaults(reading, language);
    }
    this.#voice.attributed(reading, (exception) => this.#usedExceptions.add(exception));
  }

  #passage(reading: Reading, passage: Passage, beside: readonly Evidence[]): void {
    const { block, mentions, given, lean } = reading;
    const { evidence, language } = this.#input;
    const own = allOf(evidence, passage.references);
    const wider = [...allOf(evidence, passage.wider), ...lean];
    const setting: Setting = {
      language,
      sameLanguage: oneLanguage(this.#input),
      words: block.words,
      mentions,
      nouns: this.#nouns,
      beside,
      anySubject: block.source.oneOfMany === true,
      passage: mentions.filter((mention) => inside(mention, passage)),
    };
    const tiers = [own, given, lean].filter((tier) => tier.length > 0);
    for (const mention of setting.passage) {
      // What the build wrote is supported by its figure; only the qualifier before it is the writer's.
      const written = block.figures.find((figure) => inside(figure, mention));
      if (written) this.#naming.besideFigure(reading, written, evidence.get(written.id));
      if (written)
        this.#mention(
          reading,
          mention,
          { ...passage, references: [written.id] },
          [[...allOf(evidence, [written.id]), ...own]],
          setting,
        );
      else this.#mention(reading, mention, passage, tiers, setting);
    }
    const named = own.length > 0 ? own : wider;
    this.#naming.inPassage(reading, passage, named.length === 0 ? [] : [...named, ...given]);
    strangeQuotations(reading, passage, wider);
  }

  /** "One" and "first" are numbers only where the records count such things. */
  #isIdle(mention: Mention, tiers: readonly (readonly Evidence[])[], block: Block): boolean {
    const far = tiers.flat();
    const { language } = this.#input;
    if (mention.kind === 'number' && /^(?:one|zero)$/i.test(mention.text) && mention.nouns[0] !== 'each') {
      // In a label or a title "one officer" is what a mark stands for.
      if (block.references.length === 0) return true;
      const stems = language.stems(mention.nouns.slice(0, 3).join(' '));
      return !far.some((record) =>
        record.values.some(({ unit }) => unitStems(unit, language).some((stem) => stems.includes(stem))),
      );
    }
    if (this.#countsItself(mention, far)) return true;
    return (
      mention.kind === 'ordinal' &&
      mention.value === 1 &&
      !far.some((record) => record.mentions.some((own) => own.kind === 'ordinal' && own.nouns[0] === mention.nouns[0]))
    );
  }

  /** "Two kinds of mention", "three questions", "a second look": the text counts what it says itself, and no cited record counts such things. */
  #countsItself({ kind, value = 0, text, nouns: [noun = ''] }: Mention, cited: readonly Evidence[] = []): boolean {
    const isWord = (kind === 'number' || kind === 'ordinal') && value <= 12 && /^\p{L}+$/u.test(text);
    const { language } = this.#input;
    const [stem = ''] = language.stems(noun);
    const inRecords = ({ mentions, values }: Evidence) =>
      mentions.some((own) => own.kind === kind && own.nouns[0] === noun) ||
      values.some(({ unit }) => unitStems(unit, language).includes(stem));
    const isOwn =
      kind === 'number' ? language.ownNouns.has(noun) : language.stems([...language.ownNouns].join(' ')).includes(stem);
    return isWord && isOwn && !cited.some(inRecords);
  }

  #uncited({ block, mentions, names, covered, report }: Reading): void {
    const open = (span: Span) => {
      const cover = covered.find((candidate) => inside(span, candidate));
      cover?.use();
      return cover === undefined;
    };
    const counted = (mention: Mention) =>
      this.#input.language.stems(mention.nouns.slice(0, 3).join(' ')).some((noun) => this.#units.has(noun));
    const weighty = mentions.filter(
      (mention) =>
        !['ordinal', 'label', 'weekday'].includes(mention.kind) &&
        !(mention.kind === 'interval' && mention.value === 1) &&
        !(mention.value === 1 && /^one$/i.test(mention.text)) &&
        !this.#countsItself(mention) &&
        !filledIn(block.words, mention) &&
        // The frame speaks of itself ("PNG, 800 pixels wide"): there a number counts where it counts what the records count.
        (!block.source.frame || mention.kind === 'date' || counted(mention)),
    );
    const named = names.filter(
      ({ known }) => known.kind === 'person' || (block.source.strict && known.kind === 'place'),
    );
    const first = (block.source.frame ? weighty : [...weighty, ...named])
      .filter(open)
      .sort((a, b) => a.start - b.start)[0];
    if (first)
      report('uncited', first, {
        message: `"${block.words.slice(first.start, first.end)}" is in a ${block.kind === 'field' ? 'text' : 'paragraph'} that cites no record.`,
        fix: 'Cite the record that supports it: [^scale-01] after the sentence. No source, no row; no row, no sentence.',
      });
  }

  #mention(
    { block, covered, report }: Reading,
    mention: Mention,
    passage: Passage,
    tiers: readonly (readonly Evidence[])[],
    setting: Setting,
  ): void {
    if (filledIn(block.words, mention) || this.#isIdle(mention, tiers, block)) return;
    const { evidence, previous, language } = this.#input;
    const support = supportOf(mention, tiers, setting);
    const done = (kind: CheckedMention['support'], cells: readonly Cell[] = []) =>
      this.#mentions.push({
        file: block.source.file,
        line: block.lineAt(mention.start),
        start: mention.start,
        kind: mention.kind,
        token: mention.text,
        support: kind,
        cells,
      });
    const cells = support.kind === 'value' ? support.cells : [];
    const weekday = support.kind === 'none' ? undefined : weekdayFault(mention, tiers.flat());
    if (weekday) report('date', mention, { message: weekday, fix: 'Fix the weekday or the date.' });
    const before =
      previous && supportOf(mention, [allOf(previous, passage.references), allOf(previous, block.cites)], setting);
    const changed =
      previous && before?.kind === 'value' ? changedRow(mention, before.cells, cells, evidence, previous) : undefined;
    if (changed && (support.kind === 'value' || support.kind === 'text')) {
      done(report('changed-row', mention, changed) ? 'none' : 'exception', cells);
      return;
    }
    const said = messageFor(mention, support, tiers.flat(), {
      language,
      evidence,
      changedRow: changed?.row,
      elsewhere: () => this.#elsewhere(mention, setting),
    });
    if (!said) {
      done(support.kind === 'value' ? 'value' : 'text', cells);
      return;
    }
    const reported = report(
      said.rule,
      mention,
      changed ? { ...said, message: `${said.message} ${changed.message}`, stale: changed.stale } : said,
    );
    const covers = covered.some((candidate) => inside(mention, candidate));
    done(covers && !reported ? 'exception' : support.kind === 'text' ? 'text' : 'none');
  }

  /** Records that would support a number, for the hint of a finding: only those that count the same thing. */
  #elsewhere(mention: Mention, setting: Setting): string {
    const { evidence, language } = this.#input;
    const found: string[] = [];
    if (mention.value === undefined || mention.kind === 'ordinal') return '';
    for (const id of evidence.ids) {
      const record = evidence.get(id);
      const same = record?.values.some(
        (value) => equal(mention.value, value.value) && countsTheSame(mention, value, language),
      );
      if (record && same && supportOf(mention, [[record]], setting).kind === 'value') found.push(id);
      if (found.length === 2) break;
    }
    return found.join(' or ');
  }
}

const unknownPerson = ({ text, why }: NameFound) => ({
  message: `"${text}" is not on the list of persons who may be named${nameReasons[why]}.`,
  fix: 'A private person: take the name out. A minister, official, scholar, judge, parliamentarian or convicted person: add a row to data/people.json with the reason. No person: add it to known-names.yaml.',
});

/** Checks texts against the records they cite. */
export const checkFacts = (input: FactInput): FactReport => new Checker(input).run();
