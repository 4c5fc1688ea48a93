/**
 * The feed: each chapter in full with its notes, its charts as pictures with their answers, and the edition of the data.
 *
 * A chapter has the date of the edition in which it got its present words, and a new id with each, so that readers of feeds hear of a revision. Words
 * that are in no edition yet have no date.
 */
import type { RSSFeedItem } from '@astrojs/rss';
import { visit } from 'unist-util-visit';
import { type Chapter, chaptersIn } from '../../story/chapters.ts';
import type { CorrectionItem } from '../../story/corrections.ts';
import { html, trusted } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { copyOf, h, type Root, rootOf, toHtml, treeFrom } from '../../story/tree.ts';
import { typeset } from '../../words/typeset.ts';
import { answerSentence, chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { claimants, type Home, sentences } from '../cite/works.ts';
import { pngWidth } from '../download/files.ts';
import { newsKey, unreleased } from '../edition/label.ts';
import { chapterDates } from '../record/chapter-history.ts';
import { chartHistory } from '../record/chart-history.ts';
import { dayOf, revisedGuid } from './rss.ts';

/** A chart where a page cannot draw one: its picture, who says it, what was answered, and the way to the rest. */
function pictureOf(site: Site, id: string, home: Home): string {
  const record = chartRecord(site, id);
  const { messages } = site;
  const page = new URL(`charts/${id}/`, home).href;
  const said = sentences(
    record.dek,
    claimants(site, record),
    record.answer && messages.text('cite.answered', { answer: answerSentence(record.answer) }),
  );
  return html`<figure><a href="${page}"><img src="${new URL(`charts/${id}.png`, home).href}" alt="${record.summary}" width="${pngWidth}"></a><figcaption><b>${typeset(record.headline)}</b> ${typeset(said)} ${messages.text('feed.picture')} <a href="${page}">${page}</a></figcaption></figure>`.toString();
}

/** A text of a page as it can appear anywhere: addresses in full; no keys, which would meet those of other texts; nothing that needs our styles. */
function standalone(tree: Root, page: string): Root {
  visit(tree, 'element', (element) => {
    // Nothing is folded: a reader of feeds may know no way to unfold it.
    if (element.tagName === 'details') element.tagName = 'div';
    if (element.tagName === 'summary') element.tagName = 'p';
    const { href, lang, src, alt, width } = element.properties;
    element.properties = {
      ...(typeof href === 'string' ? { href: new URL(href, page).href } : {}),
      ...Object.fromEntries(Object.entries({ lang, src, alt, width }).filter(([, value]) => value !== undefined)),
    };
  });
  return tree;
}

function chapterContent(site: Site, chapter: Chapter, home: Home): string {
  const page = new URL(`${chapter.id}/`, home).href;
  const body = chapter.tree.children.map((node) =>
    node.type === 'raw' && node.data?.chart ? treeFrom(pictureOf(site, node.data.chart, home)) : node,
  );
  const notes = treeFrom(
    html`<h2>${site.messages.text('chapter.notes')}</h2><ol>${trusted(chapter.notesHtml)}</ol>`.toString(),
  );
  const text = rootOf([
    h('p', {}, [chapter.front.dek]),
    ...[...body, notes].flatMap((node) => (node.type === 'root' ? node.children : [node])),
  ]);
  return toHtml(standalone(copyOf(text), page));
}

/** Readers of feeds take a description for HTML. */
const asHtml = (text: string): string => html`${plainSpaces(text)}`.toString();

/** What says that something with a lasting address is new: an id of its own, and the day. */
const revised = (link: string, date: string | undefined): Pick<RSSFeedItem, 'customData' | 'pubDate'> =>
  date === undefined ? {} : { customData: revisedGuid(link, date), pubDate: dayOf(date) };

export const correctionFeedItem = (item: CorrectionItem, home: Home): RSSFeedItem => ({
  title: plainSpaces(item.summary),
  description: asHtml(`${item.text} ${item.noticed}`),
  link: new URL(`corrections/#${item.id}`, home).href,
  pubDate: dayOf(item.date),
});

/** What became of one chart, newest first: the editions that changed it, then corrections of its records. */
export function chartFeedItems(site: Site, id: string, home: Home): RSSFeedItem[] {
  const { changes, corrections } = chartHistory(site, id);
  const page = new URL(`charts/${id}/`, home).href;
  return [
    ...changes
      .filter(({ isReleased }) => isReleased)
      .map(({ version, date, sentence }) => ({
        title: plainSpaces(
          site.messages.text('feed.chartEdition', { version, headline: chartRecord(site, id).headline }),
        ),
        description: asHtml(sentence),
        link: `${page}#changes-${version}`,
        pubDate: dayOf(date),
      })),
    ...corrections.map((item) => correctionFeedItem(item, home)),
  ].sort((a, b) => (b.pubDate?.getTime() ?? 0) - (a.pubDate?.getTime() ?? 0));
}

/** Items of the feed, in reading order, then the edition; rows that are in no edition yet are no news. */
export function feedItems(site: Site, home: Home): RSSFeedItem[] {
  const { messages, dataset, format } = site;
  const { edition, tables } = dataset;
  return [
    ...chaptersIn(site.language).map((chapter) => ({
      title: plainSpaces(chapter.front.title),
      link: new URL(`${chapter.id}/`, home).href,
      description: asHtml(
        `${chapter.front.description} ${messages.text('chapter.asOf', { date: format.date(chapter.front.asOf) })}.`,
      ),
      content: chapterContent(site, chapter, home),
      ...revised(new URL(`${chapter.id}/`, home).href, chapterDates(chapter, edition).modified),
    })),
    ...(edition.version.endsWith(unreleased)
      ? []
      : [
          {
            title: plainSpaces(messages.text('feed.edition', { version: edition.version })),
            link: new URL(`data/#edition-${edition.version}`, home).href,
            description: asHtml(
              `${messages.has(newsKey(edition.version)) ? `${messages.text(newsKey(edition.version))} ` : ''}${messages.text(
                'feed.editionText',
                {
                  title: edition.title,
                  version: edition.version,
                  date: format.date(edition.date),
                  tables: Object.keys(tables).length,
                  claims: tables.claims.length,
                  responses: tables.responses.length,
                  charts: site.charts.size,
                },
              )}`,
            ),
            // The edition says on which day it is dated; anything less exact would be a guess.
            pubDate: dayOf(edition.date),
          },
        ]),
  ];
}
