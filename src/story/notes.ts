/** Notes: what a reference in the text leads to. Made from the record: who says it, when, with which sources, and what was answered. */
import { type Answer, answersTo, recordOf } from '../dataset/answers.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { type DerivedFigure, derivedFigure, derivedFigures } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { once } from '../shared/once.ts';
import type { Format } from '../words/format.ts';
import { defaultLanguage } from '../words/language.ts';
import type { Messages } from '../words/message.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html, joined } from './html.ts';
import { attribute, type Element, h, markOf } from './tree.ts';

/** What notes need besides the dataset: words, formats, the site's prefix. */
export interface NoteContext {
  readonly dataset: Dataset;
  readonly messages: Messages;
  readonly figureWords: Messages;
  /** Answers in one line, by the id of their record. */
  readonly shortAnswers: Messages;
  readonly format: Format;
  readonly base: string;
  /** Address of a page of the site (`italy/#key`), in the language where it is translated. Files are at `base`. */
  href(path: string): string;
}

/** Ids that a text may refer to. */
export const referenceIds = once(
  (dataset: Dataset): ReadonlySet<string> =>
    new Set([
      ...dataset.tables.claims.map((row) => row.id),
      ...dataset.tables.responses.map((row) => row.id),
      ...derivedFigures(dataset).keys(),
    ]),
);

/** Where a record is shown: a claim or response on its page, a derived figure in the list of records. */
export const recordHref = (id: string, base: string): string =>
  id.startsWith('figure-') ? `${base}claims/#${id}` : `${base}claims/${id}/`;

/** Numbers as a mark has them: 2–4, 9. Three or more in a row are a range. */
function numberRanges(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}–${run.at(-1)}` : run.join(', '))).join(', ');
}

/**
 * Marks of a text with notes of its own. A mark is one link for all the records of a passage: to the note of the first, and reader.js opens all of them in place.
 * What is seen is written by the style sheet (reading.css) and is no part of what is selected, copied or searched; the numbers in brackets are for whoever
 * takes the text without our styles.
 * @param numbers of the notes by id; grows as records are first referred to
 */
export const noteMarks =
  (numbers: Map<string, number>, messages: Messages) =>
  (records: readonly string[]): Element => {
    for (const id of records) if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    const own = records.map((id) => numbers.get(id) ?? 0);
    const written = numberRanges(own);
    return markOf(
      h(
        'a',
        {
          className: ['mark'],
          href: `#note-${records[0]}`,
          dataMark: written,
          ...(records.length > 1 ? { dataNotes: records.join(' ') } : {}),
          ariaLabel: messages.text('notes.label', { count: own.length, numbers: written }),
        },
        [h('sup', {}, [`[${written}]`])],
      ),
      records,
    );
  };

/** The records that a mark opens, also where only its HTML is left. */
export const recordsOfMark = (mark: Element): readonly string[] =>
  attribute(mark, 'dataNotes')?.split(' ') ?? [attribute(mark, 'href')?.replace(/^#note-/, '') ?? ''];

/** A record by whose it is and when: Tanzania's ambassador, Oct 2022. */
export function recordName(id: string, { dataset, format, messages }: NoteContext): string {
  if (id.startsWith('figure-')) return messages.text('notes.ourFigure');
  const { table, row } = recordOf(dataset, id);
  return typeset(dated(table === 'claims' ? row.claimant : row.actor, row.date && format.shortDate(row.date)));
}

/** Records by their names, in the order of the first of each name. */
export function byName(records: readonly string[], context: NoteContext): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const id of records) {
    const name = recordName(id, context);
    names.set(name, [...(names.get(name) ?? []), id]);
  }
  return names;
}

/** Marks of a text without notes: each record by its name, as a link to its page. Records of one name are counted after it. */
export const recordMarks =
  (context: NoteContext) =>
  (records: readonly string[]): Element => {
    const links = [...byName(records, context)].flatMap(([name, ids]) =>
      ids.flatMap((id, index) => [
        index > 0 ? ', ' : '; ',
        h('a', { href: recordHref(id, context.base) }, [index > 0 ? String(index + 1) : name]),
      ]),
    );
    return markOf(h('span', { className: ['cites'] }, [' (', ...links.slice(1), ')']), records);
  };

