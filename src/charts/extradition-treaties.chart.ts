import type { Row } from '../dataset/schema.ts';
import { type Column, column, defineChart, file, inFiles, type TableInput } from './chart.ts';
import { type SpanRow, spans } from './kit.ts';
import { claimDates, dateOf } from './shared/time.ts';

/** A treaty with China; dates as far as they were found. */
type Treaty = Row<'treaties'> & { readonly name: string };

const JUDGMENT = 'law-10';

/** Extradition treaties of EU states with China on a time axis: signed, in force, or dates not found; and the judgment of 2022 across them. */
export default defineChart<Treaty>({
  chapter: 'persuasion',
  order: 6,
  rows: (dataset) =>
    dataset.tables.treaties
      .filter((row) => row.kind === 'extradition' && dataset.get('countries', row.country).europeanUnion)
      .map((row) => ({ ...row, name: dataset.get('countries', row.country).name }))
      // A treaty without a date cannot be put into the order of signing: it comes last.
      .sort((a, b) => (a.signed ?? '9999').localeCompare(b.signed ?? '9999', 'en')),
  assumes: (rows, dataset) => {
    const of = (country: string) => rows.find((row) => row.country === country);
    const dates = rows.map((row) => `${row.name} ${row.signed ?? 'no date'} ${row.inForce ?? 'no date'}`).join(', ');
    const spain = of('ESP')?.signed ?? '';
    return {
      'the judgment of 6 October 2022': dateOf(dataset, JUDGMENT) === '2022-10-06' || dateOf(dataset, JUDGMENT),
      'Poland, which is not among the nine': (rows.length === 9 && !of('POL')) || dates,
      'Bulgaria, Romania and Lithuania had older ones than Spain':
        ['BGR', 'ROU', 'LTU'].every((country) => of(country) && (of(country)?.signed ?? '') < spain) || dates,
      'when the treaties of Cyprus and Portugal entered into force we did not find':
        [of('CYP'), of('PRT')].every((row) => row?.inForce === null) || dates,
    };
  },
  values: (rows, dataset, format) => {
    const dated = rows.filter((row) => row.signed);
    const complete = rows.filter((row) => row.inForce);
    const last = [...complete].sort((a, b) => ((a.inForce ?? '') < (b.inForce ?? '') ? -1 : 1)).at(-1);
    return {
      treaties: rows.length,
      complete: complete.length,
      incomplete: rows.length - complete.length,
      first: dated[0]?.name,
      firstSigned: format.date(dated[0]?.signed ?? ''),
      lastSigned: dated.at(-1)?.name,
      lastSignedDate: format.date(dated.at(-1)?.signed ?? ''),
      lastInForce: last?.name,
      lastInForceDate: format.date(last?.inForce ?? ''),
      noForce: format.list(dated.filter((row) => !row.inForce).map((row) => row.name)),
      noDate: format.list(rows.filter((row) => !row.signed).map((row) => row.name)),
      ...claimDates(dataset, format, { judgmentDate: JUDGMENT }),
    };
  },
  table: [
    column.country('country'),
    ...(['signed', 'inForce'] as const).map((key): Column<Treaty> => {
      const shown = ({ [key]: date }: Treaty, { format, say }: TableInput<Treaty>) =>
        date ? format.date(date) : say('notFound');
      return inFiles(column.text(key, shown), file.date(key));
    }),
    column.text('remark', (row) => row.note),
  ],
  draw: (kit) => {
    const judgment = dateOf(kit.dataset, JUDGMENT);
    // To the end of the year of the judgment: what became of the treaties later we did not research.
    const end = judgment.slice(0, 4);
    const rows = kit.rows.map(({ name: label, signed, inForce }): SpanRow => {
      if (!signed) return { label, sub: kit.say('noDates'), stretches: [{ start: null, end, mark: 'dashed' }] };
      const dates = { signed: kit.format.shortDate(signed), inForce: kit.format.shortDate(inForce ?? '') };
      return {
        label,
        sub: kit.say(inForce ? 'signedInForce' : 'signedOnly', dates),
        points: [{ date: signed, mark: 'one' }],
        stretches: inForce
          ? [
              { start: signed, end: inForce, mark: 'thin' },
              { start: inForce, end, mark: 'counted' },
            ]
          : [{ start: signed, end, mark: 'gap' }],
      };
    });
    const from = String(Math.min(...kit.rows.flatMap((row) => (row.signed ? Number(row.signed.slice(0, 4)) : []))));
    const axis = { from, to: end, line: judgment, every: 5, labels: 282 };
    return [spans(kit, rows, axis), kit.legend(['one', 'counted', 'gap']), kit.note('answered', kit.say('judgment'))];
  },
  claims: ['law-12', 'law-13', JUDGMENT, 'law-11'],
});
