import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cancelling } from '../../functions/lib/cancelling.ts';
import { directory } from '../../functions/lib/directory.ts';
import { mailer } from '../../functions/lib/mailer.ts';
import { noticeStore } from '../../functions/lib/notice-store.ts';
import { queryReader } from '../../functions/lib/query-reader.ts';
import { onStream } from '../../functions/lib/stream.ts';
import { type Telling, tell } from '../../functions/lib/telling.ts';
import { newId } from '../../shared/identifiers.ts';
import { keptInFile, patience, times } from '../long.ts';
import { noticed } from './noticed.ts';
import { openWorld, type World } from './world.ts';

// Batches are what is counted: five hundred whole shuffles, of some ten batches each, would take minutes.
const batches = times(500, 20_000);
const seed = Number(process.env.SEED ?? 7);

// What the functions log of the faults that are put in their way.
vi.hoisted(() => {
  process.env.AWS_LAMBDA_LOG_LEVEL = 'FATAL';
});

const { options, forget } = keptInFile();
let world: World;
let notices: ReturnType<typeof noticed>;
let query: string;
beforeAll(async () => {
  world = await openWorld(options);
  notices = noticed(world);
  query = await notices.asked('kossi');
  await notices.craftPerson('yusuf', 'noticesBy', 'inbox');
  await notices.craftPerson('rachidatou', 'mailing', { status: 'bounced', since: '2026-01-01T00:00:00.000Z' });
  await notices.craftPerson('helen', 'mailing', { status: 'complained', since: '2026-01-01T00:00:00.000Z' });
  // Nothing here rests on what SES reports.
  world.hub.decideFates(() => 'unreported');
});
afterAll(async () => {
  await world.stop();
  forget();
});

// A small generator of numbers, so that a run can be repeated by its seed.
function numbers(from: number): () => number {
  let state = from;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

class Broken extends Error {
  override readonly name = 'Broken';
}

/** Where a call breaks off: before it had any effect, or after. */
type Fault = 'before' | 'after' | undefined;

/** The services of `notify`, of whose calls `breaks` says which break off, and where. */
function services(breaks: () => Fault, now: () => string): Telling {
  const { hub } = world;
  const options = { endpoint: hub.aws.url, region: hub.aws.region, credentials: hub.aws.credentials };
  function breaking<Client extends object>(client: Client): Client {
    return new Proxy(client, {
      get: (target, property) => {
        const member: unknown = Reflect.get(target, property);
        if (property !== 'send' || typeof member !== 'function') return member;
        return async (command: { input?: { ExpressionAttributeValues?: object } }) => {
          // Between SES's word and our mark lies the one window, which another test is about.
          const marks =
            command.input?.ExpressionAttributeValues && ':messageId' in command.input.ExpressionAttributeValues;
          const fault = marks ? undefined : breaks();
          const sends = command instanceof SendEmailCommand;
          if (fault === 'before' || (fault && sends)) throw new Broken();
          const answer: unknown = await member.call(target, command);
          if (fault) throw new Broken();
          return answer;
        };
      },
    });
  }
  const client = breaking(DynamoDBDocumentClient.from(new DynamoDBClient(options)));
  return {
    notices: noticeStore(client, hub.tableName('Notices')),
    cancel: cancelling(client, { notices: hub.tableName('Notices'), ledger: hub.tableName('Ledger') }),
    queries: queryReader(client, { queries: hub.tableName('Queries'), directory: hub.tableName('Directory') }),
    directory: directory(client, hub.tableName('Directory')),
    mailer: mailer(
      'no-reply@advice-hub.example',
      hub.inbox()[0]?.configurationSet ?? '',
      breaking(new SESClient({ ...options, maxAttempts: 1 })),
    ),
    origin: hub.origin,
    now,
  };
}

const recipients = ['kossi', 'yusuf', 'devon', 'rachidatou', 'helen'];

/** Notices that only the records of this test speak of: in the table they look as if somebody had claimed them long ago. */
async function someNotices(count: number): Promise<{ id: string; recipient: string }[]> {
  const made = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    recipient: recipients[index % recipients.length] ?? '',
  }));
  for (const { id, recipient } of made) {
    const { role, id: recipientId } = world.personOf(recipient);
    const kind = role === 'secretariat' ? 'no-expert' : 'received';
    const item = {
      ...{ id, kind, recipientId, queryId: query, attempts: 0, status: 'claimed', openKey: 'open' },
      ...{ createdAt: '2026-01-01T00:00:00.000Z', nextAttemptAt: '2025-01-01T00:00:00.000Z' },
      leaseEndsAt: '2025-01-01T00:00:00.000Z',
    };
    await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Notices'), Item: item }));
  }
  return made;
}

