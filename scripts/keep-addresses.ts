/** `npm run ids`: adds the addresses of the built site (`dist`, or the folder named) to the ledger that every later site must honour. `npm run release` does it too. */
import { keepAddresses, ledgerFile, lostIn } from './published-addresses.ts';

const folder = process.argv[2] ?? 'dist';
const added = keepAddresses(folder);
console.log(`${ledgerFile}: ${added} added, to lead somewhere for as long as the site is published`);
for (const { address, fix } of lostIn(folder)) console.error(`${address}: ${fix}`);
