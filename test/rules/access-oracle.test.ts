import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HubAction, isQueryAction, may, mayWith, type QueryAction } from '../../shared/access.ts';
import type { Role } from '../../shared/people.ts';
import { transitions, type Verb } from '../../shared/transitions.ts';
import { hubActions, queryActions, queryRules, type Standing } from './access-table.ts';
import { allowed, allowedWith, policyFaults } from './cedar.ts';
import { type Encounter, encounters } from './encounters.ts';
import { proof, seedOf } from './proof.ts';

const requestsEach = 4;
const runs = process.env.LONG ? 250_000 : 26_000;

const actions: readonly (QueryAction | HubAction)[] = [...queryActions, ...hubActions];

/** The ways in which a caller of each kind may stand to a query. */
const standings: Record<Role | 'offer' | 'watch' | 'erase', readonly Standing[]> = {
  official: ['asker', 'co-owner', 'holder of a receipt'],
  expert: [
    ...(['expert with an offer', 'expert with a grant', 'deputy'] as const),
    ...(['expert asked to clear', 'expert who clears'] as const),
  ],
  secretariat: ['secretariat', 'member with broken glass'],
  auditor: [],
  offer: ['the router'],
  watch: ['the watch'],
  erase: ['the eraser'],
};

/** What a caller wants: now any action at all, now one that others of their kind may do. */
function wish({ caller }: Encounter, pick: number): QueryAction | HubAction {
  const kind = caller.kind === 'hub' ? caller.function : caller.person.role;
  const theirs = queryActions.filter((action) => standings[kind].some((standing) => standing in queryRules[action]));
  const among = pick % 2 && theirs.length > 0 ? theirs : actions;
  return among[Math.floor(pick / 2) % among.length] ?? 'anyone';
}

const requests = fc.record({
  encounter: encounters,
  picks: fc.array(fc.nat({ max: 100_000 }), { minLength: requestsEach, maxLength: requestsEach }),
});

const isVerb = (action: QueryAction): action is Verb => action in transitions;

/** What the code says: who may, and for a move of the query, whether it can be moved from where it stands. */
function byCode(action: QueryAction | HubAction, { query, caller, now }: Encounter): boolean {
  if (!isQueryAction(action)) return may(action, caller.kind === 'person' ? caller.person : undefined);
  const from: readonly string[] = isVerb(action) ? transitions[action].from : [query.status];
  return mayWith(query, action, caller, now) && from.includes(query.status);
}

/** What the policies say. */
const byPolicy = (action: QueryAction | HubAction, encounter: Encounter): boolean =>
  isQueryAction(action)
    ? allowedWith(action, encounter)
    : allowed(action, encounter.caller.kind === 'person' ? encounter.caller.person : undefined, encounter.now);

describe('a second statement of the policy', () => {
  test('the policies speak only of what there is', () => {
    expect(policyFaults()).toEqual([]);
  });

  test('it agrees with the first, whoever asks for whatever, whenever', { timeout: 600_000 }, () => {
    const { check, report } = proof('access-oracle');
    const granted = new Set<string>();
    try {
      fc.assert(
        fc.property(requests, ({ encounter, picks }) => {
          for (const pick of picks) {
            const action = wish(encounter, pick);
            const first = byCode(action, encounter);
            if (first) granted.add(action);
            if (!check(first === byPolicy(action, encounter)))
              throw new Error(
                `${action}: ${first ? 'the code allows it, the policies do not' : 'only the policies allow it'}`,
              );
          }
        }),
        { numRuns: runs, seed: seedOf('access-oracle') },
      );
    } finally {
      report();
    }
    // Agreement says something only where both say yes now and then, to every action.
    expect(actions.filter((action) => !granted.has(action))).toEqual([]);
  });
});
