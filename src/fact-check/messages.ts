/** What the checker says of a number or date that its records do not support, and how to fix it. */
import { nearestDates } from './dates.ts';
import { type Evidence, type EvidenceSource, nearestValues, showValue } from './evidence.ts';
import type { Support } from './support.ts';
import type { Language, Mention, Rule, Said, SenseFault } from './types.ts';

interface Context {
  readonly language: Language;
  readonly evidence: EvidenceSource;
  /** The row that supported the mention in the last edition: no other record is offered then. */
  readonly changedRow: string | undefined;
  /** Records that would support it, asked for only when needed. */
  readonly elsewhere: () => string;
}

/** What a support means for the writer; undefined when nothing needs to be said. */
export function messageFor(
  mention: Mention,
  support: Support,
  cited: readonly Evidence[],
  context: Context,
): (Said & { rule: Rule }) | undefined {
  const { language } = context;
  switch (support.kind) {
    case 'value':
      return undefined;
    case 'text':
      return support.quiet ? undefined : onlyInWords(mention, support.record, context);
    case 'qualifier': {
      const shown = showValue(support.value, language);
      const said = mention.qualifierText ? `with "${mention.qualifierText}"` : 'without a qualifier';
      return {
        rule: 'qualifier',
        message: `"${mention.text}" is printed ${said}; ${support.record} has ${shown}${support.value.precision === 'exact' ? ' exactly' : ''}.`,
        fix: `Write the qualifier of the record: ${shown}.`,
        nearest: [{ record: support.record, shown }],
      };
    }
    case 'subject': {
      const { printed, value, record } = support;
      const [is, other] = [showValue(printed.value, language), showValue(value, language)];
      const about = (one: typeof value) => (one.label ? ` (${one.label.trim()})` : '');
      return {
        rule: 'subject',
        message:
          other === is
            ? `"${mention.text}" is a figure of something else: ${printed.record.id} has ${is}${about(printed.value)}, and none of what these words count.`
            : `"${mention.text}" is a figure of something else: ${printed.record.id} has ${is}${about(printed.value)}; these words speak of what ${record} counts, ${other}${about(value)}.`,
        fix:
          other === is
            ? `Write the words that belong to ${is}, or cite the record that counts these.`
            : `Write ${other}, or the words that belong to ${is}.`,
        nearest: [{ record, shown: other }],
      };
    }
    case 'none':
      return mention.kind === 'date' || mention.kind === 'weekday'
        ? noDate(mention, cited, language)
        : noNumber(mention, cited, context);
  }
}

function onlyInWords(mention: Mention, record: string, { evidence }: Context): Said & { rule: Rule } {
  const isDate = mention.kind === 'date';
  return {
    rule: isDate ? 'date' : 'number',
    level: 'notice',
    message: `"${mention.text}" is supported only by the words of ${record}, not by a value of its own.`,
    fix: isDate
      ? 'Better: cite a record whose own date it is.'
      : `Better: add a row to ${evidence.fileOf(evidence.tableOfFigures(record))} with the value ${mention.value ?? mention.text} for ${record}.`,
  };
}

function noDate(mention: Mention, cited: readonly Evidence[], language: Language): Said & { rule: Rule } {
  const nearest = nearestDates(cited, mention.date ?? {}, language);
  return {
    rule: 'date',
    message: `No record that these words cite has the date "${mention.text}".`,
    fix: nearest[0]
      ? `Write a date that the cited records have (nearest: ${nearest[0].shown}, ${nearest[0].record}), or cite the record of this date directly after these words.`
      : 'Cite the record of this date.',
    nearest,
  };
}

function noNumber(mention: Mention, cited: readonly Evidence[], context: Context): Said & { rule: Rule } {
  if (mention.kind === 'malformed')
    return {
      rule: 'number',
      message: `"${mention.text}" is no number: thousands are cut into threes.`,
      fix: 'Write it as 1,335 or 12,500.',
    };
  const nearest = nearestValues(cited, mention, context.language);
  const elsewhere = context.changedRow === undefined ? context.elsewhere() : '';
  const other =
    context.changedRow !== undefined
      ? `, or fix ${context.changedRow}`
      : elsewhere
        ? `, or cite ${elsewhere}`
        : nearest[0]
          ? ', or cite the record that has it directly after these words'
          : '';
  const words = ['ordinal', 'label', 'code', 'vague'].includes(mention.kind);
  return {
    rule: 'number',
    nearest,
    message: words
      ? `The words of no record cited here have "${mention.text}".`
      : `No record that these words cite supports "${mention.qualifierText ? `${mention.qualifierText} ` : ''}${mention.text}".`,
    fix: `${nearest[0] ? `Write a value that the cited records have (nearest: ${nearest[0].shown}, ${nearest[0].record})` : 'Cite the record that has it'}${other}.`,
  };
}

/** What is said of words that say otherwise than their records. */
export function senseSaid({ kind, record, theirs, denied }: SenseFault, text: string): Said {
  if (kind === 'strength')
    return {
      message: `"${text}" says more than the records that these words cite: none has it.`,
      fix: 'Use the verb of the record, or cite the record that says so.',
    };
  if (kind === 'opposite')
    return {
      message: `"${text}" is the opposite of what ${record} says: "${theirs}".`,
      fix: `Write what the record says, or cite the record that says "${text}".`,
    };
  return {
    message: denied
      ? `These words deny "${text}"; ${record} says it.`
      : `These words say "${text}"; ${record} denies it: "${theirs}".`,
    fix: 'Say whether it is so as the record does, or cite the record that says otherwise.',
  };
}
