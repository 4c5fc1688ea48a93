/**
 * What an earlier build made from the same inputs, kept under `.cache/kept` by the hash of those inputs: a build gives the same bytes with it and
 * without it, only sooner. Safe to delete at any time, and to carry from one run of a server that builds to the next.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { once } from '../../shared/once.ts';

export const keptFolder = join('.cache', 'kept');

/** One hash of several inputs; where one ends and the next begins counts. */
export function keyOf(...inputs: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${input.length}:`).update(input);
  return hash.digest('hex');
}

const keyOfPrograms = once((paths: string) =>
  keyOf(process.versions.node, process.arch, ...paths.split('\n').map((path) => readFileSync(path))),
);

/**
 * The key of what programs make from inputs.
 * @param programs files that decide the bytes whatever the inputs are: code of ours, what says the version of a library, fonts
 */
export const madeBy = (programs: readonly string[], ...inputs: readonly (string | Uint8Array)[]): string =>
  keyOf(keyOfPrograms(programs.map((path) => resolve(path)).join('\n')), ...inputs);

/** The file of a key; undefined when nothing was kept. Damaged files are as good as none: the first 32 bytes are the hash of the rest. */
function read(file: string): Uint8Array | undefined {
  try {
    const bytes = readFileSync(file);
    const [sum, content] = [bytes.subarray(0, 32), bytes.subarray(32)];
    if (!createHash('sha256').update(content).digest().equals(sum)) return undefined;
    // When it was last of use, for dropOldest.
    const now = new Date();
    utimesSync(file, now, now);
    return content;
  } catch {
    return undefined;
  }
}

/** Writes beside and renames, so that a killed build leaves no half of a file, and two builds do not get in each other's way. */
function write(folder: string, file: string, content: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, Buffer.concat([createHash('sha256').update(content).digest(), content]));
  renameSync(beside, file);
}

/**
 * The bytes that `make` gives, from an earlier run where it had the same key.
 * @param key of everything that decides the bytes: inputs, code, versions
 */
export async function kept(
  key: string,
  make: () => Promise<Uint8Array> | Uint8Array,
  folder = keptFolder,
): Promise<Uint8Array> {
  const file = join(folder, key);
  const before = read(file);
  if (before) return before;
  const made = await make();
  write(folder, file, made);
  return made;
}

/** Room for what some five builds make when everything changes from one to the next. */
const roomInBytes = 300_000_000;

/** Deletes what was longest of no use, so that the folder does not grow for ever; `room` in bytes is for the rest. */
export function dropOldest(folder = keptFolder, room = roomInBytes): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((file) => ({ file, ...sizeAndTime(file) }))
    .sort((a, b) => b.time - a.time);
  let sum = 0;
  for (const { file, size } of files) {
    sum += size;
    if (sum > room) rmSync(file, { force: true });
  }
}

function sizeAndTime(file: string): { readonly size: number; readonly time: number } {
  const found = statSync(file, { throwIfNoEntry: false });
  return { size: found?.size ?? 0, time: found?.mtimeMs ?? 0 };
}
