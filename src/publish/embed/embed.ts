/** A chart alone, for a frame in somebody else's page: one HTML file that needs nothing else. */

import type { CountryLinks } from '../../charts/kit/country-links.ts';
import { palette } from '../../charts/shared/palette.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import type { Answer } from '../../dataset/answers.ts';
import { once } from '../../shared/once.ts';
import { chartAnswers } from '../../story/chart-answers.ts';
import { chartTable } from '../../story/chart-figure.ts';
import { countryLinks } from '../../story/country-link.ts';
import { systemFontCss } from '../../story/fonts.ts';
import { type Html, html, trusted } from '../../story/html.ts';
import { answerText, recordHref, sayer, sayingOf } from '../../story/notes.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { opened } from '../chart/picture.ts';
import { claimants, sentences } from '../cite/works.ts';
import { propertiesRead, usedCss, usedIn } from '../page/used-css.ts';
import { type EmbedFit, fitEmbed } from './height.ts';
import { embedSnippet, plainSnippet, type Theme } from './snippet.ts';

/** Path of the embed, of its chart, and of its oEmbed answer, below the prefix. */
export const embedPath = (id: string): string => `embed/${id}/`;
export const chartPath = (id: string): string => `charts/${id}/`;

/** More answers than this are named and linked, except the one that stands openly: an embed must stay light. */
const answersInFull = 3;

/** An answer by name: who, when, what kind, and where its record is. */
function answerByName(answer: Answer, site: Site): Html {
  const kind = answer.table === 'claims' ? `claimKinds.${answer.row.kind}` : `responseTypes.${answer.row.type}`;
  const { id } = answer.row;
  return html`${sayer(sayingOf(answer, site))} (${site.messages.text(kind)}) <a class="note__more" href="${recordHref(id, site.base)}">${id}</a>`;
}

