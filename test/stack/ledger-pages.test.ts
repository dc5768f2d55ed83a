import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { localOperator, type Operator } from '../../cli/operator.ts';
import { readAnchors } from '../../cli/read-anchors.ts';
import { operatorOf } from '../../local/operator.ts';
import { Anchor, anchorName, signpostName } from '../../shared/anchor.ts';
import { newId } from '../../shared/identifiers.ts';
import { canonical, chained, emptyLedger } from '../../shared/ledger.ts';
import type { Browser } from './browser.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

const Entry = z.looseObject({ queryId: z.string(), sequence: z.number(), hash: z.string(), at: z.string() });
type Entry = z.infer<typeof Entry>;

const Verified = z.object({ ledgers: z.array(z.object({ subjectId: z.string() })), next: z.string().optional() });

let world: World;
let operator: Operator;
let auditor: Browser;
let id = '';
/** The ledger as it is, where its first signature ends, and what the signpost to that one said. */
let whole: Entry[] = [];
let signedFirst = 0;
let firstSignpost = '';
let lastSignpost = '';

beforeAll(async () => {
  world = await openWorld();
  operator = localOperator(operatorOf(world.hub));
  auditor = await world.browserOf('niamh');
  const people = steps(world);
  id = (await people.answered('litia')).id;
  await world.hub.drain();
  await world.hub.tick('anchor');
  signedFirst = (await rowsNow()).length;
  firstSignpost = await textOf(signpostName(id));
  for (const _ of ['once', 'twice']) await people.read('litia', `/queries/${id}`);
  await world.hub.tick('anchor');
  lastSignpost = await textOf(signpostName(id));
  whole = await rowsNow();
});
afterAll(() => world.stop());

async function rowsNow(): Promise<Entry[]> {
  const rows = (await world.everythingIn('Ledger')).map((row) => Entry.parse(row));
  return rows.filter(({ queryId }) => queryId === id).sort((a, b) => a.sequence - b.sequence);
}

/** What anybody could do who owns the account: past the hub and every policy. */
const TableName = () => world.hub.tableName('Ledger');
const put = (row: Entry) => world.dynamo.send(new PutCommand({ TableName: TableName(), Item: row }));
const remove = ({ queryId, sequence }: Entry) =>
  world.dynamo.send(new DeleteCommand({ TableName: TableName(), Key: { queryId, sequence } }));
const removeFrom = (number: number) => Promise.all(whole.slice(number - 1).map(remove));
const entry = (number: number): Entry => Entry.parse(whole[number - 1]);

async function textOf(Key: string): Promise<string> {
  const { Body } = await operator.s3.send(new GetObjectCommand({ Bucket: operator.anchorsBucket, Key }));
  return (await Body?.transformToString('utf-8')) ?? '';
}
const putObject = (Key: string, Body: string, once: { IfNoneMatch?: '*' } = {}) =>
  operator.s3.send(new PutObjectCommand({ Bucket: operator.anchorsBucket, Key, Body, ...once }));
const pointTo = (signpost: string) => putObject(signpostName(id), signpost);

