/** What every page shares: the dataset, words, charts and notes of a language, bound to the site's path prefix. */

import type { BuiltChart } from '../charts/chart.ts';
import type { ChartWords } from '../charts/chart-words.ts';
import { charts, loadChartWords } from '../charts/registry.ts';
import { checkShapes } from '../charts/shared/world.ts';
import { dataset } from '../dataset/current.ts';
import { once } from '../shared/once.ts';
import { type Format, formatFor } from '../words/format.ts';
import { defaultLanguage } from '../words/language.ts';
import type { Messages } from '../words/message.ts';
import { loadMessages } from '../words/messages.ts';
import { fileIn, pagePath, tagOf } from '../words/translations.ts';
import type { NoteContext } from './notes.ts';

/** A chart with its words; `language` is that of the words, which may not be translated. */
export interface SiteChart {
  readonly chart: BuiltChart;
  readonly words: ChartWords;
  readonly chapter: string;
  readonly language: string;
}

export interface Site extends NoteContext {
  readonly language: string;
  /** The language of the frame's words (`messages`), where they are not translated: to be said by `lang` wherever they appear. Else undefined. */
  readonly frame: string | undefined;
  /** The site in the language at the root, from which comes what is not translated; itself there. */
  readonly root: Site;
  /** Where the site is, as people write it: `example.org/110-abroad`. Undefined where nobody has said it. */
  readonly address: string | undefined;
  /** Where readers reach whoever runs the site: `https:` or `mailto:`. Undefined where nobody has said it: then nothing is promised. */
  readonly contact: string | undefined;
  readonly messages: Messages;
  readonly format: Format;
  readonly charts: ReadonlyMap<string, SiteChart>;
}

/** Path prefix of the site, with a slash at both ends. Set from the environment in astro.config.mjs. */
export const basePath = (): string => import.meta.env.BASE_URL.replace(/\/?$/, '/');

/**
 * The address of the site in print, without scheme and last slash; undefined for one that leads nowhere: the machine that builds,
 * which is the default, and the host that does not exist of a frozen edition.
 * @param url address of the site, undefined in tests
 */
export function printedAddress(url: string | undefined, base: string): string | undefined {
  if (!url) return undefined;
  const { host, hostname, pathname } = new URL(base, url);
  return /^(?:localhost|127\.[\d.]+|\[::1\]|.*\.invalid)$/.test(hostname)
    ? undefined
    : (host + pathname).replace(/\/$/, '');
}

/** The charts in a language, each built when it is first asked for; one without words in it is that of the language at the root. */
function chartsIn(language: string): ReadonlyMap<string, SiteChart> {
  const words = loadChartWords(language);
  const entries = charts.map(({ id, chapter, build }): [string, SiteChart] => {
    const own = words.get(id);
    if (!own) return [id, chartOf(siteIn(defaultLanguage), id)];
    let built: BuiltChart | undefined;
    const entry = {
      get chart() {
        built ??= build(dataset, own.messages, formatFor(language));
        return built;
      },
      words: own,
      chapter,
      language,
    };
    return [id, entry];
  });
  return new Map(entries);
}

/** The site in the language at the root: that of pages that are in no other. */
export const rootSite = (): Site => siteIn(defaultLanguage);

/** The site in the language of a route. */
export const siteOf = (params: Parameters<typeof tagOf>[0]): Site => siteIn(tagOf(params));

/** The charts of a chapter, in their order. */
export const chartsOf = (site: Site, chapter: string): readonly SiteChart[] =>
  [...site.charts.values()].filter((entry) => entry.chapter === chapter);

/** A chart of a site; throws for one that it does not have. */
export function chartOf(site: Site, id: string): SiteChart {
  const found = site.charts.get(id);
  if (!found) throw new Error(`There is no chart ${id}`);
  return found;
}

/** The site in a language; made once a build. */
export const siteIn = once((language: string): Site => {
  checkShapes(dataset.tables.countries);
  const messages = loadMessages(language);
  const frame = fileIn(language, 'messages.yaml').language;
  const base = basePath();
  return {
    language,
    frame: frame === language ? undefined : frame,
    get root() {
      return siteIn(defaultLanguage);
    },
    href: (path) => base + pagePath(language, path),
    contact: import.meta.env['CONTACT_URL'] as string | undefined,
    address: printedAddress(import.meta.env.SITE, basePath()),
    dataset,
    messages,
    format: formatFor(language),
    base,
    figureWords: loadMessages(language, 'derived-figures'),
    shortAnswers: loadMessages(language, 'answers'),
    charts: chartsIn(language),
  };
});
