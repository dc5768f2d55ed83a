import { describe, expect, test } from 'vitest';
import { Id } from '../../shared/fields.ts';
import { type Mailing, NoticesBy, wayTo } from '../../shared/mailing.ts';
import { digestId, lostMailId, standingEndsId } from '../../shared/notice-ids.ts';
import { Person } from '../../shared/people.ts';
import { chooseNotices, resumeMail, stopMail } from '../../shared/registry.ts';
import { asker, now } from './cast.ts';

const mailing = (status: Mailing['status']): Mailing => ({ status, since: now });

describe('a notice reaches somebody', () => {
  test.each([
    ['by mail, when they never chose and their address is good', {}, 'offer', 'mail'],
    ['by mail again, after the secretariat resumed it', { mailing: mailing('ok') }, 'offer', 'mail'],
    ['in the inbox, after their address bounced', { mailing: mailing('bounced') }, 'offer', 'undeliverable'],
    ['in the inbox, after they complained', { mailing: mailing('complained') }, 'offer', 'undeliverable'],
    ['in the inbox, when they want no mail', { noticesBy: 'inbox' }, 'offer', 'inbox'],
    ['in the inbox, when they want one mail a day', { noticesBy: 'digest' }, 'offer', 'inbox'],
    ['by that one mail', { noticesBy: 'digest' }, 'digest', 'mail'],
    [
      'not even by that, when the address bounced',
      { noticesBy: 'digest', mailing: mailing('bounced') },
      'digest',
      'undeliverable',
    ],
    ['by mail of an emergency reading, though they want none', { noticesBy: 'inbox' }, 'break-glass', 'mail'],
    ['by mail of an emergency reading, beside the daily one', { noticesBy: 'digest' }, 'break-glass', 'mail'],
    [
      'in the inbox of an emergency reading, after their address bounced',
      { noticesBy: 'digest', mailing: mailing('bounced') },
      'break-glass',
      'undeliverable',
    ],
    ['without the daily mail, when they chose another way since', { noticesBy: 'mail' }, 'digest', 'inbox'],
  ] as const)('%s', (_, person, kind, way) => {
    expect(wayTo(person, kind)).toBe(way);
  });
});

describe('an address', () => {
  const stopped = stopMail(asker, 'bounced', now, ['h'.repeat(26), 'y'.repeat(26)]);

  test('that takes no more mail is marked, on record, and a task for every member of the secretariat', () => {
    expect(stopped.event).toEqual({ code: 'mail-stopped', details: { why: 'bounced' } });
    expect(stopped).toMatchObject({ kind: 'person', isNew: false, subject: { version: asker.version + 1 } });
    expect(stopped.kind === 'person' && Person.parse(stopped.subject).mailing).toEqual(mailing('bounced'));
    expect(stopped.kind === 'person' && stopped.notices?.map(({ kind }) => kind)).toEqual([
      'undeliverable',
      'undeliverable',
    ]);
  });

  test('is written to again when the secretariat says so, and not twice', () => {
    const person = Person.parse(stopped.subject);
    const resumed = resumeMail(person, now);
    expect(resumed).toMatchObject({ event: { code: 'mail-resumed' }, subject: { mailing: mailing('ok') } });
    expect(() => resumeMail(Person.parse(resumed.subject), now)).toThrow('not-possible-now');
    expect(() => resumeMail(asker, now)).toThrow('not-possible-now');
  });

  test.each(NoticesBy.options)('of somebody who chose %s keeps that choice on record', (by) => {
    expect(chooseNotices(asker, by)).toMatchObject({
      event: { code: 'notices-chosen', details: { by } },
      subject: { noticesBy: by, version: asker.version + 1 },
    });
  });
});

test('a member’s task when mail to somebody was lost has one id a day', async () => {
  const first = await lostMailId(asker.id, 'x', '2026-03-03');
  expect(Id.parse(first)).toBe(first);
  expect(await lostMailId(asker.id, 'x', '2026-03-03')).toBe(first);
  const others = [
    lostMailId(asker.id, 'y', '2026-03-03'),
    lostMailId('x', asker.id, '2026-03-03'),
    lostMailId(asker.id, 'x', '2026-03-04'),
    digestId(asker.id, '2026-03-03'),
  ];
  expect(new Set([first, ...(await Promise.all(others))]).size).toBe(5);
});

test('a member is warned of the end of a standing under one id, until it is confirmed until another day', async () => {
  const first = await standingEndsId(asker.id, 'x', '2026-05-02');
  expect(Id.parse(first)).toBe(first);
  expect(await standingEndsId(asker.id, 'x', '2026-05-02')).toBe(first);
  expect(await standingEndsId(asker.id, 'x', '2028-05-02')).not.toBe(first);
  expect(await standingEndsId(asker.id, 'y', '2026-05-02')).not.toBe(first);
});

test('somebody’s daily notice has one id a day, that tells nothing of whose it is', async () => {
  const first = await digestId(asker.id, '2026-03-03');
  expect(Id.parse(first)).toBe(first);
  expect(await digestId(asker.id, '2026-03-03')).toBe(first);
  expect(await digestId(asker.id, '2026-03-04')).not.toBe(first);
  expect(first).not.toContain(asker.id.slice(0, 6));
});
