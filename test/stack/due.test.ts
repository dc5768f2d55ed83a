import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meter } from '../../bench/meter.ts';
import { newId } from '../../shared/identifiers.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { keptAMinute } from './kept-a-minute.ts';
import { settled } from './settled.ts';
import { steps } from './steps.ts';
import { passUntil } from './time-passes.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  const headId = world.personOf('yusuf').id;
  await settled(world, { ...shippedSettings, version: 2, since: '2026-01-02T00:00:00.000Z', headId });
});
afterAll(() => world.stop());

async function watch(): Promise<void> {
  await world.hub.tick('watch');
  await world.hub.drain();
}

const item = (id: string) => world.itemIn('Queries', { id });
const does = async (name: string, id: string, verb: string, input: object = {}) =>
  people.post(name, `/queries/${id}/${verb}`, input, await people.versionOf(id));
/** How often this is on the ledger. */
const times = async (id: string, code: string): Promise<number> =>
  (await world.ledgerOf(id)).filter((one) => one === code).length;
const told = async (id: string, kind: string): Promise<string[]> =>
  (await world.noticesOf(id))
    .filter((notice) => notice.kind === kind)
    .map(({ recipientId }) => world.nameOf(recipientId))
    .sort();

/** The moment is over, and `watch` looks: once in time, then again and again, which changes nothing. */
async function falls(id: string, of: Parameters<typeof passUntil>[2]): Promise<void> {
  await passUntil(world, id, of);
  await watch();
  const ledger = await world.ledgerOf(id);
  const notices = (await world.noticesOf(id)).length;
  await watch();
  await watch();
  expect(await world.ledgerOf(id)).toEqual(ledger);
  expect((await world.noticesOf(id)).length).toBe(notices);
}

describe('an offer', () => {
  test('is reminded of once at half its time, and goes to the next when it lapses', async () => {
    const { id, expert } = await people.offered('mutinta', { topic: 'legislation' });
    await falls(id, ({ offer }) => offer?.remindAt);
    expect(await told(id, 'offer-reminder')).toEqual([expert]);
    expect(await people.holderOf(id)).toBe(expert);
    await passUntil(world, id, ({ offer }) => offer?.expiresAt);
    await watch();
    expect(await times(id, 'expired')).toBe(1);
    expect(await people.holderOf(id)).not.toBe(expert);
  });
});

describe('a clearance', () => {
  test('that nobody replies to goes to the next', async () => {
    const { id, expert } = await people.accepted('mutinta', { topic: 'legislation' });
    const clearer = await people.handedIn(id, expert);
    await passUntil(world, id, ({ clearance }) => clearance?.clearer?.expiresAt);
    await watch();
    expect(await times(id, 'clearer-expired')).toBe(1);
    expect((await told(id, 'clearance-asked')).filter((name) => name === clearer)).toHaveLength(1);
  });
});

describe('a clock that runs out', () => {
  let id = '';
  let expert = '';
  beforeAll(async () => {
    ({ id, expert } = await people.accepted('mutinta', { topic: 'nhri' }));
  });

  test('at three quarters the expert is told', async () => {
    await falls(id, ({ clock }) => clock.atRiskAt);
    expect(await told(id, 'at-risk')).toEqual([expert]);
  });

  test('the day it is due is on record', async () => {
    await falls(id, ({ clock }) => new Date(Date.parse(clock.dueAt) - 3_600_000).toISOString());
    expect(await times(id, 'due-today')).toBe(1);
  });

  test('overdue, the expert and the desk are told', async () => {
    await falls(id, ({ clock }) => clock.dueAt);
    expect(await told(id, 'overdue')).toEqual([expert, 'helen', 'yusuf'].sort());
  });

  test('long overdue, the head is told, and nobody else', async () => {
    await falls(id, ({ clock }) => clock.longOverdueAt);
    expect(await told(id, 'long-overdue')).toEqual(['yusuf']);
    for (const code of ['at-risk', 'due-today', 'overdue', 'long-overdue']) expect(await times(id, code)).toBe(1);
  });

  test('a watch that comes much too late tells expert and desk that it is overdue, and the head that it is long overdue', async () => {
    const { id: late, expert: tardy } = await people.accepted('mutinta', { topic: 'nhri' });
    await falls(late, ({ clock }) => clock.longOverdueAt);
    expect(await told(late, 'overdue')).toEqual([tardy, 'helen', 'yusuf'].sort());
    expect(await told(late, 'long-overdue')).toEqual(['yusuf']);
    for (const code of ['at-risk', 'due-today']) expect(await times(late, code)).toBe(0);
    for (const code of ['overdue', 'long-overdue']) expect(await times(late, code)).toBe(1);
  });

  test('urgency that is granted is told to the expert at work, by a mail that says no more than that it is needed sooner', async () => {
    const { id: hurried, expert: hurrying } = await people.accepted('mutinta', {
      topic: 'nhri',
      ...{ urgency: 'requested', neededBy: '2099-01-31', urgencyReason: 'A session' },
    });
    await does('helen', hurried, 'grant-urgency');
    await world.hub.drain();
    expect(await told(hurried, 'urgency-granted')).toEqual([hurrying]);
    const mail = world.mailsTo(hurrying).at(-1);
    expect(mail?.subject).toContain('needed sooner');
  });

  test('a hub that said nothing for ten working days is told to say something', async () => {
    const { id: quiet, expert: silent } = await people.accepted('mutinta', {
      topic: 'nhri',
      requestKind: 'document-review',
    });
    await falls(quiet, ({ wordDueAt }) => wordDueAt);
    expect(await times(quiet, 'silent')).toBe(1);
    expect(await told(quiet, 'keep-in-touch')).toEqual([silent]);
  });
});

