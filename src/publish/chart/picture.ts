/** A chart's picture for files that stand alone: classes resolved to attributes, colours of the light palette. Drawn once a build for all such files. */

import type { BuiltChart } from '../../charts/chart.ts';
import type { FrameName } from '../../charts/shared/frame.ts';
import { element } from '../../charts/shared/svg.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { once } from '../../dataset/once.ts';
import { chartOf, type Site } from '../../story/site.ts';
import chartCss from '../../styles/chart.css?raw';
import { pictureRules, resolveStyles } from './svg-styles.ts';

export interface StandalonePicture {
  readonly width: number;
  readonly height: number;
  readonly content: string;
  /** Shapes that the content refers to, for its `<defs>`; may be empty. */
  readonly definitions: string;
}

const rulesOf = once(pictureRules);

const pictureOf = once((chart: BuiltChart) => once((frame: FrameName) => draw(chart, frame)));

/** @throws Error for a chart that the site does not have */
export const standalonePicture = (site: Site, id: string, frame: FrameName): StandalonePicture =>
  pictureOf(chartOf(site, id).chart)(frame);

/** Pieces of the kit for a picture that is no chart: their classes as attributes, after the shapes that they refer to. */
export function withAttributes(svg: string, name: string, symbols = new SymbolSheet()): string {
  const rules = rulesOf(chartCss);
  const shapes = resolveStyles(symbols.definitions(), rules, ['symbols'], name);
  return (shapes && element('defs', {}, shapes)) + resolveStyles(svg, rules, ['picture picture--wide'], name);
}

function draw(chart: BuiltChart, frame: FrameName): StandalonePicture {
  const rules = rulesOf(chartCss);
  const symbols = new SymbolSheet();
  const picture = /^<svg ([^>]*)>([\s\S]*)<\/svg>$/.exec(chart.picture(frame, symbols, { label: '' }));
  const size = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(picture?.[1] ?? '');
  const [width, height] = [Number(size?.[1]), Number(size?.[2])];
  if (!picture || !(width > 0) || !(height > 0)) throw new Error(`The ${frame} picture of ${chart.id} has no size`);
  return {
    width,
    height,
    content: resolveStyles(picture[2] ?? '', rules, [`picture picture--${frame}`], chart.id),
    definitions: resolveStyles(symbols.definitions(), rules, ['symbols'], chart.id),
  };
}
