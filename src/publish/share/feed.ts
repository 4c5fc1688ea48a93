/**
 * The feed: each chapter in full with its notes, its charts as pictures with their answers, and the edition of the data.
 *
 * A chapter has no date of publication: only the month as of which it stands is on record. Feed readers take the day on which they first saw it.
 */
import type { RSSFeedItem } from '@astrojs/rss';
import { visit } from 'unist-util-visit';
import { type Chapter, chaptersIn } from '../../story/chapters.ts';
import { html, trusted } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { copyOf, h, type Root, rootOf, toHtml, treeFrom } from '../../story/tree.ts';
import { typeset } from '../../words/typeset.ts';
import { answerSentence, chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { claimants, type Home, sentences } from '../cite/works.ts';
import { pngWidth } from '../download/files.ts';
import { newsKey, unreleased } from '../edition/label.ts';

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

/** A text of a page as it may stand anywhere: addresses in full; no keys, which would meet those of other texts; nothing that needs our styles. */
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
    })),
    ...(edition.version.endsWith(unreleased)
      ? []
      : [
          {
            title: messages.text('feed.edition', { version: edition.version }),
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
            ...(edition.date.length === 10 ? { pubDate: new Date(`${edition.date}T00:00:00Z`) } : {}),
          },
        ]),
  ];
}