describe('an asker who does not reply', () => {
  test('is reminded twice, is asked whether to close, and only the desk closes', async () => {
    const { id, expert } = await people.accepted('mutinta', { topic: 'nhri' });
    await does(expert, id, 'ask-information', { asked: 'Which institution?' });
    const closing = () => does('helen', id, 'close-unanswered');
    await expect(closing()).rejects.toThrow('409');
    await falls(id, ({ pause }) => pause?.nextReminderAt);
    expect([await times(id, 'reminded'), await told(id, 'information-reminder')]).toEqual([1, ['mutinta']]);
    await falls(id, ({ pause }) => pause?.nextReminderAt);
    expect([await times(id, 'reminded'), await times(id, 'closing-proposed')]).toEqual([2, 0]);
    await expect(closing()).rejects.toThrow('409');
    await falls(id, ({ pause }) => pause?.nextReminderAt);
    expect(await told(id, 'closing-proposed')).toEqual(['helen', 'mutinta', 'yusuf']);
    const entries = await world.entriesOf(id);
    expect(entries.filter(({ code }) => code === 'reminded').map(({ details }) => details)).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
    // However long it goes on: never closed in silence, and never late.
    await falls(id, ({ clock }) => clock.longOverdueAt);
    expect(await item(id)).toMatchObject({ status: 'needs_information' });
    for (const code of ['at-risk', 'overdue', 'long-overdue']) expect(await times(id, code)).toBe(0);
    await closing();
    expect(await item(id)).toMatchObject({ status: 'closed', outcome: 'no-reply' });
    expect(await told(id, 'grant-ended')).toEqual([expert]);
  });
});

describe('the window after an answer', () => {
  test('closes the query after thirty days', async () => {
    const { id, expert } = await people.answered('mutinta', { topic: 'legislation' });
    await passUntil(world, id, ({ closesAt }) => new Date(Date.parse(closesAt) - 3_600_000).toISOString());
    await watch();
    expect(await item(id)).toMatchObject({ status: 'answered' });
    await falls(id, ({ closesAt }) => closesAt);
    expect(await item(id)).toMatchObject({ status: 'closed', outcome: 'out-of-time' });
    expect(await told(id, 'closed')).toEqual(['mutinta']);
    await expect(people.read(expert, `/queries/${id}`)).rejects.toThrow('404');
  });
});

describe('what a run costs', () => {
  const callsOfWatch = async (): Promise<number> => {
    await world.hub.drain();
    const metered = meter(world.hub);
    await world.hub.tick('watch');
    metered.stop();
    // What the streams do of it meanwhile is theirs.
    return metered.taken().filter((call) => call.function === 'watch' && !keptAMinute(call)).length;
  };

  /** So many more open queries that nothing is due of. */
  async function openOnes(count: number): Promise<void> {
    const { id } = await people.accepted('mutinta', { topic: 'complaints-investigation' });
    const one = await item(id);
    for (let number = 0; number < count; number += 1)
      await world.dynamo.send(
        new PutCommand({ TableName: world.hub.tableName('Queries'), Item: { ...one, id: newId() } }),
      );
  }

  test('grows with what is due, and not with what is open', async () => {
    await openOnes(5);
    await watch();
    const few = await callsOfWatch();
    await openOnes(60);
    expect(await callsOfWatch()).toBe(few);
    const due: { id: string }[] = [];
    for (let number = 0; number < 3; number += 1)
      due.push(await people.accepted('devon', { topic: 'non-refoulement' }));
    for (const { id } of due) await passUntil(world, id, ({ clock }) => clock.atRiskAt);
    const three = await callsOfWatch();
    const more = [await people.accepted('devon', { topic: 'non-refoulement' })];
    more.push(await people.accepted('devon', { topic: 'non-refoulement' }));
    for (const { id } of more) await passUntil(world, id, ({ clock }) => clock.atRiskAt);
    const two = await callsOfWatch();
    expect(three).toBeGreaterThan(few);
    expect((three - few) / 3).toBe((two - few) / 2);
  });
});
