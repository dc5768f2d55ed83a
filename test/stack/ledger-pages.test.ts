import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let id = '';

beforeAll(async () => {
  world = await openWorld();
  id = (await steps(world).answered('litia')).id;
  await world.hub.drain();
});
afterAll(() => world.stop());

const change = (sequence: number, field: string, value: unknown) =>
  world.dynamo.send(
    new UpdateCommand({
      TableName: world.hub.tableName('Ledger'),
      Key: { queryId: id, sequence },
      UpdateExpression: 'SET #field = :value',
      ExpressionAttributeNames: { '#field': field },
      ExpressionAttributeValues: { ':value': value },
    }),
  );

describe('an auditor', () => {
  test('reads every ledger of a day, and one ledger with the word that it is whole', async () => {
    const auditor = await world.browserOf('niamh');
    expect(auditor.shown.path).toBe('/ledgers');
    expect(auditor.shown.html).toContain(id);
    await auditor.open(`/ledgers/${id}`);
    expect(auditor.shown.html).toContain('The ledger is whole');
  });

  test('is told the number of an entry that was changed until it was none, on both pages', async () => {
    await change(3, 'code', 'never-happened');
    const auditor = await world.browserOf('niamh');
    await auditor.open('/ledgers');
    expect(auditor.shown.status).toBe(200);
    expect(auditor.shown.html).toMatch(/class="alarm"[^<]*>[^<]*3/);
    await auditor.open(`/ledgers/${id}`);
    expect(auditor.shown.status).toBe(200);
    expect(auditor.shown.html).toMatch(/class="alarm"><strong>[^<]*3/);
  });
});
