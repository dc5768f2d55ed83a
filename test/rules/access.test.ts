import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Caller, mayWith, type QueryAction, relationsFor } from '../../shared/access.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { transitions } from '../../shared/query.ts';
import { prove } from './proof.ts';
import { moments, people, queries } from './worlds.ts';

// Written from the design (need-to-know, who may do what), not from the code: relation by relation, what is allowed.
const allowed = {
  asker: ['save', 'send', 'read-draft', 'read', 'follow'],
  'offered-expert': ['consider', 'accept', 'decline'],
  'granted-expert': ['read', 'answer'],
  secretariat: ['oversee', 'assign', 'grant-urgency'],
  auditor: [],
  router: ['offer', 'report-unplaced'],
  watch: ['route-again', 'expire'],
} as const satisfies Record<string, readonly QueryAction[]>;

const actions: QueryAction[] = [
  ...(Object.keys(transitions) as (keyof typeof transitions)[]),
  'read-draft',
  'read',
  'follow',
  'consider',
  'oversee',
];

const callers: fc.Arbitrary<Caller> = fc.oneof(
  { weight: 8, arbitrary: people.map((person): Caller => ({ kind: 'person', person })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Caller>({ kind: 'hub', function: 'offer' }, { kind: 'hub', function: 'watch' }),
  },
);

const cases = fc.record({ query: queries, caller: callers, action: fc.constantFrom(...actions), now: moments });

describe('need-to-know', () => {
  test.each(Object.entries(allowed))('the %s may do exactly what the design allows', (relation, expected) => {
    const found = actions.filter((action) => relationsFor(action).some((one) => one === relation));
    expect(found.sort()).toEqual([...expected].sort());
  });

  test('content is read by the asker and by the expert who accepted, and by nobody else', () => {
    prove(
      'content-readers',
      cases,
      ({ query, caller, now }) => {
        if (!mayWith(query, 'read', caller, now)) return true;
        if (caller.kind !== 'person') return false;
        const { person } = caller;
        const granted = 'grant' in query && query.grant.expertId === person.id && person.role === 'expert';
        return person.status === 'active' && ((person.role === 'official' && query.askerId === person.id) || granted);
      },
      20_000,
    );
  });

  test('an expert tied to the State does nothing with its queries, whatever the query says', () => {
    prove(
      'conflict-shuts-out',
      cases,
      ({ query, caller, action, now }) => {
        if (caller.kind !== 'person' || caller.person.role !== 'expert') return true;
        const tied = conflictOf(caller.person.expertise.interests, query.state, now.slice(0, 10)) !== undefined;
        return !(tied && mayWith(query, action, caller, now));
      },
      20_000,
    );
  });

  test('nobody but the asker does anything with a draft, and the suspended do nothing at all', () => {
    prove(
      'drafts-and-suspension',
      cases,
      ({ query, caller, action, now }) => {
        if (!mayWith(query, action, caller, now)) return true;
        if (caller.kind === 'person' && caller.person.status === 'suspended') return false;
        if (query.status !== 'draft') return true;
        return caller.kind === 'person' && caller.person.role === 'official' && caller.person.id === query.askerId;
      },
      20_000,
    );
  });

  test('an offer opens its card until it lapses, and never the text', () => {
    prove(
      'blind-offers',
      cases,
      ({ query, caller, now }) => {
        if (query.status !== 'offered' || caller.kind !== 'person' || caller.person.role !== 'expert') return true;
        if (mayWith(query, 'read', caller, now)) return false;
        const open = mayWith(query, 'consider', caller, now);
        return !open || (query.offer.expertId === caller.person.id && now < query.offer.expiresAt);
      },
      20_000,
    );
  });

  test('every move of a query names who may make it', () => {
    for (const { by } of Object.values(transitions)) expect(by.length).toBeGreaterThan(0);
  });
});
