import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeleteObjectCommand, GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { verifyLedgers } from '../../cli/ledger-verify.ts';
import { localOperator, type Operator } from '../../cli/operator.ts';
import { readEvidence } from '../../cli/read-evidence.ts';
import { type ApiClient, signIn } from '../../local/api-client.ts';
import { demoPassword } from '../../local/demo-people.ts';
import { operatorOf } from '../../local/operator.ts';
import { Anchor, anchorName, signpostName } from '../../shared/anchor.ts';
import { newId } from '../../shared/identifiers.ts';
import { canonical, chained, emptyLedger } from '../../shared/ledger.ts';
import { type Found, verdicts } from '../verifiers.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let operator: Operator;
let Bucket: string;

beforeAll(async () => {
  world = await openWorld();
  operator = localOperator(operatorOf(world.hub));
  Bucket = operator.anchorsBucket;
});
afterAll(() => world.stop());

const Drafted = z.object({ id: z.string(), version: z.int() });
const Entry = z.looseObject({ queryId: z.string(), sequence: z.number() });
type Entry = z.infer<typeof Entry>;

const clients = new Map<string, Promise<ApiClient>>();

/** A client of the API, signed in as this person. */
function as(name: string): Promise<ApiClient> {
  const email = world.emailOf(name);
  const code = () => world.hub.people.codeOf(email);
  const known = clients.get(name) ?? signIn(world.hub.origin, email, demoPassword, code);
  clients.set(name, known);
  return known;
}

/** An official asks, and the hub looks for an expert. */
async function ask(): Promise<string> {
  const official = await as('kossi');
  const question = { title: 'Registers', body: 'Which registers?', topic: 'detention', language: 'fr' };
  const about = { urgency: 'standard', individualCase: 'no', confidentiality: 'standard' };
  const { id, version } = Drafted.parse((await official.post('/queries', { ...question, ...about })).body);
  await official.post(`/queries/${id}/send`, {}, version);
  await world.hub.drain();
  return id;
}

const anchor = () => world.hub.tick('anchor');
const versions = async () => (await operator.s3.send(new ListObjectVersionsCommand({ Bucket }))).Versions ?? [];
const names = async () => (await versions()).map(({ Key = '' }) => Key);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function lastAnchor(): Promise<{ anchor: Anchor; text: string }> {
  const { anchors } = await readEvidence(operator);
  const text = anchors.get(Math.max(...anchors.keys())) ?? '';
  return { anchor: Anchor.parse(JSON.parse(text)), text };
}

async function entriesOf(id: string): Promise<Entry[]> {
  const all = (await world.everythingIn('Ledger')).map((item) => Entry.parse(item));
  return all.filter(({ queryId }) => queryId === id).sort((a, b) => a.sequence - b.sequence);
}

const LedgerHead = z.object({ sequence: z.number(), hash: z.string() });

