import type { z } from 'zod';
import { type Problem, ProblemsError } from '../../dataset/problems.ts';
import { parseYaml } from '../../words/front-matter.ts';

/**
 * Our readings of records, as the charts take them from a file of `data/readings/`.
 * @param file its path from the project, for messages
 * @param value what is in it: readings by the id of their record, each on a line of its own
 * @throws ProblemsError with the line and field of every reading whose form is wrong
 */
export function readingsFrom<Schema extends z.ZodType>(file: string, value: object, schema: Schema): z.infer<Schema> {
  const lines = Object.entries(value).map(([id, reading]) => `  ${JSON.stringify(id)}: ${JSON.stringify(reading)}`);
  const problems: Problem[] = [];
  // The text as it is in the file: only a text has lines, and every JSON text is a YAML one.
  const readings = parseYaml(file, `{\n${lines.join(',\n')}\n}\n`, schema, problems);
  if (problems.length > 0) throw new ProblemsError('Our readings of records have errors', problems);
  return readings as z.infer<Schema>;
}
