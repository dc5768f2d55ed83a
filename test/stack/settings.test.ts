import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { settingsLedgerId, shippedSettings } from '../../shared/settings.ts';
import { changing, problemOf, reasonOf } from './client.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

const Preview = z.object({
  version: z.int(),
  open: z.int(),
  count: z.int(),
  moved: z.array(z.object({ id: z.string(), reference: z.string(), dueAt: z.string(), newDueAt: z.string() })),
});
const InForce = z.looseObject({ version: z.int(), manualTopics: z.array(z.string()), headId: z.string().optional() });

let world: World;
let queryId: string;
beforeAll(async () => {
  world = await openWorld();
  queryId = await steps(world).sent('litia');
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const send = async (name: string, path: string, input: object, version?: number) => {
  const { token } = await world.credentialsOf(name);
  return world.wire.json('POST', path, { token, input, headers: changing(version) });
};
const settings = async () => {
  const { token } = await world.credentialsOf('helen');
  return InForce.parse(JSON.parse((await world.wire.json('GET', '/settings', { token })).text));
};
const { calendar } = shippedSettings;
const form = {
  zone: calendar.zone,
  weekend: ['6', '7'],
  opensAt: calendar.opensAt,
  closesAt: calendar.closesAt,
  holidays: calendar.holidays.join('\r\n'),
};
const targets = {
  ...{ acknowledgement: '2', acknowledgementUrgent: '1', acceptance: '2', acceptanceUrgentHours: '4' },
  ...{ firstAdvice: '10', firstAdviceUrgent: '2', documentReview: '20', followUpDays: '5', followUpUrgent: '2' },
  keepInTouch: '10',
};

describe('the settings', () => {
  test('are those that ship until the secretariat has set its own, and nobody else sees them', async () => {
    expect(await settings()).toMatchObject({ version: 1, calendar, targets: shippedSettings.targets });
    for (const name of ['litia', 'ingrid', 'niamh']) {
      const { token } = await world.credentialsOf(name);
      expect((await world.wire.json('GET', '/settings', { token })).status).toBe(404);
      expect((await send(name, '/settings/calendar', form, 1)).status).toBe(404);
    }
  });

  test('say which dates would move before they are changed, and change nothing by saying so', async () => {
    const same = Preview.parse(JSON.parse((await send('helen', '/settings/calendar/preview', form, 1)).text));
    expect(same).toMatchObject({ version: 1, open: 1, count: 0 });
    const fridayOff = { ...form, weekend: ['5', '6', '7'] };
    const later = Preview.parse(JSON.parse((await send('helen', '/settings/calendar/preview', fridayOff, 1)).text));
    expect(later).toMatchObject({ open: 1, count: 1, moved: [{ id: queryId }] });
    expect(later.moved.every(({ dueAt, newDueAt }) => dueAt < newDueAt)).toBe(true);
    const sooner = { ...targets, firstAdvice: '5' };
    const moved = Preview.parse(JSON.parse((await send('helen', '/settings/targets/preview', sooner, 1)).text));
    expect(moved.moved.every(({ dueAt, newDueAt }) => newDueAt < dueAt)).toBe(true);
    expect(moved.count).toBe(1);
    expect(await settings()).toMatchObject({ version: 1 });
    expect(await world.ledgerOf(settingsLedgerId)).toEqual([]);
  });

  test('a member without scripts sees what would move, and confirms it', async () => {
    const browser = await world.browserOf('helen');
    await browser.open('/settings');
    await browser.submit('/settings/calendar/preview', { holidays: '2099-12-25\n2099-12-26' });
    expect(browser.shown.html).toContain('datetime="2099-12-26"');
    for (const locale of ['ar', 'en']) {
      const { status, path, html } = await browser.translate(locale);
      expect([status, path]).toEqual([200, `/settings/calendar/preview?lang=${locale}`]);
      expect(html).toContain(`<html lang="${locale}"`);
      expect(html).toContain('datetime="2099-12-26"');
    }
    expect(await settings()).toMatchObject({ version: 1 });
    await browser.submit('/settings/calendar');
    expect([browser.shown.status, browser.shown.path]).toEqual([200, '/settings']);
    expect(await settings()).toMatchObject({
      version: 2,
      calendar: { ...calendar, version: 2, holidays: ['2099-12-25', '2099-12-26'] },
    });
    expect(await world.ledgerOf(settingsLedgerId)).toEqual(['settings-changed']);
    expect(await world.itemIn('Directory', { key: 'settings#2' })).toMatchObject({ settings: { version: 2 } });
  });

  test('are decided on a version: of two at once one is refused, and every version is kept', async () => {
    const answers = await Promise.all(
      ['npm', 'opcat', 'nhri'].map((topic) => send('helen', '/settings/topics', { manualTopics: [topic] }, 2)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const { version, manualTopics } = await settings();
    expect([version, manualTopics.length]).toEqual([3, 1]);
    const head = world.personOf('yusuf').id;
    expect((await send('helen', '/settings/head', { headId: head }, 3)).status).toBe(200);
    expect((await send('helen', '/settings/targets', { ...targets, keepInTouch: 12 }, 4)).status).toBe(200);
    expect((await send('helen', '/settings/head', { headId: '' }, 5)).status).toBe(200);
    expect(await settings()).not.toHaveProperty('headId');
    const kept = (await world.everythingIn('Directory')).filter(({ key }) => /^settings#\d/.test(String(key)));
    expect(kept).toHaveLength(5);
    expect((await world.entriesOf(settingsLedgerId)).map(({ details }) => details)).toEqual([
      { part: 'calendar', settings: 2 },
      { part: 'topics', settings: 3 },
      { part: 'head', settings: 4 },
      { part: 'targets', settings: 5 },
      { part: 'head', settings: 6 },
    ]);
  });

  test('that say nothing new are refused', async () => {
    expect(reasonOf(await send('helen', '/settings/head', { headId: '' }, 6))).toBe('not-possible-now');
    const same = { ...form, holidays: '2099-12-26\n2099-12-25\n2099-12-25' };
    expect(reasonOf(await send('helen', '/settings/calendar', same, 6))).toBe('not-possible-now');
  });

  test.each<[string, string, object, object[]]>([
    [
      'no working day',
      'calendar',
      { weekend: ['1', '2', '3', '4', '5', '6', '7'] },
      [{ field: 'weekend', code: 'always-off' }],
    ],
    [
      'hours that end first',
      'calendar',
      { opensAt: '18:00', closesAt: '09:00' },
      [{ field: 'closesAt', code: 'closes-first' }],
    ],
    ['an hour that is none', 'calendar', { opensAt: '24:00' }, [{ field: 'opensAt', code: 'invalid' }]],
    ['a zone that is none', 'calendar', { zone: 'Mars/Olympus' }, [{ field: 'zone', code: 'unknown-zone' }]],
    [
      'a line that is no day',
      'calendar',
      { holidays: '2026-12-25\n\n2026-02-30' },
      [{ field: 'holidays', code: 'not-a-day' }],
    ],
    ['no days at all', 'targets', { ...targets, firstAdvice: '0' }, [{ field: 'firstAdvice', code: 'out-of-days' }]],
    [
      'a topic that is none',
      'topics',
      { manualTopics: 'astrology' },
      [{ field: 'manualTopics.0', code: 'unknown-option' }],
    ],
  ])('%s is refused by name', async (_, part, wrong, errors) => {
    const input = part === 'calendar' ? { ...form, ...wrong } : wrong;
    const answer = await send('helen', `/settings/${part}`, input, 6);
    expect([answer.status, problemOf(answer).errors]).toEqual([
      422,
      errors.map((error) => expect.objectContaining(error)),
    ]);
  });

  test('an expert or somebody suspended is no head', async () => {
    const answer = await send('helen', '/settings/head', { headId: world.personOf('ingrid').id }, 6);
    expect(problemOf(answer).errors).toEqual([{ field: 'headId', code: 'unknown-option' }]);
  });

  test('a holiday on a day off is pointed out, and changes nothing', async () => {
    const sunday = { ...form, holidays: '2099-12-27' };
    const { text } = await send('helen', '/settings/calendar/preview', sunday, 6);
    expect(JSON.parse(text)).toMatchObject({ idleHolidays: ['2099-12-27'] });
  });

  test('that somebody else changed meanwhile are refused at the preview, with what was typed and the way to what is in force', async () => {
    const first = await world.browserOf('helen');
    await first.open('/settings');
    const { version } = await settings();
    const others = { ...form, holidays: '2099-12-24' };
    expect((await send('yusuf', '/settings/calendar', others, version)).status).toBe(200);
    expect(reasonOf(await send('helen', '/settings/calendar/preview', form, version))).toBe('stale');
    expect(reasonOf(await send('helen', '/settings/targets/preview', targets, version))).toBe('stale');
    expect(reasonOf(await send('helen', '/settings/targets/preview', targets))).toBe('version-required');
    // A slip of the hand on the way makes the page no newer than it was.
    await first.submit('/settings/calendar/preview', { opensAt: '24:00' });
    expect(first.shown.status).toBe(422);
    await first.submit('/settings/calendar/preview', { opensAt: '09:00', holidays: '2099-12-31' });
    expect(first.shown.status).toBe(412);
    expect(first.shown.html).toContain('>2099-12-31</textarea>');
    expect(first.shown.html).toMatch(/<a class="within" href="\/settings">See the settings as they are now/);
    expect(await settings()).toMatchObject({ version: version + 1, calendar: { holidays: ['2099-12-24'] } });
    // What they decide knowing of it is theirs to decide.
    await first.submit('/settings/calendar/preview', { holidays: '2099-12-24\n2099-12-31' });
    await first.submit('/settings/calendar');
    expect(first.shown.path).toBe('/settings');
    expect(await settings()).toMatchObject({
      version: version + 2,
      calendar: { holidays: ['2099-12-24', '2099-12-31'] },
    });
  });
});
