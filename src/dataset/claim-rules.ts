/** Rules on claims: figures are whole, statuses agree with the answers, and nothing answers itself. */
import { byKey, type Checks } from './checks.ts';

export function checkClaims(checks: Checks): void {
  checks.rows(
    'claims',
    ['value', 'unit', 'valuePrecision'],
    'a figure needs its unit and its qualifier',
    ({ value, unit, valuePrecision }) =>
      new Set([value === null, unit === null, valuePrecision === null]).size > 1 && 'all three or none',
  );
  checkStatuses(checks);
  checkCircles(checks);
}

function checkStatuses({ t, rows }: Checks): void {
  // Without both tables there is no saying what was answered.
  const complete = t.claims.length > 0 && t.responses.length > 0;
  const answeredBy = new Map<string, string[]>();
  for (const row of [...t.claims, ...t.responses])
    for (const target of row.answers) answeredBy.set(target, [...(answeredBy.get(target) ?? []), row.id]);
  rows(
    'claims',
    'status',
    'add the denial or correction with "answers", or fix the status',
    ({ id, status }) =>
      complete &&
      (status === 'denied' || status === 'corrected') &&
      !answeredBy.has(id) &&
      'a claim or response whose answers name this claim',
  );
  rows(
    'claims',
    'status',
    ({ id }) => `answered by ${answeredBy.get(id)?.join(', ')}`,
    ({ id, status }) =>
      status === 'reported' && answeredBy.has(id) && 'denied, disputed, corrected or superseded, as it was answered',
  );
}

/** An answer may itself be answered, but nothing answers itself through others. A stack of its own: a chain may be longer than calls may nest. */
function checkCircles({ t, add }: Checks): void {
  const claims = byKey(t.claims);
  const state = new Map<string, 'open' | 'done'>();
  for (const start of claims.keys()) {
    const path: { readonly id: string; next: number }[] = [];
    const enter = (id: string): void => {
      if (state.get(id) === 'done') return;
      if (state.get(id) === 'open') {
        const circle = path.slice(path.findIndex((step) => step.id === id)).map((step) => step.id);
        add('claims', id, 'answers', [...circle, id], 'no circle of answers', 'remove one link of the circle');
        return;
      }
      state.set(id, 'open');
      path.push({ id, next: 0 });
    };
    enter(start);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const target = claims.get(step.id)?.answers[step.next];
      step.next += 1;
      if (target !== undefined) enter(target);
      else {
        state.set(step.id, 'done');
        path.pop();
      }
    }
  }
}