async function signpostText(Key: string): Promise<string> {
  const { Body } = await operator.s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

const at = (entries: readonly Entry[], number: number): Entry => Entry.parse(entries[number - 1]);

/** Writes and deletes rows of the ledger past the hub and every policy, as whoever owns the account could. */
const pastTheHub = {
  put: (Item: Entry) => world.dynamo.send(new PutCommand({ TableName: operator.ledgerTable, Item })),
  delete: ({ queryId, sequence }: Entry) =>
    world.dynamo.send(new DeleteCommand({ TableName: operator.ledgerTable, Key: { queryId, sequence } })),
};

/** Runs a script by itself, with nothing but these variables; answers its exit code and all that it said. */
function run(script: string, args: string[], env: Record<string, string>): Promise<{ code: number; said: string }> {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  return new Promise((ended) => {
    execFile(process.execPath, [path, ...args], { env }, (error, out, told) =>
      ended({ code: typeof error?.code === 'number' ? error.code : 0, said: out + told }),
    );
  });
}

describe('every five minutes the ledgers are signed', () => {
  test('what the hub wrote is whole, and none of it unsigned', async () => {
    await ask();
    await anchor();
    const said: string[] = [];
    expect(await verifyLedgers(operator, undefined, (line) => said.push(line))).toBe(true);
    expect(said).toEqual([expect.stringMatching(/^\d+ entries of \d+ ledgers? against 1 anchor: whole\.$/)]);
    expect(verdicts(await readEvidence(operator))).toEqual({ hub: [], outsider: [] });
    expect((await lastAnchor()).anchor).toMatchObject({ number: 1, previous: '' });
  });

  test('running again adds nothing, neither at once nor at the same time', async () => {
    const before = await versions();
    await anchor();
    await Promise.all([anchor(), anchor()]);
    expect(await versions()).toEqual(before);
  });

  test('what is new is signed on top of what was, once, by however many', async () => {
    const before = await lastAnchor();
    const id = await ask();
    await Promise.all([anchor(), anchor(), anchor()]);
    const after = await lastAnchor();
    expect(after.anchor).toMatchObject({ number: before.anchor.number + 1, previous: sha256(before.text) });
    const entries = await entriesOf(id);
    const { sequence, hash } = at(entries, entries.length);
    expect(after.anchor.heads).toEqual({ [id]: { sequence, hash } });
    expect((await names()).filter((name) => name.startsWith('anchors/'))).toHaveLength(after.anchor.number);
  });

  test('an interrupted run is finished by the next, and not repeated', async () => {
    const id = await ask();
    const { anchor: before } = await lastAnchor();
    const heal = world.hub.faults.inject('s3', 'PutObject', ({ input }) =>
      JSON.stringify(input).includes(id) ? { code: 'InternalError', message: 'broken', status: 500 } : undefined,
    );
    await expect(anchor()).rejects.toThrow();
    heal();
    expect(await names()).not.toContain(signpostName(id));
    await anchor();
    expect(await names()).toContain(signpostName(id));
    expect((await lastAnchor()).anchor.number).toBe(before.number + 1);
    const said: string[] = [];
    expect(await verifyLedgers(operator, id, (line) => said.push(line))).toBe(true);
    expect(said).toEqual([expect.stringContaining('against 1 anchor: whole.')]);
  });

  test('an auditor sees until where a ledger is signed', async () => {
    const id = await ask();
    await anchor();
    const entries = await entriesOf(id);
    expect((await (await as('niamh')).get(`/ledgers/${id}`)).body).toMatchObject({
      anchor: { sequence: entries.length },
    });
  });
});

describe('what is done past the hub is found by its number', () => {
  let id = '';
  let entries: Entry[] = [];
  let other: Entry[] = [];

  beforeEach(async () => {
    if (id === '') {
      id = await ask();
      other = await entriesOf(await ask());
      await anchor();
    }
    entries = await entriesOf(id);
    expect(entries.length).toBeGreaterThanOrEqual(3);
  });

  /** Tampers, asks the hub's own verification, the outsider's and the one of this ledger alone, and puts everything back. */
  async function found(tamper: () => Promise<unknown>) {
    await tamper();
    const { hub, outsider } = verdicts(await readEvidence(operator));
    const { hub: alone } = verdicts(await readEvidence(operator, id));
    for (const entry of [...entries, ...other]) await pastTheHub.put(entry);
    return { hub, outsider, alone };
  }

  const entry = (number: number, wrong: string): Found => ({ where: 'entry', ledger: id, number, wrong });

  test('an entry that was edited', async () => {
    const faults = [entry(2, 'tampered')];
    expect(await found(() => pastTheHub.put({ ...at(entries, 2), code: 'closed' }))).toEqual({
      hub: faults,
      outsider: faults,
      alone: faults,
    });
  });

  test('an entry that was hidden from the index by day', async () => {
    const { hub } = await found(() => pastTheHub.put({ ...at(entries, 2), dayKey: '1999-01-01' }));
    expect(hub).toEqual([entry(2, 'tampered')]);
  });

  test('an entry that was deleted', async () => {
    const faults = [entry(2, 'missing')];
    expect(await found(() => pastTheHub.delete(at(entries, 2)))).toEqual({
      hub: faults,
      outsider: faults,
      alone: faults,
    });
  });

  test('an end that was cut off, which only the anchor knows', async () => {
    const faults = [entry(entries.length, 'truncated')];
    expect(await found(() => pastTheHub.delete(at(entries, entries.length)))).toEqual({
      hub: faults,
      outsider: faults,
      alone: faults,
    });
  });

  test('two entries that changed places', async () => {
    const { hub, outsider } = await found(async () => {
      await pastTheHub.put({ ...at(entries, 1), sequence: 2 });
      await pastTheHub.put({ ...at(entries, 2), sequence: 1 });
    });
    expect(hub).toEqual([entry(1, 'swapped'), entry(2, 'swapped')]);
    expect(outsider).toEqual([entry(1, 'tampered'), entry(2, 'tampered')]);
  });

  test('an entry that was taken from another ledger', async () => {
    const { hub, outsider } = await found(() => pastTheHub.put({ ...at(other, 2), queryId: id }));
    expect(hub).toEqual([entry(2, 'foreign')]);
    expect(outsider).toEqual([entry(2, 'tampered')]);
  });

  test('a ledger that is altered is not signed over; the others are, and somebody is woken', async () => {
    await pastTheHub.put({ ...at(entries, 1), code: 'closed' });
    const fresh = await ask();
    await expect(anchor()).rejects.toThrow('a ledger does not continue what was signed of it');
    await pastTheHub.put(at(entries, 1));
    expect(Object.keys((await lastAnchor()).anchor.heads)).toEqual([fresh]);
    const told = world.hub.logs().filter(({ line }) => line.includes('ledger broken'));
    expect(told.at(-1)?.line).toContain(id);
    expect(verdicts(await readEvidence(operator)).hub).toEqual([]);
  });

  test.each(['turned back to an earlier signature', 'hidden by a deletion'])(
    'a ledger that was altered after its signpost was %s is not signed over; the others are, and somebody is woken',
    async (how) => {
      const twice = await ask();
      const Key = signpostName(twice);
      await anchor();
      const earlier = await signpostText(Key);
      await (await as('kossi')).get(`/queries/${twice}`);
      await anchor();
      const later = await signpostText(Key);
      const rows = await entriesOf(twice);
      const last = at(rows, rows.length);
      if (how.startsWith('turned')) await operator.s3.send(new PutObjectCommand({ Bucket, Key, Body: earlier }));
      else await operator.s3.send(new DeleteObjectCommand({ Bucket, Key }));
      const happened = { code: 'standing-withdrawn' as const, details: {} };
      const about = { actor: { id: 'setup' as const, role: 'hub' as const }, at: new Date().toISOString() };
      const before = LedgerHead.parse(at(rows, rows.length - 1));
      const forged = await chained(before, happened, { ...about, queryId: twice });
      await pastTheHub.put({ ...forged, dayKey: forged.at.slice(0, 10) });
      const fresh = await ask();
      await expect(anchor()).rejects.toThrow('a ledger does not continue what was signed of it');
      await pastTheHub.put(last);
      await operator.s3.send(new PutObjectCommand({ Bucket, Key, Body: later }));
      expect(Object.keys((await lastAnchor()).anchor.heads)).toEqual([fresh]);
      expect(world.hub.logs().findLast(({ line }) => line.includes('ledger broken'))?.line).toContain(twice);
      await anchor();
      expect(verdicts(await readEvidence(operator)).hub).toEqual([]);
    },
  );

  test('a ledger whose signpost leads to no signature is not signed; the others are, and somebody is woken', async () => {
    const Key = signpostName(id);
    const signpost = await signpostText(Key);
    await operator.s3.send(new PutObjectCommand({ Bucket, Key, Body: signpost.replace(/0\d{7}/, '00000099') }));
    const fresh = await ask();
    await expect(anchor()).rejects.toThrow('a ledger does not continue what was signed of it');
    const { hub: alone } = verdicts(await readEvidence(operator, id));
    await operator.s3.send(new PutObjectCommand({ Bucket, Key, Body: signpost }));
    expect(Object.keys((await lastAnchor()).anchor.heads)).toEqual([fresh]);
    expect(alone).toEqual([{ where: 'anchor', number: 99, wrong: 'missing' }]);
  });
});

describe('what was signed stays', () => {
  test('no version of it can be deleted, whoever asks', async () => {
    for (const { Key, VersionId } of await versions())
      await expect(operator.s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))).rejects.toMatchObject({
        name: 'AccessDenied',
      });
  });

  test('a marker that hides it is told, and hides nothing', async () => {
    const { anchor: last } = await lastAnchor();
    const marked = { Bucket, Key: anchorName(last.number) };
    const { VersionId } = await operator.s3.send(new DeleteObjectCommand(marked));
    expect(verdicts(await readEvidence(operator))).toEqual({
      hub: [{ where: 'anchor', number: last.number, wrong: 'hidden' }],
      outsider: [],
    });
    expect((await lastAnchor()).anchor).toEqual(last);
    await operator.s3.send(new DeleteObjectCommand({ ...marked, VersionId }));
    expect(verdicts(await readEvidence(operator)).hub).toEqual([]);
  });
});

