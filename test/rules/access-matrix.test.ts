import { afterAll, describe, expect, test } from 'vitest';
import { routes } from '../../functions/routes/described.ts';
import { type HubAction, hubPolicy, isQueryAction, may, mayWith, type QueryAction } from '../../shared/access.ts';
import type { Person, Role } from '../../shared/people.ts';
import type { Query, Status } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { movable, transitions, type Verb } from '../../shared/transitions.ts';
import { kinds } from './access-callers.ts';
import { everySituation } from './access-standings.ts';
import { hubActions, hubRules, queryActions, queryRules, type Standing } from './access-table.ts';
import { auditor, expert, member, now, official, situations } from './cast.ts';
import { proof } from './proof.ts';

/** Done; refused for now, to somebody who may know of the query; or as if there were no query. */
type Decision = 'yes' | 'not now' | 'hidden';

const { check, report } = proof('access-matrix');
afterAll(report);

const isVerb = (action: QueryAction): action is Verb => action in transitions;

function expected(action: QueryAction, standings: readonly Standing[], status: Status): Decision {
  const rules = standings.map((standing) => queryRules[action][standing]).filter((rule) => rule !== undefined);
  if (rules.length === 0) return 'hidden';
  return rules.some((rule) => rule.includes(status)) ? 'yes' : 'not now';
}

function stands(verb: Verb, query: Query): boolean {
  try {
    movable(verb, query);
    return true;
  } catch (error) {
    if (error instanceof Refused && error.reason === 'not-possible-now') return false;
    throw error;
  }
}

describe('who may do what', () => {
  test.each(kinds)('$who', ({ caller, meets = (query) => query, stands: standings }) => {
    const wrong: string[] = [];
    for (const situation of everySituation)
      for (const action of queryActions) {
        const query = meets(situations[situation]);
        const allowed = mayWith(query, action, caller, now);
        const found: Decision = !allowed ? 'hidden' : !isVerb(action) || stands(action, query) ? 'yes' : 'not now';
        const rule = expected(action, standings[situation] ?? [], query.status);
        if (!check(found === rule)) wrong.push(`${action} of a query that is ${situation}: ${found}, not ${rule}`);
      }
    expect(wrong).toEqual([]);
  });

  const everybody: [Role | 'nobody', Person | undefined][] = [
    ['official', official(1)],
    ['expert', expert(3)],
    ['secretariat', member(4)],
    ['auditor', auditor(10)],
    ['nobody', undefined],
  ];

  test.each(everybody)('%s, without a query in hand', (role, person) => {
    const wrong: string[] = [];
    for (const action of hubActions) {
      const rule = hubRules[action].includes(role);
      if (!check(may(action, person) === rule)) wrong.push(action);
      // Somebody suspended is as good as not signed in.
      const suspended = person && ({ ...person, status: 'suspended' } as const);
      if (!check(may(action, suspended) === hubRules[action].includes('nobody'))) wrong.push(`${action}, suspended`);
    }
    expect(wrong).toEqual([]);
  });

  test('every action of every route has its row in the matrix', () => {
    const rows: readonly string[] = [...queryActions, ...hubActions];
    const missing = routes.filter((route) => !check(rows.includes(route.may)));
    expect(missing.map(({ method, path, may: action }) => `${method} ${path}: ${action}`)).toEqual([]);
  });

  test.each(Object.entries(transitions))('%s starts where its row says, and nowhere else', (verb, { from }) => {
    const row = queryActions.filter((action) => action === verb).flatMap((action) => Object.values(queryRules[action]));
    expect([...from].sort()).toEqual([...new Set(row.flat())].sort());
  });

  test('every move and every role’s action has its row, and no row stands for nothing', () => {
    expect(Object.keys(transitions).filter((verb) => !(verb in queryRules))).toEqual([]);
    expect(Object.keys(hubPolicy).filter((action) => !(action in hubRules))).toEqual([]);
    const known = (action: QueryAction | HubAction) =>
      isQueryAction(action) || action === 'anyone' || action in hubPolicy;
    expect([...queryActions, ...hubActions].filter((action) => !known(action))).toEqual([]);
  });
});
