import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { DeskRow } from '../../shared/desk.ts';
import { Ordinal } from '../../shared/fields.ts';
import { Refused } from '../../shared/refused.ts';
import { runsAlike } from '../../shared/setting.ts';
import type { Settings } from '../../shared/settings.ts';
import { retime } from '../../shared/timing.ts';
import type { Dynamo } from './dynamo.ts';
import { did, logged } from './log.ts';
import type { QueryStore } from './query-store.ts';
import type { SettingsReader } from './settings.ts';

const caller = { kind: 'hub', function: 'watch' } as const;

/** A process goes by the settings it read for a minute, and a request is answered within half of one. */
const settlingMilliseconds = 120_000;

/** The row beside the queries that says by which settings all clocks are known to run. */
const Key = { id: 'clocks#set' };
const Known = z.object({ settings: Ordinal });

type Stores = { queries: QueryStore; settings: SettingsReader };
type Moment = { set: Settings; now: string; hasTime: () => boolean };

/** Sets running clocks anew after a change of calendar or targets, however late and in however many runs. */
export function clocksAnew(client: Dynamo, table: string, { queries, settings }: Stores) {
  async function known(): Promise<number> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key }));
    return Item ? Known.parse(Item).settings : 1;
  }

  const note = ({ version }: Settings) =>
    client.send(new PutCommand({ TableName: table, Item: { ...Key, settings: version } }));

  const runsByOther = async ({ settingsVersion }: DeskRow, set: Settings): Promise<boolean> =>
    settingsVersion < set.version && !runsAlike(await settings.of(settingsVersion), set);

  async function setAnew(id: string, { set, now }: Moment): Promise<void> {
    try {
      const loaded = await queries.find(id, 'retime', caller, now);
      await queries.commit(loaded, retime(loaded.query, set, now), { caller, now });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      logged('left alone', { queryId: id, reason: error.reason });
    }
  }

  return {
    /** Computes anew what runs by an older calendar or older targets; what there is no time for is left to the next run. */
    async setAll(moment: Moment): Promise<void> {
      const { set, now, hasTime } = moment;
      const settlesAt = Date.parse(set.since) + settlingMilliseconds;
      if (set.version === 1 || Date.parse(now) < settlesAt || (await known()) >= set.version) return;
      const outcomes: boolean[] = [];
      for await (const row of queries.everyOpen()) {
        if (!hasTime()) break;
        if (await runsByOther(row, set)) outcomes.push(await did(setAnew(row.id, moment), { queryId: row.id }));
      }
      if (outcomes.includes(false)) throw new Error('not every clock could be set anew');
      // To have looked at all of them and found nothing to do is to know: a query may have been moved meanwhile.
      if (outcomes.length === 0 && hasTime()) await note(set);
    },
  };
}

export type ClocksAnew = ReturnType<typeof clocksAnew>;
