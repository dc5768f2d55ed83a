import * as z from 'zod';
import type { Hub } from '../../local/hub.ts';

const Line = z.object({
  message: z.literal('request'),
  xray_trace_id: z.string(),
  route: z.string(),
  method: z.string(),
  status: z.int(),
});

/** What the requests of a route called: how often it was asked, and the fewest and most calls to AWS of one request. */
export type RouteCost = { route: string; times: number; fewest: number; most: number; mostCalls: string[] };

/** The calls that each route made of those requests that were answered and met nobody else on the way, by what the hub keeps of both. */
export function routeCosts(
  hub: Pick<Hub, 'calls' | 'logs' | 'tableName'>,
  names: ReadonlyMap<string, string>,
): RouteCost[] {
  const calls = Map.groupBy(hub.calls(), ({ invocation }) => invocation);
  const found = new Map<string, RouteCost>();
  for (const { line } of hub.logs()) {
    if (!line.includes('"request"')) continue;
    const { success, data } = Line.safeParse(JSON.parse(line));
    const made = success ? calls.get(data.xray_trace_id) : undefined;
    if (!data || !made || data.status >= 400 || made.some(({ refused }) => refused)) continue;
    const route = `${data.method} ${data.route}`;
    const written = made.map(({ service, operation, tables = [] }) =>
      [service === 'dynamodb' ? operation : `${service} ${operation}`, ...tables.map((table) => names.get(table))].join(
        ' ',
      ),
    );
    const known = found.get(route) ?? { route, times: 0, fewest: made.length, most: 0, mostCalls: [] };
    found.set(route, {
      ...{ route, times: known.times + 1, fewest: Math.min(known.fewest, made.length) },
      ...(made.length > known.most
        ? { most: made.length, mostCalls: written }
        : { most: known.most, mostCalls: known.mostCalls }),
    });
  }
  return [...found.values()].sort((a, b) => (a.route < b.route ? -1 : 1));
}
