/**
 * `npm run check:sources`: asks whether the addresses of the sources can still be opened. By hand or on a schedule; never part of a build or a test run.
 * Polite: HEAD, and GET only where HEAD is not answered; one request at a time for each host, with a pause; a few hosts at once; time-outs; nothing is read
 * but the head of the answer. Writes .cache/sources.md and .cache/sources.json. Exit code 0 whatever is found, as a page that is gone does not make a claim
 * wrong; 2 when the data cannot be read.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readEdition } from '../src/publish/edition/read-edition.ts';

export interface Address {
  readonly id: string;
  readonly url: string;
}

/** What became of an address. A host that refuses programs says nothing about the page. */
export type Outcome = 'opens' | 'moved' | 'gone' | 'refused' | 'failed';

export interface Checked extends Address {
  readonly outcome: Outcome;
  /** HTTP status, or why there is none. */
  readonly status: number | string;
  /** Where it leads, when that is another page. */
  readonly leadsTo: string | undefined;
}

export interface Manners {
  readonly timeout: number;
  /** Pause between two requests to one host, in milliseconds. */
  readonly pause: number;
  readonly hostsAtOnce: number;
  readonly agent: string;
}

export const manners: Manners = {
  timeout: 20_000,
  pause: 2_000,
  hostsAtOnce: 4,
  agent: '110-abroad source check (one request a page, by hand)',
};

const wait = (milliseconds: number): Promise<void> => new Promise((next) => setTimeout(next, milliseconds));

/** The same page: what differs is only how it is written. */
const samePage = (a: string, b: string): boolean => {
  const plain = (url: string) =>
    url
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/[#].*$/, '')
      .replace(/\/$/, '');
  return plain(a) === plain(b);
};

function outcomeOf(status: number, moved: boolean): Outcome {
  if (status === 404 || status === 410) return 'gone';
  // Forbidden, too many requests, legal reasons, payment: the host speaks to programs differently than to readers.
  if ([401, 402, 403, 405, 406, 429, 451].includes(status)) return 'refused';
  if (status >= 200 && status < 300) return moved ? 'moved' : 'opens';
  return 'failed';
}

/** Why there was no answer: the code of the system, such as ENOTFOUND, or the name of the error. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? code : cause.name;
}

async function check(address: Address, { timeout, agent }: Manners): Promise<Checked> {
  const ask = async (method: 'HEAD' | 'GET'): Promise<Checked> => {
    const response = await fetch(address.url, {
      method,
      redirect: 'follow',
      headers: { 'user-agent': agent, accept: 'text/html,*/*;q=0.5' },
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    const leadsTo = samePage(response.url, address.url) ? undefined : response.url;
    return { ...address, outcome: outcomeOf(response.status, leadsTo !== undefined), status: response.status, leadsTo };
  };
  try {
    const head = await ask('HEAD').catch(() => undefined);
    return head && ['opens', 'moved'].includes(head.outcome) ? head : await ask('GET');
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ...address, outcome: 'failed', status: reasonOf(cause), leadsTo: undefined };
  }
}

/** Asks for all addresses, host by host. The order of the answers is that of the addresses. */
export async function checkAddresses(
  addresses: readonly Address[],
  given: Partial<Manners> = {},
  report: (done: Checked) => void = () => undefined,
): Promise<Checked[]> {
  const own = { ...manners, ...given };
  const hosts = [...Map.groupBy(addresses, ({ url }) => new URL(url).host).values()];
  const found = new Map<string, Checked>();
  const worker = async (): Promise<void> => {
    for (let host = hosts.shift(); host; host = hosts.shift())
      for (const [index, address] of host.entries()) {
        if (index > 0) await wait(own.pause);
        const checked = await check(address, own);
        found.set(address.id, checked);
        report(checked);
      }
  };
  await Promise.all(Array.from({ length: own.hostsAtOnce }, worker));
  return addresses.flatMap(({ id }) => found.get(id) ?? []);
}

const titles: Readonly<Record<Outcome, string>> = {
  gone: 'Gone: look for the page elsewhere or in an archive, and fix data/sources.json',
  failed: 'Failed: try again another day',
  moved: 'Moved: open it, and fix the address when it is the same text',
  refused: 'Refused to a program: open it by hand',
  opens: 'Opens',
};

/** The report for people. No date: it is of the moment it was made. */
export function report(checked: readonly Checked[]): string {
  const sections = (Object.keys(titles) as Outcome[]).map((outcome) => {
    const rows = checked.filter((row) => row.outcome === outcome);
    const list =
      outcome === 'opens'
        ? ''
        : `\n${rows.map((row) => `- \`${row.id}\` ${row.status}: <${row.url}>${row.leadsTo ? ` leads to <${row.leadsTo}>` : ''}\n`).join('')}`;
    return `## ${titles[outcome]} (${rows.length})\n${list}`;
  });
  return `# ${checked.length} sources\n\n${sections.join('\n')}`;
}

if (import.meta.main) {
  try {
    const addresses = readEdition('data').tables.sources.map(({ id, url }) => ({ id, url }));
    let done = 0;
    const checked = await checkAddresses(addresses, {}, (row) => {
      done += 1;
      if (row.outcome !== 'opens') console.log(`${done}/${addresses.length} ${row.outcome} (${row.status}) ${row.id}`);
    });
    mkdirSync('.cache', { recursive: true });
    writeFileSync('.cache/sources.md', report(checked));
    writeFileSync('.cache/sources.json', `${JSON.stringify(checked, null, 1)}\n`);
    console.log(
      `${checked.filter((row) => row.outcome === 'opens').length} of ${checked.length} open. The rest: .cache/sources.md`,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
