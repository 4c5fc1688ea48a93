/** The scripts of the browser: typed in src/browser, sent as one minified classic script each. */
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';

/** A browser script as it is sent. The source imports nothing, so that one file is the whole of it. */
export function browserScript(source: string, name: string): string {
  if (/^\s*import\b/m.test(source)) throw new Error(`src/browser/${name} imports something: it is sent as one file`);
  return transformSync(source, { loader: 'ts', format: 'iife', target: 'es2020', minify: true, charset: 'utf8', sourcefile: name }).code;
}

/** The script of the search page, with the library it searches with. MiniSearch's licence asks to be named where it is copied. */
export function bundledScript(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join('src', 'browser', name)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: '/*! with MiniSearch, (c) Luca Ongaro, MIT */' },
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`src/browser/${name} came out empty`);
  return file.text;
}
