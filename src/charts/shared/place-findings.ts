/** Places with listed offices in one country and what was found of each: the rows of the regional maps, and how they lie beside their map. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { Row } from '../../dataset/schema.ts';
import { type Block, beside, stack } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { mapBlock } from '../kit/map.ts';
import type { LabelRequest } from './labels.ts';
import type { MapBase } from './map-base.ts';

/** A place with listed offices, and what was found or said of them later. */
export interface PlaceFinding extends Row<'place_findings'> {
  readonly name: string;
  /** A region is the place of an office whose city is not named. */
  readonly kind: 'city' | 'region';
  readonly longitude: number;
  readonly latitude: number;
}

/** In the order of the records. */
export const placeFindings = (dataset: Dataset, country: string): readonly PlaceFinding[] =>
  dataset.tables.place_findings.flatMap((row) => {
    const { name, kind, longitude, latitude, country: own } = dataset.get('places', row.place);
    const place = { name, kind: kind === 'region' ? 'region' : 'city', longitude, latitude } as const;
    return own === country ? { ...row, ...place } : [];
  });

/** Each place with its finding, as a chart reports what its words no longer fit. */
export const foundIn = (rows: readonly PlaceFinding[]): string =>
  rows.map((row) => `${row.name} ${row.finding}`).join(', ');

/** The claims on a place: who lists it, and who found what. */
export const claimsOf = ({ listedBy, claim }: PlaceFinding): readonly string[] => [
  ...new Set([listedBy, ...(claim === null ? [] : [claim])]),
];

/** A map of the places with a square for each office, and beside it (wide) or below what `texts` has to say in the room it gets. */
export function mapWithTexts(
  kit: Kit<PlaceFinding>,
  base: MapBase,
  { size, prefer, texts }: { size: number; prefer?: LabelRequest['prefer']; texts: (width: number) => Block },
): Block {
  const [width, room] = kit.wide ? [400, 360] : [kit.width, kit.width];
  const places = kit.rows.map((row) => ({
    ...row,
    prefer,
    runs: { [row.kind === 'region' ? 'unplaced' : 'traced']: row.listed },
  }));
  const map = mapBlock(kit, { base, width, size, places });
  return kit.wide ? beside([map, texts(room)], 40) : stack([map, texts(room)], 16);
}
