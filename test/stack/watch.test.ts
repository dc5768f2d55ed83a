import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/identifiers.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

const past = '2026-01-01T00:00:00.000Z';

/** Lets the time of a query's next check come. */
async function comes(id: string): Promise<void> {
  const item = await world.itemIn('Queries', { id });
  const changes = { nextCheckAt: past, ...(item?.status === 'submitted' ? { routingDueAt: past } : {}) };
  const offer = item?.offer;
  await world.craft('Queries', { id }, offer ? { ...changes, offer: { ...offer, expiresAt: past } } : changes);
}

async function watch(): Promise<void> {
  await world.hub.tick('watch');
  await world.hub.drain();
}

describe('every five minutes', () => {
  test('an offer that lapsed goes to the next expert, and the one who let it lapse is not asked again', async () => {
    const { id, expert } = await people.offered('mutinta', { topic: 'legislation' });
    expect(expert).toBe('ingrid');
    await comes(id);
    await expect(people.read('ingrid', `/queries/${id}/offer`)).rejects.toThrow('404');
    await watch();
    expect(await people.holderOf(id)).toBe('karim');
    expect(await world.ledgerOf(id)).toEqual(['drafted', 'submitted', 'offered', 'expired', 'offered']);
    expect(await world.itemIn('Queries', { id: `load#${world.personOf('ingrid').id}` })).not.toHaveProperty(
      'openQueries',
    );
  });

  test('an offer whose time has not come stays', async () => {
    const { id } = await people.offered('mutinta', { topic: 'nhri' });
    await watch();
    expect(await world.ledgerOf(id)).toEqual(['drafted', 'submitted', 'offered']);
  });

  test('a question that found nobody is tried again, and offered when somebody can take it', async () => {
    const id = await people.sent('mutinta', { language: 'zh' });
    await world.hub.drain();
    expect(await world.ledgerOf(id)).toEqual(['drafted', 'submitted', 'unplaced']);
    const { role, expertise, ...ingrid } = { expertise: undefined, ...world.personOf('ingrid') };
    expect([role, ingrid.status]).toEqual(['expert', 'active']);
    await world.craft(
      'Directory',
      { key: `person#${ingrid.id}` },
      { expertise: { ...expertise, languages: ['en', 'zh'] } },
    );
    await comes(id);
    await watch();
    expect(await world.ledgerOf(id)).toEqual(['drafted', 'submitted', 'unplaced', 'routing-due', 'offered']);
  });

  test('a question whose routing was lost on the way is routed', async () => {
    const lift = world.hub.faults.inject('dynamodb', 'BatchGetItem', ({ body }) =>
      body.includes('load#') ? { code: 'ValidationException', message: 'Broken off.' } : undefined,
    );
    const id = await people.sent('mutinta', { topic: 'complaints-investigation' });
    await world.hub.drain();
    lift();
    expect(await world.ledgerOf(id)).toEqual(['drafted', 'submitted']);
    await comes(id);
    await watch();
    expect(await people.holderOf(id)).toBe('grace');
  });

  test('items that cannot be read keep nothing else from moving, even more of them than a page', async () => {
    const { id } = await people.offered('mutinta', { topic: 'groups-at-risk' });
    const broken = () => ({
      id: newId(),
      status: 'nonsense',
      checkKey: 'due',
      nextCheckAt: '2025-01-01T00:00:00.000Z',
    });
    for (let one = 0; one < 60; one += 1)
      await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Queries'), Item: broken() }));
    await comes(id);
    // The run fails at its end, so that the alarm rings; by then everything else has moved.
    await expect(watch()).rejects.toThrow('not everything that was due');
    await world.hub.drain();
    expect(await world.ledgerOf(id)).toContain('expired');
  });
});
