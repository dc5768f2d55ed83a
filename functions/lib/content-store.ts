import * as z from 'zod/mini';
import { actorOf, type Caller, mayWith, type QueryAction, readerAs, relationsTo } from '../../shared/access.ts';
import type { Change, Content, Loaded } from '../../shared/change.ts';
import type { LedgerEvent } from '../../shared/events.ts';
import { chained } from '../../shared/ledger.ts';
import { type Part, type PartKind, partsFor } from '../../shared/parts.ts';
import type { Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { type DataKey, type DataKeys, wrappedKeyIn, zeroedAfter } from './data-keys.ts';
import { personFrom } from './directory.ts';
import { type Dynamo, getAll, type TransactItem } from './dynamo.ts';
import { append } from './ledger-store.ts';
import { fromItem } from './query-item.ts';
import type { Authorship, QueryStore } from './query-store.ts';
import { SealBroken, seal, unseal } from './sealing.ts';

const tries = 5;

const Row = z.object({
  part: z.string(),
  version: z.int(),
  sealedAt: z.iso.datetime(),
  fields: z.record(z.string(), z.string()),
});

/** A part of a query in the clear, for the time of one reply. */
export type Opened = Part & { kind: PartKind; fields: Record<string, string> };

type OpenedEvent = Extract<LedgerEvent, { code: 'opened' }>;

/** The store of content: seals what changes write, opens what a caller may read, and only after the ledger says so. */
export function contentStore(
  client: Dynamo,
  tables: { sealed: string; ledger: string; queries: string; directory: string; keys: string },
  { queries, keys }: { queries: QueryStore; keys: DataKeys },
) {
  async function sealedItem(key: DataKey, queryId: string, content: Content, now: string): Promise<TransactItem> {
    const { part, version, fields } = content;
    const sealed = await seal(key, { queryId, part, version }, fields);
    return { Put: { TableName: tables.sealed, Item: { queryId, part, version, sealedAt: now, fields: sealed } } };
  }

  /** What a change keeps of a part, opened only to be sealed again; refuses `stale` when the part has moved on. */
  async function kept(key: DataKey, queryId: string, { part, keeps }: Content): Promise<Record<string, string>> {
    if (!keeps) return {};
    const { version } = keeps;
    const [item] = (await getAll(client, { [tables.sealed]: [{ queryId, part }] }))[tables.sealed] ?? [];
    const row = Row.parse(item);
    if (row.version !== version) throw new Refused('stale');
    const fields = Object.fromEntries(Object.entries(row.fields).filter(([name]) => keeps.fields.includes(name)));
    return unseal(key, { queryId, part, version }, fields);
  }

  /** Writes the ledger entry of a reading; when the ledger moved meanwhile, the caller's right is asked for again. */
  async function recordReading(loaded: Loaded, event: OpenedEvent, action: QueryAction, caller: Caller, now: string) {
    let found = loaded;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const { id: queryId } = found.query;
      const entry = await chained(found.head, event, { queryId, actor: actorOf(caller), at: now });
      if (await append(client, tables.ledger, entry)) return found;
      found = await queries.find(queryId, action, caller, now);
    }
    throw new Refused('busy-try-again');
  }

  /**
   * Query, person, wrapped key and ciphertext in one consistent read, after the reading is on record: whatever ended the
   * right before that moment, on the query's side or the person's, ends it here, before a key is unwrapped.
   */
  async function stillAllowed(known: Query, action: QueryAction, caller: Caller, now: string) {
    const { id: queryId } = known;
    const personKey = caller.kind === 'person' ? [{ key: `person#${caller.person.id}` }] : [];
    const read = await getAll(client, {
      [tables.queries]: [{ id: queryId }],
      [tables.directory]: personKey,
      [tables.keys]: [{ queryId }],
      [tables.sealed]: partsShownTo(known, caller, now).map(({ part }) => ({ queryId, part })),
    });
    const [queryItem] = read[tables.queries] ?? [];
    const [personItem] = read[tables.directory] ?? [];
    const [keyItem] = read[tables.keys] ?? [];
    if (!queryItem || !keyItem || !personItem) throw new Refused('not-found');
    const query = fromItem(queryItem);
    const still: Caller = { kind: 'person', person: personFrom(personItem) };
    // A right may have ended by the clock of a change that came after this request did.
    const at = query.updatedAt > now ? query.updatedAt : now;
    if (!mayWith(query, action, still, at)) throw new Refused('not-found');
    const sealed = (read[tables.sealed] ?? []).map((item) => Row.parse(item));
    return { query, wrapped: wrappedKeyIn(keyItem), shown: partsShownTo(query, still, at), sealed };
  }

  return {
    /** Commits a change with its text sealed: under a new key for a new query, else under the query's own. */
    async commit(loaded: Loaded | undefined, change: Change, by: Authorship) {
      const { content } = change;
      if (!content) return queries.commit(loaded, change, by);
      const { id } = change.query;
      if (!loaded) {
        const { key, item } = await keys.create(id);
        const sealed = await zeroedAfter(key, () => sealedItem(key, id, content, by.now));
        return queries.commit(loaded, change, by, [item, sealed]);
      }
      const key = await keys.unwrap(id, await keys.wrapped(id));
      const sealed = await zeroedAfter(key, async () => {
        const fields = { ...(await kept(key, id, content)), ...content.fields };
        return sealedItem(key, id, { ...content, fields }, by.now);
      });
      return queries.commit(loaded, change, by, [sealed]);
    },

    /**
     * Opens a query's parts for a caller: ledger entry first, then the right once more with key and ciphertext, then
     * one `kms:Decrypt`. A right that ended before the entry was written refuses `not-found`.
     */
    async open(
      loaded: Loaded,
      event: OpenedEvent,
      { action, caller, now }: { action: QueryAction; caller: Caller; now: string },
    ): Promise<{ query: Loaded['query']; parts: Opened[] }> {
      const recorded = await recordReading(loaded, event, action, caller, now);
      const { query, wrapped, shown, sealed } = await stillAllowed(recorded.query, action, caller, now);
      const open = (key: DataKey) =>
        Promise.all(
          shown.map(async (one) => {
            const { part, version } = one;
            const row = sealed.find((candidate) => candidate.part === part);
            // Something was written after the reading went on record: the next try reads that as well.
            if (row ? row.version > version : query.version > recorded.query.version)
              throw new Refused('busy-try-again');
            if (!row) throw new SealBroken();
            return { ...one, fields: await unseal(key, { queryId: query.id, part, version }, row.fields) };
          }),
        );
      const parts = await zeroedAfter(await keys.unwrap(query.id, wrapped), open);
      return { query, parts };
    },
  };
}

/** The texts this caller is shown of a query, by how they stand to it. */
const partsShownTo = (query: Query, caller: Caller, now: string): Part[] =>
  'parts' in query ? partsFor(query.parts, readerAs(relationsTo(query, caller, now))) : [];

export type ContentStore = ReturnType<typeof contentStore>;
