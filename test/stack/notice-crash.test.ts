import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cancelling } from '../../functions/lib/cancelling.ts';
import { directory } from '../../functions/lib/directory.ts';
import { mailer } from '../../functions/lib/mailer.ts';
import { noticeStore } from '../../functions/lib/notice-store.ts';
import { queryReader } from '../../functions/lib/query-reader.ts';
import { type Telling, tell } from '../../functions/lib/telling.ts';
import { newId } from '../../shared/identifiers.ts';
import { noticed } from './noticed.ts';
import { openWorld, type World } from './world.ts';

// What the functions log of the faults that are put in their way.
vi.hoisted(() => {
  process.env.AWS_LAMBDA_LOG_LEVEL = 'FATAL';
});

let world: World;
let notices: ReturnType<typeof noticed>;
const ownQueries = new Map<string, string>();
beforeAll(async () => {
  world = await openWorld();
  notices = noticed(world);
  for (const name of ['kossi', 'litia', 'marisol']) ownQueries.set(name, await notices.asked(name));
  await notices.craftPerson('yusuf', 'noticesBy', 'inbox');
  await notices.craftPerson('litia', 'mailing', { status: 'bounced', since: '2026-01-01T00:00:00.000Z' });
});
afterAll(() => world.stop());

type Side = 'before' | 'after';
/** What breaks off: the call it happens at, before or after its effect. */
type Crash = { at: number; side: Side };

/** The services of `notify`, whose function dies at one of its calls: nothing of it runs from there on. */
function dying({ at, side }: Crash): { services: Telling; died: Promise<'died'>; at: () => string } {
  const { hub } = world;
  const options = { endpoint: hub.aws.url, region: hub.aws.region, credentials: hub.aws.credentials, maxAttempts: 1 };
  let calls = 0;
  let called = '';
  let die: (died: 'died') => void = () => {};
  const died = new Promise<'died'>((resolve) => {
    die = resolve;
  });
  const never = () => {
    die('died');
    return new Promise<never>(() => {});
  };
  function mortal<Client extends object>(client: Client): Client {
    return new Proxy(client, {
      get: (target, property) => {
        const member: unknown = Reflect.get(target, property);
        if (property !== 'send' || typeof member !== 'function') return member;
        return async (command: object) => {
          calls += 1;
          const mine = calls;
          if (mine === at) called = command.constructor.name;
          if (mine === at && side === 'before') return never();
          try {
            const answer: unknown = await member.call(target, command);
            return mine === at ? never() : answer;
          } catch (error) {
            if (mine === at) return never();
            throw error;
          }
        };
      },
    });
  }
  const client = mortal(
    DynamoDBDocumentClient.from(new DynamoDBClient(options), { marshallOptions: { removeUndefinedValues: true } }),
  );
  const configurationSet = hub.inbox()[0]?.configurationSet ?? '';
  return {
    died,
    at: () => called,
    services: {
      notices: noticeStore(client, hub.tableName('Notices')),
      cancel: cancelling(client, { notices: hub.tableName('Notices'), ledger: hub.tableName('Ledger') }),
      queries: queryReader(client, { queries: hub.tableName('Queries'), directory: hub.tableName('Directory') }),
      directory: directory(client, hub.tableName('Directory')),
      mailer: mailer('no-reply@advice-hub.example', configurationSet, mortal(new SESClient(options))),
      origin: hub.origin,
      // Long ago, so that every lease it takes has run out by now.
      now: () => '2026-01-01T00:00:00.000Z',
    },
  };
}

/** How telling somebody goes when nothing breaks: how the notice ends, and how many mails leave. */
type Story = { recipient: string; ends: string; mails: 0 | 1; refused?: true; accepted?: true };

/** A notice that nobody has been told of, which the stream does not see: only the dying function has it. */
async function untold({ recipient, accepted }: Story): Promise<string> {
  const id = newId();
  const query = ownQueries.get(recipient) ?? ownQueries.get('kossi');
  const { role, id: recipientId } = world.personOf(recipient);
  const item = {
    ...{ id, kind: role === 'secretariat' ? 'no-expert' : 'received', recipientId, queryId: query, attempts: 0 },
    ...{
      status: 'claimed',
      createdAt: '2026-01-01T00:00:00.000Z',
      nextAttemptAt: '2025-01-01T00:00:00.000Z',
      leaseEndsAt: '2025-01-01T00:00:00.000Z',
      openKey: 'open',
      ...(accepted ? { accepted: { messageId: 'taken', at: '2026-01-01T00:00:00.000Z' }, inDoubt: true } : {}),
    },
  };
  await world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Notices'), Item: item }));
  return id;
}

