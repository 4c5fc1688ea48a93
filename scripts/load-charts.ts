/** The charts outside of Astro: found and built as the site does, for commands that draw or measure them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { BuiltChart, Chart, ChartModule } from '../src/charts/chart.ts';
import { markWordsFile, withMarkWords } from '../src/charts/kit/mark-words.ts';
import type { Dataset } from '../src/dataset/dataset.ts';
import { type Problem, ProblemsError } from '../src/dataset/problems.ts';
import { formatFor } from '../src/words/format.ts';
import { parseWordsFile } from '../src/words/front-matter.ts';
import { type MessageTree, messagesFrom } from '../src/words/message.ts';

export interface LoadedChart {
  readonly chart: Chart;
  /** Makes rows, words and table anew; pictures are drawn on demand. */
  build(): BuiltChart;
}

/** All charts, in the order of their ids, with their words in a language. Whether the words are complete is for the build to say. */
export async function loadCharts(dataset: Dataset, language = 'en'): Promise<readonly LoadedChart[]> {
  const problems: Problem[] = [];
  const loaded: LoadedChart[] = [];
  const marksFile = markWordsFile(language);
  const marks = withMarkWords({}, marksFile, readFileSync(marksFile, 'utf8'), problems);
  for (const name of readdirSync('src/charts')
    .filter((file) => file.endsWith('.chart.ts'))
    .sort()) {
    const module: ChartModule = await import(pathToFileURL(join('src/charts', name)).href);
    const chart = module.default(name.slice(0, -'.chart.ts'.length));
    const file = `content/${language}/charts/${chart.id}.md`;
    const parsed = parseWordsFile(file, readFileSync(file, 'utf8'), z.looseObject({}), problems);
    if (parsed)
      loaded.push({
        chart,
        build: () =>
          chart.build(
            dataset,
            messagesFrom(file, language, { ...(parsed.front as MessageTree), ...marks }),
            formatFor(language),
          ),
      });
  }
  if (problems.length > 0) throw new ProblemsError('The words of the charts have errors', problems);
  return loaded;
}
