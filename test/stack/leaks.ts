import type { Call } from '../../local/call.ts';
import { placesOf } from './answers.ts';
import { confide, introduce } from './confided.ts';
import { itemsOf, logsOf, mailsOf, type Place, streamOf, tables } from './places.ts';
import { type Hit, search } from './search.ts';
import { story } from './story.ts';
import type { World } from './world.ts';

const operations: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem', 'TransactWriteItems'],
  kms: ['GenerateDataKey', 'Decrypt', 'Sign'],
  ses: ['SendEmail'],
  s3: ['GetObject', 'PutObject'],
  'cognito-idp': ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
};

/** What kind of thing lies in a table that keeps several, by the first word of its key. */
const kinds: readonly { table: string; key: RegExp; kind: string }[] = [
  { table: 'Queries', key: /"id":"once#/, kind: 'a record of a request' },
  { table: 'Queries', key: /"id":"(load|share|clear|reference)#/, kind: 'a pointer' },
  { table: 'Queries', key: /"id":"[0-9a-z]{26}"/, kind: 'a query' },
  { table: 'Directory', key: /"key":"person#/, kind: 'a person' },
  { table: 'Directory', key: /"key":"institution#/, kind: 'an institution' },
  { table: 'Directory', key: /"key":"session#/, kind: 'a session' },
  { table: 'Directory', key: /"key":"(attempts|address)#/, kind: 'a hash' },
];

function kindOf({ where, bytes }: Place): Place {
  const text = bytes.subarray(0, 20_000).toString();
  const found = kinds.find(({ table, key }) => table === where && key.test(text));
  return found ? { where: `${found.kind} in ${where}`, bytes } : { where, bytes };
}

/** A world in which something is confided, everything that happens is remembered, and all of it is searched. */
export async function confessional(world: World) {
  const confided = confide();
  const heard = new Map<string, Place>();
  const hear = ({ service, operation, role, body, input }: Call) => {
    // What the test itself does to the tables is no leak.
    if (role?.startsWith('ROOT')) return undefined;
    const bytes = Buffer.concat([body, Buffer.from(`\n${JSON.stringify(input)}`), bytesIn(input)]);
    heard.set(bytes.toString('latin1'), { where: `${service} ${operation}`, bytes });
    return undefined;
  };
  for (const [service, names] of Object.entries(operations))
    for (const operation of names) world.hub.faults.inject(service, operation, hear);
  const answers = await introduce(world, confided);

  /** Every place there is. */
  async function places(): Promise<Place[]> {
    const items = (await Promise.all(tables.map((table) => itemsOf(world, table)))).flat().map(kindOf);
    const streams = (await Promise.all(['Ledger', 'Notices'].map((table) => streamOf(world, table)))).flat();
    return [
      ...[...items, ...streams, ...logsOf(world), ...mailsOf(world), ...heard.values()],
      ...answers.all.flatMap(placesOf),
    ];
  }

  return {
    answers,
    story: story(world, confided, answers),
    /** Looks for everything that was confided in every place where it may not be. */
    async leaks(): Promise<{ hits: Hit[]; tried: number; kinds: string[] }> {
      const all = await places();
      return { ...search(confided.words, all), kinds: [...new Set(all.map(({ where }) => where))].sort() };
    },
  };
}

/** The bytes in a value that DynamoDB and KMS write in base64. */
function bytesIn(input: unknown): Buffer {
  const found: Buffer[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if ((name === 'B' || name === 'CiphertextBlob') && typeof inner === 'string')
        found.push(Buffer.from(inner, 'base64'));
      else walk(inner);
    }
  };
  walk(input);
  return Buffer.concat(found);
}
