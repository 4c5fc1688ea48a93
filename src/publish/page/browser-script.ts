/** The scripts of the browser: typed in src/browser, sent as one minified classic script each. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * A browser script as it is sent: one file, with what it imports in it.
 * @param name file in src/browser, such as `reader.ts`
 * @param banner what the licence of a library inside asks to be said
 */
export function browserScript(name: string, banner?: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join('src', 'browser', name)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: banner === undefined ? {} : { js: banner },
  });
  const [file] = outputFiles ?? [];
  if (!file) throw new Error(`src/browser/${name} came out empty`);
  return file.text;
}
