/** A chart alone, for a frame in somebody else's page: one HTML file that needs nothing else. */

import type { BuiltChart } from '../../charts/chart.ts';
import type { CountryLinks } from '../../charts/kit/draw-input.ts';
import { palette } from '../../charts/shared/palette.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { type Answer, answersTo } from '../../dataset/answers.ts';
import { once } from '../../dataset/once.ts';
import { chartTable } from '../../story/chart-figure.ts';
import { countryLinks } from '../../story/country-link.ts';
import { systemFontCss } from '../../story/fonts.ts';
import { type Html, html, trusted } from '../../story/html.ts';
import { answerText, claimTime, recordHref } from '../../story/notes.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { plainSpaces } from '../chart/chart-record.ts';
import { propertiesRead, usedCss, usedIn } from '../page/used-css.ts';
import { type EmbedFit, fitEmbed } from './height.ts';
import { embedSnippet, plainSnippet, type Theme } from './snippet.ts';

/** Path of the embed, of its chart, and of its oEmbed answer, below the prefix. */
export const embedPath = (id: string): string => `embed/${id}/`;
export const chartPath = (id: string): string => `charts/${id}/`;

/** Every answer to what a chart shows, and the one that stands openly under it. */
function answersOf(site: Site, id: string) {
  const { chart, words } = chartOf(site, id);
  const answers = [
    ...new Map(
      chart.claims.flatMap((claim) => answersTo(site.dataset, claim)).map((answer) => [answer.row.id, answer]),
    ).values(),
  ];
  return { answers, shown: answers.find((answer) => answer.row.id === words.answer) };
}

/** More answers than this are named and linked, except the one that stands openly: an embed must stay light. */
const answersInFull = 3;

/** An answer by name: who, when, what kind, and where its record is. */
function answerInShort(answer: Answer, site: Site): Html {
  const { messages, format } = site;
  const [who, time, kind] =
    answer.table === 'claims'
      ? [answer.row.claimant, claimTime(answer.row, site), messages.text(`claimKinds.${answer.row.kind}`)]
      : [answer.row.actor, format.date(answer.row.date), messages.text(`responseTypes.${answer.row.type}`)];
  return html`<b>${typeset(who)}</b>${time ? `, ${time}` : ''} (${kind}) <a class="note__more" href="${recordHref(answer.row.id, site.base)}">${answer.row.id}</a>`;
}

/** Who makes the claims that a chart shows, each with how the claim stands. At most three, and how many more. */
function saidBy(site: Site, chart: BuiltChart): string {
  const names = [
    ...new Set(
      chart.claims
        .map((id) => site.dataset.get('claims', id))
        .map((claim) => `${claim.claimant} (${site.messages.text(`claimStatus.${claim.status}`)})`),
    ),
  ];
  if (names.length === 0) return '';
  const shown = names.length > 4 ? names.slice(0, 3) : names;
  const list =
    names.length > shown.length
      ? site.messages.text('embed.andOthers', { names: shown.join('; '), count: names.length - shown.length })
      : shown.join('; ');
  return site.messages.text('embed.saidBy', { names: list });
}

/** The texts that are always visible, as HTML: the same for the page and for the model of its height. */
function openTexts(site: Site, id: string): { answer: Html | undefined; source: Html } {
  const { chart, words } = chartOf(site, id);
  const { messages, format, base, dataset } = site;
  const { shown } = answersOf(site, id);
  const { version, date } = dataset.edition;
  return {
    answer:
      shown && html`<span class="answers__title">${messages.text('notes.answered')}</span> ${answerText(shown, site)}`,
    source: html`${saidBy(site, chart)} ${messages.text('chart.asOf', { asOf: words.messages.text('asOf') })} <a href="${base}sources/#chart-${id}" rel="noopener">${messages.text('chart.sources', { count: chart.sources.length })}</a> · <a href="${base}${chartPath(id)}#editions" rel="noopener">${messages.text('chart.edition', { version, date: format.date(date) }).replace(/^· /, '')}</a> · <a href="${base}${chartPath(id)}" rel="noopener">${messages.text('embed.home', { site: messages.text('site.name') })}</a>`,
  };
}

