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
 * One frame. Its height follows the width of the column without script: the element around it is a container that `cqw` is measured by.
 *
 * The height stands four times, each for those who do not understand the next: as an attribute, for systems that take styles out; in pixels, for browsers
 * without container units; as an expression; and as `auto` where the browser sizes frames by their content. What Chromium 156 does there decided the rest
 * (docs/embedding.md): a lazy frame stays at 150 px inside when it is given any height that its content does not change, so it is `auto` and a least height
 * that no chart goes below; and a frame that loads before the page around is laid out, as all do without script, is measured in no width at all.
 * Both declarations ask the same question, so that whoever takes one out takes the other too.
 *
 * `color-scheme` where the theme is fixed: with the same scheme on both sides browsers leave the frame transparent.
 * With `auto` it is left out, because a frame that follows the system in a page that does not would be unreadable without its box.
 */
export function embedSnippet({ src, title, fit, theme = 'auto' }: SnippetOptions): string {
  const address = theme === 'auto' ? src : `${src}#${theme}`;
  const scheme = theme === 'auto' ? '' : `;color-scheme:${theme}`;
  const height = `min-height:${fit.least}px;height:${fit.tallest}px;height:${fit.css};height:if(${sizedByBrowser}:auto;else:${fit.css});frame-sizing:if(${sizedByBrowser}:content-height;else:auto)`;
  return `<div style="width:100%;container-type:inline-size"><iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" loading="lazy" width="100%" height="${fit.tallest}" style="display:block;border:0;width:100%;${height}${scheme}"></iframe></div>`;
}
