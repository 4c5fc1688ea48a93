/** What builds keep for the next: the same bytes with it and without it, whatever happens to the folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawNow } from '../../src/publish/png/draw-now.ts';
import { drawn } from '../../src/publish/png/drawing.ts';
import { dropOldest, kept, keyOf } from '../../src/publish/png/kept.ts';

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'kept');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytes = (content: string) => new TextEncoder().encode(content);

describe('what was made before', () => {
  test('is made once for a key, and anew for another', async () => {
    let made = 0;
    const make = () => {
      made += 1;
      return bytes(`content ${made}`);
    };
    expect(text(await kept('a', make, folder))).toBe('content 1');
    expect(text(await kept('a', make, folder))).toBe('content 1');
    expect(text(await kept('b', make, folder))).toBe('content 2');
  });

  test.each([
    ['deleted', (file: string) => rmSync(file)],
    ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 35))],
    ['changed', (file: string) => writeFileSync(file, `${readFileSync(file, 'latin1').slice(0, -1)}?`, 'latin1')],
    ['emptied', (file: string) => writeFileSync(file, '')],
  ])('is made anew where the file was %s', async (_, harm) => {
    await kept('a', () => bytes('content'), folder);
    harm(join(folder, 'a'));
    expect(text(await kept('a', () => bytes('content'), folder))).toBe('content');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('is not kept when it could not be made', async () => {
    await expect(kept('a', () => Promise.reject(new Error('no')), folder)).rejects.toThrow('no');
    expect(text(await kept('a', () => bytes('content'), folder))).toBe('content');
  });

  test('has a key in which it counts where one input ends', () => {
    expect(keyOf('ab', 'c')).not.toBe(keyOf('a', 'bc'));
    expect(keyOf('ab')).toBe(keyOf(bytes('ab')));
  });
});

describe('when there is no more room', () => {
  const lastUsed = (name: string, year: number) =>
    utimesSync(join(folder, name), new Date(`${year}-01-01`), new Date(`${year}-01-01`));

  test('what was longest of no use goes, not what is oldest', async () => {
    for (const key of ['a', 'b', 'c']) await kept(key, () => bytes('content'), folder);
    lastUsed('a', 2001);
    lastUsed('b', 2002);
    lastUsed('c', 2003);
    await kept('a', () => bytes('content'), folder);
    const size = readFileSync(join(folder, 'a')).length;
    dropOldest(folder, 3 * size);
    expect(readdirSync(folder).sort()).toEqual(['a', 'b', 'c']);
    dropOldest(folder, 2 * size);
    expect(readdirSync(folder).sort()).toEqual(['a', 'c']);
  });

  test('a folder that is not there is no fault', () => expect(() => dropOldest(join(folder, 'absent'))).not.toThrow());
});

describe('a picture', () => {
  const svg = (word: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" font-family="Source Sans 3"><rect width="60" height="20" fill="#fff"/><text x="2" y="15" font-size="14">${word}</text></svg>`;
  const drawing = { svg: svg('Rome'), width: 120, texts: { Title: 'A' }, paper: '#ffffff' };

  test('has the same bytes drawn here, on its thread, and taken from what was kept', async () => {
    const cold = await drawn(drawing, folder);
    const warm = await drawn(drawing, folder);
    expect(cold).toHaveLength(3);
    drawNow(drawing).forEach((file, index) => {
      expect(Buffer.compare(Buffer.from(cold[index] ?? []), Buffer.from(file))).toBe(0);
      expect(Buffer.compare(Buffer.from(warm[index] ?? []), Buffer.from(file))).toBe(0);
    });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test.each([
    ['another word', { ...drawing, svg: svg('Pisa') }],
    ['another width', { ...drawing, width: 180 }],
    ['another title', { ...drawing, texts: { Title: 'B' } }],
  ])('is drawn anew for %s', async (_, other) => {
    const [first] = await drawn(drawing, folder);
    const [second] = await drawn(other, folder);
    expect(Buffer.compare(Buffer.from(first ?? []), Buffer.from(second ?? []))).not.toBe(0);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('that cannot be drawn says why', async () => {
    await expect(drawn({ ...drawing, svg: '<svg' }, folder)).rejects.toThrow(/./);
    await expect(drawn({ svg: svg('Rome'), width: 120, texts: { Title: 'A' }, heaviest: 10 }, folder)).rejects.toThrow(
      'The picture "A" weighs more than 10 bytes',
    );
  });
});
