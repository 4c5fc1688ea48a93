/** Rules on claims: figures are whole, statuses agree with the answers, and nothing answers itself. */
import type { Checks, Rule } from './checks.ts';
import type { Row } from './schema.ts';

export const claimRules: readonly Rule[] = [checkFigures, checkStatuses, checkCircles];

function checkFigures({ rows }: Checks): void {
  const fix = 'a figure needs its unit and its qualifier';
  rows('claims', ['value', 'unit', 'valuePrecision'], fix, ({ value, unit, valuePrecision }) => {
    return new Set([value === null, unit === null, valuePrecision === null]).size > 1 && 'all three or none';
  });
}

function checkStatuses({ t, rows }: Checks): void {
  // Without both tables there is no saying what was answered.
  const complete = t.claims.length > 0 && t.responses.length > 0;
  const answers = [...t.claims, ...t.responses].flatMap(({ id, answers }) => answers.map((claim) => ({ id, claim })));
  const answeredBy = Map.groupBy(answers, ({ claim }) => claim);
  const fix = 'add the denial or correction with "answers", or fix the status';
  rows('claims', 'status', fix, ({ id, status }) => {
    const needsAnswer = complete && (status === 'denied' || status === 'corrected');
    return needsAnswer && !answeredBy.has(id) && 'a claim or response whose answers name this claim';
  });
  const answered = ({ id }: Row<'claims'>) =>
    `answered by ${answeredBy
      .get(id)
      ?.map((answer) => answer.id)
      .join(', ')}`;
  rows('claims', 'status', answered, ({ id, status }) => {
    const isOpen = status === 'reported' && answeredBy.has(id);
    return isOpen && 'denied, disputed, corrected or superseded, as it was answered';
  });
}

/** An answer may itself be answered, but nothing answers itself through others. */
function checkCircles({ t, add }: Checks): void {
  // What answers nothing is in no circle; nor is, once that is taken away, what answers only such.
  const left = new Map(t.claims.map(({ id, answers }) => [id, answers]));
  const within = (id: string) => left.get(id)?.find((answer) => left.has(answer));
  const links = t.claims.flatMap(({ id, answers }) => answers.map((answered) => ({ id, answered })));
  const answeredBy = Map.groupBy(links, ({ answered }) => answered);
  const outside = [...left.keys()].filter((id) => within(id) === undefined);
  for (const end of outside) {
    left.delete(end);
    for (const { id } of answeredBy.get(end) ?? []) if (left.has(id) && within(id) === undefined) outside.push(id);
  }
  while (left.size > 0) {
    const path = new Set<string>();
    let [id] = left.keys();
    for (; id !== undefined && !path.has(id); id = within(id)) path.add(id);
    const circle = [...path].slice([...path].indexOf(id ?? ''));
    add('claims', id ?? '', 'answers', [...circle, id], 'no circle of answers', 'remove one link of the circle');
    for (const done of path) left.delete(done);
  }
}
