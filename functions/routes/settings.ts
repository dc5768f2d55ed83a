import * as z from 'zod/mini';
import type { Person } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import { changeSettings, idleHolidays, type Moved, movedBy, settingsWith } from '../../shared/setting.ts';
import type { Settings } from '../../shared/settings.ts';
import { SettingsPage } from '../../web/pages/settings.tsx';
import { SettingsPreviewPage } from '../../web/pages/settings-preview.tsx';
import type { QueryLists, Reader } from '../lib/query-lists.ts';
import { ok, route, seeOther } from './route.ts';
import { CalendarForm, calendarOf, HeadForm, TargetsForm, TopicsForm, targetsOf } from './settings-fields.ts';
import { unchanged } from './unchanged.ts';

const mostShown = 200;

const activeMembers = (members: readonly Person[]) =>
  members
    .filter(({ status }) => status === 'active')
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));

/** The open queries whose dates other settings would move, soonest due first: the first few, and how many there are. */
async function moves(queries: QueryLists, reader: Reader, settings: Settings) {
  const moved: Moved[] = [];
  let open = 0;
  for await (const query of queries.everyOpenQuery(reader)) {
    open += 1;
    const move = movedBy(query, settings);
    if (move) moved.push(move);
  }
  moved.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return { open, count: moved.length, moved: moved.slice(0, mostShown) };
}

/** GET /settings: when the hub works, what it promises, what is given out by hand, and who heads it. */
export const settingsPage = route({
  in: 'office',
  method: 'GET',
  path: '/settings',
  summary: 'The settings in force: calendar, targets, topics given out by hand, and the head.',
  may: 'change-settings',
  input: z.strictObject({}),
  run: async ({ settings, directory }) => {
    const [set, members] = await Promise.all([settings.latest(), directory.listPeople('secretariat')]);
    return ok({ ...set, idleHolidays: idleHolidays(set.calendar), members: activeMembers(members) });
  },
  page: SettingsPage,
});

/** POST /settings/calendar/preview: what another calendar would move; nothing is changed. */
export const previewCalendar = route({
  in: 'office',
  method: 'POST',
  path: '/settings/calendar/preview',
  summary: 'The open queries whose dates another calendar would move; nothing is changed yet.',
  may: 'change-settings',
  repeatable: true,
  preview: true,
  versioned: true,
  input: CalendarForm,
  form: settingsPage,
  run: async ({ input, version, caller, now, settings, queries }) => {
    const before = unchanged(await settings.latest(), version);
    const calendar = calendarOf(input, before.calendar);
    const after = settingsWith(before, 'calendar', { calendar }, now);
    const moved = await moves(queries, { caller, actions: ['oversee'], now }, after);
    const fields = { ...input, weekend: calendar.weekend.map(String), holidays: calendar.holidays.join('\n') };
    return ok({ part: 'calendar', version: before.version, fields, idleHolidays: idleHolidays(calendar), ...moved });
  },
  page: SettingsPreviewPage,
});

/** POST /settings/calendar: another calendar is in force; the watch computes open queries anew. */
export const setCalendar = route({
  in: 'office',
  method: 'POST',
  path: '/settings/calendar',
  summary: 'Set zone, days off, opening hours and holidays; open queries are computed anew, closed ones keep theirs.',
  may: 'change-settings',
  versioned: true,
  done: 'done.settings',
  input: CalendarForm,
  form: settingsPage,
  run: async ({ input, version, now, settings, register }) => {
    const before = unchanged(await settings.latest(), version);
    const calendar = calendarOf(input, before.calendar);
    return register(changeSettings(before, 'calendar', { calendar }, now), seeOther('/settings'));
  },
});

/** POST /settings/targets/preview: what other targets would move; nothing is changed. */
export const previewTargets = route({
  in: 'office',
  method: 'POST',
  path: '/settings/targets/preview',
  summary: 'The open queries whose dates other targets would move; nothing is changed yet.',
  may: 'change-settings',
  repeatable: true,
  preview: true,
  versioned: true,
  input: TargetsForm,
  form: settingsPage,
  run: async ({ input, version, caller, now, settings, queries }) => {
    const before = unchanged(await settings.latest(), version);
    const after = settingsWith(before, 'targets', { targets: targetsOf(input) }, now);
    const moved = await moves(queries, { caller, actions: ['oversee'], now }, after);
    const fields = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));
    return ok({ part: 'targets', version: before.version, fields, idleHolidays: [], ...moved });
  },
  page: SettingsPreviewPage,
});

/** POST /settings/targets: other targets are in force; the watch computes open queries anew. */
export const setTargets = route({
  in: 'office',
  method: 'POST',
  path: '/settings/targets',
  summary: 'Set the times the hub promises; open queries are computed anew, closed ones keep theirs.',
  may: 'change-settings',
  versioned: true,
  done: 'done.settings',
  input: TargetsForm,
  form: settingsPage,
  run: async ({ input, version, now, settings, register }) => {
    const before = unchanged(await settings.latest(), version);
    const change = changeSettings(before, 'targets', { targets: targetsOf(input) }, now);
    return register(change, seeOther('/settings'));
  },
});

/** POST /settings/topics: questions of these topics are only proposed to the secretariat from now on. */
export const setManualTopics = route({
  in: 'office',
  method: 'POST',
  path: '/settings/topics',
  summary: 'Set the topics whose questions the secretariat gives out by hand.',
  may: 'change-settings',
  versioned: true,
  done: 'done.settings',
  input: TopicsForm,
  form: settingsPage,
  run: async ({ input, version, now, settings, register }) => {
    const before = unchanged(await settings.latest(), version);
    const manualTopics = [...new Set(input.manualTopics)].sort();
    return register(changeSettings(before, 'topics', { manualTopics }, now), seeOther('/settings'));
  },
});

/** POST /settings/head: who is told of what is long overdue; nobody means everybody of the secretariat. */
export const setHead = route({
  in: 'office',
  method: 'POST',
  path: '/settings/head',
  summary: 'Set who is told of what is long overdue.',
  may: 'change-settings',
  versioned: true,
  done: 'done.settings',
  input: HeadForm,
  form: settingsPage,
  run: async ({ input: { headId }, version, now, settings, directory, register }) => {
    const before = unchanged(await settings.latest(), version);
    const head = headId ? await directory.findPerson(headId) : undefined;
    if (headId && !(head?.role === 'secretariat' && head.status === 'active'))
      throw new Refused('invalid-input', [{ field: 'headId', code: 'unknown-option' }]);
    return register(changeSettings(before, 'head', { headId: head?.id }, now), seeOther('/settings'));
  },
});
