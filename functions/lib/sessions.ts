import { createHash, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Id } from '../../shared/fields.ts';
import type { Person } from '../../shared/people.ts';
import { personFrom } from './directory.ts';
import { type Dynamo, getAll } from './dynamo.ts';

const minute = 60_000;
const idleLimit = 30 * minute;
const absoluteLimit = 12 * 60 * minute;
/** A session is touched at most this often: reading a page does not always mean a write. */
const touchInterval = minute;

const Session = z.object({ personId: Id, startedAt: z.iso.datetime(), lastSeenAt: z.iso.datetime() });

/** Somebody who is here: the person as they stand now, and when they signed in. */
export type Presence = { person: Person; signedInAt: string };

const Cookie = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}\.[A-Za-z0-9_-]{43}$/);

const keyOf = (token: string) => `session#${createHash('sha256').update(token).digest('hex')}`;

/** Was somebody who signed in then signed out since, everywhere at once? */
export const endedFor = ({ sessionsEndedAt }: Person, signedInAt: string): boolean =>
  sessionsEndedAt !== undefined && signedInAt <= sessionsEndedAt;

/** Sessions of browsers: a random token in a cookie, its hash in the Directory, ended by time, sign-out or suspension. */
export function sessions(client: Dynamo, table: string) {
  return {
    /** Begins a session; answers the cookie's value. */
    async begin(personId: string, now: string): Promise<string> {
      const token = randomBytes(32).toString('base64url');
      await client.send(
        new PutCommand({
          TableName: table,
          Item: {
            key: keyOf(token),
            personId,
            startedAt: now,
            lastSeenAt: now,
            expiresAtSeconds: Math.floor((Date.parse(now) + absoluteLimit) / 1000),
          },
        }),
      );
      return `${personId}.${token}`;
    },

    /** The active person a cookie belongs to and since when, by one consistent read of session and person; undefined when it ended. */
    async presenceOf(cookie: string | undefined, now: string): Promise<Presence | undefined> {
      const { success, data } = Cookie.safeParse(cookie);
      if (!success) return undefined;
      const [personId = '', token = ''] = data.split('.');
      const keys = [{ key: keyOf(token) }, { key: `person#${personId}` }];
      const items = (await getAll(client, { [table]: keys }))[table] ?? [];
      const sessionItem = items.find(({ key }) => key === keys[0]?.key);
      const personItem = items.find(({ key }) => key === keys[1]?.key);
      if (!sessionItem || !personItem) return undefined;
      const session = Session.parse(sessionItem);
      const idle = Date.parse(now) - Date.parse(session.lastSeenAt);
      const age = Date.parse(now) - Date.parse(session.startedAt);
      if (session.personId !== personId || idle > idleLimit || age > absoluteLimit) return undefined;
      const person = personFrom(personItem);
      if (person.status !== 'active' || endedFor(person, session.startedAt)) return undefined;
      if (idle > touchInterval) await touch(keyOf(token), now);
      return { person, signedInAt: session.startedAt };
    },

    /** Ends the session of a cookie. */
    async end(cookie: string | undefined): Promise<void> {
      const { success, data } = Cookie.safeParse(cookie);
      if (!success) return;
      const [, token = ''] = data.split('.');
      await client.send(new DeleteCommand({ TableName: table, Key: { key: keyOf(token) } }));
    },
  };

  async function touch(key: string, now: string): Promise<void> {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { key },
          UpdateExpression: 'SET lastSeenAt = :now',
          ConditionExpression: 'attribute_exists(personId)',
          ExpressionAttributeValues: { ':now': now },
        }),
      );
    } catch (error) {
      // Signed out in another tab between the read and the touch: the next request sees it.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

export type Sessions = ReturnType<typeof sessions>;
