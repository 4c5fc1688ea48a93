/** The data dictionary: every table and column in words, for the page about the data and for the workbook. */
import { tableNames, tables } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { downloadWords } from '../page/words.ts';
import { type Field, tableFields } from './table-schema.ts';
import { csvFields } from './tables.ts';

/** @param derived whether only the CSV has it */
function column(field: Field, derived: boolean, site: Site) {
  const words = downloadWords(site.language);
  const { name, type, constraints, description, references, format } = field;
  const parts = [words.text(`page.types.${format === 'uri' ? 'address' : type}`)];
  if (constraints?.unique) parts.push(words.text('page.key'));
  if (!constraints?.required) parts.push(words.text('page.mayBeEmpty'));
  const { enum: values, minimum, maximum } = constraints ?? {};
  const meaning = [description];
  if (values) meaning.push(words.text('page.oneOf', { values: values.join(', ') }));
  if (minimum !== undefined && maximum !== undefined)
    meaning.push(words.text('page.range', { minimum, maximum: String(maximum) }));
  return { name, type: parts.join(', '), meaning: meaning.join(' '), references, derived };
}

/** The data dictionary: every table and column, from the descriptions in the schema. */
export const dictionary = (site: Site) =>
  tableNames.map((name) => {
    const own = tableFields(name);
    return {
      name,
      description: tables[name].description,
      rows: site.dataset.tables[name].length,
      columns: csvFields(name, site.language).map((field) => column(field, !own.includes(field), site)),
    };
  });
