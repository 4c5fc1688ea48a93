/** The small scripts that browsers get: typed in src/browser, sent as one minified classic script each. */
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** A browser script as it is sent: one file, with what it imports from src/browser in it. */
export function browserScript(source: string, name: string): string {
  const built = buildSync({
    stdin: { contents: source, loader: 'ts', sourcefile: name, resolveDir: resolve('src/browser') },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
  });
  return built.outputFiles[0]?.text ?? '';
}
