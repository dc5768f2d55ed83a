import * as z from 'zod';
import { tableNames } from '../../infra/tables.ts';
import type { World } from './world.ts';

const Line = z.object({
  message: z.literal('request'),
  xray_trace_id: z.string(),
  route: z.string(),
  method: z.string(),
  status: z.int(),
});

/** What a request of a route called: the one that called most. */
export type RouteCost = { route: string; calls: string[] };

/** A session's use, which is written once a minute, whatever is asked. */
const touch = 'UpdateItem Directory';

/** What each route called, in requests that were answered and met nobody else on the way, by what the hub keeps of calls and logs. */
export function routeCosts(hub: World['hub']): RouteCost[] {
  const names = new Map<string, string>(tableNames.map((name) => [hub.tableName(name), name]));
  const calls = Map.groupBy(hub.calls(), ({ invocation }) => invocation);
  const found = new Map<string, RouteCost>();
  for (const { line } of hub.logs().filter((one) => one.line.includes('"request"'))) {
    const { success, data } = Line.safeParse(JSON.parse(line));
    const made = success ? calls.get(data.xray_trace_id) : undefined;
    if (!data || !made || data.status >= 400 || made.some(({ refused }) => refused)) continue;
    const route = `${data.method} ${data.route}`;
    if ((found.get(route)?.calls.length ?? 0) >= made.length) continue;
    const written = made.map(({ service, operation, tables = [] }) =>
      [service === 'dynamodb' ? operation : `${service} ${operation}`, ...tables.map((name) => names.get(name))].join(
        ' ',
      ),
    );
    found.set(route, { route, calls: written.filter((call) => call !== touch) });
  }
  return [...found.values()];
}

/** The calls of the busiest route, a query's card, and how often any route calls the same of the same table. */
const mostCalls = 11;
const mostAlike = 4;
/** Writes to as many queries as were chosen, each in a transaction of its own, so that one that moved holds up no other. */
const together = 'POST /board/assign';

/** The routes of these that read a table through, call too much, or read one by one what they can read together. */
export const wasteful = (costs: readonly RouteCost[]): RouteCost[] =>
  costs.filter(({ route, calls }) => {
    if (route === together) return false;
    const often = Math.max(...calls.map((call) => calls.filter((other) => other === call).length));
    return calls.length > mostCalls || often > mostAlike || calls.some((call) => call.startsWith('Scan'));
  });
