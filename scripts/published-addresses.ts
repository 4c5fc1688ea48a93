/** The ledger of published addresses on disk, and the pages of a built site beside it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grownLedger, type Ledger, type LostAddress, lostAddresses } from '../src/publish/host/addresses.ts';
import { keepsItsBytes } from '../src/publish/host/fixed-files.ts';

export const ledgerFile = 'content/en/published-addresses.json';
export const readLedger = (): Ledger => JSON.parse(readFileSync(ledgerFile, 'utf8')) as Ledger;

/** Every page of a built site by its path (`scale/`), with its HTML. Frozen embeds and the offline file are no pages: places inside them are theirs alone. */
export function builtPages(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.html'),
  );
  return new Map(
    names.flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = file
        .slice(folder.length)
        .replaceAll('\\', '/')
        .replace(/^\//, '')
        .replace(/(^|\/)index\.html$/, '$1');
      return keepsItsBytes(path.replace(/\/$/, '/index.html')) ? [] : [[path, readFileSync(file, 'utf8')] as const];
    }),
  );
}

/** Addresses that a built site has lost. */
export const lostIn = (folder: string): LostAddress[] => lostAddresses(readLedger(), builtPages(folder));

/** Adds what a built site has to the ledger; returns how many addresses are new. */
export function keepAddresses(folder: string): number {
  const count = (ledger: Ledger) => Object.values(ledger).reduce((sum, ids) => sum + 1 + ids.length, 0);
  const before = readLedger();
  const after = grownLedger(before, builtPages(folder));
  writeFileSync(
    ledgerFile,
    `${JSON.stringify(after, null, 1)
      .replace(/\n {2}(?=")/g, ' ')
      .replace(/\n (?=\])/g, ' ')}\n`,
  );
  return count(after) - count(before);
}
