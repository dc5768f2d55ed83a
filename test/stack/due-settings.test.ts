import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { clocksAnew } from '../../functions/lib/clocks-anew.ts';
import { queryStore } from '../../functions/lib/query-store.ts';
import { currentSettingsKey, settingsItem, settingsKey, settingsReader } from '../../functions/lib/settings.ts';
import { endOfWorkingDay } from '../../shared/calendar.ts';
import { Clock, clockOf as resetBy } from '../../shared/clock.ts';
import { type Settings, shippedSettings } from '../../shared/settings.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

const Clocked = z.object({ submittedAt: z.string(), clock: z.object({ settings: z.int(), dueAt: z.string() }) });
const clockOf = async (id: string) => Clocked.parse(await world.itemIn('Queries', { id }));

/** Other settings are in force, and have been for so long that every process goes by them. */
async function set(settings: Settings): Promise<void> {
  for (const key of [currentSettingsKey, settingsKey(settings.version)])
    await world.dynamo.send(
      new PutCommand({ TableName: world.hub.tableName('Directory'), Item: settingsItem(key, settings) }),
    );
}

/** The stores of `watch` as it has them, at a moment of its own: a process of the hub goes by what it read for a minute. */
function watching() {
  const { tableName } = world.hub;
  const [table, ledger, notices] = [tableName('Queries'), tableName('Ledger'), tableName('Notices')];
  const queries = queryStore(world.dynamo, { queries: table, ledger, notices });
  const settings = settingsReader(world.dynamo, tableName('Directory'));
  return { settings, clocks: clocksAnew(world.dynamo, table, { queries, settings }) };
}

/** A run of the pass over all clocks, with time for so many of them. */
async function run(mostRows = 1000): Promise<void> {
  const { settings, clocks } = watching();
  let left = mostRows;
  const hasTime = () => left-- > 0;
  await clocks.setAll({ set: await settings.latest(), now: new Date().toISOString(), hasTime });
}

const timesAnew = async (id: string): Promise<number> =>
  (await world.ledgerOf(id)).filter((code) => code === 're-timed').length;
const agoBy = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();
const { firstAdvice } = shippedSettings.targets;
const slower: Settings = {
  ...shippedSettings,
  version: 2,
  since: agoBy(3 * 86_400_000),
  targets: { ...shippedSettings.targets, firstAdvice: { ...firstAdvice, standard: 15 } },
};

test('when targets change, every clock that runs is set anew, once, however late the watch is; one that stopped keeps its own', async () => {
  const { id } = await people.accepted('mutinta', { topic: 'legislation' });
  const held = await people.sent('chimwemwe');
  const paused = await people.accepted('mutinta', { topic: 'nhri' });
  await people.post('mutinta', `/queries/${paused.id}/pause`, {}, await people.versionOf(paused.id));
  const done = await people.answered('mutinta', { topic: 'legislation' });
  const before = await clockOf(done.id);
  await set(slower);
  // `watch` reads what is set for the first time here; whoever read it before goes by the old for a minute.
  for (let run = 0; run < 3; run += 1) {
    await world.hub.tick('watch');
    await world.hub.drain();
  }
  for (const running of [id, held, paused.id]) {
    const { clock, submittedAt } = await clockOf(running);
    expect(clock.settings).toBe(2);
    expect(await timesAnew(running)).toBe(1);
    if (running !== paused.id) expect(clock.dueAt).toBe(endOfWorkingDay(submittedAt, 15, slower.calendar));
  }
  expect(await clockOf(done.id)).toEqual(before);
  expect(await world.ledgerOf(done.id)).not.toContain('re-timed');
});

test('a change of head or of topics given out by hand touches no query', async () => {
  const { id } = await people.accepted('mutinta', { topic: 'legislation' });
  // Who let it be sent may still go by what shipped.
  await set({ ...slower, version: 3, manualTopics: ['nhri'] });
  await run();
  const version = await people.versionOf(id);
  await set({ ...slower, version: 4, headId: world.personOf('yusuf').id });
  await run();
  await set({ ...slower, version: 5, manualTopics: ['npm'] });
  await run();
  expect(await people.versionOf(id)).toBe(version);
});

test('clocks are left alone until every process has heard of the change, and then set anew once', async () => {
  const { id } = await people.accepted('mutinta', { topic: 'legislation' });
  await run();
  const times = await timesAnew(id);
  const targets = { ...slower.targets, firstAdvice: { ...firstAdvice, standard: 20 } };
  await set({ ...slower, version: 6, since: agoBy(60_000), targets });
  await run();
  expect(await timesAnew(id)).toBe(times);
  await set({ ...slower, version: 6, since: agoBy(121_000), targets });
  await run();
  await run();
  expect(await timesAnew(id)).toBe(times + 1);
});

test('runs that are too short for all clocks set each of them anew in the end, once', async () => {
  const ids = [];
  for (let number = 0; number < 3; number += 1)
    ids.push((await people.accepted('litia', { topic: 'complaints-investigation' })).id);
  await run();
  const before = await Promise.all(ids.map(timesAnew));
  await set({
    ...slower,
    version: 7,
    targets: { ...slower.targets, firstAdvice: { ...firstAdvice, standard: 25 } },
  });
  await run(0);
  expect(await Promise.all(ids.map(timesAnew))).toEqual(before);
  // As the runs come to more of them they pass over those that are done.
  for (let mostRows = 1; mostRows < 20; mostRows += 1) await run(mostRows);
  expect(await Promise.all(ids.map(timesAnew))).toEqual(before.map((times) => times + 1));
});

test('a clock that could not be set anew is tried again by the next run', async () => {
  const { id } = await people.accepted('devon', { topic: 'non-refoulement' });
  await run();
  const times = await timesAnew(id);
  await set({
    ...slower,
    version: 8,
    targets: { ...slower.targets, firstAdvice: { ...firstAdvice, standard: 30 } },
  });
  const lift = world.hub.faults.inject('dynamodb', 'TransactWriteItems', ({ body }) =>
    body.includes(id) ? { code: 'ValidationException', message: 'Broken off.' } : undefined,
  );
  await expect(run()).rejects.toThrow('not every clock');
  lift();
  await run();
  await run();
  expect(await timesAnew(id)).toBe(times + 1);
});

test('once all clocks are known to run by what is set, a run looks at none of them', async () => {
  await run();
  await run();
  await world.hub.drain();
  const before = world.hub.calls().length;
  await run();
  const operations = world.hub
    .calls()
    .slice(before)
    .map(({ operation }) => operation);
  expect(operations).toEqual(['GetItem', 'GetItem']);
});

test('why an answer is due when it is is told by what was set then, not by what is set now', async () => {
  const { id } = await people.answered('mutinta', { topic: 'legislation' });
  const Stopped = z.object({ clock: Clock });
  const { clock } = Stopped.parse(await world.itemIn('Queries', { id }));
  // The answer came while fifteen days were the target; by now it is another again.
  await world.craft('Queries', { id }, { clock: resetBy(clock, slower) });
  const Explained = z.object({ why: z.looseObject({}) });
  expect(Explained.parse(await people.read('mutinta', `/queries/${id}`)).why).toMatchObject({
    ...{ workingDays: 15, pausedDays: 0 },
  });
  const card = z.object({ clock: Explained }).parse(await people.read('helen', `/queries/${id}/card`));
  expect(card.clock.why).toMatchObject({ workingDays: 15, pausedDays: 0 });
});
