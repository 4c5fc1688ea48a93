/** The line that a reporter pastes. Pure: nothing is read but what is given. */
import { escapeHtml } from '../../story/html.ts';
import type { EmbedFit } from './height.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface SnippetOptions {
  /** Address of the embedded page, without a fragment. */
  readonly src: string;
  /** Accessible name of the frame. */
  readonly title: string;
  readonly fit: Pick<EmbedFit, 'css' | 'tallest' | 'least'>;
  /** `auto` follows the page around it and the reader's system; `light` and `dark` do not. */
  readonly theme?: Theme;
}

/** Where browsers size frames by their content (Chrome 154), and where they can be trusted to. */
const sizedByBrowser = 'supports(frame-sizing:content-height) and media(scripting:enabled)';

/**
 * Where the host shrinks to fit (a float, a flex item, a table cell, a grid that centres) a container has no width of its own and would be 0 px wide. The
 * columns of a grid give it one: 640 px where there is room, and none that it insists on, so that nothing gets wider on a phone. A grid that is the
 * container itself has none in Firefox, so there are two elements.
 */
const outer = 'display:grid;grid-template-columns:minmax(0,640px) minmax(0,1fr);width:100%';
const container = 'grid-column:1/-1;container-type:inline-size';

/** Part of the height that is kept free while a frame loads. A frame that browsers size is cut off when it is given more than its content needs. */
const keptFree = 0.8;

/**
 * One frame. Its height follows the width of the column without script: the element around it is a container that `cqw` is measured by.
 *
 * The height stands four times, each for those who do not understand the next: as an attribute, for systems that take styles out; in pixels, for browsers
 * without container units; as an expression; and as `auto` where the browser sizes frames by their content. What Chromium 156 does there decided the rest
 * (docs/embedding.md): a lazy frame stays at 150 px inside when it is given any height that its content does not change, so it is `auto` and a least height
 * that no chart goes below, eight tenths of the expression, so that the host's page hardly moves; and a frame that loads before the page around is laid out, as all do without script, is measured in no width at all.
 * Both declarations ask the same question, so that whoever takes one out takes the other too.
 *
 * `color-scheme` where the theme is fixed: with the same scheme on both sides browsers leave the frame transparent.
 * With `auto` it is left out: the embed brings its own ground then, as a page that is dark by its own colours cannot be told from a light one.
 */
export function embedSnippet({ src, title, fit, theme = 'auto' }: SnippetOptions): string {
  const address = theme === 'auto' ? src : `${src}#${theme}`;
  const scheme = theme === 'auto' ? '' : `;color-scheme:${theme}`;
  const height = `min-height:${fit.least}px;min-height:calc(${fit.css}*${keptFree});height:${fit.tallest}px;height:${fit.css};height:if(${sizedByBrowser}:auto;else:${fit.css});frame-sizing:if(${sizedByBrowser}:content-height;else:auto)`;
  return `<div style="${outer}"><div style="${container}"><iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" loading="lazy" width="100%" height="${fit.tallest}" style="display:block;border:0;width:100%;${height}${scheme}"></iframe></div></div>`;
}

/** The frame alone at one height, for systems that take styles out: right for a usual column of text, with a bar inside in a narrower one. */
export const plainSnippet = ({ src, title, height }: { src: string; title: string; height: number }): string =>
  `<iframe src="${escapeHtml(src)}" title="${escapeHtml(title)}" loading="lazy" width="100%" height="${height}"></iframe>`;
