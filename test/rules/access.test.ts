import fc from 'fast-check';
import { describe, test } from 'vitest';
import { mayWith, type QueryAction } from '../../shared/access.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { queryActions } from './access-table.ts';
import { encounters } from './encounters.ts';
import { prove } from './proof.ts';

const cases = fc.record({ encounter: encounters, action: fc.constantFrom(...queryActions) });
const readings: readonly QueryAction[] = ['read', 'read-draft', 'read-through-glass'];

describe('need-to-know', () => {
  test('content is read by those who ask, the expert who accepted, and a member whose broken glass another approved', () => {
    prove(
      'content-readers',
      encounters,
      ({ query, caller, now }) => {
        if (!readings.some((action) => mayWith(query, action, caller, now))) return true;
        if (caller.kind !== 'person' || caller.person.status !== 'active') return false;
        const { id, role } = caller.person;
        if (role === 'official') return query.askerId === id || query.coOwners.includes(id);
        if (query.status === 'draft') return false;
        if (role === 'expert') return 'grant' in query && query.grant.expertId === id;
        return role === 'secretariat' && query.glass?.status === 'approved' && query.glass.memberId === id;
      },
      5_000,
    );
  });

  test('an expert tied to the State does nothing with its queries, whatever the query says', () => {
    prove(
      'conflict-shuts-out',
      cases,
      ({ encounter: { query, caller, now }, action }) => {
        if (caller.kind !== 'person' || caller.person.role !== 'expert') return true;
        const tied = conflictOf(caller.person.expertise.interests, query.state, now.slice(0, 10)) !== undefined;
        return !(tied && mayWith(query, action, caller, now));
      },
      5_000,
    );
  });

  test('nobody but those who ask does anything with a draft, and the suspended do nothing at all', () => {
    prove(
      'drafts-and-suspension',
      cases,
      ({ encounter: { query, caller, now }, action }) => {
        if (!mayWith(query, action, caller, now)) return true;
        if (caller.kind === 'hub') return query.status !== 'draft';
        const { id, role, status } = caller.person;
        if (status === 'suspended') return false;
        return query.status !== 'draft' || (role === 'official' && [query.askerId, ...query.coOwners].includes(id));
      },
      5_000,
    );
  });

  test('an offer opens its card until it lapses, and never the text', () => {
    prove(
      'blind-offers',
      encounters,
      ({ query, caller, now }) => {
        if (query.status !== 'offered' || caller.kind !== 'person' || caller.person.role !== 'expert') return true;
        if (readings.some((action) => mayWith(query, action, caller, now))) return false;
        const open = mayWith(query, 'consider', caller, now);
        return !open || (query.offer.expertId === caller.person.id && now < query.offer.expiresAt);
      },
      5_000,
    );
  });

  test('the level of confidentiality changes nobody’s rights, only what they are shown', () => {
    prove(
      'level-and-rights',
      cases,
      ({ encounter: { query, caller, now }, action }) =>
        mayWith({ ...query, confidentiality: 'restricted' }, action, caller, now) ===
        mayWith({ ...query, confidentiality: 'standard' }, action, caller, now),
      5_000,
    );
  });

  test('what ends is over: who may not do a thing does not come to it by waiting', () => {
    prove(
      'rights-only-end',
      fc.record({ one: cases, hours: fc.integer({ min: 0, max: 20_000 }) }),
      ({ one: { encounter, action }, hours }) => {
        const { query, caller, now } = encounter;
        // But for one thing: five years after the end of an employment the tie is gone.
        if (caller.kind === 'person' && caller.person.role === 'expert') return true;
        const later = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
        return mayWith(query, action, caller, now) || !mayWith(query, action, caller, later);
      },
      5_000,
    );
  });
});
