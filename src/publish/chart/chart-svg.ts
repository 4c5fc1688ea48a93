/**
 * A chart as a file that stands alone: headline, dek, the wide picture, who says it, the answer, sources and edition, on one sheet.
 *
 * Fonts: text with a stack of fallbacks, not outlines. Text can be searched, translated, corrected and read aloud, and the file is a fifth of the size;
 * lines are broken for the widest face of the stack, so nothing runs out where another font is used. The PNG is drawn with the site's own fonts.
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

/** A part of the sheet, below others. */
interface Part {
  readonly height: number;
  at(top: number): string;
}

/** The first words of a text, set apart. */
interface Lead {
  readonly text: string;
  readonly fill: string;
}

/** Lines of text, broken for the widest face. */
function textPart(width: number, content: string, style: Style, lead?: Lead): Part {
  const { size, fill, weight, family, indent = 0 } = style;
  const lineHeight = size * 1.35;
  const lines = wrapText(
    typeset(lead ? `${lead.text} ${content}` : content),
    (width - indent) / widestFace[family === serif ? 'serif' : 'sans'],
    size,
    weight !== undefined,
  );
  const spanAt = (line: string, index: number, top: number) => {
    // The lead is short by contract of its messages; where it fills a line of its own it is not set apart.
    const withLead = lead && index === 0 && line.startsWith(`${lead.text} `);
    const text = withLead
      ? `${element('tspan', { fill: lead.fill, 'font-weight': 600 }, escapeXml(lead.text))}${escapeXml(line.slice(lead.text.length))}`
      : escapeXml(line);
    return element('tspan', { x: margin + indent, y: top + size + index * lineHeight }, text);
  };
  const attributes = { 'font-size': size, fill, 'font-weight': weight, 'font-family': family };
  return {
    height: size + (lines.length - 1) * lineHeight + size * 0.35,
    at: (top) => element('text', attributes, lines.map((line, index) => spanAt(line, index, top)).join('')),
  };
}

/** Parts below each other, each after so many units of air. */
const column = (...parts: readonly (readonly [air: number, part: Part])[]): Part => ({
  height: parts.reduce((sum, [air, { height }]) => sum + air + height, 0),
  at: (top) => {
    let bottom = top;
    return parts
      .map(([air, part]) => {
        const svg = part.at(bottom + air);
        bottom += air + part.height;
        return svg;
      })
      .join('\n');
  },
});

/** The answered ink is a double bar at the left here as on the page: recognised by its form too. */
const answeredPart = (part: Part): Part => ({
  ...part,
  at: (top) => {
    const bars = [0, 3].map((x) =>
      element('path', {
        d: `M${margin + x + 0.5} ${n(top)}V${n(top + part.height + 2)}`,
        stroke: ink.answered,
        'stroke-width': 1,
        fill: 'none',
      }),
    );
    return [part.at(top), ...bars].join('\n');
  },
});

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

/** Who says what the picture shows, and what was answered, as far as there is either. */
function bothSides(record: ChartRecord, site: Site, width: number): readonly (readonly [air: number, part: Part])[] {
  const style = { size: 13.5, fill: ink.ink };
  const beside = { ...style, indent: 12 };
  const parts: (readonly [number, Part])[] = [];
  if (record.claims.length > 0) {
    const lead = { text: plainWords(site.language, 'picture.saidBy'), fill: ink.said };
    parts.push([12, textPart(width, saidBy(record, site), style, lead)]);
  }
  if (record.answer) {
    const lead = { text: site.messages.text('notes.answered'), fill: ink.answered };
    const answer = textPart(width, answerSentence(record.answer), beside, lead);
    const count = record.answers.length;
    const all = plainWords(site.language, 'picture.allAnswers', { count });
    const more = textPart(width, all, { ...beside, fill: ink.muted });
    parts.push([12, answeredPart(count > 1 ? column([0, answer], [3, more]) : answer)]);
  }
  return parts;
}

/** Sources, edition and address. The only part that names the edition: a frozen edition compares the others (src/publish/edition/freeze.ts). */
function imprint(record: ChartRecord, site: Site, width: number): Part {
  const source = textPart(width, sourceLine(record, site), { size: 12.5, fill: ink.muted });
  const printed = site.address && `${site.address}/charts/${record.id}/`;
  const address = printed ? textPart(width, printed, { size: 12.5, fill: ink.said, weight: 600 }) : undefined;
  return {
    height: source.height + (address ? 4 + address.height : 0),
    at: (top) =>
      element(
        'g',
        { id: `${record.id}-imprint` },
        source.at(top) + (address ? address.at(top + source.height + 4) : ''),
      ),
  };
}

/** `/charts/<id>.svg`, and the sheets that pictures in other forms are drawn from. */
export function chartSvg(site: Site, id: string, form: SheetForm = {}): string {
  const record = chartRecord(site, id);
  const { width, height, content: drawn, definitions } = standalonePicture(site, id, form.frame ?? 'wide');
  const picture: Part = {
    height: height + 10,
    at: (top) => element('g', { transform: `translate(${margin} ${n(top)})` }, drawn),
  };
  const parts = column(
    [0, textPart(width, record.headline, { size: 23, fill: ink.ink, weight: 600, family: serif })],
    [6, textPart(width, record.dek, { size: 15, fill: ink.muted })],
    [18, picture],
    ...bothSides(record, site, width),
    [12, imprint(record, site, width)],
  );
  const [ownWidth, ownHeight] = [width + 2 * margin, Math.ceil(parts.height + margin * 1.75)];
  const side = Math.max(ownWidth, ownHeight);
  const [sheetWidth, sheetHeight] = form.square ? [side, side] : [ownWidth, ownHeight];
  const left = (sheetWidth - ownWidth) / 2;
  const body = parts.at(margin);
  const description = [record.summary, record.description, ...record.notes.map((note) => note.text)].join('\n');
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    'xmlns:xlink': 'http://www.w3.org/1999/xlink',
    width: sheetWidth,
    height: sheetHeight,
    viewBox: `0 0 ${sheetWidth} ${sheetHeight}`,
    'xml:lang': site.language,
    'font-family': sans,
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
  };
  const children = [
    element('title', { id: `${id}-title` }, escapeXml(record.headline)),
    element('desc', { id: `${id}-desc` }, escapeXml(description)),
    definitions ? element('defs', {}, definitions) : '',
    form.ground === 'none' ? '' : element('rect', { width: sheetWidth, height: sheetHeight, fill: ink.paper }),
    left > 0 ? element('g', { transform: `translate(${n(left)} 0)` }, body) : body,
  ];
  const sheet = `<?xml version="1.0" encoding="UTF-8"?>\n${element('svg', root, children.join('\n'))}\n`;
  if (form.ground === 'dark') return recoloured(sheet, palette.dark);
  return form.ground === 'white' ? recoloured(sheet, { ...ink, paper: printPalette.paper }) : sheet;
}
