/** Rules on the addresses of sources: each leads to one page, over a secure line, of a host in plain letters that is no other's double. */
import { domainToUnicode } from 'node:url';
import type { Checks } from './checks.ts';

/** Where an address leads, however it is written: without protocol, "www." and a slash at its end. */
const pageOf = (url: string): string =>
  url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/(?=#|$)/, '')
    .toLowerCase();

const hostOf = (url: string): string => /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** What a host begins with that could be a host itself: of `news.org.example.net` these are `news.org` and `news.org.example`. */
function beginningsOf(host: string): readonly string[] {
  const labels = host.split('.');
  return labels.slice(2).map((_, index) => labels.slice(0, index + 2).join('.'));
}

interface Fault {
  readonly when: RegExp | ((url: string, host: string) => boolean);
  readonly expected: string;
  readonly fix: string;
}

const faults: readonly Fault[] = [
  {
    when: (url) => !/^https?:\/\//i.test(url),
    expected: 'an address that begins with https://',
    fix: 'give the address of the page on the web',
  },
  { when: /\s/, expected: 'an address without spaces', fix: 'write %20 for a space, or copy the address again' },
  {
    when: (_, host) => host.includes('@'),
    expected: 'an address without user and password',
    fix: 'take out what is before the @',
  },
  {
    when: (_, host) =>
      /[^\x21-\x7e]/.test(host) || !/^[\p{Script=Latin}\d.:@%_[\]-]*$/u.test(domainToUnicode(host) || host),
    expected: 'a host in plain Latin letters',
    fix: 'letters that look alike lead elsewhere: type the host again',
  },
  {
    when: (_, host) => /^(?:[\d.]+|localhost|[^.]*|\[.*\])(?::\d+)?$|:\d+$/.test(host.replace(/^[^@]*@/, '')),
    expected: 'the name of a host, without a port',
    fix: 'copy the address of the public page',
  },
  {
    when: /^[a-z]+:\/\/[^/?#]*\/?$/i,
    expected: 'the address of a page',
    fix: 'a front page changes every day: give the page that was read',
  },
  {
    when: (url) => /[,;"'»”>\]]$/.test(url) || (url.endsWith(')') && !url.includes('(')),
    expected: 'an address that ends with its page',
    fix: 'take out the mark that was copied with it',
  },
];

/** Every rule of this file. */
export function checkAddresses({ t, rows, add }: Checks): void {
  for (const { when, expected, fix } of faults)
    rows('sources', 'url', fix, ({ url }) => {
      const isFaulty = typeof when === 'function' ? when(url, hostOf(url)) : when.test(url);
      return isFaulty && expected;
    });
  const bare = (url: string) => hostOf(url).replace(/^www\./, '');
  const hosts = new Set(t.sources.map(({ url }) => bare(url)));
  rows('sources', 'url', 'type the host again from the page that was read', ({ url }) => {
    const double = beginningsOf(bare(url)).find((beginning) => hosts.has(beginning));
    return double && `a host that is not made to look like ${double}`;
  });
  const pages = new Map<string, string>();
  for (const { id, url } of t.sources) {
    const other = pages.get(pageOf(url));
    if (other !== undefined)
      add('sources', id, 'url', url, 'an address that no other source has', `it is the source ${other}: cite that one`);
    pages.set(pageOf(url), id);
  }
}
