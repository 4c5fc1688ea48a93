/** Rules on the addresses of sources: each leads to one page, over a secure line, of a host in plain letters. */
import { domainToUnicode } from 'node:url';
import asRead from './addresses-as-read.json' with { type: 'json' };
import { type Checks, type Rule, twins } from './checks.ts';
import type { Row } from './schema.ts';

/** Where an address leads, however it is written: without protocol, "www." and a slash at its end. */
const pageOf = (url: string): string =>
  url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/(?=#|$)/, '')
    .toLowerCase();

/** All between the protocol and the page: user, host and port. */
const placeOf = (url: string): string => /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** What pages count their visitors with. It says who passed the address on, and is no part of the page. */
const tracking =
  /[?&#](?:utm_\w+|[a-z]*clid|[gw]braid|mc_[ce]id|mkt_tok|igsh(?:id)?|ref_(?:src|url)|s_cid|ncid|cmpid|smid|_(?:ga|gl|hs\w+)|spm)=/i;

/** Pages that an edition was published with as they were read, before the rule: each by its page, or by its host where it has no secure line. */
const isAsRead = (list: readonly string[], url: string): boolean =>
  list.some((page) => pageOf(url) === page || pageOf(url).startsWith(`${page}/`));

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
  {
    when: (url) => /^http:/i.test(url) && !isAsRead(asRead.plain, url),
    expected: 'an address that begins with https://',
    fix: 'open the page with https:// and give that address; a host without a secure line goes into src/dataset/addresses-as-read.json',
  },
  {
    when: (url) => tracking.test(url) && !isAsRead(asRead.tracked, url),
    expected: 'an address without what visitors are counted by',
    fix: 'take out parameters such as utm_source, fbclid and gclid: the page is the same without them',
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

export const addressRules: readonly Rule[] = [checkForms, checkPages];

function checkForms({ rows }: Checks): void {
  for (const { when, expected, fix } of faults)
    rows('sources', 'url', fix, ({ url }) => {
      const isFaulty = typeof when === 'function' ? when(url, placeOf(url)) : when.test(url);
      return isFaulty && expected;
    });
}

function checkPages({ t, rows }: Checks): void {
  const copies = twins(t.sources, ({ url }) => pageOf(url));
  const fix = (row: Row<'sources'>) => `it is the source ${copies.get(row)?.id}: cite that one`;
  rows('sources', 'url', fix, (row) => copies.has(row) && 'an address that no other source has');
}
