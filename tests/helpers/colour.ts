/**
 * Measures of colour.
 *
 * - Contrast and relative luminance: WCAG 2.2, definitions of "contrast ratio" and "relative luminance".
 * - Difference: CIEDE2000 after G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30 (2005).
 *   As a rule of thumb 1 is just noticeable side by side; marks apart on a page need about ten times that.
 * - Colour blindness: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
 *   IEEE Transactions on Visualization and Computer Graphics 15 (2009), matrices for severity 1, in linear RGB.
 */
import { lab, rgb } from 'd3';

type Triple = readonly [number, number, number];

const linear = (channel: number): number =>
  channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
const gamma = (value: number): number =>
  255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

const linearRgb = (colour: string): Triple => {
  const { r, g, b } = rgb(colour);
  return [linear(r), linear(g), linear(b)];
};

const hex = (channels: Triple): string => {
  const [r, g, b] = channels.map((value) => gamma(Math.min(1, Math.max(0, value)))) as unknown as Triple;
  return rgb(r, g, b).formatHex();
};

export function luminance(colour: string): number {
  const [r, g, b] = linearRgb(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** Lightness L* of CIELAB, 0 to 100. */
export const lightness = (colour: string): number => lab(colour).l;

const machado: Readonly<Record<'protanopia' | 'deuteranopia', readonly [Triple, Triple, Triple]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

export const sights = ['full colour', 'protanopia', 'deuteranopia', 'grey'] as const;
export type Sight = (typeof sights)[number];

/** A colour as it is seen with full colour vision, without red or green cones, or printed in grey (same luminance). */
export function seenWith(sight: Sight, colour: string): string {
  if (sight === 'full colour') return colour;
  if (sight === 'grey') {
    const grey = luminance(colour);
    return hex([grey, grey, grey]);
  }
  const channels = linearRgb(colour);
  return hex(
    machado[sight].map(
      (row) => row[0] * channels[0] + row[1] * channels[1] + row[2] * channels[2],
    ) as unknown as Triple,
  );
}

const degrees = (radians: number): number => ((radians * 180) / Math.PI + 360) % 360;
const radians = (angle: number): number => (angle * Math.PI) / 180;

/** CIEDE2000 between two points of CIELAB. */
export function difference2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7)));
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const [h1, h2] = [c1 === 0 ? 0 : degrees(Math.atan2(b1, x1)), c2 === 0 ? 0 : degrees(Math.atan2(b2, x2))];
  const turn = c1 * c2 === 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
  const [dl, dc, dh] = [l2 - l1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn / 2))];
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h =
    c1 * c2 === 0
      ? h1 + h2
      : Math.abs(h1 - h2) <= 180
        ? (h1 + h2) / 2
        : h1 + h2 < 360
          ? (h1 + h2 + 360) / 2
          : (h1 + h2 - 360) / 2;
  const t =
    1 -
    0.17 * Math.cos(radians(h - 30)) +
    0.24 * Math.cos(radians(2 * h)) +
    0.32 * Math.cos(radians(3 * h + 6)) -
    0.2 * Math.cos(radians(4 * h - 63));
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * c, 1 + 0.015 * c * t];
  const rotation =
    -Math.sin(radians(60 * Math.exp(-(((h - 275) / 25) ** 2)))) * 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh));
}

/** CIEDE2000 between two colours. */
export function difference(one: string, other: string): number {
  const [a, b] = [lab(one), lab(other)];
  return difference2000([a.l, a.a, a.b], [b.l, b.a, b.b]);
}
