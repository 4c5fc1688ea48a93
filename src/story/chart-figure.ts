import type { BuiltChart, Cell } from '../charts/chart.ts';
import type { SymbolSheet } from '../charts/shared/symbols.ts';
import type { Answer } from '../dataset/answers.ts';
import { ProblemsError } from '../dataset/problems.ts';
import type { Messages } from '../words/message.ts';
import { typeset } from '../words/typeset.ts';
import { answerProblem, chartAnswers } from './chart-answers.ts';
import { continentSection } from './continent-list.ts';
import { countryLinks } from './country-link.ts';
import { type Html, html, trusted } from './html.ts';
import { answerItem, answersByName, answerText, type NoteContext, shortAnswer } from './notes.ts';

/** The notes of a chart, rendered: the first paragraph is under the picture, the rest is folded. */
export interface ChartNotes {
  readonly first: string;
  readonly rest: string;
}

export interface FigureParts {
  /** Language of the figure, where it is not that of the page. */
  readonly lang?: string | undefined;
  readonly chart: BuiltChart;
  readonly words: Messages;
  readonly notes: ChartNotes;
  /** The words file, for messages. */
  readonly file: string;
  /** Id of the answer shown openly under the picture; needed when what the chart shows was answered. */
  readonly answer: string | undefined;
  /** Notes of the page by id: an answer with a note of its own is named and linked instead of given again. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Answers listed under figures further up on the page: here they are only named. The answer shown openly is always given. */
  readonly inFull?: ReadonlySet<string>;
  /** Answers shown openly under a picture further up on the page: here they are given in one line. */
  readonly shown?: ReadonlySet<string>;
  readonly edition: { readonly version: string; readonly date: string };
  /** On the chart's own page the heading of the page is the headline, and notes, answers and numbers are sections of the page. */
  readonly alone?: boolean;
  /** Whether the page is the place of the figure, so that its address on the page is among what can be taken from it. */
  readonly address?: boolean;
}

/** Sections of a chart's page that a figure links to. */
const chartSections = ['numbers', 'download', 'embed', 'cite'] as const;

const cell = (value: Cell, context: NoteContext): string =>
  value === null
    ? context.messages.text('chart.none')
    : typeof value === 'number'
      ? context.format.number(value)
      : value;

/** The numbers behind the marks, as a table with a caption, column and row headers. */
export function chartTable(chart: BuiltChart, context: NoteContext): Html {
  return html`<table class="numbers"><caption>${chart.tableCaption}</caption><thead><tr>${chart.table.columns.map((column, index) => html`<th scope="col"${column.kind === 'number' ? html` class="number"` : ''}>${chart.columnLabels[index]}</th>`)}</tr></thead><tbody>${chart.table.rows.map(
    (row) =>
      html`<tr>${row.map((value, index) => (index === 0 ? html`<th scope="row">${cell(value, context)}</th>` : html`<td${chart.table.columns[index]?.kind === 'number' ? html` class="number"` : ''}>${cell(value, context)}</td>`))}</tr>`,
  )}</tbody></table>`;
}

/**
 * A chart in a page: headline, dek, picture (wide and narrow, chosen by CSS), the answers to what it shows, notes, sources and edition,
 * and the numbers. Everything a reader needs is in the HTML; nothing needs script.
 *
 * Reader View has neither our styles nor the shapes that pictures share, and would show them as blank boxes. So it gets the chart's PNG, which is never shown or
 * fetched here: Readability leaves out what has the class `extra`, keeps what has `content` (also where a name such as “extradition” looks like extra matter),
 * and takes `fallback-image` for an image although it is hidden from assistive technology, for which the drawing has the same words.
 *
 * Headline and picture share one box, because that is what every browser can keep on one sheet of paper (`break-inside`); Firefox ignores requests to keep
 * neighbours together. A `figcaption` may not be inside such a box, so the figure has its name from the headline. Readability drops a `div` with so many
 * words in a link, and keeps a `section`.
 */
