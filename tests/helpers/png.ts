/** Reads PNG as the specification has it: 8 bits, palette or colour, not interlaced. For tests only. */
import { crc32, inflateSync } from 'node:zlib';

export interface DecodedPng {
  readonly width: number;
  readonly height: number;
  /** Keyword to text of the iTXt chunks. */
  readonly texts: ReadonlyMap<string, string>;
  /** Red, green and blue of a pixel. */
  pixel(x: number, y: number): readonly [number, number, number];
}

const paeth = (a: number, b: number, c: number): number => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** Decodes a PNG; throws when the signature, a checksum or the form is wrong. */
export function decodePng(bytes: Buffer): DecodedPng {
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('Not a PNG');
  const chunks: { type: string; body: Buffer }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length)))
      throw new Error('A checksum of the PNG is wrong');
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), body });
    at += 12 + length;
  }
  const [header, palette] = ['IHDR', 'PLTE'].map((type) => chunks.find((chunk) => chunk.type === type)?.body);
  if (!header || chunks.at(-1)?.type !== 'IEND') throw new Error('The PNG has no beginning or no end');
  const [width, height, depth, colour, interlaced] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8],
    header[9] ?? 0,
    header[12],
  ];
  const channels = ({ 2: 3, 3: 1, 6: 4 } as Readonly<Record<number, number>>)[colour];
  if (depth !== 8 || interlaced !== 0 || !channels)
    throw new Error(`The PNG has depth ${depth}, colour ${colour}, interlace ${interlaced}`);
  const raw = inflateSync(Buffer.concat(chunks.filter((chunk) => chunk.type === 'IDAT').map((chunk) => chunk.body)));
  const stride = width * channels;
  if (raw.length !== (stride + 1) * height) throw new Error('The PNG has not the pixels its header says');
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? (pixels[y * stride + x - channels] ?? 0) : 0;
      const above = y > 0 ? (pixels[(y - 1) * stride + x] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (pixels[(y - 1) * stride + x - channels] ?? 0) : 0;
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter ?? 0] ?? 0;
      pixels[y * stride + x] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + predicted) & 255;
    }
  }
  const texts = new Map(
    chunks
      .filter((chunk) => chunk.type === 'iTXt')
      .map(
        ({ body }) =>
          [body.toString('latin1', 0, body.indexOf(0)), body.toString('utf8', body.indexOf(0) + 5)] as const,
      ),
  );
  return {
    width,
    height,
    texts,
    pixel: (x, y) => {
      const at = y * stride + x * channels;
      const from = colour === 3 ? (pixels[at] ?? 0) * 3 : at;
      const source = colour === 3 ? palette : pixels;
      return [source?.[from] ?? 0, source?.[from + 1] ?? 0, source?.[from + 2] ?? 0];
    },
  };
}

/** Pixels of a rectangle that are clearly darker than paper: strokes of letters, where only letters can be. */
export function darkPixels(png: DecodedPng, left: number, top: number, right: number, bottom: number): number {
  let dark = 0;
  for (let y = Math.max(0, Math.round(top)); y < Math.min(Math.round(bottom), png.height); y += 1)
    for (let x = Math.max(0, Math.round(left)); x < Math.min(Math.round(right), png.width); x += 1)
      if (png.pixel(x, y).every((channel) => channel < 150)) dark += 1;
  return dark;
}
