import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileWriter } from '../../scripts/file-writer.ts';

let [folder, frozen] = ['', ''];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-writer-'));
  frozen = join(folder, 'frozen');
  mkdirSync(join(frozen, 'v'), { recursive: true });
  writeFileSync(join(frozen, 'v/a.csv'), 'frozen');
});
afterEach(() => rmSync(folder, { recursive: true }));

const page = (head: string) => `<html><head>${head}<style>p{top:0}.absent{top:0}</style></head><body><p></body></html>`;
const charset = '<meta charset="utf-8">';

test('pages are written with their styles and their policy, other files byte for byte', async () => {
  const writer = new FileWriter(folder, frozen);
  writer.write('italy/index.html', page(charset));
  writer.write('data/a.bin', new Uint8Array([0, 255]));
  await writer.end();
  const written = readFileSync(join(folder, 'italy/index.html'), 'utf8');
  expect(written).toContain('<style>p{top:0}</style>');
  expect(written).toMatch(/^<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/);
  expect([...readFileSync(join(folder, 'data/a.bin'))]).toEqual([0, 255]);
});

test('every file that could not be written is named at the end, and a file that was copied is as it was', async () => {
  const writer = new FileWriter(folder, frozen);
  writer.write('italy/index.html', page(''));
  writer.write('v/a.csv', new Uint8Array([1]));
  writer.write('good/index.html', page(charset));
  await expect(writer.end()).rejects.toThrow(/italy\/index\.html has no <meta charset[\s\S]*v\/a\.csv: EEXIST/);
  expect(readFileSync(join(folder, 'v/a.csv'), 'utf8')).toBe('frozen');
  expect(readdirSync(join(folder, 'good'))).toEqual(['index.html']);
});
