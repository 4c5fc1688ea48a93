/**
 * The two frames that every chart is composed for. Sizes are SVG units.
 * Wide is shown at 620 to 960 px, narrow at 288 to 480 px (CSS chooses), so a label of 13 units is at least 11 px on screen in both.
 */
export type FrameName = 'wide' | 'narrow';

export interface Frame {
  readonly name: FrameName;
  readonly width: number;
  /** Size of a label in units. */
  readonly label: number;
}

export const frames: Readonly<Record<FrameName, Frame>> = {
  wide: { name: 'wide', width: 800, label: 14 },
  narrow: { name: 'narrow', width: 340, label: 13 },
};
