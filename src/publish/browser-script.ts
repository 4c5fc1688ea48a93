/** The two small scripts of the embeds: typed in src/browser, sent as one minified classic script each. */
import { transformSync } from 'esbuild';

/** A browser script as it is sent. The source imports nothing, so that one file is the whole of it. */
export function browserScript(source: string, name: string): string {
  if (/^\s*import\b/m.test(source)) throw new Error(`src/browser/${name} imports something: it is sent as one file`);
  return transformSync(source, { loader: 'ts', format: 'iife', target: 'es2020', minify: true, charset: 'utf8', sourcefile: name }).code;
}