/** When a claim was made or what time it covers, in words; empty when neither is known. */
export function claimTime(row: Row<'claims'>, context: NoteContext): string {
  const { format, messages } = context;
  if (row.date) return format.date(row.date);
  if (row.periodStart && row.periodEnd)
    return row.periodStart === row.periodEnd
      ? format.date(row.periodStart)
      : messages.text('notes.period', { start: format.date(row.periodStart), end: format.date(row.periodEnd) });
  if (row.periodEnd) return messages.text('notes.until', { end: format.date(row.periodEnd) });
  return '';
}

/** A name with its date, where there is one. */
export const dated = (who: string, when: string | null): string => (when ? `${who}, ${when}` : who);

/** What a record says, as data: who, when (empty where it is not known), what, and its status or the sort of event it is. */
interface Saying {
  readonly who: string;
  readonly when: string;
  readonly what: string;
  readonly standing: string;
}

export const sayingOf = ({ table, row }: Answer, context: NoteContext): Saying =>
  table === 'claims'
    ? {
        who: row.claimant,
        when: claimTime(row, context),
        what: row.statement,
        standing: context.messages.text(`claimStatus.${row.status}`),
      }
    : {
        who: row.actor,
        when: context.format.date(row.date),
        what: row.summary,
        standing: context.messages.text(`responseTypes.${row.type}`),
      };

/** Who and when, as a line about a record begins. */
export const sayer = ({ who, when }: Pick<Saying, 'who' | 'when'>): Html =>
  html`<b>${typeset(who)}</b>${when ? `, ${typeset(when)}` : ''}`;

/** Who carries a source, and whose medium it is, where readers must know: to be put after its name. */
export function sourceMarks({ carriedBy, kind }: Row<'sources'>, { messages }: NoteContext): readonly [string, string] {
  const isOfParty = kind === 'chinese-state-media' || kind === 'partisan';
  return [
    carriedBy ? ` ${messages.text('notes.carriedBy', { site: carriedBy })}` : '',
    isOfParty ? ` (${messages.text(`sourceKinds.${kind}`)})` : '',
  ];
}

/** A source as a link: publisher (as carried by …), date, and how much of it was read lies on the sources page. */
function sourceLink(id: string, context: NoteContext): Html {
  const source = context.dataset.get('sources', id);
  const { url, language, publisher, date } = source;
  const [carried, medium] = sourceMarks(source, context);
  const hreflang = language && language !== defaultLanguage && html` hreflang="${language}"`;
  return html`<a href="${url}" rel="external"${hreflang || ''}>${publisher}</a>${carried}${date ? `, ${typeset(context.format.shortDate(date))}` : ''}${medium}`;
}

/** `Source:` or `Sources:`, and what is given of each. */
export const sourcesOf = (sources: readonly Html[], { messages }: NoteContext): Html =>
  html`${messages.text(sources.length === 1 ? 'notes.source' : 'notes.sources')} ${joined('; ', sources)}`;

const sourceList = (ids: readonly string[], context: NoteContext): Html | '' =>
  ids.length > 0
    ? html`${sourcesOf(
        ids.map((id) => sourceLink(id, context)),
        context,
      )}.`
    : '';

/** One answer in a sentence: who, when, what. */
export function answerText(answer: Answer, context: NoteContext): Html {
  const said = sayingOf(answer, context);
  return html`${sayer(said)}: ${typeset(said.what)} ${recordMore(answer.row.id, context)}`;
}

/**
 * The link from words about a record to its page, or to its place in the list at `base`.
 * @param name whose the record is, for those who hear the link by itself
 */
export function recordMore(
  id: string,
  context: NoteContext,
  { className = 'note__more', base, name = recordName(id, context) }: MoreOptions = {},
): Html {
  const href = base === undefined ? recordHref(id, context.base) : `${base}#${id}`;
  const label = context.messages.text('notes.recordOf', { record: name });
  return html`<a${className && html` class="${className}"`} href="${href}" aria-label="${label}">${context.messages.text('notes.record')}</a>`;
}

interface MoreOptions {
  readonly className?: 'note__more' | 'records__id' | '';
  readonly base?: string | undefined;
  readonly name?: string;
}

