import { parseDataset } from './parse.ts';

/** The rows as they are now, as Vite sees `data/`: in dev a changed row reloads the pages. */
const raw = import.meta.glob<string>('/data/*.json', { query: '?raw', import: 'default', eager: true });

const parsed = parseDataset(new Map(Object.entries(raw).map(([path, text]) => [path.replace('/data/', ''), text])));

/** What a build calls these rows (src/publish/edition/label.ts), handed in by astro.config.mjs; elsewhere the version that data/edition.json gives. */
const label = import.meta.env['EDITION_LABEL'] as string | undefined;

export const dataset = { ...parsed, edition: { ...parsed.edition, version: label ?? parsed.edition.version } };
