import { performance } from 'node:perf_hooks';

// A process of its own: loads one handler and calls it as told, in so many invocations at once, and says what that cost
// this process and nothing else.

/** Calls until there were so many requests, or until so much time is over. */
export type Task = { events: string[]; clients: number; requests?: number; milliseconds?: number };

/** What it cost: the time of this process's own CPU per request, and how long an invocation took. */
export type Cost = { requests: number; cpu: number; p50: number; p95: number; statuses: number[] };

type Handler = (event: unknown, context: object) => Promise<{ statusCode: number; body?: string }>;

const [entry = '', exported = 'handler'] = process.argv.slice(2);
const module: Record<string, Handler> = await import(entry);
const handler = module[exported];
if (typeof handler !== 'function') throw new Error(`${entry} exports no ${exported}`);

const context = {
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  functionName: 'measured',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
};

async function done({ events, clients, requests = Number.POSITIVE_INFINITY, milliseconds }: Task): Promise<Cost> {
  const until = milliseconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + milliseconds;
  const durations: number[] = [];
  const statuses = new Set<number>();
  let begun = 0;
  const before = process.cpuUsage();
  async function client(): Promise<void> {
    while (begun < requests && performance.now() < until) {
      const event = events[begun % events.length] ?? '';
      begun += 1;
      const start = performance.now();
      // As the runtime of Lambda does: the event comes as text, and the answer leaves as text.
      const result = await handler?.(JSON.parse(event), context);
      JSON.stringify(result);
      durations.push(performance.now() - start);
      statuses.add(result?.statusCode ?? 0);
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
  const { user, system } = process.cpuUsage(before);
  durations.sort((a, b) => a - b);
  const at = (share: number) => durations[Math.floor(share * (durations.length - 1))] ?? 0;
  return {
    requests: durations.length,
    cpu: (user + system) / 1000 / durations.length,
    p50: at(0.5),
    p95: at(0.95),
    statuses: [...statuses],
  };
}

process.on('message', (task: Task) => {
  done(task).then(
    (cost) => process.send?.({ cost }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
