import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { type ApiClient, signIn } from '../../local/api-client.ts';
import { demoPassword, demoPeople } from '../../local/demo-people.ts';
import { startHub } from '../../local/hub.ts';
import type { Person } from '../../shared/people.ts';
import { Browser } from './browser.ts';

/** The running hub with its people, and the ways to come to it. */
export type World = Awaited<ReturnType<typeof openWorld>>;

/** Starts the synthesised template with the demo people and nothing else. */
export async function openWorld(options: { schedules?: boolean } = {}) {
  const hub = await startHub({ cdkOut: inject('cdkOut'), port: 0, schedules: false, ...options });
  const dynamo = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: hub.aws.url, region: hub.aws.region, credentials: hub.aws.credentials }),
  );
  const clients = new Map<string, Promise<ApiClient>>();

  const personOf = (name: string): Person => {
    const found = demoPeople.find((person) => person.email.startsWith(`${name}@`));
    if (!found) throw new Error(`nobody here is called ${name}`);
    return found;
  };
  const emailOf = (name: string): string => personOf(name).email;

  return {
    hub,
    dynamo,
    emailOf,
    personOf,
    /** An API client signed in as this person, by the first part of their address. */
    as(name: string): Promise<ApiClient> {
      const email = emailOf(name);
      const known = clients.get(email) ?? signIn(hub.origin, email, demoPassword, () => hub.people.codeOf(email));
      clients.set(email, known);
      return known;
    },
    /** A browser without scripts, not signed in. */
    browser: () => new Browser(hub.origin),
    /** A browser without scripts in which this person has signed in. */
    async browserOf(name: string): Promise<Browser> {
      const browser = new Browser(hub.origin);
      const email = emailOf(name);
      await browser.open('/sign-in');
      await browser.submit('/sign-in', { email, password: demoPassword });
      await browser.submit('/sign-in/code', { code: hub.people.codeOf(email) ?? '' });
      return browser;
    },
    /** Everything a table holds, past every policy. */
    async everythingIn(table: string): Promise<Record<string, unknown>[]> {
      const { Items } = await dynamo.send(new ScanCommand({ TableName: hub.tableName(table), ConsistentRead: true }));
      return Items ?? [];
    },
    /** The codes of a query's ledger, in order. */
    async ledgerOf(queryId: string): Promise<string[]> {
      const { Items } = await dynamo.send(
        new QueryCommand({
          TableName: hub.tableName('Ledger'),
          KeyConditionExpression: 'queryId = :id',
          ExpressionAttributeValues: { ':id': queryId },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []).map(({ code }) => String(code));
    },
    stop: (): Promise<void> => hub.stop(),
  };
}
