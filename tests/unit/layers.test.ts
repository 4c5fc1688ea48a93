/** Data flows one way through `src`: data → words, dataset → charts → story → publish → layouts, components, pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, layerFaults, layers } from '../helpers/layers.ts';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|mts|js|mjs|astro)$/.test(file))
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .sort();

test.each(files)('%s imports only what its layer may', (file) => {
  expect(layerFaults(file, readFileSync(file, 'utf8'))).toEqual([]);
});

test('every folder of src has its place, and every place leads one way', () => {
  for (const entry of readdirSync('src', { withFileTypes: true }))
    if (entry.isDirectory()) expect(Object.keys(layers)).toContain(entry.name);
  const visit = (layer: string, path: readonly string[]): void => {
    expect(path, `a circle: ${[...path, layer].join(' → ')}`).not.toContain(layer);
    for (const next of layers[layer]?.imports ?? []) if (next !== layer) visit(next, [...path, layer]);
  };
  for (const layer of Object.keys(layers)) visit(layer, []);
});

test('no file imports itself through others', () => {
  const targets = new Map(
    files.map((file) => [
      file,
      importsOf(file, readFileSync(file, 'utf8')).flatMap((target) =>
        target.startsWith('.') && !target.includes('*') ? [join(file, '..', target).replaceAll('\\', '/')] : [],
      ),
    ]),
  );
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file))
      expect.fail(`a circle of imports: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

describe('the check itself', () => {
  test.each([
    ['src/dataset/parse.ts', "import { n } from '../charts/shared/svg.ts';", 'dataset may import from dataset'],
    ['src/dataset/parse.ts', "import type { Site } from '../story/site.ts';", 'dataset may import from dataset'],
    ['src/dataset/parse.ts', "import { typeset } from '../words/typeset.ts';", 'dataset may import from dataset'],
    [
      'src/charts/a.chart.ts',
      "export { html } from '../story/html.ts';",
      'charts may import from charts, dataset, words',
    ],
    [
      'src/charts/a.chart.ts',
      "const site = await import('../story/site.ts');",
      'charts may import from charts, dataset, words',
    ],
    [
      'src/charts/a.chart.ts',
      "const all = import.meta.glob('/content/**/*.md');",
      'charts takes files from data/geo, data/readings only',
    ],
    ['src/story/site.ts', "import { readFileSync } from 'node:fs';", 'story reads nothing itself'],
    ['src/story/site.ts', "import '../pages/index.astro';", 'story may import from story, dataset, words, charts'],
    ['src/story/site.ts', "import { csv } from '../publish/csv.ts';", 'story may import from'],
    ['src/browser/comfort.ts', "import { html } from '../story/html.ts';", 'browser may import from browser'],
    ['src/browser/comfort.ts', "import { select } from 'd3';", 'the script of the browser comes without packages'],
    [
      'src/words/content.ts',
      "const all = import.meta.glob(['/content/**/*.md', '/data/*.json']);",
      'words takes files from content only',
    ],
    [
      'src/components/A.astro',
      "---\nimport Page from '../pages/index.astro';\n---\n<p>import x from 'y'</p>",
      'components may import from components',
    ],
    ['src/layouts/A.astro', "---\n---\n<script>import '../pages/a.ts';</script>", 'layouts may import from layouts'],
  ])('names %s and the import in %j', (file, text, why) => {
    const faults = layerFaults(file, text);
    expect(faults).toEqual([expect.stringContaining(`: ${why}`)]);
    const [, named, target = ''] = /^(\S+) imports (\S+): /.exec(faults[0] ?? '') ?? [];
    expect([named, text.includes(`'${target}'`)]).toEqual([file, true]);
  });

  test.each([
    [
      'src/charts/a.chart.ts',
      "import { geoPath } from 'd3';\nimport { dataset } from '../dataset/current.ts';\nimport x from '../../data/geo/x.json' with { type: 'json' };",
    ],
    ['src/dataset/current.ts', "const raw = import.meta.glob('/data/*.json');"],
    ['src/story/a.ts', "// import x from '../pages/a.ts'\nconst text = \"import x from '../pages/a.ts'\";"],
    ['src/browser/comfort.ts', "import { a } from './b.ts';"],
    ['src/pages/a.astro', "---\nimport Page from '../layouts/Page.astro';\nimport '../browser/comfort.ts';\n---\n"],
  ])('finds no fault in %s with %j', (file, text) => expect(layerFaults(file, text)).toEqual([]));

  test('asks for a decision on a new folder', () => {
    expect(layerFaults('src/shelf/a.ts', '')).toEqual([
      'src/shelf/a.ts: src/shelf has no place in tests/helpers/layers.ts: decide what it may import',
    ]);
  });
});
