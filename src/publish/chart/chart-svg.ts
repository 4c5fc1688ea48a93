/**
 * A chart as a file that stands alone: headline, dek, the wide picture, who says it, the answer, sources and edition, on one sheet.
 *
 * Fonts: text with a stack of fallbacks, not outlines. Text can be searched, translated, corrected and read aloud, and the file is a fifth of the size;
 * lines are broken for the widest face of the stack, so nothing runs out where another font stands in. The PNG is drawn with the site's own fonts.
 * Colours are those of the light palette, written out.
 */

import type { FrameName } from '../../charts/shared/frame.ts';
import { wrapText } from '../../charts/shared/labels.ts';
import { type Ink, palette, printPalette } from '../../charts/shared/palette.ts';
import { element, escapeXml, n } from '../../charts/shared/svg.ts';
import type { Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { downloadWords, plainWords } from '../page/words.ts';
import { answerSentence, type ChartRecord, chartRecord } from './chart-record.ts';
import { standalonePicture } from './picture.ts';

const sans = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif";
const serif = "'Source Serif 4', 'Source Serif Pro', Georgia, 'Times New Roman', serif";
const ink = palette.light;
const margin = 24;
/** Room for the widest face of the stacks: `labels.ts` measures our sans; Arial is wider, Georgia in semibold more so. */
const widestFace = { sans: 1.09, serif: 1.24 } as const;

interface Style {
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly family?: string;
  /** Narrower than the sheet, for a text beside a bar. */
  readonly indent?: number;
}

/** Lines of text below `top`; the first words may be set apart. Returns the SVG and where the next block may begin. */
function block(
  content: string,
  top: number,
  style: Style,
  width: number,
  lead?: { readonly text: string; readonly fill: string },
): { svg: string; bottom: number } {
  const { size, fill, weight, family, indent = 0 } = style;
  const lineHeight = size * 1.35;
  const lines = wrapText(
    typeset(lead ? `${lead.text} ${content}` : content),
    (width - indent) / widestFace[family === serif ? 'serif' : 'sans'],
    size,
    weight !== undefined,
  );
  const x = margin + indent;
  const spans = lines.map((line, index) => {
    const y = top + size + index * lineHeight;
    // The lead is short by contract of its messages; where it fills a line of its own it is not set apart.
    const withLead = lead && index === 0 && line.startsWith(`${lead.text} `);
    const text = withLead
      ? `${element('tspan', { fill: lead.fill, 'font-weight': 600 }, escapeXml(lead.text))}${escapeXml(line.slice(lead.text.length))}`
      : escapeXml(line);
    return element('tspan', { x, y }, text);
  });
  return {
    svg: element('text', { 'font-size': size, fill, 'font-weight': weight, 'font-family': family }, spans.join('')),
    bottom: top + size + (lines.length - 1) * lineHeight + size * 0.35,
  };
}

/** At most three names, and how many more there are. */
function shortList(names: readonly string[], language: string): string {
  const [shown, rest] = names.length > 4 ? [names.slice(0, 3), names.length - 3] : [names, 0];
  return rest > 0
    ? plainWords(language, 'picture.andOthers', { names: shown.join(', '), count: rest })
    : shown.join(', ');
}

function saidBy(record: ChartRecord, site: Site): string {
  const names = [
    ...new Set(
      record.claims.map((claim) => `${claim.claimant} (${site.messages.text(`claimStatus.${claim.status}`)})`),
    ),
  ];
  return shortList(names, site.language);
}

function sourceLine(record: ChartRecord, site: Site): string {
  const publishers = [...new Set(record.sources.map((source) => source.publisher))];
  const { version, date, licence } = site.dataset.edition;
  const sources =
    publishers.length <= 4
      ? plainWords(site.language, 'picture.sources', { names: publishers.join(', ') })
      : plainWords(site.language, 'picture.sourceCount', { count: record.sources.length });
  const edition = downloadWords(site.language).text('picture.edition', {
    site: site.messages.text('site.name'),
    chart: record.id,
    version,
    date: site.format.date(date),
    licence: licence.id.replaceAll('-', '\u00a0'),
  });
  return `${plainWords(site.language, 'picture.asOf', { asOf: record.asOf })} ${sources} ${edition}`;
}

/** What a sheet is for: the wide drawing on paper unless said otherwise. */
export interface SheetForm {
  readonly frame?: FrameName;
  /** In the dark palette; on white, for print; or without paper, so that what lies below shows through. */
  readonly ground?: 'dark' | 'white' | 'none';
  /** As wide as it is high, with paper at the sides or at the foot. */
  readonly square?: boolean;
}

/** The colours of the light palette exchanged for others. */
function recoloured(svg: string, colours: typeof palette.light): string {
  const inks = new Map((Object.keys(ink) as Ink[]).map((name) => [ink[name], colours[name]]));
  return svg.replace(/#[0-9a-f]{6}\b/g, (colour) => inks.get(colour) ?? colour);
}

/** `/charts/<id>.svg`, and the sheets that pictures in other forms are drawn from. */
export function chartSvg(site: Site, id: string, form: SheetForm = {}): string {
  const record = chartRecord(site, id);
  const { width, height, content: drawn, definitions } = standalonePicture(site, id, form.frame ?? 'wide');
  const put = (
    content: string,
    top: number,
    style: Style,
    lead?: { readonly text: string; readonly fill: string },
  ): ReturnType<typeof block> => block(content, top, style, width, lead);
  const headline = put(record.headline, margin, { size: 23, fill: ink.ink, weight: 600, family: serif });
  const dek = put(record.dek, headline.bottom + 6, { size: 15, fill: ink.muted });
  const top = dek.bottom + 18;
  const parts = [headline.svg, dek.svg, element('g', { transform: `translate(${margin} ${n(top)})` }, drawn)];
  let bottom = top + height + 10;
  if (record.claims.length > 0) {
    const claimants = put(
      saidBy(record, site),
      bottom + 12,
      { size: 13.5, fill: ink.ink },
      { text: plainWords(site.language, 'picture.saidBy'), fill: ink.said },
    );
    bottom = claimants.bottom;
    parts.push(claimants.svg);
  }
  if (record.answer) {
    const barTop = bottom + 12;
    const style = { size: 13.5, fill: ink.ink, indent: 12 };
    const answer = put(answerSentence(record.answer), barTop, style, {
      text: site.messages.text('notes.answered'),
      fill: ink.answered,
    });
    bottom = answer.bottom;
    parts.push(answer.svg);
    if (record.answers.length > 1) {
      const more = put(plainWords(site.language, 'picture.allAnswers', { count: record.answers.length }), bottom + 3, {
        ...style,
        fill: ink.muted,
      });
      bottom = more.bottom;
      parts.push(more.svg);
    }
    // The answered ink is a double bar at the left here as on the page: told apart by form too.
    parts.push(
      ...[0, 3].map((x) =>
        element('path', {
          d: `M${margin + x + 0.5} ${n(barTop)}V${n(bottom + 2)}`,
          stroke: ink.answered,
          'stroke-width': 1,
          fill: 'none',
        }),
      ),
    );
  }
  const source = put(sourceLine(record, site), bottom + 12, { size: 12.5, fill: ink.muted });
  const address = site.address
    ? put(`${site.address}/charts/${id}/`, source.bottom + 4, { size: 12.5, fill: ink.said, weight: 600 })
    : undefined;
  // The only part that names the edition: a frozen edition compares the others (src/publish/edition/freeze.ts).
  parts.push(element('g', { id: `${id}-imprint` }, source.svg + (address?.svg ?? '')));
  const end = address?.bottom ?? source.bottom;
  const [ownWidth, ownHeight] = [width + 2 * margin, Math.ceil(end + margin * 0.75)];
  const [sheetWidth, sheetHeight] = form.square
    ? [Math.max(ownWidth, ownHeight), Math.max(ownWidth, ownHeight)]
    : [ownWidth, ownHeight];
  const left = (sheetWidth - ownWidth) / 2;

  const description = [record.summary, record.description, ...record.notes.map((note) => note.text)].join('\n');
  const sheet = `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      width: sheetWidth,
      height: sheetHeight,
      viewBox: `0 0 ${sheetWidth} ${sheetHeight}`,
      'xml:lang': site.language,
      'font-family': sans,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    [
      element('title', { id: `${id}-title` }, escapeXml(record.headline)),
      element('desc', { id: `${id}-desc` }, escapeXml(description)),
      definitions ? element('defs', {}, definitions) : '',
      form.ground === 'none' ? '' : element('rect', { width: sheetWidth, height: sheetHeight, fill: ink.paper }),
      ...(left > 0 ? [element('g', { transform: `translate(${n(left)} 0)` }, parts.join('\n'))] : parts),
    ].join('\n'),
  )}\n`;
  if (form.ground === 'dark') return recoloured(sheet, palette.dark);
  return form.ground === 'white' ? recoloured(sheet, { ...ink, paper: printPalette.paper }) : sheet;
}
