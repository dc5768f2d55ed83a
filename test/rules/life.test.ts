import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer } from '../../shared/advising.ts';
import { Asking, draft, send } from '../../shared/asking.ts';
import type { Change } from '../../shared/change.ts';
import { canonical, LedgerEntry } from '../../shared/ledger.ts';
import { Notice } from '../../shared/notices.ts';
import { grantUrgency } from '../../shared/offering.ts';
import { expertOf, Query, type Status } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { answeringClock } from '../../shared/rounds.ts';
import { shippedSettings as settings } from '../../shared/settings.ts';
import { transitions, type Verb } from '../../shared/transitions.ts';
import { asker, ministry, queryIn, now as start } from './cast.ts';
import { asking, moves, reserved } from './moves.ts';
import { proof } from './proof.ts';
import { idOf } from './worlds.ts';

const verbs = Object.keys(moves) as Verb[];

/** The move by which a query goes on at each status. */
const usual = {
  ...{ draft: 'send', held: 'release', submitted: 'offer', offered: 'accept', in_progress: 'answer' },
  answered: 'end-window',
} as const satisfies Record<Status, Verb>;

// A third of the moves go the usual way, a third are any that the table allows, a third are any at all.
const walks = fc.array(fc.record({ way: fc.constantFrom('usual', 'allowed', 'any'), pick: fc.nat({ max: 1000 }) }), {
  minLength: 5,
  maxLength: 40,
});
const allows = (verb: Verb, { status }: Query) => transitions[verb].from.some((one) => one === status);

function chosen({ way, pick }: { way: string; pick: number }, query: Query): Verb {
  const among = way === 'allowed' ? verbs.filter((verb) => allows(verb, query)) : verbs;
  return way === 'usual' ? usual[query.status] : (among[pick % among.length] ?? 'save');
}

/** What is remembered of a query's life besides the query: its ledger, and the places it takes with experts. */
type Life = { query: Query; entries: LedgerEntry[]; places: Set<string> };

function lived({ query, entries, places }: Life, change: Change, at: string): Life {
  const { take, release: released } = change.load ?? {};
  const chain = { queryId: query.id, sequence: entries.length + 1, at, previousHash: '', hash: '0'.repeat(64) };
  const entry = LedgerEntry.parse({ ...change.event, ...chain, actor: { id: asker.id, role: 'official' } });
  const others = [...places].filter((id) => id !== released);
  return {
    query: change.query,
    entries: [...entries, entry],
    places: new Set(take ? [...others, take.expertId] : others),
  };
}

/** What is true of every query at every moment of its life. */
function holdsTogether({ query, places }: Life): boolean {
  const parses = Query.safeParse(JSON.parse(JSON.stringify(query))).success;
  const busy = query.status === 'offered' || query.status === 'in_progress' ? [expertOf(query)] : [];
  return parses && [...places].join() === busy.join();
}

/** The clock that a query keeps is the one its ledger tells. */
function agreesWithLedger({ query, entries }: Life): boolean {
  const clock = query.status === 'draft' ? undefined : query.clock;
  return canonical(clock ?? null) === canonical(answeringClock(entries, [settings], query.updatedAt) ?? null);
}

describe('the life of a query', () => {
  test('whatever is tried in whatever order, only the moves of the table happen, and what is kept agrees with the ledger', {
    timeout: 60_000,
  }, () => {
    const { check, report } = proof('life-walks');
    const made = new Set<Verb>();
    try {
      fc.assert(
        fc.property(walks, (walk) => {
          const first = draft(idOf(21), asking, asker, ministry, start);
          let life = lived({ query: first.query, entries: [], places: new Set() }, first, start);
          let hours = 0;
          for (const step of walk) {
            hours += step.pick % 150;
            const { query } = life;
            const verb = chosen(step, query);
            const { to } = transitions[verb];
            const now = new Date(Date.parse(start) + hours * 3_600_000).toISOString();
            const allowed = allows(verb, query);
            try {
              const change = moves[verb](query, now);
              const moved = change.query.status === (to === 'same' ? query.status : to);
              const told = change.notices.every((notice) => Notice.safeParse(notice).success);
              life = lived(life, change, now);
              made.add(verb);
              const next = change.query.version === query.version + 1;
              if (!check(allowed && moved && told && next && holdsTogether(life))) return false;
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
              const because = error.reason === reserved[verb] || (!allowed && error.reason === 'not-possible-now');
              if (!check(because)) return false;
            }
          }
          return check(agreesWithLedger(life));
        }),
        { numRuns: 1_000 },
      );
    } finally {
      report();
    }
    expect(verbs.filter((verb) => !made.has(verb))).toEqual([]);
  });

  test('urgency is asked for, and shortens the target only when it is granted; the start stays', () => {
    const first = draft(idOf(21), asking, asker, ministry, start).query;
    const sent = send(first, 'CTI-7F3K-92QD-5', { institution: ministry, secretariat: [] }, settings, start).query;
    if (sent.status !== 'submitted') throw new Error('it was sent');
    expect(sent.clock.dueAt).toBe('2026-03-17T17:00:00.000Z');
    const { query } = grantUrgency(sent, settings, '2026-03-04T09:00:00.000Z');
    if (query.status === 'draft') throw new Error('it was sent');
    expect(query.clock).toMatchObject({ startedAt: start, dueAt: '2026-03-05T17:00:00.000Z' });
  });

  test('urgency needs a date that has not passed and a reason', () => {
    expect(Asking.safeParse({ ...asking, neededBy: '', urgencyReason: '' }).success).toBe(false);
    const yesterday = { ...asking, neededBy: '2026-03-02' };
    expect(() => draft(idOf(21), yesterday, asker, ministry, start)).toThrow('invalid-input');
  });

  test('what concerns an individual case is not even a draft', () => {
    expect(Asking.safeParse({ ...asking, individualCase: 'yes' }).success).toBe(false);
    expect(Asking.safeParse({ ...asking, individualCase: undefined }).success).toBe(false);
  });

  test('a question is asked on behalf of its institution, with its State and kind', () => {
    const { query } = draft(idOf(21), asking, asker, ministry, start);
    expect(query).toMatchObject({ institutionId: ministry.id, institutionKind: 'ministry', state: 'GH', coOwners: [] });
  });

  test('text that is sealed is in the content of a change and nowhere else in it', () => {
    const change = draft(idOf(21), asking, asker, ministry, start);
    const { content, ...rest } = change;
    expect(content?.fields).toEqual({ title: asking.title, body: asking.body });
    expect(JSON.stringify(rest)).not.toContain(asking.title);
    expect(JSON.stringify(rest)).not.toContain(asking.body);
    const { content: advice, ...answered } = answer(queryIn.in_progress, { body: 'The advice.' }, start);
    expect(advice).toEqual({ part: 'advice', version: 1, fields: { body: 'The advice.' } });
    expect(JSON.stringify(answered)).not.toContain('The advice.');
  });
});