/** What the page of the ledger says of it: the box at its top. */
async function told(): Promise<string> {
  await auditor.open(`/ledgers/${id}`);
  expect(auditor.shown.status).toBe(200);
  const box = /<div class="(alarm|inset)">([\s\S]*?)<\/div>/.exec(auditor.shown.html);
  const words = (box?.[2] ?? '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return `${box?.[1]}: ${words.trim()}`;
}

describe('an auditor', () => {
  test('reads every ledger of a day', async () => {
    await auditor.open('/ledgers');
    expect(auditor.shown.html).toContain(id);
  });

  test('is told of a ledger that it is whole, and until where a signature covers it', async () => {
    expect(await told()).toContain('inset: The ledger is whole');
    expect(await told()).toContain(`Entries up to number ${whole.length} are covered by a signature`);
  });

  test('finds nothing where there never was a ledger', async () => {
    await auditor.open(`/ledgers/${newId()}`);
    expect(auditor.shown.status).toBe(404);
  });
});

describe('an auditor is told the number of', () => {
  afterEach(async () => {
    await Promise.all(whole.map(put));
    await pointTo(lastSignpost);
    expect(await told()).toContain('The ledger is whole');
  });

  test('an entry that was changed until it was none, on both pages', async () => {
    await put({ ...entry(3), code: 'never-happened' });
    await auditor.open('/ledgers');
    expect(auditor.shown.status).toBe(200);
    expect(auditor.shown.html).toMatch(/class="alarm"[^<]*>[^<]*3/);
    expect(await told()).toContain('alarm: The ledger is damaged: entry 3 has been altered');
  });

  test('an entry that says something else', async () => {
    await put({ ...entry(2), code: 'closed' });
    expect(await told()).toContain('alarm: The ledger is damaged: entry 2 has been altered');
  });

  test('an entry that was given another content with the hash that goes with it', async () => {
    const { hash: _, previousHash, ...rest } = entry(whole.length);
    const event = { code: 'closed' as const, details: { outcome: 'resolved' as const } };
    const about = { queryId: id, at: rest.at, actor: { id: 'watch' as const, role: 'hub' as const } };
    const head = { sequence: whole.length - 1, hash: z.string().parse(previousHash) };
    await put({ ...(await chained(head, event, about)) });
    expect(await told()).toContain(`alarm: The ledger is damaged: entry ${whole.length} has been altered`);
  });

  test('an entry that is missing', async () => {
    await remove(entry(2));
    expect(await told()).toContain('alarm: The ledger is damaged: entry 2 is missing');
  });

  test('entries that changed places', async () => {
    await put({ ...entry(1), sequence: 2 });
    await put({ ...entry(2), sequence: 1 });
    const said = await told();
    for (const number of [1, 2]) expect(said).toContain(`another entry of it stands in the place of entry ${number}.`);
  });

  test('the first entry of an end that was cut off', async () => {
    await removeFrom(whole.length);
    expect(await told()).toContain(`alarm: The ledger is damaged: entry ${whole.length} has been cut off`);
  });

  test('the first entry of an end that was cut off, though its signpost was moved to a signature before it', async () => {
    await pointTo(firstSignpost);
    await removeFrom(signedFirst + 1);
    const said = await told();
    expect(said).toContain(`alarm: The ledger is damaged: entry ${signedFirst + 1} has been cut off`);
    expect(said).toContain(`Entries up to number ${whole.length} are covered by a signature`);
  });

  test('a signature that is not there', async () => {
    await pointTo(canonical({ version: 1, anchor: anchorName(77), head: { sequence: 2, hash: entry(2).hash } }));
    expect(await told()).toContain('alarm: Signature number 77, which this ledger refers to, is missing');
  });
});

describe('the page that verifies all ledgers', () => {
  /** Every ledger it verifies, page after page, and what it says on the way. */
  async function verifiedAll(): Promise<{ ids: string[]; said: string }> {
    const { token } = await world.credentialsOf('niamh');
    const ids: string[] = [];
    let said = '';
    for (let path = '/ledgers/verification'; path; ) {
      const { text } = await world.wire.json('GET', path, { token });
      const { ledgers, next } = Verified.parse(JSON.parse(text));
      ids.push(...ledgers.map(({ subjectId }) => subjectId));
      await auditor.open(path);
      said += auditor.shown.html;
      path = next ? `/ledgers/verification?cursor=${next}` : '';
    }
    return { ids, said };
  }

  test('goes through every ledger that was ever signed, once', async () => {
    const about = { actor: { id: 'setup' as const, role: 'hub' as const }, at: new Date().toISOString() };
    const event = { code: 'standing-withdrawn' as const, details: {} };
    const more = await Promise.all(
      Array.from({ length: 45 }, () => chained(emptyLedger, event, { ...about, queryId: newId() })),
    );
    await Promise.all(more.map((row) => put(Entry.parse({ ...row, dayKey: row.at.slice(0, 10) }))));
    await world.hub.tick('anchor');
    const all = new Set((await world.everythingIn('Ledger')).map((row) => Entry.parse(row).queryId));
    const { ids, said } = await verifiedAll();
    expect(ids).toEqual([...all].sort());
    expect(said).not.toContain('class="alarm"');
    expect(said).toContain('20 ledgers were verified here');
  });

  test('finds a ledger of which nothing is left', async () => {
    await removeFrom(1);
    const { ids, said } = await verifiedAll();
    await Promise.all(whole.map(put));
    expect(ids).toContain(id);
    expect(said).toMatch(new RegExp(`class="alarm"><a href="/ledgers/${id}">[\\s\\S]*entry 1 has been cut off`));
  });
});

describe('an auditor is told of', () => {
  test('a signature that the hub’s key never gave, which covers nothing', async () => {
    const number = Math.max(...(await readAnchors(operator)).anchors.keys()) + 1;
    const last = Anchor.parse(JSON.parse(await textOf(anchorName(number - 1))));
    await removeFrom(3);
    const head = { sequence: 2, hash: entry(2).hash };
    const junk = { ...last, number, heads: { [id]: head } };
    await putObject(anchorName(number), canonical(junk), { IfNoneMatch: '*' });
    await pointTo(canonical({ version: 1, anchor: anchorName(number), head }));
    const said = await told();
    expect(said).toContain(`Signature number ${number} is false`);
    expect(said).toContain('entry 3 has been cut off');
    expect(said).toContain(`Entries up to number ${whole.length} are covered by a signature`);
  });
});
