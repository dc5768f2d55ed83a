import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { localOperator } from '../cli/operator.ts';
import { seed, seedFrom } from '../cli/seed.ts';
import { demoPassword, demoPeople } from '../local/demo-people.ts';
import { eventOf } from '../local/gateway-event.ts';
import { gatewayResources, matching } from '../local/gateway-routes.ts';
import { type Hub, parametersFor } from '../local/hub.ts';
import { operatorOf } from '../local/operator.ts';
import { listen } from '../local/ports.ts';
import { readTemplate, type Template } from '../local/template.ts';
import { type Credentials, changing, client } from '../test/stack/client.ts';

const Made = z.object({ id: z.string(), version: z.int() });
const Placed = z.object({
  version: z.int(),
  status: z.string(),
  offer: z.object({ expertId: z.string() }).optional(),
  clearance: z.object({ clearer: z.object({ expertId: z.string() }).optional() }).optional(),
});

/** Two kilobytes, as a question or a page of advice has them. */
const text = 'Does article 4 of the Convention allow a limitation period for torture? '.repeat(28).slice(0, 2000);
const asking = {
  ...{ title: 'Limitation periods in the draft bill', body: text, requestKind: 'question', topic: 'legislation' },
  ...{ language: 'en', urgency: 'standard', confidentiality: 'standard', individualCase: 'no' },
};
const checked = { checkedNames: 'yes', checkedSources: 'yes', checkedLanguage: 'yes', checkedTone: 'yes' };

/** Who asks, and who looks after what is asked. */
const asker = 'litia@justice.fj.example';
const emailOf = (id: string) => demoPeople.find((person) => person.id === id)?.email ?? '';
const member = demoPeople.find(({ role }) => role === 'secretariat')?.email ?? '';

/** One thing that people do, as the requests of its two representations. */
type Operation = { name: string; functionArn: string; events: { json: string; html?: string } };

/** A request, to become the event that a function gets. */
type Request = { method: string; path: string; cookie: string; input?: object; version?: number; html?: boolean };

/** Makes requests into the events that the gateway would make of them. */
async function events(template: Template, origin: URL) {
  const resources = gatewayResources(template);
  let taken: (event: object, functionArn: string) => void = () => {};
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const match = matching(resources, (incoming.url ?? '').split('?')[0] ?? '');
    const functionArn = match?.resource.methods.get(incoming.method ?? '');
    if (!match || !functionArn) throw new Error(`There is no ${incoming.method} ${incoming.url}.`);
    const reached = { apiId: 'measured', stage: 'hub', origin };
    taken(eventOf(incoming, Buffer.concat(chunks), match, reached, randomUUID()), functionArn);
    response.end();
  });
  const wire = client(`http://127.0.0.1:${await listen(server)}`);
  return {
    async of({ method, path, cookie, input, version, html }: Request): Promise<{ event: string; functionArn: string }> {
      const heard = new Promise<{ event: string; functionArn: string }>((hear) => {
        taken = (event, functionArn) => hear({ event: JSON.stringify(event), functionArn });
      });
      const sameSite = { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' };
      if (html) await wire.html(method, path, { cookie, headers: sameSite });
      else
        await wire.json(method, path, {
          ...(input ? { input } : {}),
          headers: { ...sameSite, cookie: `__Host-hub=${cookie}`, ...(input ? changing(version, randomUUID()) : {}) },
        });
      return heard;
    },
    close: () => {
      wire.close();
      server.close();
    },
  };
}

/** What people do of whom the figures speak, in a hub with two years behind it and fifty questions open. */
export async function scene(hub: Hub, cdkOut: string): Promise<{ operations: Operation[]; template: Template }> {
  const template = readTemplate(cdkOut, parametersFor(new URL(hub.origin)));
  const wire = client(hub.origin);
  const dynamo = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: hub.aws.url, region: hub.aws.region, credentials: hub.aws.credentials }),
  );
  const known = new Map<string, Promise<Credentials>>();
  const credentialsOf = (email: string): Promise<Credentials> => {
    const found = known.get(email) ?? wire.signIn(email, demoPassword, () => hub.people.codeOf(email));
    known.set(email, found);
    return found;
  };
  async function post(email: string, path: string, input: object, version?: number): Promise<unknown> {
    const { token } = await credentialsOf(email);
    const { status, text } = await wire.json('POST', path, { token, input, headers: changing(version) });
    if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`);
    return JSON.parse(text);
  }
  async function placed(id: string) {
    const command = new GetCommand({ TableName: hub.tableName('Queries'), Key: { id }, ConsistentRead: true });
    return Placed.parse((await dynamo.send(command)).Item);
  }

  await seed(
    localOperator(operatorOf(hub)),
    { count: 60, from: seedFrom(Date.now()), to: Date.now() - 864e5 },
    () => {},
  );
  const ids: string[] = [];
  for (let index = 0; index < 52; index += 1) {
    const { id, version } = Made.parse(await post(asker, '/queries', asking));
    await post(asker, `/queries/${id}/send`, {}, version);
    ids.push(id);
  }
  await hub.drain();
  const offered: { id: string; expert: string }[] = [];
  for (const id of ids) {
    const { status, offer } = await placed(id);
    if (status === 'offered' && offer) offered.push({ id, expert: emailOf(offer.expertId) });
  }
  const [one, other] = offered;
  if (!one || !other) throw new Error('nobody was offered a question');
  for (const { id, expert } of [one, other])
    await post(expert, `/queries/${id}/accept`, { noConflict: 'yes' }, (await placed(id)).version);
  await post(one.expert, `/queries/${one.id}/ask-review`, { advice: text }, (await placed(one.id)).version);
  await hub.drain();
  const review = await placed(one.id);
  const clearer = emailOf(review.clearance?.clearer?.expertId ?? '');
  await post(clearer, `/queries/${one.id}/accept-clearance`, { noConflict: 'yes' }, review.version);
  await post(clearer, `/queries/${one.id}/approve`, checked, (await placed(one.id)).version);
  const draft = Made.parse(await post(asker, '/queries', asking));
  await hub.drain();

  const made = await events(template, new URL(hub.origin));
  const cookie = async (email: string) => (await credentialsOf(email)).cookie;
  const [official, expert, secretariat] = [await cookie(asker), await cookie(other.expert), await cookie(member)];
  const read = async (name: string, path: string, cookie: string): Promise<Operation> => {
    const json = await made.of({ method: 'GET', path, cookie });
    const html = await made.of({ method: 'GET', path, cookie, html: true });
    return { name, functionArn: json.functionArn, events: { json: json.event, html: html.event } };
  };
  const change = async (name: string, request: Omit<Request, 'method'>): Promise<Operation> => {
    const { event, functionArn } = await made.of({ method: 'POST', ...request });
    return { name, functionArn, events: { json: event } };
  };
  const { version } = await placed(other.id);
  const handIn = { path: `/queries/${other.id}/ask-review`, cookie: expert, input: { advice: text }, version };
  const send = { path: `/queries/${draft.id}/send`, cookie: official, input: {}, version: draft.version };
  const operations: Operation[] = [
    await change('draft', { path: '/queries', cookie: official, input: asking }),
    await change('send', send),
    await read('open', `/queries/${one.id}`, official),
    await change('answer', handIn),
    await read('board', '/board', secretariat),
    await read('my queries', '/queries', official),
    await read('report', '/response-times', secretariat),
  ];
  made.close();
  wire.close();
  dynamo.destroy();
  return { operations, template };
}
