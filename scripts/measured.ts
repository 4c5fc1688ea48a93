/** Figures that commands measure, written into the documentation: nobody types them from memory. */
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'docs/fact-check.md';

/**
 * Writes what a command measured between its marks, `<!-- swaps -->` and `<!-- /swaps -->`.
 * @throws where the documentation has no such marks
 */
export function writeMeasured(name: string, words: string): void {
  const before = readFileSync(file, 'utf8');
  const marks = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!marks.test(before))
    throw new Error(`${file} has no place for "${name}": write <!-- ${name} --><!-- /${name} --> into it.`);
  writeFileSync(
    file,
    before.replace(marks, (_, open: string, close: string) => `${open}${words}${close}`),
  );
  console.log(`Written into ${file}.`);
}