/** An answer in one line by itself: beside small pictures, and where the page has given the whole answer before. */
export const shortAnswer = (id: string, context: NoteContext): Html =>
  html`${typeset(context.shortAnswers.text(id))} ${recordMore(id, context)}`;

function recordNote(record: Answer, numbers: ReadonlyMap<string, number>, context: NoteContext): Html {
  const said = sayingOf(record, context);
  const { id, note, sources } = record.row;
  return html`<p>${sayer(said)} <span class="note__status">(${said.standing})</span>. ${typeset(said.what)}${note ? ` ${context.messages.text('notes.remark', { note })}` : ''} ${sourceList(sources, context)}</p>${answersInNote(id, numbers, context)}`;
}

/**
 * An answer in a list: named and linked when it has a note of its own on the page, or was given in full further up (`inFull`); in full otherwise.
 */
export function answerItem(
  answer: Answer,
  numbers: ReadonlyMap<string, number>,
  context: NoteContext,
  inFull?: ReadonlySet<string>,
): Html {
  const { id } = answer.row;
  const number = numbers.get(id);
  if (number === undefined && !inFull?.has(id)) return answerText(answer, context);
  const link =
    number === undefined
      ? html`<a href="${recordHref(id, context.base)}">${context.messages.text('notes.seeRecord')}</a>`
      : html`<a href="#note-${id}">${context.messages.text('notes.seeNote', { number })}</a>`;
  return html`${sayer(sayingOf(answer, context))}: ${link}`;
}

/** Answers that stand further up on the page, a line each: the name (who, when) leads to its note there or to its record. */
export const answersByName = (
  ids: Iterable<string>,
  numbers: ReadonlyMap<string, number>,
  context: NoteContext,
): Html =>
  html`${joined(
    ';\n',
    [...ids].map((id) => {
      const href = numbers.has(id) ? `#note-${id}` : recordHref(id, context.base);
      return html`<a href="${href}">${recordName(id, context)}</a>`;
    }),
  )}.`;

/** Answers under the words that say so; nothing where there are none. @param more what is folded below them */
export const answersList = (answers: readonly Html[], { messages }: NoteContext, more: Html | '' = ''): Html | '' =>
  answers.length > 0
    ? html`<div class="answers"><p class="answers__title">${messages.text('notes.answered')}</p><ul>${answers}</ul>${more}</div>`
    : '';

/**
 * The answers to a claim under its note. An answer that has a note of its own on the page is named (who, when) and linked;
 * any other is given in full. So the answer is always beside the claim, and never given twice.
 */
function answersInNote(claim: string, numbers: ReadonlyMap<string, number>, context: NoteContext): Html | '' {
  const answers = answersTo(context.dataset, claim);
  return answersList(
    answers.map((answer) => html`<li>${answerItem(answer, numbers, context)}</li>`),
    context,
  );
}

/** A figure of ours as it is printed, with its qualifier: at least 102. */
export const figureValue = ({ value, percent, precision }: DerivedFigure, { messages, format }: NoteContext): string =>
  messages.text(`precision.${precision ?? 'exact'}`, { value: percent ? format.percent(value) : format.number(value) });

/** How a figure of ours is made. */
export const figureMaking = ({ words, of, value }: DerivedFigure, { figureWords }: NoteContext): string =>
  figureWords.text(words, { ...of, value });

function figureNote(figure: DerivedFigure, context: NoteContext): Html {
  const { messages, base } = context;
  const claims = figure.claims.map(
    (claim) => html`<a href="${recordHref(claim, base)}">${recordName(claim, context)}</a>`,
  );
  const rests = claims.length > 0 ? html` ${messages.text('notes.restsOn')} ${joined('; ', claims)}.` : '';
  return html`<p><b>${messages.text('notes.ourFigure')}</b>: ${figureValue(figure, context)}. ${figureMaking(figure, context)}${rests}</p>`;
}

/** The note of one reference, as the inside of a list item. `numbers` holds the notes of the same page, by id. */
export function noteBody(id: string, numbers: ReadonlyMap<string, number>, context: NoteContext): Html {
  if (id.startsWith('figure-')) return figureNote(derivedFigure(context.dataset, id.slice('figure-'.length)), context);
  return recordNote(recordOf(context.dataset, id), numbers, context);
}
