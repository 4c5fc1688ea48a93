/** What is wrong with the records and lists themselves, whoever cites them. */
import type { BadException } from './blocks.ts';
import { sameCell, staleInOwnWords } from './changed.ts';
import { otherDayInWords } from './dates.ts';
import { type Evidence, showValue } from './evidence.ts';
import type { FactInput } from './input.ts';
import { otherCountry } from './named.ts';
import { type NameBook, unusedNames } from './names.ts';
import { otherQualifiers } from './support.ts';
import type { Cell, Exception, Finding, NearValue, Stale } from './types.ts';

interface Fault {
  readonly cell: Cell;
  readonly token: string;
  readonly message: string;
  readonly fix: string;
  readonly nearest?: readonly NearValue[];
  readonly stale?: Stale;
}

/** Where the own words of a record give another number, day or country than its columns, or still those of the last edition. */
function* faultsIn(record: Evidence, { evidence, previous, ...input }: FactInput, book: NameBook): Generator<Fault> {
  const { id, dates, contradicted } = record;
  const language = input.recordLanguage ?? input.language;
  const near = (shown: string) => [{ record: id, shown }];
  const day = otherDayInWords(record);
  if (day)
    yield {
      cell: day.cell,
      token: day.text,
      message: `The row has the date ${language.date(day.date)}; its own words say "${day.text}".`,
      nearest: near(language.date(day.date)),
      fix: 'Fix the date or the words: one of them is wrong.',
    };
  // The lists of names are those of the words: names in records of another language are left to a check in their own.
  const country = dates[0] && language.code === input.language.code && otherCountry(record, book, evidence, language);
  if (dates[0] && country)
    yield {
      cell: { ...dates[0].cell, column: country.column },
      token: country.token,
      message: `The words of the row name ${country.token}; its columns have ${country.columns.join(', ')}.`,
      fix: 'Fix the words, or the country in the columns.',
    };
  for (const { value, mention } of otherQualifiers(record)) {
    const said = mention.qualifierText ?? mention.text;
    yield {
      cell: value.cell,
      token: said,
      message: `The row has ${showValue(value, language)}; its own words say "${mention.qualifierText ? `${said} ` : ''}${mention.text}".`,
      nearest: near(showValue(value, language)),
      fix: 'Write the precision that the words have (at-least, more-than, about, exact), or fix the words.',
    };
  }
  for (const { value, mention } of contradicted) {
    const shown = showValue(value, language);
    yield {
      cell: value.cell,
      token: mention.text,
      message: `The row has ${shown}; its own words say "${mention.text} ${mention.nouns.slice(0, 2).join(' ')}".`,
      nearest: near(shown),
      fix: 'Fix the value or the words: one of them is wrong.',
    };
  }
  for (const { stale, mention } of previous ? staleInOwnWords(record, evidence, previous) : [])
    yield {
      cell: stale.cell,
      token: mention.text,
      message: `The row had ${stale.before} in the last edition and has ${stale.now} now; its own words still say "${mention.text}".`,
      nearest: near(stale.now),
      fix: 'Fix the words or the value: one of them is wrong.',
      stale,
    };
}

/** The faults of all records; of a cell the first, and what went stale in it. */
export const recordFindings = (input: FactInput, book: NameBook): Finding[] =>
  input.evidence.ids.flatMap((id) => {
    const { evidence } = input;
    const record = evidence.get(id);
    const all = record ? [...faultsIn(record, input, book)] : [];
    const firsts = all.filter((fault, index) => all.findIndex(({ cell }) => sameCell(cell, fault.cell)) === index);
    return firsts.map(
      ({ cell, nearest = [], ...said }): Finding => ({
        rule: 'record',
        level: 'error',
        file: evidence.fileOf(cell.table),
        line: evidence.lineOf(cell),
        field: `${cell.row}, ${cell.column}`,
        sentence: record?.own ?? '',
        nearest,
        ...said,
        stale: all.find((fault) => fault.stale && sameCell(fault.cell, cell))?.stale,
      }),
    );
  });

/** What a whole run used of the lists. */
export interface Used {
  readonly book: NameBook;
  readonly bad: readonly BadException[];
  readonly exceptions: ReadonlySet<Exception>;
  readonly usedExceptions: ReadonlySet<Exception>;
  readonly usedTerms: ReadonlySet<string>;
}

/** Exceptions, terms and names that no longer apply. */
export function listFindings({ lists, names, evidence }: FactInput, used: Used): Finding[] {
  const folder = `content/${lists.language}/fact-check/`;
  const finding = (
    { file, line }: Pick<Finding, 'file' | 'line'>,
    token: string,
    said: Pick<Finding, 'message' | 'fix'> & Partial<Pick<Finding, 'level'>>,
  ): Finding => ({ rule: 'exception', level: 'error', file, line, sentence: token, token, nearest: [], ...said });
  const idle = (what: string) => `The ${what} no longer applies: without it there is no finding.`;
  const unnamed = (name: string, fix: string) => ({
    level: 'notice' as const,
    message: `Nothing names ${name} any more.`,
    fix,
  });
  const exceptions = [...used.exceptions].filter((exception) => !used.usedExceptions.has(exception));
  const terms = lists.standingTerms.filter(({ term }) => !used.usedTerms.has(term));
  const persons = names.known.filter(({ kind, owner }) => kind === 'person' && !used.book.used.has(owner));
  return [
    ...used.bad.map((exception) =>
      finding(exception, exception.text, {
        message: 'This exception cannot be read, or is before nothing.',
        fix: 'Write: %% fact-check: ignore "the words" because the reason, on a line of its own before the paragraph (in YAML with # before the field).',
      }),
    ),
    ...exceptions.map((exception) =>
      finding(exception, exception.phrase, {
        message: idle(`exception "${exception.phrase}"`),
        fix: 'Remove the line.',
      }),
    ),
    ...terms.map(({ term, line }) =>
      finding({ file: `${folder}standing-terms.yaml`, line }, term, {
        message: idle(`standing term "${term}"`),
        fix: 'Remove the entry.',
      }),
    ),
    ...unusedNames(lists, used.book.used).map(({ name, line }) =>
      finding({ file: `${folder}known-names.yaml`, line }, name, unnamed(`"${name}"`, 'Remove the name.')),
    ),
    ...persons.map(({ name, owner }) => {
      const [table = '', row = ''] = owner.split('/');
      const where = { file: evidence.fileOf(table), line: evidence.lineOf({ table, row, column: 'name' }) };
      return finding(where, name, unnamed(name, 'Remove the row, or keep it for a text to come.'));
    }),
  ];
}