/** HTML of our own making as the words that are read. */
const plain = (text: Html | undefined): string =>
  (text?.toString() ?? '').replace(/<[^>]*>/g, '').replace(/&[a-z0-9#]+;/g, '&');

function pictureSize(picture: string): { width: number; height: number } {
  const match = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(picture);
  if (!match) throw new Error('A picture has no viewBox');
  return { width: Number(match[1]), height: Number(match[2]) };
}

interface Drawn {
  readonly wide: string;
  readonly narrow: string;
  readonly symbols: string;
}

/** The pictures of an embed, for its page, its snippet and its oEmbed answer. */
const drawIn = once((site: Site) =>
  once((chart: BuiltChart): Drawn => {
    const symbols = new SymbolSheet();
    const names = { labelledBy: `chart-${chart.id}-summary` };
    // `<base target>` is for the links of HTML.
    const links: CountryLinks = (country) => ({ ...countryLinks(site)(country), target: '_blank' });
    return {
      wide: chart.picture('wide', symbols, names, links),
      narrow: chart.picture('narrow', symbols, names, links),
      symbols: symbols.toSvg(),
    };
  }),
);

const fitsIn = once((site: Site) => once((id: string) => fitOf(site, id)));

/** The heights of a chart's embed at each width. */
export const embedFit = (site: Site, id: string): EmbedFit => fitsIn(site)(id);

function fitOf(site: Site, id: string): EmbedFit {
  const { chart } = chartOf(site, id);
  const drawn = drawIn(site)(chart);
  const texts = openTexts(site, id);
  return fitEmbed({
    headline: chart.headline,
    dek: chart.dek,
    answer: texts.answer && plain(texts.answer),
    source: plain(texts.source),
    folds: answersOf(site, id).answers.length > 1 ? 2 : 1,
    narrow: pictureSize(drawn.narrow),
    wide: pictureSize(drawn.wide),
  });
}

/** Accessible name of a frame with a chart. */
export const embedTitle = (site: Site, id: string): string =>
  plainSpaces(
    site.messages.text('embed.frameTitle', {
      headline: chartOf(site, id).chart.headline,
      site: site.messages.text('site.name'),
    }),
  );

/** The line to paste for a chart. */
export const snippetOf = (site: Site, id: string, home: URL, theme: Theme = 'auto'): string =>
  embedSnippet({ src: new URL(embedPath(id), home).href, title: embedTitle(site, id), fit: embedFit(site, id), theme });

/** Width for which one height is given where a frame cannot follow its column: a usual column of text. */
export const usualColumn = 700;

/** The line for systems that take styles out of what is pasted. */
export const plainLineOf = (site: Site, id: string, home: URL): string =>
  plainSnippet({
    src: new URL(embedPath(id), home).href,
    title: embedTitle(site, id),
    height: Math.ceil(embedFit(site, id).at(usualColumn)),
  });

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
  const { answers } = answersOf(site, id);
  const { answer, source } = openTexts(site, id);
  const drawn = drawIn(site)(chart);
  const title = plainSpaces(
    messages.text('embed.title', { headline: chart.headline, site: messages.text('site.name') }),
  );
  const body = html`<span id="light" hidden></span><span id="dark" hidden></span>${trusted(drawn.symbols)}
<main>
<figure class="chart" id="chart-${id}" aria-labelledby="chart-${id}-headline">
<h1 class="chart__headline" id="chart-${id}-headline">${chart.headline}</h1>
<p class="chart__dek">${chart.dek}</p>
${trusted(drawn.wide)}
${trusted(drawn.narrow)}
${answer ? html`<p class="chart__answer">${answer}</p>` : ''}
<p class="chart__source">${source}</p>
${answers.length > 1 ? html`<details class="chart__more chart__answers"><summary>${messages.text('chart.answers', { count: answers.length })}</summary><ul>${answers.map((entry) => html`<li>${answers.length > answersInFull ? answerInShort(entry, site) : answerText(entry, site)}</li>`)}</ul></details>` : ''}
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
