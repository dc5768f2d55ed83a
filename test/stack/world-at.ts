import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { demoPassword, demoPeople } from '../../local/demo-people.ts';
import { type HubOptions, startHub } from '../../local/hub.ts';
import type { Mail } from '../../local/ses.ts';
import type { Person } from '../../shared/people.ts';
import { Browser } from './browser.ts';
import { type Credentials, client } from './client.ts';

const StoredNotice = z.looseObject({
  id: z.string(),
  kind: z.string(),
  recipientId: z.string(),
  status: z.string(),
});
type StoredNotice = z.infer<typeof StoredNotice>;

/** The running hub with its people, and the ways to come to it. */
export type World = Awaited<ReturnType<typeof worldAt>>;

/** Starts a synthesised template with the demo people and nothing else. */
export async function worldAt(options: HubOptions) {
  const hub = await startHub({ port: 0, schedules: false, ...options });
  const dynamo = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: hub.aws.url, region: hub.aws.region, credentials: hub.aws.credentials }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const wire = client(hub.origin);
  const people = [...demoPeople];
  const signedIn = new Map<string, Promise<Credentials>>();

  const personOf = (name: string): Person => {
    const found = people.find((person) => person.email.startsWith(`${name}@`));
    if (!found) throw new Error(`nobody here is called ${name}`);
    return found;
  };
  const emailOf = (name: string): string => personOf(name).email;

  /** Goes through the steps of signing in, in a browser that is at the first. */
  async function signInAt(browser: Browser, name: string): Promise<void> {
    const email = emailOf(name);
    await browser.submit('/sign-in', { email, password: demoPassword });
    await browser.submit('/sign-in/code', { code: hub.people.codeOf(email) ?? '' });
  }

  return {
    hub,
    dynamo,
    wire,
    emailOf,
    personOf,
    /** The first part of the address of whoever has this id. */
    nameOf(personId: string): string {
      const found = people.find(({ id }) => id === personId);
      if (!found) throw new Error(`nobody here has the id ${personId}`);
      return found.email.split('@')[0] ?? '';
    },
    /** Lets somebody more in, with the demo's password. */
    async add(person: Person): Promise<void> {
      people.push(person);
      await hub.people.addPerson(person, demoPassword);
    },
    /** Token and cookie of this person, by the first part of their address; they sign in the first time. */
    credentialsOf(name: string): Promise<Credentials> {
      const email = emailOf(name);
      const known = signedIn.get(email) ?? wire.signIn(email, demoPassword, () => hub.people.codeOf(email));
      signedIn.set(email, known);
      return known;
    },
    /** Whoever was signed out signs in anew when they next do something. */
    signsInAnew(name: string): void {
      signedIn.delete(emailOf(name));
    },
    /** A browser without scripts, not signed in. */
    browser: () => new Browser(hub.origin),
    signInAt,
    /** A browser without scripts in which this person has signed in. */
    async browserOf(name: string): Promise<Browser> {
      const browser = new Browser(hub.origin);
      await browser.open('/sign-in');
      await signInAt(browser, name);
      return browser;
    },
    /** Everything a table holds, past every policy. */
    async everythingIn(table: string): Promise<Record<string, unknown>[]> {
      const items: Record<string, unknown>[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await dynamo.send(
          new ScanCommand({ TableName: hub.tableName(table), ConsistentRead: true, ExclusiveStartKey: from }),
        );
        items.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
      } while (from);
      return items;
    },
    /** One item of a table, past every policy. */
    async itemIn(table: string, key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName: hub.tableName(table), Key: key, ConsistentRead: true }),
      );
      return Item;
    },
    /** The notices about a query. */
    async noticesOf(queryId: string): Promise<StoredNotice[]> {
      const items = (await this.everythingIn('Notices')).filter((item) => item.queryId === queryId);
      return z.array(StoredNotice).parse(items);
    },
    /** The mails this person has had. */
    mailsTo: (name: string): Mail[] => hub.inbox().filter(({ to }) => to.includes(emailOf(name))),
    /** A query's ledger, in order. */
    async entriesOf(queryId: string): Promise<Record<string, unknown>[]> {
      const { Items } = await dynamo.send(
        new QueryCommand({
          TableName: hub.tableName('Ledger'),
          KeyConditionExpression: 'queryId = :id',
          ExpressionAttributeValues: { ':id': queryId },
          ConsistentRead: true,
        }),
      );
      return Items ?? [];
    },
    /** The codes of a query's ledger, in order. */
    async ledgerOf(queryId: string): Promise<string[]> {
      return (await this.entriesOf(queryId)).map(({ code }) => String(code));
    },
    /** Sets these attributes of an item, past every policy. */
    async craft(table: string, key: Record<string, string>, changes: Record<string, unknown>): Promise<void> {
      const named = Object.keys(changes);
      await dynamo.send(
        new UpdateCommand({
          TableName: hub.tableName(table),
          Key: key,
          UpdateExpression: `SET ${named.map((name) => `#${name} = :${name}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(named.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(named.map((name) => [`:${name}`, changes[name]])),
        }),
      );
    },
    /** The secretariat suspends somebody: their Directory item says so. */
    async suspend(name: string): Promise<void> {
      await this.craft('Directory', { key: `person#${personOf(name).id}` }, { status: 'suspended' });
    },
    async stop(): Promise<void> {
      wire.close();
      dynamo.destroy();
      await hub.stop();
    },
  };
}
