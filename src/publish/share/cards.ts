/** Which share pictures there are, what stands on each, and their bytes. */
import { createHash } from 'node:crypto';
import { chaptersIn, plainPage } from '../../story/chapters.ts';
import type { Site } from '../../story/site.ts';
import { chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { encodePng } from '../chart/png.ts';
import { rasterise } from '../chart/raster.ts';
import { answeredBy, claimants, sentences, siteName } from '../cite/works.ts';
import { coarser, heaviest, type ShareCard, shareSize, shareSvg } from './image.ts';

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
  readonly chart: string | undefined;
}

function cardOf(site: Site, { name, title, chapter, chart }: Named): ShareCard & { readonly alt: string } {
  const record = chart === undefined ? undefined : chartRecord(site, chart);
  const saidBy = record && claimants(site, record, 1);
  const answered = record?.answer && answeredBy(site, record.answer);
  return {
    name,
    title: plainSpaces(title),
    place: chapter
      ? text(site, 'place', { site: siteName(site), chapter: site.messages.text(`chapterNames.${chapter}`) })
      : siteName(site),
    saidBy,
    answered,
    chart,
    alt: sentences(
      text(site, 'alt', { title, site: siteName(site) }),
      record && text(site, 'shows', { summary: record.summary }),
      saidBy,
      answered,
    ),
  };
}

type Card = ReturnType<typeof cardOf>;
const made = new WeakMap<Site, ReadonlyMap<string, Card>>();

/** Every picture by name: the front page, each chapter with its first chart, each chart. */
export function shareCards(site: Site): ReadonlyMap<string, Card> {
  const known = made.get(site);
  if (known) return known;
  const front = plainPage(site.language, 'front');
  const named: Named[] = [
    { name: 'front', title: front.front.title, chapter: undefined, chart: front.chartIds[0] },
    ...chaptersIn(site.language).map((chapter) => ({
      name: chapter.id,
      title: chapter.front.title,
      chapter: chapter.id,
      chart: chapter.chartIds[0],
    })),
    ...[...site.charts.values()].map(({ chart, chapter }) => ({
      name: `chart-${chart.id}`,
      title: chart.headline,
      chapter,
      chart: chart.id,
    })),
  ];
  const cards = new Map(named.map((entry) => [entry.name, cardOf(site, entry)]));
  made.set(site, cards);
  return cards;
}

/** The picture of a page by name; throws for one that is not made. */
export function shareImage(site: Site, name: string): ShareImage {
  const card = shareCards(site).get(name);
  if (!card) throw new Error(`There is no share picture ${name}`);
  return { path: `share/${name}.png`, alt: card.alt };
}

async function draw(svg: string, title: string, site: Site): Promise<Uint8Array> {
  const pixels = await rasterise(svg, shareSize.width);
  const texts = {
    Title: title,
    Author: siteName(site),
    Copyright: `${site.dataset.edition.licence.name}, ${site.dataset.edition.licence.url}`,
  };
  // Shades that nobody can tell apart cost bytes in a picture full of small shapes: they are merged in steps until the picture is light enough.
  for (const step of [1, 8, 16]) {
    const bytes = encodePng(coarser(pixels, step), texts);
    if (bytes.length <= heaviest) return bytes;
  }
  throw new Error(`The share picture "${title}" weighs more than ${heaviest} bytes: see src/publish/share/image.ts`);
}

const drawn = new Map<string, Promise<Uint8Array>>();

/** The bytes of a picture. The same content is drawn once, however often it is asked for. */
export function sharePng(site: Site, name: string): Promise<Uint8Array> {
  const pictureOf = (card: Card): Promise<Uint8Array> => {
    const svg = shareSvg(site, card);
    const key = createHash('sha256').update(svg).digest('hex');
    const bytes = drawn.get(key) ?? draw(svg, card.title, site);
    drawn.set(key, bytes);
    return bytes;
  };
  const card = shareCards(site).get(name);
  if (!card) throw new Error(`There is no share picture ${name}`);
  // resvg draws on other threads: with all pictures begun at once they draw while this thread writes those that are ready. In dev only what is asked for.
  if (!import.meta.env.DEV && drawn.size === 0) for (const other of shareCards(site).values()) pictureOf(other);
  return pictureOf(card);
}