/** HTML of our own making as the words that are read. */
const plain = (text: Html | undefined): string =>
  (text?.toString() ?? '').replace(/<[^>]*>/g, '').replace(/&[a-z0-9#]+;/g, '&');

/** What an embed consists of, for its page, its lines and its oEmbed answer: the pictures, the texts that are always visible, and all answers. */
const partsIn = once((site: Site) =>
  once((id: string) => {
    const { chart, words } = chartOf(site, id);
    const { messages, format, base } = site;
    const { version, date } = site.dataset.edition;
    const symbols = new SymbolSheet();
    const names = { labelledBy: `chart-${id}-summary` };
    // `<base target>` is for the links of HTML.
    const links: CountryLinks = (country) => ({ ...countryLinks(site)(country), target: '_blank' });
    const wide = chart.picture('wide', symbols, names, links);
    const narrow = chart.picture('narrow', symbols, names, links);
    const answers = chartAnswers(chart, site.dataset);
    const shown = answers.get(words.answer ?? '');
    return {
      wide,
      narrow,
      symbols: symbols.toSvg(),
      answers: [...answers.values()],
      answer:
        shown &&
        html`<span class="answers__title">${messages.text('notes.answered')}</span> ${answerText(shown, site)}`,
      source: html`${typeset(sentences(claimants(site, chartRecord(site, id))))} ${messages.text('chart.asOf', { asOf: words.messages.text('asOf') })} <a href="${base}sources/#chart-${id}" rel="noopener">${messages.text('chart.sources', { count: chart.sources.length })}</a> · <a href="${base}${chartPath(id)}#editions" rel="noopener">${messages.text('chart.edition', { version, date: format.date(date) }).replace(/^· /, '')}</a> · <a href="${base}${chartPath(id)}" rel="noopener">${messages.text('embed.home', { site: messages.text('site.name') })}</a>`,
    };
  }),
);

const fitsIn = once((site: Site) =>
  once((id: string): EmbedFit => {
    const { headline, dek } = chartOf(site, id).chart;
    const { answer, source, answers, narrow, wide } = partsIn(site)(id);
    return fitEmbed({
      headline,
      dek,
      answer: plain(answer),
      source: plain(source),
      folds: answers.length > 1 ? 2 : 1,
      narrow: opened(narrow),
      wide: opened(wide),
    });
  }),
);

/** The heights of a chart's embed at each width. */
export const embedFit = (site: Site, id: string): EmbedFit => fitsIn(site)(id);

/** Accessible name of a frame with a chart. */
export const embedTitle = (site: Site, id: string): string =>
  plainSpaces(
    site.messages.text('embed.frameTitle', {
      headline: chartOf(site, id).chart.headline,
      site: site.messages.text('site.name'),
    }),
  );

/** Width for which one height is given where a frame cannot follow its column: a usual column of text. */
export const usualColumn = 700;

/** Height of an embed in a column of the usual width. */
export const usualHeight = (site: Site, id: string): number => Math.ceil(embedFit(site, id).at(usualColumn));

/** Address and name of a chart's frame. */
const frameOf = (site: Site, id: string, home: URL) => ({
  src: new URL(embedPath(id), home).href,
  title: embedTitle(site, id),
});

/** The line to paste for a chart. */
export const snippetOf = (site: Site, id: string, home: URL, theme: Theme = 'auto'): string =>
  embedSnippet({ ...frameOf(site, id, home), fit: embedFit(site, id), theme });

/** The line for systems that take styles out of what is pasted. */
export const plainLineOf = (site: Site, id: string, home: URL): string =>
  plainSnippet({ ...frameOf(site, id, home), height: usualHeight(site, id) });

/**
 * The palette as custom properties that follow the colour scheme of the page, so that one switch (`color-scheme` in embed.css) turns both.
 * First in light only, for browsers without `light-dark()`. Only the inks that are used.
 */
export function embedPaletteCss(used: ReadonlySet<string>): string {
  const names = (Object.keys(palette.light) as (keyof typeof palette.light)[]).filter((name) => used.has(name));
  const declare = (value: (name: (typeof names)[number]) => string) =>
    names.map((name) => `--${name}:${value(name)}`).join(';');
  const light = declare((name) => palette.light[name]);
  const both = declare((name) =>
    palette.light[name] === palette.dark[name]
      ? palette.light[name]
      : `light-dark(${palette.light[name]},${palette.dark[name]})`,
  );
  return `:root{${light}}@supports (color:light-dark(#000,#fff)){:root{${both}}}`;
}

export interface EmbedOptions {
  readonly site: Site;
  readonly id: string;
  /** Where the site is: its address with the prefix and a slash at the end. */
  readonly home: URL;
  /** `embed.css` and `chart.css`, in this order. */
  readonly css: string;
  /** Address of `embed-frame.js`; without it the page has no script. */
  readonly script?: string;
  /** Address of the oEmbed answer, for discovery. */
  readonly oembed?: string;
  /** What a card says of it. */
  readonly description?: string;
}

/** The HTML of an embed. Links open in a new tab: a frame is no place to read on in. */
export function embedDocument({ site, id, home, css, script, oembed, description }: EmbedOptions): string {
  const { chart } = chartOf(site, id);
  const { messages } = site;
  const { answers, answer, source, wide, narrow, symbols } = partsIn(site)(id);
  const title = plainSpaces(
    messages.text('embed.title', { headline: chart.headline, site: messages.text('site.name') }),
  );
  const body = html`<span id="light" hidden></span><span id="dark" hidden></span>${trusted(symbols)}
<main>
<figure class="chart" id="chart-${id}" aria-labelledby="chart-${id}-headline">
<h1 class="chart__headline" id="chart-${id}-headline">${chart.headline}</h1>
<p class="chart__dek">${chart.dek}</p>
${trusted(wide)}
${trusted(narrow)}
${answer ? html`<p class="chart__answer">${answer}</p>` : ''}
<p class="chart__source">${source}</p>
${answers.length > 1 ? html`<details class="chart__more chart__answers"><summary>${messages.text('chart.answers', { count: answers.length })}</summary><ul>${answers.map((entry) => html`<li>${answers.length > answersInFull ? answerByName(entry, site) : answerText(entry, site)}</li>`)}</ul></details>` : ''}
<details class="chart__more"><summary>${messages.text('chart.numbers')}</summary><p id="chart-${id}-summary">${chart.summary}</p><p>${chart.description}</p><div class="scroll" role="region" aria-label="${chart.tableCaption}" tabindex="0">${chartTable(chart, site)}</div></details>
</figure>
</main>`;
  const rules = usedCss(css, usedIn(body.toString()));
  return html`<!doctype html>
<html lang="${site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="responsive-embedded-sizing" content="allow-origins=*">
<title>${title}</title>
<meta name="description" content="${plainSpaces(description ?? chart.summary)}">
<meta property="og:title" content="${plainSpaces(chart.headline)}">
<meta property="og:image" content="${new URL(`charts/${id}.png`, home).href}">
<meta name="twitter:card" content="summary_large_image">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${new URL(chartPath(id), home).href}">
${oembed ? html`<link rel="alternate" type="application/json+oembed" href="${oembed}" title="${title}">` : ''}
<base target="_blank">
<style>${trusted(embedPaletteCss(propertiesRead(rules)) + systemFontCss() + rules)}</style>
${script ? html`<script src="${script}" defer></script>` : ''}
</head>
<body>
${body}
</body>
</html>
`.toString();
}
