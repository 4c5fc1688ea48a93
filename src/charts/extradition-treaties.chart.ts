import { countryColumn, dateColumn, defineChart, sourcesOf, textColumn } from './chart.ts';
import { stack } from './kit/block.ts';
import { type SpanRow, spans } from './kit/spans.ts';

/** A treaty with China; dates as far as they were found. */
interface Treaty {
  readonly country: string;
  readonly name: string;
  readonly signed: string | null;
  readonly inForce: string | null;
  readonly note: string | null;
  readonly sources: readonly string[];
}

const claims = { treaties: 'law-12', spain: 'law-13', judgment: 'law-10', courts: 'law-11' } as const;

/** Extradition treaties of EU states with China on a time axis: signed, in force, or dates not found; and the judgment of 2022 across them. */
export default defineChart<Treaty>({
  id: 'extradition-treaties',
  chapter: 'persuasion',
  order: 6,
  rows: (dataset) =>
    dataset.tables.treaties
      .filter((row) => row.kind === 'extradition' && dataset.get('countries', row.country).europeanUnion)
      .map((row): Treaty => ({ ...row, name: dataset.get('countries', row.country).name }))
      // A treaty without a date cannot be put into the order of signing: it stands last.
      .sort((a, b) => (a.signed ?? '9999').localeCompare(b.signed ?? '9999', 'en')),
  assumes: (rows, dataset) => {
    const of = (country: string) => rows.find((row) => row.country === country);
    const judgment = dataset.get('claims', claims.judgment).date;
    const older = ['BGR', 'ROU', 'LTU'].every(
      (country) => (of(country)?.signed ?? '') < (of('ESP')?.signed ?? '') && of(country),
    );
    return {
      'the judgment of 6 October 2022': judgment === '2022-10-06' || String(judgment),
      'Poland, which is not among the nine':
        (rows.length === 9 && !of('POL')) || rows.map((row) => row.name).join(', '),
      'Bulgaria, Romania and Lithuania had older ones than Spain':
        older || rows.map((row) => `${row.name} ${row.signed ?? 'no date'}`).join(', '),
      'when the treaties of Cyprus and Portugal entered into force we did not find':
        [of('CYP'), of('PRT')].every((row) => row?.inForce === null) ||
        rows
          .filter((row) => row.inForce === null)
          .map((row) => row.name)
          .join(', '),
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
      first: dated[0]?.name ?? '',
      firstSigned: format.date(dated[0]?.signed ?? ''),
      lastSigned: dated.at(-1)?.name ?? '',
      lastSignedDate: format.date(dated.at(-1)?.signed ?? ''),
      lastInForce: last?.name ?? '',
      lastInForceDate: format.date(last?.inForce ?? ''),
      noForce: format.list(dated.filter((row) => !row.inForce).map((row) => row.name)),
      noDate: format.list(rows.filter((row) => !row.signed).map((row) => row.name)),
      judgmentDate: format.date(dataset.get('claims', claims.judgment).date ?? ''),
    };
  },
  table: [
    countryColumn('country', (row) => row.country),
    dateColumn('signed', (row) => row.signed, 'labels.notFound'),
    dateColumn('inForce', (row) => row.inForce, 'labels.notFound'),
    textColumn('remark', (row) => row.note),
  ],
  draw: (kit) => {
    const judgment = kit.dataset.get('claims', claims.judgment).date ?? '';
    // To the end of the year of the judgment: what became of the treaties later we did not research.
    const end = judgment.slice(0, 4);
    const rows = kit.rows.map(({ name, signed, inForce }): SpanRow => {
      const dates = { signed: kit.format.shortDate(signed ?? ''), inForce: kit.format.shortDate(inForce ?? '') };
      if (!signed) return { label: name, sub: kit.say('noDates'), stretches: [{ start: null, end, mark: 'dashed' }] };
      const points = [{ date: signed, mark: 'one' as const }];
      if (!inForce)
        return {
          label: name,
          sub: kit.say('signedOnly', dates),
          points,
          stretches: [{ start: signed, end, mark: 'gap' }],
        };
      const stretches = [
        { start: signed, end: inForce, mark: 'thin' as const },
        { start: inForce, end, mark: 'counted' as const },
      ];
      return { label: name, sub: kit.say('signedInForce', dates), points, stretches };
    });
    const from = String(Math.min(...kit.rows.flatMap((row) => (row.signed ? Number(row.signed.slice(0, 4)) : []))));
    return stack(
      [
        spans(kit, rows, { from, to: end, line: judgment, every: 5, labels: 252 }),
        kit.legend(['one', 'counted', 'gap']),
        kit.note('answered', kit.say('judgment')),
      ],
      12,
    );
  },
  claims: Object.values(claims),
  sources: (rows, dataset) => sourcesOf([...rows, dataset.get('claims', claims.judgment)]),
});
