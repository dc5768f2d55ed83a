import { describe, expect, test } from 'vitest';
import { release, send } from '../../shared/asking.ts';
import { type Institution, runsOutSoon, standingHolds } from '../../shared/institutions.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { confirmStanding, registerInstitution, withdrawStanding } from '../../shared/standing.ts';
import { member, ministry, minutesAfter, now, queryIn } from './cast.ts';

const today = now.slice(0, 10);
const unconfirmed: Institution = { ...ministry, standing: { status: 'unconfirmed' } };
const until = (expiresOn: string): Institution => ({
  ...ministry,
  standing: { status: 'confirmed', evidence: 'Note verbale.', focalPoint: 'The mission', expiresOn },
});
const sendFor = (institution: Institution) =>
  send(queryIn.draft, 'CTI-7F3K-92QD-5', { institution, secretariat: [member(4).id] }, shippedSettings, now);

describe('the standing of an institution', () => {
  test.each([
    ['not confirmed', unconfirmed, false],
    ['that ran out yesterday', until('2026-03-02'), false],
    ['that runs out today', until('2026-03-03'), true],
    ['that runs for a year', until('2027-03-03'), true],
  ])('%s: a new question goes to an expert: %s', (_, institution, holds) => {
    expect(standingHolds(institution, today)).toBe(holds);
    expect(sendFor(institution).query.status).toBe(holds ? 'submitted' : 'held');
  });

  test.each([
    ['not confirmed', unconfirmed, false],
    ['that ran out yesterday', until('2026-03-02'), false],
    ['that runs out today', until('2026-03-03'), true],
    ['that runs out in sixty days', until('2026-05-02'), true],
    ['that runs out a day later than that', until('2026-05-03'), false],
  ])('%s: its end is pointed out: %s', (_, institution, soon) => {
    expect(runsOutSoon(institution, today)).toBe(soon);
  });

  test('a question that is held is received all the same: reference, clock, receipt, and the secretariat is told', () => {
    const { query, event, notices } = sendFor(unconfirmed);
    if (query.status !== 'held') throw new Error('it is held');
    expect(query).toMatchObject({ reference: 'CTI-7F3K-92QD-5', submittedAt: now, clock: { startedAt: now } });
    expect(event.code).toBe('held');
    expect(notices.map(({ kind, recipientId }) => [kind, recipientId])).toEqual([
      ['received', query.askerId],
      ['held', member(4).id],
    ]);
  });

  test('a question is sent by the standing as it was read; were it to change meanwhile, the sending is tried again', () => {
    for (const institution of [unconfirmed, ministry])
      expect(sendFor(institution).onlyIf).toEqual([
        { kind: 'institution', id: ministry.id, version: ministry.version },
      ]);
  });

  test('confirming it lets what was held go on to an expert, with the clock that ran all along', () => {
    const later = minutesAfter(60);
    const { query, event } = release(queryIn.held, later);
    if (query.status !== 'submitted') throw new Error('it was released');
    expect(query.clock).toEqual(queryIn.held.clock);
    expect(query.routingDueAt > later).toBe(true);
    expect(event).toEqual({ code: 'released', details: {} });
  });

  test('whatever happens to it afterwards, a question that went to an expert goes on', () => {
    expect(() => release(queryIn.in_progress, now)).toThrow('not-possible-now');
    expect(withdrawStanding(ministry).event.code).toBe('standing-withdrawn');
  });

  test('an institution begins unconfirmed, whatever the version it is given', () => {
    const change = registerInstitution({ ...unconfirmed, version: 7 });
    expect(change).toMatchObject({ isNew: true, subject: { version: 1, standing: { status: 'unconfirmed' } } });
    expect(change.event).toEqual({ code: 'institution-registered', details: { kind: 'ministry', state: 'GH' } });
  });

  test('is confirmed on evidence, until a date that is still to come', () => {
    const { standing } = until('2026-03-04');
    if (standing.status !== 'confirmed') throw new Error('it is confirmed');
    const change = confirmStanding(unconfirmed, standing, today);
    expect(change).toMatchObject({ isNew: false, subject: { version: 2, standing } });
    expect(change.event).toEqual({ code: 'standing-confirmed', details: { expiresOn: '2026-03-04' } });
    expect(() => confirmStanding(unconfirmed, { ...standing, expiresOn: today }, today)).toThrow('invalid-input');
  });

  test('is withdrawn once', () => {
    expect(withdrawStanding(ministry)).toMatchObject({ subject: { version: 2, standing: { status: 'unconfirmed' } } });
    expect(() => withdrawStanding(unconfirmed)).toThrow('not-possible-now');
  });
});
