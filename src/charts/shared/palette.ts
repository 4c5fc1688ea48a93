/**
 * The three inks of the site and what follows from them. Colours live here only: `paletteCss` writes them as custom properties,
 * the tests compute their contrast, and downloads resolve them.
 *
 * said: what somebody claims or counted (solid) · answered: denial, correction, finding, court (outline or bar at the left) ·
 * unknown: not traced, no outcome found (hatching, dashes). Meaning never rests on the ink alone.
 */
export type Mode = 'light' | 'dark';

const inks = {
  light: {
    paper: '#fbfaf7',
    ink: '#1c1f24',
    muted: '#575b61',
    rule: '#dedad0',
    land: '#e7e3d9',
    said: '#0b5563',
    answered: '#974a0b',
    unknown: '#6f6c66',
    wash: '#f3f0e8',
    'step-1': '#b9d5d8',
    'step-2': '#86b4ba',
    'step-3': '#4f8d97',
    'step-4': '#1e6674',
    'step-5': '#07323c',
  },
  dark: {
    paper: '#14171b',
    ink: '#e9e6df',
    muted: '#a9a8a2',
    rule: '#33373d',
    land: '#2b2f35',
    said: '#7cc0c9',
    answered: '#e0a458',
    unknown: '#9a968e',
    wash: '#1c2025',
    'step-1': '#3c6169',
    'step-2': '#4f838c',
    'step-3': '#6aa6af',
    'step-4': '#93cad1',
    'step-5': '#d5eff2',
  },
} as const satisfies Record<Mode, Record<string, string>>;

export type Ink = keyof (typeof inks)['light'];
export const palette: Readonly<Record<Mode, Readonly<Record<Ink, string>>>> = inks;

/** Print: black on white; classes of the maps become greys that stay apart, other inks are told apart by form. */
export const printPalette: Readonly<Record<Ink, string>> = {
  paper: '#ffffff',
  ink: '#000000',
  muted: '#3d3d3d',
  rule: '#bbbbbb',
  land: '#efefef',
  said: '#1a1a1a',
  answered: '#000000',
  unknown: '#5c5c5c',
  wash: '#f5f5f5',
  'step-1': '#d2d2d2',
  'step-2': '#aaaaaa',
  'step-3': '#7f7f7f',
  'step-4': '#4d4d4d',
  'step-5': '#111111',
};

/** Classes of the choropleth: stations listed in a country. The upper end of the last is open. */
export const stationClasses = [
  { step: 1, from: 1, to: 1 },
  { step: 2, from: 2, to: 2 },
  { step: 3, from: 3, to: 4 },
  { step: 4, from: 5, to: 9 },
  { step: 5, from: 10, to: Number.POSITIVE_INFINITY },
] as const;

/** Class of a count, 1 to 5. Throws below 1: a country without a listing has no class. */
export function stationStep(count: number): 1 | 2 | 3 | 4 | 5 {
  const found = stationClasses.find((entry) => count >= entry.from && count <= entry.to);
  if (!found) throw new Error(`No class for ${count} stations`);
  return found.step;
}

const declarations = (colours: Readonly<Record<string, string>>) =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** The palette as CSS custom properties: light by default, dark where the reader's system asks for it, print in black and grey. */
export const paletteCss = (): string =>
  `:root{color-scheme:light dark;${declarations(inks.light)}}@media (prefers-color-scheme:dark){:root{${declarations(inks.dark)}}}@media print{:root{color-scheme:light;${declarations(printPalette)}}}`;
