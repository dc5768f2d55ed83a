import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../local/aws-port.ts';
import { newId } from '../../shared/identifiers.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
const faults: (() => void)[] = [];
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterEach(() => {
  for (const lift of faults.splice(0)) lift();
});
afterAll(() => world.stop());

const long = '2026-01-01T00:00:00.000Z';

/** Breaks an operation until the test is over, or until what is answered lifts it. */
function broken(service: string, operation: string, fault: Fault): () => void {
  const lift = world.hub.faults.inject(service, operation, fault);
  faults.push(lift);
  return lift;
}
/** SES is too busy for whatever goes to this person. */
const throttledTo =
  (name: string): Fault =>
  ({ input }) =>
    JSON.stringify(input).includes(world.emailOf(name))
      ? { code: 'Throttling', message: 'Maximum sending rate exceeded.' }
      : undefined;

describe('a mail is sent', () => {
  test('once, when SES fails twice and then works', async () => {
    const codes = ['ServiceUnavailable', 'InternalFailure'];
    broken('ses', 'SendEmail', ({ input }) => {
      const code = JSON.stringify(input).includes(world.emailOf('salim')) ? codes.shift() : undefined;
      return code ? { code, message: 'Try again.', status: 503 } : undefined;
    });
    const id = await people.sent('salim', { language: 'zh' });
    await world.hub.drain();
    expect(world.mailsTo('salim')).toHaveLength(1);
    const received = (await world.noticesOf(id)).find(({ kind }) => kind === 'received');
    expect(received).toMatchObject({ status: 'sent', attempts: 3 });
  });

  test('later, when SES was busy for longer than the stream tries: the watch wakes what is stuck', async () => {
    const lift = broken('ses', 'SendEmail', throttledTo('nilton'));
    const queryId = await people.sent('nilton', { language: 'zh' });
    await world.hub.drain();
    lift();
    const id = (await world.noticesOf(queryId)).find(({ kind }) => kind === 'received')?.id ?? '';
    expect(await world.itemIn('Notices', { id })).toMatchObject({ status: 'claimed' });
    expect(world.mailsTo('nilton')).toEqual([]);
    expect(world.hub.deadLetters()).not.toEqual([]);
    await world.craft('Notices', { id }, { nextAttemptAt: long });
    await world.hub.tick('watch');
    await world.hub.drain();
    expect(world.mailsTo('nilton')).toHaveLength(1);
    expect(await world.itemIn('Notices', { id })).toMatchObject({ status: 'sent' });
    await world.hub.tick('watch');
    await world.hub.drain();
    expect(world.mailsTo('nilton')).toHaveLength(1);
  });

  test.each([
    ['never to somebody who was suspended meanwhile', 'eloisa', 0],
    ['nor when that cannot be written at once: it is tried again, and nobody waits for the lease', 'devon', 2],
  ])('%s', async (_, name, breaks) => {
    const { id, expert } = await people.accepted(name, { topic: 'interviewing', language: 'pt' });
    await world.hub.drain();
    const before = world.mailsTo(name).length;
    await world.suspend(name);
    let broke = 0;
    broken('dynamodb', 'TransactWriteItems', ({ role, input }) => {
      if (!role?.startsWith('notify') || !JSON.stringify(input).includes(id) || broke === breaks) return undefined;
      broke += 1;
      return { code: 'ValidationException', message: 'Broken off.' };
    });
    await people.advised(id, expert);
    await world.hub.drain();
    expect(broke).toBe(breaks);
    expect(world.mailsTo(name)).toHaveLength(before);
    const [notice] = (await world.noticesOf(id)).filter(({ kind }) => kind === 'advice-available');
    expect(notice).toMatchObject({ status: 'cancelled' });
    // That they were not told is on the record.
    const untold = (await world.entriesOf(id)).filter(({ code }) => code === 'notice-cancelled');
    expect(untold).toMatchObject([
      {
        actor: { id: 'notify', role: 'hub' },
        details: { kind: 'advice-available', recipientId: world.personOf(name).id },
      },
    ]);
  });

  test('never about an offer that has gone to somebody else meanwhile', async () => {
    const lift = broken('ses', 'SendEmail', throttledTo('grace'));
    const { id } = await people.offered('josefa', { topic: 'nhri' });
    lift();
    await people.post(
      'helen',
      `/queries/${id}/assign`,
      { expertId: world.personOf('rosa').id, assignReason: 'best-fit' },
      await people.versionOf(id),
    );
    const [notice] = (await world.noticesOf(id)).filter(
      ({ recipientId, kind }) => recipientId === world.personOf('grace').id && kind === 'offer',
    );
    await world.craft('Notices', { id: notice?.id ?? '' }, { nextAttemptAt: long });
    await world.hub.tick('watch');
    await world.hub.drain();
    // That hers has ended she is told; of the offer itself nothing.
    const offered = world.mailsTo('grace').filter(({ tags }) => tags.notice === notice?.id);
    expect([world.mailsTo('rosa').length, offered]).toEqual([1, []]);
    expect(await world.itemIn('Notices', { id: notice?.id ?? '' })).toMatchObject({ status: 'cancelled' });
  });

  test.each([
    ['once, though we fail between SES’s word and our mark: SES reports what it took', 'mariem', undefined, 1],
    ['twice at most, when what SES reports is lost as well', 'wilmer', 'unreported', 2],
  ] as const)('%s', async (_, name, fate, mails) => {
    world.hub.decideFates(() => fate);
    let marks = 0;
    broken('dynamodb', 'UpdateItem', ({ body }) => {
      if (body.includes('messageId')) marks += 1;
      return body.includes('messageId') && marks === 1
        ? { code: 'ValidationException', message: 'Broken off.' }
        : undefined;
    });
    const id = await people.sent(name, { language: 'zh' });
    await world.hub.drain();
    expect(world.mailsTo(name)).toHaveLength(1);
    const [notice] = (await world.noticesOf(id)).filter(({ kind }) => kind === 'received');
    await world.craft('Notices', { id: notice?.id ?? '' }, { nextAttemptAt: long });
    await world.hub.tick('watch');
    await world.hub.drain();
    // Its turn has come, but whoever claimed it may still be at it.
    expect(world.mailsTo(name)).toHaveLength(1);
    await world.craft('Notices', { id: notice?.id ?? '' }, { leaseEndsAt: long });
    await world.hub.tick('watch');
    await world.hub.drain();
    await world.hub.tick('watch');
    await world.hub.drain();
    expect(world.mailsTo(name)).toHaveLength(mails);
    expect(await world.itemIn('Notices', { id: notice?.id ?? '' })).toMatchObject({ status: 'sent' });
    world.hub.decideFates(() => undefined);
  });

  test('whatever stands before it: a record that nobody can handle is set aside', async () => {
    const before = world.hub.deadLetters().length;
    const poison = { id: newId(), status: 'pending', kind: 'no kind of ours', openKey: 'open', nextAttemptAt: long };
    await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Notices'), Item: poison }));
    const earlier = world.mailsTo('rachidatou').length;
    await people.sent('rachidatou', { language: 'zh' });
    await world.hub.drain();
    expect(world.hub.deadLetters()).toHaveLength(before + 1);
    expect(world.mailsTo('rachidatou')).toHaveLength(earlier + 1);
    // The same in the stream that finds experts and keeps the figures: each of the two sets it aside.
    const entry = { queryId: newId(), sequence: 1, code: 'submitted', note: randomUUID() };
    await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Ledger'), Item: entry }));
    expect((await people.offered('rachidatou', { topic: 'npm', language: 'fr' })).expert).toBe('aissatou');
    expect(world.hub.deadLetters()).toHaveLength(before + 3);
    expect(JSON.stringify(world.hub.deadLetters())).not.toContain(entry.note);
  });
});
