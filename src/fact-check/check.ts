/**
 * The rules. Each passage is held against the records it cites; what does not hold becomes a finding that says where, what, and how to fix it.
 * Pure: texts, evidence and lists in, findings out. No input makes it throw.
 */
import { Attribution, anyOf, type Heard } from './attribution.ts';
import { type BadException, type Block, blocksOf } from './blocks.ts';
import { changedRow, sameCell, staleInOwnWords } from './changed.ts';
import { Companies } from './company.ts';
import { isBefore, otherDayInWords, rangesIn, weekdayFault } from './dates.ts';
import {
  allOf,
  countsTheSame,
  type Evidence,
  equal,
  givenEvidence,
  type Setting,
  showValue,
  unitStems,
} from './evidence.ts';
import type { FactInput } from './input.ts';
import { messageFor, type Said, senseSaid } from './messages.ts';
import { hasBody, hasName, inTitle, isTopic, otherCountry, wrongOffice } from './named.ts';
import { NameBook, type NamePlace, personalDetails, unusedNames } from './names.ts';
import { type Passage, passagesOf, runsOf } from './passages.ts';
import { hasQuotation, quotes } from './quotations.ts';
import { crowdingMention, repeatedMentions, repeatedNames } from './repeats.ts';
import { senseFaults, strangeBodies } from './sense.ts';
import { countedNouns } from './subjects.ts';
import { supportOf } from './support.ts';
import type {
  Cell,
  CheckedMention,
  CheckedText,
  Exception,
  FactReport,
  Finding,
  Mention,
  Rule,
  Span,
} from './types.ts';

interface Covered extends Span {
  use(): void;
}

type Report = (rule: Rule, span: Span, said: Said) => boolean;

/** A block as the rules read it. */
interface Reading {
  readonly block: Block;
  readonly sentences: readonly Span[];
  readonly mentions: readonly Mention[];
  readonly names: readonly NamePlace[];
  /** Places and persons among the names. */
  readonly proper: readonly NamePlace[];
  readonly covered: readonly Covered[];
  /** What code gives to the text. */
  readonly given: readonly Evidence[];
  /** Records that support the block besides its own references. */
  readonly lean: readonly Evidence[];
  readonly report: Report;
}

