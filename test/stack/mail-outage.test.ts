import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redrive } from '../../cli/notices.ts';
import { noticed } from './noticed.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let notices: ReturnType<typeof noticed>;
let query: string;
beforeAll(async () => {
  world = await openWorld();
  notices = noticed(world);
  query = await notices.asked('kossi');
});
afterAll(() => world.stop());

const told = () => notices.tell({ kind: 'received', recipientId: world.personOf('kossi').id, queryId: query });

/** Lets time pass until the next attempt at each of these comes. */
async function due(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const notice = await notices.noticeOf(id);
    if (notice?.openKey === undefined) continue;
    await world.dynamo.send(
      new UpdateCommand({
        TableName: world.hub.tableName('Notices'),
        Key: { id },
        UpdateExpression: 'SET nextAttemptAt = :past',
        ConditionExpression: 'attribute_exists(openKey)',
        ExpressionAttributeValues: { ':past': '2026-01-01T00:00:00.000Z' },
      }),
    );
  }
}

const arrived = async (ids: readonly string[]) => {
  for (const id of ids) {
    expect(notices.mailsOf(id)).toHaveLength(1);
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'sent' });
  }
};

test('every mail arrives, once, while SES refuses three of ten', async () => {
  let calls = 0;
  const lift = world.hub.faults.inject('ses', 'SendEmail', () => {
    calls += 1;
    return [2, 5, 6].includes(calls % 10)
      ? { code: 'Throttling', message: 'Maximum sending rate exceeded.' }
      : undefined;
  });
  const ids: string[] = [];
  for (let count = 0; count < 60; count += 1) ids.push(await told());
  await world.hub.drain();
  await due(ids);
  await world.hub.tick('watch');
  await world.hub.drain();
  lift();
  expect(calls).toBeGreaterThan(60);
  await arrived(ids);
});

test('every mail arrives, once, after SES was down for longer than anything is tried again', async () => {
  const lift = world.hub.faults.inject('ses', 'SendEmail', () => ({
    code: 'ServiceUnavailable',
    message: 'Down.',
    status: 503,
  }));
  const ids = [await told(), await told(), await told(), await told()];
  await world.hub.drain();
  // Given up by the stream; what lies in the queue says where it was, and nothing of whom.
  expect(world.hub.deadLetters().length).toBeGreaterThan(0);
  for (const id of [...ids, world.emailOf('kossi'), query])
    expect(JSON.stringify(world.hub.deadLetters())).not.toContain(id);
  for (const id of ids) expect(notices.mailsOf(id)).toEqual([]);
  lift();

  // The operator does not wait for the watch: a dry run first, which changes nothing, then the thing itself.
  await due(ids);
  const lines: string[] = [];
  const at = { dynamo: world.dynamo, noticesTable: world.hub.tableName('Notices') };
  const now = new Date().toISOString();
  expect(await redrive(at, { go: false, now }, (line) => lines.push(line))).toEqual({ found: ids.length, woken: 0 });
  await world.hub.drain();
  for (const id of ids) expect(notices.mailsOf(id)).toEqual([]);
  expect(lines.join('\n')).not.toContain(world.emailOf('kossi'));
  expect(await redrive(at, { go: true, now }, () => {})).toEqual({ found: ids.length, woken: ids.length });
  await world.hub.drain();
  await arrived(ids);
  expect(await redrive(at, { go: true, now: new Date().toISOString() }, () => {})).toEqual({ found: 0, woken: 0 });
});

test('every mail arrives, once, after the stream brought nothing for a day: the watch finds what nobody ever claimed', async () => {
  // Each record comes to nothing before the notice is touched, until the stream gives it up.
  const lift = world.hub.faults.inject('dynamodb', 'UpdateItem', ({ role }) =>
    role?.startsWith('notify') ? { code: 'ValidationException', message: 'Off.' } : undefined,
  );
  const ids = [await told(), await told(), await told()];
  // That their time comes is itself a record of the stream, and comes to nothing like the others.
  await due(ids);
  await world.hub.drain();
  lift();
  for (const id of ids) {
    expect(await notices.noticeOf(id)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(notices.mailsOf(id)).toEqual([]);
  }
  await world.hub.tick('watch');
  await world.hub.drain();
  await arrived(ids);
});
