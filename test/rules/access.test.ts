import fc from 'fast-check';
import { describe, test } from 'vitest';
import { mayWith, type QueryAction, readerAs, relationsTo } from '../../shared/access.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { partsFor } from '../../shared/parts.ts';
import { isSent, type SentQuery } from '../../shared/query.ts';
import { queryActions } from './access-table.ts';
import { encounters } from './encounters.ts';
import { prove } from './proof.ts';

const cases = fc.record({ encounter: encounters, action: fc.constantFrom(...queryActions) });
/** Has this expert accepted it, or taken its clearance without having written any of it? */
function expertReads(query: SentQuery, id: string): boolean {
  if ('grant' in query && query.grant?.expertId === id) return true;
  const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
  return clearer?.status === 'reading' && clearer.expertId === id && !query.drafters.includes(id);
}

const readings: readonly QueryAction[] = ['read', 'read-draft', 'read-through-glass'];
const isOfDeputies = (action: QueryAction): boolean => action === 'stand-by' || action === 'take-over';
const clearings: readonly QueryAction[] = ['consider-clearance', 'accept-clearance', 'approve', 'return'];

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
        if (!isSent(query)) return false;
        if (role === 'expert') return expertReads(query, id);
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
        if (!('state' in query)) return !mayWith(query, action, caller, now);
        const tied = conflictOf(caller.person.expertise.interests, query.state, now.slice(0, 10)) !== undefined;
        return !(tied && mayWith(query, action, caller, now));
      },
      5_000,
    );
  });

  test('nobody but those who ask, and time, does anything with a draft, and the suspended do nothing at all', () => {
    prove(
      'drafts-and-suspension',
      cases,
      ({ encounter: { query, caller, now }, action }) => {
        if (!mayWith(query, action, caller, now)) return true;
        if (caller.kind === 'hub') return query.status !== 'draft' || caller.function === 'watch';
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

  test('a clearance that is asked for opens its card until it lapses, and never the text; a deputy sees no text either', () => {
    prove(
      'blind-clearances',
      encounters,
      ({ query, caller, now }) => {
        if (caller.kind !== 'person' || caller.person.role !== 'expert' || !isSent(query)) return true;
        const blind = (['consider-clearance', 'stand-by'] as const).some((action) =>
          mayWith(query, action, caller, now),
        );
        return !(blind && readings.some((action) => mayWith(query, action, caller, now)));
      },
      5_000,
    );
  });

  test('who wrote any of the advice clears none of it, whatever was assigned by whom', () => {
    prove(
      'own-advice',
      encounters,
      ({ query, caller, now }) => {
        if (query.status !== 'in_review' || caller.kind !== 'person') return true;
        const { id } = caller.person;
        if (!query.drafters.includes(id) && query.grant.expertId !== id) return true;
        return clearings.every((action) => !mayWith(query, action, caller, now));
      },
      5_000,
    );
  });

  test('a text is opened to those alone who may know of it: no official sees a note, a comment, a draft, or what was not cleared', () => {
    prove(
      'parts-by-reader',
      encounters,
      ({ query, caller, now }) => {
        if (query.status === 'erased' || caller.kind !== 'person') return true;
        const relations = relationsTo(query, caller, now);
        const isReader = readings.some((action) => mayWith(query, action, caller, now));
        if (!isReader) return true;
        const seen = partsFor(query.parts, readerAs(relations));
        if (!seen.every((part) => query.parts.includes(part))) return false;
        // The expert at work sees everything, who clears everything but what is not handed in; all others see what has left.
        if (relations.includes('granted-expert')) return seen.length === query.parts.length;
        if (relations.includes('clearing-expert'))
          return seen.length === query.parts.filter(({ kind }) => kind !== 'draft').length;
        const left = query.parts.filter(
          ({ kind, clearedAt }) =>
            ['question', 'information-asked', 'information', 'follow-up'].includes(kind) ||
            (kind === 'advice' && clearedAt !== undefined),
        );
        return seen.length === left.length && seen.every((part) => left.includes(part));
      },
      10_000,
    );
  });

  test('nobody comes as a deputy to a restricted question, or to what they turned down, gave back or lost', () => {
    prove(
      'deputies-get-nothing-back',
      cases,
      ({ encounter: { query, caller, now }, action }) => {
        if (caller.kind !== 'person' || !isSent(query) || !isOfDeputies(action)) return true;
        const shutOut = query.confidentiality === 'restricted' || query.passedBy.includes(caller.person.id);
        return !(shutOut && mayWith(query, action, caller, now));
      },
      5_000,
    );
  });

  test('the level of confidentiality takes from nobody but a deputy, and gives nobody anything', () => {
    prove(
      'level-and-rights',
      cases,
      ({ encounter: { query, caller, now }, action }) =>
        query.status === 'erased' ||
        // A restricted question reaches a second expert by the desk alone.
        isOfDeputies(action) ||
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
