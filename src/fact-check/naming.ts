/** Whether the names of a passage are those of the records it cites: places, persons with their offices, bodies, and what is beside them. */
import { Companies } from './company.ts';
import type { Evidence } from './evidence.ts';
import type { FactInput } from './input.ts';
import { hasBody, hasName, inTitle, isTopic, wrongOffice } from './named.ts';
import type { NameBook, NamePlace } from './names.ts';
import type { Passage } from './passages.ts';
import { isQuoted, type Reading, ruleOf, textOf } from './reading.ts';
import { strangeBodies } from './sense.ts';
import { inside } from './spans.ts';
import type { Span } from './types.ts';

const proper = (names: readonly NamePlace[]): readonly NamePlace[] =>
  names.filter(({ known }) => known.kind !== 'other');

export class Naming {
  readonly #input: FactInput;
  readonly #book: NameBook;
  readonly #companies: Companies;

  constructor(input: FactInput, book: NameBook) {
    this.#input = input;
    this.#book = book;
    this.#companies = new Companies(book, input.names.known, input.lists.attribution.bodies, input.language);
  }

  /** Names of a passage that no cited record has, and offices that the row of a person does not give. */
  inPassage(reading: Reading, passage: Passage, records: readonly Evidence[]): void {
    const { block, names, report, speaks } = reading;
    const isProse =
      block.source.form === 'markdown'
        ? block.references.length > 0 || block.lead !== undefined
        : block.source.names !== undefined;
    for (const name of names) {
      if (!inside(name, passage)) continue;
      this.#office(reading, name);
      if (!isProse || !speaks || records.length === 0 || !this.#isAsked(reading, name)) continue;
      const said = textOf(reading, name);
      if (hasName(records, name.known, said)) this.#company(reading, name, records);
      else if (!this.#isTitled(name, records, said))
        report(
          ruleOf(name.known),
          name,
          notCited(said, ` (${passage.references.join(', ') || 'the records of this text'})`),
        );
    }
    if (speaks && records.length > 0 && block.references.length > 0)
      for (const body of reading.bodies)
        if (inside(body, passage) && !hasBody(records, body.words))
          report('name', body, notCited(textOf(reading, body)));
  }

  /** A house that is called like a word ("Open") and the names of licences are not asked for. */
  #isAsked(reading: Reading, name: NamePlace): boolean {
    const { kind, uncited } = name.known;
    return !uncited && !(kind === 'other' && this.#book.isCommon(textOf(reading, name)));
  }

  /** A title of a source is enough for a person or house, and for a place that all records are about. */
  #isTitled({ known }: NamePlace, records: readonly Evidence[], said: string): boolean {
    return (known.kind !== 'place' || isTopic(known, this.#input.evidence)) && inTitle(records, known, said);
  }

  #office({ block, report }: Reading, name: NamePlace): void {
    const office = oneLanguage(this.#input) ? wrongOffice(name, block.words, this.#input.language) : undefined;
    if (office)
      report('office', name, {
        message: `${name.known.name} is called "${office.said}"; the row has "${office.role}".`,
        fix: 'Write the office of the row, or fix the row in data/people.json.',
      });
  }

  /** A place or person beside words that the records say of another. */
  #company(reading: Reading, name: NamePlace, records: readonly Evidence[]): void {
    const { block, names, report } = reading;
    if (name.known.kind === 'other' || block.source.form !== 'markdown' || !oneLanguage(this.#input)) return;
    const rival = this.#companies.rival(name, proper(names), block.words, records);
    if (rival)
      report(ruleOf(name.known), name, {
        message: `The words beside "${textOf(reading, name)}" are those of ${rival.name} in ${rival.record}.`,
        fix: `Write ${rival.name}, or the words that belong to ${name.known.name}.`,
      });
  }

  /** A figure of one country or continent, written by the build, after the name of another: "Canada leads with {country-ita}". */
  besideFigure({ sentences, names, report, speaks }: Reading, figure: Span, record: Evidence | undefined): void {
    const label = record?.values[0]?.label ?? '';
    const isOfPlace = this.#input.names.known.some(({ kind, name }) => kind === 'place' && label.startsWith(name));
    const sentence = sentences.find(({ start, end }) => start <= figure.start && figure.start < end);
    if (!isOfPlace || !sentence || !speaks) return;
    const places = names.filter(({ known, start }) => known.kind === 'place' && start >= sentence.start);
    const before = places.findLast(({ end }) => end <= figure.start);
    // "The 28 of Qingtian": the name may follow.
    const after = places.find(({ start }) => start >= figure.end);
    if (before && ![before, after].some((name) => name && label.startsWith(name.known.name)))
      report('place', before, {
        message: `The figure after "${before.known.name}" is that of ${label}.`,
        fix: 'Write the name of the figure, or the figure of the name.',
      });
  }

  /** Over a run of passages that rest on the same records: bodies that none has, and a place said twice while another of theirs is gone. */
  inRun(reading: Reading, run: Span, records: readonly Evidence[]): void {
    const { block, names, report, speaks } = reading;
    const fault = this.#companies.crowding(
      proper(names).filter((name) => inside(name, run)),
      block.words,
      records,
    );
    if (fault)
      report(ruleOf(fault.name.known), fault.name, {
        message: `These words name ${fault.name.known.name} more often than their records, and not ${fault.gone}, which ${fault.record} names.`,
        fix: `Write ${fault.gone} where it is meant, or cite the record that supports the other.`,
      });
    const isAsked = speaks && block.source.form === 'markdown' && oneLanguage(this.#input);
    if (!isAsked || records.length === 0 || records.some(({ derived }) => derived)) return;
    const actors = records.map((record) => this.#companies.actorsOf(record));
    for (const span of strangeBodies(reading, run, actors, this.#input.language))
      if (!names.some((name) => span.start < name.end && name.start < span.end) && !isQuoted(reading, span))
        report('name', span, notCited(textOf(reading, span)));
  }
}

/** True where words and records are of one language, so that their words can be compared. */
export const oneLanguage = ({ language, recordLanguage = language }: FactInput): boolean =>
  language.code === recordLanguage.code;

const notCited = (said: string, where = '') => ({
  message: `"${said}" is in no record that these words cite${where}.`,
  fix: 'Name what the record names, or cite the record that has it, directly after these words.',
});