type Case = { id: string; story: Story; crash: Crash; call: string; reported: boolean };

const stories: readonly Story[] = [
  { recipient: 'kossi', ends: 'sent', mails: 1 },
  { recipient: 'helen', ends: 'sent', mails: 1, refused: true },
  // SES took it from an earlier attempt, and said so.
  { recipient: 'kossi', ends: 'sent', mails: 0, accepted: true },
  { recipient: 'yusuf', ends: 'inbox', mails: 0 },
  // An address to which mail was stopped, and one that SES never takes.
  { recipient: 'litia', ends: 'undeliverable', mails: 0 },
  { recipient: 'marisol', ends: 'undeliverable', mails: 0 },
  // An official of another institution: access that was never there, or ended.
  { recipient: 'devon', ends: 'cancelled', mails: 0 },
];

test('a function that dies at any of its calls, before or after its effect, loses no notice', async () => {
  const cases: Case[] = [];
  world.hub.faults.inject('ses', 'SendEmail', ({ input }) =>
    JSON.stringify(input).includes(world.emailOf('marisol'))
      ? { code: 'InvalidParameterValue', message: 'Domain contains illegal character.' }
      : undefined,
  );
  for (const reported of [true, false]) {
    world.hub.decideFates(() => (reported ? undefined : 'unreported'));
    for (const story of stories) {
      for (const side of ['before', 'after'] as const) {
        for (let at = 1; ; at += 1) {
          const id = await untold(story);
          const mortal = dying({ at, side });
          const lift = world.hub.faults.inject('ses', 'SendEmail', () =>
            story.refused ? { code: 'Throttling', message: 'Maximum sending rate exceeded.' } : undefined,
          );
          // What SES refuses ends in an error of the function: the record comes again.
          const outcome = await Promise.race([
            mortal.died,
            tell(id, mortal.services).then(
              () => 'done' as const,
              () => 'failed' as const,
            ),
          ]);
          lift();
          if (outcome !== 'died') {
            if (outcome === 'failed') cases.push({ id, story, crash: { at, side }, call: 'none', reported });
            break;
          }
          cases.push({ id, story, crash: { at, side }, call: mortal.at(), reported });
        }
      }
    }
    // The reports of the first half arrive while they are still believed.
    await world.hub.drain();
  }
  world.hub.decideFates(() => undefined);
  for (let round = 0; round < 3; round += 1) {
    await world.hub.tick('watch');
    await world.hub.drain();
  }

  let failed = 0;
  let duplicates = 0;
  for (const { id, story, call, crash, reported } of cases) {
    const mails = notices.mailsOf(id).length;
    const status = (await notices.noticeOf(id))?.status;
    // SES took the message, it was not marked, and SES's word of it is lost: here, and nowhere else, twice.
    const inTheWindow =
      !reported &&
      story.mails === 1 &&
      ((call === 'SendEmailCommand' && crash.side === 'after') ||
        (call === 'UpdateCommand' && crash.side === 'before' && crash.at > 1));
    const most = inTheWindow ? 2 : story.mails;
    if (mails > 1) duplicates += 1;
    const holds = status === story.ends && mails >= story.mails && mails <= most;
    if (!holds) {
      failed += 1;
      console.log(`${JSON.stringify({ id, story, call, crash, reported, status, mails })}`);
    }
  }
  console.log(`proof notice-crash: ${cases.length} tried, ${failed} failed`);
  console.log(`sent twice, in the one window: ${duplicates}`);
  expect(failed).toBe(0);
  expect(cases.length).toBeGreaterThan(120);
  expect(duplicates).toBe(2);
  // However often it broke off, the desk has one task of each member for the address that SES never takes, and none for the other.
  const tasks = (await world.everythingIn('Notices')).filter(({ kind }) => kind === 'undeliverable');
  expect(tasks.map(({ personId, recipientId }) => [personId, recipientId]).sort()).toEqual(
    ['helen', 'yusuf'].map((name) => [world.personOf('marisol').id, world.personOf(name).id]).sort(),
  );
});
