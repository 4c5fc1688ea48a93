/** Reads a zip by its central directory, as APPNOTE.TXT has it. For tests only: the archive is written by a library, so it is read by something else. */
import { crc32, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Date and time as they are stored, without a zone: `2026-11-23 12:00:00`. */
  readonly modified: string;
  readonly mode: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function readZip(zip: Buffer): readonly ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('The zip has no end of its directory');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < zip.readUInt16LE(end + 10); index += 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('The directory of the zip is broken');
    const [method, time, date] = [zip.readUInt16LE(at + 10), zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)];
    const [sum, packed, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [nameLength, extraLength, commentLength] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(start, start + packed);
    const bytes = method === 0 ? body : inflateRawSync(body);
    if (bytes.length !== size || crc32(bytes) !== sum)
      throw new Error(`${name} in the zip is not what its checksum says`);
    entries.push({
      name,
      bytes: Buffer.from(bytes),
      mode: zip.readUInt32LE(at + 38) >>> 16,
      modified: `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)} ${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`,
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}
