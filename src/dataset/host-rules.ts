/** Rules on the hosts of sources: none is made to look like another, and what a publisher prints itself is on one host. */

import { once } from '../shared/once.ts';
import type { Checks, Rule } from './checks.ts';
import type { Row } from './schema.ts';

type Source = Row<'sources'>;

/** Labels before the country in the name of a host, as in `co.uk`. */
const secondLevel = new Set('ac co com edu go gob gouv gov gv net or org'.split(' '));
/** Words that are put beside a known name to make a new one: reuters-news. */
const besideNames = new Set('daily live login media news now online press today world'.split(' '));

/** The host of an address in small letters, without "www."; empty where there is none. */
const hostOf = (url: string): string =>
  (/^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(url)?.[1] ?? '').toLowerCase().replace(/^www\./, '');

/** What somebody registered of a host: `bbc.co.uk` of `news.bbc.co.uk`. */
function domainOf(host: string): string {
  const labels = host.split('.');
  return labels.slice(labels.length > 2 && secondLevel.has(labels.at(-2) ?? '') ? -3 : -2).join('.');
}

/** A name as hosts have it: small letters without accents and what is between them. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\d]/gu, '');
const nameOf = (domain: string): string => domain.split('.')[0] ?? '';
/** A name with the letters that are taken for others as one: `theguardlan`, `reuter5`. */
const seen = once((name: string): string =>
  name.replace(/[1li]/g, 'l').replace(/0/g, 'o').replace(/5/g, 's').replace(/rn/g, 'm').replace(/vv/g, 'w'),
);

/** True where one letter behind the first is too many, missing, another, or changed places with the next. */
function isOneLetterOff(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  const [restOfA, restOfB] = [a.slice(at), b.slice(at)];
  return (
    restOfA.slice(1) === restOfB.slice(1) || restOfA === restOfB.slice(1) || restOfA.slice(1) === restOfB || swapped
  );
}

/** An end of a host in the middle of a host, as in `bbc.co.uk.example.com` or `nytimes.com-story.info`. */
function endsInside(host: string): boolean {
  const labels = host.split('.');
  return (
    labels
      .slice(1, -2)
      .some(
        (label, index) =>
          secondLevel.has(label) ||
          /^(?:com|net|org)-/.test(label) ||
          (label.length === 2 && (labels[index]?.length ?? 0) > 2),
      ) || labels.slice(-2, -1).some((label) => /^(?:com|net|org)-/.test(label))
  );
}

/** Names by their first letter, which whoever makes up another leaves as it is: each is compared with those of its letter alone. */
const byLetter = once((names: ReadonlySet<string>) => Map.groupBy(names, (name) => name[0]));

/** The publisher, or the name of its host, that a name was made from. Short names are in many others: only a word such as "news" beside them gives them away. */
function modelOf(name: string, known: ReadonlySet<string>): string | undefined {
  const parts = name.split('-');
  const part = parts.find(
    (one) =>
      one !== name &&
      known.has(one) &&
      (one.length >= 5 || parts.every((other) => other === one || besideNames.has(other))),
  );
  if (part !== undefined) return part;
  if (name.length < 6) return undefined;
  const [letters, asSeen] = [plain(name), seen(name)];
  return byLetter(known)
    .get(name[0])
    ?.find((other) => (isOneLetterOff(other, name) || seen(other) === asSeen) && plain(other) !== letters);
}

/** Bodies of a state have many hosts; a copy is on the host of whoever copied. */
const hasOneHost = ({ kind, original, carriedBy }: Source): boolean =>
  original === 'own' && carriedBy === null && !['official', 'chinese-state-media', 'aggregator', 'copy'].includes(kind);

export const hostRules: readonly Rule[] = [checkHosts];

function checkHosts({ t, rows }: Checks): void {
  const own = t.sources.filter(hasOneHost);
  const domains = new Map(t.sources.map((source) => [source, domainOf(hostOf(source.url))]));
  const names = new Set([
    ...own.map((source) => nameOf(domains.get(source) ?? '')),
    ...t.sources.map(({ publisher }) => plain(publisher)),
  ]);
  const typeAgain = 'type the host again from the page that was read';
  rows('sources', 'url', typeAgain, ({ url }) => {
    return endsInside(hostOf(url)) && `a host that ends once: this one belongs to ${domainOf(hostOf(url))}`;
  });
  const modelOfDomain = once((domain: string) => modelOf(nameOf(domain), names));
  rows('sources', 'url', typeAgain, (source) => {
    const model = hasOneHost(source) ? modelOfDomain(domains.get(source) ?? '') : undefined;
    return model && `a host that is not made to look like ${model}`;
  });
  const elsewhere = 'fix the host or the publisher; of a copy elsewhere say who carries it (carriedBy, original)';
  const ofPublisher = Map.groupBy(own, ({ publisher }) => publisher);
  const placeOf = (source: Source) => JSON.stringify([source.publisher, domains.get(source)]);
  const inPlace = Map.groupBy(own, placeOf);
  rows('sources', 'url', elsewhere, (source) => {
    if (!hasOneHost(source) || inPlace.get(placeOf(source))?.length !== 1) return undefined;
    const other = ofPublisher.get(source.publisher)?.find((one) => one !== source);
    return other && `a page of ${domains.get(other)}, where ${other.id} of this publisher was read`;
  });
}
