/** The project in another folder: what a build reads, copied; what npm installed, linked. */
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Everything that a build reads. */
const parts = [
  'src',
  'content',
  'data',
  'public',
  'scripts',
  'docs',
  'astro.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/** Copies the project into a folder, which is emptied first. */
export function copyProject(target: string): string {
  const folder = resolve(target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of parts) if (existsSync(part)) cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}
