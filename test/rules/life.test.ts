import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answer } from '../../shared/advising.ts';
import { Asking, draft, save, send } from '../../shared/asking.ts';
import { genevaCalendar } from '../../shared/calendar.ts';
import { newReference } from '../../shared/identifiers.ts';
import { accept, decline, expire, grantUrgency, offer, reportUnplaced, routeAgain } from '../../shared/offering.ts';
import type { Official } from '../../shared/people.ts';
import { type Change, Query, transitions, type Verb } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { proof } from './proof.ts';
import { experts, idOf } from './worlds.ts';

const start = '2026-03-03T09:00:00.000Z';
const asker: Official = {
  id: idOf(1),
  role: 'official',
  name: 'An Official',
  email: 'official@ministry.example',
  locale: 'en',
  timeZone: 'Africa/Accra',
  status: 'active',
  institutionId: idOf(2),
};
const institution = { id: idOf(2), name: 'A Ministry', kind: 'ministry', state: 'GH' } as const;
const [expert] = fc.sample(experts, { numRuns: 1, seed: 7 });
if (!expert) throw new Error('an expert was generated');

const asking = Asking.parse({
  title: 'A title',
  body: 'A question.',
  topic: 'npm',
  language: 'en',
  urgency: 'requested',
  neededBy: '2026-03-09',
  urgencyReason: 'The vote is on the tenth.',
});

// Every verb with a step that tries it, whatever the query's status.
const steps: Record<Exclude<Verb, 'assign'>, (query: Query, now: string) => Change> = {
  save: (query, now) => save(query, asking, now),
  send: (query, now) => send(query, newReference(), genevaCalendar, now),
  offer: (query, now) => offer(query, expert, genevaCalendar, now),
  'report-unplaced': (query, now) => reportUnplaced(query, 5, [idOf(6)], genevaCalendar, now),
  'route-again': (query, now) => routeAgain(query, now),
  'grant-urgency': (query, now) => grantUrgency(query, genevaCalendar, now),
  accept: (query, now) => accept(query, now),
  decline: (query, now) => decline(query, 'no-time', now),
  expire: (query, now) => expire(query, now),
  answer: (query, now) => answer(query, { body: 'The advice.' }, now),
};
const verbs = Object.keys(steps) as (keyof typeof steps)[];

describe('the life of a query', () => {
  test('whatever is tried in whatever order, only the moves of the table happen, and each leaves a query that parses', () => {
    const { check, report } = proof('life-walks');
    try {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...verbs), { minLength: 5, maxLength: 25 }), (walk) => {
          const first = draft(idOf(3), asking, asker, institution, start);
          let query: Query = first.query;
          let hours = 0;
          for (const verb of walk) {
            hours += 30;
            const now = new Date(Date.parse(start) + hours * 3_600_000).toISOString();
            const allowed = (transitions[verb].from as readonly string[]).includes(query.status);
            try {
              const change = steps[verb](query, now);
              const to = transitions[verb].to;
              const moved = change.query.status === (to === 'same' ? query.status : to);
              const next = Query.safeParse(JSON.parse(JSON.stringify(change.query)));
              if (!check(allowed && moved && next.success && change.query.version === query.version + 1)) return false;
              query = change.query;
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
              // Allowed by the table, yet refused: an offer that has not lapsed, an urgency granted before, a date gone by.
              const reserved = verb === 'expire' || verb === 'grant-urgency' || error.reason === 'invalid-input';
              if (!check(!allowed || reserved)) return false;
            }
          }
          return true;
        }),
        { numRuns: 2_000 },
      );
    } finally {
      report();
    }
  });

  test('urgency is asked for, and shortens the target only when it is granted; the start stays', () => {
    const sent = send(
      draft(idOf(3), asking, asker, institution, start).query,
      newReference(),
      genevaCalendar,
      start,
    ).query;
    if (sent.status !== 'submitted') throw new Error('it was sent');
    expect(sent.clock.dueAt).toBe('2026-03-17T17:00:00.000Z');
    const { query } = grantUrgency(sent, genevaCalendar, '2026-03-04T09:00:00.000Z');
    if (query.status === 'draft') throw new Error('it was sent');
    expect(query.clock).toMatchObject({ startedAt: start, dueAt: '2026-03-05T17:00:00.000Z' });
  });

  test('an expert who passed is not asked again, and gives their place back', () => {
    const sent = send(
      draft(idOf(3), asking, asker, institution, start).query,
      newReference(),
      genevaCalendar,
      start,
    ).query;
    const { query, load } = decline(offer(sent, expert, genevaCalendar, start).query, 'conflict', start);
    expect(query).toMatchObject({ status: 'submitted', passedBy: [expert.id] });
    expect(load).toEqual({ release: expert.id });
  });

  test('urgency needs a date that has not passed and a reason', () => {
    expect(Asking.safeParse({ ...asking, neededBy: '', urgencyReason: '' }).success).toBe(false);
    expect(() => draft(idOf(3), { ...asking, neededBy: '2026-03-02' }, asker, institution, start)).toThrow(
      'invalid-input',
    );
  });

  test('text that is sealed is in the content of a change and nowhere else in it', () => {
    const change = draft(idOf(3), asking, asker, institution, start);
    const { content, ...rest } = change;
    expect(content?.fields).toEqual({ title: asking.title, body: asking.body });
    expect(JSON.stringify(rest)).not.toContain(asking.title);
    expect(JSON.stringify(rest)).not.toContain(asking.body);
  });
});
