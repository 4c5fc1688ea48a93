/** The cover of the e-book: words alone, as a chart there would be without its answer. Below them the three inks of the site, as they are drawn everywhere. */
import { wrapText } from '../../charts/shared/labels.ts';
import { palette } from '../../charts/shared/palette.ts';
import { element, escapeXml } from '../../charts/shared/svg.ts';
import { plainPage } from '../../story/chapters.ts';
import type { Site } from '../../story/site.ts';
import { plainSpaces } from '../chart/chart-record.ts';

export const coverWidth = 1000;
const height = 1500;
const margin = 90;
const ink = palette.light;

const lines = (
  texts: readonly string[],
  y: number,
  lineHeight: number,
  style: Readonly<Record<string, string | number>>,
): string =>
  element(
    'text',
    style,
    texts.map((line, index) => element('tspan', { x: margin, y: y + index * lineHeight }, escapeXml(line))).join(''),
  );

export function coverSvg(site: Site): string {
  const { messages, dataset, format } = site;
  const room = coverWidth - 2 * margin;
  const serif = { 'font-family': 'Source Serif 4', 'font-weight': 600, fill: ink.ink };
  // The serif in semibold is about an eighth wider than the estimate for the sans.
  const title = wrapText(plainSpaces(plainPage(site.language, 'front').front.title), room / 1.12, 80, true);
  const tagline = wrapText(plainSpaces(messages.text('site.tagline')), room, 40, false);
  const edition = plainSpaces(
    messages.text('offline.edition', { version: dataset.edition.version, date: format.date(dataset.edition.date) }),
  );
  const right = coverWidth - margin;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: coverWidth,
      height,
      viewBox: `0 0 ${coverWidth} ${height}`,
      'font-family': 'Source Sans 3',
    },
    [
      element('rect', { width: coverWidth, height, fill: ink.paper }),
      lines([plainSpaces(messages.text('site.name'))], 190, 0, { 'font-size': 46, 'font-weight': 600, fill: ink.said }),
      lines(title, 340, 94, { ...serif, 'font-size': 80 }),
      lines(tagline, 340 + title.length * 94 + 10, 54, { 'font-size': 40, fill: ink.muted }),
      element('path', { d: `M${margin} 1220H${right}`, stroke: ink.said, 'stroke-width': 14, fill: 'none' }),
      ...[1261, 1275].map((y) =>
        element('path', { d: `M${margin} ${y}H${right}`, stroke: ink.answered, 'stroke-width': 5, fill: 'none' }),
      ),
      element('path', {
        d: `M${margin} 1316H${right}`,
        stroke: ink.unknown,
        'stroke-width': 6,
        'stroke-dasharray': '22 16',
        fill: 'none',
      }),
      lines([edition], 1410, 0, { 'font-size': 34, fill: ink.muted }),
    ].join('\n'),
  );
}
