import { describe, expect, test } from 'vitest';
import { may, mayWith } from '../../shared/access.ts';
import type { Interests } from '../../shared/people.ts';
import { addPerson, changeInterests, giveFirstPassword, reinstate, suspend } from '../../shared/registry.ts';
import { adviser, asker, member, now, queryIn } from './cast.ts';

describe('the register of people', () => {
  test('somebody new is let in with their role on record', () => {
    const change = addPerson({ ...asker, version: 5 });
    expect(change).toMatchObject({ kind: 'person', isNew: true, subject: { id: asker.id, version: 1 } });
    expect(change.event).toEqual({ code: 'person-added', details: { role: 'official' } });
  });

  test('whoever put somebody on the list does not give them their first password; once they have one, any member gives another', () => {
    const { firstPasswordAt: _, ...newcomer } = asker;
    const { subject } = addPerson(newcomer, member(4).id);
    if (!('role' in subject)) throw new Error('it is a person');
    expect(() => giveFirstPassword(subject, member(4).id, now)).toThrow('own-request');
    const given = giveFirstPassword(subject, member(5).id, now).subject;
    if (!('role' in given)) throw new Error('it is a person');
    expect(giveFirstPassword(given, member(4).id, now).event.code).toBe('first-password-given');
    const byOperator = addPerson(asker).subject;
    if (!('role' in byOperator)) throw new Error('it is a person');
    expect(giveFirstPassword(byOperator, member(4).id, now).event.code).toBe('first-password-given');
  });

  test('somebody who is suspended may do nothing from then on', () => {
    const { subject, event } = suspend(adviser, member(4).id);
    if (!('role' in subject)) throw new Error('it is a person');
    expect(subject).toMatchObject({ status: 'suspended', version: 2 });
    expect(event.code).toBe('person-suspended');
    expect(may('be-signed-in', subject)).toBe(false);
    expect(mayWith(queryIn.in_progress, 'read', { kind: 'person', person: subject }, now)).toBe(false);
  });

  test('nobody suspends themselves, or anybody twice', () => {
    expect(() => suspend(member(4), member(4).id)).toThrow('own-request');
    expect(() => suspend({ ...adviser, status: 'suspended' }, member(4).id)).toThrow('not-possible-now');
  });

  test('who was suspended comes back once, and who was not does not', () => {
    const change = reinstate({ ...adviser, status: 'suspended' }, now);
    const subject = { status: 'active', version: 2, sessionsEndedAt: now };
    expect(change).toMatchObject({ subject, event: { code: 'person-reinstated' } });
    expect(() => reinstate(adviser, now)).toThrow('not-possible-now');
  });

  test('an expert’s ties are set anew and nothing else of them; a query of such a State is closed to them at once', () => {
    const interests = { ...adviser.expertise.interests, employments: [{ state: 'GH' }] };
    const { subject, event, isNew } = changeInterests(adviser, interests, now.slice(0, 10));
    expect(subject).toEqual({ ...adviser, version: 2, expertise: { ...adviser.expertise, interests } });
    expect([event.code, isNew]).toEqual(['interests-changed', false]);
    if (!('role' in subject)) throw new Error('it is a person');
    expect(mayWith(queryIn.in_progress, 'read', { kind: 'person', person: adviser }, now)).toBe(true);
    expect(mayWith(queryIn.in_progress, 'read', { kind: 'person', person: subject }, now)).toBe(false);
  });

  test('the States an expert is newly tied to are on record, so that to take a tie back at once hides nothing', () => {
    const { interests } = adviser.expertise;
    const tiesAfter = (ties: Partial<Interests>) =>
      changeInterests(adviser, { ...interests, ...ties }, now.slice(0, 10)).event.details;
    expect(tiesAfter({ nationalities: ['CH', 'GH'], declared: ['CL'] })).toEqual({ newTies: ['GH', 'CL'] });
    expect(tiesAfter({ residence: 'TN', employments: [{ state: 'PT' }] })).toEqual({ newTies: ['TN', 'PT'] });
    expect(tiesAfter({ reviewedByOwnBody: ['FJ', 'CH'] })).toEqual({ newTies: ['FJ'] });
    expect(tiesAfter({})).toEqual({ newTies: [] });
  });
});
