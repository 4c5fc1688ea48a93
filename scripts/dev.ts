/** `npm run dev`: Astro's server for whoever writes, with the settings checked first and without Astro's telemetry. Options are those of `astro dev`. */
import { settingsOrExit } from './settings.ts';

settingsOrExit();
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
process.argv.splice(2, 0, 'dev');
// A name that TypeScript does not follow: the program has no types.
const program: string = '../node_modules/astro/bin/astro.mjs';
await import(program);
