/** A chart's picture for files that stand alone: classes resolved to attributes, colours of the light palette. Drawn once a build for all such files. */

import type { BuiltChart } from '../../charts/chart.ts';
import type { FrameName } from '../../charts/shared/frame.ts';
import { element } from '../../charts/shared/svg.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { once } from '../../shared/once.ts';
import { chartOf, type Site } from '../../story/site.ts';
import chartCss from '../../styles/chart.css?raw';
import { pictureRules, resolveStyles } from './svg-styles.ts';

/** A picture as its size, in its own units, and what is in it. @throws Error for what is no picture of a chart */
export function opened(svg: string): { readonly width: number; readonly height: number; readonly inside: string } {
  const picture = /^<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>([\s\S]*)<\/svg>$/.exec(svg);
  const [width, height] = [Number(picture?.[1]), Number(picture?.[2])];
  if (!picture || !(width > 0) || !(height > 0)) throw new Error(`A picture has no size: ${svg.slice(0, 200)}`);
  return { width, height, inside: picture[3] ?? '' };
}

const rulesOf = once(pictureRules);

const pictureOf = once((chart: BuiltChart) => once((frame: FrameName) => draw(chart, frame)));

/** @throws Error for a chart that the site does not have */
export const standalonePicture = (site: Site, id: string, frame: FrameName) =>
  pictureOf(chartOf(site, id).chart)(frame);

/** Pieces of the kit for a picture that is no chart: their classes as attributes, after the shapes that they refer to. */
export function withAttributes(svg: string, name: string, symbols = new SymbolSheet()): string {
  const rules = rulesOf(chartCss);
  const shapes = resolveStyles(symbols.definitions(), rules, ['symbols'], name);
  return (shapes && element('defs', {}, shapes)) + resolveStyles(svg, rules, ['picture picture--wide'], name);
}

function draw(chart: BuiltChart, frame: FrameName) {
  const rules = rulesOf(chartCss);
  const symbols = new SymbolSheet();
  const { width, height, inside } = opened(chart.picture(frame, symbols, { label: '' }));
  return {
    width,
    height,
    content: resolveStyles(inside, rules, [`picture picture--${frame}`], chart.id),
    // Shapes that the content refers to, for its `<defs>`; may be empty.
    definitions: resolveStyles(symbols.definitions(), rules, ['symbols'], chart.id),
  };
}