describe('from the command line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'anchors-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const hub = (...args: string[]) => run('cli/hub.ts', args, operatorOf(world.hub));
  const outsider = (...args: string[]) => run('verifier/verify.mjs', args, {});

  test('an operator verifies, exports and prints the key; an outsider with the files comes to the same end', async () => {
    const { said: key } = await hub('ledger', 'key');
    const fingerprint =
      /^-----BEGIN PUBLIC KEY-----\n[\s\S]*\nSHA-256 of the key: (\w{64})\n$/.exec(key)?.[1] ?? 'none';
    expect(await hub('ledger', 'export', '--out', join(folder, 'whole'))).toMatchObject({ code: 0 });
    const whole = await outsider(join(folder, 'whole'));
    expect(whole).toMatchObject({ code: 0, said: expect.stringContaining(' 0 faults.\n') });
    expect(whole.said).toContain(fingerprint);

    const id = await ask();
    await anchor();
    const entries = await entriesOf(id);
    await pastTheHub.delete(at(entries, entries.length));
    const verified = await hub('ledger', 'verify', '--query', id);
    await hub('ledger', 'export', '--out', join(folder, 'cut'));
    const cut = await outsider(join(folder, 'cut'));
    await pastTheHub.put(at(entries, entries.length));
    expect(verified).toMatchObject({ code: 1 });
    expect(verified.said).toContain(`ledger ${id}, entry ${entries.length}: cut off`);
    expect(cut).toMatchObject({ code: 1 });
    expect(cut.said).toContain(`ledger ${id}, entry ${entries.length}: truncated\n`);
  });

  test('an anchor that was noted shows later that history is the same', async () => {
    const kept = sha256((await lastAnchor()).text);
    expect(await outsider(join(folder, 'cut'), '--kept', kept)).toMatchObject({ code: 1 });
    expect(await outsider(join(folder, 'whole'), '--kept', '0'.repeat(64))).toMatchObject({ code: 1 });
    expect(await outsider(join(folder, 'nothing'))).toMatchObject({ code: 2 });
  });

  test('who names no hub is told what is missing', async () => {
    expect(await run('cli/hub.ts', ['ledger', 'verify'], {})).toEqual({
      code: 2,
      said: 'Not set: LEDGER_TABLE, ANCHORS_BUCKET, ANCHOR_KEY_ID. The outputs of the stack HubState say what they are.\n',
    });
  });
});

