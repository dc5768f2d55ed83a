import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Write } from '../cli/seeded-life.ts';
import { pointersOf, toItem } from '../functions/lib/query-item.ts';
import { actorOf } from '../shared/access.ts';
import { contributionOf, noughtsOf, rowNamed } from '../shared/contribution.ts';
import { chained, emptyLedger, type LedgerEntry } from '../shared/ledger.ts';
import type { Query } from '../shared/query.ts';
import { Refused } from '../shared/refused.ts';
import type { Settings } from '../shared/settings.ts';
import type { World } from '../test/stack/world-at.ts';

type Row = Record<string, unknown>;
const atOnce = 25;
const side = 4;

const Left = z.object({ UnprocessedItems: z.record(z.string(), z.array(z.unknown())).default({}) });

/** Puts rows into a table, many at once: past every function, and past the policy that binds them. */
export async function putAll(world: World, table: string, rows: readonly Row[]): Promise<void> {
  const name = world.hub.tableName(table);
  let next = 0;
  const one = async () => {
    while (next < rows.length) {
      const some = rows.slice(next, next + atOnce);
      next += atOnce;
      let asked: Record<string, unknown[]> = {
        [name]: some.map((row) => ({ PutRequest: { Item: marshall(row, { removeUndefinedValues: true }) } })),
      };
      while (Object.keys(asked).length > 0) {
        const { UnprocessedItems } = await world.hub.database.call(
          'DynamoDB_20120810.BatchWriteItem',
          { RequestItems: asked },
          Left,
        );
        asked = UnprocessedItems;
      }
    }
  };
  await Promise.all(Array.from({ length: side }, one));
}

/**
 * Lives that the domain decides, kept in memory: what the store would write of them, without texts, ledgers, notices and references.
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
      for (const [key, counts] of Object.entries(contributionOf(entries, [settings]).rows)) {
        const sums = figures.get(key) ?? {};
        for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
        figures.set(key, sums);
      }
    }
    lives.clear();
    const reports = [...figures].map(([key, counts]) => ({ ...rowNamed(key), ...noughtsOf(rowNamed(key)), ...counts }));
    return { queries, reports };
  }
  return { write, taken };
}
