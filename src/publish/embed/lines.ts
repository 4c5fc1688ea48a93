/** What to paste for a chart, by where it is pasted: the first is right wherever HTML is written, the others for systems that do not take it. */

import { escapeHtml } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { chartRecord } from '../chart/chart-record.ts';
import { answeredBy, claimants, sentences } from '../cite/works.ts';
import { chartPath, embedPath, plainLineOf, snippetOf } from './embed.ts';
import type { Size } from './height.ts';

export interface PasteLine {
  /** Where it is pasted; what is said of that is under `paste.<place>` in the messages. */
  readonly place: string;
  readonly line: string;
}

/** What a picture of a chart says to those who do not see it: a claim there is one too, so its claimant and its answer stand with it. */
export function pictureAlt(site: Site, id: string): string {
  const record = chartRecord(site, id);
  return sentences(
    record.summary,
    claimants(site, record),
    record.answer ? answeredBy(site, record.answer) : undefined,
  );
}

/** Text between the brackets of a Markdown image. */
const markdownText = (text: string): string => text.replace(/[\\[\]]/g, '\\$&');

/**
 * Every line of a chart, in the order of the list.
 * @param picture size of its PNG in pixels, as it is shown
 */
export function pasteLines(site: Site, id: string, home: URL, picture: Size): readonly PasteLine[] {
  const page = new URL(chartPath(id), home).href;
  const png = new URL(`charts/${id}.png`, home).href;
  const alt = pictureAlt(site, id);
  const lines = {
    html: snippetOf(site, id, home),
    address: page,
    frame: new URL(embedPath(id), home).href,
    stripped: plainLineOf(site, id, home),
    picture: `<a href="${escapeHtml(page)}"><img src="${escapeHtml(png)}" alt="${escapeHtml(alt)}" width="${picture.width}" height="${picture.height}" style="max-width:100%;height:auto"></a>`,
    markdown: `[![${markdownText(alt)}](${png})](${page})`,
    light: snippetOf(site, id, home, 'light'),
    dark: snippetOf(site, id, home, 'dark'),
  };
  return Object.entries(lines).map(([place, line]) => ({ place, line }));
}
