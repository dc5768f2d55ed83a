import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Write } from '../cli/seeded-life.ts';
import { pointersOf, toItem } from '../functions/lib/query-item.ts';
import { actorOf } from '../shared/access.ts';
import { contributionOf, rowNamed } from '../shared/contribution.ts';
import { chained, emptyLedger, type LedgerEntry } from '../shared/ledger.ts';
import { isSent, type Query } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import type { Settings } from '../shared/settings.ts';
import type { World } from '../test/stack/world-at.ts';

type Row = Record<string, unknown>;
const atOnce = 25;
const side = 4;

/** Puts rows into tables, by the hundred: past every function, so that nothing follows from it. */
export async function putAll(world: World, table: string, rows: readonly Row[]): Promise<void> {
  const name = world.hub.tableName(table);
  let next = 0;
  const one = async () => {
    while (next < rows.length) {
      const some = rows.slice(next, next + atOnce);
      next += atOnce;
      let asked = { [name]: some.map((Item) => ({ PutRequest: { Item } })) };
      for (;;) {
        const { UnprocessedItems } = await world.dynamo.send(new BatchWriteCommand({ RequestItems: asked }));
        const left = UnprocessedItems?.[name]?.flatMap(({ PutRequest }) =>
          PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
        );
        if (!left || left.length === 0) break;
        asked = { [name]: left };
      }
    }
  };
  await Promise.all(Array.from({ length: side }, one));
}

/**
 * Lives that the domain decides, kept in memory: what the store would write of them, without texts, ledgers and notices.
 * Ledgers stay out of the tables because their stream would have every function follow a hundred thousand lives.
 */
export function livesInMemory(settings: Settings, now: string) {
  const lives = new Map<string, { query: Query; entries: LedgerEntry[] }>();
  const loads = new Map<string, Set<string>>();
  const figures = new Map<string, Record<string, number>>();

  const write: Write = async (loaded, change, caller, at) => {
    const { query, event, load } = change;
    if (load?.take) {
      const held = loads.get(load.take.expertId) ?? new Set<string>();
      if (held.size >= load.take.capacity && !held.has(query.id)) throw new Refused('at-capacity');
      loads.set(load.take.expertId, held.add(query.id));
    }
    if (load?.release) loads.get(load.release)?.delete(query.id);
    const head = await chained(loaded?.head ?? emptyLedger, event, { queryId: query.id, actor: actorOf(caller), at });
    lives.set(query.id, { query, entries: [...(lives.get(query.id)?.entries ?? []), head] });
    return { query, head };
  };

  /** The rows of what was lived since the last time, and the figures of all of it. */
  function taken(): { queries: Row[]; reports: Row[] } {
    const queries: Row[] = [];
    for (const { query, entries } of lives.values()) {
      const { checkKey, nextCheckAt, ...item } = toItem(query);
      // As if the watch had attended to what fell due meanwhile.
      const later = nextCheckAt !== undefined && nextCheckAt > now;
      queries.push({ ...item, ...(later ? { checkKey, nextCheckAt } : {}) }, ...pointersOf(query));
      if (isSent(query)) queries.push({ id: `reference#${query.reference}`, queryId: query.id });
      for (const [key, counts] of Object.entries(contributionOf(entries, [settings]).rows)) {
        const sums = figures.get(key) ?? {};
        for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
        figures.set(key, sums);
      }
    }
    lives.clear();
    return { queries, reports: [...figures].map(([key, counts]) => ({ ...rowNamed(key), ...counts })) };
  }
  return { write, taken };
}
