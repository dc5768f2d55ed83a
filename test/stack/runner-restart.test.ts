import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { signIn } from '../../local/api-client.ts';
import { demoPassword } from '../../local/demo-people.ts';
import { type Hub, startHub } from '../../local/hub.ts';
import { callPort, roleOf, templateIn } from './runner-surroundings.ts';

const stateDirectory = mkdtempSync(join(tmpdir(), 'hub-state-'));
const cdkOut = inject('cdkOut');
const running: Hub[] = [];
const start = async () => {
  const hub = await startHub({ cdkOut, stateDirectory, schedules: false });
  running.push(hub);
  return hub;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((hub) => hub.stop()));
});
afterAll(() => rmSync(stateDirectory, { recursive: true }));

const Drafted = z.object({ id: z.string(), version: z.int() });
const question = {
  title: 'A question',
  body: 'What does article 4 require?',
  topic: 'legislation',
  language: 'en',
  urgency: 'standard',
  confidentiality: 'standard',
  individualCase: 'no',
};
const email = 'litia@justice.fj.example';
const litia = (hub: Hub) => signIn(hub.origin, email, demoPassword, () => hub.people.codeOf(email));

it('keeps what was asked, the keys that open it, the mail, the accounts and the place in each stream across a restart', async () => {
  const first = await start();
  const { body } = await (await litia(first)).post('/queries', question);
  const { id, version } = Drafted.parse(body);
  await (await litia(first)).post(`/queries/${id}/send`, {}, version);
  await first.drain();
  const mails = first.inbox().map((mail) => mail.id);
  expect(mails.length).toBeGreaterThan(0);
  await first.stop();

  const second = await start();
  expect((await (await litia(second)).get(`/queries/${id}`)).body).toMatchObject({ id, title: question.title });
  await second.drain();
  const followers = ['offer', 'notify'].map((name) => roleOf(templateIn(cdkOut), name));
  expect(second.calls().filter(({ role }) => followers.includes(role ?? ''))).toEqual([]);
  expect(second.inbox().map((mail) => mail.id)).toEqual(mails);
});

it('refuses at the port what a role may not do, whatever a function’s code tries', async () => {
  const hub = await start();
  const template = templateIn(cdkOut);
  const TableName = hub.tableName('Sealed');
  const get = { TableName, Key: { queryId: { S: 'x' }, part: { S: 'question' } } };
  const { url, credentials } = hub.aws;
  expect((await callPort(url, roleOf(template, 'desk'), 'DynamoDB_20120810.GetItem', get)).body.__type).toBe(
    'AccessDeniedException',
  );
  expect((await callPort(url, 'nobody', 'DynamoDB_20120810.GetItem', get)).body.__type).toBe(
    'UnrecognizedClientException',
  );
  expect((await callPort(url, credentials.accessKeyId, 'DynamoDB_20120810.GetItem', get)).status).toBe(200);
});

it('judges each item of a transaction by itself', async () => {
  const hub = await start();
  const template = templateIn(cdkOut);
  const put = (key: string) => ({ Put: { TableName: hub.tableName('Directory'), Item: { key: { S: key } } } });
  const write = (...keys: string[]) =>
    callPort(hub.aws.url, roleOf(template, 'door'), 'DynamoDB_20120810.TransactWriteItems', {
      TransactItems: keys.map(put),
    });
  expect((await write('session#1', 'attempts#1')).status).toBe(200);
  expect((await write('session#2', 'person#2')).body.__type).toBe('AccessDeniedException');
});

it('puts a fault in the way of a call until it is taken away', async () => {
  const hub = await start();
  const { url, credentials } = hub.aws;
  const remove = hub.faults.inject('dynamodb', 'DescribeTable', () => ({
    code: 'InternalServerError',
    message: 'broken',
    status: 500,
  }));
  const describe = () =>
    callPort(url, credentials.accessKeyId, 'DynamoDB_20120810.DescribeTable', { TableName: hub.tableName('Queries') });
  expect(await describe()).toMatchObject({ status: 500, body: { __type: 'InternalServerError' } });
  remove();
  expect((await describe()).status).toBe(200);
});

it('looks at the last record of a stream to number the next, not at all of them', async (context) => {
  await start();
  const file = join(stateDirectory, 'dynoxide.db');
  if (!existsSync(file)) return context.skip();
  const database = new DatabaseSync(file, { readOnly: true });
  const asked = 'SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?';
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${asked}`).all('Ledger');
  database.close();
  expect(plan).toMatchObject([{ detail: expect.stringContaining('COVERING INDEX by_number') }]);
});
