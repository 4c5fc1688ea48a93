/** A chart's picture for files that stand alone: classes resolved to attributes, colours of the light palette. Drawn once a build for all such files. */
import type { FrameName } from '../../charts/shared/frame.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import type { Site } from '../../story/site.ts';
import chartCss from '../../styles/chart.css?raw';
import { pictureRules, resolveStyles, type StyleRule } from './svg-styles.ts';

export interface StandalonePicture {
  readonly width: number;
  readonly height: number;
  readonly content: string;
  /** Shapes that the content refers to, for its `<defs>`; may be empty. */
  readonly definitions: string;
}

let rules: readonly StyleRule[] | undefined;
const drawn = new WeakMap<object, Map<FrameName, StandalonePicture>>();

/** @throws Error for a chart that the site does not have */
export function standalonePicture(site: Site, id: string, frame: FrameName): StandalonePicture {
  const entry = site.charts.get(id);
  if (!entry) throw new Error(`There is no chart ${id}`);
  const known = drawn.get(entry.chart)?.get(frame);
  if (known) return known;
  rules ??= pictureRules(chartCss);
  const symbols = new SymbolSheet();
  const picture = /^<svg ([^>]*)>([\s\S]*)<\/svg>$/.exec(entry.chart.picture(frame, symbols, { label: '' }));
  const size = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(picture?.[1] ?? '');
  const [width, height] = [Number(size?.[1]), Number(size?.[2])];
  if (!picture || !(width > 0) || !(height > 0)) throw new Error(`The ${frame} picture of ${id} has no size`);
  const made = {
    width,
    height,
    content: resolveStyles(picture[2] ?? '', rules, [`picture picture--${frame}`], id),
    definitions: resolveStyles(symbols.definitions(), rules, ['symbols'], id),
  };
  drawn.set(entry.chart, (drawn.get(entry.chart) ?? new Map<FrameName, StandalonePicture>()).set(frame, made));
  return made;
}
