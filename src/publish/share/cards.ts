/** Which share pictures there are, what each shows, and their bytes. */

import { once } from '../../shared/once.ts';
import { chaptersIn, plainPage } from '../../story/chapters.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { formatMessage } from '../../words/message.ts';
import { typeset } from '../../words/typeset.ts';
import { type AnswerRecord, answerSentence, chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { answeredBy, claimants, sentences, siteName } from '../cite/works.ts';
import { drawnPng } from '../png/drawing.ts';
import type { ShareFigure } from './figures.ts';
import { heaviest, type ShareCard, shareSize, shareSvg } from './image.ts';

/** A picture that pages name in their head. */
export interface ShareImage {
  /** Below the site's root. */
  readonly path: string;
  readonly alt: string;
}

const text = (site: Site, key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  plainSpaces(site.messages.text(`share.${key}`, values));

interface Named {
  readonly name: string;
  readonly title: string;
  readonly chapter: string | undefined;
  /** Charts in the order in which one is looked for that has figures for a share picture. */
  readonly charts: readonly string[];
}

/** The figures of a chart, filled in. */
function figuresOf(site: Site, id: string): readonly ShareFigure[] {
  const { chart, words } = chartOf(site, id);
  const fill = (message: string) => typeset(formatMessage(message, site.language, chart.values));
  return (words.share?.rows ?? []).map(({ figure, words, mark }) => ({
    figure: fill(figure),
    words: fill(words),
    mark,
  }));
}

/** An answer in full, by its first sentence, and by who gave it. */
function answerForms(site: Site, answer: AnswerRecord): readonly string[] {
  const [first = ''] = /^.+?[.!?](?= [A-Z]|$)/.exec(answer.statement) ?? [answer.statement];
  const forms = [answer.statement, first].map((statement) =>
    plainSpaces(site.messages.text('cite.answered', { answer: answerSentence({ ...answer, statement }) })),
  );
  return [...new Set([...forms, answeredBy(site, answer)])];
}

function cardOf(site: Site, { name, title, chapter, charts }: Named): ShareCard & { readonly alt: string } {
  const shareOf = (id: string) => site.charts.get(id)?.words.share;
  const chart = charts.find((id) => shareOf(id)?.chapter) ?? charts.find(shareOf) ?? charts[0];
  const record = chart === undefined ? undefined : chartRecord(site, chart);
  const share = chart === undefined ? undefined : shareOf(chart);
  const figures = chart === undefined ? [] : figuresOf(site, chart);
  const saidBy = record && claimants(site, record, 1);
  const answered = record?.answer ? answerForms(site, record.answer) : [];
  return {
    name,
    title: plainSpaces(title),
    place: chapter
      ? text(site, 'place', { site: siteName(site), chapter: site.messages.text(`chapterNames.${chapter}`) })
      : siteName(site),
    address: site.address,
    figures,
    map: share?.map ?? false,
    dek: record?.dek,
    saidBy,
    answered,
    alt: sentences(
      text(site, 'alt', { title, site: siteName(site) }),
      figures.map(({ figure, words }) => plainSpaces(`${figure} ${words}`)).join('; ') || undefined,
      record && text(site, 'shows', { summary: record.summary }),
      saidBy,
      answered[0],
    ),
  };
}

type Card = ReturnType<typeof cardOf>;

/** Every picture by name: the front page, each chapter with its first chart, each chart. */
export const shareCards = once((site: Site): ReadonlyMap<string, Card> => {
  const front = plainPage(site.language, 'front');
  const named: Named[] = [
    { name: 'front', title: front.front.title, chapter: undefined, charts: ['world-map'] },
    ...chaptersIn(site.language).map((chapter) => ({
      name: chapter.id,
      title: chapter.front.title,
      chapter: chapter.id,
      charts: chapter.chartIds,
    })),
    ...[...site.charts.values()].map(({ chart, chapter }) => ({
      name: `chart-${chart.id}`,
      title: chart.headline,
      chapter,
      charts: [chart.id],
    })),
  ];
  return new Map(named.map((entry) => [entry.name, cardOf(site, entry)]));
});

/** @throws Error for a picture that is not made */
function cardOfName(site: Site, name: string): Card {
  const card = shareCards(site).get(name);
  if (!card) throw new Error(`There is no share picture ${name}`);
  return card;
}

/** The picture of a page by name. @throws Error for one that is not made */
export const shareImage = (site: Site, name: string): ShareImage => ({
  path: `share/${name}.png`,
  alt: cardOfName(site, name).alt,
});

/** The pictures of a site. Begun all at once, they are drawn on their own thread while this one writes pages; in dev only what is asked for. */
const drawnIn = once((site: Site) => {
  const { licence } = site.dataset.edition;
  const pictureOf = once((card: Card) =>
    drawnPng({
      svg: shareSvg(site, card),
      width: shareSize.width,
      texts: { Title: card.title, Author: siteName(site), Copyright: `${licence.name}, ${licence.url}` },
      heaviest,
    }),
  );
  if (!import.meta.env.DEV) for (const card of shareCards(site).values()) pictureOf(card);
  return pictureOf;
});

/** The bytes of a picture. @throws Error for one that is not made */
export const sharePng = (site: Site, name: string): Promise<Uint8Array> => drawnIn(site)(cardOfName(site, name));
