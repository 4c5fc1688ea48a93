import { parseDataset } from './parse.ts';

/** The dataset of the current edition, as Vite sees `data/`: in dev a changed row reloads the pages. */
const raw = import.meta.glob<string>('/data/*.json', { query: '?raw', import: 'default', eager: true });

export const dataset = parseDataset(
  new Map(Object.entries(raw).map(([path, text]) => [path.replace('/data/', ''), text])),
);
