import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../local/aws-port.ts';
import { chance as chanceFrom } from '../chance.ts';
import { patience, times } from '../long.ts';
import { confessional } from './leaks.ts';
import { openWorld, type World } from './world.ts';

const chance = chanceFrom();
let world: World;
let confession: Awaited<ReturnType<typeof confessional>>;

beforeAll(async () => {
  console.log(`canary: seed ${chance.seed}`);
  world = await openWorld();
  confession = await confessional(world);
}, patience);
afterAll(() => world?.stop());

/** How each service says that it is too busy, that it broke, that it may not, and that it took too long. */
const faults = {
  dynamodb: {
    operations: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem', 'TransactWriteItems'],
    codes: ['ThrottlingException', 'InternalServerError', 'AccessDeniedException', 'RequestTimeout'],
  },
  kms: {
    operations: ['GenerateDataKey', 'Decrypt'],
    codes: ['ThrottlingException', 'KMSInternalException', 'AccessDeniedException', 'DependencyTimeoutException'],
  },
  ses: {
    operations: ['SendEmail'],
    codes: ['Throttling', 'InternalFailure', 'AccessDeniedException', 'RequestTimeout'],
  },
} as const;

const statusOf = (code: string): number => (/Internal/.test(code) ? 500 : /Timeout/.test(code) ? 408 : 400);

/** Breaks most calls of the functions until it broke so many, and quotes in the fault all that was in the call. */
function quoting(code: string): Fault {
  // The SDK waits longest after a throttling.
  let left = /Throttling/.test(code) ? 12 : 40;
  return ({ role, body }) => {
    if (role?.startsWith('ROOT') || left === 0 || chance.happens(0.25)) return undefined;
    left -= 1;
    return { code, message: body.toString(), status: statusOf(code) };
  };
}

async function atOnce(doings: (() => Promise<unknown>)[], count: number): Promise<void> {
  const rest = chance.shuffled(doings);
  const one = async () => {
    for (let next = rest.pop(); next; next = rest.pop()) await next();
  };
  await Promise.all(Array.from({ length: count }, one));
}

/** Every kind of place there is, once everything happened: what is not searched is not known to be clean. */
const searched = [
  'Keys',
  'Ledger',
  'Notices',
  'Reports',
  'Sealed',
  'a hash in Directory',
  'a mail',
  'a person in Directory',
  'a pointer in Queries',
  'a query in Queries',
  'a record of a request in Queries',
  'a session in Directory',
  'an institution in Directory',
  'cognito-idp AdminInitiateAuth',
  'cognito-idp AdminRespondToAuthChallenge',
  'dynamodb BatchGetItem',
  'dynamodb DeleteItem',
  'dynamodb GetItem',
  'dynamodb PutItem',
  'dynamodb Query',
  'dynamodb TransactWriteItems',
  'dynamodb UpdateItem',
  'kms Decrypt',
  'kms GenerateDataKey',
  'kms Sign',
  's3 GetObject',
  's3 PutObject',
  'ses SendEmail',
  'the log of anchor',
  'the log of desk',
  'the log of door',
  'the log of erase',
  'the log of notify',
  'the log of offer',
  'the log of vault',
  'the log of watch',
  'the record of a call',
  'the stream of Ledger',
  'the stream of Notices',
];

describe('what was confided: texts, reasons, names, State, topic', () => {
  test(
    'lies nowhere but where it is kept, and is told to nobody but those entitled, whatever fails meanwhile',
    async () => {
      const { story, answers } = confession;
      const standing = await story.whole();
      await world.hub.tick('watch');
      await world.hub.tick('erase');
      await world.hub.tick('anchor');
      expect(answers.all.filter(({ status }) => status >= 500)).toEqual([]);
      const putBack = await story.remembered(standing);
      let broken = 0;
      for (let lap = 0; lap < times(1, 20); lap += 1)
        for (const [service, { operations, codes }] of Object.entries(faults))
          for (const operation of operations)
            for (const code of codes) {
              const lift = world.hub.faults.inject(service, operation, quoting(code));
              const before = answers.all.length;
              await atOnce(story.round(standing), 6);
              broken += answers.all.slice(before).filter(({ status }) => status >= 500).length;
              await world.hub.drain();
              lift();
              await putBack();
            }
      await world.hub.drain();
      const { hits, tried, kinds } = await confession.leaks();
      console.log(`proof canary: ${tried} tried, ${hits.length} failed`);
      expect({ seed: chance.seed, hits }).toEqual({ seed: chance.seed, hits: [] });
      expect(kinds).toEqual(expect.arrayContaining(searched));
      // The faults did break something, and broken answers were searched too.
      expect(broken).toBeGreaterThan(100);
      expect(kinds.some((kind) => kind.startsWith('a problem document told to asker at POST'))).toBe(true);
    },
    patience,
  );
});
