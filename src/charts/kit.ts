/** The pieces that a picture is composed of (docs/charts.md has them in a table). */
export * from './kit/along.ts';
export * from './kit/bars.ts';
export * from './kit/block.ts';
export type { Kit } from './kit/kit.ts';
export * from './kit/leads.ts';
export * from './kit/map.ts';
export * from './kit/marks.ts';
export * from './kit/plot.ts';
export * from './kit/spans.ts';
export { line } from './kit/text.ts';
