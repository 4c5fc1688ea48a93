/** The charts outside of Astro: found and built as the site does, for commands that draw or measure them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuiltChart, Chart, ChartModule } from '../src/charts/chart.ts';
import { readChartWords } from '../src/charts/chart-words.ts';
import { markWords, markWordsFile } from '../src/charts/kit/mark-words.ts';
import type { Dataset } from '../src/dataset/dataset.ts';
import { type Problem, ProblemsError } from '../src/dataset/problems.ts';
import { formatFor } from '../src/words/format.ts';

export interface LoadedChart {
  readonly chart: Chart;
  /** Makes rows, words and table anew; pictures are drawn on demand. */
  build(): BuiltChart;
}

/** All charts, in the order of their ids, with their words in a language. */
export async function loadCharts(dataset: Dataset, language = 'en'): Promise<readonly LoadedChart[]> {
  const problems: Problem[] = [];
  const loaded: LoadedChart[] = [];
  const marksFile = markWordsFile(language);
  const marks = markWords(marksFile, readFileSync(marksFile, 'utf8'), problems);
  for (const name of readdirSync('src/charts').sort()) {
    if (!name.endsWith('.chart.ts')) continue;
    const module: ChartModule = await import(pathToFileURL(join('src/charts', name)).href);
    const chart = module.default(name.slice(0, -'.chart.ts'.length));
    const file = `content/${language}/charts/${chart.id}.md`;
    const words = readChartWords(file, language, readFileSync(file, 'utf8'), marks, problems);
    if (words) loaded.push({ chart, build: () => chart.build(dataset, words.messages, formatFor(language)) });
  }
  if (problems.length > 0) throw new ProblemsError('The words of the charts have errors', problems);
  return loaded;
}
