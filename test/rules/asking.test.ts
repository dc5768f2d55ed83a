import { describe, expect, test } from 'vitest';
import { askReview } from '../../shared/advising.ts';
import { Asking, draft, send } from '../../shared/asking.ts';
import { shippedSettings as settings } from '../../shared/settings.ts';
import { grantUrgency } from '../../shared/timing.ts';
import { asker, ministry, queryIn, now as start } from './cast.ts';
import { asking as whatIsAsked } from './moves.ts';
import { idOf } from './worlds.ts';

const asking = { ...whatIsAsked, neededBy: '2026-03-09' };

describe('a question', () => {
  test('urgency is asked for, and shortens the target only when it is granted; the start stays', () => {
    const first = draft(idOf(21), asking, asker, ministry, start).query;
    const sent = send(first, 'CTI-7F3K-92QD-5', { institution: ministry, secretariat: [] }, settings, start).query;
    if (sent.status !== 'submitted') throw new Error('it was sent');
    expect(sent.clock.dueAt).toBe('2026-03-17T17:00:00.000Z');
    const { query } = grantUrgency(sent, settings, '2026-03-04T09:00:00.000Z');
    if (query.status !== 'submitted') throw new Error('it was sent');
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
    const { content: advice, ...handedIn } = askReview(queryIn.in_progress, { body: 'The advice.' }, start);
    expect(advice).toEqual({ part: 'advice-1', version: 1, fields: { body: 'The advice.' } });
    expect(JSON.stringify(handedIn)).not.toContain('The advice.');
  });
});
