/** The cover of the e-book: words alone, as a chart there would be without its answer. Below them the three inks of the site, as they are drawn everywhere. */
import { palette } from '../../charts/shared/palette.ts';
import { element } from '../../charts/shared/svg.ts';
import { plainPage } from '../../story/chapters.ts';
import type { Site } from '../../story/site.ts';
import { plainSpaces } from '../chart/chart-record.ts';
import { breakLines, linesOfText, type TextStyle } from '../share/lines.ts';

export const coverWidth = 1000;
const height = 1500;
const margin = 90;
const ink = palette.light;

export function coverSvg(site: Site): string {
  const { messages, dataset, format } = site;
  const { version, date } = dataset.edition;
  const styles = {
    name: { size: 46, lineHeight: 0, fill: ink.said, bold: true },
    title: { size: 80, lineHeight: 94, fill: ink.ink, serif: true },
    tagline: { size: 40, lineHeight: 54, fill: ink.muted },
    edition: { size: 34, lineHeight: 0, fill: ink.muted },
  } satisfies Record<string, TextStyle>;
  const lines = (words: string, style: TextStyle) => breakLines(plainSpaces(words), coverWidth - 2 * margin, style);
  const title = lines(plainPage(site.language, 'front').front.title, styles.title);
  const tagline = lines(messages.text('site.tagline'), styles.tagline);
  const name = [plainSpaces(messages.text('site.name'))];
  const edition = [plainSpaces(messages.text('offline.edition', { version, date: format.date(date) }))];
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
      linesOfText(name, margin, 190, styles.name),
      linesOfText(title, margin, 340, styles.title),
      linesOfText(tagline, margin, 340 + title.length * 94 + 10, styles.tagline),
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
      linesOfText(edition, margin, 1410, styles.edition),
    ].join('\n'),
  );
}
