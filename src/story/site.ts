/** What every page shares: the dataset, words, charts and notes of a language, bound to the site's path prefix. */

import { z } from 'zod';
import type { BuiltChart } from '../charts/chart.ts';
import { type ChartWords, charts, loadChartWords } from '../charts/registry.ts';
import { checkShapes } from '../charts/shared/world.ts';
import { dataset } from '../dataset/current.ts';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { contentFile } from '../words/content.ts';
import { type Format, formatFor } from '../words/format.ts';
import { parseYaml } from '../words/front-matter.ts';
import { type Messages, messagesFrom } from '../words/message.ts';
import { loadMessages } from '../words/messages.ts';
import type { NoteContext } from './notes.ts';

export interface Site extends NoteContext {
  readonly language: string;
  /** Where the site is, as people write it: `example.org/110-abroad`. Undefined where nobody has said it. */
  readonly address: string | undefined;
  /** Where readers reach whoever runs the site: `https:` or `mailto:`. Undefined where nobody has said it: then nothing is promised. */
  readonly contact: string | undefined;
  readonly messages: Messages;
  readonly format: Format;
  readonly charts: ReadonlyMap<
    string,
    { readonly chart: BuiltChart; readonly words: ChartWords; readonly chapter: string }
  >;
}

function loadFigureWords(language: string): Messages {
  const file = `content/${language}/derived-figures.yaml`;
  const problems: Problem[] = [];
  const parsed = parseYaml(file, contentFile(file), z.record(z.string(), z.string()), problems);
  if (!parsed) throw new ProblemsError('The words of the derived figures have errors', problems);
  return messagesFrom(file, language, parsed);
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

const sites = new Map<string, Site>();

/** The site in a language; made once a build. */
export function siteIn(language: string): Site {
  const known = sites.get(language);
  if (known) return known;
  checkShapes(dataset.tables.countries);
  const messages = loadMessages(language);
  const format = formatFor(language);
  const words = loadChartWords(language);
  const site: Site = {
    language,
    contact: import.meta.env['CONTACT_URL'] as string | undefined,
    address: printedAddress(import.meta.env.SITE, basePath()),
    dataset,
    messages,
    format,
    base: basePath(),
    figureWords: loadFigureWords(language),
    charts: new Map(
      charts.map((chart) => {
        const own = words.get(chart.id);
        if (!own) throw new Error(`No words for the chart ${chart.id}`);
        return [chart.id, { chart: chart.build(dataset, own.messages, format), words: own, chapter: chart.chapter }];
      }),
    ),
  };
  sites.set(language, site);
  return site;
}
