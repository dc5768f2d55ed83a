import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { currentSettingsKey, settingsItem, settingsKey } from '../../functions/lib/settings.ts';
import { endOfWorkingDay } from '../../shared/calendar.ts';
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

test('when targets change, every clock that runs is set anew, once; one that stopped keeps its own', async () => {
  const { id } = await people.accepted('mutinta', { topic: 'legislation' });
  const held = await people.sent('chimwemwe');
  const paused = await people.accepted('mutinta', { topic: 'nhri' });
  await people.post('mutinta', `/queries/${paused.id}/pause`, {}, await people.versionOf(paused.id));
  const done = await people.answered('mutinta', { topic: 'legislation' });
  const before = await clockOf(done.id);
  const settings: Settings = {
    ...shippedSettings,
    version: 2,
    since: new Date().toISOString(),
    targets: { ...shippedSettings.targets, firstAdvice: { standard: 15, urgent: 2 } },
  };
  for (const key of [currentSettingsKey, settingsKey(2)])
    await world.dynamo.send(
      new PutCommand({ TableName: world.hub.tableName('Directory'), Item: settingsItem(key, settings) }),
    );
  // `watch` reads what is set for the first time here; whoever read it before goes by the old for a minute.
  for (let run = 0; run < 3; run += 1) {
    await world.hub.tick('watch');
    await world.hub.drain();
  }
  for (const running of [id, held, paused.id]) {
    const { clock, submittedAt } = await clockOf(running);
    expect(clock.settings).toBe(2);
    expect((await world.ledgerOf(running)).filter((code) => code === 're-timed')).toHaveLength(1);
    if (running !== paused.id) expect(clock.dueAt).toBe(endOfWorkingDay(submittedAt, 15, settings.calendar));
  }
  expect(await clockOf(done.id)).toEqual(before);
  expect(await world.ledgerOf(done.id)).not.toContain('re-timed');
}, 120_000);