describe('a busy day', () => {
  test('more ledgers than one anchor takes are signed in several, in one run', async () => {
    const before = (await lastAnchor()).anchor.number;
    const about = { actor: { id: 'setup' as const, role: 'hub' as const }, at: new Date().toISOString() };
    const moved = await Promise.all(
      Array.from({ length: 540 }, () =>
        chained(emptyLedger, { code: 'standing-withdrawn', details: {} }, { ...about, queryId: newId() }),
      ),
    );
    await Promise.all(moved.map((entry) => pastTheHub.put({ ...entry, dayKey: entry.at.slice(0, 10) })));
    await anchor();
    const { anchor: last } = await lastAnchor();
    expect([last.number, Object.keys(last.heads).length]).toEqual([before + 2, 40]);
    const said: string[] = [];
    expect(await verifyLedgers(operator, undefined, (line) => said.push(line))).toBe(true);
    expect(said).toHaveLength(1);
  });
});

describe('an anchor that somebody else wrote', () => {
  const alarmsSoFar = () =>
    world.hub.logs().filter(({ line }) => line.includes('an anchor is none that the hub signed')).length;
  const foreign = async () => {
    const { anchor: last, text } = await lastAnchor();
    const number = last.number + 1;
    const previous = sha256(text);
    const misleading = Object.fromEntries(Object.keys(last.heads).map((id) => [id, { sequence: 1, hash: previous }]));
    return { replayed: text, unsigned: canonical({ ...last, number, previous, heads: misleading }), none: '{}' };
  };

  test.each(['replayed', 'unsigned', 'none'] as const)(
    'is passed over and sets no signpost, somebody is woken, and the ledgers are signed on top of it: %s',
    async (kind) => {
      const id = await ask();
      await anchor();
      const { anchor: before } = await lastAnchor();
      const Body = (await foreign())[kind];
      const signpost = await signpostText(signpostName(id));
      const taken = before.number + 1;
      await operator.s3.send(new PutObjectCommand({ Bucket, Key: anchorName(taken), Body, IfNoneMatch: '*' }));
      const fresh = await ask();
      const alarms = alarmsSoFar();
      // Its first try fails, for all to see; the second finds nothing left to do.
      await anchor();
      expect(alarmsSoFar()).toBe(alarms + 1);
      expect(await signpostText(signpostName(id))).toBe(signpost);
      const { anchor: after } = await lastAnchor();
      expect(after).toMatchObject({ number: taken + 1, previous: sha256(Body) });
      expect(Object.keys(after.heads)).toEqual([fresh]);
      const wrong = kind === 'replayed' ? 'swapped' : 'tampered';
      expect(verdicts(await readEvidence(operator)).hub).toContainEqual({ where: 'anchor', number: taken, wrong });
    },
  );
});