function recordsOf(ids: readonly string[], from: number): DynamoDBRecord[] {
  return ids.map((id, index) => {
    const NewImage = JSON.parse(JSON.stringify(marshall({ id, status: 'pending' })));
    return { eventName: 'INSERT', dynamodb: { NewImage, SequenceNumber: String(from + index) } };
  });
}

/** How each notice ended, and by how many mails, in the order in which they were made. */
async function outcomeOf(made: readonly { id: string; recipient: string }[]) {
  const mails = new Map<string, number>();
  for (const { tags } of world.hub.inbox()) mails.set(tags.notice ?? '', (mails.get(tags.notice ?? '') ?? 0) + 1);
  const outcomes: string[] = [];
  for (const { id, recipient } of made) {
    const notice = await notices.noticeOf(id);
    outcomes.push(`${recipient}: ${notice?.status} ${notice?.why ?? ''} ${mails.get(id) ?? 0}`);
  }
  return outcomes;
}

test(
  'records that come shuffled, twice, and in batches that fail in part end as if each had come once, in order',
  async () => {
    const random = numbers(seed);
    const size = 2 * recipients.length;
    const serial = await someNotices(size);
    let clock = Date.parse('2026-02-01T00:00:00.000Z');
    const now = () => new Date(clock).toISOString();
    const whole = services(() => undefined, now);
    for (const { id } of serial) await tell(id, whole);
    const expected = await outcomeOf(serial);
    expect(new Set(expected.map((one) => one.replace(/^\w+: /, ''))).size).toBe(4);

    let tried = 0;
    let failed = 0;
    const met = { shuffles: 0, records: 0, before: 0, after: 0 };
    while (tried < batches) {
      met.shuffles += 1;
      const made = await someNotices(size);
      const twice = [...made, ...made.filter(() => random() < 0.4)].map(({ id }) => id);
      let queue = [recordsOf(shuffled(twice, random), 0)];
      let broken = 0;
      // A part of the calls breaks, fewer as time goes on, as faults that end do.
      const flaky = services(() => {
        if (random() >= 0.25 || broken >= size) return undefined;
        broken += 1;
        const where = random() < 0.5 ? 'before' : 'after';
        met[where] += 1;
        return where;
      }, now);
      const handle = onStream(async (image) => tell(String(image.id), flaky));
      const failuresOf = async (batch: DynamoDBRecord[]): Promise<DynamoDBRecord[]> => {
        const answer: DynamoDBBatchResponse = await handle({ Records: batch });
        const numbersFailed = answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
        const first = batch.findIndex(({ dynamodb }) => numbersFailed.includes(dynamodb?.SequenceNumber ?? ''));
        // What comes after a failure comes again with it, handled or not.
        return first < 0 ? [] : batch.slice(first);
      };
      while (queue.length > 0) {
        const records = queue.flat();
        const cut: DynamoDBRecord[][] = [];
        for (let at = 0; at < records.length; ) {
          const length = 1 + Math.floor(random() * 5);
          cut.push(records.slice(at, at + length));
          at += length;
        }
        const again: DynamoDBRecord[][] = [];
        // Two at once, so that claims meet.
        for (let at = 0; at < cut.length; at += 2)
          again.push(...(await Promise.all(cut.slice(at, at + 2).map(failuresOf))));
        tried += cut.length;
        met.records += records.length;
        queue = again.filter(({ length }) => length > 0).map((one) => shuffled(one, random));
        // Longer than a lease.
        clock += 120_000;
      }
      const outcome = await outcomeOf(made);
      const wrong = outcome.filter((one, index) => one !== expected[index]);
      failed += wrong.length;
      if (wrong.length > 0) console.log(`seed ${seed}: ${wrong.join('; ')}`);
    }
    console.log(`proof stream-shuffle: ${tried} tried, ${failed} failed`);
    console.log(
      `in ${met.shuffles} shuffles of ${met.records} records; broke off ${met.before} times before, ${met.after} after`,
    );
    expect(failed).toBe(0);
    expect(Math.min(met.before, met.after)).toBeGreaterThan(50);
  },
  patience,
);
