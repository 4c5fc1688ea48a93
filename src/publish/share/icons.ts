/** The mark of the site in all its sizes, from one drawing: what somebody said (solid), what was answered (a double bar), what is not known (hatched). */
import { palette } from '../../charts/shared/palette.ts';
import { drawnPng } from '../png/drawing.ts';

type Colours = (typeof palette)['light'];

/** The three inks beside each other, `size` units wide and high from `at`. */
export function mark(
  at: number,
  size: number,
  { said, answered, unknown }: Pick<Colours, 'said' | 'answered' | 'unknown'>,
): string {
  const unit = size / 14;
  const bar = (x: number, width: number) => `M${at + x * unit} ${at}h${width * unit}v${size}h${-width * unit}z`;
  // Diagonals in a column of four by fourteen units, drawn as shapes so that they end where the column ends.
  const hatches = [0, 1, 2, 3, 4].map((index) => {
    const top = at + (index * 2.5 + 4) * unit;
    const left = at + 10 * unit;
    return `M${left} ${top}l${4 * unit} ${-4 * unit}v${1.25 * unit}l${-4 * unit} ${4 * unit}z`;
  });
  return `<path fill="${said}" d="${bar(0, 4)}"/><path fill="${answered}" d="${bar(5, 1.5)}${bar(7.5, 1.5)}"/><path fill="${unknown}" d="${hatches.slice(0, 4).join('')}"/>`;
}

/** Icons as files: their width, and whether a system may cut them to a shape of its own, which leaves the middle. */
export const iconFiles = {
  'icon-32': { width: 32, maskable: false },
  'icon-180': { width: 180, maskable: true },
  'icon-512': { width: 512, maskable: true },
} as const;
export type IconName = keyof typeof iconFiles;

/** The icon as SVG, which follows the colour scheme of the system. */
export function iconSvg(): string {
  const inks = ['said', 'answered', 'unknown'] as const;
  const colours = (mode: 'light' | 'dark') => inks.map((ink) => `--${ink}:${palette[mode][ink]}`).join(';');
  const variables = { said: 'var(--said)', answered: 'var(--answered)', unknown: 'var(--unknown)' };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>svg{${colours('light')}}@media (prefers-color-scheme:dark){svg{${colours('dark')}}}</style>${mark(2, 28, variables)}</svg>\n`;
}

/** An icon as PNG, on paper: systems put their own ground under what has none. */
export function iconPng(name: IconName): Promise<Uint8Array> {
  const { width, maskable } = iconFiles[name];
  const drawing = maskable ? mark(9, 14, palette.light) : mark(2, 28, palette.light);
  return drawnPng({
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${width}" height="${width}"><path fill="${palette.light.paper}" d="M0 0h32v32H0z"/>${drawing}</svg>`,
    width,
  });
}

/** The web manifest: names, colours and icons for a home screen. */
export const webManifest = (
  names: { readonly name: string; readonly description: string; readonly language: string },
  base: string,
): string =>
  `${JSON.stringify({
    name: names.name,
    short_name: names.name,
    description: names.description,
    lang: names.language,
    start_url: base,
    scope: base,
    display: 'browser',
    background_color: palette.light.paper,
    theme_color: palette.light.paper,
    icons: [
      { src: `${base}favicon.svg`, type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
      { src: `${base}icons/icon-512.png`, type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
  })}\n`;
