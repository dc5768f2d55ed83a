import { createHash, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
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

/** When a session ends if nothing more is done in it, and when it ends whatever is done. */
export type Term = { endsAt: string; endsAnywayAt: string };

/** Somebody who is here: the person as they stand now, when they signed in, and until when they stay so. */
export type Presence = { person: Person; signedInAt: string; term: Term };

/** How long a session lasts after the last thing that was done in it. */
export const idleSeconds = idleLimit / 1000;

function termOf({ startedAt, lastSeenAt }: { startedAt: string; lastSeenAt: string }): Term {
  const end = Date.parse(startedAt) + absoluteLimit;
  return {
    endsAt: new Date(Math.min(Date.parse(lastSeenAt) + idleLimit, end)).toISOString(),
    endsAnywayAt: new Date(end).toISOString(),
  };
}

/** The person's id and a random token. */
const Shown = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{26}\.[A-Za-z0-9_-]{43}$/));

const Kept = z.extend(Session, { key: z.string() });

/** A session as its person sees it; the id is the hash it is kept under. */
export type OwnSession = { id: string; startedAt: string; lastSeenAt: string };

/** Lists the sessions of one person, and of nobody else, in the index of kinds. */
const kindOf = (personId: string) => `sessions#${personId}`;

const keyOf = (token: string) => `session#${createHash('sha256').update(token).digest('hex')}`;

/** Was somebody who signed in then signed out since, everywhere at once? */
const endedFor = ({ sessionsEndedAt }: Person, signedInAt: string): boolean =>
  sessionsEndedAt !== undefined && signedInAt <= sessionsEndedAt;

const idIn = (key: string) => key.slice('session#'.length);

/** Sessions of browsers and API clients: a random token, its hash in the Directory, ended by time, sign-out or suspension. */
export function sessions(client: Dynamo, table: string) {
  return {
    /** Begins a session; answers what its holder shows: a browser as its cookie, an API client as its token. */
    async begin(personId: string, now: string): Promise<string> {
      const token = randomBytes(32).toString('base64url');
      await client.send(
        new PutCommand({
          TableName: table,
          Item: {
            key: keyOf(token),
            kindKey: kindOf(personId),
            personId,
            startedAt: now,
            lastSeenAt: now,
            expiresAtSeconds: Math.floor((Date.parse(now) + absoluteLimit) / 1000),
          },
        }),
      );
      return `${personId}.${token}`;
    },

    /**
     * The active person a session belongs to and since when, by one consistent read of session and person; undefined when it
     * ended. To look `unnoticed` does not prolong the session.
     */
    async presenceOf(shown: string | undefined, now: string, unnoticed = false): Promise<Presence | undefined> {
      const { success, data } = Shown.safeParse(shown);
      if (!success) return undefined;
      const [personId = '', token = ''] = data.split('.');
      const keys = [{ key: keyOf(token) }, { key: `person#${personId}` }];
      const items = (await getAll(client, { [table]: keys }))[table] ?? [];
      const sessionItem = items.find(({ key }) => key === keys[0]?.key);
      const personItem = items.find(({ key }) => key === keys[1]?.key);
      if (!sessionItem || !personItem) return undefined;
      const session = Session.parse(sessionItem);
      if (session.personId !== personId || now > termOf(session).endsAt) return undefined;
      const person = personFrom(personItem);
      if (person.status !== 'active' || endedFor(person, session.startedAt)) return undefined;
      const seenNow = !unnoticed && Date.parse(now) - Date.parse(session.lastSeenAt) > touchInterval;
      if (seenNow) await touch(keyOf(token), now);
      const term = termOf({ ...session, ...(seenNow ? { lastSeenAt: now } : {}) });
      return { person, signedInAt: session.startedAt, term };
    },

    /** The id of a session. */
    idOf(shown: string | undefined): string | undefined {
      const { success, data } = Shown.safeParse(shown);
      return success ? idIn(keyOf(data.split('.')[1] ?? '')) : undefined;
    },

    /** The sessions of a person that have not ended, the last used first. */
    async listOf(personId: string, now: string): Promise<OwnSession[]> {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-kind',
          KeyConditionExpression: 'kindKey = :kind',
          ExpressionAttributeValues: { ':kind': kindOf(personId) },
        }),
      );
      return z
        .array(Kept)
        .parse(Items ?? [])
        .filter((session) => now <= termOf(session).endsAt)
        .map(({ key, startedAt, lastSeenAt }) => ({ id: idIn(key), startedAt, lastSeenAt }))
        .sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
    },

    /** Ends a session by its id. */
    async endById(id: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: table, Key: { key: `session#${id}` } }));
    },

    /** Ends a session for who shows it. */
    async end(shown: string | undefined): Promise<void> {
      const { success, data } = Shown.safeParse(shown);
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