const nameReasons = {
  sequence: '',
  title: ' (a name after a title)',
  speech: ' (a name that speaks)',
  surname: ' (beside a listed surname)',
  single: ' (a capitalised word that no list knows)',
} as const;
const detailNames = {
  street: 'street address',
  email: 'e-mail address',
  telephone: 'telephone number',
  postcode: 'postcode',
} as const;
const inside = (span: Span, outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;
/** A month whose year code fills in: "January to June {year}". */
const filledIn = (words: string, mention: Mention): boolean =>
  mention.kind === 'date' &&
  mention.date?.year === undefined &&
  words.slice(Math.max(0, mention.start - 24), mention.end + 14).includes('\ufffc');

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

/** Holds texts against their records. Made once for an edition of records and lists; then any text is checked in a moment. */
export class Checker {
  readonly #input: FactInput;
  readonly #attribution: Attribution;
  readonly #names: NameBook;
  readonly #companies: Companies;
  readonly #nouns: ReadonlySet<string>;
  readonly #units: ReadonlySet<string>;
  /** Reported speech up to the word: "said that stations". */
  readonly #reported: RegExp | undefined;
  readonly #loaded: {
    readonly pattern: RegExp;
    readonly except: RegExp | undefined;
    readonly reason: string;
    readonly evenAttributed: boolean;
  }[];
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
    this.#attribution = before ? before.#attribution : new Attribution(lists, names.known, language);
    const running = () =>
      input.texts
        .filter((text) => text.form !== 'record' && text.form !== 'key')
        .map(({ text }) => input.reader.figures?.(text).words ?? text);
    this.#names = before ? before.#names : new NameBook(names, lists.names, running());
    this.#companies = new Companies(this.#names, names.known, lists.attribution.bodies, language);
    this.#nouns = countedNouns(evidence.units, language);
    this.#units = new Set(evidence.units.flatMap((unit) => unitStems(unit, language)));
    const speech = anyOf(lists.names.speech)?.source;
    this.#reported = speech ? new RegExp(`${speech}[^.;:]{0,60}$`, 'iu') : undefined;
    this.#loaded = lists.loadedWords.flatMap((entry) => {
      const pattern = anyOf(entry.words, 'giu');
      return pattern
        ? [{ pattern, except: anyOf(entry.except, 'giu'), reason: entry.reason, evenAttributed: entry.evenAttributed }]
        : [];
    });
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
    this.findingsOf(texts);
    this.#records();
    return { findings: this.#findings, mentions: this.#mentions };
  }

  /** Checks all texts of the input, the words of the records against their values, and the lists. */
  run(): FactReport {
    const { lists, texts, partial } = this.#input;
    this.findingsOf(texts);
    this.#records();
    if (!partial) this.#lists();
    const order = (a: Finding, b: Finding) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
    return {
      findings: this.#findings.sort(order),
      mentions: this.#mentions,
      exceptions: [...this.#usedExceptions],
      terms: lists.standingTerms.filter((term) => this.#usedTerms.has(term.term)),
      texts: texts.length,
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
        level: said.level ?? 'error',
        file: source.file,
        line: block.lineAt(span.start),
        ...(source.field === undefined ? {} : { field: source.field }),
        sentence: words.slice(sentence.start, sentence.end).replaceAll('\ufffc', '…'),
        token: said.token ?? words.slice(span.start, span.end),
        message: said.message,
        nearest: said.nearest ?? [],
        fix: said.fix,
        stale: said.stale,
      });
      return true;
    };
  }

  #block(block: Block): void {
    this.#blocks += 1;
    const { words, source } = block;
    const { language, evidence } = this.#input;
    const sentences = language.sentences(words);
    const covered = this.#covered(block);
    const report = this.#reporter(block, sentences, covered);
    const names = this.#names.read(words, sentences, source.headline);
    for (const name of names.unknown) report('person', name, unknownPerson(name.text, nameReasons[name.why]));
    for (const detail of personalDetails(words))
      report('personal-detail', detail, {
        message: `"${detail.text}" looks like a ${detailNames[detail.what]}.`,
        fix: 'Take it out: nothing finer than a city is printed.',
      });
    if (block.kind === 'record') {
      if (/, (?:statement|summary)$/.test(source.field ?? '')) this.#loadedRecord(block, report);
      return;
    }
    if (source.form === 'markdown')
      for (const name of this.#names.unspacedIn(words))
        if (!block.quotations.some((span) => inside(name, span)))
          report('person', name, unknownPerson(name.text, ' (a name in a script without capitals)'));
    const reading: Reading = {
      block,
      sentences,
      mentions: language.mentions(words),
      names: names.known,
      proper: names.known.filter(({ known }) => known.kind !== 'other'),
      covered,
      given: source.given && source.given.length > 0 ? [givenEvidence(source.given, source.names ?? [], language)] : [],
      lean: allOf(evidence, block.cites),
      report,
    };
    const cited = allOf(
      evidence,
      block.references.map((reference) => reference.id),
    );
    if (cited.length + reading.lean.length + reading.given.length === 0 && block.kind !== 'heading') {
      this.#loadedWords(reading, () => []);
      this.#uncited(reading);
      return;
    }
    this.#passages(reading, names.bodies);
  }

  #passages(reading: Reading, bodies: readonly (Span & { words: readonly string[] })[]): void {
    const { block, sentences, mentions, given, lean } = reading;
    const { evidence } = this.#input;
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
    this.#loadedWords(reading, (sentence) => [...recordsIn(sentence), ...lean]);
    for (const passage of passages) {
      const own = allOf(evidence, passage.references);
      const wider = [...allOf(evidence, passage.wider), ...lean];
      const setting: Setting = {
        language: this.#input.language,
        words: block.words,
        mentions,
        nouns: this.#nouns,
        beside: allOf(
          evidence,
          block.references.map(({ id }) => id),
        ),
        anySubject: block.source.oneOfMany === true,
        passage: mentions.filter((mention) => inside(mention, passage)),
      };
      const tiers = [own, given, lean].filter((tier) => tier.length > 0);
      for (const mention of setting.passage) {
        // What the build wrote is supported by its figure; only the qualifier before it is the writer's.
        const written = block.figures.find((figure) => inside(figure, mention));
        const figure = written && allOf(evidence, [written.id]);
        if (figure)
          this.#mention(reading, mention, { ...passage, references: [written.id] }, [[...figure, ...own]], setting);
        else this.#mention(reading, mention, passage, tiers, setting);
      }
      const named = own.length > 0 ? own : wider;
      this.#namesIn(reading, passage, named.length === 0 ? [] : [...named, ...given]);
      for (const body of bodies) if (inside(body, passage)) this.#body(reading, body, [...own, ...wider]);
      this.#quotationsIn(reading, passage, wider);
    }
    for (const run of runsOf(passages)) {
      const records = allOf(evidence, run.references);
      this.#crowding(reading, run, records);
      this.#sense(reading, run, records);
      this.#bodies(reading, run, records);
    }
    this.#repeated(reading, (sentence) => {
      const cited = recordsIn(sentence);
      return cited.length > 0 ? cited : lean;
    });
    this.#attributed(reading);
  }

  /** What a sentence prints twice, and dates that their preposition does not take. */
  #repeated(
    { block, sentences, mentions, names, report }: Reading,
    recordsIn: (sentence: Span) => readonly Evidence[],
  ): void {
    if (block.references.length === 0) return;
    const { language } = this.#input;
    for (const sentence of sentences) {
      const records = recordsIn(sentence);
      for (const mention of repeatedMentions(sentence, mentions, records))
        if (
          !language.again.test(block.words.slice(sentence.start, sentence.end)) &&
          !language.taken.test(block.words.slice(Math.max(0, mention.start - 20), mention.start))
        )
          report(mention.date ? 'date' : 'number', mention, repeatedTwice(mention.text));
      for (const name of repeatedNames(sentence, names, block.words, records, language))
        report(
          name.known.kind === 'place' ? 'place' : 'name',
          name,
          repeatedTwice(block.words.slice(name.start, name.end)),
        );
    }
    for (const mention of mentions) {
      const wrong = language.wrongPreposition(mention, block.words);
      if (wrong)
        report('date', mention, { message: wrong, fix: 'Write the date in full, or the preposition that it takes.' });
    }
    for (const [from, to] of rangesIn(mentions, block.words, language))
      if (!isBefore(from, to))
        report('date', to, {
          message: `"${to.text}" ends a time that begins on "${from.text}", which is no earlier.`,
          fix: 'Write the beginning first, or put one of the two right.',
        });
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
    if (this.#countsItself(mention)) return true;
    return (
      mention.kind === 'ordinal' &&
      mention.value === 1 &&
      !far.some((record) => record.mentions.some((own) => own.kind === 'ordinal' && own.nouns[0] === mention.nouns[0]))
    );
  }

  /** "Two kinds of mention", "three questions": the text counts what it says itself. */
  #countsItself({ kind, value = 0, text, nouns }: Mention): boolean {
    const isWord = kind === 'number' && value <= 12 && /^\p{L}+$/u.test(text);
    return isWord && this.#input.language.ownNouns.has(nouns[0] ?? '');
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
        block: this.#blocks,
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

  /** Names of the passage that no cited record has, and offices that the row of a person does not give. */
  #namesIn(reading: Reading, passage: Passage, records: readonly Evidence[]): void {
    const { block, names, report } = reading;
    const { frame, oneOfMany, form } = block.source;
    const isProse =
      form === 'markdown' ? block.references.length > 0 || block.lead !== undefined : block.source.names !== undefined;
    for (const name of names.filter((candidate) => inside(candidate, passage))) {
      const { known } = name;
      const office = wrongOffice(name, block.words, this.#input.language);
      if (office)
        report('office', name, {
          message: `${known.name} is called "${office.said}"; the row has "${office.role}".`,
          fix: 'Write the office of the row, or fix the row in data/people.json.',
        });
      if (!isProse || frame || oneOfMany || known.uncited || records.length === 0) continue;
      // A house that is called like a word: "Open".
      if (known.kind === 'other' && this.#names.isCommon(block.words.slice(name.start, name.end))) continue;
      const said = block.words.slice(name.start, name.end);
      if (hasName(records, known, said)) {
        if (known.kind !== 'other' && form === 'markdown') this.#company(reading, name, records);
        continue;
      }
      const titled = known.kind !== 'place' || isTopic(known, this.#input.evidence);
      if (titled && inTitle(records, known, said)) continue;
      const cited = passage.references.join(', ') || 'the records of this text';
      report(known.kind === 'place' ? 'place' : 'name', name, {
        message: `"${block.words.slice(name.start, name.end)}" is in no record that these words cite (${cited}).`,
        fix: 'Name what the record names, or cite the record that has it, directly after these words.',
      });
    }
  }

  /** A place or person beside words that the records say of another. */
  #company({ block, proper, report }: Reading, name: NamePlace, records: readonly Evidence[]): void {
    const rival = this.#companies.rival(proper, proper.indexOf(name), block.words, records);
    if (rival)
      report(name.known.kind === 'place' ? 'place' : 'name', name, {
        message: `The words beside "${block.words.slice(name.start, name.end)}" are those of ${rival.name} in ${rival.record}.`,
        fix: `Write ${rival.name}, or the words that belong to ${name.known.name}.`,
      });
  }

  /** Whether, which way, how strongly: words that say otherwise than the records. */
  #sense({ block, sentences, report }: Reading, passage: Passage, records: readonly Evidence[]): void {
    if (block.source.frame || block.source.oneOfMany) return;
    for (const fault of senseFaults(block.words, passage, sentences, records, this.#input.language))
      if (!block.quotations.some((quotation) => inside(fault, quotation)))
        report('sense', fault, senseSaid(fault, block.words.slice(fault.start, fault.end)));
  }

  /** Bodies and abbreviations that no record has. */
  #bodies({ block, sentences, names, report }: Reading, passage: Passage, records: readonly Evidence[]): void {
    const { frame, oneOfMany, form } = block.source;
    if (frame || oneOfMany || form !== 'markdown' || records.length === 0 || records.some(({ derived }) => derived))
      return;
    const actors = records.map((record) => this.#companies.actorsOf(record));
    for (const span of strangeBodies(block.words, passage, sentences, actors, this.#input.language))
      if (
        !names.some((name) => span.start < name.end && name.start < span.end) &&
        !block.quotations.some((quotation) => inside(span, quotation))
      )
        report('name', span, {
          message: `"${block.words.slice(span.start, span.end)}" is in no record that these words cite.`,
          fix: 'Name the body that the record names, or cite the record that has it, directly after these words.',
        });
  }

  /** A place named twice, while one that the records name is gone. */
  #crowding(
    { block, sentences, proper, mentions, report }: Reading,
    passage: Passage,
    records: readonly Evidence[],
  ): void {
    const { language } = this.#input;
    const isTaken = ({ start, date }: Mention) =>
      date === undefined && language.taken.test(block.words.slice(Math.max(0, start - 20), start));
    const sentenceOf = ({ start }: Mention) => sentences.find(({ end }) => start < end) ?? passage;
    const saysSo = (mention: Mention) => {
      const { start, end } = sentenceOf(mention);
      return mention.date === undefined && language.again.test(block.words.slice(start, end));
    };
    const twice = crowdingMention(
      mentions.filter((mention) => inside(mention, passage)),
      (mention) => isTaken(mention) || saysSo(mention),
      records,
    );
    if (twice)
      report(twice.mention.date ? 'date' : 'number', twice.mention, {
        message: `These words print "${twice.mention.text}" more often than their records have it, and lack "${twice.gone}" of ${twice.record}.`,
        fix: `Write "${twice.gone}" where it is meant, or cite the record that has the other.`,
      });
    const fault = this.#companies.crowding(
      proper.filter((name) => inside(name, passage)),
      block.words,
      records,
    );
    if (fault)
      report(fault.name.known.kind === 'place' ? 'place' : 'name', fault.name, {
        message: `These words name ${fault.name.known.name} more often than their records, and not ${fault.gone}, which ${fault.record} names.`,
        fix: `Write ${fault.gone} where it is meant, or cite the record that supports the other.`,
      });
  }

  #body({ block, report }: Reading, body: Span & { words: readonly string[] }, records: readonly Evidence[]): void {
    if (
      records.length === 0 ||
      block.source.frame ||
      block.source.oneOfMany ||
      block.references.length === 0 ||
      hasBody(records, body.words)
    )
      return;
    report('name', body, {
      message: `"${block.words.slice(body.start, body.end)}" is in no record that these words cite.`,
      fix: 'Name the body that the record names, or cite the record that has it, directly after these words.',
    });
  }

  #quotationsIn({ block, report }: Reading, passage: Passage, records: readonly Evidence[]): void {
    if (!block.source.strict) return;
    for (const span of block.quotations) {
      const text = block.words.slice(span.start, span.end);
      const isQuotation = /^[“"«]/.test(text) && quotes(text);
      if (
        !isQuotation ||
        !inside(span, passage) ||
        block.kind === 'heading' ||
        hasQuotation(records, span, block.words)
      )
        continue;
      report('quotation', span, {
        message: 'No record that these words cite has this quotation word for word.',
        fix: 'Copy the words of the source, once they are in quotations.yaml, or report the sense without quotation marks.',
      });
    }
  }

  /** Each sentence of a block with what is heard before it: the run of sentences that its references support, and the sentence before that. */
  *#heard({ block, sentences }: Reading): Generator<Heard & { readonly span: Span }> {
    const { words } = block;
    const leadWords = block.lead?.words ?? '';
    const last = block.lead ? this.#input.language.sentences(leadWords).at(-1) : undefined;
    let before = last ? leadWords.slice(last.start, last.end) : '';
    let run: number | undefined;
    for (const span of sentences) {
      run ??= span.start;
      yield {
        span,
        sentence: words.slice(run, span.end),
        before,
        whole: block.source.strict !== true,
        paragraph: `${leadWords} ${words.slice(0, span.end)}`,
      };
      const cites = block.references.some(({ offset }) => offset > span.start && offset <= span.end);
      if (!cites) continue;
      // Elsewhere than in a chapter a paragraph is short, and of one subject.
      before = block.source.strict ? words.slice(span.start, span.end) : `${before} ${words.slice(run, span.end)}`;
      run = undefined;
    }
  }

  #attributed(reading: Reading): void {
    const { block, report } = reading;
    for (const heard of this.#heard(reading))
      for (const reference of block.references) {
        if (reference.offset <= heard.span.start || reference.offset > heard.span.end) continue;
        const record = this.#input.evidence.get(reference.id);
        if (!record?.mustAttribute || this.#attribution.attributed(heard, record)) continue;
        const exception = block.exceptions.find((candidate) => candidate.phrase === `[^${reference.id}]`);
        if (exception) {
          this.#usedExceptions.add(exception);
          continue;
        }
        const speaker = record.speakers[0] ?? 'its source';
        report('attribution', heard.span, {
          token: `[^${reference.id}]`,
          message: `The sentence reports what ${speaker} says (${reference.id}) without saying who says it.`,
          fix: `Name the speaker, here or in the sentence before: "according to ${speaker}", "… said", "… reported". Other forms of the name go to attribution.yaml.`,
        });
      }
  }

  #loadedWords(reading: Reading, recordsIn: (sentence: Span) => readonly Evidence[]): void {
    const { block, report } = reading;
    const { words } = block;
    let all: (Heard & { readonly span: Span })[] | undefined;
    const heard = () => {
      all ??= [...this.#heard(reading)];
      return all;
    };
    for (const { pattern, except, reason, evenAttributed } of this.#loaded) {
      const excepted = except
        ? [...words.matchAll(except)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
        : [];
      for (const match of words.matchAll(pattern)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const own = heard().find((candidate) => span.start < candidate.span.end);
        if (!own || [...block.quotations, ...excepted].some((quotation) => inside(span, quotation))) continue;
        const excused =
          !evenAttributed &&
          (this.#input.language.negated(words, span.start, span.end) ||
            this.#reported?.test(words.slice(Math.max(own.span.start, span.start - 90), span.start)) === true ||
            recordsIn(own.span).some((record) => this.#attribution.attributed(own, record)));
        if (excused) continue;
        report('loaded-word', span, {
          message: `"${match[0]}" in our own voice: ${reason}`,
          fix: evenAttributed
            ? 'Use a plain word, or quote whoever says it.'
            : 'Say who says it in the same sentence, quote it, or use a plain word.',
        });
      }
    }
  }

  /** Words that no attribution excuses are none in a record either. */
  #loadedRecord({ words, quotations }: Block, report: Report): void {
    for (const { pattern, reason, evenAttributed } of this.#loaded)
      for (const match of evenAttributed ? words.matchAll(pattern) : []) {
        const span = { start: match.index, end: match.index + match[0].length };
        if (!quotations.some((quotation) => inside(span, quotation)))
          report('loaded-word', span, {
            message: `"${match[0]}" in a record: ${reason}`,
            fix: 'Use a plain word, or quote whoever says it.',
          });
      }
  }

  /** Rows whose own words give another number or day than their columns, or still that of the last edition. */
  #records(): void {
    const { evidence, language, previous } = this.#input;
    for (const id of evidence.ids) {
      const record = evidence.get(id);
      if (!record) continue;
      const stale = previous ? staleInOwnWords(record, evidence, previous) : [];
      const add = (cell: Cell, token: string, said: Pick<Finding, 'message' | 'nearest' | 'fix'>) =>
        this.#findings.push({
          rule: 'record',
          level: 'error',
          file: evidence.fileOf(cell.table),
          line: evidence.lineOf(cell),
          field: `${cell.row}, ${cell.column}`,
          sentence: record.own,
          token,
          stale: stale.find((one) => sameCell(one.stale.cell, cell))?.stale,
          ...said,
        });
      const otherDay = otherDayInWords(record);
      if (otherDay)
        add(otherDay.cell, otherDay.text, {
          message: `The row has the date ${language.date(otherDay.date)}; its own words say "${otherDay.text}".`,
          nearest: [{ record: id, shown: language.date(otherDay.date) }],
          fix: 'Fix the date or the words: one of them is wrong.',
        });
      const [dated] = record.dates;
      const other = dated && otherCountry(record, this.#names, evidence, language);
      if (other)
        add({ ...dated.cell, column: other.column }, other.token, {
          message: `The words of the row name ${other.token}; its columns have ${other.columns.join(', ')}.`,
          nearest: [],
          fix: 'Fix the words, or the country in the columns.',
        });
      for (const { value, mention } of record.contradicted)
        add(value.cell, mention.text, {
          message: `The row has ${showValue(value, language)}; its own words say "${mention.text} ${mention.nouns.slice(0, 2).join(' ')}".`,
          nearest: [{ record: id, shown: showValue(value, language) }],
          fix: 'Fix the value or the words: one of them is wrong.',
        });
      const said = [otherDay?.cell, ...record.contradicted.map(({ value }) => value.cell)];
      for (const { stale: one, mention } of stale)
        if (!said.some((cell) => cell && sameCell(cell, one.cell)))
          add(one.cell, mention.text, {
            message: `The row had ${one.before} in the last edition and has ${one.now} now; its own words still say "${mention.text}".`,
            nearest: [{ record: id, shown: one.now }],
            fix: 'Fix the words or the value: one of them is wrong.',
          });
    }
  }

  /** Exceptions, terms and names that no longer apply. */
  #lists(): void {
    const { lists, names } = this.#input;
    const folder = `content/${lists.language}/fact-check/`;
    const add = (file: string, line: number, level: Finding['level'], token: string, message: string, fix: string) =>
      this.#findings.push({ rule: 'exception', level, file, line, sentence: token, token, message, nearest: [], fix });
    for (const bad of this.#bad)
      add(
        bad.file,
        bad.line,
        'error',
        bad.text,
        'This exception cannot be read, or is before nothing.',
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
    for (const person of names.known) {
      const [table = '', row = ''] = person.owner.split('/');
      if (person.kind === 'person' && !this.#names.used.has(person.owner))
        add(
          this.#input.evidence.fileOf(table),
          this.#input.evidence.lineOf({ table, row, column: 'name' }),
          'notice',
          person.name,
          `Nothing names ${person.name} any more.`,
          'Remove the row, or keep it for a text to come.',
        );
    }
  }
}

const repeatedTwice = (text: string): Said => ({
  message: `"${text}" is printed twice in this sentence: one of the two may be meant for something else.`,
  fix: 'Put the second right, or say it once.',
});

const unknownPerson = (name: string, why: string): Said => ({
  message: `"${name}" is not on the list of persons who may be named${why}.`,
  fix: 'A private person: take the name out. A minister, official, scholar, judge, parliamentarian or convicted person: add a row to data/people.json with the reason. No person: add it to known-names.yaml.',
});

/** Checks texts against the records they cite. */
export const checkFacts = (input: FactInput): FactReport => new Checker(input).run();
