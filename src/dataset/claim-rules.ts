/** Rules on claims: figures are whole, statuses agree with the answers, and nothing answers itself. */
import type { AddProblem } from './problems.ts';
import type { Tables } from './schema.ts';

export function checkClaims(t: Tables, add: AddProblem): void {
  checkFigures(t, add);
  checkStatuses(t, add);
  checkCircles(t, add);
}

function checkFigures(t: Tables, add: AddProblem): void {
  for (const { id, value, unit, valuePrecision } of t.claims)
    if ((value !== null) !== (unit !== null) || (value !== null) !== (valuePrecision !== null))
      add(
        'claims',
        id,
        'value, unit, valuePrecision',
        [value, unit, valuePrecision],
        'all three or none',
        'a figure needs its unit and its qualifier',
      );
}

function checkStatuses(t: Tables, add: AddProblem): void {
  // Without both tables there is no saying what was answered.
  const complete = t.claims.length > 0 && t.responses.length > 0;
  const answeredBy = new Map<string, string[]>();
  for (const row of [...t.claims, ...t.responses])
    for (const target of row.answers) answeredBy.set(target, [...(answeredBy.get(target) ?? []), row.id]);
  for (const { id, status } of t.claims) {
    const answers = answeredBy.get(id) ?? [];
    if (complete && ['denied', 'corrected'].includes(status) && answers.length === 0)
      add(
        'claims',
        id,
        'status',
        status,
        'a claim or response whose answers name this claim',
        'add the denial or correction with "answers", or fix the status',
      );
    if (status === 'reported' && answers.length > 0)
      add(
        'claims',
        id,
        'status',
        status,
        'denied, disputed, corrected or superseded, as it was answered',
        `answered by ${answers.join(', ')}`,
      );
  }
}

/** An answer may itself be answered, but nothing answers itself through others. A stack of its own: a chain may be longer than calls may nest. */
function checkCircles(t: Tables, add: AddProblem): void {
  const claims = new Map(t.claims.map((claim) => [claim.id, claim]));
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