export function chartFigure(parts: FigureParts, symbols: SymbolSheet, context: NoteContext): Html {
  const { chart, words, notes, edition } = parts;
  const { messages, format, dataset } = context;
  const id = `chart-${chart.id}`;
  // The headline has just been read out: the picture says what is to be seen.
  const names = { labelledBy: `${id}-summary` };
  const answers = chartAnswers(chart, dataset);
  // `npm run check:facts` reports all charts without one at once.
  const problem = answerProblem(parts.file, parts.answer, answers);
  if (problem) throw new ProblemsError('The words of the charts have errors', [problem]);
  const shown = parts.answer === undefined ? undefined : answers.get(parts.answer);
  const page = context.href(`charts/${chart.id}/`);
  const own = parts.alone === true;
  const links = countryLinks(context);
  const pictures = html`<div class="pictures extra">${trusted(chart.picture('wide', symbols, names, links))}
${trusted(chart.picture('narrow', symbols, names, links))}</div>`;
  return html`<figure class="${own ? 'chart content chart--alone' : 'chart content'}" id="${id}"${parts.lang === undefined ? '' : html` lang="${parts.lang}"`}${own ? '' : html` aria-labelledby="${id}-headline"`}>
${own ? pictures : html`<section class="chart__head"><p class="chart__headline" id="${id}-headline"><a href="${page}">${chart.headline}</a></p><p class="chart__dek">${chart.dek}</p>${pictures}</section>`}
<img class="fallback-image" src="${context.base}charts/${chart.id}.png" alt="${chart.summary}" loading="lazy" aria-hidden="true">
${shown ? html`<p class="chart__answer"><span class="answers__title">${messages.text('notes.answered')}</span> ${parts.shown?.has(shown.row.id) ? shortAnswer(shown.row.id, context) : answerText(shown, context)}</p>` : ''}
${own ? '' : html`<div class="chart__notes">${trusted(notes.first)}</div>`}
<p class="chart__source">${messages.text('chart.asOf', { asOf: words.text('asOf') })} <a href="${context.href(`sources/#chart-${chart.id}`)}">${messages.text('chart.sources', { count: chart.sources.length })}</a>\u00a0${typeset(messages.text('chart.edition', { version: edition.version, date: format.date(edition.date) }))}${chart.countries ? html`\u00a0· <a href="${context.href('countries/#list')}">${messages.text('continentList.find')}</a>` : ''}</p>
${
  own
    ? ''
    : html`${aboutChart(parts, context, answers)}
<p class="chart__take">${chartSections.map((section, index) => html`${index > 0 ? ' · ' : ''}<a href="${page}#${section}" aria-label="${messages.text(`chart.take.${section}`)}: ${chart.headline}">${messages.text(`chart.take.${section}`)}</a>`)}${parts.address ? html` · <a class="permalink" href="#${id}">${messages.text('permalinks.figure')}</a>` : ''}</p>`
}
</figure>`;
}

/** All answers to what a chart shows, where there are more than the one under its picture; by name where the page has listed each before. */
function allAnswers(
  { numbers, inFull }: FigureParts,
  context: NoteContext,
  answers: ReadonlyMap<string, Answer>,
): Html | '' {
  if (answers.size < 2) return '';
  const title = html`<p class="answers__title">${context.messages.text('chart.answers', { count: answers.size })}</p>`;
  const all = [...answers.keys()].every((id) => inFull?.has(id))
    ? html`<p>${answersByName(answers.keys(), numbers, context)}</p>`
    : html`<ul>${[...answers.values()].map((answer) => html`<li>${answerItem(answer, numbers, context, inFull)}</li>`)}</ul>`;
  return html`<div class="chart__answers">${title}${all}</div>`;
}

/** What is folded under a picture in a text: the rest of its notes, all answers to what it shows, its description and its numbers. */
function aboutChart(parts: FigureParts, context: NoteContext, answers: ReadonlyMap<string, Answer>): Html {
  const { chart, notes } = parts;
  const { messages } = context;
  return html`<details class="chart__more"><summary>${messages.text('chart.about')}</summary>
${notes.rest ? html`<div class="chart__notes">${trusted(notes.rest)}</div>` : ''}
${allAnswers(parts, context, answers)}
<p class="content" id="chart-${chart.id}-summary">${chart.summary}</p><p>${chart.description}</p>${chart.countries ? html`<p><a href="${context.href(`charts/${chart.id}/#${continentSection}`)}">${messages.text('continentList.link')}</a></p>` : ''}<div class="scroll" role="region" aria-label="${chart.tableCaption}" tabindex="0">${chartTable(chart, context)}</div></details>`;
}
